//! The import: a file is chosen, its columns are said, what would come of every row is looked at, and it comes in.
//!
//! Four steps on one screen. Tab goes on, Esc and Shift-Tab go back, and nothing is lost on the way. Reading and
//! writing happen outside: this asks with an [`Errand`] and is told with [`FileNews`].

mod columns;
mod going;
mod path;
mod preview;
mod unsaved;
mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use self::path::Chooser;
use self::preview::Preview;
pub use self::unsaved::ListOf;
use self::unsaved::Returning;
use crate::domain::dated::{Dated, Origin};
use crate::domain::ids::SetId;
use crate::domain::importing::{Errand, FileNews, FileSeen, Reading, Report};
use crate::domain::job::Going;
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::ui::command::{ImportCommand, ListCommand};
use crate::ui::draft::BoxNumber;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::screens::Under;
use crate::ui::subject::OneFile;
use crate::ui::widgets::scroll::Scroll;

/// Where in the import one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Which file.
    #[default]
    File,
    /// What its columns mean.
    Columns,
    /// What would come of its rows.
    Preview,
    /// It comes in, or has come in.
    Going,
}

/// What was chosen in a box on top.
#[derive(Debug, Clone, PartialEq)]
pub enum Chosen {
    /// What a column means: its place, its header, and the word.
    Role(usize, String, &'static str),
    /// The platform of the file.
    Platform(Platform),
    /// The day of its figures.
    AsOf(Dated),
    /// Where the rejected rows are written, for the box in which that was typed.
    Rejects(BoxNumber, String),
}

/// The state of the import.
#[derive(Debug, Default)]
pub struct Import {
    step: Step,
    chooser: Chooser,
    reading: Reading,
    /// How the file was read before the last choice, which may not fit it.
    before: Option<Reading>,
    seen: Option<FileSeen>,
    column: usize,
    /// What is wrong with the last choice, at the place where it was made.
    wrong: Option<Clean>,
    /// The day of its figures, as its name tells or as somebody named it.
    as_of: Option<Dated>,
    preview: Preview,
    /// The job that brings it in, while it does.
    going: Option<Going>,
    started: bool,
    set: Option<SetId>,
    report: Option<Report>,
    /// The change that undid it, once it is in.
    undone_by: Option<SetId>,
    /// What follows when the file is open that is being opened.
    returning: Option<Returning>,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Import {
    /// Whether the path has the keyboard.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.step == Step::File
    }

    /// The folder a file was last taken from.
    #[must_use]
    pub fn folder(&self) -> String {
        self.chooser.folder()
    }

    /// Begins in this folder.
    pub fn set_folder(&mut self, folder: &str) {
        self.chooser.set_folder(folder);
    }

    /// The screen is entered: an import that has ended makes room for the next.
    pub fn enter(&mut self) -> Vec<Next> {
        if self.report.is_some() {
            self.begin_anew();
        }
        if self.step == Step::File {
            vec![self.chooser.ask()]
        } else {
            Vec::new()
        }
    }

    /// Opens this file at once.
    pub fn open(&mut self, path: &str) -> Vec<Next> {
        if let Some(why) = self.is_busy() {
            return vec![Next::Say(Notice::calm(why))];
        }
        self.begin_anew();
        self.chooser.set(path);
        self.look_at(path.trim())
    }

    fn begin_anew(&mut self) {
        let folder = self.chooser.folder();
        *self = Import::default();
        self.chooser.set_folder(&folder);
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        match self.step {
            Step::File => vec![self.chooser.ask()],
            Step::Preview => self.preview.recheck(),
            Step::Columns | Step::Going => Vec::new(),
        }
    }

    /// Looks at a file anew, as the reading says.
    fn look_at(&mut self, path: &str) -> Vec<Next> {
        self.reading = Reading {
            path: path.to_owned(),
            ..Reading::default()
        };
        self.before = None;
        self.wrong = None;
        self.chooser.wait();
        vec![Next::Errand(
            Asker::File,
            Errand::Look(self.reading.clone()),
        )]
    }

    /// Looks at the same file with another choice; the choice before comes back if this one does not fit.
    fn look_again(&mut self, reading: Reading) -> Vec<Next> {
        self.before = Some(std::mem::replace(&mut self.reading, reading));
        self.wrong = None;
        self.preview = Preview::default();
        vec![Next::Errand(
            Asker::File,
            Errand::Look(self.reading.clone()),
        )]
    }

    /// Takes what is in the folder of the path that is typed, or why that cannot be read.
    pub fn receive_folder(&mut self, news: FileNews) {
        match news {
            FileNews::Folder(typed, entries) => self.chooser.receive(&typed, entries),
            FileNews::Wrong(words) if self.step == Step::File => self.chooser.cannot_list(words),
            _ => {}
        }
    }

    /// Takes rows of the preview and what changed since it was made, or why that cannot be read.
    pub fn receive_for_preview(&mut self, news: FileNews) -> Vec<Next> {
        match news {
            FileNews::Rechecked(basis, since) => return self.rechecked(&basis, since),
            FileNews::Rows {
                outcome,
                from,
                rows,
            } => self.preview.receive(outcome, from, rows),
            FileNews::Wrong(words) if self.step == Step::Preview => self.preview.refuse(words),
            _ => {}
        }
        Vec::new()
    }

    /// Takes what a file holds, and what would come of it.
    pub fn receive(&mut self, news: FileNews) -> Vec<Next> {
        match news {
            FileNews::Seen(seen) => self.seen(*seen),
            FileNews::Trying(part, tally) => {
                self.preview.trying(part, tally);
                Vec::new()
            }
            FileNews::Tried(tally, warnings, basis) => self.preview.tried(tally, warnings, basis),
            FileNews::Wrong(words) => self.went_wrong(words),
            // Others ask for these.
            FileNews::Folder(..)
            | FileNews::Rows { .. }
            | FileNews::Rechecked(..)
            | FileNews::Done(_)
            | FileNews::Looking(_)
            | FileNews::Duplicates(_)
            | FileNews::Erasure(_) => Vec::new(),
        }
    }

    fn seen(&mut self, seen: FileSeen) -> Vec<Next> {
        let before = self.seen.as_ref().and_then(named);
        // A day that a person named stays; otherwise the columns, as they are now, say whether there is one.
        let chosen = self.as_of.filter(|dated| Some(*dated) != before);
        if self.step == Step::File {
            self.step = Step::Columns;
            self.column = 0;
            self.as_of = named(&seen);
            self.chooser.opened(&seen.path);
        } else {
            self.as_of = chosen.or_else(|| named(&seen));
        }
        self.before = None;
        self.wrong = None;
        self.column = self.column.min(seen.columns.len().saturating_sub(1));
        self.seen = Some(seen);
        let returning = self.returning.take();
        returning.map_or_else(Vec::new, |returning| self.come_back(returning))
    }

    /// The day of the figures in one line, as the report tells it, too.
    fn dated_words(&self) -> Option<Clean> {
        let seen = self.seen.as_ref().filter(|seen| seen.has_figures)?;
        let column = seen.dated_by.as_ref().map(Clean::as_str);
        Some(self.as_of?.line(column, seen.undated))
    }

    /// One sentence, at the place it is about; what was chosen before stands again.
    fn went_wrong(&mut self, words: Clean) -> Vec<Next> {
        self.returning = None;
        match self.step {
            Step::File => self.chooser.refuse(words),
            Step::Columns => {
                if let Some(before) = self.before.take() {
                    self.reading = before;
                }
                self.wrong = Some(words);
            }
            Step::Preview => self.preview.refuse(words),
            Step::Going => return vec![Next::Say(Notice::wrong(words.as_str()))],
        }
        Vec::new()
    }

    /// The file that is being imported, as boxes are opened for it.
    fn file(&self) -> OneFile {
        OneFile {
            path: self.reading.path.clone(),
        }
    }

    pub(super) fn under(&self) -> Under {
        let place = match self.step {
            Step::File | Step::Going => return Under::Nothing,
            Step::Columns => self.column,
            Step::Preview => self.preview.cursor,
        };
        Under::File(self.reading.path.clone(), place)
    }

    /// What was chosen in a box on top, for the file that it was opened for.
    pub fn chosen(&mut self, file: &OneFile, chosen: Chosen) -> Vec<Next> {
        if *file != self.file() {
            return vec![Next::Say(Notice::calm(format!(
                "{} is not being imported any more; nothing was changed",
                Clean::line(&file.path)
            )))];
        }
        match chosen {
            Chosen::Role(column, header, word) => self.set_role(column, header, word),
            Chosen::Platform(platform) => {
                let mut reading = self.reading.clone();
                reading.platform = Some(platform);
                self.look_again(reading)
            }
            Chosen::AsOf(date) => {
                self.as_of = Some(date);
                self.preview = Preview::default();
                Vec::new()
            }
            Chosen::Rejects(number, to) => vec![Next::Errand(
                Asker::Box(number),
                Errand::Rejects {
                    reading: self.reading.clone(),
                    to,
                },
            )],
        }
    }

    pub(super) fn run(&mut self, command: ImportCommand) -> Vec<Next> {
        match command {
            ImportCommand::Open => self.open_typed(),
            ImportCommand::Complete => self.chooser.complete(),
            ImportCommand::Forward => self.forward(),
            ImportCommand::Backward => self.back().unwrap_or_default(),
            ImportCommand::Role => self.ask_role(),
            ImportCommand::Platform => self.ask_platform(),
            ImportCommand::AsOf => self.ask_as_of(),
            ImportCommand::Forget => self.forget(),
            ImportCommand::NextKind => self.preview.turn_to(true),
            ImportCommand::PreviousKind => self.preview.turn_to(false),
            ImportCommand::Turn => self.preview.turn(),
            ImportCommand::TurnAll => self.preview.turn_all(),
            ImportCommand::Rejects => self.ask_rejects(),
        }
    }

    /// To the next step; what is still missing is asked for first.
    fn forward(&mut self) -> Vec<Next> {
        match self.step {
            Step::File => self.open_typed(),
            Step::Columns => self.try_out(),
            Step::Preview => self.bring_in(),
            Step::Going => Vec::new(),
        }
    }

    /// To the step before; `None` where there is none on this screen.
    pub(super) fn back(&mut self) -> Option<Vec<Next>> {
        match self.step {
            Step::File | Step::Going => None,
            Step::Columns => {
                self.step = Step::File;
                // Another look at the file may be on its way, and would lead forward again.
                let leave = Next::Errand(Asker::File, Errand::Leave);
                Some(vec![leave, self.chooser.come_back(&self.reading.path)])
            }
            Step::Preview => {
                self.step = Step::Columns;
                let stop = self.preview.is_trying();
                self.preview.stop();
                let leave = Next::Errand(Asker::File, Errand::Leave);
                Some(stop.then_some(leave).into_iter().collect())
            }
        }
    }

    /// Why a command does nothing in the step at hand.
    pub(super) fn why_not(&self, command: ImportCommand) -> Option<&'static str> {
        let in_columns = self.step == Step::Columns;
        match command {
            ImportCommand::Open | ImportCommand::Complete => {
                (self.step != Step::File).then_some("the file is chosen; Esc goes back to it")
            }
            ImportCommand::Forward => self.why_not_forward(),
            ImportCommand::Backward => {
                matches!(self.step, Step::File | Step::Going).then_some("this is the first step")
            }
            ImportCommand::Role => (!in_columns).then_some("columns are said in the second step"),
            ImportCommand::Platform => match &self.seen {
                Some(seen) if in_columns && seen.platform_open => None,
                Some(_) if in_columns => Some("every row names its own platform"),
                _ => Some("the platform is said in the second step"),
            },
            ImportCommand::AsOf => match &self.seen {
                Some(seen) if in_columns && seen.has_figures => None,
                Some(_) if in_columns => Some("this file has no figures"),
                Some(_) | None => Some("the day is said in the second step"),
            },
            ImportCommand::Forget => {
                let learned = self
                    .seen
                    .as_ref()
                    .is_some_and(|seen| seen.learned.is_some());
                (!in_columns || !learned).then_some("nothing was learned of such files")
            }
            ImportCommand::NextKind | ImportCommand::PreviousKind => {
                (self.step != Step::Preview).then_some("kinds of rows stand in the third step")
            }
            ImportCommand::Turn | ImportCommand::TurnAll => {
                let here = self.step == Step::Preview && self.preview.has_choice();
                (!here).then_some("only conflicts are chosen; left and right lead to them")
            }
            ImportCommand::Rejects => self.why_not_rejects(),
        }
    }

    fn why_not_forward(&self) -> Option<&'static str> {
        match self.step {
            Step::File => Some("Enter opens the file"),
            Step::Columns | Step::Preview if self.started => Some("it is going on already"),
            Step::Preview if self.preview.is_trying() => Some("the rows are still looked at"),
            Step::Preview if self.preview.is_wrong() => Some("Esc goes back to the columns"),
            Step::Columns | Step::Preview => None,
            Step::Going => Some("this is the last step"),
        }
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        match self.step {
            Step::File => {
                self.chooser.step(command);
                Vec::new()
            }
            Step::Columns => {
                let total = self.seen.as_ref().map_or(0, |seen| seen.columns.len());
                self.column = self.scroll.moved(command, self.column, total);
                self.wrong = None;
                Vec::new()
            }
            Step::Preview => self.preview.step(command),
            Step::Going => Vec::new(),
        }
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        if !(area.y..area.bottom()).contains(&line) {
            return Vec::new();
        }
        let row = usize::from(line - area.y);
        match self.step {
            Step::File => {
                self.chooser.point(row);
                Vec::new()
            }
            Step::Columns => {
                let total = self.seen.as_ref().map_or(0, |seen| seen.columns.len());
                self.column = (self.scroll.top() + row).min(total.saturating_sub(1));
                Vec::new()
            }
            Step::Preview => self.preview.point(row),
            Step::Going => Vec::new(),
        }
    }
}

/// The day of a file's figures, where something tells it or there are none; otherwise a person has to name it.
fn named(seen: &FileSeen) -> Option<Dated> {
    let is_told =
        !seen.has_figures || seen.as_of.origin != Origin::Today || seen.dated_by.is_some();
    is_told.then_some(seen.as_of)
}
