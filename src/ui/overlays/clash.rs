//! Two people changed the same field: mine, theirs and the original beside each other, and a choice for each.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::ids::PersonId;
use crate::domain::refusal::Clash;
use crate::domain::text::{Clean, Raw, pad};
use crate::ui::command::BoxCommand;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{boxed, put, put_text, row, rows};

/// The choice between two changes of the same fields.
#[derive(Debug, Clone)]
pub struct ClashBox {
    person: PersonId,
    name: Clean,
    by: Clean,
    /// Each field, and whether mine is taken; nothing is chosen until the person says so.
    fields: Vec<(Clash, Option<bool>)>,
    /// What else was changed in the same form and meets nobody's.
    others: Vec<Edit>,
    cursor: usize,
}

impl ClashBox {
    /// The choice, with nothing chosen yet.
    #[must_use]
    pub fn new(
        person: PersonId,
        name: Clean,
        by: Clean,
        fields: Vec<Clash>,
        others: Vec<Edit>,
    ) -> ClashBox {
        ClashBox {
            person,
            name,
            by,
            fields: fields.into_iter().map(|clash| (clash, None)).collect(),
            others,
            cursor: 0,
        }
    }

    /// Whom it is about.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// `m` takes mine, `t` theirs.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        let mine = match key.code {
            KeyCode::Char('m') => true,
            KeyCode::Char('t') => false,
            _ => return Taken::No,
        };
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.1 = Some(mine);
        }
        self.cursor = (self.cursor + 1).min(self.fields.len().saturating_sub(1));
        Taken::Yes(Vec::new())
    }

    /// Moves, or saves what was chosen.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Submit | BoxCommand::Save => return self.save(),
            BoxCommand::Down | BoxCommand::Next => {
                self.cursor = (self.cursor + 1).min(self.fields.len().saturating_sub(1));
            }
            BoxCommand::Up | BoxCommand::Previous => self.cursor = self.cursor.saturating_sub(1),
            BoxCommand::PageDown
            | BoxCommand::PageUp
            | BoxCommand::Editor
            | BoxCommand::Discard => {}
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Next> {
        if let Some(open) = self.fields.iter().position(|(_, mine)| mine.is_none()) {
            self.cursor = open;
            return vec![Next::Say(crate::ui::notice::Notice::calm(
                "choose first: m mine, t theirs",
            ))];
        }
        let stored = |raw: &Option<Raw>| raw.as_ref().map(|raw| raw.as_stored().to_owned());
        let mut edits = self.others.clone();
        edits.extend(
            self.fields
                .iter()
                .filter(|(_, mine)| *mine == Some(true))
                .map(|(clash, _)| Edit {
                    field: clash.field,
                    original: stored(&clash.theirs),
                    mine: stored(&clash.mine),
                }),
        );
        if edits.is_empty() {
            return vec![
                Next::Settled(self.person),
                Next::Close,
                Next::Say(crate::ui::notice::Notice::calm(format!(
                    "kept what {} wrote",
                    self.by
                ))),
            ];
        }
        vec![Next::Save(Change::People(PeopleChange::Edit {
            person: self.person,
            edits,
        }))]
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let lines = u16::try_from(self.fields.len() * 5 + 5)
            .unwrap_or(u16::MAX)
            .min(area.height);
        let title = format!("{} and you both changed {}", self.by, self.name);
        let inside = boxed(
            frame,
            area,
            area.width.saturating_sub(6).min(96),
            lines,
            &title,
            theme,
        );
        let mut places = rows(Rect {
            height: inside.height.saturating_sub(2),
            ..inside
        });
        let shown = |clash: &Clash, value: &Option<Raw>| {
            value.as_ref().map_or_else(
                || "(empty)".to_owned(),
                |raw| clash.field.show(raw, look.today).to_string(),
            )
        };
        for (index, (clash, mine)) in self.fields.iter().enumerate() {
            let here = index == self.cursor;
            let mark = if here {
                format!("{CURSOR} ")
            } else {
                "  ".into()
            };
            let lines = [
                (clash.field.label().to_owned(), String::new(), theme.heading),
                (
                    format!("{} m mine", if *mine == Some(true) { "●" } else { "○" }),
                    shown(clash, &clash.mine),
                    theme.plain,
                ),
                (
                    format!(
                        "{} t {}",
                        if *mine == Some(false) { "●" } else { "○" },
                        self.by
                    ),
                    shown(clash, &clash.theirs),
                    theme.plain,
                ),
                (
                    "    before".to_owned(),
                    shown(clash, &clash.original),
                    theme.dim,
                ),
                (String::new(), String::new(), theme.plain),
            ];
            for (label, text, style) in lines {
                let Some(at) = places.next() else { return };
                put(
                    frame,
                    at,
                    Line::from(vec![
                        Span::styled(mark.clone(), theme.accent),
                        Span::styled(pad(&label, 18), theme.dim),
                        Span::styled(text, style),
                    ]),
                );
            }
        }
        if let Some(at) = row(inside, inside.height.saturating_sub(1)) {
            put_text(
                frame,
                at,
                "m mine · t theirs · Enter saves the choice · Esc leaves theirs, your text is kept",
                theme.dim,
            );
        }
    }
}
