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
    /// Bright and bold, nothing dim.
    Contrast,
    /// Light text on a dark ground that the desk paints itself.
    Painted,
    /// No colours.
    Mono,
}

impl ThemeName {
    /// All themes, as they are offered.
    pub const ALL: [ThemeName; 6] = [
        ThemeName::Auto,
        ThemeName::Dark,
        ThemeName::Light,
        ThemeName::Contrast,
        ThemeName::Painted,
        ThemeName::Mono,
    ];
    /// The words of the config file.
    pub const WORDS: &[&str] = &["auto", "dark", "light", "contrast", "painted", "mono"];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// What it is for.
    #[must_use]
    pub fn does(self) -> &'static str {
        match self {
            ThemeName::Auto => "as the terminal says of itself, else dark",
            ThemeName::Dark => "for a dark ground",
            ThemeName::Light => "for a light ground",
            ThemeName::Contrast => "bright and bold, nothing dim",
            ThemeName::Painted => "paints its own dark ground",
            ThemeName::Mono => "no colours: bold, underline, signs",
        }
    }

    /// Reads one of the words.
    #[must_use]
    pub fn parse(word: &str) -> Option<ThemeName> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// What the terminal can show, told by the environment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Eyes {
    /// How many colours.
    pub depth: Depth,
    /// Whether its ground is light, as far as it says.
    pub light: bool,
    /// Whether colours are not wanted at all.
    pub no_color: bool,
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
    /// Text and ground that the desk paints where nothing else is said.
    pub paint: Option<(Color, Color)>,
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
            paint: None,
        }
    }

    /// The theme of a name on this terminal.
    #[must_use]
    pub fn named(name: ThemeName, eyes: Eyes) -> Theme {
        let mono = eyes.no_color || name == ThemeName::Mono;
        let depth = if mono { Depth::Mono } else { eyes.depth };
        let ground = match name {
            ThemeName::Light => Ground::Light,
            ThemeName::Auto | ThemeName::Contrast if eyes.light => Ground::Light,
            _ => Ground::Dark,
        };
        let theme = Theme::new(ground, depth);
        match name {
            ThemeName::Contrast => theme.with_contrast(ground, depth),
            ThemeName::Painted => Theme {
                paint: painted(depth),
                ..theme
            },
            ThemeName::Auto | ThemeName::Dark | ThemeName::Light | ThemeName::Mono => theme,
        }
    }

    /// Nothing dim; what is late or wrong is underlined, too.
    fn with_contrast(self, ground: Ground, depth: Depth) -> Theme {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let bright = |dark, light| match (depth, ground) {
            (Depth::Mono, _) => bold,
            (_, Ground::Dark) => bold.fg(dark),
            (_, Ground::Light) => bold.fg(light),
        };
        Theme {
            dim: Style::new(),
            rule: Style::new(),
            accent: bright(Color::LightYellow, Color::Blue),
            alarm: bright(Color::LightRed, Color::Red).add_modifier(Modifier::UNDERLINED),
            good: bright(Color::LightGreen, Color::Green),
            gone: Style::new().add_modifier(Modifier::CROSSED_OUT),
            ..self
        }
    }
}

/// Text and ground of the painted theme.
fn painted(depth: Depth) -> Option<(Color, Color)> {
    match depth {
        Depth::Mono => None,
        Depth::Sixteen => Some((Color::White, Color::Black)),
        Depth::Many => Some((Color::Indexed(252), Color::Indexed(234))),
        Depth::True => Some((Color::Rgb(208, 208, 208), Color::Rgb(28, 28, 28))),
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

    #[test]
    fn high_contrast_dims_nothing_and_underlines_what_is_late() {
        for depth in [Depth::Mono, Depth::Sixteen, Depth::True] {
            let eyes = Eyes {
                depth,
                ..Eyes::default()
            };
            let theme = Theme::named(ThemeName::Contrast, eyes);
            assert_eq!(theme.dim, Style::new());
            assert!(theme.alarm.add_modifier.contains(Modifier::UNDERLINED));
            assert!(theme.accent.add_modifier.contains(Modifier::BOLD));
        }
    }

    #[test]
    fn no_color_wins_over_every_theme() {
        let eyes = Eyes {
            depth: Depth::True,
            no_color: true,
            ..Eyes::default()
        };
        for name in ThemeName::ALL {
            let theme = Theme::named(name, eyes);
            assert_eq!(
                (theme.accent.fg, theme.alarm.fg, theme.paint),
                (None, None, None)
            );
            assert_eq!(ThemeName::parse(name.word()), Some(name));
        }
    }
}
