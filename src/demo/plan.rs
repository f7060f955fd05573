//! The year in order of time: files, descriptions, contacts, moves; pure, before anything is written.

use chrono::NaiveDate;

use super::CannotFill;
use super::days::{Calendar, later, millis};
use super::figures::Chance;
use super::files::{File, files};
use super::people::{Account, Found, PASTED, PEOPLE, Seat, Who};
use super::portraits::{PORTRAITS, Portrait};
use super::talk::{COLLABORATION, Deed, OUTREACH, Script, WARM, What};
use crate::domain::change::{Change, Edit, NewAccount, NewTouch, PeopleChange, TalkChange};
use crate::domain::dates::iso;
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, TouchId};
use crate::domain::platform::Platform;
use crate::domain::stage::Stage;
use crate::domain::touch::{Direction, Kind};

/// Something that a member did on a day.
#[derive(Debug)]
pub struct Event {
    pub day: NaiveDate,
    /// UTC milliseconds.
    pub at: i64,
    pub by: Seat,
    pub what: Happening,
}

/// What was done.
#[derive(Debug)]
pub enum Happening {
    /// A file was imported.
    Import(File),
    /// Something about one person.
    About(&'static Who, Act),
    /// Handles were pasted.
    Paste(&'static [(Platform, &'static str)]),
}

/// What was done about one person.
#[derive(Debug)]
pub enum Act {
    /// A further account.
    Account(NewAccount),
    /// Fields were filled that were blank.
    Fill(Vec<(Field, String)>),
    /// A deed of a script.
    Deed(What, Seen),
}

/// What the author of a deed had before them.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    calendar: Calendar,
    day: NaiveDate,
    stage: Stage,
}

/// The whole year, in order.
///
/// # Errors
/// A slip in the tables.
pub fn plan(today: NaiveDate) -> Result<Vec<Event>, CannotFill> {
    let calendar = Calendar { today };
    let mut events = Vec::new();
    for file in files(calendar)? {
        events.push(event(file.day, file.by, Happening::Import(file)));
    }
    for (n, who) in (0_i64..).zip(PEOPLE) {
        further_accounts(&mut events, calendar, who)?;
        if let Some(portrait) = PORTRAITS.iter().find(|portrait| portrait.key == who.key()) {
            let day = match who.found {
                Found::Sheet => calendar.ago(350 - n * 37 % 230),
                Found::Midyear | Found::Search | Found::Shortlist => {
                    later(calendar.found(who.found), 2)
                }
            };
            events.push(event(
                day,
                owner(who),
                Happening::About(who, Act::Fill(filled(portrait))),
            ));
        }
        if let Some(script) = scripts().find(|script| script.key == who.key()) {
            told(&mut events, calendar, who, script);
        }
    }
    events.push(event(
        calendar.ago(5),
        Seat::Second,
        Happening::Paste(PASTED),
    ));
    // Sorting keeps the order of one day: files first, then person by person.
    events.sort_by_key(|event| event.day);
    set_clocks(&mut events);
    Ok(events)
}

/// All scripts.
pub fn scripts() -> impl Iterator<Item = &'static Script> {
    COLLABORATION.iter().chain(WARM).chain(OUTREACH)
}

fn event(day: NaiveDate, by: Seat, what: Happening) -> Event {
    Event {
        day,
        at: 0,
        by,
        what,
    }
}

/// Who looks after a person; what nobody owns, the lead does.
fn owner(who: &Who) -> Seat {
    if who.owner == Seat::Nobody {
        Seat::Me
    } else {
        who.owner
    }
}

fn further_accounts(
    events: &mut Vec<Event>,
    calendar: Calendar,
    who: &'static Who,
) -> Result<(), CannotFill> {
    for account in who.accounts.iter().skip(1) {
        let act = Act::Account(account_of(account)?);
        events.push(event(
            calendar.known(who, account),
            owner(who),
            Happening::About(who, act),
        ));
    }
    Ok(())
}

fn account_of(account: &Account) -> Result<NewAccount, CannotFill> {
    Ok(NewAccount {
        platform: account.platform,
        handle: super::files::handle(account.handle)?,
    })
}

fn filled(portrait: &Portrait) -> Vec<(Field, String)> {
    portrait
        .fields
        .iter()
        .map(|(field, value)| (*field, (*value).to_owned()))
        .collect()
}

/// Tells a script, and remembers in which stage the person is.
fn told(events: &mut Vec<Event>, calendar: Calendar, who: &'static Who, script: &'static Script) {
    let mut stage = who.stage;
    for Deed { ago, by, what } in script.deeds {
        let day = calendar.ago(*ago);
        let by = by.unwrap_or_else(|| owner(who));
        let act = Act::Deed(
            *what,
            Seen {
                calendar,
                day,
                stage,
            },
        );
        match what {
            What::Go(to) => stage = *to,
            What::Log(Direction::Out, _, Kind::Pitch, _) if stage == Stage::Discovery => {
                stage = Stage::Outreach;
            }
            _ => {}
        }
        events.push(event(day, by, Happening::About(who, act)));
    }
}

/// Spreads the events of each day over its working hours, in their order.
fn set_clocks(events: &mut [Event]) {
    for day in events.chunk_by_mut(|a, b| a.day == b.day) {
        let count = i64::try_from(day.len()).unwrap_or(i64::MAX);
        let apart = (450 / count).clamp(1, 47);
        for (n, event) in (0_i64..).zip(day) {
            let late = Chance::of("clock", millis(event.day, n)).between(0, apart - 1);
            event.at = millis(event.day, 8 * 60 + 5 + n * apart + late);
        }
    }
}

impl Act {
    /// The change this is, for the person as the store knows them.
    pub fn change(&self, person: PersonId) -> Change {
        match self {
            Act::Account(account) => Change::People(PeopleChange::AddAccount {
                person,
                account: account.clone(),
            }),
            Act::Fill(fields) => edit(person, fields),
            Act::Deed(what, seen) => done(*what, *seen, person),
        }
    }
}

/// Fields that were blank so far.
fn edit(person: PersonId, fields: &[(Field, String)]) -> Change {
    let fill = |(field, value): &(Field, String)| Edit {
        field: *field,
        original: None,
        mine: Some(value.clone()),
    };
    Change::People(PeopleChange::Edit {
        person,
        edits: fields.iter().map(fill).collect(),
    })
}

fn done(what: What, seen: Seen, person: PersonId) -> Change {
    let due = |days: i64| seen.calendar.due(days);
    match what {
        What::Log(direction, channel, kind, text) => Change::Talk(TalkChange::Log(NewTouch {
            person,
            direction,
            channel: Some(channel),
            kind,
            date: seen.day,
            text: text.to_owned(),
        })),
        What::Answered => Change::Talk(TalkChange::Answered {
            person,
            last: TouchId(i64::MAX),
        }),
        What::Note(text) => Change::Talk(TalkChange::AddNote {
            person,
            text: text.to_owned(),
        }),
        What::Next(days, text) => edit(
            person,
            &[
                (Field::NextStep, text.to_owned()),
                (Field::NextDate, iso(due(days))),
            ],
        ),
        What::Rest(days) => edit(person, &[(Field::BreakUntil, iso(due(days)))]),
        What::Go(to) => Change::People(PeopleChange::Move {
            person,
            from: seen.stage,
            to,
            without: Vec::new(),
            because: None,
        }),
        What::Park(reason, again) => Change::People(PeopleChange::Park {
            person,
            reason,
            look_again: again.map(due),
        }),
        What::Reach(kind, value, manager) => Change::People(PeopleChange::AddContactPoint {
            person,
            kind: kind.to_owned(),
            value: value.to_owned(),
            manager: manager.map(|(name, role)| (name.to_owned(), role.to_owned())),
        }),
    }
}
