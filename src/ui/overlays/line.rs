//! The command line: `:park no reply`, `:undo`, `:find zoe`; Tab completes, arrows bring back what was typed.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::text::{Clean, width, wrap};
use crate::ui::app::Aim;
use crate::ui::command::BoxCommand;
use crate::ui::draft::{AimedText, HoldsText, TextField};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::typed::{COMMANDS, completions, read};
use crate::ui::widgets::line::{indented, put_right, put_text, rows};
use crate::ui::widgets::textbox::TextBox;

/// Lines that a sentence about an error may take.
const ERROR_LINES: usize = 4;
/// Columns between what is typed and the help beside it.
const GAP: u16 = 3;

/// The command line.
#[derive(Debug, Clone)]
pub struct CommandLine {
    /// What stood under the bar when it was opened.
    pub(super) aim: Aim,
    text: TextBox,
    past: Vec<String>,
    /// Names that `:desk` may be told.
    desks: Vec<Clean>,
    place: usize,
    /// What was typed before the first Tab, and which of its completions stands there.
    tabbed: Option<(String, usize)>,
    /// What is wrong with the line that was run.
    error: Option<String>,
}

impl CommandLine {
    /// Empty, with what was typed before.
    #[must_use]
    pub fn new(aim: Aim, past: Vec<String>, desks: Vec<Clean>) -> CommandLine {
        let place = AimedText::CommandLine.place(aim.people());
        CommandLine {
            aim,
            text: TextBox::line(place, ""),
            place: past.len(),
            past,
            desks,
            tabbed: None,
            error: None,
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
        self.tabbed = None;
        self.error = None;
        Taken::Yes(Vec::new())
    }

    fn walk(&mut self, place: usize) {
        self.place = place;
        self.text
            .set(self.past.get(place).map_or("", String::as_str));
    }

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) {
        self.tabbed = None;
        self.error = None;
        self.text.paste(text);
    }

    /// Puts a completion of what was typed into the line; again, the next one, or the one before.
    fn complete(&mut self, forward: bool) {
        let (base, before) = match self.tabbed.take() {
            Some((base, place)) => (base, Some(place)),
            None => (self.text.value(), None),
        };
        let all = completions(&base, &self.desks);
        let last = all.len().saturating_sub(1);
        let place = match before {
            None if forward => 0,
            Some(place) if forward => (place + 1) % all.len().max(1),
            None | Some(0) => last,
            Some(place) => place - 1,
        };
        let Some(line) = all.get(place) else { return };
        if last == 0 {
            self.text.set(&format!("{line} "));
        } else {
            self.text.set(line);
            self.tabbed = Some((base, place));
        }
        self.error = None;
    }

    /// Runs what was typed, or completes it. A line that cannot be run stays, with what is wrong.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Submit | BoxCommand::Save => {
                let line = self.text.value();
                match read(&line) {
                    Ok(_) => return vec![Next::Close, Next::Type(self.aim.clone(), line)],
                    Err(error) => self.error = Some(error),
                }
            }
            BoxCommand::Next => self.complete(true),
            BoxCommand::Previous => self.complete(false),
            BoxCommand::Down
            | BoxCommand::Up
            | BoxCommand::PageDown
            | BoxCommand::PageUp
            | BoxCommand::Editor
            | BoxCommand::Discard => {}
        }
        Vec::new()
    }

    /// The line was not done: why, above it.
    pub fn refuse(&mut self, why: &str) {
        self.error = Some(why.to_owned());
    }

    /// The help of a command, with the person it acts on.
    fn named(&self, help: &str) -> String {
        let name = self.aim.subject().name();
        if name.is_empty() {
            return help.to_owned();
        }
        help.replace("the person under the cursor", name.as_str())
    }

    /// What may be typed: the completions, or the help of the command.
    fn help(&self) -> String {
        let typed = self.text.value();
        let base = self.tabbed.as_ref().map_or(&typed, |(base, _)| base);
        let said = COMMANDS
            .iter()
            .find(|(name, _)| base.split(' ').next() == Some(*name))
            .map(|(_, help)| self.named(help));
        let mut last: Vec<String> = completions(base, &self.desks);
        if let Some((name, _)) = base.split_once(' ') {
            for line in &mut last {
                *line = line.split_off((name.len() + 1).min(line.len()));
            }
        }
        match said {
            Some(said) if last.len() < 2 => said,
            _ if base.contains(' ') => last.join(", "),
            _ => last.join(" "),
        }
    }

    /// Draws it at the foot; what is wrong stands above it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let at = Rect { height: 1, ..area };
        let columns = usize::from(area.width.saturating_sub(2)).max(10);
        let wrong: Vec<String> = self
            .error
            .iter()
            .flat_map(|error| wrap(Clean::line(error).as_str(), columns))
            .take(ERROR_LINES)
            .collect();
        let high = u16::try_from(wrong.len()).unwrap_or(0).min(at.y);
        let above = Rect {
            y: at.y - high,
            height: high,
            ..area
        };
        frame.render_widget(ratatui::widgets::Clear, above);
        for (line, place) in wrong.iter().zip(rows(above)) {
            put_text(frame, place, &format!(" {line}"), theme.alarm);
        }
        frame.render_widget(ratatui::widgets::Clear, at);
        put_text(frame, at, " :", theme.accent);
        self.text.view(frame, indented(at, 2), theme.plain, true);
        let typed = u16::try_from(width(&self.text.value())).unwrap_or(u16::MAX);
        let beside = indented(at, typed.saturating_add(2 + GAP));
        if beside.width > 10 {
            put_right(
                frame,
                Rect {
                    width: beside.width - 1,
                    ..beside
                },
                &self.help(),
                theme.dim,
            );
        }
    }
}

impl HoldsText for CommandLine {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let CommandLine {
            text,
            aim: _,
            past: _,
            desks: _,
            place: _,
            tabbed: _,
            error: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(typed: &str, presses: &[BoxCommand]) -> String {
        let mut line = CommandLine::new(Aim::nowhere(), Vec::new(), vec![Clean::fixed("halcyon")]);
        line.paste(typed);
        for press in presses {
            line.run(*press);
        }
        line.text.value()
    }

    #[test]
    fn tab_goes_through_the_completions_and_back() {
        use BoxCommand::{Next, Previous};
        assert_eq!(after("pip", &[Next]), "pipeline ");
        assert_eq!(after("s", &[Next]), "settings");
        assert_eq!(after("s", &[Next, Next, Next]), "stage");
        assert_eq!(after("s", &[Next, Next, Next, Next]), "stop");
        assert_eq!(after("s", &[Next, Next, Next, Next, Next]), "settings");
        assert_eq!(after("s", &[Next, Previous]), "stop");
        assert_eq!(after("xx", &[Next]), "xx");
    }

    #[test]
    fn tab_completes_what_a_command_is_told() {
        assert_eq!(after("stage nu", &[BoxCommand::Next]), "stage nurturing ");
        assert_eq!(after("desk ha", &[BoxCommand::Next]), "desk halcyon ");
        assert_eq!(after("sort la", &[BoxCommand::Next]), "sort last contact ");
        assert_eq!(after("park no", &[BoxCommand::Next]), "park not a fit");
    }
}
