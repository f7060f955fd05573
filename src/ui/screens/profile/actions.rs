//! What is done on a profile: added, taken out, opened, copied; and why not.

use super::{Profile, ProfileTab, accounts, overview, terms, timeline, view};
use crate::domain::change::{Change, TalkChange};
use crate::domain::field::Field;
use crate::domain::person::{ContactPoint, Dossier, Note};
use crate::domain::platform;
use crate::domain::text::{Clean, Raw};
use crate::ui::command::ProfileCommand;
use crate::ui::draft::ChoiceOf;
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::form::Form;
use crate::ui::overlays::notebox::NoteBox;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::overlays::sheet::{self, LineFor, Sheet};
use crate::ui::screens::{ProfileLine, Under};

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
            (ProfileCommand::Remove, Some(dossier)) if self.removal(dossier, look).is_none() => {
                Some(
                    "D takes out a contact, a note, a rate, a sponsor or a way to reach them; put the cursor on one",
                )
            }
            (ProfileCommand::Figure, Some(dossier))
                if self.tab == ProfileTab::Accounts
                    && !accounts::is_figure(dossier, self.cursor, look)
                    && self.line_here(look).is_none() =>
            {
                Some(
                    "no figure on this line; Enter on one opens its formula, on an audience its shares",
                )
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

    pub(super) fn add(&self, look: &Look<'_>) -> Vec<Next> {
        let Some(dossier) = &self.dossier else {
            return Vec::new();
        };
        let first = (self.tab == ProfileTab::Terms).then(|| {
            // What stands under the cursor is most likely what is meant.
            match terms::at(dossier, self.cursor, self.columns(), look) {
                terms::At::Line(LineFor::Sponsor(_) | LineFor::NewSponsor) => LineFor::NewSponsor,
                _ => LineFor::NewRate,
            }
        });
        let additions = self.additions(first).into_iter();
        additions
            .map(|pick| Next::open(Overlay::Pick(pick)))
            .collect()
    }

    /// What can be added to the person; lines of the terms stand first, with this one at the top, where one is given.
    pub(super) fn additions(&self, first: Option<LineFor>) -> Option<Pick> {
        let (who, dossier) = (self.one()?, self.dossier.as_ref()?);
        let name = who.name.clone();
        let account = Prompt::new(PromptFor::Account(who.clone()));
        let point = Prompt::new(PromptFor::ContactPoint(who.clone()));
        let mut pick = Pick::new(ChoiceOf::Add(who.id), &who, &format!("Add to {name}"));
        if let Some(first) = first {
            add_lines(&mut pick, dossier, &name, first);
        }
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
            vec![Next::open(Overlay::Note(NoteBox::new(&who)))],
        );
        if first.is_none() {
            add_lines(&mut pick, dossier, &name, LineFor::NewRate);
        }
        add_audiences(&mut pick, dossier, &name);
        Some(pick)
    }

    pub(super) fn remove(&self, look: &Look<'_>) -> Vec<Next> {
        let (Some(who), Some(dossier)) = (self.one(), &self.dossier) else {
            return Vec::new();
        };
        let removal = self.removal(dossier, look);
        let apply = |change| Next::Apply((&who).into(), change);
        removal.map(apply).into_iter().collect()
    }

    /// The line under the cursor that has a sheet of its own.
    pub(super) fn line_here(&self, look: &Look<'_>) -> Option<LineFor> {
        let dossier = self.dossier.as_ref()?;
        match self.tab {
            ProfileTab::Overview => self
                .contact_point(dossier)
                .map(|point| LineFor::Reach(point.id)),
            ProfileTab::Accounts => {
                let account = accounts::audience_at(dossier, self.cursor, look)?;
                Some(LineFor::Audience(account))
            }
            ProfileTab::Terms => match terms::at(dossier, self.cursor, self.columns(), look) {
                terms::At::Line(line) => Some(line),
                terms::At::Sizes | terms::At::Nothing => None,
            },
            ProfileTab::Timeline | ProfileTab::Notes => None,
        }
    }

    /// What keys of the tab in front act on.
    pub(in super::super) fn under(&self, look: &Look<'_>) -> Under {
        let (Some(person), Some(dossier)) = (self.person(), &self.dossier) else {
            return Under::Nothing;
        };
        let line = match self.tab {
            ProfileTab::Timeline => timeline::touch_at(dossier, self.cursor)
                .map_or(ProfileLine::Read(self.cursor), |touch| {
                    ProfileLine::Touch(touch.id)
                }),
            ProfileTab::Notes => self
                .note()
                .map_or(ProfileLine::Nothing, |note| ProfileLine::Note(note.id)),
            ProfileTab::Overview | ProfileTab::Accounts | ProfileTab::Terms => self
                .line_here(look)
                .map_or(ProfileLine::Read(self.cursor), ProfileLine::Sheet),
        };
        Under::Line(person, line)
    }

    fn columns(&self) -> usize {
        usize::from(self.area.get().width)
    }

    /// The change that takes out what is under the cursor.
    fn removal(&self, dossier: &Dossier, look: &Look<'_>) -> Option<Change> {
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
                    seen: note.text.as_stored().to_owned(),
                })
            }),
            ProfileTab::Overview | ProfileTab::Accounts | ProfileTab::Terms => {
                sheet::removal(dossier, self.line_here(look)?)
            }
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
        let (Some(dossier), Some(who)) = (&self.dossier, self.one()) else {
            return Vec::new();
        };
        match self.tab {
            ProfileTab::Notes => match self.note() {
                Some(note) => vec![Next::open(Overlay::Note(NoteBox::edit(&who, note)))],
                None => vec![Next::open(Overlay::Note(NoteBox::new(&who)))],
            },
            ProfileTab::Accounts | ProfileTab::Terms | ProfileTab::Overview
                if self.line_here(look).is_some() =>
            {
                let sheet = self
                    .line_here(look)
                    .and_then(|line| Sheet::of(dossier, &who.name, line));
                let open = |sheet| Next::open(Overlay::Sheet(sheet));
                sheet.map(open).into_iter().collect()
            }
            ProfileTab::Accounts => accounts::formula(&who, dossier, self.cursor, look)
                .into_iter()
                .collect(),
            ProfileTab::Terms => {
                let mut form = Form::of(dossier);
                form.put_cursor(Field::Sizes);
                vec![Next::open(Overlay::Form(form))]
            }
            ProfileTab::Timeline => timeline::opened(&who, dossier, self.cursor)
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
        let who = self.one()?;
        let title = format!("Copy of {}", self.name());
        let mut pick = Pick::new(ChoiceOf::Copy(who.id), &who, &title);
        let copy = |text: &str| vec![Next::Do(Effect::Copy(text.to_owned()))];
        for account in &dossier.accounts {
            pick.add(
                account.shown().as_str(),
                account.platform.short(),
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

/// Lines of the terms to add, this one first.
fn add_lines(pick: &mut Pick, dossier: &Dossier, name: &Clean, first: LineFor) {
    let mut lines = vec![
        (LineFor::NewRate, "rate", "600 EUR per post"),
        (
            LineFor::NewSponsor,
            "past sponsor",
            "a brand they worked for",
        ),
        (
            LineFor::NewAddress,
            "postal address",
            "where to send something",
        ),
    ];
    lines.sort_by_key(|(line, ..)| *line != first);
    for (line, words, detail) in lines {
        if let Some(sheet) = Sheet::of(dossier, name, line) {
            pick.add(words, detail, vec![Next::open(Overlay::Sheet(sheet))]);
        }
    }
}

/// The audience of each account.
fn add_audiences(pick: &mut Pick, dossier: &Dossier, name: &Clean) {
    for account in &dossier.accounts {
        if let Some(sheet) = Sheet::of(dossier, name, LineFor::Audience(account.id)) {
            let detail = Clean::line(&platform::say_account(account.platform, &account.handle));
            pick.add(
                "audience",
                detail.as_str(),
                vec![Next::open(Overlay::Sheet(sheet))],
            );
        }
    }
}
