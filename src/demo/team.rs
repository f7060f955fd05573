//! The four members, each at a desk of their own, doing what the plan says.

use std::collections::HashMap;
use std::path::Path;

use super::files::{File, handle};
use super::people::{PEOPLE, Seat};
use super::plan::{Event, Happening};
use super::{BRAND, CannotFill};
use crate::domain::change::{Change, NewAccount, PeopleChange, Stamp};
use crate::domain::ids::{ActionId, DeskId, PersonId};
use crate::domain::incoming::Incoming;
use crate::domain::platform::Platform;
use crate::domain::question::{Answer, Question};
use crate::domain::refusal::Refusal;
use crate::store::import::Plan;
use crate::store::{Failure, Store, Who};

/// Who may be on the team beside whoever runs the demo.
const COLLEAGUES: [&str; 4] = ["ada", "ben", "carla", "dmitri"];
/// People whose full text is written at once: all of them.
const EVERYBODY: u32 = 1_000;

/// One member and their open database.
struct Member {
    login: String,
    store: Store,
}

/// The team at work.
pub struct Team {
    me: Member,
    colleagues: Vec<Member>,
    ids: HashMap<&'static str, PersonId>,
}

impl Team {
    /// Makes the database and lets all four join, an hour before the first event.
    ///
    /// # Errors
    /// When the file cannot be made or written.
    pub fn gather(path: &Path, me: &str, start: i64) -> Result<Team, CannotFill> {
        let joined = start - 3_600_000;
        let mut store = Store::create(path, BRAND, &desk_of(me), joined)?;
        store.join(joined)?;
        let me = Member {
            login: me.to_owned(),
            store,
        };
        let mut colleagues = Vec::new();
        for login in COLLEAGUES
            .into_iter()
            .filter(|login| *login != me.login)
            .take(3)
        {
            let mut store = Store::open(path, &desk_of(login))?;
            store.join(joined)?;
            colleagues.push(Member {
                login: login.to_owned(),
                store,
            });
        }
        Ok(Team {
            me,
            colleagues,
            ids: HashMap::new(),
        })
    }

    /// Does one event; `number` names its action.
    ///
    /// # Errors
    /// What the store says.
    pub fn act(&mut self, number: u32, event: &Event) -> Result<(), CannotFill> {
        let action = ActionId(format!("demo-{number:04}"));
        let stamp = Stamp {
            action,
            at: event.at,
            today: event.day,
        };
        match &event.what {
            Happening::Import(file) => self.import(file, &stamp),
            Happening::Paste(handles) => {
                let accounts = pasted(handles)?;
                self.apply(
                    event.by,
                    Change::People(PeopleChange::Add { accounts }),
                    &stamp,
                )
            }
            Happening::About(who, act) => {
                let person = self.ids.get(who.key()).copied();
                let person = person.ok_or(Failure::Refused(Refusal::Gone))?;
                self.apply(event.by, act.change(person), &stamp)
            }
        }
    }

    /// Lets the full text follow, and goes home.
    ///
    /// # Errors
    /// What the store says.
    pub fn finish(mut self) -> Result<(), CannotFill> {
        self.me.store.follow_index(EVERYBODY)?;
        Ok(())
    }

    fn member(&mut self, seat: Seat) -> &mut Member {
        let place = match seat {
            Seat::Second => 0,
            Seat::Third => 1,
            Seat::Fourth => 2,
            Seat::Me | Seat::Nobody => usize::MAX,
        };
        self.colleagues.get_mut(place).unwrap_or(&mut self.me)
    }

    fn apply(&mut self, by: Seat, change: Change, stamp: &Stamp) -> Result<(), CannotFill> {
        self.member(by).store.apply(change, stamp)?;
        Ok(())
    }

    fn import(&mut self, file: &File, stamp: &Stamp) -> Result<(), CannotFill> {
        let rows: Vec<Incoming> = file.rows.iter().map(|row| self.owned(row)).collect();
        let plan = Plan {
            source: file.source.clone(),
            as_of: file.as_of,
            alone: false,
            bytes: 0,
            ..Plan::default()
        };
        let store = &mut self.member(file.by).store;
        let mut import = store.begin_import(plan, stamp)?;
        store.import_rows(&mut import, &rows, stamp)?;
        store.finish_import(&import)?;
        if import.counts.new > 0 {
            self.meet()?;
        }
        Ok(())
    }

    /// The row with the login of the person's owner, where the row brings a new person.
    fn owned(&mut self, row: &Incoming) -> Incoming {
        let who = PEOPLE.iter().find(|who| who.key() == row.handle.as_str());
        let owner = match who.map(|who| who.owner) {
            Some(seat) if seat != Seat::Nobody && row.name.is_some() => {
                Some(self.member(seat).login.clone())
            }
            _ => None,
        };
        Incoming {
            owner,
            ..row.clone()
        }
    }

    /// Learns by which ids the store knows the people.
    fn meet(&mut self) -> Result<(), CannotFill> {
        let mut keys = Vec::new();
        let mut accounts = Vec::new();
        for who in PEOPLE {
            let Some(account) = who.accounts.first() else {
                continue;
            };
            keys.push(who.key());
            accounts.push((Some(account.platform), handle(account.handle)?));
        }
        let nothing = Stamp {
            action: ActionId(String::new()),
            at: 0,
            today: chrono::NaiveDate::default(),
        };
        if let Answer::Known(known) = self.me.store.answer(&Question::Known(accounts), &nothing)? {
            let found = keys.into_iter().zip(known);
            self.ids
                .extend(found.filter_map(|(key, known)| known.map(|(id, _)| (key, id))));
        }
        Ok(())
    }
}

fn desk_of(login: &str) -> Who {
    Who {
        login: login.to_owned(),
        desk: DeskId(format!("demo-{login}")),
    }
}

fn pasted(handles: &[(Platform, &str)]) -> Result<Vec<NewAccount>, CannotFill> {
    let account = |(platform, text): &(Platform, &str)| {
        Ok(NewAccount {
            platform: *platform,
            handle: handle(text)?,
        })
    };
    handles.iter().map(account).collect()
}
