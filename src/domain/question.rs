//! Everything a screen may ask, and what comes back; nested by area like the changes.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bulk::{Readiness, Spread};
use super::card::Card;
use super::colleague::News;
use super::gone::Gone;
use super::ids::{PersonId, SetId};
use super::job::OpenJob;
use super::lane::{Lane, LaneBy, LaneCount};
use super::merge::{Merged, Sides};
use super::person::Dossier;
use super::platform::{Handle, Platform};
use super::query::{Query, Vocabulary};
use super::saved_view::SavedView;
use super::settings::{Setting, Settings};
use super::stage::Stage;
use super::text::Clean;
use super::today::Part;
use super::touch::Channel;
use super::triage::Candidate;

/// A question to the store.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// What the title bar shows.
    Desk {
        /// Whether Today is to be counted, too.
        owed: bool,
    },
    /// A page of the roster.
    Page {
        /// Which list.
        list: List,
        /// Where.
        at: At,
        /// How many rows.
        rows: u32,
        /// Whether the preview of each person is wanted, too.
        previews: bool,
    },
    /// The whole of a list, counted and kept for the pages that follow. Slow; a newer one interrupts it.
    Whole(List),
    /// A page of one column of the pipeline.
    Column {
        /// The column.
        stage: Stage,
        /// Who is shown, and the order of the cards.
        list: List,
        /// Where.
        at: At,
        /// Cards.
        rows: u32,
    },
    /// The columns of the pipeline under a query or in a lane, counted and kept for the pages that follow. Slow; a
    /// newer one interrupts it.
    Board {
        /// Who is shown, without the lane.
        list: List,
        /// What parts the cards, if anything does.
        lanes: Option<LaneBy>,
        /// The lane whose cards are shown; until one is known only the lanes are counted.
        open: Option<Lane>,
    },
    /// Who is in a list, in its order. Slow.
    Ids(List),
    /// How ready people are for a stage.
    Ready(Vec<PersonId>, Stage),
    /// Who of these people went since this change.
    Gone(Vec<PersonId>, SetId),
    /// How many of these people are in each stage; whether they are to go on, or back.
    Stages(Vec<PersonId>, bool),
    /// Words that are in use, for the completion of queries. Slow.
    Vocabulary,
    /// Everything about a person.
    Person(PersonId),
    /// What the log box wants to know of a person.
    Brief(PersonId),
    /// People whose name or handle is like this, best first, a few.
    Find(String),
    /// What is owed: mine, or the team's.
    Today {
        /// Only mine.
        mine: bool,
        /// Who is looked at.
        query: Query,
    },
    /// Change sets, newest first.
    History {
        /// Only those about this person.
        person: Option<PersonId>,
        /// Begin after this one.
        before: Option<SetId>,
        /// How many.
        rows: u32,
    },
    /// The fields of one change set.
    Changed(SetId),
    /// What colleagues changed after this one; what touches my people or this person concerns me.
    News {
        /// Where the desk looked last; without one, only where to begin.
        since: Option<SetId>,
        /// The person in front.
        person: Option<PersonId>,
        /// People about whom this instance holds something that goes with them when they are erased.
        held: Vec<PersonId>,
    },
    /// Which of these accounts are known.
    Known(Vec<(Option<Platform>, Handle)>),
    /// Everybody whose account this may be; without a platform, on any.
    Holders(Option<Platform>, Handle),
    /// The team's settings, and who changed them.
    Settings,
    /// Everything one looks at to decide about these people.
    Candidates(Vec<PersonId>),
    /// These people side by side, to make them one.
    Sides(Vec<PersonId>),
}

impl Question {
    /// Whether it may take long; such questions are answered beside the others, and a newer one interrupts an older.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        matches!(
            self,
            Question::Whole(_) | Question::Board { .. } | Question::Ids(_) | Question::Vocabulary
        )
    }
}

/// A list of people: what is searched and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct List {
    /// Who is in it.
    pub query: Query,
    /// The order; a search without one shows the best first.
    pub sort: Sort,
    /// The other way round.
    pub reversed: bool,
}

impl List {
    /// The list of one lane of it.
    #[must_use]
    pub fn in_lane(&self, lane: &Lane) -> List {
        List {
            query: lane.narrow(&self.query),
            ..*self
        }
    }
}

/// Orders of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best match first; without a search by name.
    #[default]
    Best,
    /// By name.
    Name,
    /// Most followers first.
    Followers,
    /// Highest engagement first.
    Engagement,
    /// Longest in their stage first.
    Since,
    /// Longest without contact first.
    LastContact,
    /// By owner, then name.
    Owner,
    /// Next step soonest first.
    NextDate,
    /// Newest first.
    Added,
}

impl Sort {
    /// Orders the roster offers.
    pub const ROSTER: [Sort; 9] = [
        Sort::Best,
        Sort::Name,
        Sort::Followers,
        Sort::Engagement,
        Sort::Since,
        Sort::LastContact,
        Sort::Owner,
        Sort::NextDate,
        Sort::Added,
    ];
    /// Orders a column of the pipeline offers.
    pub const PIPELINE: [Sort; 5] = [
        Sort::NextDate,
        Sort::Since,
        Sort::Followers,
        Sort::LastContact,
        Sort::Name,
    ];

    /// The words on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sort::Best => "best match",
            Sort::Name => "name",
            Sort::Followers => "followers",
            Sort::Engagement => "engagement",
            Sort::Since => "days in stage",
            Sort::LastContact => "last contact",
            Sort::Owner => "owner",
            Sort::NextDate => "next step",
            Sort::Added => "newest",
        }
    }

    /// Reads the words or their beginning.
    #[must_use]
    pub fn parse(text: &str) -> Option<Sort> {
        let wanted = text.trim().to_lowercase();
        Self::ROSTER
            .into_iter()
            .find(|sort| !wanted.is_empty() && sort.word().starts_with(&wanted))
    }
}

/// Where a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Beginning with this row.
    Row(u32),
    /// Around this person; at this row if they are not in the list.
    Person(PersonId, u32),
}

/// What comes back for a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// For [`Question::Desk`].
    Desk(DeskState),
    /// For [`Question::Page`].
    Page(Page),
    /// For [`Question::Whole`]: how many there are.
    Whole(List, u32),
    /// For [`Question::Column`].
    Column(Stage, Page),
    /// For [`Question::Board`]: the list that was counted, and the lanes in their order.
    Board(List, Vec<LaneCount>),
    /// For [`Question::Ids`].
    Ids(List, Arc<Vec<u32>>),
    /// For [`Question::Ready`]: also who of them is not there any more.
    Ready(Stage, Readiness, Vec<Gone>),
    /// For [`Question::Gone`], and the newest change.
    Gone(Vec<Gone>, SetId),
    /// For [`Question::Stages`].
    Stages(Spread, bool),
    /// For [`Question::Vocabulary`].
    Vocabulary(Vocabulary),
    /// For [`Question::Person`]; `None` when they are gone.
    Person(PersonId, Option<Box<Dossier>>),
    /// For [`Question::Person`] when they are one with somebody else by now.
    Merged(Merged),
    /// For [`Question::Person`] when they were erased for good.
    Erased(PersonId),
    /// For [`Question::Brief`].
    Brief(Option<Brief>),
    /// For [`Question::Find`]: the words asked for, and people.
    Find(String, Vec<Card>),
    /// For [`Question::Today`].
    Today(TodayState),
    /// For [`Question::History`].
    History(Vec<ChangeSet>),
    /// For [`Question::Changed`].
    Changed(SetId, Vec<ChangedField>),
    /// For [`Question::News`].
    News(News),
    /// For [`Question::Known`]: the name of the person, where known.
    Known(Vec<Option<(PersonId, Clean)>>),
    /// For [`Question::Holders`].
    Holders(Vec<Holder>),
    /// For [`Question::Settings`], in the order of the table.
    Settings(Vec<SettingState>),
    /// For [`Question::Candidates`]: those who are there, in the order asked for.
    Candidates(Vec<Candidate>),
    /// For [`Question::Sides`]: those who are there; and who of them is one with somebody else by now.
    Sides(Sides, Vec<Merged>),
}

/// Somebody whose account a name may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: Clean,
    /// Where the account is.
    pub platform: Platform,
    /// Its handle.
    pub handle: Handle,
}

/// A piece of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Row of the first card.
    pub from: u32,
    /// The cards.
    pub cards: Vec<Card>,
    /// How many people the list holds, where it is known already.
    pub total: Option<u32>,
    /// The last change set that these cards show.
    pub seen: SetId,
    /// The row of the person asked for, where they are in the list.
    pub found: Option<u32>,
    /// These rows, and the person asked for, stand as they do in the list now. Otherwise they are of a list that was
    /// counted before the last change, and the count that follows sets them right.
    pub settled: bool,
    /// Nothing is known yet: the list has not been counted.
    pub waiting: bool,
    /// Per cent of people the search can see, while the index follows a big import.
    pub indexed: Option<u8>,
    /// What the preview shows of these people, where it was wanted; in the order of the cards.
    pub previews: Vec<Dossier>,
}

/// What the title bar shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DeskState {
    /// The desk's name: the brand.
    pub name: Clean,
    /// How many people there are.
    pub people: u32,
    /// People on the board by stage.
    pub stages: [u32; 5],
    /// People off the board.
    pub parked: u32,
    /// Rows of Today as far as they were looked at, and whether there are more; `None` where it was not counted.
    pub owed: Option<(usize, bool)>,
    /// The last change set when this was told.
    pub seen: SetId,
    /// My saved views and the team's.
    pub views: Vec<SavedView>,
    /// Login names of the members.
    pub members: Vec<Clean>,
    /// Jobs that go on or were cut off.
    pub jobs: Vec<OpenJob>,
    /// The team's settings.
    pub settings: Settings,
    /// It is only looked at.
    pub read_only: bool,
}

/// Today, and how much was done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TodayState {
    /// The sections.
    pub parts: Vec<Part>,
    /// Rows in all, as far as they were looked at.
    pub open: usize,
    /// There are more than were looked at.
    pub more: bool,
    /// Changes this member made today.
    pub done: u32,
    /// Whether anybody is in the database.
    pub anybody: bool,
}

/// What the log box and the stage question want to know of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// Whom.
    pub person: PersonId,
    /// The card.
    pub card: Card,
    /// The channel last used.
    pub channel: Option<Channel>,
    /// The next step as stored: text, date and who.
    pub step: [Option<String>; 3],
    /// The last contact that a colleague logged lately: who, and on which day.
    pub colleague: Option<(Clean, NaiveDate)>,
}

/// A setting of the team as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingState {
    /// Which.
    pub setting: Setting,
    /// What is stored; `None` is the default.
    pub stored: Option<String>,
    /// Who changed it last, and on which day.
    pub changed: Option<(Clean, NaiveDate)>,
}

/// One change set in the history.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeSet {
    /// Which.
    pub id: SetId,
    /// UTC milliseconds.
    pub at: i64,
    /// The author's local day.
    pub date: NaiveDate,
    /// The local time of day, `16:12`.
    pub time: Clean,
    /// Who.
    pub by: Clean,
    /// What.
    pub label: Clean,
    /// How many rows it changed.
    pub rows: i64,
    /// Why somebody else's change was taken back; blank where none was asked.
    pub reason: Clean,
    /// Who took it back, if anybody.
    pub undone_by: Option<Clean>,
    /// Whether it is a job that is still open.
    pub open: bool,
    /// Whether it was made by this member.
    pub mine: bool,
}

/// One field that a change set changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedField {
    /// About whom.
    pub name: Clean,
    /// Which field, or what was added.
    pub field: Clean,
    /// What stood there.
    pub before: Clean,
    /// What stands there since.
    pub after: Clean,
}
