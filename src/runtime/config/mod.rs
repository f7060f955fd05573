//! The config files: `config.toml` in the user's config folder, over the one of the whole machine; everything in
//! them may be left out.

mod read;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::ui::keymap::{Keymap, Layout, Wish};
use crate::ui::theme::{Depth, Eyes, ThemeName, depth_of};

/// What may stand in the config file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// A keyboard of another script.
    pub layout: Option<&'static Layout>,
    /// Keys of one's own.
    pub keys: Vec<Wish>,
}

/// `color = "256"`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colours {
    /// By the environment.
    #[default]
    Auto,
    /// Sixteen.
    Sixteen,
    /// 256.
    Many,
    /// Any.
    True,
    /// None.
    Never,
}

impl Colours {
    /// The words of the config file.
    pub const WORDS: &[&str] = &["auto", "16", "256", "true", "never"];

    /// Reads one of the words.
    #[must_use]
    pub fn parse(word: &str) -> Option<Colours> {
        Some(match word {
            "auto" => Colours::Auto,
            "16" => Colours::Sixteen,
            "256" => Colours::Many,
            "true" => Colours::True,
            "never" => Colours::Never,
            _ => return None,
        })
    }
}

impl Config {
    /// Reads the config files, the stronger one last; one that is missing is an empty one. The keys are looked at,
    /// too, so that a wrong one is told whatever is started.
    ///
    /// # Errors
    /// One sentence with the file, the line and what is wrong.
    pub fn read(files: &[PathBuf]) -> Result<Config, String> {
        let mut all = Config::default();
        for path in files {
            match text_of(path) {
                Ok(text) => all = read::over(all, path, &text)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => {
                    let path = path.display();
                    return Err(format!("{path}: cannot be read ({})", why_not(&error)));
                }
            }
        }
        Keymap::with(&all.keys)?;
        Ok(all)
    }

    /// The keys in force.
    #[must_use]
    pub fn keymap(&self) -> Keymap {
        // They were read before; a wish that cannot be has been told then.
        Keymap::with(&self.keys).unwrap_or_default().on(self.layout)
    }

    /// What this terminal can show, told by the environment and this file, never asked of the terminal.
    #[must_use]
    pub fn eyes(&self) -> Eyes {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        let no_color = !variable("NO_COLOR").is_empty();
        let told = depth_of(
            &variable("TERM"),
            &variable("COLORTERM"),
            no_color,
            !variable("STY").is_empty(),
        );
        Eyes {
            depth: match self.color {
                Colours::Auto => told,
                Colours::Sixteen => Depth::Sixteen,
                Colours::Many => Depth::Many,
                Colours::True => Depth::True,
                Colours::Never => Depth::Mono,
            },
            light: matches!(variable("COLORFGBG").rsplit(';').next(), Some("7" | "15")),
            no_color,
        }
    }
}

/// The text of a config file. It may be a link, and must lead to a plain file: a pipe or a device would never end.
fn text_of(path: &Path) -> io::Result<String> {
    use rustix::fs::{CWD, FileType, Mode, OFlags, fstat, openat};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = openat(CWD, path, flags, Mode::empty())?;
    if FileType::from_raw_mode(fstat(&file)?.st_mode) != FileType::RegularFile {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut text = String::new();
    let mut most = std::fs::File::from(file).take(LARGEST + 1);
    if most.read_to_string(&mut text)? as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 1 MB"));
    }
    Ok(text)
}

/// The most that is read of a config file, in bytes.
const LARGEST: u64 = 1_000_000;

fn why_not(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
        ErrorKind::NotADirectory => "a file is where its folder should be".to_owned(),
        _ if error.raw_os_error().is_none() => error.to_string(),
        _ => "the disk reports an error".to_owned(),
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

    fn of(text: &str) -> Result<Config, String> {
        read::over(Config::default(), std::path::Path::new("config.toml"), text)
    }

    #[test]
    fn everything_may_be_left_out() {
        assert_eq!(of(""), Ok(Config::default()));
    }

    #[test]
    fn desks_are_named_paths() {
        let config = of("[desks]\nhalcyon = \"/srv/halcyon.db\"\n").unwrap();
        assert_eq!(config.desks["halcyon"], "/srv/halcyon.db");
    }

    #[test]
    fn a_line_that_cannot_be_is_told_with_its_place_and_what_is_expected() {
        for (text, sentence) in [
            (
                "theme = \"dark\"\ncolour = \"256\"\n",
                "config.toml: line 2: there is no setting colour; did you mean color?",
            ),
            (
                "xyzzyxyzzy = 1\n",
                "config.toml: line 1: there is no setting xyzzyxyzzy; there are db, desks, theme, color, mouse, layout, keys",
            ),
            (
                "\nmouse = \"yes\"\n",
                "config.toml: line 2: mouse wants true or false, not \"yes\"",
            ),
            (
                "color = 256\n",
                "config.toml: line 1: color wants one of \"auto\", \"16\", \"256\", \"true\", \"never\", not 256",
            ),
            (
                "db = 3\n",
                "config.toml: line 1: db wants text in quotes, not 3",
            ),
            (
                "desks = \"a\"\n",
                "config.toml: line 1: desks wants lines of its own below [desks], not \"a\"",
            ),
            (
                "[desks]\na = 1\n",
                "config.toml: line 2: desks.a wants text in quotes, not 1",
            ),
            (
                "[keys]\nlog = 7\n",
                "config.toml: line 2: log wants a key in quotes, or a list of them, not 7",
            ),
            (
                "mouse = true\nmouse = false\n",
                "config.toml: line 2: mouse stands there twice; take one of them out",
            ),
            (
                "care.a = 3\n",
                "config.toml: line 1: care is a setting of the team; it is set at the desk or with `entourage settings`",
            ),
        ] {
            assert_eq!(of(text).unwrap_err(), sentence);
        }
        let error = of("layout = \"klingon\"\n").unwrap_err();
        assert!(
            error.contains("layout wants none or one of ar, be"),
            "{error}"
        );
        let error = of("theme dark\n").unwrap_err();
        assert!(
            error.starts_with("config.toml: line 1: this cannot be read"),
            "{error}"
        );
    }

    #[test]
    fn keys_stand_with_or_without_their_place_and_in_tables() {
        let config = of("[keys]\nlog = \"f5\"\npeople.note = [\"f6\", \"ctrl-g\"]\n[keys.roster]\nsort = \"f7\"\n").unwrap();
        let names: Vec<_> = config.keys.iter().map(|wish| wish.name.as_str()).collect();
        assert_eq!(names, ["log", "people.note", "roster.sort"]);
        assert_eq!(config.keys[2].place, "config.toml: line 5");
        assert_eq!(config.layout, None);
    }
}
