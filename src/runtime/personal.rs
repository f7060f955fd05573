//! What this user chose at the desk, for every database: a file in the state folder.

use serde::{Deserialize, Serialize};

use super::config::Config;
use crate::ui::personal::Personal;
use crate::ui::theme::ThemeName;

/// A choice, and what the config file said when it was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    theme: Option<String>,
    over_theme: String,
    mouse: Option<bool>,
    over_mouse: Option<bool>,
}

/// Its name in the state folder.
const NAME: &str = "chosen.json";
/// More than that is none of ours, in bytes.
const LARGEST: u64 = 100_000;

/// What is in force for this user; a choice that is older than a line of the config file is forgotten.
#[must_use]
pub fn restore(config: &Config) -> Personal {
    let read = super::paths::state().and_then(|folder| folder.read(NAME, LARGEST));
    let kept: Kept = read
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let theme = kept.theme.as_deref().and_then(ThemeName::parse);
    Personal {
        eyes: config.eyes(),
        config_theme: config.theme,
        config_mouse: config.mouse,
        theme: theme.filter(|_| kept.over_theme == config.theme.word()),
        mouse: kept.mouse.filter(|_| kept.over_mouse == config.mouse),
    }
}

/// Keeps what was chosen. A place that cannot be written forgets it at the end of the desk.
pub fn save(personal: &Personal) {
    let kept = Kept {
        theme: personal.theme.map(|theme| theme.word().to_owned()),
        over_theme: personal.config_theme.word().to_owned(),
        mouse: personal.mouse,
        over_mouse: personal.config_mouse,
    };
    let written = serde_json::to_vec(&kept)
        .map_err(std::io::Error::other)
        .and_then(|bytes| super::paths::state()?.write(NAME, &bytes));
    if let Err(error) = written {
        super::log::write(&format!("what was chosen cannot be kept: {error}"));
    }
}
