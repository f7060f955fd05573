//! Rows of our own export with one number: one person only where they say the same of them.

use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Handle, Platform};

use super::identity::{people, twice};
use crate::support::World;
use crate::support::world::day;

/// A row of our own export: the number and the name, the day they were added, the account or none, the mail.
fn ours(line: u64, number: i64, who: &str, added: &str, account: &str, mail: &str) -> Incoming {
    let mut row = match account.split_once(' ') {
        Some((platform, handle)) => {
            let platform = Platform::parse(platform).unwrap();
            Incoming::of_account(line, platform, Handle::parse(handle).unwrap())
        }
        None => Incoming::of_person(line),
    };
    row.name = (!who.is_empty()).then(|| who.to_owned());
    row.mails = mail.split_whitespace().map(str::to_owned).collect();
    row.carry().person = Some(number);
    row.carry().added = (!added.is_empty()).then(|| day(added));
    row
}

/// Number, name, day added, account, mails.
type Row = (i64, &'static str, &'static str, &'static str, &'static str);

/// The days on which people were added.
const A: &str = "2026-01-01";
const B: &str = "2026-01-02";

#[test]
fn one_number_makes_two_rows_one_person_only_if_they_say_the_same() {
    let table: &[(&str, &[Row], &[&str])] = &[
        (
            "two accounts of one person",
            &[
                (1, "Ann", A, "instagram ann", "a@x"),
                (1, "Ann", A, "tiktok ann2", "a@x"),
            ],
            &["Ann: instagram /ann tiktok /ann2 a@x"],
        ),
        (
            "two databases",
            &[
                (1, "Ann", A, "instagram ann", "a@x"),
                (1, "Bob", B, "instagram bob", "b@x"),
            ],
            &["Ann: instagram /ann a@x", "Bob: instagram /bob b@x"],
        ),
        (
            "two databases of one day without addresses",
            &[
                (1, "Ann", A, "instagram ann", ""),
                (1, "Bob", A, "instagram bob", ""),
            ],
            &["Ann: instagram /ann", "Bob: instagram /bob"],
        ),
        (
            "a row that was copied in a spreadsheet, and its name and mail changed",
            &[
                (7, "Ann", A, "instagram ann", "a@x"),
                (7, "Bea", A, "instagram bea", "b@x"),
            ],
            &["Ann: instagram /ann a@x", "Bea: instagram /bea b@x"],
        ),
        (
            "two of one name",
            &[
                (1, "Ann", A, "instagram ann", "a@x"),
                (1, "Ann", B, "instagram ann.b", "b@x"),
            ],
            &["Ann: instagram /ann a@x", "Ann: instagram /ann.b b@x"],
        ),
        (
            "two of one name and of different days",
            &[
                (1, "Ann", A, "instagram ann", ""),
                (1, "Ann", B, "instagram ann.b", ""),
            ],
            &["Ann: instagram /ann", "Ann: instagram /ann.b"],
        ),
        (
            "without a name, one below the other",
            &[
                (1, "", A, "instagram ann", ""),
                (1, "", A, "tiktok ann", ""),
                (2, "", A, "tiktok bob", ""),
            ],
            &["-: instagram /ann tiktok /ann", "-: tiktok /bob"],
        ),
        (
            "without a name, from two databases",
            &[
                (1, "", A, "instagram ann", ""),
                (2, "", A, "tiktok bob", ""),
                (1, "", A, "tiktok cyd", ""),
            ],
            &["-: instagram /ann", "-: tiktok /bob", "-: tiktok /cyd"],
        ),
        (
            "three rows of two people",
            &[
                (1, "Ann", A, "instagram ann", ""),
                (1, "Bob", A, "instagram bob", ""),
                (1, "Ann", A, "tiktok ann", ""),
                (1, "Bob", A, "tiktok bob", ""),
            ],
            &[
                "Ann: instagram /ann tiktok /ann",
                "Bob: instagram /bob tiktok /bob",
            ],
        ),
        (
            "people of one name without an account",
            &[
                (10, "Ann", A, "", "a1@x"),
                (11, "Ann", A, "", "a2@x"),
                (12, "Ann", A, "", ""),
            ],
            &[
                "Ann: no account a1@x",
                "Ann: no account a2@x",
                "Ann: no account",
            ],
        ),
        (
            "and nothing by which to tell them apart",
            &[
                (10, "Ann", A, "", ""),
                (11, "Ann", A, "", ""),
                (12, "Ann", B, "", ""),
            ],
            &["Ann: no account", "Ann: no account", "Ann: no account"],
        ),
        (
            "one number of two people without an account",
            &[(1, "Ann", A, "", "a@x"), (1, "Bob", A, "", "b@x")],
            &["Ann: no account a@x", "Bob: no account b@x"],
        ),
    ];
    for (what, rows, told) in table {
        let rows: Vec<Incoming> = rows
            .iter()
            .zip(2..)
            .map(|((number, who, added, account, mail), line)| {
                ours(line, *number, who, added, account, mail)
            })
            .collect();
        let last = rows.len() - 1;
        assert_eq!(
            twice(&World::empty(), std::slice::from_ref(&rows)),
            *told,
            "{what}"
        );
        // Of two people the last alone asked for no contact.
        let mut parked = rows;
        parked[last].parked = Some(ParkReason::AskedNotToBeContacted);
        let found = twice(&World::empty(), &[parked]);
        let asked = found.iter().filter(|one| one.contains("parked")).count();
        assert_eq!(asked, 1, "{what}: {found:?}");
    }
}

#[test]
fn a_name_that_was_edited_in_one_row_of_an_export_leaves_the_rows_one_person() {
    let (day, world) = ("2026-01-01", World::empty());
    let rows = [
        ours(2, 1, "Ann", day, "instagram ann", "a@x"),
        ours(3, 1, "Ann Otter", day, "tiktok ann", "a@x"),
    ];
    world.hand("ada").imports("a.csv", "2026-11-01", &rows);
    assert_eq!(people(&world).len(), 1, "{:?}", people(&world));
}

/// Somebody of that name who has no account is known: whose addresses are others is another.
#[test]
fn a_row_without_an_account_meets_only_whom_it_can_be() {
    let day = "2026-01-01";
    let world = World::empty();
    let known = [
        ours(2, 10, "Ann", day, "", "a1@x"),
        ours(3, 11, "Ann", day, "", "a2@x"),
        ours(4, 12, "Bob", day, "", "b1@x"),
    ];
    let then = [
        ours(2, 70, "Ann", "2026-02-02", "", "a3@x"),
        ours(3, 71, "Bob", "2026-02-02", "", "b1@x b2@x"),
        ours(4, 72, "Ann", "2026-02-02", "", "a2@x"),
    ];
    assert_eq!(
        twice(&world, &[known.to_vec(), then.to_vec()]),
        [
            "Ann: no account a1@x",
            "Ann: no account a2@x",
            "Bob: no account b1@x b2@x",
            "Ann: no account a3@x"
        ]
    );
}
