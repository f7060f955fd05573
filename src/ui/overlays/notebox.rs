//! A note: many lines, softly wrapped.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::change::{Change, TalkChange};
use crate::domain::ids::NoteId;
use crate::domain::person::Note;
use crate::ui::command::BoxCommand;
use crate::ui::draft::{Draft, DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::line::{boxed, put_text, row};
use crate::ui::widgets::textbox::TextBox;

/// A note.
#[derive(Debug, Clone)]
pub struct NoteBox {
    pub(super) who: OnePerson,
    text: TextBox,
    /// The note that was there, and its text when the author began.
    there: Option<(NoteId, String)>,
}

impl NoteBox {
    /// A new note about a person.
    #[must_use]
    pub fn new(who: &OnePerson) -> NoteBox {
        NoteBox {
            who: who.clone(),
            text: TextBox::text(TextPlace::new(DraftFor::Note(who.id), &who.name), ""),
            there: None,
        }
    }

    /// A note that exists.
    #[must_use]
    pub fn edit(who: &OnePerson, note: &Note) -> NoteBox {
        NoteBox::of(who, note.id, note.text.as_stored())
    }

    /// A note that existed when its author began; unsaved text is put back into it.
    #[must_use]
    pub fn again(who: &OnePerson, note: NoteId, draft: &Draft) -> NoteBox {
        NoteBox::of(who, note, &original(draft))
    }

    fn of(who: &OnePerson, note: NoteId, original: &str) -> NoteBox {
        let place = TextPlace::new(DraftFor::EditNote(who.id, note), &who.name);
        NoteBox {
            who: who.clone(),
            text: TextBox::text(place, original),
            there: Some((note, original.to_owned())),
        }
    }

    /// Unsaved text was put back: what its author saw counts, so that a colleague's change since then is found.
    pub fn put_back(&mut self, draft: &Draft) {
        if let Some((_, there)) = &mut self.there {
            *there = original(draft);
        }
    }

    /// Letters go into the box.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        if self.text.key(key) {
            Taken::Yes(Vec::new())
        } else {
            Taken::No
        }
    }

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) {
        self.text.paste(text);
    }

    /// Text from the editor.
    pub fn edited(&mut self, text: &str) {
        self.text.set(text.trim_end());
    }

    /// Saves, or goes to the editor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Save | BoxCommand::Submit => self.save(),
            BoxCommand::Editor => vec![Next::Do(Effect::Edit(self.text.value()))],
            BoxCommand::Discard => {
                let text = self
                    .there
                    .as_ref()
                    .map(|(_, original)| original.clone())
                    .unwrap_or_default();
                self.text.set(&text);
                Vec::new()
            }
            BoxCommand::Next
            | BoxCommand::Previous
            | BoxCommand::Down
            | BoxCommand::Up
            | BoxCommand::PageDown
            | BoxCommand::PageUp => Vec::new(),
        }
    }

    fn save(&self) -> Vec<Next> {
        if self.text.is_blank() {
            return vec![Next::Say(Notice::calm(
                "an empty note is not kept; D on a note takes it out",
            ))];
        }
        let (person, text) = (self.who.id, self.text.value().trim_end().to_owned());
        let change = match &self.there {
            Some((note, original)) => TalkChange::EditNote {
                person,
                note: *note,
                original: original.clone(),
                mine: text,
            },
            None => TalkChange::AddNote { person, text },
        };
        vec![Next::Save(Change::Talk(change))]
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let columns = area.width.saturating_sub(6).min(90);
        let lines = (self.text.height(columns.saturating_sub(4)) + 4)
            .clamp(8, area.height.saturating_sub(2).max(8));
        let inside = boxed(
            frame,
            area,
            columns,
            lines,
            &format!("Note on {}", self.who.name),
            theme,
        );
        let place = Rect {
            height: inside.height.saturating_sub(2),
            ..inside
        };
        self.text.view(frame, place, theme.plain, true);
        if let Some(at) = row(inside, inside.height.saturating_sub(1)) {
            put_text(frame, at, "Ctrl-S saves", theme.dim);
        }
    }
}

/// What the note said when its author began.
fn original(draft: &Draft) -> String {
    // Earlier versions stored it as another text.
    let before = || draft.text("original").map(str::to_owned);
    let stored = draft.original("").cloned().flatten();
    stored.or_else(before).unwrap_or_default()
}

impl TextField for NoteBox {
    fn text_box(&self) -> &TextBox {
        &self.text
    }

    fn is_unsaved(&self) -> bool {
        let there = self.there.as_ref().map_or("", |(_, text)| text.as_str());
        self.text.value().trim() != there.trim()
    }

    fn original(&self) -> Option<Option<String>> {
        self.there.as_ref().map(|(_, text)| Some(text.clone()))
    }
}

impl HoldsText for NoteBox {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let NoteBox {
            text: _,
            who: _,
            there: _,
        } = self;
        visit(self);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}
