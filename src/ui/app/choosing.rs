//! Lists of choices are opened again, for the words that filtered them.

use super::App;
use crate::domain::field::{CARE_LEVELS, Field, SEGMENTS};
use crate::domain::settings::Setting;
use crate::domain::text::Clean;
use crate::ui::app::PeopleAction;
use crate::ui::command::{Command, PipelineCommand, RosterCommand};
use crate::ui::draft::{ChoiceOf, Draft, Group};
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::{OnePerson, People};

impl App {
    /// Opens the list of choices that the words of a draft filtered. One that hangs on what was in front comes back with
    /// its words when it is opened by hand.
    pub(super) fn choose_again(
        &mut self,
        draft: &Draft,
        choice: &ChoiceOf,
        name: &Clean,
    ) -> Vec<Next> {
        let people = |group: &Group| People::several(&group.people, Some(name.clone()), group.seen);
        let who = |person| OnePerson::new(person, name.clone());
        match choice {
            ChoiceOf::RosterOrder => self.run_at(Tab::Roster, Command::Roster(RosterCommand::Sort)),
            ChoiceOf::CardOrder => {
                self.run_at(Tab::Pipeline, Command::Pipeline(PipelineCommand::Sort))
            }
            ChoiceOf::Lanes => {
                self.run_at(Tab::Pipeline, Command::Pipeline(PipelineCommand::Lanes))
            }
            ChoiceOf::Databases => self.choose_desk(),
            ChoiceOf::Instances => self.who_is_here(),
            ChoiceOf::Jobs => self.choose_job(),
            ChoiceOf::RunningJobs => self.ask_stop(),
            ChoiceOf::Job(set) => self.settle_job(*set),
            ChoiceOf::Theme => {
                let mut next = self.go(Place::Settings);
                next.push(self.screens.settings.choose_theme());
                next
            }
            ChoiceOf::Setting(key) => {
                let mut next = self.go(Place::Settings);
                match Setting::by_key(key) {
                    Some(setting) => next.extend(self.screens.settings.choose(setting)),
                    None => next.extend(by_hand(draft)),
                }
                next
            }
            ChoiceOf::Stage(group, forward) => {
                self.with_people(people(group), PeopleAction::Stage { forward: *forward })
            }
            ChoiceOf::Owner(group) => self.with_people(people(group), PeopleAction::Owner),
            ChoiceOf::Word(group, Field::Segment) => {
                super::marked::pick_word(&people(group), Field::Segment, SEGMENTS)
            }
            ChoiceOf::Word(group, field) => {
                super::marked::pick_word(&people(group), *field, CARE_LEVELS)
            }
            ChoiceOf::ParkPeople(group) => self.with_people(people(group), PeopleAction::Park),
            ChoiceOf::Change(group) => App::choose_for(&people(group)),
            ChoiceOf::Park(person) => super::people::park_why(&who(*person)),
            ChoiceOf::HandOver(person, field) => self.members_for(&who(*person), *field),
            ChoiceOf::ParkCandidate(person)
            | ChoiceOf::Snooze(person)
            | ChoiceOf::Add(person)
            | ChoiceOf::Copy(person) => {
                let mut next = self.open_profile(&who(*person));
                next.extend(by_hand(draft));
                next
            }
            ChoiceOf::PlatformOfHandles
            | ChoiceOf::PlatformOfFile(_)
            | ChoiceOf::Role(..)
            | ChoiceOf::LeaveOut
            | ChoiceOf::Duplicate => by_hand(draft),
        }
    }

    fn run_at(&mut self, tab: Tab, command: Command) -> Vec<Next> {
        let mut next = self.go(Place::Tab(tab));
        next.extend(self.run(command));
        next
    }
}

/// The list can only be opened from where it was.
fn by_hand(draft: &Draft) -> Vec<Next> {
    let words = format!(
        "open the list \"{}\" again: your unsaved text comes back with it",
        draft.about
    );
    vec![Next::Say(Notice::calm(words))]
}
