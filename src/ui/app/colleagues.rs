//! Colleagues: who is here and where, and what they changed. What concerns me is said; all else is only counted.

use super::App;
use crate::domain::colleague::{News, Whereabouts};
use crate::domain::ids::PersonId;
use crate::domain::question::Question;
use crate::domain::text::Clean;
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::screens::Place;
use crate::ui::subject::{OnePerson, Subject};

impl App {
    /// Asks what colleagues changed since the last time.
    pub(super) fn ask_news(&self) -> Next {
        Next::Ask(
            Asker::News,
            Question::News {
                since: self.heard,
                person: self.person_in_front(),
                held: self.held_people(),
            },
        )
    }

    /// What concerns me is said, the last one last; all else adds to the quiet counter.
    pub(super) fn heard_of(&mut self, news: News) -> Vec<Next> {
        self.heard = Some(news.newest);
        let mut concerning = 0;
        let mut toast = None;
        for change in news.changes {
            if change.concerns_me {
                concerning += 1;
                toast = Some(format!("{}: {}", change.by, change.label));
            } else {
                match self.quiet.iter_mut().find(|(by, _)| *by == change.by) {
                    Some((_, count)) => *count += 1,
                    None => self.quiet.push((change.by, 1)),
                }
            }
        }
        if let Some(words) = toast {
            let more = match concerning {
                1 => String::new(),
                many => format!(" · {} more, U shows them", many - 1),
            };
            self.toast(Notice::calm(format!("{words}{more}")));
        }
        self.hears_of_erased(&news.erased)
    }

    /// Says it now, or after the next key where something else was said a moment ago.
    pub(super) fn toast(&mut self, notice: Notice) {
        if self.notice.is_none() && self.overlays.is_empty() {
            self.notice = Some(notice);
        } else {
            self.toast = Some(notice);
        }
    }

    /// What had to wait; nothing over a box in which somebody types.
    pub(super) fn waiting_toast(&mut self) -> Option<Notice> {
        if self.overlays.is_empty() {
            self.toast.take()
        } else {
            None
        }
    }

    /// What colleagues did that does not concern me: `ben · 3 changes`.
    #[must_use]
    pub fn quiet(&self) -> Option<String> {
        let count: usize = self.quiet.iter().map(|(_, count)| count).sum();
        let who = match self.quiet.as_slice() {
            [] => return None,
            [(one, _)] => one.to_string(),
            [(one, _), (other, _)] => format!("{one}, {other}"),
            many => format!("{} colleagues", many.len()),
        };
        let changes = if count == 1 { "change" } else { "changes" };
        Some(format!("{who} · {count} {changes}"))
    }

    /// The person who is in front: of the profile, or of the box on top.
    fn person_in_front(&self) -> Option<PersonId> {
        let typed = self.overlays.iter().rev().filter_map(Overlay::place);
        let in_box = typed.into_iter().find_map(|place| place.person());
        match self.place {
            Place::Profile => self.screens.profile.person(),
            Place::Triage => self.screens.triage.person(),
            Place::Tab(_)
            | Place::History
            | Place::Settings
            | Place::Import
            | Place::Duplicates
            | Place::Merge => in_box,
        }
    }

    /// Where this desk is, for the others.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        let screen = self.place.title();
        let person = self.person_in_front().map(|person| {
            let someone = self.screens.someone(self.place);
            let name = someone.filter(|someone| someone.id == person);
            (person, name.map(|someone| someone.name).unwrap_or_default())
        });
        Whereabouts {
            screen: Clean::fixed(screen),
            person,
        }
    }

    /// The other desks; Enter goes to the person who is in front of one.
    pub(super) fn who_is_here(&mut self) -> Vec<Next> {
        if self.colleagues.is_empty() {
            return vec![Next::Say(Notice::calm(
                "nobody else has this database open",
            ))];
        }
        let mut pick = Pick::new(
            ChoiceOf::Instances,
            Subject::Desk,
            "Who is here · Enter goes to the person in front of them",
        );
        for one in &self.colleagues {
            let member = if one.member == self.me {
                format!("{} (you)", one.member)
            } else {
                one.member.to_string()
            };
            let (place, next) = match &one.at.person {
                Some((person, name)) => (
                    format!("{} · {name}", one.at.screen),
                    vec![Next::Profile(OnePerson::new(*person, name.clone()))],
                ),
                None => (one.at.screen.to_string(), Vec::new()),
            };
            let since = if one.since.is_empty() {
                String::new()
            } else {
                format!(" · since {}", one.since)
            };
            pick.add(&member, &format!("{place}{since}"), next);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// The databases that can be switched to.
    pub(super) fn choose_desk(&self) -> Vec<Next> {
        if self.desks.is_empty() {
            return vec![Next::Say(Notice::calm(
                "the config knows no other desk; write [desks] and a line NAME = \"/path/to.db\" into it",
            ))];
        }
        let mut pick = Pick::new(ChoiceOf::Databases, Subject::Desk, "Switch to desk");
        for name in &self.desks {
            pick.add(name.as_str(), "", vec![Next::Switch(name.to_string())]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Why this database cannot be left now.
    #[must_use]
    pub fn stays_because(&self) -> Option<String> {
        if let Some(going) = self.going() {
            return Some(format!(
                "{} goes on here; let it end, or stop it, before you switch",
                going.label
            ));
        }
        (!self.pending.is_empty())
            .then(|| "a change is still being saved; try again in a moment".to_owned())
    }
}
