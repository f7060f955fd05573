//! The config files: `config.toml` in the user's config folder, over the one of the whole machine; everything in
//! them may be left out.

use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// Reads the config files, the stronger one last; one that is missing is an empty one.
    ///
    /// # Errors
    /// One sentence with the file, the line and what is wrong.
    pub fn read(files: &[PathBuf]) -> Result<Config, String> {
        let mut all = toml::Table::new();
        for path in files {
            let text = match std::fs::read_to_string(path) {
                Ok(text) => text,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(format!("{}: cannot be read ({error})", path.display())),
            };
            Config::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            let table = text
                .parse()
                .map_err(|error| format!("{}: {error}", path.display()))?;
            lay_over(&mut all, table);
        }
        all.try_into()
            .map_err(|error: toml::de::Error| error.to_string())
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

/// Puts what one file says over what a weaker one said, key by key.
fn lay_over(weaker: &mut toml::Table, stronger: toml::Table) {
    for (key, value) in stronger {
        match (weaker.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                weaker.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_the_user_says_stands_over_what_the_machine_says() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let machine = write(
            "machine.toml",
            "db = \"/srv/a.db\"\ntheme = \"light\"\n[desks]\na = \"/srv/a.db\"\nb = \"/srv/b.db\"\n",
        );
        let user = write("user.toml", "theme = \"dark\"\n[desks]\nb = \"~/b.db\"\n");
        let missing = folder.path().join("none.toml");
        let config = Config::read(&[machine, missing, user]).unwrap();
        assert_eq!(config.db.as_deref(), Some("/srv/a.db"));
        assert_eq!(config.theme, ThemeName::Dark);
        assert_eq!(
            (config.desks["a"].as_str(), config.desks["b"].as_str()),
            ("/srv/a.db", "~/b.db")
        );
    }

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
