//! Every way the data may change: the verbs, nested by area. What comes back is a [`Receipt`] or a refusal.

use chrono::NaiveDate;

use super::bulk::Bulk;
use super::detail::{Detail, DetailId};
use super::field::Field;
use super::ids::{ActionId, NoteId, PersonId, SetId, TouchId};
use super::importing::LessonSeen;
use super::lifecycle::{GoingOn, Missing};
use super::merge::{Line, Pick, Sides};
use super::parking::ParkReason;
use super::platform::{Handle, Platform};
use super::saved_view::ViewChange;
use super::settings::Setting;
use super::stage::Stage;
use super::text::Clean;
use super::touch::{Channel, Direction, Kind};
use super::triage::{Check, Decision, Flag, Verdict};

/// Something to be changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// People: their fields, stage and accounts.
    People(PeopleChange),
    /// Contacts and notes.
    Talk(TalkChange),
    /// Rates, past sponsors, audiences, ways to reach people.
    Detail(DetailChange),
    /// One action on a few people at once; on many it is a job.
    Bulk(Bulk),
    /// Saved views.
    View(ViewChange),
    /// Undo and redo.
    History(HistoryChange),
    /// A setting of the team.
    Setting(SettingChange),
    /// Imports: jobs that were cut off, what was learned.
    Imports(ImportChange),
    /// Fit checks, red flags, the shortlist.
    Triage(TriageChange),
    /// People who are one, and people who are not.
    Merge(MergeChange),
    /// A change of a person who was merged into another, to be made to the one who stays.
    Instead(Box<ForMerged>),
}

/// A change of a person who was merged into another. Somebody agreed that it goes to the one who stays; where the merge was
/// undone meanwhile, it is made to the person whom it was meant for.
#[derive(Debug, Clone, PartialEq)]
pub struct ForMerged {
    /// The person whom it was meant for.
    pub gone: PersonId,
    /// The person into whom they were merged.
    pub into: PersonId,
    /// What is to be changed.
    pub change: Change,
}

impl Change {
    /// The one person it is about, where it is about one.
    pub fn about(&mut self) -> Option<&mut PersonId> {
        match self {
            Change::People(change) => change.about(),
            Change::Talk(change) => Some(change.about()),
            Change::Detail(
                DetailChange::Add { person, .. }
                | DetailChange::Edit { person, .. }
                | DetailChange::Remove { person, .. },
            )
            | Change::Triage(
                TriageChange::Check { person, .. }
                | TriageChange::Flag { person, .. }
                | TriageChange::Shortlist { person, .. },
            ) => Some(person),
            Change::Bulk(bulk) => match bulk.people.as_mut_slice() {
                [only] => Some(only),
                _ => None,
            },
            Change::Instead(instead) => instead.change.about(),
            Change::View(_)
            | Change::History(_)
            | Change::Setting(_)
            | Change::Imports(_)
            | Change::Merge(_) => None,
        }
    }
}

/// An account to be added: platform and handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The platform.
    pub platform: Platform,
    /// The handle.
    pub handle: Handle,
}

/// One field as its author saw it and as they want it; both in stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The field.
    pub field: Field,
    /// What stood there when the author began.
    pub original: Option<String>,
    /// What should stand there.
    pub mine: Option<String>,
}

/// Changes of people.
#[derive(Debug, Clone, PartialEq)]
pub enum PeopleChange {
    /// New people in discovery, each with one account; those already known are left alone.
    Add {
        /// Their accounts.
        accounts: Vec<NewAccount>,
    },
    /// A new person from a form.
    Create {
        /// Their accounts, perhaps none.
        accounts: Vec<NewAccount>,
        /// Filled fields.
        edits: Vec<Edit>,
    },
    /// Fields of one person. Fields that a colleague changed meanwhile are merged or refused as a clash.
    Edit {
        /// Whom.
        person: PersonId,
        /// The fields.
        edits: Vec<Edit>,
    },
    /// To another stage.
    Move {
        /// Whom.
        person: PersonId,
        /// The stage the author saw.
        from: Stage,
        /// The stage wanted.
        to: Stage,
        /// What the author knows to be missing and goes on without.
        without: Vec<Missing>,
        /// Why, if they said so.
        because: Option<GoingOn>,
    },
    /// Off the board.
    Park {
        /// Whom.
        person: PersonId,
        /// Why.
        reason: ParkReason,
        /// When to look again.
        look_again: Option<NaiveDate>,
    },
    /// Back on the board, in the stage they were in.
    Unpark {
        /// Whom.
        person: PersonId,
        /// The last change set that the author had seen: a colleague who parked them after it had a reason.
        seen: SetId,
    },
    /// Another day to look again at a parked person, or none.
    LookAgain {
        /// Whom.
        person: PersonId,
        /// The day that the author saw.
        seen: NaiveDate,
        /// When.
        date: Option<NaiveDate>,
    },
    /// A further account.
    AddAccount {
        /// Whose.
        person: PersonId,
        /// Which.
        account: NewAccount,
    },
    /// A way to reach the person, perhaps through a manager.
    AddContactPoint {
        /// Whom.
        person: PersonId,
        /// `mail`, `dm`, `phone`, `form` or `post`.
        kind: String,
        /// Address, number or URL.
        value: String,
        /// Name and role of the manager it belongs to.
        manager: Option<(String, String)>,
    },
    /// The next step is done: cleared, if it is still the one that the author saw.
    StepDone {
        /// Whose.
        person: PersonId,
        /// The step as it was shown.
        step: Clean,
        /// Its date.
        date: Option<NaiveDate>,
    },
    /// Not before that day in Today.
    Snooze {
        /// Whom.
        person: PersonId,
        /// Until when.
        until: NaiveDate,
    },
}

impl PeopleChange {
    fn about(&mut self) -> Option<&mut PersonId> {
        match self {
            PeopleChange::Add { .. } | PeopleChange::Create { .. } => None,
            PeopleChange::Edit { person, .. }
            | PeopleChange::Move { person, .. }
            | PeopleChange::Park { person, .. }
            | PeopleChange::Unpark { person, .. }
            | PeopleChange::LookAgain { person, .. }
            | PeopleChange::AddAccount { person, .. }
            | PeopleChange::AddContactPoint { person, .. }
            | PeopleChange::StepDone { person, .. }
            | PeopleChange::Snooze { person, .. } => Some(person),
        }
    }
}

/// A contact to be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTouch {
    /// With whom.
    pub person: PersonId,
    /// Who spoke.
    pub direction: Direction,
    /// How.
    pub channel: Option<Channel>,
    /// What for.
    pub kind: Kind,
    /// When it happened.
    pub date: NaiveDate,
    /// What was said.
    pub text: String,
}

/// Changes of contacts and notes.
#[derive(Debug, Clone, PartialEq)]
pub enum TalkChange {
    /// Log a contact; the first pitch moves discovery to outreach.
    Log(NewTouch),
    /// Take a contact out.
    RemoveTouch {
        /// With whom.
        person: PersonId,
        /// Which.
        touch: TouchId,
    },
    /// Write a note.
    AddNote {
        /// About whom.
        person: PersonId,
        /// The text.
        text: String,
    },
    /// Change a note.
    EditNote {
        /// About whom.
        person: PersonId,
        /// Which.
        note: NoteId,
        /// What stood there when the author began.
        original: String,
        /// What should stand there.
        mine: String,
    },
    /// Take a note out.
    RemoveNote {
        /// About whom.
        person: PersonId,
        /// Which.
        note: NoteId,
        /// The text that the author saw.
        seen: String,
    },
    /// Their messages, up to one, need no answer (any more).
    Answered {
        /// Whom.
        person: PersonId,
        /// The last message that the author saw.
        last: TouchId,
    },
}

impl TalkChange {
    fn about(&mut self) -> &mut PersonId {
        match self {
            TalkChange::Log(touch) => &mut touch.person,
            TalkChange::RemoveTouch { person, .. }
            | TalkChange::AddNote { person, .. }
            | TalkChange::EditNote { person, .. }
            | TalkChange::RemoveNote { person, .. }
            | TalkChange::Answered { person, .. } => person,
        }
    }
}

/// Changes of lines that are known of a person beside their fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DetailChange {
    /// A further line.
    Add {
        /// Of whom.
        person: PersonId,
        /// The line.
        detail: Detail,
    },
    /// Another wording of a line. What a colleague changed meanwhile is merged or refused as a clash.
    Edit {
        /// Of whom.
        person: PersonId,
        /// Which.
        id: DetailId,
        /// What stood there when the author began.
        original: Detail,
        /// What should stand there.
        mine: Detail,
    },
    /// A line is taken out, if it is still the one that the author saw.
    Remove {
        /// Of whom.
        person: PersonId,
        /// Which.
        id: DetailId,
        /// What the author saw.
        seen: Detail,
    },
}

/// What is decided about a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriageChange {
    /// A fit check is answered, or its answer taken out.
    Check {
        /// Of whom.
        person: PersonId,
        /// Which.
        check: Check,
        /// The answer that the author saw, with its line.
        seen: Option<(Verdict, String)>,
        /// The answer wanted, with its line; `None` takes it out.
        mine: Option<(Verdict, String)>,
    },
    /// A red flag is cleared or accepted, or open again.
    Flag {
        /// Whose.
        person: PersonId,
        /// The flag as the author saw it.
        flag: Flag,
        /// The decision that the author saw, with its line; `None` where it was open.
        seen: Option<(Decision, String)>,
        /// What, with a line; `None` opens it again.
        decision: Option<(Decision, String)>,
    },
    /// Onto the shortlist or off it.
    Shortlist {
        /// Whom.
        person: PersonId,
        /// Onto it.
        on: bool,
    },
}

/// People who are one, and people who are not.
#[derive(Debug, Clone, PartialEq)]
pub enum MergeChange {
    /// They become one. Refused where a colleague changed meanwhile what is chosen from.
    Merge {
        /// Who stays.
        keep: PersonId,
        /// All of them as the author saw them.
        seen: Sides,
        /// Which values stay; what is not chosen is as the rules have it.
        picks: Vec<(Line, Pick)>,
    },
    /// They look alike, and are not one: never to be offered again.
    NotSame {
        /// Whom.
        people: Vec<PersonId>,
    },
}

/// Undo and redo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryChange {
    /// Take back the last change made at this desk.
    UndoLast,
    /// Do again what was last taken back at this desk.
    RedoLast,
    /// Take back one change set, anybody's.
    Undo {
        /// Which.
        set: SetId,
        /// Why; wanted for a colleague's change.
        reason: Option<String>,
    },
}

/// A setting of the team is set anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// Which.
    pub setting: Setting,
    /// What was stored when the author looked; `None` is the default.
    pub original: Option<String>,
    /// What is wanted, as typed; `None` is the default.
    pub mine: Option<String>,
}

/// Imports: jobs that were cut off, what was learned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportChange {
    /// A job that was cut off is closed; what came in stays.
    Close {
        /// Its change set.
        set: SetId,
    },
    /// What was learned about files with these headers is forgotten.
    Forget {
        /// The set of headers.
        headers: String,
        /// What the author saw of it.
        seen: LessonSeen,
    },
}

/// Who does it, when and where; the same for every change.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// Names the action for ever.
    pub action: ActionId,
    /// UTC milliseconds.
    pub at: i64,
    /// The author's local day.
    pub today: NaiveDate,
}

/// What a change did.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// Its change set; `None` when nothing had to be changed.
    pub set: Option<SetId>,
    /// One line for the notice: `logged; Ada is now in outreach`.
    pub said: Clean,
    /// What `u` takes back, in a word: `it`, `both`, `all 12`; blank when there is nothing.
    pub takes_back: Clean,
    /// The people it touched, at most a hundred.
    pub people: Vec<PersonId>,
    /// A move that follows from it and was not made: the team wants it offered.
    pub offer: Option<Offer>,
    /// The change that it undid or redid.
    pub reverses: Option<SetId>,
}

/// A move that a fact speaks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Whom.
    pub person: PersonId,
    /// Their name.
    pub name: Clean,
    /// From where.
    pub from: Stage,
    /// To where.
    pub to: Stage,
}
