//! What is done on a profile: added, taken out, opened, copied; and why not.

use super::{Profile, ProfileTab, accounts, overview, timeline, view};
use crate::domain::change::{Change, PeopleChange, TalkChange};
use crate::domain::field::Field;
use crate::domain::person::{ContactPoint, Dossier, Note};
use crate::domain::platform;
use crate::domain::text::{Clean, Raw};
use crate::ui::command::ProfileCommand;
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::form::Form;
use crate::ui::overlays::notebox::NoteBox;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};

impl Profile {
    /// Why a command does nothing now.
    pub(in super::super) fn why_not(
        &self,
        command: ProfileCommand,
        look: &Look<'_>,
    ) -> Option<&'static str> {
        match (command, &self.dossier) {
            (
                ProfileCommand::NextTab
                | ProfileCommand::PreviousTab
                | ProfileCommand::NextPerson
                | ProfileCommand::PreviousPerson,
                _,
            ) => None,
            (_, None) if self.gone => Some("this person is gone; q goes back"),
            (_, None) => Some("a moment: the person is on the way"),
            (ProfileCommand::Remove, Some(dossier)) if self.removal(dossier).is_none() => {
                Some("D takes out a contact, a note or a contact point; put the cursor on one")
            }
            (ProfileCommand::Figure, Some(dossier))
                if self.tab == ProfileTab::Accounts
                    && accounts::formula(dossier, self.cursor, look).is_none() =>
            {
                Some("no figure on this line; Enter on one opens its formula")
            }
            (
                ProfileCommand::Add
                | ProfileCommand::Remove
                | ProfileCommand::Story
                | ProfileCommand::Figure,
                Some(_),
            ) => None,
        }
    }

    pub(super) fn add(&self) -> Vec<Next> {
        let Some(someone) = self.someone() else {
            return Vec::new();
        };
        let (id, name) = (someone.id, someone.name);
        let account = Prompt::new(PromptFor::Account(id), &format!("Account of {name}"));
        let point = Prompt::new(PromptFor::ContactPoint(id), &format!("How to reach {name}"));
        let mut pick = Pick::new(&format!("Add to {name}"));
        pick.add(
            "account",
            "handle or link",
            vec![Next::open(Overlay::Prompt(account))],
        );
        pick.add(
            "contact point",
            "mail, phone, form, their manager's",
            vec![Next::open(Overlay::Prompt(point))],
        );
        pick.add(
            "note",
            "",
            vec![Next::open(Overlay::Note(NoteBox::new(id, &name)))],
        );
        vec![Next::open(Overlay::Pick(pick))]
    }

    pub(super) fn remove(&self) -> Vec<Next> {
        self.dossier
            .as_ref()
            .and_then(|dossier| self.removal(dossier))
            .map(Next::Apply)
            .into_iter()
            .collect()
    }

    /// The change that takes out what is under the cursor.
    fn removal(&self, dossier: &Dossier) -> Option<Change> {
        let person = dossier.person.id;
        match self.tab {
            ProfileTab::Timeline => timeline::touch_at(dossier, self.cursor).map(|touch| {
                Change::Talk(TalkChange::RemoveTouch {
                    person,
                    touch: touch.id,
                })
            }),
            ProfileTab::Notes => self.note().map(|note| {
                Change::Talk(TalkChange::RemoveNote {
                    person,
                    note: note.id,
                })
            }),
            ProfileTab::Overview => self.contact_point(dossier).map(|point| {
                Change::People(PeopleChange::RemoveContactPoint {
                    person,
                    point: point.id,
                })
            }),
            ProfileTab::Accounts => None,
        }
    }

    pub(super) fn story(&self) -> Vec<Next> {
        let Some(dossier) = &self.dossier else {
            return Vec::new();
        };
        let mut form = Form::of(dossier);
        form.put_cursor(Field::Story);
        let text = form.text_of(Field::Story);
        vec![
            Next::open(Overlay::Form(form)),
            Next::Do(Effect::Edit(text)),
        ]
    }

    fn contact_point<'a>(&self, dossier: &'a Dossier) -> Option<&'a ContactPoint> {
        overview::point_at(dossier, self.cursor, usize::from(self.area.get().width))
    }

    fn note(&self) -> Option<&Note> {
        let dossier = self.dossier.as_ref()?;
        view::note_at(dossier, self.cursor, usize::from(self.area.get().width))
    }

    /// Opens a contact, a note, a figure's formula; the form on the overview.
    pub(super) fn open_line(&self, look: &Look<'_>) -> Vec<Next> {
        let (Some(dossier), Some(someone)) = (&self.dossier, self.someone()) else {
            return Vec::new();
        };
        match self.tab {
            ProfileTab::Notes => match self.note() {
                Some(note) => vec![Next::open(Overlay::Note(NoteBox::edit(
                    someone.id,
                    &someone.name,
                    note,
                )))],
                None => vec![Next::open(Overlay::Note(NoteBox::new(
                    someone.id,
                    &someone.name,
                )))],
            },
            ProfileTab::Accounts => accounts::formula(dossier, self.cursor, look)
                .into_iter()
                .collect(),
            ProfileTab::Timeline => timeline::opened(dossier, self.cursor)
                .map(|popup| Next::open(Overlay::Popup(popup)))
                .into_iter()
                .collect(),
            ProfileTab::Overview => vec![Next::open(Overlay::Form(Form::of(dossier)))],
        }
    }

    /// What can be copied: handles, mails, links.
    #[must_use]
    pub fn copies(&self) -> Option<Pick> {
        let dossier = self.dossier.as_ref()?;
        let mut pick = Pick::new(&format!("Copy of {}", self.name()));
        let copy = |text: &str| vec![Next::Do(Effect::Copy(text.to_owned()))];
        for account in &dossier.accounts {
            pick.add(
                Clean::line(account.handle.as_str()).as_str(),
                account.platform.letters(),
                copy(account.handle.as_str()),
            );
            if let Some(url) = platform::profile_url(account.platform, &account.handle) {
                pick.add(Clean::line(&url).as_str(), "link", copy(&url));
            }
        }
        for point in &dossier.contact_points {
            pick.add(
                point.value.line().as_str(),
                point.kind.as_str(),
                copy(point.value.as_stored()),
            );
        }
        if let Some(name) = dossier.person.values.get(Field::Name).map(Raw::as_stored) {
            pick.add(Clean::line(name).as_str(), "name", copy(name));
        }
        Some(pick)
    }

    /// The page of the main account.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let account = self.dossier.as_ref()?.accounts.first()?;
        platform::profile_url(account.platform, &account.handle)
    }
}
