//! Boxes that come and go, and the text in them, which is never dropped.

use super::App;
use crate::ui::draft::{BoxNumber, Manner, OneText};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::kept::Kept;

/// The box from which another one was opened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Below(BoxNumber);

impl App {
    /// Puts a box on top; text that was left unsaved in the same place comes back with it.
    pub(super) fn open(&mut self, mut overlay: Overlay) -> Vec<Next> {
        if let Overlay::Form(form) = &mut overlay {
            form.set_members(&self.desk.members);
        }
        if let Overlay::Ask(ask) = &mut overlay {
            ask.set_under(self.screens.under(self.place, &self.look()));
        }
        // What is offered by a key may be opened twice: each time it is another box.
        overlay.is_of(BoxNumber::another());
        // Opened with a text of its own, it leaves the one that is kept, which is offered in its turn.
        if overlay.draft().is_none()
            && let Some(text) = self.left_in(&overlay)
        {
            overlay.is_of(text.number);
            drop(overlay.put_back(&text));
            self.is_in_its_box(&text.place);
        }
        // Also what its text asks for, which has come back.
        let asks = overlay.asks();
        self.overlays.push(overlay);
        asks.into_iter().collect()
    }

    /// The box on top, above which a box was closed whose change is on its way.
    pub(super) fn below(&self) -> Option<Below> {
        self.overlays.last()?.number().map(Below)
    }

    /// Puts a box back above the one it was opened from, or else below all others, in which somebody works by now; gives
    /// its place.
    pub(super) fn put_back(&mut self, overlay: Overlay, below: Option<Below>) -> usize {
        let is_it = |one: &Overlay| below.is_some_and(|Below(number)| one.number() == Some(number));
        let place = self.overlays.iter().position(is_it);
        let place = place.map_or(0, |below| below + 1);
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

    /// Takes the box with this number from among the boxes.
    pub(super) fn take_box(&mut self, number: BoxNumber) -> Option<Overlay> {
        let is_it = |overlay: &Overlay| overlay.number() == Some(number);
        let place = self.overlays.iter().position(is_it)?;
        Some(self.overlays.remove(place))
    }

    /// Does what belongs to the box with this number, and all that follows from it, as if no other box lay above: what
    /// comes late never reaches the box that somebody works in by then. Nothing happens where the box is closed.
    pub(super) fn in_box(
        &mut self,
        number: BoxNumber,
        what: impl FnOnce(&mut Overlay, &Look<'_>) -> Vec<Next>,
    ) -> Vec<Next> {
        let mut boxes = self.overlays.iter_mut();
        let Some(place) = boxes.position(|overlay| overlay.number() == Some(number)) else {
            return Vec::new();
        };
        let above = self.overlays.split_off(place + 1);
        let look = look!(self);
        let overlay = self.overlays.last_mut();
        let next = overlay.map(|overlay| what(overlay, &look));
        let next = next.unwrap_or_default();
        let effects = self.carry_out(next);
        self.overlays.extend(above);
        effects.into_iter().map(Next::Do).collect()
    }

    /// Text left unsaved in the place of this box. What is kept only while its box is open comes back when it is asked
    /// for.
    fn left_in(&self, overlay: &Overlay) -> Option<OneText> {
        let place = overlay.place()?;
        let comes = match place.manner() {
            Manner::UntilSaved => true,
            Manner::WhileOpen => self.returning.as_ref() == Some(&place),
        };
        let is_left = |text: &&OneText| text.place == place && !self.is_in_a_box(text.number);
        let found = self.kept.iter().find(is_left);
        found.filter(|_| comes).cloned()
    }

    /// Whether the text with this number is in a box by now, or in one whose change is on its way.
    pub(super) fn is_in_a_box(&self, number: BoxNumber) -> bool {
        let mut boxes = self.overlays.iter().chain(self.pending.boxes());
        boxes.any(|overlay| overlay.number() == Some(number))
    }

    /// The list of the unsaved texts that no box holds.
    pub(super) fn list_kept(&self) -> Next {
        let left = self.kept.iter();
        let left = left.filter(|text| !self.is_in_a_box(text.number));
        Next::open(Overlay::Kept(Kept::new(left.cloned().collect())))
    }

    /// Closes the box on top, which was left: text that is kept until it is saved or discarded stays, and so does text
    /// that came back into it.
    pub(super) fn dismiss_box(&mut self) {
        let number = self.overlays.last().and_then(Overlay::number);
        let came_back = number.is_some_and(|number| self.kept.place_of(number).is_some());
        self.closes(came_back);
    }

    /// Closes the box on top; text that is kept until it is saved or discarded stays.
    pub(super) fn close_box(&mut self) {
        self.closes(false);
    }

    fn closes(&mut self, came_back: bool) {
        let Some(overlay) = self.overlays.pop() else {
            return;
        };
        if let Overlay::Kept(kept) = &overlay {
            self.discard_from(kept);
        }
        // A choice between two versions has the number of a box, but its text is not here.
        let (Some(number), Some(place)) = (overlay.number(), overlay.place()) else {
            return;
        };
        if place.manner() == Manner::WhileOpen && !came_back {
            self.kept.settle(number, None);
            return;
        }
        let text = overlay.unsaved();
        let may_stay = text.clone().filter(|text| self.keeps_text(text));
        self.kept.settle(number, may_stay.clone());
        match (text, may_stay) {
            (Some(_), Some(text)) => {
                self.notice = None;
                self.closes_text(text);
            }
            (Some(text), None) => {
                let name = text.place.name_in(&text.about);
                let words = format!("{name} was erased for good; the text was discarded");
                self.notice = Some(Notice::calm(words));
            }
            (None, _) => {}
        }
    }

    /// Of several texts of one place, this one is opened next.
    pub(super) fn offer_first(&mut self, text: &OneText) {
        if let Some(place) = self.kept.place_of(text.number) {
            self.kept[..=place].rotate_right(1);
        }
    }
}
