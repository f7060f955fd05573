//! The import by keys: a file is chosen, its columns are said, what would come is looked at, and it comes in.

use std::fs;
use std::path::PathBuf;

use entourage::domain::dated::Dated;
use entourage::domain::field::Field;
use entourage::domain::importing::{Choice, Confirmed, Reading};
use entourage::domain::platform::Platform;
use entourage::runtime::work::Work;
use entourage::ui::command::Command;

use crate::support::{Desk, World, day};

/// A folder with files to be imported.
struct Shelf(tempfile::TempDir);

impl Shelf {
    fn new() -> Shelf {
        let shelf = Shelf(tempfile::tempdir().unwrap());
        fs::create_dir(shelf.path("exports")).unwrap();
        fs::write(shelf.path("exports/.secret.csv"), "handle\nx\n").unwrap();
        shelf.puts(
            "exports/instagram-2026-10-01.csv",
            "handle,name,niche,followers\n\
             new.one,New One,tea,1200\n\
             lukasz_zak,Łukasz Z.,food,30\n\
             tombakker,Tom B.,games,9000\n\
             new.one,New Other,tea,1300\n\
             ,Nobody,x,5\n\
             short.row\n\
             half.row,Half\n",
        );
        shelf
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn puts(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

/// A desk at 80 columns with the import open in the shelf's folder.
fn at_shelf(world: &World, shelf: &Shelf) -> Desk {
    let mut ada = Desk::open_at(world, "ada", 80, 24);
    ada.press("2 I ctrl-u")
        .types(&format!("{}/", shelf.name("")));
    ada
}

#[test]
fn a_path_is_completed_and_what_is_hidden_stays_so_until_its_dot_is_typed() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts("extra.csv", "handle\nx\n");
    let mut ada = at_shelf(&world, &shelf);
    ada.sees_line(&["exports/"]).sees("extra.csv");
    ada.types("exp").press("tab").sees_line(&["exports/"]);
    ada.sees("instagram-2026-10-01.csv").sees_not(".secret");
    ada.types(".").sees(".secret.csv").press("backspace");
    ada.press("down enter")
        .sees("2 of 4")
        .sees("instagram-2026-10-01.csv");
    ada.press("esc").sees("1 of 4");
    ada.sees_line(&["▌", "instagram-2026-10-01.csv"]);
    ada.press("esc");
    ada.sees("Łukasz Żak").press("I").sees("1 of 4");
}

#[test]
fn a_file_that_is_none_says_so_in_one_sentence_and_nothing_is_left() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts("empty.csv", "");
    fs::write(shelf.path("picture.csv"), b"\x89PNG\r\n\x1a\n").unwrap();
    shelf.puts("header.csv", "handle,followers\n");
    let mut ada = at_shelf(&world, &shelf);
    for (name, words) in [
        ("empty.csv", "is empty"),
        ("picture.csv", "not a CSV or TSV file"),
        ("header.csv", "has no rows under its header"),
        ("missing.csv", "there is no such file"),
    ] {
        ada.press("ctrl-u").types(&shelf.name(name)).press("enter");
        ada.sees("1 of 4").sees(words);
    }
    ada.press("ctrl-u").types("/dev/zero").press("enter");
    ada.sees("no regular file");
}

#[test]
fn from_the_file_to_the_report_and_back_again() {
    let (world, shelf) = (World::new(), Shelf::new());
    let mut ada = at_shelf(&world, &shelf);
    let tom = ada.hand.person("Tom Bakker");
    ada.hand.edits(tom, Field::Niche, Some("chess"));
    ada.types("exports/insta").press("tab enter");
    ada.sees_line(&["Figures of", "1 Oct 2026 (from the file name)"]);
    ada.sees_line(&["handle", "by its header"]);
    ada.press("p").types("twitch").press("enter");
    ada.sees_line(&["Platform", "Twitch", "as you said"]);
    // Older figures would only fill what is blank.
    ada.press("d").types("today").press("enter");
    ada.press("tab").sees("3 of 4");
    ada.sees_line(&["3 new", "[1 conflict]", "2 rejected"]);
    ada.sees("Niche: chess stays; the file says games");
    ada.screen("import_preview_80");
    ada.press("space").sees("chess → games, as the file says");
    ada.press("right").sees("no handle").sees("row has 1 cell");
    ada.press("left left")
        .sees("an earlier row of this file is of the same account")
        .press("esc")
        .sees("2 of 4")
        .press("tab");
    ada.sees("the file's are taken").press("tab");
    ada.sees("4 of 4")
        .sees("3 new")
        .sees("rows that lack cells");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("games"));
    let rejects = shelf.path("exports/instagram-2026-10-01-rejected.csv");
    ada.press("w enter").hears_said("2 rejected rows");
    // The same path once more: the line stays with it, and says why.
    ada.press("w enter")
        .sees("already")
        .sees("Write the rejected rows to");
    ada.press("esc");
    assert_eq!(fs::read_to_string(rejects).unwrap().lines().count(), 3);
    ada.press("u").hears_said("took back: import of");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("chess"));
    // The page says so, and promises nothing more; redone, it is in again.
    ada.sees("Undone: import of instagram-2026-10-01.csv")
        .sees_not("takes the whole import back");
    ada.press("ctrl-r").sees("is in: 3 new");
    ada.press("u").sees("Undone: import of");
    ada.hand.is_sound();
}

/// The smallest window: three rows are visible in every step, whatever is said around them, and Space decides only rows that
/// are visible.
#[test]
fn the_smallest_window_shows_rows_in_every_step() {
    let (world, shelf) = (World::new(), Shelf::new());
    let niches = [
        ("Tom Bakker", "chess"),
        ("Zoë Ångström", "tea"),
        ("Łukasz Żak", "bread"),
    ];
    let mut ada = Desk::open_at(&world, "ada", 60, 16);
    for (name, niche) in niches {
        let person = ada.hand.person(name);
        ada.hand.edits(person, Field::Niche, Some(niche));
    }
    let rows: Vec<String> = ["tombakker", "zoe.angstrom", "lukasz_zak"]
        .iter()
        .map(|handle| format!("{handle},games,120%,10,900\n"))
        .collect();
    shelf.puts(
        "creators-of-the-winter-campaign.csv",
        &format!(
            "handle,niche,engagement rate,average likes,average comments\n{}",
            rows.concat()
        ),
    );
    ada.press("2 I ctrl-u")
        .types(&format!("{}/", shelf.name("")));
    ada.sees("exports/");
    ada.types("crea").press("tab enter").sees("2 of 4");
    ada.sees_line(&["handle", "handle"]);
    ada.sees_line(&["niche", "niche"]);
    ada.screen("import_columns_60x16");
    ada.press("p").types("insta").press("enter");
    ada.press("d").types("today").press("enter");
    ada.press("tab").sees("3 of 4");
    ada.screen("import_conflicts_60x16");
    for line in ["line 3", "line 4"] {
        ada.sees_line(&[line, "ours"]);
    }
    ada.sees("Space ours/file's");
    ada.press("space").sees_line(&["line 3", "the file's"]);
}

/// A list of contacts has nothing that a day belongs to; a column of figures changes that.
#[test]
fn a_file_without_figures_needs_no_day() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts(
        "contacts.csv",
        "name,email,instagram\nNew One,one@example.com,new.one\n",
    );
    shelf.puts(
        "later.csv",
        "name,email,instagram,Reach count\nNew Two,two@example.com,new.two,500\n",
    );
    let mut ada = at_shelf(&world, &shelf);
    ada.types("contacts.csv").press("enter").sees("2 of 4");
    ada.sees_not("Figures of");
    ada.press("d").hears_said("this file has no figures");
    ada.press("tab").sees("3 of 4").sees_not("Figures dated");
    ada.press("tab").sees("1 new").sees_not("Figures dated");
    let mut ada = at_shelf(&world, &shelf);
    ada.types("later.csv").press("enter").sees("2 of 4");
    ada.press("G enter")
        .press("ctrl-u")
        .types("followers")
        .press("enter");
    ada.sees_line(&["Figures of", "not known"]);
    ada.press("tab").sees("The figures of this file are of");
}

/// Rows without a date are reported only where there are some.
#[test]
fn rows_without_a_date_are_counted() {
    let (world, shelf) = (World::new(), Shelf::new());
    let head = "handle,followers,date";
    shelf.puts(
        "instagram-all.csv",
        &format!("{head}\nnew.one,5,2026-10-02\nnew.two,6,2026-10-03\n"),
    );
    shelf.puts(
        "instagram-some.csv",
        &format!("{head}\nnew.one,5,2026-10-02\nnew.two,6,\n"),
    );
    for (name, words) in [
        ("instagram-all.csv", None),
        ("instagram-some.csv", Some("1 row without a date")),
    ] {
        let mut ada = Desk::open_at(&world, "ada", 160, 40);
        ada.press("2 I ctrl-u")
            .types(&shelf.name(name))
            .press("enter");
        ada.sees_line(&["Figures of", "row by row, from column"]);
        match words {
            Some(words) => ada.sees(words),
            None => ada.sees_not("without a date"),
        };
    }
}

#[test]
fn two_columns_for_one_field_are_refused_at_the_place() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts("a.csv", "handle,name,Display\na.one,A,AA\n");
    let mut ada = at_shelf(&world, &shelf);
    ada.types("a.csv").press("enter");
    ada.press("G enter")
        .types("name")
        .sees("taken from")
        .press("enter");
    // The first that is like it is the field itself.
    ada.sees("taken from \"name\" already; make that column something else first");
    ada.press("k k enter").types("extra").press("enter");
}

#[test]
fn what_the_file_does_not_tell_is_asked_for() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts("people.csv", "handle,followers\nnew.one,5\n");
    let mut ada = at_shelf(&world, &shelf);
    ada.types("people.csv")
        .press("enter")
        .sees("not known; p names it");
    ada.press("tab").types("insta").press("enter");
    ada.press("tab")
        .types("tomorrow")
        .press("enter")
        .sees("lies ahead");
    ada.press("ctrl-u")
        .types("12 nov")
        .sees("Thu 12 Nov 2026")
        .press("enter");
    ada.press("tab").sees("3 of 4").press("tab").sees("1 new");
    let person = ada.hand.person("new.one");
    let dossier = ada.hand.dossier(person).unwrap();
    assert_eq!(dossier.accounts[0].snapshots[0].date, day("2026-11-12"));
    assert_eq!(dossier.accounts[0].platform, Platform::Instagram);
}

#[test]
fn what_somebody_says_of_columns_is_known_to_a_colleague_and_can_be_forgotten() {
    let (world, shelf) = (World::new(), Shelf::new());
    shelf.puts(
        "instagram-2026-10.csv",
        "Creator code,Spot,Fans\nnew.one,Malmö,5\n",
    );
    shelf.puts(
        "instagram-2026-11.csv",
        "Spot,Fans,Creator code\nLund,6,new.two\n",
    );
    let mut ada = at_shelf(&world, &shelf);
    ada.types("instagram-2026-10.csv").press("enter");
    ada.sees("no column names the accounts");
    ada.press("enter")
        .types("handle")
        .press("enter tab tab")
        .sees("1 new");
    let mut ben = at_shelf(&world, &shelf);
    ben.types("instagram-2026-11.csv").press("enter");
    ben.sees_line(&["Creator code", "handle", "as ada mapped it"]);
    ben.press("F").sees("no column names the accounts");
    ben.press("esc").sees_line(&["▌", "instagram-2026-11.csv"]);
    ben.press("enter u").hears_said("took back: forgot");
}

#[test]
fn an_import_that_was_cut_off_is_offered_to_the_next_desk() {
    let (world, shelf) = (World::new(), Shelf::new());
    let rows: Vec<String> = (0..1_000)
        .map(|row| format!("person{row},{row}\n"))
        .collect();
    let text = format!("handle,followers\n{}", rows.concat());
    shelf.puts("instagram-2026-10.csv", &text);
    let cut_off = |hand: &mut crate::support::Hand| {
        let reading = Reading {
            path: shelf.name("instagram-2026-10.csv"),
            ..Reading::default()
        };
        let stamp = hand.stamp();
        let confirmed = Confirmed {
            as_of: Dated::today(day("2026-10-01")),
            choice: Choice::default(),
            basis: None,
        };
        let mut work = Work::import(&mut hand.store, &reading, &confirmed, &stamp).unwrap();
        assert!(work.step(&mut hand.store).unwrap().is_none());
        // 200 of its rows: a small file is read at once, and that is not how far it is.
        let in_by_now: usize = rows[..200].iter().map(String::len).sum();
        let part = (in_by_now + "handle,followers\n".len()) * 100 / text.len();
        assert_eq!((part, work.going().per_cent()), (18, Some(18)));
    };
    let mut cleo = world.hand("ada");
    cut_off(&mut cleo);
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.hears_said("import of instagram-2026-10.csv by ada was cut off at 18 %");
    ada.does(Command::Jobs)
        .sees("goes on after the last row that is in");
    ada.press("enter").hears_said("1,000 new");
    ada.does(Command::Jobs).hears_said("no job is open");
    ada.press("u")
        .press("enter")
        .hears_said("took back: import");
    assert!(ada.hand.finds("person7").is_empty());
    // Once more, and from Today: taken back.
    cut_off(&mut cleo);
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ben.press("f G enter").sees("what came in goes out again");
    ben.press("down enter")
        .sees("Why undo: import of instagram-2026-10.csv?")
        .types("twice")
        .press("enter");
    ben.hears_said("took back: import of instagram-2026-10.csv");
    // A file that has changed since cannot be resumed.
    cut_off(&mut cleo);
    shelf.puts("instagram-2026-10.csv", "handle\nx\n");
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ben.does(Command::Jobs)
        .press("enter")
        .hears_said("has changed since the import began");
    ben.does(Command::Jobs)
        .press("down down enter")
        .hears_said("closed at 18 %");
    ben.hand.is_sound();
}

/// Who is parked and whose values are taken stand beside each other where both are whole, else below each other; a row of
/// another person cannot be chosen, and says so.
#[test]
fn a_row_of_another_person_is_no_choice_and_what_stands_beside_it_is_whole() {
    let file = "platform,handle,name,email,niche,Do not contact,as_of\n\
                youtube,studio,Ben Kay,ben@x.example,boxing,,2026-11-20\n\
                twitch,tombakker,Tom Bakker,,games,x,2026-11-20\n";
    for (columns, rows) in [(60, 16), (80, 24), (120, 30)] {
        let (world, shelf) = (World::new(), Shelf::new());
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        let studio = [(Field::Name, "Ada Love")];
        let studio = ada.hand.adds(Platform::YouTube, "studio", &studio);
        let tom = ada.hand.person("Tom Bakker");
        ada.hand.edits(tom, Field::Niche, Some("chess"));
        shelf.puts("more.csv", file);
        ada.press("2 I ctrl-u").types(&shelf.name("more.csv"));
        ada.press("enter")
            .sees("2 of 4")
            .press("tab")
            .sees("3 of 4");
        ada.sees("asked not to be contacted")
            .sees("conflicts: ours are kept");
        ada.sees("nothing of this row is used");
        ada.press("space").sees("This row is about another person");
        ada.sees("conflicts: ours are kept");
        // Nor with all of them.
        ada.press("*").press("tab").sees("1 updated");
        let name = ada.hand.field(studio, Field::Name);
        assert_eq!(name.as_deref(), Some("Ada Love"));
        assert!(ada.hand.dossier(studio).unwrap().contact_points.is_empty());
        assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("games"));
    }
}
