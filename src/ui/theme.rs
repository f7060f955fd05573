//! Colours and symbols by meaning, never by hue; and how many colours the terminal has.

use ratatui::style::{Color, Modifier, Style};

/// How many colours may be used. Told by the environment and the config, never asked of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// None: bold, dim, underline and reverse only.
    Mono,
    /// The sixteen of every terminal.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Many,
    /// Any.
    True,
}

/// Light or dark ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// A theme by its name: `theme = "dark"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// By `COLORFGBG`, else dark.
    #[default]
    Auto,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colours.
    Mono,
}

impl ThemeName {
    /// The words of the config file.
    pub const WORDS: &[&str] = &["auto", "dark", "light", "mono"];

    /// Reads one of the words.
    #[must_use]
    pub fn parse(word: &str) -> Option<ThemeName> {
        Some(match word {
            "auto" => ThemeName::Auto,
            "dark" => ThemeName::Dark,
            "light" => ThemeName::Light,
            "mono" => ThemeName::Mono,
            _ => return None,
        })
    }
}

/// One style a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Plain text.
    pub plain: Style,
    /// What the eye may pass over.
    pub dim: Style,
    /// The row under the cursor, the active tab.
    pub accent: Style,
    /// Late, wrong, refused.
    pub alarm: Style,
    /// Well done.
    pub good: Style,
    /// Headings.
    pub heading: Style,
    /// A rule between panes.
    pub rule: Style,
    /// The field that has the keyboard.
    pub field: Style,
    /// Gone since it was shown.
    pub gone: Style,
}

impl Theme {
    /// The theme for a ground and a number of colours.
    #[must_use]
    pub fn new(ground: Ground, depth: Depth) -> Theme {
        let bold = Modifier::BOLD;
        let style =
            |color: Option<Color>| color.map_or_else(Style::new, |color| Style::new().fg(color));
        let [accent, alarm, good, dim] = colours(ground, depth);
        Theme {
            plain: Style::new(),
            dim: if dim.is_some() {
                style(dim)
            } else {
                Style::new().add_modifier(Modifier::DIM)
            },
            accent: style(accent).add_modifier(bold),
            alarm: style(alarm).add_modifier(bold),
            good: style(good),
            heading: Style::new().add_modifier(bold),
            rule: if dim.is_some() {
                style(dim)
            } else {
                Style::new().add_modifier(Modifier::DIM)
            },
            field: style(accent).add_modifier(Modifier::UNDERLINED),
            gone: style(dim).add_modifier(Modifier::CROSSED_OUT | Modifier::DIM),
        }
    }
}

/// Accent, alarm, good and dim.
fn colours(ground: Ground, depth: Depth) -> [Option<Color>; 4] {
    match (depth, ground) {
        (Depth::Mono, _) => [None; 4],
        (Depth::Sixteen, Ground::Dark) => [
            Some(Color::Cyan),
            Some(Color::LightRed),
            Some(Color::Green),
            Some(Color::DarkGray),
        ],
        (Depth::Sixteen, Ground::Light) => [
            Some(Color::Blue),
            Some(Color::Red),
            Some(Color::Green),
            Some(Color::DarkGray),
        ],
        (Depth::Many, Ground::Dark) => {
            [80, 210, 114, 245].map(|colour| Some(Color::Indexed(colour)))
        }
        (Depth::Many, Ground::Light) => {
            [25, 160, 28, 243].map(|colour| Some(Color::Indexed(colour)))
        }
        (Depth::True, Ground::Dark) => [
            (94, 207, 207),
            (255, 135, 135),
            (135, 215, 135),
            (140, 140, 140),
        ]
        .map(|(r, g, b)| Some(Color::Rgb(r, g, b))),
        (Depth::True, Ground::Light) => [(0, 95, 175), (200, 0, 0), (0, 120, 0), (112, 112, 112)]
            .map(|(r, g, b)| Some(Color::Rgb(r, g, b))),
    }
}

/// The number of colours that the environment tells of.
#[must_use]
pub fn depth_of(term: &str, colorterm: &str, no_color: bool, screen: bool) -> Depth {
    if no_color || term == "dumb" || term.is_empty() {
        return Depth::Mono;
    }
    // GNU screen inherits a COLORTERM it cannot honour.
    let truecolour =
        matches!(colorterm, "truecolor" | "24bit") && !screen && !term.starts_with("screen");
    if truecolour {
        Depth::True
    } else if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") {
        Depth::Many
    } else if term.starts_with("vt") {
        Depth::Mono
    } else {
        Depth::Sixteen
    }
}

/// The sign of somebody who is marked.
pub const MARK: &str = "•";
/// Marks the row under the cursor.
pub const CURSOR: &str = "▌";
/// The thin rule between panes.
pub const RULE: &str = "│";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_colours() {
        assert_eq!(depth_of("xterm-256color", "", false, false), Depth::Many);
        assert_eq!(
            depth_of("xterm-256color", "truecolor", false, false),
            Depth::True
        );
        assert_eq!(
            depth_of("screen-256color", "truecolor", false, true),
            Depth::Many
        );
        assert_eq!(depth_of("linux", "", false, false), Depth::Sixteen);
        assert_eq!(
            depth_of("xterm-256color", "truecolor", true, false),
            Depth::Mono
        );
        assert_eq!(depth_of("dumb", "", false, false), Depth::Mono);
    }

    #[test]
    fn mono_tells_the_cursor_and_the_late_without_a_colour() {
        let theme = Theme::new(Ground::Dark, Depth::Mono);
        for style in [theme.accent, theme.alarm] {
            assert_eq!(style.fg, None);
            assert!(style.add_modifier.contains(Modifier::BOLD));
        }
    }
}
