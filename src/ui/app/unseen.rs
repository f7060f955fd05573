//! A window that is too small to be drawn on: what it says, and the keys that are heard there.

use crossterm::event::KeyEvent;

use super::App;
use super::keys::is_interrupt;
use crate::domain::text::Clean;
use crate::ui::command::Command;
use crate::ui::effect::Effect;
use crate::ui::keymap::{BINDINGS, Heard, Key, Scope, say_first};
use crate::ui::next::Next;

impl App {
    /// Only the keys that quit are heard, for no one sees what the others would do. A job that is running is asked
    /// about; typed text is kept as at every end.
    pub(super) fn key_unseen(&mut self, key: KeyEvent) -> Vec<Next> {
        let key = self.keymap.layout().map_or(key, |layout| layout.press(key));
        let heard = self.keymap.heard(&[Scope::Anywhere], None, Key::of(key));
        if heard != Heard::Command(Command::Close) && !is_interrupt(key) {
            self.quitting = false;
            return Vec::new();
        }
        if self.quitting || self.going().is_none() {
            return vec![Next::Do(Effect::Quit)];
        }
        self.quitting = true;
        Vec::new()
    }

    /// What the window says.
    #[must_use]
    pub fn said_unseen(&self) -> Clean {
        let quits = BINDINGS
            .iter()
            .find(|binding| binding.command == Command::Close)
            .map(|binding| say_first(self.keymap.keys(binding)))
            .filter(|key| !key.is_empty())
            .unwrap_or_else(|| "Ctrl-C".to_owned());
        Clean::line(&match self.going() {
            Some(going) if self.quitting => format!(
                "{} is still running. Press {quits} again to quit; you can resume it later.",
                going.label
            ),
            Some(_) | None => format!(
                "Entourage needs 60 columns and 16 rows. Make the window larger, or press {quits} to quit."
            ),
        })
    }
}
