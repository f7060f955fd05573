//! Imports on the command line that are killed in the middle: resumed, taken back, closed; and what they teach.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use entourage::store::{Kind, Presence};

use crate::support::World;
use crate::terminal::pty::{Home, LONG, tick};

/// So many accounts; some stand twice, some cannot be taken, one contradicts what a person wrote.
fn crowd(rows: u32) -> String {
    let mut text = String::from("handle,name,followers,niche\n");
    for row in 0..rows {
        let line = match row % 500 {
            7 => format!("person{},Twice {row},{row},\n", row - 5),
            9 => format!(",Nobody {row},{row},\n"),
            11 => format!("short{row}\n"),
            13 => format!("short{row},Short\n"),
            _ => format!("person{row},Person {row},{},tea\n", 1_000 + row),
        };
        text.push_str(&line);
    }
    text
}

struct Story {
    home: Home,
    world: World,
    csv: String,
}

impl Story {
    fn of(text: &str) -> Story {
        let home = Home::new();
        let path = home.path().join("crowd.csv");
        fs::write(&path, text).unwrap();
        Story {
            csv: path.to_str().unwrap().to_owned(),
            world: World::new(),
            home,
        }
    }

    fn run(&self, words: &[&str]) -> crate::terminal::pty::Ran {
        self.home.run(&self.world.path(), words)
    }

    fn people(&self) -> String {
        self.run(&["export", "--format", "json"]).ends(0).out
    }

    /// An import beside a colleague, killed after its first slices.
    fn is_cut_off(&self) -> String {
        let colleague = Presence::enter(&self.world.path(), Kind::Private, "ben-1").unwrap();
        let words = ["import", &self.csv, "--platform", "instagram"];
        let mut child = self
            .home
            .command(&self.world.path(), &words)
            .spawn()
            .unwrap();
        let (until, ticks) = (Instant::now() + LONG, tick());
        while position(&self.world.path()).is_none_or(|row| row < 300) {
            assert!(Instant::now() < until, "the import does not get on");
            assert!(child.try_wait().unwrap().is_none(), "it came to its end");
            let _ = ticks.recv_timeout(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(colleague);
        number(&self.world.path())
    }
}

fn sql(path: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

/// The row of the file that the open import has come to.
fn position(path: &Path) -> Option<i64> {
    let found = sql(path).query_row("SELECT position FROM job", [], |row| row.get(0));
    found.ok()
}

fn number(path: &Path) -> String {
    let found = sql(path).query_row("SELECT set_id FROM job", [], |row| row.get::<_, i64>(0));
    found.unwrap().to_string()
}

#[test]
fn an_import_that_was_killed_is_resumed_and_gives_what_an_uninterrupted_one_gives() {
    let text = crowd(6_000);
    let whole = Story::of(&text);
    let words = ["import", &whole.csv, "--platform", "instagram"];
    let told = whole.run(&words).ends(0).out;
    let cut = Story::of(&text);
    let number = cut.is_cut_off();
    let list = cut.run(&["list", "--limit", "1"]).ends(0);
    assert!(
        list.err
            .contains(&format!("entourage import --resume {number}")),
        "{list:?}"
    );
    let resumed = cut.run(&["import", "--resume"]).ends(0).out;
    assert_eq!(
        resumed,
        told.replace("entourage undo 67", &format!("entourage undo {number}"))
    );
    assert!(cut.people() == whole.people());
    cut.run(&["check"]).ends(0);
    assert!(cut.run(&["list", "--limit", "1"]).ends(0).err.is_empty());
    cut.run(&["undo", &number]).ends(0);
    cut.run(&["import", "--resume", &number]).fails(1);
}

#[test]
fn an_import_that_was_killed_is_taken_back_whole() {
    let cut = Story::of(&crowd(6_000));
    let before = cut.people();
    let number = cut.is_cut_off();
    assert!(cut.people() != before);
    cut.run(&["undo", &number]).ends(0);
    assert!(cut.people() == before);
    cut.run(&["check"]).ends(0);
}

#[test]
fn a_file_that_has_changed_or_gone_is_not_resumed_and_the_job_can_be_closed() {
    let cut = Story::of(&crowd(6_000));
    let number = cut.is_cut_off();
    fs::write(&cut.csv, crowd(6_001)).unwrap();
    let ran = cut.run(&["import", "--resume", &number]).fails(1);
    assert!(
        ran.err.contains("has changed since the import began"),
        "{ran:?}"
    );
    fs::remove_file(&cut.csv).unwrap();
    let ran = cut.run(&["import", "--resume"]).fails(1);
    assert!(ran.err.contains("cannot be read any more"), "{ran:?}");
    let ran = cut.run(&["import", "--close"]).ends(0);
    assert!(ran.out.contains("closed at"), "{ran:?}");
    let advice = format!("`entourage undo {number}` undoes it");
    assert!(ran.out.contains(&advice), "{ran:?}");
    cut.run(&["import", "--close"]).fails(1);
    cut.run(&["check"]).ends(0);
    cut.run(&["undo", &number]).ends(0);
}

#[test]
fn the_same_file_is_not_imported_beside_its_own_beginning() {
    let cut = Story::of(&crowd(6_000));
    let number = cut.is_cut_off();
    let before = cut.people();
    let words = ["import", &cut.csv, "--platform", "instagram"];
    let ran = cut.run(&words).fails(1);
    assert!(
        ran.err.contains("resume it or take it back first"),
        "{ran:?}"
    );
    assert!(cut.people() == before);
    // Other people may come in meanwhile.
    let other = cut.home.path().join("other.csv");
    fs::write(&other, "handle,followers\nsomebody.else,5\n").unwrap();
    let words = ["import", other.to_str().unwrap(), "--platform", "instagram"];
    cut.run(&words).ends(0);
    cut.run(&["undo", &number]).ends(0);
}

#[test]
fn a_mapping_is_learned_told_overruled_and_forgotten() {
    let story = Story::of("Creator code,Fans,Spot\nada.new,1200,Malmö\n");
    let csv = story.csv.as_str();
    let import = |more: &[&str]| {
        let words = [
            &["import", csv, "--platform", "instagram", "--dry-run"][..],
            more,
        ]
        .concat();
        story.run(&words)
    };
    import(&[]).fails(1);
    let words = [
        "import",
        csv,
        "--platform",
        "instagram",
        "--map",
        "Creator code=handle",
        "--map",
        "Spot=note",
    ];
    story.run(&words).ends(0);
    let ran = import(&["--as-of", "yesterday"]).ends(0);
    assert!(ran.out.contains("mapped it on"), "{ran:?}");
    assert!(
        ran.out.contains("Creator code is handle, Spot is note"),
        "{ran:?}"
    );
    let ran = import(&["--map", "Spot=niche"]).ends(0);
    assert!(ran.out.contains("Spot → niche"), "{ran:?}");
    // It went in with the import, and goes with it.
    story.run(&["import", csv, "--forget"]).ends(0);
    import(&[]).fails(1);
    story.run(&["undo"]).ends(0);
    import(&[]).ends(0);
    story.run(&["import", csv, "--forget"]).ends(0);
    story.run(&["import", csv, "--forget"]).fails(1);
}

#[test]
fn what_comes_through_a_pipe_is_imported_and_a_device_is_refused() {
    let story = Story::of("handle,followers\npiped.in,5\n");
    let words = ["import", "-", "--platform", "instagram"];
    let mut command = story.home.command(&story.world.path(), &words);
    command.stdin(fs::File::open(&story.csv).unwrap());
    let ran = crate::terminal::pty::Ran::of(command.output().unwrap()).ends(0);
    assert!(ran.out.contains("1 new"), "{ran:?}");
    for device in ["/dev/zero", "/dev/null"] {
        let ran = story
            .run(&["import", device, "--platform", "instagram"])
            .fails(1);
        assert!(ran.err.contains("it is a device and no file"), "{ran:?}");
    }
}
