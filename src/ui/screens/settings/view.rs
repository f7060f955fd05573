//! Draws the settings: a line each under their headings, and below the list what the one under the cursor does.
//!
//! ```text
//!  Settings: the team's stand in the database, your own are for you alone
//!  Tiers, by followers
//!  ▌ Nano from             1,000                default
//!    …
//!  Your own, on this machine
//!    Theme                 dark                 chosen here
//!
//!  fewer followers than this have no tier
//!  default 1,000 · followers, each tier above the one before
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Item, Settings, value};
use crate::domain::dates::say as say_day;
use crate::domain::settings::say;
use crate::domain::text::{fit, pad};
use crate::ui::look::Look;
use crate::ui::theme::{CURSOR, ThemeName};
use crate::ui::widgets::line::{indented, put, put_text, row, rows};

/// Lines at the foot that tell of the setting under the cursor, with a blank one above.
const ABOUT: u16 = 4;

/// A line of the list.
enum Drawn<'a> {
    Heading(&'static str),
    Item(usize, Item<'a>),
}

impl Settings {
    fn lines(&self) -> Vec<Drawn<'_>> {
        let mut lines = Vec::new();
        let mut last = None;
        for (place, item) in self.items().into_iter().enumerate() {
            let heading = match item {
                Item::Team(state) => state.setting.definition().section.title(),
                Item::Theme | Item::Mouse => "Your own",
            };
            if last.replace(heading) != Some(heading) {
                lines.push(Drawn::Heading(heading));
            }
            lines.push(Drawn::Item(place, item));
        }
        lines
    }

    /// The line of each item, for the mouse.
    pub(super) fn places(&self) -> Vec<usize> {
        let lines = self.lines().into_iter().enumerate();
        lines
            .filter_map(|(at, line)| matches!(line, Drawn::Item(..)).then_some(at))
            .collect()
    }

    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        if let Some(head) = row(area, 0) {
            let words = "Settings: the team's are in the database and change for everybody";
            put_text(frame, indented(head, 1), words, look.theme.heading);
        }
        let body = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1 + ABOUT),
            ..area
        };
        self.area.set(body);
        let lines = self.lines();
        let at = self.places().get(self.cursor).copied().unwrap_or(0);
        let first = self.scroll.first(
            if at <= 1 { 0 } else { at },
            usize::from(body.height),
            lines.len(),
        );
        for (line, place) in lines.iter().skip(first).zip(rows(body)) {
            match line {
                Drawn::Heading(words) => {
                    put_text(frame, indented(place, 1), words, look.theme.heading);
                }
                Drawn::Item(index, item) => {
                    let drawn = self.item(*item, *index == self.cursor, place.width, look);
                    put(frame, place, drawn);
                }
            }
        }
        self.about(frame, area, look);
    }

    fn item<'a>(&self, item: Item<'_>, here: bool, columns: u16, look: &Look<'_>) -> Line<'a> {
        let theme = look.theme;
        let (title, value, from) = self.told(item, look);
        let wide = usize::from(columns);
        let (titles, values) = if wide < 100 { (23, 24) } else { (26, 30) };
        let room = wide.saturating_sub(titles + values + 7);
        Line::from(vec![
            if here {
                Span::styled(format!(" {CURSOR} "), theme.accent)
            } else {
                Span::raw("   ")
            },
            Span::styled(
                pad(title, titles),
                if here { theme.heading } else { theme.plain },
            ),
            Span::styled(
                format!("{} ", pad(&fit(&value, values), values)),
                theme.accent,
            ),
            Span::styled(fit(&from, room).into_owned(), theme.dim),
        ])
    }

    /// Title, value and where the value comes from.
    fn told(&self, item: Item<'_>, look: &Look<'_>) -> (&'static str, String, String) {
        match item {
            Item::Team(state) => {
                let from = match (&state.stored, &state.changed) {
                    (Some(_), Some((by, day))) => format!("{by}, {}", say_day(*day, look.today)),
                    (Some(_), None) => "the team".into(),
                    (None, Some((by, day))) => {
                        format!("default again, {by}, {}", say_day(*day, look.today))
                    }
                    (None, None) => "default".into(),
                };
                let title = state.setting.definition().title;
                (title, say(state.setting, value(state)), from)
            }
            Item::Theme => {
                let own = &self.personal;
                let from = match (own.theme, own.config_theme) {
                    _ if own.eyes.no_color => "NO_COLOR: no colours whatever is chosen",
                    (Some(_), _) => "chosen here",
                    (None, ThemeName::Auto) => "default",
                    (None, _) => "config file",
                };
                ("Theme", own.theme_name().word().into(), from.into())
            }
            Item::Mouse => {
                let own = &self.personal;
                let from = match (own.mouse, own.config_mouse) {
                    (Some(_), _) => "chosen here",
                    (None, Some(_)) => "config file",
                    (None, None) => "default",
                };
                let value = if own.points() {
                    "points"
                } else {
                    "selects text"
                };
                ("Mouse", value.into(), from.into())
            }
        }
    }

    /// What the setting under the cursor does, its default and what it may be.
    fn about(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let [does, may, more] = match self.items().get(self.cursor) {
            Some(Item::Team(state)) => {
                let line = state.setting.definition();
                let default = say(state.setting, line.default);
                [
                    line.does.to_owned(),
                    format!("default {default} · {}", line.range()),
                    format!("entourage settings {}", line.key),
                ]
            }
            Some(Item::Theme) => [
                "colours; kept for you on this machine".into(),
                format!("default auto · {}", ThemeName::WORDS.join(", ")),
                OWN.into(),
            ],
            Some(Item::Mouse) => [
                "points and scrolls at the desk, or selects text in the terminal".into(),
                "default points · points, selects text".into(),
                OWN.into(),
            ],
            None => return,
        };
        let top = area.bottom().saturating_sub(ABOUT - 1);
        for (words, y) in [does, may, more].iter().zip(top..area.bottom()) {
            let at = Rect {
                y,
                height: 1,
                ..indented(area, 1)
            };
            put_text(
                frame,
                at,
                &fit(words, usize::from(at.width)),
                look.theme.dim,
            );
        }
    }
}

const OWN: &str = "stands over the config file until the file says something else";
