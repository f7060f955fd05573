//! Many processes that save at once (T3, T4), a long day of saving beside desks that are left open (T17), and a backup
//! under that load (T20).

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use entourage::domain::change::Stamp;
use entourage::domain::field::Field;
use entourage::domain::ids::{ActionId, DeskId, PersonId};
use entourage::store::{Store, Who};

use crate::support::world::edit;
use crate::support::{World, today};
use crate::terminal::pty::{Home, LONG, Start, tick};

/// Tells this program that it is a saver: database, number, thinking time, for how long (milliseconds).
const SAVER: &str = "ENTOURAGE_SUITE_SAVER";

/// Not a test: the other process of the tests below. It saves a note, thinks, and tells how long each save took.
#[test]
#[ignore = "long: the saver that the tests start"]
fn saver() {
    let Ok(order) = std::env::var(SAVER) else {
        return;
    };
    let words: Vec<&str> = order.split('|').collect();
    let &[path, which, think, long] = words.as_slice() else {
        panic!("{order}")
    };
    let [which, think, long]: [u64; 3] = [which, think, long].map(|number| number.parse().unwrap());
    let name = format!("saver{which}");
    let who = Who {
        login: name.clone(),
        desk: DeskId(name.clone()),
    };
    let mut store = Store::open(Path::new(path), &who).unwrap();
    let (mut out, ticks, begin) = (std::io::stdout(), tick(), Instant::now());
    for number in 0.. {
        // Nobody thinks as long as the others: they drift apart as people do.
        let pause = think * (75 + (number * 7 + which) % 50) / 100;
        let _ = ticks.recv_timeout(Duration::from_millis(pause));
        if begin.elapsed() > Duration::from_millis(long) {
            return;
        }
        let stamp = Stamp {
            action: ActionId(format!("{name}/{number}")),
            at: 1_795_255_200_000,
            today: today(),
        };
        // Each has a person of their own: here it is about waiting, not about clashes.
        let person = PersonId(i64::try_from(which + 1).unwrap());
        let said = (number > 0).then(|| format!("place {}", number - 1));
        let now = format!("place {number}");
        let change = edit(person, Field::Place, said.as_deref(), Some(&now));
        let start = Instant::now();
        match store.apply(change, &stamp) {
            Ok(_) => writeln!(out, "took {}", start.elapsed().as_micros()).unwrap(),
            Err(failure) => writeln!(out, "failed {failure:?}").unwrap(),
        }
        out.flush().unwrap();
    }
}

fn start(path: &Path, number: u32, think: u64, long: Duration) -> Child {
    let order = format!("{}|{number}|{think}|{}", path.display(), long.as_millis());
    Command::new(std::env::current_exe().unwrap())
        .args([
            "endurance::together::saver",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env(SAVER, order)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What savers told.
struct Saved {
    /// Milliseconds of every save, shortest first.
    took: Vec<f64>,
    /// Saves of each.
    each: BTreeMap<usize, usize>,
}

impl Saved {
    fn per_cent(&self, part: usize) -> f64 {
        self.took[(self.took.len() - 1) * part / 100]
    }

    fn most(&self) -> f64 {
        self.took[self.took.len() - 1]
    }
}

impl std::fmt::Display for Saved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} saves, p50 {:.1} ms, p99 {:.1} ms, max {:.1} ms, {} to {} each",
            self.took.len(),
            self.per_cent(50),
            self.per_cent(99),
            self.most(),
            self.each.values().min().unwrap(),
            self.each.values().max().unwrap(),
        )
    }
}

/// Lets so many save for so long; no one may see an error, and every save is there.
fn save_together(world: &World, savers: u32, think: u64, long: Duration) -> Saved {
    let children: Vec<Child> = (0..savers)
        .map(|number| start(&world.path(), number, think, long))
        .collect();
    let (mut took, mut each) = (Vec::new(), BTreeMap::new());
    for (number, mut child) in children.into_iter().enumerate() {
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            // The harness may have written before the first word of ours, on the same line.
            assert!(
                !line.contains("failed {") && !line.contains("failed Trouble"),
                "{line}"
            );
            if let Some((_, micros)) = line.split_once("took ") {
                took.push(micros.trim().parse::<f64>().unwrap() / 1_000.0);
                *each.entry(number).or_insert(0) += 1;
            }
        }
        assert!(child.wait().unwrap().success());
    }
    took.sort_by(f64::total_cmp);
    let there: u32 = rusqlite::Connection::open(world.path())
        .unwrap()
        .query_row(
            "SELECT count(*) FROM change_set WHERE by LIKE 'saver%' AND rows > 0",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(there as usize, took.len(), "a save is lost");
    let mut ada = world.hand("ada");
    ada.is_sound();
    Saved { took, each }
}

#[test]
fn four_who_save_in_turns_see_no_error_and_lose_nothing() {
    let saved = save_together(&World::new(), 4, 40, Duration::from_millis(1_500));
    assert!(saved.took.len() > 40, "{saved}");
    assert!(saved.most() < 5_000.0, "{saved}");
}

/// T3.
#[test]
#[ignore = "long: ten minutes"]
#[allow(clippy::print_stdout)] // the figures are wanted
fn sixteen_who_save_once_a_second_wait_for_nothing() {
    let saved = save_together(&World::new(), 16, 1_000, minutes(10.0));
    println!("T3: {saved}");
    assert!(saved.per_cent(50) < 10.0 && saved.per_cent(99) < 50.0 && saved.most() < 500.0);
}

/// T4.
#[test]
#[ignore = "long: a minute"]
#[allow(clippy::print_stdout)]
fn sixteen_who_save_without_rest_all_have_their_turn() {
    let saved = save_together(&World::new(), 16, 20, minutes(1.0));
    println!("T4: {saved}");
    let mean = saved.took.len() / 16;
    assert!(saved.each.len() == 16 && saved.each.values().all(|count| *count * 2 >= mean));
    assert!(saved.per_cent(99) < 100.0 && saved.most() < 1_000.0);
}

/// By hand a shorter time may be given, in minutes.
fn minutes(usual: f64) -> Duration {
    let given = std::env::var("ENTOURAGE_SUITE_MINUTES").ok();
    let minutes = given
        .and_then(|minutes| minutes.parse().ok())
        .unwrap_or(usual);
    Duration::from_secs_f64(minutes * 60.0)
}

/// T17: so many saves beside so many desks that are left open on the pipeline.
fn a_day(saves: u32, desks: usize) -> u64 {
    let world = World::new();
    let homes: Vec<Home> = (0..desks).map(|_| Home::new()).collect();
    let mut open: Vec<_> = homes
        .iter()
        .map(|home| {
            let mut desk = Start::desk(home, &world.path()).start();
            desk.see("1 Today").send("3").see("Discovery");
            desk
        })
        .collect();
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    for number in 0..saves {
        ben.edits(tom, Field::Place, Some(&format!("place {number}")));
        // Somebody reads now and then, as people do.
        if number % 500 == 0 {
            for desk in &mut open {
                desk.send("j").comes(Duration::ZERO, |_| true);
            }
        }
    }
    let mut log = world.path().into_os_string();
    log.push("-wal");
    let size = fs::metadata(log).unwrap().len();
    for desk in &mut open {
        desk.send("q");
        assert_eq!(desk.ends(LONG), 0);
    }
    ben.is_sound();
    size
}

#[test]
fn the_log_of_writes_stays_small_beside_desks_that_are_left_open() {
    let size = a_day(1_500, 2);
    assert!(size < 16 * 1024 * 1024, "{size} bytes");
}

#[test]
#[ignore = "long: 50,000 saves beside sixteen desks"]
#[allow(clippy::print_stdout)]
fn the_log_of_writes_stays_small_on_a_long_day() {
    let size = a_day(50_000, 16);
    println!(
        "T17: {:.1} MB of -wal after 50,000 saves",
        size as f64 / 1e6
    );
    assert!(size < 16 * 1024 * 1024, "{size} bytes");
}

/// T20: a backup of 100 MB while sixteen save, and twenty of them put back.
#[test]
#[ignore = "long: a database of 100 MB"]
#[allow(clippy::print_stdout)]
fn a_backup_of_100_mb_is_quick_and_in_nobodys_way() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    // Words of which no two notes are alike.
    for number in 0..900_u32 {
        let words: Vec<String> = (0..4_000)
            .map(|word| format!("{:x}", (number * 4_001 + word).wrapping_mul(2_654_435_761)))
            .collect();
        ada.notes(zoe, &words.join(" "));
    }
    drop(ada);
    let size = fs::metadata(world.path()).unwrap().len();
    let path = world.path();
    let load = std::thread::spawn(move || {
        let world = Loaded(path);
        world.save()
    });
    let ticks = tick();
    let _ = ticks.recv_timeout(Duration::from_secs(3));
    let mut longest = Duration::ZERO;
    for number in 0..5 {
        let begin = Instant::now();
        home.run(&world.path(), &["backup", &format!("{number}.db")])
            .ends(0);
        longest = longest.max(begin.elapsed());
        let _ = ticks.recv_timeout(Duration::from_secs(1));
    }
    let took = load.join().unwrap();
    println!(
        "T20: {:.0} MB, slowest of 5 backups under load {longest:?}, slowest save {:.0} ms of {}",
        size as f64 / 1e6,
        took.last().unwrap(),
        took.len()
    );
    for number in 0..20 {
        let backup = format!("{}.db", number % 5);
        home.run(&world.path(), &["restore", &backup]).ends(0);
        let count = |path: &Path| {
            let sql = rusqlite::Connection::open(path).unwrap();
            let text =
                "SELECT count(*) || ' ' || total(id) || ' ' || total(length(text)) FROM note";
            sql.query_row(text, [], |row| row.get::<_, String>(0))
                .unwrap()
        };
        assert_eq!(count(&world.path()), count(&home.path().join(&backup)));
    }
    home.run(&world.path(), &["check"]).ends(0);
    assert!(longest < Duration::from_secs(2) && *took.last().unwrap() < 500.0);
}

/// Sixteen who save for twelve seconds.
struct Loaded(std::path::PathBuf);

impl Loaded {
    fn save(&self) -> Vec<f64> {
        let children: Vec<Child> = (0..16)
            .map(|number| start(&self.0, number, 20, Duration::from_secs(12)))
            .collect();
        let mut took = Vec::new();
        for mut child in children {
            for line in BufReader::new(child.stdout.take().unwrap()).lines() {
                let line = line.unwrap();
                assert!(!line.contains("failed Trouble"), "{line}");
                took.extend(
                    line.split_once("took ")
                        .map(|(_, micros)| micros.trim().parse::<f64>().unwrap() / 1_000.0),
                );
            }
            child.wait().unwrap();
        }
        took.sort_by(f64::total_cmp);
        took
    }
}
