//! The command line: `:park no reply`, `:undo`, `:find zoe`; Tab completes, arrows bring back what was typed.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::ui::command::BoxCommand;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::typed::COMMANDS;
use crate::ui::widgets::line::{indented, put_right, put_text};
use crate::ui::widgets::textbox::TextBox;

/// The command line.
#[derive(Debug, Clone)]
pub struct CommandLine {
    text: TextBox,
    past: Vec<String>,
    place: usize,
}

impl CommandLine {
    /// Empty, with what was typed before.
    #[must_use]
    pub fn new(past: Vec<String>) -> CommandLine {
        CommandLine {
            text: TextBox::line(""),
            place: past.len(),
            past,
        }
    }

    /// Letters go into the box; arrows walk through what was typed before.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        match key.code {
            KeyCode::Up => self.walk(self.place.saturating_sub(1)),
            KeyCode::Down => self.walk((self.place + 1).min(self.past.len())),
            KeyCode::Backspace if self.text.value().is_empty() => {
                return Taken::Yes(vec![Next::Close]);
            }
            KeyCode::Enter => return Taken::No,
            _ => {
                if !self.text.key(key) {
                    return Taken::No;
                }
            }
        }
        Taken::Yes(Vec::new())
    }

    fn walk(&mut self, place: usize) {
        self.place = place;
        self.text
            .set(self.past.get(place).map_or("", String::as_str));
    }

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) {
        self.text.paste(text);
    }

    /// Names that begin with what was typed.
    fn completions(&self) -> Vec<&'static str> {
        let typed = self.text.value();
        if typed.contains(' ') {
            return Vec::new();
        }
        COMMANDS
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| name.starts_with(&typed))
            .collect()
    }

    /// Runs what was typed, or completes it.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Submit | BoxCommand::Save => {
                vec![Next::Close, Next::Type(self.text.value())]
            }
            BoxCommand::Next => {
                if let Some(name) = self.completions().first() {
                    self.text.set(&format!("{name} "));
                }
                Vec::new()
            }
            BoxCommand::Previous
            | BoxCommand::Down
            | BoxCommand::Up
            | BoxCommand::PageDown
            | BoxCommand::PageUp
            | BoxCommand::Editor
            | BoxCommand::Discard => Vec::new(),
        }
    }

    /// Draws it at the foot.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let at = Rect { height: 1, ..area };
        frame.render_widget(ratatui::widgets::Clear, at);
        put_text(frame, at, " :", look.theme.accent);
        let typed = self.text.value();
        let help = COMMANDS
            .iter()
            .find(|(name, _)| typed.split(' ').next() == Some(*name))
            .map(|(_, help)| (*help).to_owned());
        let help = help.unwrap_or_else(|| {
            self.completions()
                .into_iter()
                .take(8)
                .collect::<Vec<_>>()
                .join(" ")
        });
        put_right(frame, at, &format!("{help} "), look.theme.dim);
        self.text.view(
            frame,
            Rect {
                width: at.width.saturating_sub(2) / 2,
                ..indented(at, 2)
            },
            look.theme.plain,
            true,
        );
    }
}
