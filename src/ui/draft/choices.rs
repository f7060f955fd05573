//! The lists of choices that typed words filter. Each has a key of its own, so that words which are kept find their list
//! again whatever its title says.

use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use super::Group;
use super::place::Whose;
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, SetId};

/// A list of choices. The variants are stored in recovery files: those that are there stay.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChoiceOf {
    /// The order of the roster.
    RosterOrder,
    /// The order of the cards of the pipeline.
    CardOrder,
    /// What parts the cards of the pipeline.
    Lanes,
    /// The theme of the screen.
    Theme,
    /// The words of a setting, by its key in the database.
    Setting(String),
    /// The databases to switch to.
    Databases,
    /// The other instances on this database.
    Instances,
    /// The open jobs.
    Jobs,
    /// The running jobs, to stop one.
    RunningJobs,
    /// What can become of a job.
    Job(SetId),
    /// Everything that can be changed about people.
    Change(Group),
    /// The stage to move people to: the one after theirs first, or the one before.
    Stage(Group, bool),
    /// The owner of people.
    Owner(Group),
    /// The word of a field of people.
    Word(Group, Field),
    /// The reason to park people.
    ParkPeople(Group),
    /// The reason to park a person.
    Park(PersonId),
    /// The reason to park the candidate of triage.
    ParkCandidate(PersonId),
    /// The date until which a person is snoozed.
    Snooze(PersonId),
    /// The member who gets a person or their next step.
    HandOver(PersonId, Field),
    /// What can be added to a person.
    Add(PersonId),
    /// What can be copied of a person.
    Copy(PersonId),
    /// The platform of the handles that are added.
    PlatformOfHandles,
    /// The platform of the file of this path.
    PlatformOfFile(String),
    /// The role of a column: the path of the file and the header.
    Role(String, String),
    /// The people of a merge, to leave one out.
    LeaveOut,
    /// The people of a duplicate, to open one.
    Duplicate,
}

/// Visits whom a list is about; the only list of where they stand in it.
macro_rules! people_of {
    ($choice:expr) => {
        match $choice {
            ChoiceOf::Park(person)
            | ChoiceOf::ParkCandidate(person)
            | ChoiceOf::Snooze(person)
            | ChoiceOf::HandOver(person, _)
            | ChoiceOf::Add(person)
            | ChoiceOf::Copy(person) => Whose::One(person),
            ChoiceOf::Change(group)
            | ChoiceOf::Stage(group, _)
            | ChoiceOf::Owner(group)
            | ChoiceOf::Word(group, _)
            | ChoiceOf::ParkPeople(group) => Whose::Group(group),
            ChoiceOf::RosterOrder
            | ChoiceOf::CardOrder
            | ChoiceOf::Lanes
            | ChoiceOf::Theme
            | ChoiceOf::Setting(_)
            | ChoiceOf::Databases
            | ChoiceOf::Instances
            | ChoiceOf::Jobs
            | ChoiceOf::RunningJobs
            | ChoiceOf::Job(_)
            | ChoiceOf::PlatformOfHandles
            | ChoiceOf::PlatformOfFile(_)
            | ChoiceOf::Role(..)
            | ChoiceOf::LeaveOut
            | ChoiceOf::Duplicate => Whose::<_, _, &Infallible>::NoOne,
        }
    };
}

impl ChoiceOf {
    /// What stands before and after the name in the title of the list, or the whole title of one that is about no one.
    #[must_use]
    pub fn title_around(&self) -> (String, String) {
        let (before, after) = match self {
            ChoiceOf::RosterOrder => ("Sort by", ""),
            ChoiceOf::CardOrder => ("Sort the cards by", ""),
            ChoiceOf::Lanes => ("Lanes by", ""),
            ChoiceOf::Theme => ("Theme", ""),
            ChoiceOf::Databases => ("Switch to desk", ""),
            ChoiceOf::Instances => ("Who is here", ""),
            ChoiceOf::Jobs => ("Jobs that are open", ""),
            ChoiceOf::RunningJobs => ("Stop which job?", ""),
            ChoiceOf::PlatformOfHandles => ("On which platform?", ""),
            ChoiceOf::PlatformOfFile(_) => ("The accounts of this file are on", ""),
            ChoiceOf::LeaveOut => ("Leave out of this merge", ""),
            ChoiceOf::Duplicate => ("Whose profile?", ""),
            ChoiceOf::Setting(_) | ChoiceOf::Job(_) => ("", ""),
            ChoiceOf::Role(_, header) => return (format!("\"{header}\" is"), String::new()),
            ChoiceOf::Word(_, field) => return (format!("{} of ", field.label()), String::new()),
            ChoiceOf::Change(_) => ("Change ", ""),
            ChoiceOf::Stage(..) => ("Move ", " to"),
            ChoiceOf::Owner(_) => ("Owner of ", ""),
            ChoiceOf::ParkPeople(_) | ChoiceOf::Park(_) | ChoiceOf::ParkCandidate(_) => {
                ("Park ", ": why?")
            }
            ChoiceOf::Snooze(_) => ("Snooze ", " until"),
            ChoiceOf::HandOver(..) => ("Hand ", " to"),
            ChoiceOf::Add(_) => ("Add to ", ""),
            ChoiceOf::Copy(_) => ("Copy of ", ""),
        };
        (before.to_owned(), after.to_owned())
    }

    /// Whether the title of the list names someone or something.
    #[must_use]
    pub fn is_about_someone(&self) -> bool {
        match self {
            ChoiceOf::Setting(_)
            | ChoiceOf::Job(_)
            | ChoiceOf::Change(_)
            | ChoiceOf::Stage(..)
            | ChoiceOf::Owner(_)
            | ChoiceOf::Word(..)
            | ChoiceOf::ParkPeople(_)
            | ChoiceOf::Park(_)
            | ChoiceOf::ParkCandidate(_)
            | ChoiceOf::Snooze(_)
            | ChoiceOf::HandOver(..)
            | ChoiceOf::Add(_)
            | ChoiceOf::Copy(_) => true,
            ChoiceOf::RosterOrder
            | ChoiceOf::CardOrder
            | ChoiceOf::Lanes
            | ChoiceOf::Theme
            | ChoiceOf::Databases
            | ChoiceOf::Instances
            | ChoiceOf::Jobs
            | ChoiceOf::RunningJobs
            | ChoiceOf::PlatformOfHandles
            | ChoiceOf::PlatformOfFile(_)
            | ChoiceOf::Role(..)
            | ChoiceOf::LeaveOut
            | ChoiceOf::Duplicate => false,
        }
    }

    /// The one person whom the list is about.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match people_of!(self) {
            Whose::One(person) => Some(*person),
            Whose::Group(group) => group.only(),
            Whose::List(never) => match *never {},
            Whose::NoOne => None,
        }
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub(super) fn follow(&mut self, gone: PersonId, into: PersonId) {
        match people_of!(self) {
            Whose::One(person) => super::place::follow(person, gone, into),
            Whose::Group(group) => group.follow(gone, into),
            Whose::List(never) => match *never {},
            Whose::NoOne => {}
        }
    }
}
