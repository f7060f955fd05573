//! The form of a person: one line a field, messages at the field, dates and choices echoed while one types.

mod field;
mod view;

use crossterm::event::KeyEvent;

use self::field::{Fills, FormField, account_field, form_field, typed};
use super::Taken;
use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::field::Field;
use crate::domain::merge::Merged;
use crate::domain::person::Dossier;
use crate::domain::text::{Clean, Raw};
use crate::ui::command::BoxCommand;
use crate::ui::draft::{Draft, DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::textbox::{InForm, TextBox};

/// The form of a person.
#[derive(Debug, Clone)]
pub struct Form {
    /// The person; nobody where it is the form of somebody new.
    pub(super) who: Option<OnePerson>,
    fields: Vec<FormField>,
    cursor: usize,
    members: Vec<Clean>,
    /// The text comes from a desk that ended.
    restored: bool,
}

impl Form {
    /// The form of somebody new.
    #[must_use]
    pub fn blank() -> Form {
        let place = TextPlace::alone(DraftFor::NewPerson);
        let mut fields = vec![account_field(&place)];
        fields.extend(
            Field::ALL
                .iter()
                .map(|field| form_field(&place, *field, None)),
        );
        Form {
            who: None,
            fields,
            cursor: 0,
            members: Vec::new(),
            restored: false,
        }
    }

    /// The form of a person, as they stand now.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Form {
        let values = &dossier.person.values;
        let handle = dossier
            .accounts
            .first()
            .map(|account| Clean::line(account.handle.as_str()));
        let name = values
            .get(Field::Name)
            .map(Raw::line)
            .or(handle)
            .unwrap_or_default();
        let place = TextPlace::new(DraftFor::Person(dossier.person.id), &name);
        Form {
            who: Some(OnePerson::new(dossier.person.id, name)),
            fields: Field::ALL
                .iter()
                .map(|field| form_field(&place, *field, values.get(*field)))
                .collect(),
            cursor: 0,
            members: Vec::new(),
            restored: false,
        }
    }

    /// The name that the title shows.
    fn name(&self) -> Clean {
        let who = self.who.as_ref();
        who.map_or(Clean::fixed("Somebody new"), |who| who.name.clone())
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, merged: &Merged) {
        if let Some(who) = &mut self.who {
            who.follow(merged);
        }
    }

    /// Tells the members, for the owner.
    pub fn set_members(&mut self, members: &[Clean]) {
        self.members = members.to_vec();
    }

    /// Puts the cursor on a field.
    pub fn put_cursor(&mut self, field: Field) {
        self.cursor = self.place(field).unwrap_or(self.cursor);
    }

    /// What stands in a field of the form.
    #[must_use]
    pub fn text_of(&self, field: Field) -> String {
        self.place(field)
            .map_or_else(String::new, |place| self.fields[place].text.value())
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.fields
            .iter()
            .position(|one| one.fills == Fills::Field(field))
    }

    /// Unsaved text was put back over what is stored now.
    pub fn put_back(&mut self, draft: &Draft) {
        // What the author saw counts: what a colleague wrote since then is found as a clash.
        for (column, original) in &draft.originals {
            let place = Field::by_column(column).and_then(|field| self.place(field));
            if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
                field.original.clone_from(original);
            }
        }
        self.restored = true;
        let last = draft.texts.last();
        let is_last =
            |field: &FormField| last.is_some_and(|(name, _)| name == field.text.place().field);
        self.cursor = self.fields.iter().position(is_last).unwrap_or(self.cursor);
    }

    fn current(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.cursor)
    }

    /// Letters go into the field; Enter leaves a line, arrows leave at the edges.
    pub fn key(&mut self, key: KeyEvent, look: &Look<'_>) -> Taken {
        let Some(field) = self.fields.get_mut(self.cursor) else {
            return Taken::No;
        };
        match field.text.key_in_form(key) {
            InForm::Next => self.leave(1, look),
            InForm::Previous => self.leave(self.fields.len() - 1, look),
            InForm::Typed => field.error = None,
            InForm::Nothing => return Taken::No,
        }
        Taken::Yes(Vec::new())
    }

    /// Leaves the field for another; what was understood is written out.
    fn leave(&mut self, by: usize, look: &Look<'_>) {
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.settle(look.today, &self.members);
        }
        self.cursor = (self.cursor + by) % self.fields.len().max(1);
    }

    /// Pasted text goes into the field.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.current() {
            field.text.paste(text);
        }
    }

    /// Text from the editor goes into the field.
    pub fn edited(&mut self, text: &str) {
        if let Some(field) = self.current() {
            field.text.set(text.trim_end());
        }
    }

    /// Moves between fields, saves, opens the editor.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            BoxCommand::Save | BoxCommand::Submit => return self.save(look),
            BoxCommand::Next | BoxCommand::Down => self.leave(1, look),
            BoxCommand::Previous | BoxCommand::Up => self.leave(self.fields.len() - 1, look),
            BoxCommand::PageDown => self.cursor = (self.cursor + 8).min(self.fields.len() - 1),
            BoxCommand::PageUp => self.cursor = self.cursor.saturating_sub(8),
            BoxCommand::Editor => {
                let text = self
                    .current()
                    .map(|field| field.text.value())
                    .unwrap_or_default();
                return vec![Next::Do(Effect::Edit(text))];
            }
            BoxCommand::Discard => self.discard(),
        }
        Vec::new()
    }

    fn discard(&mut self) {
        for field in &mut self.fields {
            field.original.clone_from(&field.stored);
            let text = field
                .stored
                .as_deref()
                .map_or_else(String::new, |stored| typed(field.fills, stored));
            field.text.set(&text);
            field.error = None;
        }
        self.restored = false;
    }

    fn save(&mut self, look: &Look<'_>) -> Vec<Next> {
        let mut edits = Vec::new();
        let mut accounts = Vec::new();
        let mut wrong = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            field.settle(look.today, &self.members);
            let read = match field.fills {
                Fills::Account => field.account().map(|account| accounts.extend(account)),
                Fills::Field(one) => field.read(one, look.today, &self.members).map(|mine| {
                    if mine != field.original {
                        edits.push(Edit {
                            field: one,
                            original: field.original.clone(),
                            mine,
                        });
                    }
                }),
            };
            if let Err(error) = read {
                field.error = Some(error);
                wrong = wrong.or(Some(place));
            }
        }
        if let Some(place) = wrong {
            self.cursor = place;
            return Vec::new();
        }
        match &self.who {
            Some(_) if edits.is_empty() => vec![Next::Close],
            Some(who) => vec![Next::Save(Change::People(PeopleChange::Edit {
                person: who.id,
                edits,
            }))],
            None if edits.is_empty() && accounts.is_empty() => self.nothing_typed(),
            None => vec![Next::Save(Change::People(PeopleChange::Create {
                accounts,
                edits,
            }))],
        }
    }

    fn nothing_typed(&mut self) -> Vec<Next> {
        self.cursor = 0;
        if let Some(field) = self.current() {
            field.error = Some("a name or an account is needed; Esc closes".into());
        }
        Vec::new()
    }

    /// The edits as typed, for the choice after a clash.
    #[must_use]
    pub fn edits(&self, look: &Look<'_>) -> Vec<Edit> {
        let edit = |field: &FormField| match field.fills {
            Fills::Account => None,
            Fills::Field(one) => {
                let mine = field.read(one, look.today, &self.members).ok()?;
                (mine != field.original).then(|| Edit {
                    field: one,
                    original: field.original.clone(),
                    mine,
                })
            }
        };
        self.fields.iter().filter_map(edit).collect()
    }
}

/// The field with the cursor, and the others.
pub(super) fn parted<T>(
    fields: &[T],
    cursor: usize,
) -> (impl Iterator<Item = &T>, impl Iterator<Item = &T>) {
    let others = fields.iter().enumerate();
    let others = others.filter(move |(place, _)| *place != cursor);
    (
        fields.get(cursor).into_iter(),
        others.map(|(_, field)| field),
    )
}

impl HoldsText for Form {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Form {
            fields,
            who: _,
            cursor,
            members: _,
            restored: _,
        } = self;
        // The field that is being typed into comes last: the text leads back to it.
        let (here, others) = parted(fields, *cursor);
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
