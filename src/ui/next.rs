//! What a screen or a box wants to happen next; the desk carries it out.

use crossterm::event::KeyEvent;

use super::app::{Aim, PeopleAction};
use super::command::Command;
use super::draft::{BoxNumber, Draft, DraftFor, OneText};
use super::effect::Effect;
use super::notice::Notice;
use super::overlays::Overlay;
use super::personal::Own;
use super::screens::import::Chosen;
use super::screens::triage::Decision;
use super::screens::{Place, Under};
use super::subject::{OneFile, OnePerson, People, Subject};
use crate::domain::bulk::BulkAction;
use crate::domain::change::Change;
use crate::domain::erasure::Erasure;
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::{Confirmed, Errand, Reading, Whom};
use crate::domain::lane::LaneBy;
use crate::domain::merge::Merged;
use crate::domain::question::{Question, Sort};
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
    /// Who is in the list, to mark them.
    Ids,
    /// Who of those who are marked has gone.
    Marks,
    /// Who is in the list, to go through it.
    Triage,
    /// The candidates of triage.
    Candidates,
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
    /// A box, wherever it lies by the time of the answer.
    Box(BoxNumber),
    /// What colleagues changed.
    News,
    /// What is in a folder.
    Folder,
    /// What a file holds, and what would come of it.
    File,
    /// Rows of a trial.
    Rows,
    /// Whether a trial is still true.
    Recheck,
    /// The search for people who may be one.
    Duplicates,
    /// People side by side.
    Sides,
}

/// A question on the way to a change. It carries whom the change is about, and a newer one does not take its place.
#[derive(Debug, Clone)]
pub enum Await {
    /// How ready these people are for a stage, to move them there.
    Ready(People, Stage),
    /// What stands in this field of a person, to hand it to a member.
    Hand(OnePerson, Field, Clean, Option<Merged>),
    /// Whether this person is still there, to bring back the unsaved text about them.
    Return(PersonId, Box<OneText>),
    /// How a person went of whom this box shows nothing any more.
    WhyGone(OnePerson, BoxNumber),
}

impl Await {
    /// What the store is asked.
    #[must_use]
    pub fn question(&self) -> Question {
        match self {
            Await::Ready(people, to) => Question::Ready(people.ids().to_vec(), *to),
            Await::Hand(who, ..) | Await::WhyGone(who, _) => Question::Person(who.id),
            Await::Return(person, _) => Question::Person(*person),
        }
    }
}

/// A change of a person who was merged meanwhile, to be made to the one who stays.
#[derive(Debug, Clone)]
pub struct Instead {
    /// Who was merged into whom.
    pub merged: Merged,
    /// What the change was about.
    pub subject: Subject,
    /// The change as it was.
    pub change: Change,
    /// The box that holds the text of it.
    pub from_box: Option<BoxNumber>,
}

/// What should happen next. Nothing here looks under the bar when it is carried out: what is changed, and about whom, is
/// carried along from the key press ([`subject`](super::subject)).
#[derive(Debug, Clone)]
pub enum Next {
    /// Ask the store.
    Ask(Asker, Question),
    /// Ask the store something on the way to a change.
    Await(Await),
    /// Change something.
    Apply(Subject, Change),
    /// Change something out of the box on top, with its subject: the box closes, and comes back with its text if it
    /// fails.
    Save(Change),
    /// Change something that was typed elsewhere; this box with the text comes up if it fails.
    Keeping(Box<Overlay>, Subject, Change),
    /// One action on these people, after others of them had gone; the text of it is in the box of this number.
    Rest(People, BulkAction, Option<BoxNumber>),
    /// Make a change to the one into whom its person was merged.
    Instead(Box<Instead>),
    /// The unsaved text with this number, typed for the first person, is for the other from now on, and comes back.
    TakeAlong(BoxNumber, PersonId, OnePerson),
    /// The box with this number has no red flag for the unsaved text of this place.
    HasNoFlag(BoxNumber, Box<DraftFor>),
    /// Close the box on top without doing what it is for: unsaved text that came back into it stays unsaved text.
    Dismiss,
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
    Triaged(OnePerson, Decision),
    /// Something with these people, once it is known what.
    With(People, PeopleAction),
    /// Open a saved view.
    View(std::boxed::Box<SavedView>),
    /// Write these people to this file, for the box in which its path was typed.
    Export(BoxNumber, Whom, String),
    /// Erase somebody for good.
    Erase(Box<Erasure>),
    /// One action on these people.
    Bulk(People, BulkAction),
    /// The same out of the box on top, which comes back with its text if it fails.
    SaveBulk(People, BulkAction),
    /// All of this in the box with this number, as if no other box lay above it; nothing where the box is closed.
    In(BoxNumber, Vec<Next>),
    /// Go on an errand about files.
    Errand(Asker, Errand),
    /// Bring a file in.
    Import {
        /// The file.
        reading: Reading,
        /// What was confirmed in its preview.
        confirmed: Confirmed,
    },
    /// Something was chosen for the import of this file.
    Chosen(OneFile, Chosen),
    /// Do something outside.
    Do(Effect),
    /// Look at these people side by side, to make them one.
    Merge(Vec<PersonId>),
    /// Choose somebody to merge this person with.
    MergeWith(OnePerson, String),
    /// Go to a place.
    Go(Place),
    /// Leave this place for the one before, if it is in front.
    Leave(Place),
    /// Open the profile of a person.
    Profile(OnePerson),
    /// Open the profile of a person, and their form.
    Edit(OnePerson),
    /// Put a box on top.
    Open(Box<Overlay>),
    /// Put a box that comes with a late answer on top, or below the boxes that somebody works in by then.
    OpenLate(Box<Overlay>),
    /// Put a box on top, filled with text that was kept.
    Restore(Box<OneText>),
    /// This text is back where it was typed.
    Returned(Box<Draft>),
    /// What was typed into this box has been decided: it is not offered again.
    Settled(BoxNumber),
    /// Choose the member who gets the person or their next step: the field says which.
    HandOver(OnePerson, Field),
    /// Give it to this member; somebody agreed that it is done with the one into whom the person was merged.
    Give(OnePerson, Field, Clean, Option<Merged>),
    /// Choose something for oneself.
    Choose(Own),
    /// Close the box on top.
    Close,
    /// Say something.
    Say(Notice),
    /// Leave this database for the one of this name.
    Switch(String),
    /// Do what a command means, with what stood under the bar when the box was opened that offered it.
    Run(Aim, Command),
    /// A key that took a question away, to be heard by what is below it, if the same still stands under the bar.
    Press(Option<Box<Under>>, KeyEvent),
    /// Do what a typed command line says, with what stood under the bar when the line was opened.
    Type(Aim, String),
    /// Sort the list of this place.
    Sort(Place, Sort),
    /// Part the cards of the pipeline, or put them together.
    Lanes(Option<LaneBy>),
}

impl Next {
    /// Puts a box on top.
    #[must_use]
    pub fn open(overlay: Overlay) -> Next {
        Next::Open(Box::new(overlay))
    }

    /// Puts a box that comes with a late answer on top, or below the boxes that somebody works in by then.
    #[must_use]
    pub fn late(overlay: Overlay) -> Next {
        Next::OpenLate(Box::new(overlay))
    }
}
