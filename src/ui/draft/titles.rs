//! What each text is called in the list of unsaved texts.

use super::{AimedText, DraftFor};
use crate::ui::screens::Place;

impl DraftFor {
    /// The name in what a draft of this place is about. Earlier versions stored the title of the box with it, and once
    /// more around that whenever the text came back.
    #[must_use]
    pub fn name_in<'a>(&self, about: &'a str) -> &'a str {
        let (before, after) = match self {
            DraftFor::Account(_) => ("Account of ".to_owned(), String::new()),
            DraftFor::ContactPoint(_) => ("How to reach ".to_owned(), String::new()),
            DraftFor::Choice(choice) => choice.title_around(),
            _ => return about,
        };
        if before.is_empty() && after.is_empty() {
            return about;
        }
        let mut name = about;
        while let Some(inner) = name.strip_prefix(&*before)
            && let Some(inner) = inner.strip_suffix(&*after)
        {
            name = inner;
        }
        name
    }

    /// What the text is and whom it is about, for the list of unsaved texts: `Contact with Ada`.
    #[must_use]
    pub fn title(&self, about: &str) -> String {
        match self {
            DraftFor::Log(_) => format!("Contact with {about}"),
            DraftFor::Step(_) | DraftFor::StepOfPeople(_) => format!("Next step for {about}"),
            DraftFor::Note(_) | DraftFor::EditNote(..) => format!("Note on {about}"),
            DraftFor::Person(_) => format!("Form of {about}"),
            DraftFor::NewPerson => "Form of a new person".to_owned(),
            DraftFor::Handles => "Handles of new people".to_owned(),
            // Earlier versions stored the title of the box.
            DraftFor::Reason(_) => match about.strip_prefix("Why ") {
                Some(_) => about.to_owned(),
                None => format!("Reason to undo: {about}"),
            },
            DraftFor::Remark(_) => format!("Line about {about}"),
            DraftFor::Account(_) => format!("Account of {}", self.name_in(about)),
            DraftFor::ContactPoint(_) => {
                format!("Contact point of {}", self.name_in(about))
            }
            DraftFor::Line(_, line) => format!("{} of {about}", capital(line.word())),
            DraftFor::Check(_, check) => format!("Fit of {about}, {}", check.word()),
            DraftFor::Flag(..) => format!("Red flag of {about}"),
            DraftFor::Move { to, .. } | DraftFor::MovePeople(_, to) => {
                format!("Reason to move {about} to {}", to.word())
            }
            DraftFor::Tags(_) => format!("Tags of {about}"),
            DraftFor::Park(..) | DraftFor::ParkPeople(..) => {
                format!("Date to look again at {about}")
            }
            DraftFor::Snooze(_) => format!("Snooze {about} until"),
            DraftFor::Erase(_) => format!("Handle to erase {about}"),
            DraftFor::MergeWith(_) => format!("Person to merge {about} with"),
            DraftFor::Setting(_) => format!("Setting {about}"),
            DraftFor::ViewName(_) => "Name of a new view".to_owned(),
            DraftFor::Rename(..) => format!("New name of the view {about}"),
            DraftFor::Export(_) => format!("File to export {about} to"),
            DraftFor::ImportPath => "File to import".to_owned(),
            DraftFor::ImportChoices(_) => format!("Columns of {about}"),
            DraftFor::AsOf(_) => format!("Date of the figures of {about}"),
            DraftFor::Rejects(_) => format!("File for the rejected rows of {about}"),
            DraftFor::Query(tab) => format!("Query on {}", Place::Tab(*tab).title()),
            DraftFor::CommandLine => "Command line".to_owned(),
            DraftFor::Find => "Find anything".to_owned(),
            DraftFor::Keys => "Filter of the keys".to_owned(),
            DraftFor::Aimed(AimedText::CommandLine, _) => format!("Command line for {about}"),
            DraftFor::Aimed(AimedText::Find, _) => format!("Find anything, for {about}"),
            DraftFor::Aimed(AimedText::Keys, _) => format!("Filter of the keys for {about}"),
            DraftFor::Choice(choice) => {
                let (before, after) = choice.title_around();
                let name = if choice.is_about_someone() {
                    self.name_in(about)
                } else {
                    ""
                };
                format!("Filter of the list \"{before}{name}{after}\"")
            }
        }
    }
}

/// A word with a capital letter.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
