//! A member's hand on the store, without a screen.

use chrono::NaiveDate;
use entourage::domain::change::{
    Change, Edit, HistoryChange, NewAccount, NewTouch, PeopleChange, Receipt, SettingChange, Stamp,
    TalkChange,
};
use entourage::domain::field::Field;
use entourage::domain::ids::{ActionId, DeskId, PersonId, SetId};
use entourage::domain::importing::Choice;
use entourage::domain::incoming::Incoming;
use entourage::domain::lifecycle::{Facts, missing};
use entourage::domain::person::Dossier;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::settings::Setting;
use entourage::domain::stage::Stage;
use entourage::domain::touch::read_line;
use entourage::store::import::{Importing, Plan};
use entourage::store::{Failure, Store, Who};

use super::world::{World, day, edit, ten, today};

/// A member's hand on the store, without a screen.
pub struct Hand {
    pub store: Store,
    pub login: String,
    pub desk: String,
    actions: u64,
    /// The day it works on.
    pub today: NaiveDate,
}

impl Hand {
    pub(super) fn new(mut store: Store, login: &str, desk: &str) -> Hand {
        store.join(ten(today())).unwrap();
        Hand {
            store,
            login: login.to_owned(),
            desk: desk.to_owned(),
            actions: 0,
            today: today(),
        }
    }

    /// The same desk once more, as after a lost connection.
    pub fn again(&self, world: &World) -> Hand {
        let who = Who {
            login: self.login.clone(),
            desk: DeskId(self.desk.clone()),
        };
        let mut hand = Hand::new(
            Store::open(&world.path(), &who).unwrap(),
            &self.login,
            &self.desk,
        );
        hand.actions = self.actions;
        hand
    }

    /// The next action's name and time.
    pub fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(format!("{}/{}", self.desk, self.actions)),
            at: ten(self.today) + i64::try_from(self.actions).unwrap() * 1_000,
            today: self.today,
        }
    }

    pub fn apply(&mut self, change: Change) -> Result<Receipt, Failure> {
        let stamp = self.stamp();
        self.store.apply(change, &stamp)
    }

    /// Makes a change that must succeed.
    pub fn does(&mut self, change: Change) -> Receipt {
        self.apply(change)
            .unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    /// Makes a change that must be refused.
    pub fn is_refused(&mut self, change: Change) -> Refusal {
        match self.apply(change) {
            Err(Failure::Refused(refusal)) => refusal,
            other => panic!("not refused: {other:?}"),
        }
    }

    pub fn asks(&mut self, question: &Question) -> Answer {
        let stamp = self.stamp();
        self.store
            .answer(question, &stamp)
            .unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    pub fn dossier(&mut self, person: PersonId) -> Option<Dossier> {
        match self.asks(&Question::Person(person)) {
            Answer::Person(_, dossier) => dossier.map(|dossier| *dossier),
            Answer::Erased(_) => None,
            other => panic!("{other:?}"),
        }
    }

    /// What stands in a field, as stored.
    pub fn field(&mut self, person: PersonId, field: Field) -> Option<String> {
        let dossier = self.dossier(person).expect("there");
        let raw = dossier.person.values.get(field);
        raw.map(|raw| raw.as_stored().to_owned())
    }

    pub fn stage(&mut self, person: PersonId) -> Stage {
        self.dossier(person).expect("there").person.stage
    }

    /// The last change set of anybody.
    pub fn last_seen(&mut self) -> SetId {
        match self.asks(&Question::Desk { owed: false }) {
            Answer::Desk(desk) => desk.seen,
            other => panic!("{other:?}"),
        }
    }

    /// The people found by words, best first.
    pub fn finds(&mut self, words: &str) -> Vec<String> {
        match self.asks(&Question::Find(words.into())) {
            Answer::Find(_, cards) => cards.iter().map(|card| card.name.to_string()).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// The person with this name, or this handle.
    pub fn person(&mut self, name: &str) -> PersonId {
        match self.asks(&Question::Find(name.into())) {
            Answer::Find(_, cards) => {
                let is = |text: &str| text == name;
                let exact = |card: &&entourage::domain::card::Card| {
                    is(card.name.as_str()) || is(card.handle.as_str())
                };
                let found = cards.iter().find(exact).or(cards.first());
                found
                    .unwrap_or_else(|| panic!("nobody is called {name}"))
                    .id
            }
            other => panic!("{other:?}"),
        }
    }

    /// Edits one field from what stands there now.
    pub fn edits(&mut self, person: PersonId, field: Field, mine: Option<&str>) -> Receipt {
        let original = self.field(person, field);
        self.does(edit(person, field, original.as_deref(), mine))
    }

    pub fn moves(&mut self, person: PersonId, to: Stage) -> Receipt {
        let from = self.stage(person);
        self.does(Change::People(PeopleChange::Move {
            person,
            from,
            to,
            without: missing(Facts::default(), from, to),
            because: None,
        }))
    }

    /// Logs a line as the log box would.
    pub fn logs(&mut self, person: PersonId, line: &str) -> Receipt {
        let line = read_line(line, self.today, None).unwrap();
        self.does(Change::Talk(TalkChange::Log(NewTouch {
            person,
            direction: line.direction,
            channel: line.channel,
            kind: line.kind,
            date: line.date,
            text: line.text,
        })))
    }

    pub fn notes(&mut self, person: PersonId, text: &str) -> Receipt {
        self.does(Change::Talk(TalkChange::AddNote {
            person,
            text: text.into(),
        }))
    }

    /// Sets a setting of the team from what stands there now; `None` is the default.
    pub fn sets(&mut self, setting: Setting, mine: Option<&str>) -> Receipt {
        let change = self.setting(setting, mine);
        self.does(change)
    }

    /// The change that sets a setting, as somebody sends it who has seen what stands there now.
    pub fn setting(&mut self, setting: Setting, mine: Option<&str>) -> Change {
        let state = match self.asks(&Question::Settings) {
            Answer::Settings(states) => states.into_iter().find(|one| one.setting == setting),
            other => panic!("{other:?}"),
        };
        Change::Setting(SettingChange {
            setting,
            original: state.unwrap().stored,
            mine: mine.map(str::to_owned),
        })
    }

    pub fn undoes(&mut self) -> Receipt {
        self.does(Change::History(HistoryChange::UndoLast))
    }

    pub fn redoes(&mut self) -> Receipt {
        self.does(Change::History(HistoryChange::RedoLast))
    }

    /// Adds somebody new with an account and fields.
    pub fn adds(&mut self, platform: Platform, handle: &str, fields: &[(Field, &str)]) -> PersonId {
        let edits = fields
            .iter()
            .map(|(field, value)| Edit {
                field: *field,
                original: None,
                mine: Some((*value).to_owned()),
            })
            .collect();
        let accounts = vec![NewAccount {
            platform,
            handle: Handle::parse(handle).unwrap(),
        }];
        self.does(Change::People(PeopleChange::Create { accounts, edits }))
            .people[0]
    }

    /// Imports rows as one file, in slices of so many rows.
    pub fn imports_in(
        &mut self,
        source: &str,
        as_of: NaiveDate,
        rows: &[Incoming],
        slice: usize,
    ) -> Importing {
        let plan = Plan {
            source: source.into(),
            as_of,
            alone: false,
            bytes: 0,
            ..Plan::default()
        };
        let stamp = self.stamp();
        let mut import = self.store.begin_import(plan, &stamp).unwrap();
        for rows in rows.chunks(slice) {
            self.store
                .import_rows(&mut import, rows, &stamp)
                .unwrap_or_else(|failure| panic!("{failure:?}"));
        }
        self.store.finish_import(&import).unwrap();
        while self.store.follow_index(500).unwrap() {}
        import
    }

    pub fn imports(&mut self, source: &str, as_of: &str, rows: &[Incoming]) -> Importing {
        self.imports_in(source, day(as_of), rows, 500)
    }

    /// A new person without an account or anything else.
    pub fn adds_nobody(&mut self) -> PersonId {
        let before = self.store.everybody().unwrap();
        self.does(Change::People(PeopleChange::Create {
            accounts: Vec::new(),
            edits: Vec::new(),
        }));
        let mut people = self.store.everybody().unwrap();
        people.retain(|person| !before.contains(person));
        people[0]
    }

    /// Imports rows where something was chosen about contradictions.
    pub fn imports_choosing(
        &mut self,
        source: &str,
        as_of: NaiveDate,
        rows: &[Incoming],
        choice: Choice,
    ) -> Importing {
        let plan = Plan {
            source: source.into(),
            as_of,
            choice,
            ..Plan::default()
        };
        let stamp = self.stamp();
        let mut import = self.store.begin_import(plan, &stamp).unwrap();
        self.store.import_rows(&mut import, rows, &stamp).unwrap();
        self.store.finish_import(&import).unwrap();
        while self.store.follow_index(500).unwrap() {}
        import
    }

    /// Takes a change set back in slices of so many rows.
    pub fn takes_back_in(&mut self, set: SetId, slice: i64) -> Receipt {
        let stamp = self.stamp();
        let mut job = self.store.begin_undo(set, None, &stamp).unwrap();
        loop {
            if let Some(receipt) = self.store.step_undo(&mut job, slice).unwrap() {
                while self.store.follow_index(500).unwrap() {}
                return receipt;
            }
        }
    }

    /// The whole database must be sound, and everything derived as if it were made again.
    #[track_caller]
    pub fn is_sound(&mut self) {
        let findings = self.store.check().unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
    }
}
