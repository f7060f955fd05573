//! Every text that is unsaved, for the recovery: found in one way, in whatever box or screen it is typed.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::App;
use crate::ui::draft::{Draft, HoldsText, Manner, OneText, TextField, gather};

impl App {
    /// Visits every text box of the boxes that are being saved.
    fn fields_being_saved(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        for overlay in self.pending.boxes() {
            overlay.fields(visit);
        }
    }

    /// Visits every text box in which somebody can type.
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        for overlay in &self.overlays {
            overlay.fields(visit);
        }
        self.screens.fields(visit);
    }

    /// A number that differs whenever [`App::drafts`] may differ. It costs next to nothing, whatever was typed.
    #[must_use]
    pub fn unsaved_state(&self) -> u64 {
        let mut state = DefaultHasher::new();
        let is_emptied = self.emptied_in_editor().is_some();
        (self.kept.changes(), self.leaving, is_emptied).hash(&mut state);
        self.erased_count().hash(&mut state);
        self.fields_being_saved(&mut |field| field.text_box().change().hash(&mut state));
        self.pending.boxes().count().hash(&mut state);
        self.fields(&mut |field| field.text_box().change().hash(&mut state));
        self.screens.import.hash_choices(&mut state);
        state.finish()
    }

    /// Text that is kept here and on disk, the text being typed last.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        let mut texts = Vec::new();
        self.fields_being_saved(&mut |field| gather(&mut texts, field));
        let mut typed = Vec::new();
        self.fields(&mut |field| gather(&mut typed, field));
        typed.extend(self.screens.choices().map(OneText::of));
        if let Some(before) = self.emptied_in_editor() {
            match typed.iter_mut().find(|text| text.place == before.place) {
                Some(text) => text.draft = before.clone(),
                None => typed.push(OneText::of(before.clone())),
            }
        }
        texts.retain(|text| self.keeps_text(text));
        typed.retain(|text| self.keeps_text(text));
        if self.leaving {
            // Whoever quits leaves what Esc would have left. What was to be saved was not discarded.
            typed.retain(|text| text.place.manner() == Manner::UntilSaved);
        }
        texts.append(&mut typed);
        let is_typed = |kept: &&OneText| texts.iter().any(|one| one.number == kept.number);
        // What is kept of a box that is open stands in the box as it is now.
        let mut all: Vec<Draft> = self
            .kept
            .iter()
            .filter(|kept| !is_typed(kept))
            .map(|one| one.draft.clone())
            .collect();
        all.extend(texts.into_iter().map(|one| one.draft));
        all
    }
}
