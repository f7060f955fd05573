//! Somebody is erased for good: nothing of them is left, not even in the bytes of the file, and nobody else loses
//! anything.

use std::fs;
use std::path::Path;
use std::time::Duration;

use entourage::domain::bulk::{Bulk, BulkAction};
use entourage::domain::change::{Change, HistoryChange, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::platform::Platform;
use entourage::domain::question::Question;
use entourage::domain::refusal::Refusal;
use entourage::domain::saved_view::{Listing, ViewChange};
use entourage::domain::stage::Stage;
use entourage::runtime::event::Event;
use entourage::runtime::librarian::{Librarian, Request};
use entourage::runtime::work::Work;
use entourage::store::Failure;
use entourage::ui::message::{Message, Ticket};

use crate::support::world::row;
use crate::support::{Desk, Hand, World};
use crate::terminal::pty::{Home, LONG, Start};

const IG: Platform = Platform::Instagram;
/// Words that nobody else in the story has; as they stand in texts, and folded as in the full text.
const WORDS: [&str; 8] = [
    "quillabeth",
    "zanzibarra",
    "quilla.zanz",
    "quilla@zanz",
    "formerlynamed",
    "whisperednote",
    "toldusthat",
    "quillastreet",
];

impl Hand {
    /// Somebody with rows in every table, written, changed and partly taken out again.
    pub fn quilla(&mut self) -> PersonId {
        let quilla = self.adds(
            IG,
            "quilla.zanz",
            &[
                (Field::Name, "Quillabeth Formerlynamed"),
                (Field::Story, "a toldusthat story\nof two lines"),
            ],
        );
        self.edits(quilla, Field::Name, Some("Quillabeth Zanzibarra"));
        self.is_well_known(quilla);
        for number in 0..30 {
            self.notes(quilla, &format!("whisperednote number {number}"));
        }
        self.logs(quilla, "yesterday in: toldusthat it is fine");
        self.undoes();
        self.logs(quilla, "yesterday in: toldusthat it is not");
        self.moves(quilla, Stage::Outreach);
        let mut reach = |kind: &str, value: &str, manager: Option<(String, String)>| {
            self.does(Change::People(
                entourage::domain::change::PeopleChange::AddContactPoint {
                    person: quilla,
                    kind: kind.into(),
                    value: value.into(),
                    manager,
                },
            ));
        };
        reach("mail", "quilla@zanz.example", None);
        reach("post", "Quillastreet 5\n1000 Town", None);
        let manager = ("Formerlynamed Agent".into(), "agency".into());
        reach("phone", "+49 1", Some(manager));
        quilla
    }

    pub fn erases(&mut self, person: PersonId) {
        let stamp = self.stamp();
        let mut work = Work::erase(&mut self.store, person, &stamp).unwrap();
        while work.step(&mut self.store).unwrap().is_none() {}
    }

    fn takes_back(&mut self, set: SetId) -> Result<(), Refusal> {
        match self.apply(Change::History(HistoryChange::Undo { set, reason: None })) {
            Ok(_) => Ok(()),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(other) => panic!("{other:?}"),
        }
    }
}

fn note(person: PersonId, text: &str) -> Change {
    Change::Talk(TalkChange::AddNote {
        person,
        text: text.into(),
    })
}

/// Every file in the folder of the database that holds one of the words.
fn traces(database: &Path) -> Vec<String> {
    let mut folders = vec![database.parent().unwrap().to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).unwrap().to_ascii_lowercase();
            for word in WORDS {
                // Without its beginning, for the full text keeps only what a word does not share with the one before.
                let part = &word.as_bytes()[3..];
                if bytes.windows(part.len()).any(|window| window == part) {
                    found.push(format!("{word} in {}", entry.path().display()));
                }
            }
        }
    }
    found
}

/// Terms of the full text that begin like one of the words.
fn terms(database: &Path) -> Vec<String> {
    let sql = rusqlite::Connection::open(database).unwrap();
    sql.execute_batch("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        .unwrap();
    let mut statement = sql
        .prepare("SELECT term FROM temp.terms WHERE term GLOB '*quill*' OR term GLOB '*zanz*' OR term GLOB '*whisp*'")
        .unwrap();
    let terms = statement.query_map([], |row| row.get(0)).unwrap();
    terms.map(Result::unwrap).collect()
}

#[test]
fn not_a_byte_is_left_of_somebody_who_was_erased() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let tom = ada.person("Tom Bakker");
    ada.imports(
        "list.csv",
        "2026-11-01",
        &[
            row(1, IG, "quilla.zanz"),
            row(2, IG, "tombakker"),
            row(3, IG, "newone"),
        ],
    );
    // What was deleted and written over before lies about in the file.
    ada.edits(quilla, Field::Story, None);
    drop(ada);
    assert!(!traces(&world.path()).is_empty());
    let words = ["erase", "quilla.zanz", "--for-good", "@Quilla.Zanz"];
    let told = home.run(&world.path(), &words).ends(0).out;
    assert!(
        told.starts_with("erased somebody for good: accounts 1"),
        "{told}"
    );
    assert_eq!(traces(&world.path()), Vec::<String>::new());
    assert_eq!(terms(&world.path()), Vec::<String>::new());
    home.run(&world.path(), &["check"]).ends(0);
    let mut ada = world.hand("ada");
    assert!(ada.dossier(quilla).is_none() && ada.dossier(tom).is_some());
    assert_eq!(ada.finds("quillabeth"), Vec::<String>::new());
    // The desk goes on, and leaves no trace by what it writes next.
    ada.notes(tom, "on it goes");
    ada.is_sound();
    assert_eq!(traces(&world.path()), Vec::<String>::new());
    let history = home
        .run(&world.path(), &["history", "--limit", "0"])
        .ends(0)
        .out;
    assert!(
        history.contains("erased somebody for good: accounts 1, "),
        "{history}"
    );
    assert!(
        history.contains("about somebody who was erased"),
        "{history}"
    );
    let erasures: (String, i64) = rusqlite::Connection::open(world.path())
        .unwrap()
        .query_row(
            "SELECT went ->> 'note' || ' notes', swept FROM erasure",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(erasures, ("30 notes".into(), 1));
}

#[test]
fn changes_that_touched_others_too_are_taken_back_for_those() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let (quilla, tom) = (ada.quilla(), ada.person("Tom Bakker"));
    let import = ada.imports(
        "list.csv",
        "2026-11-01",
        &[
            row(1, IG, "quilla.zanz"),
            row(2, IG, "newone"),
            row(3, Platform::TikTok, "quilla.zanz"),
        ],
    );
    let seen = ada.last_seen();
    let bulk = ada.does(Change::Bulk(Bulk {
        seen,
        people: vec![quilla, tom],
        action: BulkAction::Set(Field::Owner, Some("cleo".into())),
    }));
    let alone = ada.notes(quilla, "whisperednote");
    let owner = ada.field(tom, Field::Owner);
    assert_eq!(owner.as_deref(), Some("cleo"));
    ada.erases(quilla);
    ada.is_sound();
    assert_eq!(ada.takes_back(alone.set.unwrap()), Err(Refusal::Erased));
    ada.takes_back(bulk.set.unwrap()).unwrap();
    assert_ne!(ada.field(tom, Field::Owner), owner);
    assert_eq!(ada.finds("newone"), ["newone"]);
    ada.takes_back(import.set).unwrap();
    assert_eq!(ada.finds("newone"), Vec::<String>::new());
    ada.redoes();
    assert_eq!(ada.finds("newone"), ["newone"]);
    ada.is_sound();
    assert!(ada.dossier(quilla).is_none());
    assert_eq!(
        ada.finds("quilla.zanz"),
        ["quilla.zanz"],
        "another person of the same handle"
    );
}

#[test]
fn an_erasure_is_not_taken_back_and_u_asks_before_it_goes_past_it() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.notes(tom, "before");
    let quilla = ada.adds(IG, "quilla.zanz", &[(Field::Name, "Quillabeth")]);
    ada.erases(quilla);
    let refused = ada.is_refused(Change::History(HistoryChange::UndoLast));
    let Refusal::BeforeErased { set, label } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(label.as_str(), "note on Tom Bakker");
    ada.takes_back(set).unwrap();
    assert!(matches!(ada.store.my_latest(), Err(Failure::Refused(_))));
    ada.is_sound();
}

#[test]
fn somebody_who_was_brought_in_taken_back_and_brought_in_again_goes_with_both_histories() {
    let world = World::new();
    let mut ada = world.hand("ada");
    ada.quilla();
    for _ in 0..60 {
        ada.undoes();
        if ada.finds("quillabeth").is_empty() {
            break;
        }
    }
    let again = ada.adds(IG, "quilla.zanz", &[(Field::Name, "Quillabeth Zanzibarra")]);
    ada.erases(again);
    ada.is_sound();
    drop(ada);
    assert_eq!(traces(&world.path()), Vec::<String>::new());
}

#[test]
fn nobody_is_erased_while_a_job_is_open() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let mut ben = world.hand("ben");
    let stamp = ben.stamp();
    let plan = entourage::store::import::Plan {
        source: "x.csv".into(),
        as_of: crate::support::today(),
        ..entourage::store::import::Plan::default()
    };
    let import = ben.store.begin_import(plan, &stamp).unwrap();
    let stamp = ada.stamp();
    let refused = Work::erase(&mut ada.store, quilla, &stamp).map(|_| ());
    match refused {
        Err(Failure::Refused(refusal @ Refusal::EraseWaits { .. })) => {
            assert!(refusal.to_string().contains("by ben"), "{refusal}");
        }
        other => panic!("{other:?}"),
    }
    assert!(ada.dossier(quilla).is_some());
    ben.store.finish_import(&import).unwrap();
    ada.erases(quilla);
}

#[test]
fn a_sweep_that_was_cut_off_is_found_by_check_and_resumed() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let stamp = ada.stamp();
    drop(Work::erase(&mut ada.store, quilla, &stamp).unwrap());
    drop(ada);
    let check = home.run(&world.path(), &["check"]);
    assert_eq!(check.code, Some(1));
    assert!(
        check.out.contains("`entourage erase --resume`"),
        "{check:?}"
    );
    assert!(
        check.err.contains("Do not restore a backup") && !check.err.contains("; restore a backup"),
        "{check:?}"
    );
    // Not even where the file is damaged besides.
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    sql.execute(
        "UPDATE card SET facts = facts + 1 WHERE person_id = (SELECT min(person_id) FROM card)",
        [],
    )
    .unwrap();
    let check = home.run(&world.path(), &["check"]);
    assert!(check.err.contains("2 findings in"), "{check:?}");
    assert!(!check.err.contains("; restore a backup"), "{check:?}");
    sql.execute(
        "UPDATE card SET facts = facts - 1 WHERE person_id = (SELECT min(person_id) FROM card)",
        [],
    )
    .unwrap();
    drop(sql);
    home.run(&world.path(), &["erase", "--resume"]).ends(0);
    assert_eq!(traces(&world.path()), Vec::<String>::new());
    home.run(&world.path(), &["check"]).ends(0);
    let told = home.run(&world.path(), &["erase", "--resume"]).ends(0).out;
    assert_eq!(told, "nothing is left to be swept\n");
}

#[test]
fn a_backup_from_before_an_erasure_is_restored_with_a_warning() {
    let (home, world) = (Home::new(), World::new());
    world.hand("ada").quilla();
    home.run(&world.path(), &["backup", "copy.db"]).ends(0);
    home.run(
        &world.path(),
        &["erase", "quilla.zanz", "--for-good", "quilla.zanz"],
    )
    .ends(0);
    let told = home.run(&world.path(), &["restore", "copy.db"]).ends(0).out;
    assert!(
        told.contains("1 person was erased after this backup was made"),
        "{told}"
    );
    let told = home.run(&world.path(), &["restore", "copy.db"]).ends(0).out;
    assert!(!told.contains("erased"), "{told}");
}

#[test]
fn the_log_is_emptied_although_a_colleague_is_at_it() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let stamp = ada.stamp();
    let mut work = Work::erase(&mut ada.store, quilla, &stamp).unwrap();
    while work.going().done < 90 {
        assert!(work.step(&mut ada.store).unwrap().is_none());
    }
    // Somebody reads an older state, so that a colleague who empties the log waits in the middle of it.
    let open = || rusqlite::Connection::open(world.path()).unwrap();
    let empty = |log: &rusqlite::Connection, how: &str| -> bool {
        let sql = format!("PRAGMA wal_checkpoint({how})");
        log.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let (reader, colleague, probe) = (open(), open(), open());
    reader.execute_batch("BEGIN").unwrap();
    let people = reader.query_row("SELECT count(*) FROM person", [], |row| {
        row.get::<_, i64>(0)
    });
    assert!(people.unwrap() > 20);
    ben.notes(tom, "on it goes");
    probe.busy_timeout(Duration::ZERO).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            colleague.busy_timeout(LONG).unwrap();
            while empty(&colleague, "TRUNCATE") {}
        });
        while !empty(&probe, "PASSIVE") {}
        // It is no failure, and goes on when the colleague is done.
        assert!(work.step(&mut ada.store).unwrap().is_none());
        reader.execute_batch("COMMIT").unwrap();
    });
    while work.step(&mut ada.store).unwrap().is_none() {}
    assert!(ada.store.sweep().unwrap().is_none());
    ada.is_sound();
}

/// The full text keeps a record of its structure in memory; another connection may have merged it meanwhile.
#[test]
fn a_connection_that_was_open_all_the_time_gives_no_false_alarm() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let (tom, quilla) = (ada.person("Tom Bakker"), ada.quilla());
    for erases in [false, true] {
        let stamp = ben.stamp();
        ben.store
            .answer(&Question::Find("Tom".to_owned()), &stamp)
            .unwrap();
        for number in 0..40 {
            ada.notes(tom, &format!("note {number} with words of its own"));
        }
        if erases {
            let stamp = ada.stamp();
            let mut work = Work::erase(&mut ada.store, quilla, &stamp).unwrap();
            while work.step(&mut ada.store).unwrap().is_none() {}
        }
        ben.is_sound();
        ada.is_sound();
    }
}

#[test]
fn a_sweep_is_only_for_those_who_were_erased_before_it_began() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let (quilla, tom) = (ada.quilla(), ada.person("Tom Bakker"));
    let (first, second) = (ada.stamp(), ada.stamp());
    let mut work = Work::erase(&mut ada.store, quilla, &first).unwrap();
    assert!(work.step(&mut ada.store).unwrap().is_none());
    let mut later = Work::erase(&mut ada.store, tom, &second).unwrap();
    while work.step(&mut ada.store).unwrap().is_none() {}
    assert!(ada.store.sweep().unwrap().is_some());
    while later.step(&mut ada.store).unwrap().is_none() {}
    assert!(ada.store.sweep().unwrap().is_none());
}

#[test]
fn a_desk_answers_while_a_change_waits_for_the_sweep() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let stamp = ada.stamp();
    let _unswept = Work::erase(&mut ada.store, quilla, &stamp).unwrap();
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let (change, one, other) = (note(tom, "it waits"), ben.stamp(), ben.stamp());
    let (tell, events) = std::sync::mpsc::channel();
    let reader = ben.store.reader();
    let librarian = Librarian::start(ben.store, reader, &tell).unwrap();
    // As while the file is written anew.
    let sweeper = rusqlite::Connection::open(world.path()).unwrap();
    sweeper.execute_batch("BEGIN IMMEDIATE").unwrap();
    librarian.send(Request::Apply(Ticket(1), change, one));
    librarian.send(Request::Ask(Ticket(2), Question::Person(tom), other));
    let next = || match events.recv_timeout(LONG).unwrap() {
        Event::Desk(Message::Answered(ticket, _)) => ("answered", ticket),
        Event::Desk(Message::Applied(ticket, _)) => ("saved", ticket),
        _ => panic!("something else happened"),
    };
    assert_eq!(next(), ("answered", Ticket(2)));
    sweeper.execute_batch("COMMIT").unwrap();
    assert_eq!(next(), ("saved", Ticket(1)));
    librarian.end();
    let dossier = ada.dossier(tom).unwrap();
    assert!(
        dossier
            .notes
            .iter()
            .any(|note| note.text.as_stored() == "it waits")
    );
}

#[test]
fn views_that_name_them_are_listed_and_names_of_files_lose_the_name() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let mut saves = |name: &str, query: &str| {
        ada.does(Change::View(ViewChange::Save {
            name: name.into(),
            listing: Listing {
                query: query.into(),
                ..Listing::default()
            },
            seen: SetId::default(),
        }));
    };
    saves("Quillabeth's friends", "tag:x");
    saves("without", "-handle:quilla.zanz");
    saves("others", "stage:outreach");
    let followers = |many: i64| {
        let mut one = row(1, IG, "newone");
        one.figures.followers = Some(many);
        [one]
    };
    // Two files called after her, about somebody else; the second replaces what the first brought.
    ada.imports(
        "quillabeth-zanzibarra_june.csv",
        "2026-11-01",
        &followers(5),
    );
    let second = ada.imports("QuillabethZanzibarra2.csv", "2026-11-01", &followers(7));
    let told = home
        .run(&world.path(), &["erase", "quilla.zanz", "--dry-run"])
        .ends(0)
        .out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "ada's view \"Quillabeth's friends\"",
        "ada's view \"without\"",
        "names of imported files: QuillabethZanzibarra2.csv, quillabeth-zanzibarra_june.csv.",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("view \"others\""), "{told}");
    let newone = ada.person("newone");
    ada.erases(quilla);
    ada.is_sound();
    // Both imports are undone for the others, whatever their files are called now.
    ada.takes_back(second.set).unwrap();
    assert!(ada.dossier(newone).is_some());
    ada.redoes();
    ada.is_sound();
    drop(ada);
    let history = home
        .run(&world.path(), &["history", "--limit", "0"])
        .ends(0)
        .out;
    assert!(
        history.contains("import of (erased)_june.csv: 1 new"),
        "{history}"
    );
    assert!(history.contains("import of (erased)2.csv"), "{history}");
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let left: i64 = sql
        .query_row(
            "SELECT (SELECT count(*) FROM snapshot WHERE source LIKE '%zanzi%')
               + (SELECT count(*) FROM journal WHERE concat(before, after) LIKE '%zanzibarra%')
               + (SELECT count(*) FROM change_set WHERE label LIKE '%zanzi%')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn without_a_terminal_only_the_handle_says_that_it_is_meant() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let tom = ada.person("Tom Bakker");
    ada.notes(tom, "knows Quillabeth Zanzibarra well");
    home.run(
        &world.path(),
        &[
            "backup",
            world
                .path()
                .with_file_name("halcyon-copy.db")
                .to_str()
                .unwrap(),
        ],
    )
    .ends(0);
    let told = home.run(&world.path(), &["erase", "quilla.zanz"]).fails(2);
    assert!(told.err.contains("--for-good \"quilla.zanz\""), "{told:?}");
    let told = home
        .run(
            &world.path(),
            &["erase", "quilla.zanz", "--for-good", "tombakker"],
        )
        .fails(2);
    assert!(told.err.contains("it is \"quilla.zanz\""), "{told:?}");
    home.run(
        &world.path(),
        &[
            "--read-only",
            "erase",
            "quilla.zanz",
            "--for-good",
            "quilla.zanz",
        ],
    )
    .fails(1);
    home.run(&world.path(), &["erase", "nobody", "--for-good", "nobody"])
        .fails(1);
    let told = home
        .run(&world.path(), &["erase", "quilla.zanz", "--dry-run"])
        .ends(0)
        .out;
    for words in [
        "notes 30",
        "note on Tom Bakker",
        "halcyon-copy.db",
        "cannot be undone",
        "nothing was changed",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(ada.dossier(quilla).is_some());
}

#[test]
fn at_a_terminal_it_asks_twice() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let ask = || {
        let mut run = Start::program(&home, crate::terminal::pty::PROGRAM)
            .arg("--db")
            .arg(world.path())
            .arg("erase")
            .arg("quilla.zanz")
            .start();
        run.see("Erase Quillabeth Zanzibarra? y/N");
        run
    };
    let mut run = ask();
    run.send("\r").see("nothing was changed");
    assert_eq!(run.ends(LONG), 1);
    let mut run = ask();
    run.send("y\r").see("Type quilla.zanz").send("yes\r");
    run.see("nothing was changed");
    assert_eq!(run.ends(LONG), 1);
    assert!(ada.dossier(quilla).is_some());
    let mut run = ask();
    run.send("y\r")
        .see("Type quilla.zanz")
        .send("quilla.zanz\r");
    run.see("erased somebody for good");
    assert_eq!(run.ends(LONG), 0);
    assert!(ada.dossier(quilla).is_none());
}

#[test]
fn a_colleague_who_is_writing_about_them_is_told_and_keeps_the_text() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let quilla = cleo.quilla();
    let mut ben = Desk::open(&world, "ben");
    ben.opens("Quillabeth Zanzibarra")
        .press("n")
        .types("half a note");
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Quillabeth Zanzibarra").press("e");
    cleo.erases(quilla);
    // The screen behind says so; with the box open, nothing is brought back.
    ben.hears();
    ben.hears_said("Quillabeth Zanzibarra was erased for good");
    ben.press("ctrl-s")
        .sees("half a note")
        .hears_said("Quillabeth Zanzibarra was erased for good");
    ada.hears();
    ada.types("x")
        .press("ctrl-s")
        .hears_said("Quillabeth Zanzibarra was erased for good");
    assert!(cleo.dossier(quilla).is_none());
    cleo.is_sound();
    // Everything else goes on.
    ben.press("esc").sees("Nobody is found by this");
    ben.press("q 2 j j").sees("Roster");
}

#[test]
fn every_table_that_refers_to_people_or_accounts_is_known_to_go() {
    let world = World::empty();
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let mut statement = sql
        .prepare(
            "SELECT m.name || '.' || f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table' AND f.\"table\" IN ('person', 'account') ORDER BY 1",
        )
        .unwrap();
    let refers: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    // Each row of these goes with the person. One where that is wrong wants a line of its own in `store::erase::rows`.
    assert_eq!(
        refers,
        [
            "account.person_id",
            "audience_share.account_id",
            "audience_share.person_id",
            "contact_point.person_id",
            "fit_check.person_id",
            "flag_decision.account_id",
            "flag_decision.person_id",
            "merged.person_id",
            "not_same.other_id",
            "not_same.person_id",
            "note.person_id",
            "rate.person_id",
            "snapshot.account_id",
            "sponsorship.person_id",
            "stage_move.person_id",
            "touch.person_id",
        ]
    );
}
