//! A filled demo, open for a look.

use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::demo::fill;
use crate::domain::card::Card;
use crate::domain::change::Stamp;
use crate::domain::ids::{ActionId, DeskId};
use crate::domain::person::Dossier;
use crate::domain::query::{Query, Reader};
use crate::domain::question::{Answer, At, DeskState, List, Page, Question, Sort, TodayState};
use crate::domain::stage::Stage;
use crate::store::{Store, Who};

/// The day on which most tests look.
pub fn saturday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A database and a desk on it.
pub struct Look {
    folder: tempfile::TempDir,
    pub store: Store,
    today: NaiveDate,
}

impl Look {
    /// Ada's demo of that Saturday; it is filled once, and every test gets a copy.
    pub fn at_saturday() -> Look {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = FILE.get_or_init(|| {
            let look = Look::of("ada", saturday());
            let copy = look.folder.path().join("copy.db");
            look.store.backup(&copy).unwrap();
            std::fs::read(copy).unwrap()
        });
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("demo.db"), bytes).unwrap();
        Look::open(folder, "ada", saturday())
    }

    /// A demo of its own.
    pub fn of(me: &str, today: NaiveDate) -> Look {
        let folder = tempfile::tempdir().unwrap();
        fill(&folder.path().join("demo.db"), me, today).unwrap();
        Look::open(folder, me, today)
    }

    fn open(folder: tempfile::TempDir, login: &str, today: NaiveDate) -> Look {
        let who = Who {
            login: login.into(),
            desk: DeskId("look".into()),
        };
        let store = Store::open(&folder.path().join("demo.db"), &who).unwrap();
        Look {
            folder,
            store,
            today,
        }
    }

    fn ask(&mut self, question: &Question) -> Answer {
        let now = Stamp {
            action: ActionId("look".into()),
            at: 0,
            today: self.today,
        };
        self.store.answer(question, &now).unwrap()
    }

    /// How many people a query finds.
    pub fn finds(&mut self, query: &str) -> usize {
        let reader = Reader {
            today: self.today,
            me: "ada",
        };
        let list = List {
            query: Query::parse(query, reader).unwrap(),
            sort: Sort::Name,
            reversed: false,
        };
        match self.ask(&Question::Ids(list)) {
            Answer::Ids(_, ids) => ids.len(),
            other => unreachable!("{other:?}"),
        }
    }

    pub fn today(&mut self, mine: bool) -> TodayState {
        match self.ask(&Question::Today {
            mine,
            query: Query::default(),
        }) {
            Answer::Today(state) => state,
            other => unreachable!("{other:?}"),
        }
    }

    pub fn desk(&mut self) -> DeskState {
        match self.ask(&Question::Desk { owed: true }) {
            Answer::Desk(state) => state,
            other => unreachable!("{other:?}"),
        }
    }

    pub fn everybody(&mut self) -> Page {
        let list = List {
            sort: Sort::Added,
            ..List::default()
        };
        match self.ask(&Question::Page {
            list,
            at: At::Row(0),
            rows: 1_000,
            previews: false,
        }) {
            Answer::Page(page) => page,
            other => unreachable!("{other:?}"),
        }
    }

    pub fn column(&mut self, stage: Stage) -> Vec<Card> {
        let list = List {
            sort: Sort::NextDate,
            ..List::default()
        };
        match self.ask(&Question::Column {
            stage,
            list,
            at: At::Row(0),
            rows: 1_000,
        }) {
            Answer::Column(_, page) => page.cards,
            other => unreachable!("{other:?}"),
        }
    }

    pub fn dossiers(&mut self) -> Vec<Dossier> {
        let cards = self.everybody().cards;
        let ask = |card: &Card| match self.ask(&Question::Person(card.id)) {
            Answer::Person(_, dossier) => *dossier.unwrap(),
            other => unreachable!("{other:?}"),
        };
        cards.iter().map(ask).collect()
    }

    pub fn found(&mut self, words: &str) -> Vec<Card> {
        match self.ask(&Question::Find(words.into())) {
            Answer::Find(_, cards) => cards,
            other => unreachable!("{other:?}"),
        }
    }

    pub fn history(&mut self) -> Answer {
        self.ask(&Question::History {
            person: None,
            before: None,
            rows: 10_000,
        })
    }
}
