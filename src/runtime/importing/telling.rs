//! What is told of a file whatever becomes of its rows: the day of its figures, and what is doubtful about it.

use chrono::NaiveDate;

use crate::domain::dated::{Dated, Origin};
use crate::domain::text::Clean;
use crate::exchange::import::{Role, Source, without_advice};

/// The day of the figures in one line: `Figures dated 31 Dec 2022 (from the file name)`. `None` where the file has no
/// figures. Complete when its rows have been read.
#[must_use]
pub fn dated(source: &Source, dated: Dated) -> Option<Clean> {
    has_figures(source).then(|| dated.line(source.dated_by(), Some(source.row_dates().undated())))
}

/// Whether the file has anything that a day belongs to. A column of plain figures counts until all rows could be read and
/// its cells are known to be blank.
#[must_use]
pub fn has_figures(source: &Source) -> bool {
    let is_open = source.ready().is_err() || source.bytes_read() < source.total_bytes();
    let is_other = |role: Role| {
        let others = matches!(
            role,
            Role::Share(_) | Role::Shares(_) | Role::Rate(_) | Role::Rates
        );
        others || (is_open && role.is_dated())
    };
    source.row_dates().rows() > 0 || source.columns().iter().any(|column| is_other(column.role))
}

/// What is doubtful about the file, one clause each; complete when its rows have been read.
#[must_use]
pub fn warnings(source: &Source, dated: Dated, today: NaiveDate) -> Vec<Clean> {
    let mut warnings = doubts(source, dated, today);
    if dated.origin == Origin::Today && source.row_dates().needs_file_date() {
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
        Some((before, option)) => {
            let role = option.rsplit_once('=').map_or(option, |(_, role)| role);
            let role = role.trim_end_matches('\'');
            format!("{before}choose {role} for the column in step 2")
        }
        None => words,
    };
    Clean::line(&words.replace("--map says otherwise", "Enter on a column says otherwise"))
}

/// A warning about what has been imported, when its columns can no longer be chosen.
#[must_use]
pub fn afterwards(words: &str) -> &str {
    without_advice(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_names_the_role_on_the_screen_and_is_left_out_afterwards() {
        let warning = "column \"Notes?\" names the accounts, as no other column does; its header does not say so; \
            if they are someone else's, use --map='It'\\''s=extra'";
        assert_eq!(
            by_keys(warning).as_str(),
            "column \"Notes?\" names the accounts, as no other column does; its header does not say so; \
            if they are someone else's, choose extra for the column in step 2"
        );
        assert_eq!(
            afterwards(warning),
            "column \"Notes?\" names the accounts, as no other column does; its header does not say so"
        );
        let warning = "column \"x\" may ask; if these people asked not to be contacted at all, use --map='x=do-not-contact'";
        assert!(
            by_keys(warning)
                .as_str()
                .ends_with("choose do-not-contact for the column in step 2")
        );
        assert_eq!(afterwards(warning), "column \"x\" may ask");
    }
}
