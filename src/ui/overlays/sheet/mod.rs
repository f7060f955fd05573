//! The sheet of one line about a person: a rate, a past sponsor, an audience, a way to reach them.
//!
//! Saving writes only what its author changed; what a colleague changed meanwhile in the same place is shown, and
//! saving again writes over it. Not here: what each kind of line asks for ([`kinds`](self)).

mod audience;
mod field;
mod rate;
mod reach;
mod sponsor;
mod view;

use crossterm::event::KeyEvent;
use serde::{Deserialize, Serialize};

use self::field::SheetField;
use super::Taken;
use crate::domain::change::{Change, DetailChange};
use crate::domain::detail::{Detail, DetailId};
use crate::domain::ids::{AccountId, ContactPointId, RateId, SponsorshipId};
use crate::domain::merge::Merged;
use crate::domain::person::Dossier;
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::ui::command::BoxCommand;
use crate::ui::draft::{Draft, DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::textbox::{InForm, TextBox};

/// Which line a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineFor {
    /// A new line of the rate card.
    NewRate,
    /// A new past sponsor.
    NewSponsor,
    /// A new postal address.
    NewAddress,
    /// A line of the rate card.
    Rate(RateId),
    /// A past sponsor.
    Sponsor(SponsorshipId),
    /// A way to reach the person.
    Reach(ContactPointId),
    /// The audience of an account.
    Audience(AccountId),
}

impl LineFor {
    /// What it is, in words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LineFor::NewRate | LineFor::Rate(_) => "rate",
            LineFor::NewSponsor | LineFor::Sponsor(_) => "sponsor",
            LineFor::NewAddress => "postal address",
            LineFor::Reach(_) => "contact point",
            LineFor::Audience(_) => "audience",
        }
    }

    fn id(self) -> Option<DetailId> {
        match self {
            LineFor::NewRate | LineFor::NewSponsor | LineFor::NewAddress => None,
            LineFor::Rate(id) => Some(DetailId::Rate(id)),
            LineFor::Sponsor(id) => Some(DetailId::Sponsor(id)),
            LineFor::Reach(id) => Some(DetailId::Reach(id)),
            LineFor::Audience(id) => Some(DetailId::Audience(id)),
        }
    }
}

/// The sheet of one line.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub(super) who: OnePerson,
    /// The title: the name, with the account where the line is of one.
    title: Clean,
    line: LineFor,
    /// What stood there when its author began; none for a new line.
    before: Option<Detail>,
    fields: Vec<SheetField>,
    cursor: usize,
    restored: bool,
    /// What a colleague made of the line meanwhile.
    theirs: Option<(Clean, Clean)>,
}

impl Sheet {
    /// The sheet of a line as it stands now; none where the line is gone.
    #[must_use]
    pub fn of(dossier: &Dossier, name: &Clean, line: LineFor) -> Option<Sheet> {
        let before = match line {
            LineFor::NewRate | LineFor::NewSponsor | LineFor::NewAddress => None,
            _ => Some(detail_of(dossier, line)?),
        };
        let title = match line {
            LineFor::Audience(account) => {
                let account = dossier.accounts.iter().find(|one| one.id == account)?;
                let account = say_account(account.platform, &account.handle);
                Clean::line(&format!("{name}, {account}"))
            }
            _ => name.clone(),
        };
        let place = TextPlace::new(DraftFor::Line(dossier.person.id, line), &title);
        let fields = fields(line, &place, before.as_ref());
        Some(Sheet {
            who: OnePerson::new(dossier.person.id, name.clone()),
            title,
            line,
            before,
            fields,
            cursor: 0,
            restored: false,
            theirs: None,
        })
    }

    /// Unsaved text was put back over what is stored now; what a colleague changed since then is shown.
    pub fn put_back(&mut self, draft: &Draft) {
        let mut is_other = false;
        for (name, original) in &draft.originals {
            let field = self.fields.iter().find(|field| field.name == name);
            is_other |= field.is_some_and(|field| Some(&field.before) != original.as_ref());
        }
        self.restored = true;
        let last = draft.texts.last();
        let is_last = |field: &SheetField| last.is_some_and(|(name, _)| name == field.name);
        self.cursor = self.fields.iter().position(is_last).unwrap_or(self.cursor);
        if let Some(now) = self.before.as_ref().filter(|_| is_other) {
            self.theirs = Some((Clean::fixed("a colleague"), now.line()));
        }
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, merged: &Merged) {
        if self.who.id == merged.gone {
            self.who.follow(merged);
            self.title = self.who.name.clone();
        }
    }

    /// Shows what a colleague made of the line. What I did not touch follows theirs; saving again writes mine over the rest.
    pub fn clash(&mut self, by: Clean, theirs: Detail) {
        // It stays the same box.
        let Some(place) = self.fields.first().map(|one| one.text.place().clone()) else {
            return;
        };
        let now = fields(self.line, &place, Some(&theirs));
        for (field, now) in self.fields.iter_mut().zip(now) {
            if !field.is_changed() {
                field.text = now.text;
            }
            field.before = now.before;
        }
        self.theirs = Some((by, theirs.line()));
        self.before = Some(theirs);
    }

    /// Letters go into the field; Enter leaves a line, arrows leave at the edges.
    pub fn key(&mut self, key: KeyEvent, look: &Look<'_>) -> Taken {
        let count = self.fields.len();
        let Some(field) = self.fields.get_mut(self.cursor) else {
            return Taken::No;
        };
        match field.text.key_in_form(key) {
            InForm::Next => self.leave(1, look),
            InForm::Previous => self.leave(count - 1, look),
            InForm::Typed => field.error = None,
            InForm::Nothing => return Taken::No,
        }
        Taken::Yes(Vec::new())
    }

    /// Leaves the field for another; what is wrong in it is said.
    fn leave(&mut self, by: usize, look: &Look<'_>) {
        let wrong = self.read(look).err().unwrap_or_default();
        let here = wrong.into_iter().find(|(place, _)| *place == self.cursor);
        if let (Some((_, error)), Some(field)) = (here, self.fields.get_mut(self.cursor))
            && !field.text.is_blank()
        {
            field.error = Some(error);
        }
        self.cursor = (self.cursor + by) % self.fields.len().max(1);
    }

    /// Pasted text goes into the field.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.error = None;
            field.text.paste(text);
        }
    }

    /// Text from the editor goes into the field.
    pub fn edited(&mut self, text: &str) {
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.text.set(text.trim_end());
        }
    }

    /// Moves between fields, saves, opens the editor.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            BoxCommand::Save | BoxCommand::Submit => return self.save(look),
            BoxCommand::Next | BoxCommand::Down => self.leave(1, look),
            BoxCommand::Previous | BoxCommand::Up => self.leave(self.fields.len() - 1, look),
            BoxCommand::PageDown => self.cursor = self.fields.len() - 1,
            BoxCommand::PageUp => self.cursor = 0,
            BoxCommand::Editor => {
                let text = self.fields.get(self.cursor).map(|field| field.text.value());
                return vec![Next::Do(Effect::Edit(text.unwrap_or_default()))];
            }
            BoxCommand::Discard => {
                for field in &mut self.fields {
                    let before = field.before.clone();
                    field.text.set(&before);
                    field.error = None;
                }
                self.restored = false;
            }
        }
        Vec::new()
    }

    /// The line as typed, or what is wrong: the place of a field and a sentence each.
    fn read(&self, look: &Look<'_>) -> Result<Detail, Vec<(usize, String)>> {
        let mut reading = field::Reading::new(&self.fields, look.today);
        let detail = match (self.line, &self.before) {
            (LineFor::NewRate | LineFor::Rate(_), Some(Detail::Rate(before))) => {
                rate::read(&mut reading, Some(before))
            }
            (LineFor::NewRate | LineFor::Rate(_), _) => rate::read(&mut reading, None),
            (LineFor::NewSponsor | LineFor::Sponsor(_), Some(Detail::Sponsor(before))) => {
                sponsor::read(&mut reading, Some(before))
            }
            (LineFor::NewSponsor | LineFor::Sponsor(_), _) => sponsor::read(&mut reading, None),
            (LineFor::NewAddress | LineFor::Reach(_), Some(Detail::Reach(before))) => {
                reach::read(&mut reading, Some(before))
            }
            (LineFor::NewAddress | LineFor::Reach(_), _) => reach::read(&mut reading, None),
            (LineFor::Audience(_), _) => audience::read(&mut reading),
        };
        match detail {
            Some(detail) if reading.errors.is_empty() => {
                let wrong = detail.wrong();
                wrong.map_or(Ok(detail), |wrong| Err(vec![(self.cursor, wrong)]))
            }
            _ => Err(reading.errors),
        }
    }

    fn save(&mut self, look: &Look<'_>) -> Vec<Next> {
        let is_changed = self.fields.iter().any(SheetField::is_changed);
        if self.before.is_some() && !is_changed {
            return vec![Next::Close];
        }
        match self.read(look) {
            Ok(mine) => vec![Next::Save(Change::Detail(self.change(mine)))],
            Err(errors) => {
                let first = errors.first().map(|(place, _)| *place);
                for (place, error) in errors {
                    if let Some(field) = self.fields.get_mut(place) {
                        field.error = Some(error);
                    }
                }
                self.cursor = first.unwrap_or(self.cursor);
                Vec::new()
            }
        }
    }

    fn change(&self, mine: Detail) -> DetailChange {
        let person = self.who.id;
        match (self.line.id(), &self.before) {
            (Some(id), Some(original)) => DetailChange::Edit {
                person,
                id,
                original: original.clone(),
                mine,
            },
            _ => DetailChange::Add {
                person,
                detail: mine,
            },
        }
    }
}

impl HoldsText for Sheet {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Sheet {
            fields,
            who: _,
            title: _,
            line: _,
            before: _,
            cursor,
            restored: _,
            theirs: _,
        } = self;
        let (here, others) = super::form::parted(fields, *cursor);
        for field in others.chain(here) {
            visit(field);
        }
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        for field in &mut self.fields {
            visit(&mut field.text);
        }
    }
}

/// The fields of a line, filled with what stands there.
fn fields(line: LineFor, place: &TextPlace, before: Option<&Detail>) -> Vec<SheetField> {
    match (line, before) {
        (LineFor::NewRate | LineFor::Rate(_), Some(Detail::Rate(before))) => {
            rate::fields(place, Some(before))
        }
        (LineFor::NewRate | LineFor::Rate(_), _) => rate::fields(place, None),
        (LineFor::NewSponsor | LineFor::Sponsor(_), Some(Detail::Sponsor(before))) => {
            sponsor::fields(place, Some(before))
        }
        (LineFor::NewSponsor | LineFor::Sponsor(_), _) => sponsor::fields(place, None),
        (LineFor::NewAddress | LineFor::Reach(_), Some(Detail::Reach(before))) => {
            reach::fields(place, Some(before))
        }
        (LineFor::NewAddress | LineFor::Reach(_), _) => reach::fields(place, None),
        (LineFor::Audience(_), Some(Detail::Audience(before))) => {
            audience::fields(place, Some(before))
        }
        (LineFor::Audience(_), _) => audience::fields(place, None),
    }
}

/// A line as it stands with a person.
#[must_use]
pub fn detail_of(dossier: &Dossier, line: LineFor) -> Option<Detail> {
    match line {
        LineFor::NewRate | LineFor::NewSponsor | LineFor::NewAddress => None,
        LineFor::Rate(id) => {
            let rate = dossier.rates.iter().find(|rate| rate.id == id)?;
            Some(Detail::Rate(rate.line.clone()))
        }
        LineFor::Sponsor(id) => {
            let sponsor = dossier.sponsors.iter().find(|sponsor| sponsor.id == id)?;
            Some(Detail::Sponsor(sponsor.what.clone()))
        }
        LineFor::Reach(id) => {
            let point = dossier.contact_points.iter().find(|point| point.id == id)?;
            Some(Detail::Reach(point.reach()))
        }
        LineFor::Audience(id) => {
            let account = dossier.accounts.iter().find(|account| account.id == id)?;
            Some(Detail::Audience(account.audience()))
        }
    }
}

/// The change that takes a line out.
#[must_use]
pub fn removal(dossier: &Dossier, line: LineFor) -> Option<Change> {
    Some(Change::Detail(DetailChange::Remove {
        person: dossier.person.id,
        id: line.id()?,
        seen: detail_of(dossier, line)?,
    }))
}
