//! The text boxes of every box: visited for the recovery, and filled again with unsaved text.

use super::Overlay;
use crate::domain::merge::Merged;
use crate::ui::draft::{BoxNumber, Draft, DraftFor, HoldsText, OneText, TextField, gather};
use crate::ui::next::Next;
use crate::ui::widgets::textbox::TextBox;

/// The box as one with text, where it has any; the only list of those that have.
macro_rules! holder {
    ($overlay:expr) => {
        match $overlay {
            Overlay::Pick(pick) => Some(pick),
            Overlay::Prompt(prompt) => Some(prompt),
            Overlay::Form(form) => Some(form),
            Overlay::Sheet(sheet) => Some(sheet),
            Overlay::Erase(erase) => Some(erase),
            Overlay::Log(log) => Some(log),
            Overlay::Note(note) => Some(note),
            Overlay::Help(help) => Some(help),
            Overlay::Find(find) => Some(find),
            Overlay::Line(line) => Some(line),
            Overlay::Ask(_)
            | Overlay::Popup(_)
            | Overlay::Fit(_)
            | Overlay::Clash(_)
            | Overlay::Errors(_)
            | Overlay::Kept(_)
            | Overlay::Views(_)
            | Overlay::Columns(_) => None,
        }
    };
}

impl Overlay {
    fn holds_text(&self) -> Option<&dyn HoldsText> {
        holder!(self)
    }

    fn holds_text_mut(&mut self) -> Option<&mut dyn HoldsText> {
        holder!(self)
    }

    /// Where the text of this box belongs.
    #[must_use]
    pub fn place(&self) -> Option<DraftFor> {
        let mut place = None;
        self.fields(&mut |field| {
            if place.is_none() {
                place = Some(field.text_box().place().draft.clone());
            }
        });
        place
    }

    /// The number of this box, if it has text or asks for something. A choice between two versions stands for the box
    /// whose text it decides.
    #[must_use]
    pub fn number(&self) -> Option<BoxNumber> {
        if let Overlay::Clash(clash) = self {
            return Some(clash.text());
        }
        if let Overlay::Fit(fit) = self {
            return Some(fit.number);
        }
        let mut number = None;
        self.fields(&mut |field| {
            number = number.or(Some(field.text_box().place().number));
        });
        number
    }

    /// It is the box with this number from now on.
    pub fn is_of(&mut self, number: BoxNumber) {
        if let Overlay::Fit(fit) = self {
            fit.number = number;
        }
        self.boxes(&mut |text| text.is_of(number));
    }

    /// The unsaved text of this box.
    #[must_use]
    pub fn unsaved(&self) -> Option<OneText> {
        let mut texts = Vec::new();
        self.fields(&mut |field| gather(&mut texts, field));
        texts.pop()
    }

    /// The unsaved text of this box, without its number.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        self.unsaved().map(|one| one.draft)
    }

    /// Whether this box has unsaved text.
    #[must_use]
    pub fn has_unsaved_text(&self) -> bool {
        let mut has = false;
        self.fields(&mut |field| has = has || field.is_unsaved());
        has
    }

    /// Puts unsaved text back into the fields where it was typed.
    pub fn put_back(&mut self, draft: &Draft) -> Vec<Next> {
        self.boxes(&mut |text| {
            if let Some(typed) = draft.text(text.place().field) {
                text.set(typed);
            }
        });
        match self {
            Overlay::Form(form) => form.put_back(draft),
            Overlay::Sheet(sheet) => sheet.put_back(draft),
            Overlay::Note(note) => note.put_back(draft),
            Overlay::Find(find) => return find.look(),
            Overlay::Pick(_)
            | Overlay::Prompt(_)
            | Overlay::Erase(_)
            | Overlay::Log(_)
            | Overlay::Help(_)
            | Overlay::Line(_)
            | Overlay::Ask(_)
            | Overlay::Popup(_)
            | Overlay::Fit(_)
            | Overlay::Clash(_)
            | Overlay::Errors(_)
            | Overlay::Kept(_)
            | Overlay::Views(_)
            | Overlay::Columns(_) => {}
        }
        Vec::new()
    }

    /// What is typed is about the person who stays.
    pub(super) fn texts_follow(&mut self, merged: &Merged) {
        self.boxes(&mut |text| text.follow(merged));
    }
}

impl HoldsText for Overlay {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        if let Some(holder) = self.holds_text() {
            holder.fields(visit);
        }
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        if let Some(holder) = self.holds_text_mut() {
            holder.boxes(visit);
        }
    }
}
