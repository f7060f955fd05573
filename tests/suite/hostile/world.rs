//! A world in whose every text field a hostile string stands.

use entourage::domain::change::{Change, Edit, NewAccount, NewTouch, PeopleChange, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::platform::{Handle, NameKind, Platform};
use entourage::domain::stage::Stage;
use entourage::domain::touch::{Channel, Direction, Kind};

use crate::support::world::{ago, row};
use crate::support::{World, today};

/// In how many people they stand.
pub const PEOPLE: usize = 40;

/// A world whose people are made of hostile strings, in every field that holds text.
pub fn made_of(strings: &[String]) -> World {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut next = strings.iter().cycle();
    let mut take = || next.next().unwrap().clone();
    for number in 0..PEOPLE {
        let edits = Field::ALL
            .iter()
            .filter(|field| !matches!(field, Field::NextDate | Field::BreakUntil))
            .map(|field| Edit {
                field: *field,
                original: None,
                mine: Some(take()),
            })
            .collect();
        let hostile = take();
        let short: String = hostile.chars().take(60).collect();
        let accounts = vec![NewAccount {
            platform: Platform::ALL[number % Platform::ALL.len()],
            handle: Handle::stored(NameKind::Plain, &format!("{short}{number}")),
        }];
        let person = ada
            .does(Change::People(PeopleChange::Create { accounts, edits }))
            .people[0];
        for field in [Field::NextDate, Field::BreakUntil] {
            ada.edits(
                person,
                field,
                Some(if number % 2 == 0 {
                    "2026-11-21"
                } else {
                    &short
                }),
            );
        }
        ada.notes(person, &take());
        ada.does(Change::Talk(TalkChange::Log(NewTouch {
            person,
            direction: Direction::In,
            channel: Some(Channel::Dm),
            kind: Kind::Reply,
            date: ago(70),
            text: take(),
        })));
        ada.does(Change::People(PeopleChange::AddContactPoint {
            person,
            kind: take(),
            value: take(),
            manager: Some((take(), take())),
        }));
        let to = Stage::ALL[number % 5];
        if to != Stage::Discovery {
            ada.moves(person, to);
        }
    }
    let rows: Vec<_> = (0..20)
        .map(|number| {
            let hostile = take();
            let short: String = hostile.chars().take(50).collect();
            let mut row = row(number, Platform::Other, "x");
            row.handle = Handle::stored(NameKind::Plain, &format!("{number}{short}"));
            row.name = Some(take());
            row.niche = Some(take());
            row.country = Some(take());
            row.language = Some(take());
            row.owner = Some(take());
            row.mails = vec![take()];
            row.next_step = Some(take());
            row.next_date = Some(today());
            row.tags = vec![take()];
            row.note = Some(take());
            row.audience_country = Some(take());
            row.extra = vec![(take(), take())];
            row.figures.followers = Some(i64::MAX);
            row.figures.average_engagement = Some(i64::MIN);
            row.figures.engagement_rate = Some(i64::MAX);
            row
        })
        .collect();
    ada.imports("\u{1b}]0;x\u{7}\u{202e}evil.csv", "2026-11-20", &rows);
    ada.is_sound();
    world
}
