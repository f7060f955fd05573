//! What a screen or a box wants to happen next; the desk carries it out.

use chrono::NaiveDate;
use crossterm::event::KeyEvent;

use super::app::Marked;
use super::command::Command;
use super::draft::Draft;
use super::effect::Effect;
use super::notice::Notice;
use super::overlays::Overlay;
use super::personal::Own;
use super::screens::Place;
use super::screens::import::Chosen;
use super::screens::triage::Decision;
use crate::domain::bulk::Bulk;
use crate::domain::change::Change;
use crate::domain::erasure::Erasure;
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::{Choice, Errand, Reading};
use crate::domain::question::Question;
use crate::domain::saved_view::SavedView;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;

/// Who asks; a newer question of the same asker takes the place of the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    /// The title bar.
    Desk,
    /// Today.
    Today,
    /// The page of the roster.
    Page,
    /// The count of the roster.
    Whole,
    /// A column of the pipeline.
    Column(Stage),
    /// The columns of the pipeline under a query.
    Board,
    /// A file of people that is being written.
    Export,
    /// Who is in the list, to mark them.
    Ids,
    /// Who is in the list, to go through it.
    Triage,
    /// The candidates of triage.
    Candidates,
    /// The fit checks and red flags of a person.
    Fit,
    /// How ready the marked are.
    Ready,
    /// Words for the completion of queries.
    Vocabulary,
    /// The profile.
    Profile,
    /// The settings.
    Settings,
    /// The history.
    History,
    /// The fields of a change set.
    Changed,
    /// The box on top.
    Overlay,
    /// Handing over to a colleague.
    Hand,
    /// What colleagues changed.
    News,
    /// What is in a folder.
    Folder,
    /// What a file holds, and what would come of it.
    File,
    /// Rows of a trial.
    Rows,
    /// The search for people who may be one.
    Duplicates,
    /// People side by side.
    Sides,
}

/// What should happen next.
#[derive(Debug, Clone)]
pub enum Next {
    /// Ask the store.
    Ask(Asker, Question),
    /// Change something.
    Apply(Change),
    /// Change something out of a box with typed text: the box closes, and comes back with its text if it fails.
    Save(Change),
    /// Take back a large change set.
    TakeBack {
        /// Which.
        set: SetId,
        /// Why.
        reason: Option<String>,
    },
    /// Go on with a job that was cut off.
    Resume(SetId),
    /// Decide about a candidate of triage.
    Triaged(PersonId, Decision),
    /// Something with those who are marked, once it is known what.
    Marked(Marked),
    /// Open a saved view.
    View(std::boxed::Box<SavedView>),
    /// Write the marked, or the list in front, to this file.
    Export(String),
    /// Keep the list in front under this name.
    SaveView(String),
    /// Erase somebody for good.
    Erase(Box<Erasure>),
    /// One action on many people.
    Bulk(Bulk),
    /// Go on an errand about files.
    Errand(Asker, Errand),
    /// Bring a file in.
    Import {
        /// The file.
        reading: Reading,
        /// The day of its figures.
        as_of: NaiveDate,
        /// What stands where the file contradicts a person.
        choice: Choice,
    },
    /// Something was chosen for the import.
    Chosen(Chosen),
    /// Do something outside.
    Do(Effect),
    /// Look at these people side by side, to make them one.
    Merge(Vec<PersonId>),
    /// Choose somebody with whom this person is one.
    MergeWith(PersonId, Clean, String),
    /// Go to a place.
    Go(Place),
    /// Open the profile of a person.
    Profile(PersonId),
    /// Put a box on top.
    Open(Box<Overlay>),
    /// Put a box on top, filled with text that was kept.
    Restore(Draft, Clean),
    /// What was typed about a person has been decided: it is not offered again.
    Settled(PersonId),
    /// Choose the member who gets the person or their next step: whose, the field that says so, their name.
    HandOver(PersonId, Field, Clean),
    /// Give it to this member.
    Give(PersonId, Field, Clean),
    /// Choose something for oneself.
    Choose(Own),
    /// Close the box on top.
    Close,
    /// Say something.
    Say(Notice),
    /// Leave this database for the one of this name.
    Switch(String),
    /// Do what a command means.
    Run(Command),
    /// A key that closed a box, to be heard by what is below it.
    Press(KeyEvent),
    /// Do what a typed command line says.
    Type(String),
}

impl Next {
    /// Puts a box on top.
    #[must_use]
    pub fn open(overlay: Overlay) -> Next {
        Next::Open(Box::new(overlay))
    }
}
