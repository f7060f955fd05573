//! Every text that is unsaved, for the recovery: found in one way, in whatever box or screen it is typed.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::App;
use crate::ui::draft::{Draft, HoldsText, Manner, TextField, gather};

impl App {
    /// Visits every text box of every box and screen.
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let pending = self.pending.values();
        let saving = pending.filter_map(|pending| pending.overlay.as_ref());
        for overlay in saving.chain(&self.overlays) {
            overlay.fields(visit);
        }
        self.screens.fields(self.place, visit);
    }

    /// A number that differs whenever [`App::drafts`] may differ. It costs next to nothing, whatever was typed.
    #[must_use]
    pub fn unsaved_state(&self) -> u64 {
        let mut state = DefaultHasher::new();
        (self.kept.changes(), self.leaving).hash(&mut state);
        self.fields(&mut |field| field.text_box().change().hash(&mut state));
        self.screens.import.hash_choices(&mut state);
        state.finish()
    }

    /// Text that is kept here and on disk, the text being typed last.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        let mut typed = Vec::new();
        self.fields(&mut |field| gather(&mut typed, field));
        typed.extend(self.screens.choices());
        if self.leaving {
            // Whoever quits leaves what Esc would have left.
            typed.retain(|draft| draft.place.manner() == Manner::UntilSaved);
        }
        let mut drafts = self.kept.to_vec();
        for (number, draft) in typed.iter().enumerate() {
            // Another text of the same place, as of a second instance that ended, stays: it is offered in its turn.
            let is_first = typed[..number].iter().all(|one| one.place != draft.place);
            let is_kept = is_first && draft.place.manner() == Manner::UntilSaved;
            if let Some(before) = drafts.iter().position(|one| one.place == draft.place)
                && is_kept
            {
                drafts.remove(before);
            }
        }
        drafts.append(&mut typed);
        drafts
    }
}
