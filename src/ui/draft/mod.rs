//! Text that is being typed: kept on disk, and offered again when the program ended before it was saved.
//!
//! Every text box is made with a [`TextPlace`], and every box and screen lets its text boxes be visited ([`HoldsText`]),
//! so that no text can be typed that the recovery does not know.

mod choices;
mod field;
mod number;
mod place;
mod titles;
mod unsaved;

use serde::{Deserialize, Serialize};

pub use self::choices::ChoiceOf;
pub use self::field::{HoldsText, TextField, TextPlace, gather};
pub use self::number::{BoxNumber, OneText};
pub use self::place::{AimedText, DraftFor, Exported, Group, Manner};
pub use self::unsaved::Unsaved;
use crate::domain::text::Clean;

/// Typed text with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Where it belongs.
    pub place: DraftFor,
    /// The person it is about, or the title of the box it was typed into.
    pub about: String,
    /// Field names and what was typed into them; a single text has a blank name.
    pub texts: Vec<(String, String)>,
    /// Field names and what was stored in them when the author began; saving compares with it.
    #[serde(default)]
    pub originals: Vec<(String, Option<String>)>,
}

impl Draft {
    /// What the text is and whom it is about: `Contact with Ada`, `Command line`.
    #[must_use]
    pub fn title(&self) -> Clean {
        Clean::line(&self.place.title(&self.about))
    }

    /// The title and the first text, for the list of unsaved texts.
    #[must_use]
    pub fn line(&self) -> Clean {
        let text = self
            .texts
            .iter()
            .map(|(_, text)| text.as_str())
            .find(|text| !text.trim().is_empty())
            .unwrap_or("");
        Clean::line(&format!("{}: {text}", self.title()))
    }

    /// The texts as lines to read and copy, each field under its name.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let lines = |(name, text): &(String, String)| {
            let name = (!name.is_empty()).then(|| format!("{name}:"));
            let text: Vec<String> = text.lines().map(str::to_owned).collect();
            name.into_iter().chain(text)
        };
        self.texts.iter().flat_map(lines).collect()
    }

    /// Bytes that were typed.
    #[must_use]
    pub fn length(&self) -> usize {
        self.texts.iter().map(|(_, text)| text.len()).sum()
    }

    /// What was typed into this field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(name, _)| name == field);
        found.map(|(_, text)| text.as_str())
    }

    /// What was stored in this field when the author began, where that is known.
    #[must_use]
    pub fn original(&self, field: &str) -> Option<&Option<String>> {
        let found = self.originals.iter().find(|(name, _)| name == field);
        found.map(|(_, original)| original)
    }
}
