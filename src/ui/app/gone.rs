//! Changes of somebody who is not there any more: erased, merged into somebody else, or never added after all.
//!
//! The box comes back with its text and the sentence names them. Nobody else is changed in their place: where they
//! were merged, one key makes the change to the one who stays.

use super::App;
use super::pending::{Fate, Pending};
use crate::domain::change::{Change, ForMerged};
use crate::domain::gone::Gone;
use crate::domain::merge::Merged;
use crate::domain::question::Answer;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::ui::draft::BoxNumber;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::{Instead, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::fitbox::FitBox;
use crate::ui::subject::{OnePerson, People, Subject};

/// The end of what is said of a change whose person is gone.
const NOTHING_SAVED: &str = "; nothing was saved";

/// They were erased, and nothing is saved about them any more.
pub(super) fn was_erased(name: &Clean) -> Notice {
    let who = if name.is_empty() {
        "This person"
    } else {
        name.as_str()
    };
    Notice::calm(format!("{who} was erased for good{NOTHING_SAVED}"))
}

/// They are gone, because the change was undone that added them.
pub(super) fn is_gone(name: &Clean) -> Notice {
    let who = if name.is_empty() {
        "This person"
    } else {
        name.as_str()
    };
    Notice::calm(format!(
        "{who} is gone: a colleague undid the change that added them{NOTHING_SAVED}"
    ))
}

/// The note, contact or line of this person is gone.
pub(super) fn is_deleted(name: &Clean) -> Notice {
    let words = Refusal::Gone.to_string();
    Notice::calm(if name.is_empty() {
        words
    } else {
        format!("{name}: {words}")
    })
}

/// `ben merged Ada L. into Ada Lovelace; nothing was saved. c continue with Ada Lovelace · Esc leave it`.
pub(super) fn ask_instead(merged: &Merged, go_on: Vec<Next>) -> Overlay {
    ask_what(
        merged,
        &format!("continue with {}", merged.into_name),
        go_on,
    )
}

/// The same for a key that does something else than to go on.
fn ask_what(merged: &Merged, does: &str, go_on: Vec<Next>) -> Overlay {
    let into = OnePerson::new(merged.into, merged.into_name.clone());
    let words = format!("{}; nothing was saved yet.", merged.say());
    let ask = Ask::new(&into, &words)
        .standing()
        .option("c", "c", does, go_on)
        .option("esc", "Esc", "leave it", Vec::new());
    Overlay::Ask(ask)
}

/// `Ada Lovelace was erased; nothing was changed yet. c continue with 2 people · Esc leave it`; what is said instead where
/// nobody is left.
pub(super) fn ask_rest(
    people: &People,
    gone: &[Gone],
    go_on: impl FnOnce(People) -> Vec<Next>,
) -> Result<Overlay, String> {
    let words = people.say_gone(gone);
    let Some(rest) = people.without(gone) else {
        return Err(format!("{words}; nothing was changed"));
    };
    let does = format!("continue with {}", rest.name());
    let ask = Ask::new(&rest, &format!("{words}; nothing was changed yet."))
        .standing()
        .option("c", "c", &does, go_on(rest.clone()))
        .option("esc", "Esc", "leave it", Vec::new());
    Ok(Overlay::Ask(ask))
}

impl App {
    /// Some of several people have gone: they are named, the box is back, and a question above it offers to go on with the
    /// rest.
    pub(super) fn offer_rest(&mut self, ticket: Ticket, gone: &[Gone]) -> Vec<Next> {
        let pending = self.pending.get(ticket);
        let has_text = pending.is_some_and(Pending::has_text);
        let known = pending.and_then(|pending| match (&pending.subject, &pending.action) {
            (Subject::People(people), Some(action)) => Some((people.clone(), action.clone())),
            _ => None,
        });
        let Some((people, action)) = known else {
            self.is_over(ticket, Fate::Back(""));
            return self.refresh();
        };
        let Some(over) = self.is_over(ticket, Fate::Back(&people.say_gone(gone))) else {
            return Vec::new();
        };
        let mut next = self.refresh();
        let text = over.back.and_then(|place| self.overlays.get(place));
        let text = text.and_then(Overlay::number);
        match ask_rest(&people, gone, |rest| vec![Next::Rest(rest, action, text)]) {
            Ok(ask) => match over.back {
                Some(place) => self.overlays.insert(place + 1, ask),
                None => drop(self.put_back(ask, over.below)),
            },
            Err(mut words) => {
                if has_text {
                    words.push_str("; the text is still here");
                }
                next.push(Next::Say(Notice::calm(words)));
            }
        }
        next
    }

    /// The person of this change was merged into somebody: the box is back, and a question above it offers to go on
    /// with the one who stays. Where somebody works in another box by now, both wait below it.
    pub(super) fn offer_instead(&mut self, ticket: Ticket, merged: Merged) -> Vec<Next> {
        let Some(over) = self.is_over(ticket, Fate::Back(&merged.say())) else {
            return Vec::new();
        };
        self.learns_what_became(merged.gone, Clean::line(&merged.say()));
        let mut next = self.refresh();
        let Some(change) = over.pending.change else {
            let words = format!("{}; nothing was changed", merged.say());
            next.push(Next::Say(Notice::calm(words)));
            return next;
        };
        let from_box = over.back.and_then(|place| self.overlays.get(place));
        let from_box = from_box.and_then(Overlay::number);
        let instead = Next::Instead(Box::new(Instead {
            merged: merged.clone(),
            subject: over.pending.subject,
            change,
            from_box,
        }));
        let ask = ask_instead(&merged, vec![instead]);
        match over.back {
            Some(place) => self.overlays.insert(place + 1, ask),
            None => drop(self.put_back(ask, over.below)),
        }
        next
    }

    /// Somebody of whom the box with this number shows nothing any more is gone: how, and where to go on.
    pub(super) fn told_why_gone(
        &mut self,
        who: &OnePerson,
        number: BoxNumber,
        answer: Answer,
    ) -> Vec<Next> {
        let merged = match answer {
            Answer::Merged(merged) => merged,
            Answer::Erased(_) => return vec![Next::Say(was_erased(&who.name))],
            Answer::Person(_, Some(_)) => {
                return self.in_box(number, |overlay, _| overlay.asks().into_iter().collect());
            }
            _ => return vec![Next::Say(is_gone(&who.name))],
        };
        let into = OnePerson::new(merged.into, merged.into_name.clone());
        let mut go_on = vec![Next::Close];
        go_on.extend(FitBox::open(&into));
        // The answer was meant for what they had been asked about: it is given anew in the other box.
        let does = format!("open the answers of {}", merged.into_name);
        let ask = ask_what(&merged, &does, vec![Next::In(number, go_on)]);
        self.in_box(number, |_, _| vec![Next::open(ask)])
    }

    /// Makes a change to the one into whom its person was merged.
    pub(super) fn instead(&mut self, instead: Instead, effects: &mut Vec<Effect>) {
        let Instead {
            merged,
            mut subject,
            mut change,
            from_box,
        } = instead;
        subject.follow(&merged);
        if let Some(person) = change.about() {
            *person = merged.into;
        }
        for overlay in &mut self.overlays {
            // A list of answers below it shows those of the one who stays; the refresh fills it.
            if let Overlay::Fit(fit) = overlay {
                fit.follow(&merged);
            }
        }
        let overlay = from_box.and_then(|number| self.take_box(number));
        let overlay = overlay.map(|mut overlay| {
            overlay.follow(&merged);
            // What was kept of the box goes along.
            let kept = overlay.number().and_then(|one| self.kept.place_of(one));
            if let (Some(kept), Some(after)) = (kept, overlay.place()) {
                self.kept[kept].place = after;
            }
            overlay
        });
        let meant = Change::Instead(Box::new(ForMerged {
            gone: merged.gone,
            into: merged.into,
            change: change.clone(),
        }));
        self.apply_as(meant, subject, change, overlay, effects);
    }

    /// The person of this change is gone: what is typed about them can be saved nowhere.
    pub(super) fn told_person_gone(
        &mut self,
        ticket: Ticket,
        say: impl FnOnce(&Clean) -> Notice,
    ) -> Vec<Next> {
        let pending = self.pending.get(ticket);
        let who = pending.and_then(|pending| pending.subject.one().cloned());
        if let Some(who) = who {
            let notice = say(&who.name);
            let how = notice.words.as_str();
            let how = how.strip_suffix(NOTHING_SAVED).unwrap_or(how);
            self.learns_what_became(who.id, Clean::line(how));
            return self.told_gone(ticket, |_| notice);
        }
        self.told_gone(ticket, say)
    }

    /// Somebody is not there any more: the box comes back with its text, and the sentence names them.
    pub(super) fn told_gone(
        &mut self,
        ticket: Ticket,
        say: impl FnOnce(&Clean) -> Notice,
    ) -> Vec<Next> {
        let subject = self.pending.get(ticket).map(|pending| &pending.subject);
        let name = subject.map(Subject::name).unwrap_or_default();
        let has_text = self.pending.get(ticket).is_some_and(Pending::has_text);
        let mut notice = say(&name);
        self.is_over(ticket, Fate::Back(notice.words.as_str()));
        if has_text {
            notice.words = Clean::line(&format!("{}; the text is still here", notice.words));
        }
        let mut next = self.refresh();
        next.push(Next::Say(notice));
        next
    }
}
