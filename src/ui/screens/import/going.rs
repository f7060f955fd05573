//! The fourth step: the file comes in; then what came of it, and the rows that could not be taken.

use super::{Import, Step};
use crate::domain::ids::SetId;
use crate::domain::importing::{Confirmed, Outcome, Report};
use crate::domain::job::Going;
use crate::domain::text::Clean;
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::prompt::{Prompt, PromptFor};

impl Import {
    /// Begins to bring the file in.
    pub(super) fn bring_in(&mut self) -> Vec<Next> {
        let Some(as_of) = self.preview.as_of() else {
            return Vec::new();
        };
        self.step = Step::Going;
        self.started = true;
        (self.report, self.undone_by) = (None, None);
        vec![Next::Import {
            reading: self.reading.clone(),
            confirmed: Confirmed {
                as_of,
                choice: self.preview.choice.clone(),
                basis: self.preview.basis(),
            },
        }]
    }

    /// Whether an import of this screen is going on.
    #[must_use]
    pub fn is_going(&self) -> bool {
        self.started
    }

    /// The job gets on.
    pub fn gets_on(&mut self, going: &Going) {
        if self.started {
            self.set = Some(going.set);
            self.going = Some(going.clone());
        }
    }

    /// The file is in.
    pub fn ended(&mut self, report: Report) {
        (self.started, self.going) = (false, None);
        self.step = Step::Going;
        self.report = Some(report);
    }

    /// The change that the import stayed as; none where it changed nothing.
    pub fn is_in(&mut self, set: Option<SetId>) {
        self.set = set;
    }

    /// A change was undone or redone by another one: the import that is in, or its undo.
    pub fn reversed(&mut self, reversed: SetId, by: Option<SetId>) {
        if self.report.is_none() {
            return;
        }
        if self.undone_by == Some(reversed) {
            (self.set, self.undone_by) = (by, None);
        } else if self.set == Some(reversed) {
            self.undone_by = by;
        }
    }

    /// It did not begin, or did not come to its end; the sentence stands above the footer. What was chosen stays.
    pub fn failed(&mut self) {
        if std::mem::take(&mut self.started) {
            self.going = None;
            self.step = Step::Preview;
        }
    }

    pub(super) fn why_not_rejects(&self) -> Option<&'static str> {
        let rejected = match (&self.report, self.step) {
            (Some(report), Step::Going) => report.tally.rejected,
            (None, Step::Preview) if !self.preview.is_trying() => {
                self.preview.tally.of(Outcome::Rejected)
            }
            _ => 0,
        };
        (rejected == 0).then_some("no row was rejected")
    }

    /// A line for the file of the rejected rows, beside the imported one until somebody says otherwise.
    pub(super) fn ask_rejects(&self) -> Vec<Next> {
        let path = &self.reading.path;
        let (stem, ending) = match path.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => (stem, ending),
            _ => (path.as_str(), "csv"),
        };
        let wanted = PromptFor::Rejects(self.file());
        let prompt = Prompt::filled(wanted, &format!("{stem}-rejected.{ending}"));
        vec![Next::open(Overlay::Prompt(prompt))]
    }

    /// The job in words, while it is going on.
    pub(super) fn going_words(&self) -> Option<Clean> {
        self.going.as_ref().map(Going::line)
    }
}
