//! What a line is for: each kind holds whom or what it is about, and gives the title that names it.

use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::Whom;
use crate::domain::lifecycle::Missing;
use crate::domain::merge::Merged;
use crate::domain::parking::ParkReason;
use crate::domain::query::Reader;
use crate::domain::saved_view::Listing;
use crate::domain::settings::Setting;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::domain::triage::{Check, Decision, Flag, Verdict};
use crate::ui::draft::{Draft, DraftFor, Group, TextPlace};
use crate::ui::subject::{OneChange, OneFile, OnePerson, OneView, People, Subject};

/// What the line is for, and whom or what it is about.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptFor {
    /// The day to look again at somebody parked; blank is never.
    Park(OnePerson, ParkReason),
    /// The day on which somebody comes back into Today.
    Snooze(OnePerson),
    /// Why a colleague's change is undone.
    Reason(OneChange),
    /// Why somebody moves on although something is missing.
    GoOn {
        /// The person to move.
        who: OnePerson,
        /// From where.
        from: Stage,
        /// To where.
        to: Stage,
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// The value of a setting of the team.
    Setting {
        /// Which.
        setting: Setting,
        /// What is stored; the author saw it.
        original: Option<String>,
    },
    /// Handles or links of new people.
    Add,
    /// The platform of a handle that does not tell it.
    Account(OnePerson),
    /// A way to reach the person.
    ContactPoint(OnePerson),
    /// The day of a file's figures.
    AsOf(OneFile),
    /// Where the rejected rows of a file are written.
    Rejects(OneFile),
    /// A line of note about somebody.
    Line(OnePerson),
    /// Why a fit check was answered so: the answer with its line that stood there, and the answer.
    Check(OnePerson, Check, Option<(Verdict, String)>, Verdict),
    /// Why a red flag was cleared or accepted: the decision with its line that stood there, and the decision.
    Flag(OnePerson, Box<Flag>, Option<(Decision, String)>, Decision),
    /// Why several people go to a stage although something is missing.
    GoOnAll(People, Stage),
    /// The file that people are written to: who, and how they are called in the title.
    Export(Whom, Clean),
    /// The name of a view of this list, and the last change set that was seen.
    ViewName(Box<Listing>, SetId),
    /// Another name of a view, as it was seen.
    Rename(OneView),
    /// Tags of one person or several.
    Tags(People),
    /// The next step of several people.
    Step(People),
    /// The day to look again at several people who are parked; blank is never.
    ParkAll(People, ParkReason),
}

impl PromptFor {
    /// The title of the box.
    pub(super) fn title(&self) -> Clean {
        Clean::line(&match self {
            PromptFor::Park(who, _) => format!("Park {}: look again when?", who.name),
            PromptFor::ParkAll(people, _) => format!("Park {}: look again when?", people.name()),
            PromptFor::Snooze(who) => format!("Snooze {} until", who.name),
            PromptFor::Reason(change) => format!("Why undo: {}?", change.label),
            PromptFor::GoOn { who, to, .. } => {
                format!("Why move {} to {} anyway?", who.name, to.word())
            }
            PromptFor::GoOnAll(people, to) => {
                format!("Why move {} to {} anyway?", people.name(), to.word())
            }
            PromptFor::Setting { setting, .. } => setting.definition().title.to_owned(),
            PromptFor::Add => "Add people".to_owned(),
            PromptFor::Account(who) => format!("Account of {}", who.name),
            PromptFor::ContactPoint(who) => format!("How to reach {}", who.name),
            PromptFor::AsOf(_) => "The figures of this file are of".to_owned(),
            PromptFor::Rejects(_) => "Write the rejected rows to".to_owned(),
            PromptFor::Line(who) => format!("A line about {}", who.name),
            PromptFor::Check(who, check, _, verdict) => {
                format!("{}: {} {} because", who.name, check.word(), verdict.word())
            }
            PromptFor::Flag(who, _, _, decision) => {
                format!("{}: red flag {} because", who.name, decision.word())
            }
            PromptFor::Export(_, words) => format!("Write {words} to which file?"),
            PromptFor::ViewName(..) => "Keep this list as the view".to_owned(),
            PromptFor::Rename(view) => format!("Rename the view {}", view.name),
            PromptFor::Tags(people) => format!("Tags of {}", people.name()),
            PromptFor::Step(people) => format!("Next step of {}", people.name()),
        })
    }

    /// Whom or what the line is about.
    pub(super) fn subject(&self) -> Subject {
        match self {
            PromptFor::Park(who, _)
            | PromptFor::Snooze(who)
            | PromptFor::GoOn { who, .. }
            | PromptFor::Account(who)
            | PromptFor::ContactPoint(who)
            | PromptFor::Line(who)
            | PromptFor::Check(who, ..)
            | PromptFor::Flag(who, ..) => who.into(),
            PromptFor::GoOnAll(people, _)
            | PromptFor::Tags(people)
            | PromptFor::Step(people)
            | PromptFor::ParkAll(people, _) => people.into(),
            PromptFor::Reason(change) => Subject::Change(change.clone()),
            PromptFor::Setting { setting, .. } => Subject::Setting(*setting),
            PromptFor::AsOf(file) | PromptFor::Rejects(file) => Subject::File(file.clone()),
            PromptFor::Export(_, words) => Subject::List(words.clone()),
            PromptFor::ViewName(listing, _) => Subject::List(Clean::line(&listing.query)),
            PromptFor::Rename(view) => Subject::View(view.clone()),
            PromptFor::Add => Subject::Desk,
        }
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub(super) fn follow(&mut self, merged: &Merged) {
        match self {
            PromptFor::Park(who, _)
            | PromptFor::Snooze(who)
            | PromptFor::GoOn { who, .. }
            | PromptFor::Account(who)
            | PromptFor::ContactPoint(who)
            | PromptFor::Line(who)
            | PromptFor::Check(who, ..)
            | PromptFor::Flag(who, ..) => who.follow(merged),
            PromptFor::GoOnAll(people, _)
            | PromptFor::Tags(people)
            | PromptFor::Step(people)
            | PromptFor::ParkAll(people, _) => people.follow(merged),
            PromptFor::Reason(_)
            | PromptFor::Setting { .. }
            | PromptFor::AsOf(_)
            | PromptFor::Rejects(_)
            | PromptFor::Export(..)
            | PromptFor::ViewName(..)
            | PromptFor::Rename(_)
            | PromptFor::Add => {}
        }
    }

    /// Where its text belongs.
    pub(super) fn place(&self) -> TextPlace {
        let draft = match self {
            PromptFor::Add => DraftFor::Handles,
            PromptFor::Reason(change) => DraftFor::Reason(change.set),
            PromptFor::Account(who) => DraftFor::Account(who.id),
            PromptFor::ContactPoint(who) => DraftFor::ContactPoint(who.id),
            PromptFor::Line(who) => DraftFor::Remark(who.id),
            PromptFor::Park(who, reason) => DraftFor::Park(who.id, *reason),
            PromptFor::Snooze(who) => DraftFor::Snooze(who.id),
            PromptFor::Check(who, check, ..) => DraftFor::Check(who.id, *check),
            PromptFor::Flag(who, flag, ..) => {
                DraftFor::Flag(who.id, flag.account, flag.rule, flag.figures.clone())
            }
            PromptFor::GoOn {
                who,
                from,
                to,
                missing,
            } => DraftFor::Move {
                person: who.id,
                from: *from,
                to: *to,
                missing: missing.clone(),
            },
            PromptFor::GoOnAll(people, to) => DraftFor::MovePeople(people.into(), *to),
            PromptFor::Tags(people) => DraftFor::Tags(people.into()),
            PromptFor::Step(people) => DraftFor::StepOfPeople(people.into()),
            PromptFor::ParkAll(people, reason) => DraftFor::ParkPeople(people.into(), *reason),
            PromptFor::Setting { setting, .. } => {
                DraftFor::Setting(setting.definition().key.to_owned())
            }
            PromptFor::AsOf(file) => DraftFor::AsOf(file.path.clone()),
            PromptFor::Rejects(file) => DraftFor::Rejects(file.path.clone()),
            PromptFor::Export(whom, _) => DraftFor::Export(whom.into()),
            PromptFor::ViewName(listing, _) => DraftFor::ViewName((**listing).clone()),
            PromptFor::Rename(view) => DraftFor::Rename(view.id, view.version),
        };
        TextPlace::new(draft, &self.subject().name())
    }

    /// The line that an unsaved text was typed into, for the person of this name; none where its place is another box.
    pub(super) fn again(draft: &Draft, name: &Clean, reader: Reader<'_>) -> Option<PromptFor> {
        let who = |person: &PersonId| OnePerson::new(*person, name.clone());
        let people = |group: &Group| People::several(&group.people, Some(name.clone()), group.seen);
        Some(match &draft.place {
            DraftFor::Handles => PromptFor::Add,
            DraftFor::Reason(set) => PromptFor::Reason(OneChange {
                set: *set,
                label: name.clone(),
            }),
            DraftFor::Account(person) => PromptFor::Account(who(person)),
            DraftFor::Remark(person) => PromptFor::Line(who(person)),
            DraftFor::ContactPoint(person) => PromptFor::ContactPoint(who(person)),
            DraftFor::Move {
                person,
                from,
                to,
                missing,
            } => PromptFor::GoOn {
                who: who(person),
                from: *from,
                to: *to,
                missing: missing.clone(),
            },
            DraftFor::MovePeople(group, to) => PromptFor::GoOnAll(people(group), *to),
            DraftFor::StepOfPeople(group) => PromptFor::Step(people(group)),
            DraftFor::Tags(group) => PromptFor::Tags(people(group)),
            DraftFor::Park(person, reason) => PromptFor::Park(who(person), *reason),
            DraftFor::ParkPeople(group, reason) => PromptFor::ParkAll(people(group), *reason),
            DraftFor::Snooze(person) => PromptFor::Snooze(who(person)),
            DraftFor::Setting(key) => PromptFor::Setting {
                setting: Setting::by_key(key)?,
                original: draft.original("").cloned().flatten(),
            },
            DraftFor::ViewName(listing) => {
                PromptFor::ViewName(Box::new(listing.clone()), SetId::default())
            }
            DraftFor::Rename(view, version) => PromptFor::Rename(OneView {
                id: *view,
                version: *version,
                name: name.clone(),
            }),
            DraftFor::Export(exported) => PromptFor::Export(exported.whom(reader)?, name.clone()),
            DraftFor::AsOf(path) => PromptFor::AsOf(OneFile { path: path.clone() }),
            DraftFor::Rejects(path) => PromptFor::Rejects(OneFile { path: path.clone() }),
            DraftFor::Log(_)
            | DraftFor::Step(_)
            | DraftFor::Note(_)
            | DraftFor::EditNote(..)
            | DraftFor::Person(_)
            | DraftFor::NewPerson
            | DraftFor::Line(..)
            | DraftFor::Check(..)
            | DraftFor::Flag(..)
            | DraftFor::Erase(_)
            | DraftFor::MergeWith(_)
            | DraftFor::ImportPath
            | DraftFor::ImportChoices(_)
            | DraftFor::Query(_)
            | DraftFor::CommandLine
            | DraftFor::Find
            | DraftFor::Keys
            | DraftFor::Aimed(..)
            | DraftFor::Choice(_) => return None,
        })
    }
}
