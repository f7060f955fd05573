//! Where the platform of a row comes from, and how that is said.

use super::columns::Column;
use super::error::quote;
use crate::domain::platform::Platform;

/// Where the platform of a row comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlatformChoice {
    /// From this column (a platform's name, or links to profiles); where it is blank, from `--platform` or the file.
    Column(usize),
    /// From the options or from [`Source::set_platform`](super::Source::set_platform).
    Given(Platform),
    /// From a header or the name of the file.
    Guessed(Platform, PlatformSign),
    /// Nothing tells; the caller must ask.
    Unknown,
}

/// What a guess of the platform rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlatformSign {
    /// The header of this column, which holds handles, links or figures.
    Header(usize),
    /// The name of the file.
    FileName,
}

impl PlatformChoice {
    /// The platform and where it comes from, in words: `YouTube (from header "Youtuber")`; none where nothing tells.
    #[must_use]
    pub fn say(&self, columns: &[Column]) -> Option<String> {
        let header = |place: usize| {
            let column = columns.get(place);
            quote(column.map_or("", |column| column.header.as_str()))
        };
        Some(match self {
            PlatformChoice::Column(place) => {
                format!("row by row, from column {}", header(*place))
            }
            PlatformChoice::Given(platform) => format!("{platform}, as you said"),
            PlatformChoice::Guessed(platform, PlatformSign::Header(place)) => {
                format!("{platform} (from header {})", header(*place))
            }
            PlatformChoice::Guessed(platform, PlatformSign::FileName) => {
                format!("{platform} (from the file name)")
            }
            PlatformChoice::Unknown => return None,
        })
    }

    /// Where it comes from, in a word for scripts.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            PlatformChoice::Column(_) => "column",
            PlatformChoice::Given(_) => "given",
            PlatformChoice::Guessed(_, PlatformSign::Header(_)) => "header",
            PlatformChoice::Guessed(_, PlatformSign::FileName) => "file name",
            PlatformChoice::Unknown => "unknown",
        }
    }

    /// The platform, where it is one for all rows.
    #[must_use]
    pub fn platform(&self) -> Option<Platform> {
        match self {
            PlatformChoice::Given(platform) | PlatformChoice::Guessed(platform, _) => {
                Some(*platform)
            }
            PlatformChoice::Column(_) | PlatformChoice::Unknown => None,
        }
    }

    /// The column that it comes from.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        match self {
            PlatformChoice::Column(place)
            | PlatformChoice::Guessed(_, PlatformSign::Header(place)) => Some(*place),
            PlatformChoice::Guessed(_, PlatformSign::FileName)
            | PlatformChoice::Given(_)
            | PlatformChoice::Unknown => None,
        }
    }
}
