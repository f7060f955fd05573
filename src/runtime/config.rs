//! The config file: `config.toml` in the user's config folder; everything in it may be left out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::ui::theme::{Depth, Ground, Theme, depth_of};

/// What may stand in the config file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The database, where no other is named.
    pub db: Option<String>,
    /// Databases by name, for `--desk`.
    pub desks: BTreeMap<String, String>,
    /// Light or dark ground.
    pub theme: ThemeName,
    /// How many colours.
    pub color: Colours,
    /// Whether the mouse points.
    pub mouse: Option<bool>,
}

/// `theme = "dark"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
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

/// `color = "256"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Colours {
    /// By the environment.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// Sixteen.
    #[serde(rename = "16")]
    Sixteen,
    /// 256.
    #[serde(rename = "256")]
    Many,
    /// Any.
    #[serde(rename = "true")]
    True,
    /// None.
    #[serde(rename = "never")]
    Never,
}

impl Config {
    /// Reads the config file; a missing one is an empty one.
    ///
    /// # Errors
    /// One sentence with the file, the line and what is wrong.
    pub fn read(path: &Path) -> Result<Config, String> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Config::default());
            }
            Err(error) => return Err(format!("{}: cannot be read ({error})", path.display())),
        };
        Config::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text[..span.start.min(text.len())].matches('\n').count() + 1
            });
            let words = error
                .message()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned();
            format!("line {line}: {words}; mend the line or take it out")
        })
    }

    /// The theme for this terminal, told by the environment and this file, never asked of the terminal.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let no_color = !variable("NO_COLOR").is_empty();
        let told = depth_of(
            &variable("TERM"),
            &variable("COLORTERM"),
            no_color,
            !variable("STY").is_empty(),
        );
        let depth = match (self.theme, self.color) {
            (ThemeName::Mono, _) | (_, Colours::Never) => Depth::Mono,
            (_, Colours::Auto) => told,
            (_, Colours::Sixteen) => Depth::Sixteen,
            (_, Colours::Many) => Depth::Many,
            (_, Colours::True) => Depth::True,
        };
        let light = matches!(variable("COLORFGBG").rsplit(';').next(), Some("7" | "15"));
        let ground = match self.theme {
            ThemeName::Light => Ground::Light,
            ThemeName::Auto if light => Ground::Light,
            ThemeName::Auto | ThemeName::Dark | ThemeName::Mono => Ground::Dark,
        };
        Theme::new(ground, if no_color { Depth::Mono } else { depth })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn everything_may_be_left_out() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let error = Config::parse("theme = \"dark\"\ncolour = \"256\"\n").unwrap_err();
        assert!(
            error.contains("line 2") && error.contains("colour"),
            "{error}"
        );
    }

    #[test]
    fn desks_are_named_paths() {
        let config = Config::parse("[desks]\nhalcyon = \"/srv/halcyon.db\"\n").unwrap();
        assert_eq!(config.desks["halcyon"], "/srv/halcyon.db");
    }
}
