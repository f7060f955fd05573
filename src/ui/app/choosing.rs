//! Lists of choices are opened again, for the words that filtered them.

use super::App;
use crate::domain::field::{CARE_LEVELS, Field, SEGMENTS};
use crate::domain::settings::Setting;
use crate::domain::text::Clean;
use crate::ui::app::PeopleAction;
use crate::ui::command::{Command, PipelineCommand, RosterCommand};
use crate::ui::draft::{ChoiceOf, Draft, DraftFor, Group};
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::screens::import::ListOf;
use crate::ui::screens::{Place, Tab, today, triage};
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
                    Some(setting) => {
                        self.screens.settings.put_bar(setting);
                        next.extend(self.screens.settings.choose(setting));
                    }
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
            ChoiceOf::ParkCandidate(person) if self.screens.triage.person() == Some(*person) => {
                let mut next = self.go(Place::Triage);
                next.extend(triage::park(&who(*person)));
                next
            }
            ChoiceOf::ParkCandidate(person) => {
                let mut next = self.beside(&who(*person));
                next.extend(super::people::park_why_in(choice.clone(), &who(*person)));
                next
            }
            ChoiceOf::Snooze(person) => {
                let mut next = self.go(Place::Tab(Tab::Today));
                next.push(today::snooze_until(&who(*person), &self.look()));
                next
            }
            ChoiceOf::Add(person) => {
                let mut next = self.open_profile(&who(*person));
                next.extend(self.screens.profile.add_again());
                next
            }
            ChoiceOf::Copy(person) => {
                let mut next = self.open_profile(&who(*person));
                next.extend(self.screens.profile.copy_again());
                next
            }
            ChoiceOf::PlatformOfFile(path) => self.file_list_again(path, ListOf::Platform),
            ChoiceOf::Role(path, header) => {
                self.file_list_again(path, ListOf::Role(header.clone()))
            }
            ChoiceOf::PlatformOfHandles | ChoiceOf::LeaveOut | ChoiceOf::Duplicate => {
                by_hand(draft)
            }
        }
    }

    /// A list for a file that is being imported: the file is opened first, with what was chosen for it.
    fn file_list_again(&mut self, path: &str, list: ListOf) -> Vec<Next> {
        if let Some(why) = self.screens.import.is_busy() {
            return vec![Next::Say(Notice::calm(why))];
        }
        let mut next = self.go(Place::Import);
        let place = DraftFor::ImportChoices(path.to_owned());
        let chosen = self.kept.iter().find(|one| one.place == place);
        let chosen = chosen.map(|one| one.draft.clone());
        next.extend(self.screens.import.open_list_again(path, chosen, list));
        next
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
        "{}: open that list again, and the words come back with it",
        draft.title()
    );
    vec![Next::Say(Notice::calm(words))]
}
