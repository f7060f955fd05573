//! What is kept of a person goes out and comes back whole: every column of every table that keeps something of them.

use std::collections::BTreeMap;

use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::person::Person;
use entourage::domain::platform::Platform;
use entourage::domain::terms::brand_key;
use entourage::exchange::import::{Options, Source};
use entourage::runtime::exporting::{self, Format};
use entourage::store::import::Importing;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::support::world::row;
use crate::support::{Hand, World, today};
use crate::terminal::pty::Home;

/// What does not go into a table of people, and why. A column or table without a line here has to come back.
const LEFT: &[(&str, &str)] = &[
    ("id", "the number of a row"),
    ("version", "how often a row was changed"),
    ("person_id", "leads to the person"),
    ("account_id", "leads to the account"),
    ("manager_id", "leads to the manager, who comes back"),
    (
        "imported",
        "whether a file wrote a rate, a sponsor or a share last: now one did",
    ),
    (
        "stage_move",
        "how they moved is history; the stage and its day come back",
    ),
    ("merged", "who was merged is history"),
    ("not_same", "a remark about two people of this database"),
];

/// What is put into columns that do not take any word or number; `#` is the number of the row.
const SPECIAL: &[(&str, &str)] = &[
    ("person.stage", "2"),
    ("person.stage_since", "2026-01-02"),
    ("person.park_reason", "asked not to be contacted"),
    ("person.look_again", "2027-01-03"),
    ("person.snoozed_until", "2027-01-04"),
    ("person.added", "2025-01-05"),
    ("person.shortlisted", "2026-01-08"),
    ("person.break_until", "2027-01-06"),
    ("person.next_date", "2027-01-07"),
    (
        "person.extra",
        "{\"a  b\":\" x\",\"added\":\"2020\",\"its extra\":\"+49 =1\",\"owner\":\"paula\"}",
    ),
    ("person.country", "NA"),
    ("person.language", "sv"),
    ("person.languages", "da, no"),
    ("person.time_zone", "Europe/Stockholm"),
    ("person.tags", "long form, ugc"),
    ("person.owner", "somebody.else"),
    ("person.next_owner", "ada"),
    ("person.segment", "growth bet"),
    ("person.care_level", "A"),
    ("person.keep_in_touch", "21"),
    ("person.channel", "phone"),
    ("person.marks", "ambassador, renewing"),
    ("person.sizes", "shoes 39 EU, shirt M"),
    ("person.story", "Two lines,\n\n and \"one\" more #."),
    ("account.platform", "youtube"),
    ("account.handle", "its.handle.#"),
    ("account.handle_key", "its.handle.#"),
    ("account.handle_kind", "custom"),
    ("account.audience_country", "DK"),
    ("snapshot.date", "2026-02-0#"),
    ("snapshot.average_comments", "0"),
    ("snapshot.average_likes", "70000"),
    ("snapshot.engagement_rate", "71923"),
    ("snapshot.quality", "83"),
    ("contact_point.kind", "mail"),
    ("contact_point.value", "its.mail#@agency.example"),
    ("touch.direction", "in"),
    ("touch.channel", "phone"),
    ("touch.kind", "pitch"),
    ("touch.date", "2026-02-02"),
    ("touch.settled", "1"),
    ("audience_share.kind", "country"),
    ("audience_share.key", "SE"),
    ("audience_share.share", "123400"),
    ("audience_share.date", "2026-02-03"),
    ("sponsorship.first", "2026-02-04"),
    ("sponsorship.last", "2026-02-05"),
    ("sponsorship.date", "2026-02-06"),
    ("rate.kind", "story"),
    ("rate.platform", "tiktok"),
    ("rate.amount", "81700"),
    ("rate.currency", "EUR"),
    ("rate.date", "2026-02-07"),
    ("note.date", "2026-02-08"),
    ("stage_move.from_stage", "1"),
    ("stage_move.to_stage", "3"),
    ("stage_move.date", "2026-02-09"),
    ("fit_check.kind", "track record"),
    ("fit_check.answer", "unsure"),
    ("fit_check.date", "2026-02-10"),
    ("flag_decision.kind", "follower jump"),
    ("flag_decision.decision", "cleared"),
    ("flag_decision.date", "2026-02-11"),
    ("merged.date", "2026-02-12"),
    ("not_same.date", "2026-02-13"),
];

/// What stands twice, as after a merge, and texts with letters that a cell cannot hold.
const TWICE: &str = "
    INSERT INTO touch (person_id, direction, channel, kind, date, text, by, imported, settled)
      SELECT person_id, direction, channel, kind, date, text, by, imported, settled FROM touch;
    INSERT INTO note (person_id, date, by, text) SELECT person_id, date, by, text FROM note;
    INSERT INTO rate (person_id, kind, platform, amount, currency, note, date, source, imported)
      SELECT person_id, kind, platform, amount + 5, currency, note, date, source, imported FROM rate
      UNION ALL SELECT person_id, kind, platform, amount, 'USD', note, date, source, imported FROM rate
      UNION ALL SELECT person_id, kind, platform, amount, currency, note, date, source, imported FROM rate;
    UPDATE touch SET text = text || char(11) || char(127) || 'more' WHERE id % 3 = 0;
    INSERT INTO note (person_id, date, by, text)
      SELECT id, '2026-02-08', 'ada', 'two' || char(11) || 'lines' || char(133) || 'and' || char(127) || char(27) || '[31m red'
      FROM person;";

/// Ways to reach somebody, as people type them and worse.
const POINTS: &[(&str, &str)] = &[
    ("phone", "+49 151 0000001"),
    ("phone", "0049 (0)151-000 0001"),
    ("phone", "  030 1234567"),
    ("phone", "1-2-2026"),
    ("whatsapp", "'+49 151 0000002"),
    ("dm", "@her.dm"),
    ("form", "https://ana.example/contact?a=1;b=2"),
    ("mail", "Her.Mail@x.example"),
    ("mail", "no mail address, but typed so"),
    ("post", "Storgatan 1\n211 34 Malmö\nSweden"),
    ("post", "=Another 1\n\nwith a blank line"),
];

fn is_left(table: &str, column: &str) -> bool {
    let whole = format!("{table}.{column}");
    LEFT.iter()
        .any(|(name, _)| [table, column, whole.as_str()].contains(name))
}

/// Tables that keep something of people: by what refers to people and accounts, and those who stand for them.
fn tables(sql: &Connection) -> Vec<String> {
    let refers = "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" IN ('person', 'account') ORDER BY m.name = 'account' DESC, m.name";
    let mut tables = vec!["person".to_owned(), "manager".to_owned()];
    let mut statement = sql.prepare(refers).unwrap();
    let found = statement.query_map([], |row| row.get(0)).unwrap();
    tables.extend(found.map(Result::unwrap));
    tables
}

fn columns(sql: &Connection, table: &str) -> Vec<(String, bool)> {
    let mut statement = sql
        .prepare("SELECT name, type = 'TEXT' FROM pragma_table_info(?1)")
        .unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

/// What is put into a column.
fn filled(table: &str, column: &str, is_text: bool, number: usize) -> Value {
    let whole = format!("{table}.{column}");
    let special = SPECIAL.iter().find(|(name, _)| *name == whole);
    if column == "by_hand" {
        return Value::Integer(Field::NextStep.bit() | Field::Niche.bit() | Person::STAGE_BY_HAND);
    }
    let text = match special {
        None if column == "brand_key" => brand_key(&format!("its sponsorship brand {number}")),
        Some((_, value)) => value.replace('#', &number.to_string()),
        None if is_text => format!("its {table} {column} {number}").replace('_', " "),
        None => (7_000 + number).to_string(),
    };
    if is_text {
        Value::Text(text)
    } else {
        Value::Integer(text.parse().unwrap())
    }
}

/// Fills every column of every table for one person; the row's own number tells the persons apart.
fn fill(sql: &Connection, person: PersonId, other: PersonId, number: usize, parked: bool) {
    let mut ids = BTreeMap::new();
    for table in tables(sql) {
        let times = if table == "snapshot" { 2 } else { 1 };
        for time in 0..times {
            let mut row: Vec<(String, Value)> = Vec::new();
            for (column, is_text) in columns(sql, &table) {
                let value = match column.as_str() {
                    "id" | "version" => continue,
                    "imported" => Value::Integer(1),
                    "person_id" => Value::Integer(person.0),
                    "other_id" => Value::Integer(other.0),
                    "account_id" => Value::Integer(ids["account"]),
                    "manager_id" => Value::Integer(ids["manager"]),
                    "park_reason" | "look_again" if !parked => Value::Null,
                    _ => filled(&table, &column, is_text, number + time),
                };
                row.push((column, value));
            }
            let names: Vec<&str> = row.iter().map(|(name, _)| name.as_str()).collect();
            let values = rusqlite::params_from_iter(row.iter().map(|(_, value)| value.clone()));
            if table == "person" {
                let sets: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
                let update = format!(
                    "UPDATE person SET {} WHERE id = {}",
                    sets.join(", "),
                    person.0
                );
                assert_eq!(sql.execute(&update, values).unwrap(), 1);
                continue;
            }
            let marks = vec!["?"; row.len()].join(", ");
            let insert = format!(
                "INSERT INTO {table} ({}) VALUES ({marks})",
                names.join(", ")
            );
            sql.execute(&insert, values)
                .unwrap_or_else(|error| panic!("{table}: {error}"));
            ids.insert(table.clone(), sql.last_insert_rowid());
        }
    }
    for (kind, value) in POINTS {
        sql.execute(
            "INSERT INTO contact_point (person_id, kind, value) VALUES (?1, ?2, ?3)",
            rusqlite::params![person.0, kind, value],
        )
        .unwrap();
    }
}

/// People of every sort: parked, with two accounts, on the board, without an account.
fn filled_world() -> World {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let people: Vec<PersonId> = (0..3).map(|_| ada.adds_nobody()).collect();
    let sql = Connection::open(world.path()).unwrap();
    sql.execute_batch("BEGIN; UPDATE journal_now SET set_id = 1")
        .unwrap();
    for (place, person) in people.iter().enumerate() {
        let other = people[(place + 1) % people.len()];
        fill(&sql, *person, other, 1 + 3 * place, place == 0);
    }
    let (first, last) = (people[0].0, people[2].0);
    sql.execute_batch(&format!(
        "INSERT INTO account (person_id, platform, handle, handle_key, handle_kind) VALUES
           ({first}, 'tiktok', 'a.second', 'a.second', ''), ({first}, 'youtube', 'its.handle.1', 'its.handle.1', 'handle'),
           ({first}, 'youtube', 'its.handle.1', 'its.handle.1', ''), ({first}, 'a network of her own', 'p', 'p', '');
         DELETE FROM flag_decision WHERE person_id = {last}; DELETE FROM audience_share WHERE person_id = {last};
         DELETE FROM snapshot WHERE account_id IN (SELECT id FROM account WHERE person_id = {last});
         DELETE FROM account WHERE person_id = {last};
         {TWICE}
         UPDATE journal_now SET set_id = NULL; COMMIT"
    ))
    .unwrap();
    world
}

pub fn exported(hand: &mut Hand, format: Format) -> Vec<u8> {
    let people = hand.store.everybody().unwrap();
    let mut bytes = Vec::new();
    let stamp = hand.stamp();
    exporting::write(&mut hand.store, &people, format, &mut bytes, &stamp).unwrap();
    bytes
}

pub fn taken_in(hand: &mut Hand, bytes: Vec<u8>) -> Importing {
    let mut source = Source::from_bytes("whole.csv", bytes, &Options::default()).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = source.next_row().unwrap() {
        let row = row.unwrap();
        assert!(row.remarks.is_empty(), "{:?}", row.remarks);
        rows.push(row);
    }
    hand.imports("whole.csv", "2026-11-20", &rows)
}

/// All rows of a table but what is left out, in no order.
fn rows(world: &World, table: &str) -> Vec<String> {
    let sql = Connection::open(world.path()).unwrap();
    let names: Vec<String> = columns(&sql, table)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !is_left(table, name))
        .collect();
    let mut statement = sql
        .prepare(&format!("SELECT {} FROM {table}", names.join(", ")))
        .unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        let cells = names.iter().enumerate();
        let cells =
            cells.map(|(place, name)| format!("{name}={:?}", row.get::<_, Value>(place).unwrap()));
        Ok(cells.collect::<Vec<_>>().join("\n  "))
    };
    let mut rows: Vec<String> = statement
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    rows.sort();
    rows
}

#[test]
fn whatever_is_kept_of_people_comes_back_in_a_new_database() {
    let world = filled_world();
    let mut ada = world.hand("ada");
    let out = exported(&mut ada, Format::Csv);
    for cell in csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(out.as_slice())
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
    {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell:?}");
    }
    let other = World::empty();
    let mut ben = other.hand("ada");
    let import = taken_in(&mut ben, out.clone());
    assert_eq!((import.counts.new, import.counts.asked), (7, 1));
    assert!(import.strangers.is_empty());
    let sql = Connection::open(world.path()).unwrap();
    for table in tables(&sql).iter().filter(|table| !is_left(table, "")) {
        assert!(!rows(&world, table).is_empty(), "{table}");
        assert_eq!(rows(&other, table), rows(&world, table), "{table}");
    }
    ben.is_sound();
    assert_eq!(
        String::from_utf8(exported(&mut ben, Format::Csv)).unwrap(),
        String::from_utf8(out).unwrap()
    );
}

#[test]
fn whatever_is_kept_of_people_is_in_the_json() {
    let world = filled_world();
    let mut ada = world.hand("ada");
    let out = String::from_utf8(exported(&mut ada, Format::Json)).unwrap();
    let sql = Connection::open(world.path()).unwrap();
    for table in tables(&sql) {
        for (column, is_text) in columns(&sql, &table) {
            let is_history = ["merged", "not_same"].contains(&table.as_str());
            let whole = format!("{table}.{column}");
            let otherwise = [
                ("person.stage", "\"collaboration\""),
                (
                    "person.by_hand",
                    "\"by_hand\":[\"niche\",\"next_step\",\"stage\"]",
                ),
                ("person.extra", "\"its extra\":\"+49 =1\""),
                ("audience_share.share", "12.34"),
                ("stage_move.from_stage", "\"outreach\""),
                ("stage_move.to_stage", "\"nurturing\""),
                ("touch.settled", "\"settled\":true"),
            ];
            let otherwise = otherwise.iter().find(|(name, _)| *name == whole);
            let is_key = ["handle_key", "brand_key", "other_id"].contains(&column.as_str());
            if is_history || is_key || is_left("", &column) {
                continue;
            }
            let said = match (otherwise, filled(&table, &column, is_text, 1)) {
                (Some((_, said)), _) => (*said).to_owned(),
                (None, Value::Text(text)) => entourage::exchange::json_line(&text.into()),
                (None, Value::Integer(number)) => number.to_string(),
                (None, other) => panic!("{other:?}"),
            };
            assert!(out.contains(&said), "{whole}: {said} is not in {out}");
        }
    }
}

#[test]
fn a_file_that_nobody_edited_changes_nothing_and_leaves_no_change_behind() {
    for world in [filled_world(), World::new(), World::demo("ada")] {
        let home = Home::new();
        let csv = home.path().join("out.csv");
        let csv = csv.to_str().unwrap();
        let run = |words: &[&str]| home.run(&world.path(), words).ends(0).out;
        let changes = || {
            run(&["history", "--limit", "100000", "--json"])
                .lines()
                .count()
        };
        let before = changes();
        run(&["export", "--out", csv]);
        for more in [&["--dry-run"][..], &[]] {
            let words = [&["import", csv, "--json"][..], more].concat();
            let mut told: serde_json::Value = serde_json::from_str(run(&words).trim()).unwrap();
            told["columns"].take();
            assert_eq!(told["unchanged"], told["rows"], "{more:?} {told:#}");
            for count in ["new", "updated", "conflicts", "rejected"] {
                assert_eq!(told[count], 0, "{count} {more:?}: {told:#}");
            }
        }
        assert_eq!(changes(), before);
    }
}

/// As many extra fields as many imports leave, and texts as long as a field takes them.
#[test]
fn hundreds_of_extra_fields_and_long_texts_come_back() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut lists = Vec::new();
    for file in 0..3 {
        let mut row = row(2, Platform::Instagram, "wide");
        row.extra = (0..150)
            .map(|number| (format!("Column {file} {number}"), format!("'={number}")))
            .collect();
        lists.push(row);
    }
    let mut long = row(3, Platform::Instagram, "long");
    long.addresses = vec![format!(
        "{}\n{}",
        "Street ".repeat(9_000).trim(),
        "City ".repeat(9_000).trim()
    )];
    long.note = Some("A \"long\" note, ".repeat(100_000).trim().to_owned());
    long.fields = vec![(Field::Story, "line\n".repeat(300_000).trim().to_owned())];
    lists.push(long);
    for row in lists {
        ada.imports("wide.csv", "2026-11-01", &[row]);
    }
    let out = exported(&mut ada, Format::Csv);
    let other = World::empty();
    let mut ben = other.hand("ben");
    taken_in(&mut ben, out.clone());
    for handle in ["wide", "long"] {
        let (here, there) = (ada.person(handle), ben.person(handle));
        let (here, there) = (ada.dossier(here).unwrap(), ben.dossier(there).unwrap());
        let extra = |dossier: &entourage::domain::person::Dossier| -> Vec<String> {
            let extra = dossier.person.extra.iter();
            let mut extra: Vec<String> = extra
                .map(|(name, value)| format!("{}: {}", name.as_stored(), value.as_stored()))
                .collect();
            extra.sort();
            extra
        };
        assert_eq!(
            extra(&here).join("\n"),
            extra(&there).join("\n"),
            "{handle}"
        );
        assert!(here.person.values == there.person.values, "{handle}");
        let points = |dossier: &entourage::domain::person::Dossier| -> Vec<String> {
            let points = dossier.contact_points.iter();
            points
                .map(|point| point.value.as_stored().to_owned())
                .collect()
        };
        assert!(points(&here) == points(&there), "{handle}");
        let note = |dossier: &entourage::domain::person::Dossier| {
            dossier.notes.first().map(|note| note.text.clone())
        };
        assert!(note(&here) == note(&there), "{handle}");
    }
    assert_eq!(ada.dossier(PersonId(1)).unwrap().person.extra.len(), 450);
    let again = taken_in(&mut ada, out);
    assert_eq!((again.counts.unchanged, again.counts.updated), (2, 0));
}

/// A list that a spreadsheet cut off is told, and nothing of it is taken.
#[test]
fn a_list_that_was_cut_off_is_not_taken_for_a_shorter_one() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.notes(tom, "a note that will be cut off");
    let out = String::from_utf8(exported(&mut ada, Format::Csv)).unwrap();
    let cut = out.replace("a note that will be cut off\"\"}]", "a note that wi");
    assert_ne!(cut, out);
    let mut source = Source::from_bytes("cut.csv", cut.into_bytes(), &Options::default()).unwrap();
    source.set_today(today());
    let mut remarks = Vec::new();
    while let Some(row) = source.next_row().unwrap() {
        let row = row.unwrap();
        remarks.extend(row.remarks.clone());
        assert!(
            row.carried
                .iter()
                .all(|carried| { carried.notes.iter().all(|note| !note.text.contains("wi\"")) })
        );
    }
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].contains("notes is not whole any more"));
}

#[test]
fn an_edited_rate_is_changed_and_its_neighbour_of_the_same_kind_stays() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let file =
        "platform,handle,name,rates\ninstagram,ada,Ada,post 500 EUR; post 1500 EUR; post 500 USD\n";
    taken_in(&mut ada, file.as_bytes().to_vec());
    let rates = |hand: &mut Hand| {
        let person = hand.person("ada");
        let rates = hand.dossier(person).unwrap().rates;
        let mut said: Vec<String> = rates.iter().map(|rate| rate.line.amount.plain()).collect();
        said.sort();
        said
    };
    assert_eq!(rates(&mut ada), ["1500 EUR", "500 EUR", "500 USD"]);
    let out = String::from_utf8(exported(&mut ada, Format::Csv)).unwrap();
    let edited = out.replace("post 1500 EUR", "post 1700 EUR");
    taken_in(&mut ada, edited.into_bytes());
    assert_eq!(rates(&mut ada), ["1700 EUR", "500 EUR", "500 USD"]);
}
