//! Why a file cannot be imported: one sentence each, with place, cause and way out.

use std::fmt;

use super::role::Role;
use crate::domain::text::Clean;

/// A file, or what was asked of it, that cannot be imported at all. Displays as one sentence without a full stop.
///
/// Single bad rows are never an error: they are rejected one by one, with a reason each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// The file cannot be opened or read; holds its name and what the system says.
    Unreadable {
        /// Name of the file.
        name: String,
        /// The system's reason.
        reason: String,
    },
    /// There is nothing in the file.
    Empty {
        /// Name of the file.
        name: String,
    },
    /// The file is no text.
    NotText {
        /// Name of the file.
        name: String,
        /// What it looks like, with an article (`an Excel workbook`), if we can tell.
        kind: Option<&'static str>,
    },
    /// There is a header and nothing under it.
    OnlyHeader {
        /// Name of the file.
        name: String,
        /// Line of the header.
        line: u64,
    },
    /// The header cannot be read.
    BadHeader {
        /// Name of the file.
        name: String,
        /// Line of the header.
        line: u64,
        /// Why, in one clause.
        reason: String,
    },
    /// The header has more columns than we take.
    TooManyColumns {
        /// Name of the file.
        name: String,
        /// How many it has.
        columns: usize,
    },
    /// The first line holds values instead of names of columns.
    NoHeader {
        /// Name of the file.
        name: String,
    },
    /// No column names the accounts.
    NoHandle {
        /// Name of the file.
        name: String,
        /// The option that makes a column name them, where there is one whose values could.
        option: Option<String>,
    },
    /// Nothing says which platform the accounts are on.
    NoPlatform {
        /// Name of the file.
        name: String,
    },
    /// `--map` wants `Header=role`.
    BadMap {
        /// What was given.
        text: String,
    },
    /// A role that there is not.
    UnknownRole {
        /// The word that was given.
        word: String,
        /// The role it is most like.
        nearest: Option<Role>,
    },
    /// A header that the file does not have.
    NoSuchHeader {
        /// The header that was given.
        header: String,
        /// The one it is most like.
        nearest: String,
    },
    /// Two columns for a role that takes one, or two roles for a column.
    MappedTwice {
        /// The role or the header that was named twice.
        what: String,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadMap { text } => {
                write!(
                    f,
                    "--map {} is not Header=role; write for example --map 'Fan count=followers'",
                    quote(text)
                )
            }
            Self::UnknownRole { word, nearest } => unknown_role(f, word, *nearest),
            Self::NoSuchHeader { header, nearest } => {
                write!(
                    f,
                    "the file has no column {}; the nearest is {}",
                    quote(header),
                    quote(nearest)
                )
            }
            Self::MappedTwice { what } => {
                write!(f, "{} is mapped twice; name it once", quote(what))
            }
            _ => self.say_of_file(f),
        }
    }
}

impl ImportError {
    /// What is wrong with a file and what to do about it; nothing for errors that are about no file.
    fn say_of_file(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = super::MOST_COLUMNS;
        let (name, cause, way_out) = match self {
            Self::Unreadable { name, reason } => (
                name,
                format!("cannot be read ({})", show(reason)),
                "check the path and its permissions",
            ),
            Self::Empty { name } => (name, "is empty".to_owned(), "export it again"),
            Self::NotText { name, kind } => {
                let kind = kind.map_or("it is not text".to_owned(), |kind| {
                    format!("it looks like {kind}")
                });
                (
                    name,
                    format!("is not a CSV or TSV file ({kind})"),
                    "export it as CSV",
                )
            }
            Self::OnlyHeader { name, line } => (
                name,
                format!("has no rows under its header on line {line}"),
                "export it again with its rows",
            ),
            Self::BadHeader { name, line, reason } => {
                let cause = format!(
                    "has a header on line {line} that cannot be read: {}",
                    show(reason)
                );
                (name, cause, "mend it or export it again")
            }
            Self::TooManyColumns { name, columns } => (
                name,
                format!("has {columns} columns, the most we take is {most}"),
                "leave out what is not needed",
            ),
            Self::NoHeader { name } => (
                name,
                "holds values on line 1, not names of columns".to_owned(),
                "put a header above it, for example handle,followers",
            ),
            Self::NoHandle { name, option } => {
                let cause = "has no column that names the accounts".to_owned();
                return match option {
                    None => write!(
                        f,
                        "{} {cause}; say which one does with --map 'HEADER=handle'",
                        show(name)
                    ),
                    Some(option) => write!(
                        f,
                        "{} {cause}; if one leads to them, say so, for example {}",
                        show(name),
                        show(option)
                    ),
                };
            }
            Self::NoPlatform { name } => (
                name,
                "does not say which platform it is about".to_owned(),
                "say which with --platform NAME",
            ),
            _ => return Ok(()),
        };
        write!(f, "{} {cause}; {way_out}", show(name))
    }
}

fn unknown_role(f: &mut fmt::Formatter<'_>, word: &str, nearest: Option<Role>) -> fmt::Result {
    write!(f, "{} is not a role", quote(word))?;
    if let Some(role) = nearest {
        write!(f, ", did you mean {}?", role.word())?;
    }
    write!(
        f,
        "; the roles are {}",
        Role::ALL
            .iter()
            .map(|role| role.word())
            .collect::<Vec<_>>()
            .join(", ")
    )
}

impl std::error::Error for ImportError {}

/// Somebody else's text as it may stand in a message.
fn show(text: &str) -> Clean {
    Clean::line(text)
}

/// Somebody else's text in quotes, at most 60 characters of it.
pub(super) fn quote(text: &str) -> String {
    let line = Clean::line(text).to_string();
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("\"{}…\"", &line[..cut]),
        None => format!("\"{line}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_place_cause_and_way_out() {
        let error = ImportError::NotText {
            name: "creators.xlsx".into(),
            kind: Some("an Excel workbook"),
        };
        assert_eq!(
            error.to_string(),
            "creators.xlsx is not a CSV or TSV file (it looks like an Excel workbook); export it as CSV"
        );
        let error = ImportError::UnknownRole {
            word: "folowers".into(),
            nearest: Some(Role::Followers),
        };
        assert!(error.to_string().starts_with(
            "\"folowers\" is not a role, did you mean followers?; the roles are handle, "
        ));
    }

    #[test]
    fn text_from_files_is_shown_without_controls_and_cut() {
        assert!(
            !ImportError::Empty {
                name: "a\u{1b}[2J".into()
            }
            .to_string()
            .contains('\u{1b}')
        );
        assert_eq!(quote(&"x".repeat(100)).chars().count(), 63);
    }
}
