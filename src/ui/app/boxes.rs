//! Boxes that come and go, and the text in them, which is never dropped.

use super::App;
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;

impl App {
    /// Puts a box on top; text that was left unsaved in the same place comes back with it.
    pub(super) fn open(&mut self, mut overlay: Overlay) -> Vec<Next> {
        let mut next = Vec::new();
        if let Overlay::Form(form) = &mut overlay {
            form.set_members(&self.desk.members);
        }
        if let Some(draft) = self.left_in(&overlay) {
            put_back(&mut overlay, &draft);
            self.notice = Some(Notice::calm("your unsaved text is back"));
        }
        if let Overlay::Log(log) = &overlay {
            next.push(log.asks());
        }
        self.overlays.push(overlay);
        next
    }

    /// Puts a box that comes with a late answer on top; where somebody works in a box by then, below the boxes, so that
    /// no key goes where it was not meant.
    pub(super) fn open_late(&mut self, overlay: Overlay) -> Vec<Next> {
        if self.overlays.is_empty() {
            return self.open(overlay);
        }
        let above = std::mem::take(&mut self.overlays);
        let next = self.open(overlay);
        self.overlays.extend(above);
        next
    }

    /// Text left unsaved in the place of this box.
    fn left_in(&self, overlay: &Overlay) -> Option<Draft> {
        self.kept
            .iter()
            .find(|draft| place_of(overlay) == Some(draft.place.clone()))
            .cloned()
    }

    /// Closes the box on top; its text is kept until it is saved or thrown away.
    pub(super) fn close_box(&mut self) {
        let Some(overlay) = self.overlays.pop() else {
            return;
        };
        self.keep(overlay.draft(), place_of(&overlay));
    }

    fn keep(&mut self, draft: Option<Draft>, place: Option<DraftFor>) {
        if let Some(place) = place {
            self.kept.retain(|one| one.place != place);
        }
        if let Some(draft) = draft {
            self.notice = Some(Notice::calm(
                "not saved; the text is kept and comes back when you open this again",
            ));
            self.kept.push(draft);
        }
    }

    /// Text that is kept here and on disk, the text being typed last.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts = self.kept.clone();
        let waiting = self
            .pending
            .values()
            .filter_map(|pending| pending.overlay.as_ref());
        for typing in waiting.chain(&self.overlays).filter_map(Overlay::draft) {
            drafts.retain(|draft| draft.place != typing.place);
            drafts.push(typing);
        }
        drafts
    }
}

/// Where the text of a box belongs.
pub(super) fn place_of(overlay: &Overlay) -> Option<DraftFor> {
    match overlay {
        Overlay::Form(form) => Some(form.place_of_text()),
        Overlay::Sheet(sheet) => Some(sheet.place()),
        Overlay::Log(log) => Some(log.place()),
        Overlay::Note(note) => Some(note.place()),
        Overlay::Prompt(prompt) => prompt.place(),
        _ => None,
    }
}

pub(super) fn put_back(overlay: &mut Overlay, draft: &Draft) {
    match overlay {
        Overlay::Form(form) => form.restore(draft),
        Overlay::Sheet(sheet) => sheet.restore(draft),
        Overlay::Log(log) => log.restore(draft),
        Overlay::Note(note) => note.restore(draft),
        Overlay::Prompt(prompt) => prompt.restore(draft),
        _ => {}
    }
}
