//! Imports over the same people, undone in any order: what later changes altered stays untouched and is counted, and
//! everything else is as if the change had not been.

use std::collections::{BTreeMap, BTreeSet};

use entourage::domain::change::{Change, HistoryChange, Receipt};
use entourage::domain::counts::say_many;
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::refusal::Refusal;
use entourage::store::Failure;

use super::IG;
use super::imports::known;
use crate::support::world::row;
use crate::support::{Chance, Hand, World, day, today};

/// A row of a table, by its name and number.
type Key = (String, i64);

/// The rows that people have put in, without what is made from them: whom each is about, and what it holds.
fn facts(world: &World) -> BTreeMap<Key, (i64, String)> {
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let mut facts = BTreeMap::new();
    for (table, person) in [
        ("person", "id"),
        ("account", "person_id"),
        (
            "snapshot",
            "(SELECT person_id FROM account WHERE id = account_id)",
        ),
        ("contact_point", "person_id"),
        ("touch", "person_id"),
        ("note", "person_id"),
        ("stage_move", "person_id"),
    ] {
        let columns: Vec<String> = sql
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE name <> 'version'")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let select = format!(
            "SELECT id, {person}, json_array({}) FROM {table}",
            columns.join(", ")
        );
        let mut rows = sql.prepare(&select).unwrap();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            facts.insert(
                (table.to_owned(), row.get(0).unwrap()),
                (row.get(1).unwrap(), row.get(2).unwrap()),
            );
        }
    }
    facts
}

type Facts = BTreeMap<Key, (i64, String)>;

/// A file about some of the same people; `turn` makes its values its own.
fn file(kind: u64, turn: u64, from: u64, many: u64) -> Vec<Incoming> {
    (from..from + many)
        .map(|number| {
            let handle = format!("over{number}");
            let mut row = row(number + 2, IG, &handle);
            match kind {
                0 => {
                    row = known(
                        number + 2,
                        &handle,
                        &format!("Name {number}"),
                        100 + i64::try_from(turn).unwrap(),
                    );
                }
                1 => row.mails = vec![format!("over{number}.{turn}@example.com")],
                2 => row.parked = (number % 2 == 0).then_some(ParkReason::AskedNotToBeContacted),
                3 => row.tags = vec![format!("tag{turn}")],
                _ => row.note = Some(format!("note {turn}")),
            }
            row
        })
        .collect()
}

/// Undoes a change: all at once, or in slices.
fn undo(hand: &mut Hand, set: SetId, slice: Option<i64>) -> Result<Receipt, Refusal> {
    let stamp = hand.stamp();
    let refused = |failure| match failure {
        Failure::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    };
    let Some(slice) = slice else {
        let change = Change::History(HistoryChange::Undo { set, reason: None });
        return hand.store.apply(change, &stamp).map_err(refused);
    };
    let mut job = hand.store.begin_undo(set, None, &stamp).map_err(refused)?;
    loop {
        if let Some(receipt) = hand.store.step_undo(&mut job, slice).unwrap() {
            return Ok(receipt);
        }
        hand.is_sound();
    }
}

/// A change that stands: the rows that it made or changed, as they were before and after it.
struct Standing {
    set: SetId,
    rows: BTreeMap<Key, [Option<(i64, String)>; 2]>,
}

impl Standing {
    fn of(set: SetId, before: &Facts, after: &Facts) -> Standing {
        let rows = before
            .keys()
            .chain(after.keys())
            .map(|key| {
                (
                    key.clone(),
                    [before.get(key).cloned(), after.get(key).cloned()],
                )
            })
            .filter(|(_, [before, after])| before != after)
            .collect();
        Standing { set, rows }
    }

    fn people(&self) -> BTreeSet<i64> {
        let about =
            |sides: &[Option<(i64, String)>; 2]| sides.iter().flatten().map(|side| side.0).max();
        self.rows.values().filter_map(about).collect()
    }

    /// What an undo comes to, and the people about whom something stays.
    fn undone(&self, now: &Facts) -> (Facts, BTreeSet<i64>) {
        let is_altered = |key: &Key| now.get(key) != self.rows[key][1].as_ref();
        let newcomers = self
            .rows
            .iter()
            .filter_map(|(key, sides)| (key.0 == "person" && sides[0].is_none()).then_some(key.1));
        let staying: BTreeSet<i64> = newcomers
            .filter(|person| {
                now.iter()
                    .any(|(key, (about, _))| about == person && !self.rows.contains_key(key))
                    || self.rows.iter().any(|(key, [_, after])| {
                        after.as_ref().is_some_and(|(about, _)| about == person) && is_altered(key)
                    })
            })
            .collect();
        let (mut wanted, mut stay) = (now.clone(), staying.clone());
        for (key, [before, after]) in &self.rows {
            let about = after.as_ref().or(before.as_ref()).unwrap().0;
            if staying.contains(&about) {
                continue;
            }
            if is_altered(key) {
                stay.insert(about);
            } else if let Some(before) = before {
                wanted.insert(key.clone(), before.clone());
            } else {
                wanted.remove(key);
            }
        }
        (wanted, stay)
    }
}

#[track_caller]
fn same(wanted: &Facts, there: &Facts, what: &str) {
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(key, row)| there.get(key) != Some(row))
        .collect();
    let more: Vec<_> = there
        .iter()
        .filter(|(key, row)| wanted.get(key) != Some(row))
        .collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "{what}: missing {missing:#?}\nmore {more:#?}"
    );
}

fn says_who_stays(receipt: &Receipt, stay: &BTreeSet<i64>) {
    let said = receipt.said.as_str();
    if stay.is_empty() {
        assert!(!said.contains("changed since"), "{said}");
    } else {
        let people = say_many(i64::try_from(stay.len()).unwrap(), "person", "people");
        assert!(said.contains(&format!("{people} ")), "{people}: {said}");
        assert!(said.contains("changed since by change"), "{said}");
    }
}

/// Whether a change was undone, and not redone since.
fn is_undone(world: &World, set: SetId) -> bool {
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let (mut one, mut is_undone) = (Some(set.0), false);
    while let Some(id) = one {
        let by = "SELECT undone_by FROM change_set WHERE id = ?1";
        one = sql.query_row(by, [id], |row| row.get(0)).unwrap();
        is_undone ^= one.is_some();
    }
    is_undone
}

/// What else goes with an undo that came to `wanted`: what undos of other changes had to leave of the same people.
fn with_rest(world: &World, before: &Facts, mut wanted: Facts, left: &[Standing]) -> Facts {
    let touched = Standing::of(SetId(0), before, &wanted).people();
    let mut left: Vec<&Standing> = left
        .iter()
        .filter(|one| is_undone(world, one.set))
        .collect();
    left.sort_by_key(|one| std::cmp::Reverse(one.set));
    for one in left {
        let rows = one.rows.iter().filter(|(key, [before, after])| {
            let about = after.as_ref().or(before.as_ref()).unwrap().0;
            touched.contains(&about) && wanted.get(key) != before.as_ref()
        });
        let rest = Standing {
            set: one.set,
            rows: rows
                .map(|(key, sides)| (key.clone(), sides.clone()))
                .collect(),
        };
        wanted = rest.undone(&wanted).0;
    }
    wanted
}

fn in_any_order(seed: u64) {
    let mut chance = Chance::new(seed);
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let mut standing: Vec<Standing> = Vec::new();
    // Undone but for what stayed.
    let mut left: Vec<Standing> = Vec::new();
    for turn in 0..16 {
        let before = facts(&world);
        if standing.is_empty() || chance.below(5) < 3 {
            let (kind, from, many) = (chance.below(5), chance.below(12), 1 + chance.below(20));
            let rows = file(kind as u64, turn, from as u64, many as u64);
            let import = ada.imports_in("over.csv", today(), &rows, 1 + chance.below(9));
            let after = facts(&world);
            if after != before {
                standing.push(Standing::of(import.set, &before, &after));
            }
            continue;
        }
        if chance.below(3) == 0 {
            let people: Vec<i64> = before.values().map(|(person, _)| *person).collect();
            let person = PersonId(*chance.one(&people));
            match chance.below(2) {
                0 => drop(ben.notes(person, &format!("seen {turn}"))),
                _ => drop(ben.edits(person, Field::Place, Some(&format!("place {turn}")))),
            }
            continue;
        }
        let one = chance.below(standing.len());
        let slice = [None, Some(1), Some(4), Some(1_000)][chance.below(4)];
        let what = format!("seed {seed}, turn {turn}, change {}", standing[one].set.0);
        let (mut wanted, stay) = standing[one].undone(&before);
        if standing[one].people().len() > 1 {
            wanted = with_rest(&world, &before, wanted, &left);
        }
        match undo(&mut ada, standing[one].set, slice) {
            Ok(receipt) => {
                let now = facts(&world);
                same(&wanted, &now, &what);
                says_who_stays(&receipt, &stay);
                let Some(undone) = receipt.set else {
                    assert_eq!(before, now, "{what}");
                    continue;
                };
                let mut one = standing.remove(one);
                match undo(&mut ada, one.set, slice) {
                    Err(Refusal::AlreadyUndone) => {}
                    // Only one person is left of it.
                    Err(Refusal::ChangedSince { .. }) if !stay.is_empty() => {}
                    Ok(again) if !stay.is_empty() => assert_eq!(again.set, None, "{what}"),
                    again => panic!("{what}: {again:?}"),
                }
                if !stay.is_empty() {
                    one.rows
                        .retain(|key, [before, _]| now.get(key) != before.as_ref());
                    left.push(one);
                }
                // An undone undo is a change like the others.
                if chance.below(3) == 0 {
                    let again = undo(&mut ada, undone, slice).unwrap();
                    same(&before, &facts(&world), &what);
                    standing.push(Standing::of(again.set.unwrap(), &now, &before));
                }
            }
            Err(Refusal::ChangedSince { .. }) => {
                assert_eq!(standing[one].people().len(), 1, "{what}");
                assert!(!stay.is_empty(), "{what}");
                assert_eq!(before, facts(&world), "{what}: refused, and changed");
            }
            Err(other) => panic!("{what}: {other:?}"),
        }
        ada.is_sound();
    }
}

#[test]
fn imports_over_the_same_people_are_undone_in_any_order() {
    (0..12).for_each(in_any_order);
}

#[test]
#[ignore = "long: 400 sequences of imports and undos"]
fn long_imports_over_the_same_people_are_undone_in_any_order() {
    (12..412).for_each(in_any_order);
}

#[test]
fn three_imports_over_the_same_rows_are_undone_alike_whether_small_or_large() {
    for many in [60, 1_500] {
        let whole = (many < 1_000).then_some(None);
        for slice in whole.into_iter().chain([Some(400)]) {
            let world = World::empty();
            let mut ada = world.hand("ada");
            let mut files = Vec::new();
            for (kind, name) in [(0, "followers.csv"), (1, "mail.csv"), (2, "blocked.csv")] {
                let before = facts(&world);
                let set = ada
                    .imports_in(name, today(), &file(kind, kind, 0, many), 300)
                    .set;
                files.push(Standing::of(set, &before, &facts(&world)));
            }
            let after_three = facts(&world);
            // No later file touched an address: all of them go, and nothing else.
            let (wanted, stay) = files[1].undone(&after_three);
            assert!(stay.is_empty());
            let receipt = undo(&mut ada, files[1].set, slice).unwrap();
            same(&wanted, &facts(&world), "mail.csv");
            says_who_stays(&receipt, &stay);
            ada.is_sound();
            // Of the people half were blocked since: they stay.
            let (wanted, stay) = files[0].undone(&wanted);
            assert_eq!(stay.len() as u64, many / 2);
            let receipt = undo(&mut ada, files[0].set, slice).unwrap();
            same(&wanted, &facts(&world), "followers.csv");
            let said = receipt.said.as_str();
            let people = say_many(i64::try_from(many / 2).unwrap(), "person", "people");
            let by = files[2].set.0;
            let stays = format!(
                "; {people} stay as they are: changed since by change {by} (import of blocked.csv"
            );
            assert!(said.contains(&stays), "{said}");
            ada.is_sound();
            // Nothing more can go until that is undone, too; then all of it goes.
            let before = facts(&world);
            let again = undo(&mut ada, files[0].set, slice).unwrap();
            assert_eq!(again.set, None, "{}", again.said);
            let said = again.said.as_str();
            assert!(
                said.starts_with(&format!("nothing was undone: {people}")),
                "{said}"
            );
            assert_eq!(before, facts(&world));
            let receipt = undo(&mut ada, files[2].set, slice).unwrap();
            let said = receipt.said.as_str();
            let left = format!(
                "; also undone: what was left of change {} ({people})",
                files[0].set.0
            );
            assert!(said.ends_with(&left), "{said}");
            assert!(facts(&world).is_empty());
            ada.is_sound();
            for file in &files {
                let again = undo(&mut ada, file.set, slice);
                assert!(matches!(again, Err(Refusal::AlreadyUndone)), "{again:?}");
            }
        }
    }
}

/// Three files over some of the same people: each brings in people on which the next one builds.
fn three_files(ada: &mut Hand, many: u64) -> Vec<SetId> {
    let mut files = Vec::new();
    for turn in 0..3 {
        let mut rows = file(0, turn, turn * many / 4, many);
        for (row, mail) in rows.iter_mut().zip(file(1, turn, turn * many / 4, many)) {
            row.mails = mail.mails;
        }
        let name = format!("{turn}.csv");
        files.push(
            ada.imports_in(&name, day(&format!("2026-11-0{}", turn + 1)), &rows, 300)
                .set,
        );
    }
    files
}

const ORDERS: [[usize; 3]; 6] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
];

#[test]
fn three_overlapping_imports_undone_in_any_order_leave_nobody() {
    for order in ORDERS {
        for slice in [None, Some(3), Some(1_000)] {
            let world = World::empty();
            let mut ada = world.hand("ada");
            let files = three_files(&mut ada, 12);
            let full = facts(&world);
            let mut undone = Vec::new();
            for one in order {
                let receipt = undo(&mut ada, files[one], slice).unwrap();
                undone.push(receipt.set.unwrap());
                ada.is_sound();
            }
            let there = facts(&world);
            assert!(there.is_empty(), "{order:?}, {slice:?}: {there:#?}");
            // Redone the other way round, everything is back.
            for one in undone.into_iter().rev() {
                undo(&mut ada, one, slice).unwrap();
                ada.is_sound();
            }
            same(&full, &facts(&world), &format!("{order:?}, {slice:?}"));
        }
    }
}

#[test]
fn what_stays_by_hand_is_counted_and_goes_with_a_second_undo_once_it_is_unchanged() {
    for slice in [None, Some(3)] {
        let world = World::empty();
        let mut ada = world.hand("ada");
        let files = three_files(&mut ada, 12);
        let who = ada.person("Name 7");
        let edit = ada.edits(who, Field::Place, Some("Malmö")).set.unwrap();
        for one in [1, 2, 0] {
            let receipt = undo(&mut ada, files[one], slice).unwrap();
            let said = receipt.said.as_str();
            assert_eq!(said.contains("changed since by change"), one < 2, "{said}");
        }
        assert_eq!(ada.store.everybody().unwrap(), [who]);
        // One person's change takes no one else's with it, and says what is left.
        let receipt = undo(&mut ada, edit, None).unwrap();
        let said = receipt.said.as_str();
        assert!(said.contains("again to undo what was left of it"), "{said}");
        assert_eq!(ada.store.everybody().unwrap(), [who]);
        for one in [2, 1, 0] {
            match undo(&mut ada, files[one], slice) {
                Ok(_) | Err(Refusal::AlreadyUndone) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(facts(&world).is_empty(), "{:#?}", facts(&world));
        ada.is_sound();
    }
}

#[test]
fn where_everyone_was_altered_nothing_is_undone_and_the_change_can_be_undone_later() {
    for slice in [None, Some(7)] {
        let world = World::empty();
        let mut ada = world.hand("ada");
        let first = ada
            .imports("first.csv", "2026-11-01", &file(0, 0, 0, 30))
            .set;
        let second = ada
            .imports("second.csv", "2026-11-02", &file(1, 1, 0, 30))
            .set;
        let before = facts(&world);
        let receipt = undo(&mut ada, first, slice).unwrap();
        assert_eq!(receipt.set, None);
        assert!(
            receipt.said.as_str().starts_with(
                "nothing was undone: 30 people stay as they are: changed since by change"
            ),
            "{}",
            receipt.said
        );
        assert_eq!(before, facts(&world));
        assert!(ada.store.open_jobs().unwrap().is_empty());
        undo(&mut ada, second, slice).unwrap();
        undo(&mut ada, first, slice).unwrap();
        assert!(facts(&world).is_empty());
        ada.is_sound();
    }
}

#[test]
fn what_a_colleague_changes_between_two_slices_stays_and_is_counted() {
    for what in ["a field", "a note", "figures"] {
        for stop_after in 0..3 {
            let world = World::empty();
            let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
            let mut rows = file(0, 0, 0, 30);
            for (row, mail) in rows.iter_mut().zip(file(1, 0, 0, 30)) {
                row.mails = mail.mails;
            }
            let import = ada.imports("over.csv", "2026-11-01", &rows);
            let who = ben.person("Name 0");
            let stamp = ada.stamp();
            let mut job = ada.store.begin_undo(import.set, None, &stamp).unwrap();
            for _ in 0..stop_after {
                assert!(ada.store.step_undo(&mut job, 16).unwrap().is_none());
                ada.is_sound();
            }
            match what {
                "a field" => drop(ben.edits(who, Field::Place, Some("Malmö"))),
                "a note" => drop(ben.notes(who, "met at a fair")),
                _ => drop(ben.imports_in(
                    "later.csv",
                    day("2026-11-20"),
                    &[known(2, "over0", "Name 0", 9)],
                    1,
                )),
            }
            let dossier = ben.dossier(who).unwrap();
            // Cut off in the middle, and resumed.
            ada.store.step_undo(&mut job, 40).unwrap();
            ada.store.leave_job(job.set()).unwrap();
            let mut job = ada.store.resume_undo(job.set()).unwrap();
            let said = loop {
                if let Some(receipt) = ada.store.step_undo(&mut job, 7).unwrap() {
                    break receipt.said;
                }
                ada.is_sound();
            };
            assert!(
                said.as_str()
                    .contains("; 1 person stays as it is: changed since by change"),
                "{what}: {said}"
            );
            assert_eq!(ben.store.everybody().unwrap(), [who], "{what}");
            let now = ben.dossier(who).unwrap();
            assert_eq!(now.accounts.len(), dossier.accounts.len(), "{what}");
            assert_eq!(
                now.accounts[0].snapshots.len(),
                dossier.accounts[0].snapshots.len(),
                "{what}"
            );
            ada.is_sound();
        }
    }
}

#[test]
fn an_account_that_stays_keeps_its_figures() {
    for slice in [None, Some(1), Some(1_000)] {
        let world = World::empty();
        let mut ada = world.hand("ada");
        let first = ada
            .imports("first.csv", "2026-11-01", &file(0, 0, 0, 3))
            .set;
        ada.imports("second.csv", "2026-11-02", &[known(2, "new", "New", 5)]);
        let (keep, gone) = (ada.person("New"), ada.person("Name 1"));
        ada.merges(&[keep, gone]);
        let receipt = undo(&mut ada, first, slice).unwrap();
        let said = receipt.said.as_str();
        assert!(said.contains("1 person "), "{said}");
        assert_eq!(ada.store.everybody().unwrap(), [keep]);
        let accounts = ada.dossier(keep).unwrap().accounts;
        let figures: Vec<usize> = accounts.iter().map(|one| one.snapshots.len()).collect();
        assert_eq!(figures, [1, 1], "{slice:?}");
        ada.is_sound();
    }
}

#[test]
fn a_change_that_was_undone_in_part_is_the_one_to_undo_and_never_an_undo() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let one = |niche: Option<&str>| {
        let mut row = known(2, "pia", "Pia", 5);
        row.niche = niche.map(str::to_owned);
        row
    };
    let first = ada.imports("1.csv", "2026-11-01", &[one(None)]).set;
    let rows = [one(Some("food")), known(3, "quin", "Quin", 7)];
    let second = ada.imports("2.csv", "2026-11-01", &rows).set;
    let pia = ada.person("Pia");
    let third = ada.edits(pia, Field::Place, Some("Malmö")).set.unwrap();
    undo(&mut ada, second, None).unwrap();
    undo(&mut ada, third, None).unwrap();
    match undo(&mut ada, first, None) {
        Err(Refusal::ChangedSince { set, .. }) => assert_eq!(set, second),
        other => panic!("{other:?}"),
    }
    undo(&mut ada, second, None).unwrap();
    undo(&mut ada, first, None).unwrap();
    assert!(facts(&world).is_empty(), "{:#?}", facts(&world));
    ada.is_sound();
}

#[test]
fn a_change_of_one_person_names_the_imports_since_without_going_through_them() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports("1.csv", "2026-11-01", &file(0, 0, 0, 30));
    let who = ada.person("Name 3");
    let edit = ada.edits(who, Field::Place, Some("Malmö")).set.unwrap();
    let second = ada.imports("2.csv", "2026-11-02", &file(3, 2, 0, 30)).set;
    let third = ada.imports("3.csv", "2026-11-03", &file(3, 3, 10, 30)).set;
    let fourth = ada.imports("4.csv", "2026-11-04", &file(3, 4, 0, 5)).set;
    match undo(&mut ada, edit, None) {
        Err(Refusal::ChangedSince { set, then, .. }) => {
            assert_eq!((set, then), (fourth, vec![second]), "not {third:?}");
        }
        other => panic!("{other:?}"),
    }
    undo(&mut ada, fourth, None).unwrap();
    undo(&mut ada, second, None).unwrap();
    undo(&mut ada, edit, None).unwrap();
    assert_eq!(ada.field(who, Field::Place), None);
    ada.is_sound();
}
