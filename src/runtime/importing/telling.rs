//! What is told of a file whatever becomes of its rows: the day of its figures, and what is doubtful about it.

use chrono::NaiveDate;

use crate::domain::dated::{Dated, Origin};
use crate::domain::text::Clean;
use crate::exchange::import::{ADVICE, Source};

/// The day of the figures in one line: `Figures dated 31 Dec 2022 (from the file name)`.
#[must_use]
pub fn dated(source: &Source, dated: Dated) -> Clean {
    let words = dated.words();
    match source.dated_by() {
        None => Clean::line(&format!("Figures dated {words}")),
        Some(header) => Clean::line(&format!(
            "Figures dated row by row (from column \"{header}\"), rows without a date {words}"
        )),
    }
}

/// What is doubtful about the file, one clause each; complete when its rows have been read.
#[must_use]
pub fn warnings(source: &Source, dated: Dated, today: NaiveDate) -> Vec<Clean> {
    let mut warnings = doubts(source, dated, today);
    if dated.origin == Origin::Today && source.needs_file_date() {
        let of_name = Dated::by_name(source.name(), today).1;
        let warning = match (source.dated_by(), of_name) {
            (Some(_), _) => {
                "rows without a usable date are dated today; name the day if they are older"
            }
            (None, Some(_)) => "the figures are dated today; name the day if they are older",
            (None, None) => {
                "the figures are dated today, because neither the file nor its name has a date; \
                 name the day if they are older"
            }
        };
        warnings.insert(0, Clean::fixed(warning));
    }
    warnings
}

/// The same while the day can still be named.
#[must_use]
pub fn doubts(source: &Source, dated: Dated, today: NaiveDate) -> Vec<Clean> {
    let mut doubts = Vec::new();
    if dated.origin != Origin::Given {
        doubts.extend(Dated::by_name(source.name(), today).1);
    }
    doubts.extend(source.warnings());
    doubts.iter().map(|doubt| Clean::line(doubt)).collect()
}

/// A remark or warning of the reader, whose way out is a key on the screen and no option of a command.
#[must_use]
pub fn by_keys(words: &str) -> Clean {
    let words = words.replace("given by --map", "as you said");
    let words = match words.split_once("use --map='") {
        Some((before, _)) => {
            format!("{before}choose do-not-contact for the column in step 2")
        }
        None => words,
    };
    Clean::line(&words.replace("--map says otherwise", "Enter on a column says otherwise"))
}

/// A warning about what has been imported, when its columns can no longer be chosen.
#[must_use]
pub fn afterwards(words: &str) -> &str {
    words.split_once(ADVICE).map_or(words, |(before, _)| before)
}
