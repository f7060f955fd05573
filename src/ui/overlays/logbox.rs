//! One line for a contact, a note or a next step; what was understood is echoed below while one types.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::change::{Change, Edit, NewTouch, PeopleChange, TalkChange};
use crate::domain::dates::{iso, read_step, say, say_full};
use crate::domain::field::Field;
use crate::domain::question::{Brief, Question};
use crate::domain::text::{Clean, wrap};
use crate::domain::touch::{Channel, Direction, read_line};
use crate::ui::command::BoxCommand;
use crate::ui::draft::{DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::subject::OnePerson;
use crate::ui::widgets::line::{boxed, indented, put, put_text, row};
use crate::ui::widgets::textbox::TextBox;

/// What the line becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogKind {
    /// A contact.
    Contact,
    /// A note.
    Note,
    /// The next step.
    Step,
}

/// One line about a person.
#[derive(Debug, Clone)]
pub struct LogBox {
    kind: LogKind,
    pub(super) who: OnePerson,
    text: TextBox,
    brief: Option<Brief>,
    /// The next step as it stood when the box was opened: what the author saw when they began.
    seen: Option<[Option<String>; 3]>,
    /// The store was asked, and they are gone: it says how when the line is saved.
    gone: bool,
    /// Enter was pressed before the store had told what it knows.
    submitted: bool,
    error: Option<String>,
}

impl LogBox {
    /// An empty line about a person.
    #[must_use]
    pub fn new(kind: LogKind, who: &OnePerson) -> LogBox {
        LogBox {
            kind,
            who: who.clone(),
            text: TextBox::line(place(kind, who), ""),
            brief: None,
            seen: None,
            gone: false,
            submitted: false,
            error: None,
        }
    }

    /// Asks what the box wants to know.
    #[must_use]
    pub fn asks(&self) -> Next {
        let number = self.text.place().number;
        Next::Ask(Asker::Box(number), Question::Brief(self.who.id))
    }

    /// Takes what the store knows of the person.
    pub fn receive(&mut self, brief: Option<Brief>, look: &Look<'_>) -> Vec<Next> {
        match brief {
            // It was asked before they were merged into the one who stays.
            Some(brief) if brief.person != self.who.id => return Vec::new(),
            Some(brief) => {
                self.who.name = brief.card.name.clone();
                self.text.belongs_to(place(self.kind, &self.who));
                self.seen.get_or_insert_with(|| brief.step.clone());
                self.brief = Some(brief);
            }
            None => (self.brief, self.gone) = (None, true),
        }
        if std::mem::take(&mut self.submitted) {
            self.submit(look)
        } else {
            Vec::new()
        }
    }

    /// Letters go into the box.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        self.error = None;
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

    /// Text from the editor, as one line.
    pub fn edited(&mut self, text: &str) {
        self.text.set(text.trim_end());
    }

    /// Saves, or turns a contact into a note and back.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            BoxCommand::Submit | BoxCommand::Save => self.submit(look),
            BoxCommand::Next | BoxCommand::Previous => {
                self.kind = match self.kind {
                    LogKind::Contact => LogKind::Note,
                    LogKind::Note => LogKind::Contact,
                    LogKind::Step => LogKind::Step,
                };
                self.text.belongs_to(place(self.kind, &self.who));
                Vec::new()
            }
            BoxCommand::Editor => vec![Next::Do(Effect::Edit(self.text.value()))],
            BoxCommand::Down | BoxCommand::Up | BoxCommand::PageDown | BoxCommand::PageUp => {
                Vec::new()
            }
            BoxCommand::Discard => {
                self.text.set("");
                Vec::new()
            }
        }
    }

    fn submit(&mut self, look: &Look<'_>) -> Vec<Next> {
        if self.brief.is_none() && !self.gone && self.kind != LogKind::Note {
            self.submitted = true;
            return vec![self.asks()];
        }
        if self.text.is_blank() && self.kind != LogKind::Step {
            self.error = Some("type what was said; Esc closes".into());
            return Vec::new();
        }
        match self.kind {
            LogKind::Contact => self.save_contact(look),
            LogKind::Note => vec![Next::Save(Change::Talk(TalkChange::AddNote {
                person: self.who.id,
                text: self.text.value().trim().to_owned(),
            }))],
            LogKind::Step => self.save_step(look),
        }
    }

    fn save_contact(&mut self, look: &Look<'_>) -> Vec<Next> {
        let line = match read_line(&self.text.value(), look.today, self.channel()) {
            Ok(line) => line,
            Err(sentence) => {
                self.error = Some(sentence);
                return Vec::new();
            }
        };
        vec![Next::Save(Change::Talk(TalkChange::Log(NewTouch {
            person: self.who.id,
            direction: line.direction,
            channel: line.channel,
            kind: line.kind,
            date: line.date,
            text: line.text,
        })))]
    }

    fn save_step(&mut self, look: &Look<'_>) -> Vec<Next> {
        let (date, text) = match read_step(&self.text.value(), look.today) {
            Ok(step) => step,
            Err(sentence) => {
                self.error = Some(sentence);
                return Vec::new();
            }
        };
        let [old_text, old_date, _] = self.seen.clone().unwrap_or_default();
        let text = (!text.is_empty()).then_some(text);
        let edits = vec![
            Edit {
                field: Field::NextStep,
                original: old_text,
                mine: text,
            },
            Edit {
                field: Field::NextDate,
                original: old_date,
                mine: date.map(iso),
            },
        ];
        vec![Next::Save(Change::People(PeopleChange::Edit {
            person: self.who.id,
            edits,
        }))]
    }

    fn channel(&self) -> Option<Channel> {
        self.brief.as_ref().and_then(|brief| brief.channel)
    }

    /// What was understood, or why nothing was.
    fn echo(&self, look: &Look<'_>) -> Result<String, String> {
        let typed = self.text.value();
        match self.kind {
            LogKind::Contact => {
                let line = read_line(&typed, look.today, self.channel())?;
                let who = match line.direction {
                    Direction::In => "in: they said",
                    Direction::Out => "out: we said",
                };
                let channel = line.channel.map_or("no channel", Channel::word);
                Ok(format!(
                    "{who} · {channel} · {} · {}",
                    line.kind.word(),
                    say(line.date, look.today)
                ))
            }
            LogKind::Note => Ok("a note, kept with the person · Tab makes it a contact".into()),
            LogKind::Step => Ok(match read_step(&typed, look.today)? {
                (Some(date), text) if text.is_empty() => {
                    format!("{} · no words yet", say_full(date))
                }
                (Some(date), text) => format!("{} · {text}", say_full(date)),
                (None, text) if text.is_empty() => {
                    "Enter on nothing clears the next step · fri call about rates".into()
                }
                (None, text) => format!("no date · {text}"),
            }),
        }
    }

    /// Whether the line becomes a next step.
    #[must_use]
    pub fn is_step(&self) -> bool {
        self.kind == LogKind::Step
    }

    /// Puts a line into the box.
    pub fn set(&mut self, line: &str) {
        self.text.set(line);
    }

    /// Draws it in the lower part, so that the row it speaks of stays in sight.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let warning = self.colleague(look);
        let high = 6 + u16::from(warning.is_some());
        let low = Rect {
            y: area.y + area.height.saturating_sub(high + 1),
            height: area.height.min(high),
            ..area
        };
        let title = match self.kind {
            LogKind::Contact => format!("Log a contact with {}", self.who.name),
            LogKind::Note => format!("Note on {}", self.who.name),
            LogKind::Step => format!("Next step for {}", self.who.name),
        };
        let inside = boxed(
            frame,
            low,
            area.width.saturating_sub(4).min(100),
            high,
            &title,
            theme,
        );
        if let Some(at) = row(inside, 0) {
            put(frame, at, Line::from(Span::styled("▸", theme.accent)));
            self.text.view(frame, indented(at, 2), theme.plain, true);
        }
        let (echo, style) = match (&self.error, self.echo(look)) {
            (Some(error), _) => (error.clone(), theme.alarm),
            (None, Err(error)) => (error, theme.alarm),
            (None, Ok(echo)) => (echo, theme.good),
        };
        let width = usize::from(inside.width.saturating_sub(2));
        for (line, y) in wrap(Clean::line(&echo).as_str(), width).iter().zip(1..3) {
            if let Some(at) = row(inside, y) {
                put_text(frame, indented(at, 2), line, style);
            }
        }
        if let Some(at) = row(inside, 3) {
            put_text(frame, indented(at, 2), &self.context(look), theme.dim);
        }
        if let (Some(at), Some(words)) = (row(inside, 4), warning) {
            put_text(frame, indented(at, 2), &words, theme.alarm);
        }
    }

    /// A colleague was in touch lately: told before another contact is logged, and in nobody's way.
    fn colleague(&self, look: &Look<'_>) -> Option<String> {
        let (by, date) = self.brief.as_ref()?.colleague.as_ref()?;
        (self.kind == LogKind::Contact).then(|| {
            let when = say(*date, look.today);
            format!("{by} logged a contact with {} {when}", self.who.name)
        })
    }

    /// What is known already: the last contact, the step that stands.
    fn context(&self, look: &Look<'_>) -> String {
        let Some(brief) = &self.brief else {
            return String::new();
        };
        let date = brief.step[1]
            .as_deref()
            .and_then(crate::domain::dates::from_iso);
        let step = brief.step[0].as_deref().map(Clean::line);
        let next = match (date, step) {
            (None, None) => "no next step".to_owned(),
            (date, step) => {
                let when =
                    date.map_or_else(String::new, |date| format!("{} ", say(date, look.today)));
                format!("now: {when}{}", step.unwrap_or_default())
            }
        };
        match self.kind {
            LogKind::Step => next,
            LogKind::Contact | LogKind::Note => {
                let last = brief.card.last_contact.map_or_else(
                    || "no contact yet".into(),
                    |date| format!("last contact {}", say(date, look.today)),
                );
                format!("{last} · {next}")
            }
        }
    }
}

/// Where the text of a line of this kind belongs.
fn place(kind: LogKind, who: &OnePerson) -> TextPlace {
    let draft = match kind {
        LogKind::Contact => DraftFor::Log(who.id),
        LogKind::Note => DraftFor::Note(who.id),
        LogKind::Step => DraftFor::Step(who.id),
    };
    TextPlace::new(draft, &who.name)
}

impl HoldsText for LogBox {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let LogBox {
            text,
            kind: _,
            who: _,
            brief: _,
            seen: _,
            gone: _,
            submitted: _,
            error: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}
