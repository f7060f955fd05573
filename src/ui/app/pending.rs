//! Changes and jobs that are on their way, each with the box that it came out of. None is taken off the list without a
//! word on what becomes of that box ([`Fate`]), so that no answer drops what was typed.

use std::collections::BTreeMap;

use super::App;
use super::boxes::Below;
use crate::domain::bulk::BulkAction;
use crate::domain::change::Change;
use crate::domain::erasure::Erased;
use crate::ui::draft::DraftFor;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::overlays::Overlay;
use crate::ui::subject::Subject;

/// A change or a job that is on its way, with the box it came out of.
#[derive(Debug)]
pub(super) struct Pending {
    /// What it is about.
    pub(super) subject: Subject,
    pub(super) change: Option<Change>,
    overlay: Option<Overlay>,
    /// The box that was below it.
    below: Option<Below>,
    /// A job that changes something, and does not take back.
    pub(super) forward: bool,
    /// The action on several people, whether at once or as a job.
    pub(super) action: Option<BulkAction>,
    /// The import of the import screen.
    pub(super) import: bool,
    /// Who is to be erased.
    pub(super) erases: Option<Box<Erased>>,
}

impl Default for Pending {
    fn default() -> Pending {
        Pending {
            subject: Subject::Desk,
            change: None,
            overlay: None,
            below: None,
            forward: false,
            action: None,
            import: false,
            erases: None,
        }
    }
}

impl Pending {
    /// The box that it came out of.
    pub(super) fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// Whether the box that it came out of comes back with text.
    pub(super) fn has_text(&self) -> bool {
        self.overlay.as_ref().is_some_and(Overlay::takes_text)
    }

    /// Whether it is a change, and no job.
    pub(super) fn is_change(&self) -> bool {
        self.change.is_some()
    }
}

/// What is on its way, the oldest first.
#[derive(Debug, Default)]
pub(super) struct OnTheWay(BTreeMap<Ticket, Pending>);

impl OnTheWay {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, ticket: Ticket) -> Option<&Pending> {
        self.0.get(&ticket)
    }

    pub(super) fn get_mut(&mut self, ticket: Ticket) -> Option<&mut Pending> {
        self.0.get_mut(&ticket)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Pending> {
        self.0.values()
    }

    /// The boxes that changes came out of.
    pub(super) fn boxes(&self) -> impl Iterator<Item = &Overlay> {
        self.0.values().filter_map(Pending::overlay)
    }

    /// The box from which the change of this ticket came, before it is back.
    pub(super) fn box_of(&mut self, ticket: Ticket) -> Option<&mut Overlay> {
        self.0.get_mut(&ticket)?.overlay.as_mut()
    }
}

/// What becomes of a box and its text when the change that came out of it is over.
#[derive(Debug)]
pub(super) enum Fate<'a> {
    /// The text is stored.
    Saved,
    /// The box is back, below one in which somebody types by now: no key goes where it was not meant. This is said in a
    /// line that lies over the notice.
    Back(&'a str),
    /// The box is gone, and its text is listed with those that are unsaved.
    Kept,
    /// The same, and the text is asked for in this place from now on.
    KeptFor(DraftFor),
}

/// A change or a job that is over.
#[derive(Debug)]
pub(super) struct Over {
    /// What was on its way.
    pub(super) pending: Pending,
    /// The box above which it was begun.
    pub(super) below: Option<Below>,
    /// The place of its box among the boxes, where it is back.
    pub(super) back: Option<usize>,
}

impl App {
    /// Sends a change on its way.
    pub(super) fn apply(
        &mut self,
        subject: Subject,
        change: Change,
        overlay: Option<Overlay>,
        effects: &mut Vec<Effect>,
    ) {
        self.apply_as(change.clone(), subject, change, overlay, effects);
    }

    /// The same with a change that is sent in another form than it is known by here.
    pub(super) fn apply_as(
        &mut self,
        sent: Change,
        subject: Subject,
        change: Change,
        overlay: Option<Overlay>,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.ticket();
        let below = self.below();
        let action = match &change {
            Change::Bulk(bulk) => Some(bulk.action.clone()),
            _ => None,
        };
        self.pending.0.insert(
            ticket,
            Pending {
                subject,
                action,
                change: Some(change),
                overlay,
                below,
                forward: true,
                ..Pending::default()
            },
        );
        effects.push(Effect::Apply(ticket, sent));
    }

    /// The ticket of a job that is about to begin; its line is shown.
    pub(super) fn begin_job(&mut self) -> Ticket {
        self.begin_job_of(None)
    }

    /// The same, out of a box.
    pub(super) fn begin_job_of(&mut self, overlay: Option<Overlay>) -> Ticket {
        let ticket = self.ticket();
        let pending = Pending {
            overlay,
            below: self.below(),
            ..Pending::default()
        };
        self.pending.0.insert(ticket, pending);
        self.behind = false;
        ticket
    }

    /// A job goes on with what a change could not do at once: the box is the one of the job now.
    pub(super) fn goes_on_as_job(&mut self, ticket: Ticket) -> Ticket {
        let job = self.begin_job();
        if let Some(pending) = self.pending.0.remove(&ticket) {
            let (overlay, below) = (pending.overlay, pending.below);
            let pending = Pending {
                subject: pending.subject,
                overlay,
                below,
                ..Pending::default()
            };
            self.pending.0.insert(job, pending);
        }
        job
    }

    /// A change or a job is over. This is the only way off the list.
    pub(super) fn is_over(&mut self, ticket: Ticket, fate: Fate<'_>) -> Option<Over> {
        let mut pending = self.pending.0.remove(&ticket)?;
        let (overlay, below) = (pending.overlay.take(), pending.below);
        let back = overlay.and_then(|overlay| self.meets(overlay, below, fate));
        Some(Over {
            pending,
            below,
            back,
        })
    }

    fn meets(
        &mut self,
        mut overlay: Overlay,
        below: Option<Below>,
        fate: Fate<'_>,
    ) -> Option<usize> {
        let place = match fate {
            Fate::Back(why) => {
                if let Overlay::Line(line) = &mut overlay {
                    line.refuse(why);
                }
                return Some(self.put_back(overlay, below));
            }
            Fate::Saved => {
                if let Some(number) = overlay.number() {
                    self.kept.settle(number, None);
                }
                return None;
            }
            Fate::Kept => None,
            Fate::KeptFor(place) => Some(place),
        };
        if let Some(mut text) = overlay.unsaved().filter(|text| self.keeps_text(text)) {
            if let Some(place) = place {
                text.place = place;
            }
            self.kept.settle(text.number, Some(text));
        }
        None
    }
}
