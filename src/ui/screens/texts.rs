//! The text boxes of the screens: visited for the recovery.

use super::Screens;
use crate::ui::draft::{Draft, HoldsText, TextField};

impl Screens {
    /// Visits every text that is being typed on a screen, whichever is in front: what is typed elsewhere is still there.
    pub fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Screens {
            today,
            roster,
            pipeline,
            import,
            profile: _,
            triage: _,
            history: _,
            settings: _,
            duplicates: _,
            merging: _,
        } = self;
        today.line.fields(visit);
        roster.line.fields(visit);
        pipeline.line.fields(visit);
        import.path(visit);
    }

    /// What was chosen on a screen without typing, and would be lost with it.
    #[must_use]
    pub fn choices(&self) -> Option<Draft> {
        self.import.choices()
    }
}
