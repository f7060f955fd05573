//! Boxes that come and go, and the text in them, which is never dropped.

use super::App;
use crate::ui::draft::{Draft, DraftFor, Manner};
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;

impl App {
    /// Puts a box on top; text that was left unsaved in the same place comes back with it.
    pub(super) fn open(&mut self, mut overlay: Overlay) -> Vec<Next> {
        let mut next = Vec::new();
        if let Overlay::Form(form) = &mut overlay {
            form.set_members(&self.desk.members);
        }
        if let Some(draft) = self.left_in(&overlay) {
            match overlay.draft() {
                // Opened with a text of its own: the other one stays, and is offered in its turn.
                Some(own) if own != draft => self.kept.insert(0, own),
                Some(_) | None => next = overlay.put_back(&draft),
            }
            self.came_back(&draft);
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

    /// Text left unsaved in the place of this box. What is kept only while its box is open comes back when it is asked
    /// for.
    fn left_in(&self, overlay: &Overlay) -> Option<Draft> {
        let place = overlay.place()?;
        let comes = match place.manner() {
            Manner::UntilSaved => true,
            Manner::WhileOpen => self.returning.as_ref() == Some(&place),
        };
        let found = self.kept.iter().find(|draft| draft.place == place);
        found.filter(|_| comes).cloned()
    }

    /// Closes the box on top; its text is kept until it is saved or thrown away.
    pub(super) fn close_box(&mut self) {
        let Some(overlay) = self.overlays.pop() else {
            return;
        };
        if let Overlay::Kept(kept) = &overlay {
            self.discard_from(kept);
        }
        let place = overlay.place();
        if place.as_ref().map(DraftFor::manner) == Some(Manner::UntilSaved) {
            self.keep(overlay.draft(), place);
        }
    }

    fn keep(&mut self, draft: Option<Draft>, place: Option<DraftFor>) {
        self.keep_instead(draft.clone(), place.as_ref());
        if let Some(draft) = draft {
            self.notice = None;
            self.closes_text(draft);
        }
    }

    /// A text takes the place of the one that its box was opened with, or that one goes. Another text of the same place,
    /// as of a second desk that ended, is not touched: it is offered in its turn.
    pub(super) fn keep_instead(&mut self, draft: Option<Draft>, place: Option<&DraftFor>) {
        let before = self.kept.iter().position(|one| Some(&one.place) == place);
        match (before, draft) {
            (Some(before), Some(draft)) => self.kept[before] = draft,
            (Some(before), None) => drop(self.kept.remove(before)),
            (None, Some(draft)) => self.kept.push(draft),
            (None, None) => {}
        }
    }

    /// Of several texts of one place, this one is opened next.
    pub(super) fn offer_first(&mut self, draft: &Draft) {
        if let Some(place) = self.kept.iter().position(|one| one == draft) {
            self.kept[..=place].rotate_right(1);
        }
    }
}

/// Where the text of a box belongs.
pub(super) fn place_of(overlay: &Overlay) -> Option<DraftFor> {
    overlay.place()
}
