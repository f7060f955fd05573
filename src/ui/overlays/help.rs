//! All keys, grouped by where they are heard, from the keymap; letters narrow the list, Enter runs a line.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::text::{fold, pad};
use crate::ui::app::Aim;
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::draft::{AimedText, HoldsText, TextField};
use crate::ui::keymap::{BINDINGS, Binding, Keymap, Scope, say_keys};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{boxed, indented, put, put_text, row, rows};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// All keys.
#[derive(Debug, Clone)]
pub struct Help {
    /// What stood under the bar when it was opened.
    pub(super) aim: Aim,
    scopes: Vec<Scope>,
    keymap: Keymap,
    text: TextBox,
    cursor: usize,
}

/// A line of the help.
enum HelpLine {
    Heading(Scope),
    Key(&'static Binding),
}

impl Help {
    /// The keys that are heard here, first.
    #[must_use]
    pub fn new(aim: Aim, here: &[Scope], keymap: Keymap) -> Help {
        let place = AimedText::Keys.place(aim.people());
        let mut scopes = here.to_vec();
        let rest = [
            Scope::Today,
            Scope::Roster,
            Scope::Pipeline,
            Scope::Profile,
            Scope::Triage,
            Scope::Fit,
            Scope::Past,
            Scope::Settings,
            Scope::Import,
            Scope::Duplicates,
            Scope::Merge,
            Scope::Path,
            Scope::Log,
            Scope::Note,
            Scope::Line,
            Scope::Form,
            Scope::Pick,
            Scope::Search,
            Scope::Views,
            Scope::Columns,
            Scope::Kept,
            Scope::Clash,
            Scope::Erase,
            Scope::Read,
            Scope::People,
            Scope::Lists,
            Scope::Anywhere,
        ];
        scopes.extend(rest.into_iter().filter(|scope| !here.contains(scope)));
        Help {
            aim,
            scopes,
            keymap,
            text: TextBox::line(place, ""),
            cursor: 0,
        }
    }

    fn bindings(&self) -> Vec<&'static Binding> {
        let wanted = fold(&self.text.value());
        let matches = |binding: &&Binding| {
            wanted.is_empty()
                || fold(binding.label).contains(&wanted)
                || fold(&say_keys(self.keymap.keys(binding))).contains(&wanted)
        };
        self.scopes
            .iter()
            .flat_map(|scope| {
                BINDINGS
                    .iter()
                    .filter(move |binding| binding.scope == *scope)
            })
            .filter(matches)
            .collect()
    }

    /// Whether no key is left to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bindings().is_empty()
    }

    fn lines(&self) -> (Vec<HelpLine>, usize) {
        let mut lines = Vec::new();
        let mut cursor = 0;
        let mut last = None;
        for (place, binding) in self.bindings().into_iter().enumerate() {
            if last != Some(binding.scope) {
                lines.push(HelpLine::Heading(binding.scope));
                last = Some(binding.scope);
            }
            if place == self.cursor {
                cursor = lines.len();
            }
            lines.push(HelpLine::Key(binding));
        }
        (lines, cursor)
    }

    /// Letters narrow the list.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        match key.code {
            KeyCode::Char('?') | KeyCode::F(1) => Taken::Yes(vec![Next::Close]),
            _ if self.text.key(key) => {
                self.cursor = 0;
                Taken::Yes(Vec::new())
            }
            _ => Taken::No,
        }
    }

    /// Pasted text narrows, too.
    pub fn paste(&mut self, text: &str) {
        self.text.paste(text);
        self.cursor = 0;
    }

    /// Moves, or runs the line under the cursor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let bindings = self.bindings();
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                let mut next = vec![Next::Close];
                next.extend(
                    bindings
                        .get(self.cursor)
                        .map(|binding| Next::Run(self.aim.clone(), binding.command)),
                );
                return next;
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.cursor = Scroll::default().moved(step, self.cursor, bindings.len());
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let (lines, cursor) = self.lines();
        let inside = boxed(
            frame,
            area,
            76,
            area.height.saturating_sub(2),
            "Keys · type to narrow · Enter does it",
            theme,
        );
        if let Some(at) = row(inside, 0) {
            put_text(frame, at, "/", theme.accent);
            self.text.view(frame, indented(at, 1), theme.accent, true);
        }
        let body = Rect {
            y: inside.y + 1,
            height: inside.height.saturating_sub(1),
            ..inside
        };
        if lines.is_empty() {
            put_text(
                frame,
                body,
                "No key does that. : takes commands, Ctrl-P finds anything.",
                theme.dim,
            );
        }
        let first = Scroll::default().first(
            if cursor <= 1 { 0 } else { cursor },
            usize::from(body.height),
            lines.len(),
        );
        for ((index, line), at) in lines.iter().enumerate().skip(first).zip(rows(body)) {
            match line {
                HelpLine::Heading(scope) => put_text(frame, at, scope.title(), theme.heading),
                HelpLine::Key(binding) => {
                    let here = index == cursor;
                    let mark = if here {
                        format!("{CURSOR} ")
                    } else {
                        "  ".into()
                    };
                    put(
                        frame,
                        at,
                        Line::from(vec![
                            Span::styled(mark, theme.accent),
                            Span::styled(
                                pad(&say_keys(self.keymap.keys(binding)), 20),
                                theme.accent,
                            ),
                            Span::styled(
                                binding.label,
                                if here { theme.heading } else { theme.plain },
                            ),
                        ]),
                    );
                }
            }
        }
    }
}

impl HoldsText for Help {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Help {
            text,
            aim: _,
            scopes: _,
            keymap: _,
            cursor: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}
