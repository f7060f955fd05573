//! Rows of an account under the name of another person: nothing of that person goes to the one whose account it is.

use entourage::domain::figures::Figures;
use entourage::domain::importing::Choice;
use entourage::domain::incoming::{Incoming, IncomingReach};
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::stage::Stage;
use entourage::store::import::Importing;

use crate::support::world::row;
use crate::support::{Hand, World, day};

const FILE: &str = "2026-11-20";

fn of(line: u64, platform: Platform, handle: &str, name: &str) -> Incoming {
    Incoming {
        name: Some(name.to_owned()),
        figures: Figures {
            followers: Some(1_000),
            ..Figures::default()
        },
        ..row(line, platform, handle)
    }
}

/// Everything that a row can say of a person.
fn everything(row: Incoming) -> Incoming {
    Incoming {
        niche: Some("boxing".to_owned()),
        country: Some("DE".to_owned()),
        language: Some("de".to_owned()),
        stage: Some(Stage::Nurturing),
        owner: Some("ben".to_owned()),
        mails: vec!["ben@x.example".to_owned()],
        next_step: Some("call Ben".to_owned()),
        tags: vec!["boxing".to_owned()],
        note: Some("Ben is ill.".to_owned()),
        addresses: vec!["Ben Kay\nBerlin".to_owned()],
        reaches: vec![IncomingReach {
            kind: "phone".to_owned(),
            value: "+49 30 1234567".to_owned(),
            manager: None,
            exact: false,
        }],
        extra: vec![("shoes".to_owned(), "44".to_owned())],
        ..row
    }
}

fn asks_for_no_contact(row: Incoming) -> Incoming {
    Incoming {
        parked: Some(ParkReason::AskedNotToBeContacted),
        ..row
    }
}

/// Everything that is known of a person but the words of their history.
fn portrait(ada: &mut Hand, handle: &str) -> String {
    let person = ada.person(handle);
    let mut dossier = ada.dossier(person).unwrap();
    dossier.history.clear();
    format!("{dossier:?}")
}

/// What was listed of parking: who, what stays and what the file says.
fn parking(import: &Importing) -> Vec<(String, String)> {
    let kept = import
        .kept
        .iter()
        .filter(|kept| kept.field.as_ref() == "Parked");
    kept.map(|kept| (kept.kept.to_string(), kept.file.to_string()))
        .collect()
}

#[test]
fn of_a_further_row_under_another_name_only_figures_are_used() {
    let first = of(2, Platform::Instagram, "studio.x", "Ada Love");
    let (one_row, two_rows) = (World::empty(), World::empty());
    let mut alone = one_row.hand("ada");
    alone.imports("people.csv", FILE, std::slice::from_ref(&first));

    let mut ada = two_rows.hand("ada");
    let mut second = everything(of(3, Platform::Instagram, "studio.x", "Ben Kay"));
    second.figures.posts = Some(70);
    let import = ada.imports("people.csv", FILE, &[first.clone(), second]);
    let wanted = portrait(&mut alone, "studio.x").replace("posts: None", "posts: Some(70)");
    assert_eq!(portrait(&mut ada, "studio.x"), wanted);
    assert_eq!(import.repeated.len(), 1);
}

/// Whom the row asks for is not known: it is a conflict, which a person decides.
#[test]
fn a_row_under_another_name_that_asks_for_no_contact_is_never_passed_over() {
    for (platform, handle) in [
        // A further row of the file; and one that is left out, since the plain name is another person's.
        (Platform::Instagram, "studio.x"),
        (Platform::YouTube, "studio"),
    ] {
        let world = World::empty();
        let mut ada = world.hand("ada");
        let first = of(2, platform, handle, "Ada Love");
        let second = asks_for_no_contact(of(3, platform, handle, "Ben Kay"));
        let wanted = [(
            "on the board".to_owned(),
            "asked not to be contacted".to_owned(),
        )];
        for _ in 0..2 {
            let import = ada.imports("people.csv", FILE, &[first.clone(), second.clone()]);
            assert_eq!(parking(&import), wanted, "{platform:?}");
            assert_eq!(import.counts.conflicts, 1, "{platform:?}");
            assert_eq!(import.counts.asked, 0, "{platform:?}");
        }
        // In a file of its own.
        let import = ada.imports("later.csv", FILE, std::slice::from_ref(&second));
        if platform == Platform::YouTube {
            assert_eq!(parking(&import), wanted);
        } else {
            // An account that can be no other was renamed, and asks.
            assert_eq!(import.counts.asked, 1);
        }
        ada.is_sound();
    }
}

/// Choosing the file's values settles fields that contradict; it never makes one person of two.
#[test]
fn a_row_of_another_persons_plain_name_is_left_out_whatever_was_chosen() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports(
        "first.csv",
        FILE,
        &[of(2, Platform::YouTube, "studio", "Ada Love")],
    );
    let before = portrait(&mut ada, "studio");
    let other = everything(of(2, Platform::YouTube, "studio", "Ben Kay"));
    let choice = Choice {
        file: true,
        ..Choice::default()
    };
    let import = ada.imports_choosing("later.csv", day(FILE), &[other], choice);
    assert_eq!(portrait(&mut ada, "studio"), before);
    assert_eq!(import.counts.conflicts, 1);
    assert_eq!(import.kept[0].field, "Whole row");
}
