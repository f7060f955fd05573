//! Boxes that come and go, and the text in them, which is never dropped.

use super::App;
use crate::domain::ids::PersonId;
use crate::ui::draft::{Draft, DraftFor, Manner};
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;

/// The box from which another one was opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Below {
    /// How many boxes there were with it.
    depth: usize,
    kind: std::mem::Discriminant<Overlay>,
    person: Option<PersonId>,
}

impl App {
    /// Puts a box on top; text that was left unsaved in the same place comes back with it.
    pub(super) fn open(&mut self, mut overlay: Overlay) -> Vec<Next> {
        let mut next = Vec::new();
        if let Overlay::Form(form) = &mut overlay {
            form.set_members(&self.desk.members);
        }
        if let Overlay::Ask(ask) = &mut overlay {
            ask.set_under(self.screens.under(self.place, &self.look()));
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

    /// The box on top, above which a box was closed whose change is on its way.
    pub(super) fn below(&self) -> Option<Below> {
        let top = self.overlays.last()?;
        Some(Below {
            depth: self.overlays.len(),
            kind: std::mem::discriminant(top),
            person: top.subject().one().map(|who| who.id),
        })
    }

    /// Puts a box back above the one it was opened from, or else below all others, in which somebody works by now; gives
    /// its place.
    pub(super) fn put_back(&mut self, overlay: Overlay, below: Option<Below>) -> usize {
        let is_there = |below: &Below| {
            let one = below.depth.checked_sub(1);
            let one = one.and_then(|place| self.overlays.get(place));
            one.is_some_and(|one| {
                std::mem::discriminant(one) == below.kind
                    && one.subject().one().map(|who| who.id) == below.person
            })
        };
        let place = below.filter(is_there).map_or(0, |below| below.depth);
        self.overlays.insert(place, overlay);
        place
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
