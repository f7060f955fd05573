//! Reading a value as people type it, and saying one that is stored.

use std::fmt;

use super::table::{Kind, Setting};
use super::{Settings, Tiers, Word, WorkingDays};
use crate::domain::counts::{parse_count, say_grouped};
use crate::domain::text::Clean;

/// The largest bound of a tier: nobody has more followers than there are people.
const MOST_FOLLOWERS: i64 = 10_000_000_000;

/// Why a value is none. Displays as one sentence that names the setting and what it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(String);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a typed value into stored form; `settings` are those that stand, for bounds that depend on each other.
///
/// # Errors
/// One sentence with the setting, what was typed and what it may be.
pub fn read(setting: Setting, typed: &str, settings: &Settings) -> Result<String, Invalid> {
    let stored = alone(setting, typed)?;
    let after = settings.with(setting, Some(&stored)).tiers;
    match after.out_of_order() {
        Some((lower, higher)) if after != settings.tiers => Err(Invalid(format!(
            "{}: {lower} must begin below {higher} ({})",
            setting.definition().title,
            bounds(settings.tiers)
        ))),
        _ => Ok(stored),
    }
}

fn bounds(tiers: Tiers) -> String {
    format!(
        "now nano {}, micro {}, macro {}, mega over {}",
        say_grouped(tiers.nano),
        say_grouped(tiers.micro),
        say_grouped(tiers.macros),
        say_grouped(tiers.mega)
    )
}

/// Reads a value without regard to the others.
pub(super) fn alone(setting: Setting, typed: &str) -> Result<String, Invalid> {
    let typed = typed.trim();
    let definition = setting.definition();
    let read = match definition.kind {
        Kind::Followers => parse_count(typed)
            .ok()
            .flatten()
            .filter(|count| (1..=MOST_FOLLOWERS).contains(count))
            .map(|count| count.to_string()),
        Kind::Number(least, most, unit) => number(typed, least, most, unit),
        Kind::DaysOrNever(..) if typed.eq_ignore_ascii_case("never") => Some("never".to_owned()),
        Kind::DaysOrNever(least, most) => number(typed, least, most, "days"),
        Kind::Choice(words) => choice(typed, words),
        Kind::Weekdays => WorkingDays::read(typed).map(WorkingDays::stored),
        Kind::Noun => Word::read(typed).map(|word| word.stored()),
    };
    read.ok_or_else(|| {
        let shown = Clean::line(typed);
        Invalid(format!(
            "{}: {}, not \"{shown}\"",
            definition.title,
            definition.range()
        ))
    })
}

fn number(typed: &str, least: i64, most: i64, unit: &str) -> Option<String> {
    let digits = typed.strip_suffix(unit).unwrap_or(typed).trim();
    let digits = digits.strip_suffix(['d', 'D']).unwrap_or(digits);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = digits.parse().ok().filter(|_| plain)?;
    (least..=most).contains(&number).then(|| number.to_string())
}

/// A word or an unambiguous beginning of it.
fn choice(typed: &str, words: &[(&str, &str)]) -> Option<String> {
    let wanted = typed.to_lowercase();
    let whole = words.iter().find(|(word, _)| *word == wanted);
    let mut begun = words.iter().filter(|(word, _)| word.starts_with(&wanted));
    let first = whole.or_else(|| begun.next().filter(|_| !wanted.is_empty()))?;
    (whole.is_some() || begun.next().is_none()).then(|| first.0.to_owned())
}

/// A stored value as the screen says it: `10,000`, `30 days`, `mon to fri`.
#[must_use]
pub fn say(setting: Setting, stored: &str) -> String {
    let number = stored.parse::<i64>();
    match (setting.definition().kind, number) {
        (Kind::Followers, Ok(count)) => say_grouped(count),
        (Kind::Number(_, _, unit), Ok(count)) => format!("{count} {unit}"),
        (Kind::DaysOrNever(..), Ok(days)) => format!("{days} days"),
        (Kind::Weekdays, _) => {
            WorkingDays::read(stored).map_or_else(|| stored.to_owned(), WorkingDays::say)
        }
        _ => stored.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn typed(setting: Setting, text: &str) -> Result<String, String> {
        read(setting, text, &Settings::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn counts_are_read_as_people_write_them_and_kept_as_numbers() {
        assert_eq!(typed(Setting::TierMicro, "15K").as_deref(), Ok("15000"));
        assert_eq!(
            typed(Setting::TierMega, "2,000,000").as_deref(),
            Ok("2000000")
        );
        assert_eq!(typed(Setting::CareA, " 14 days ").as_deref(), Ok("14"));
        assert_eq!(typed(Setting::CareA, "14d").as_deref(), Ok("14"));
        assert_eq!(
            typed(Setting::StaleOutreach, "Never").as_deref(),
            Ok("never")
        );
        assert_eq!(typed(Setting::HouseRules, "str").as_deref(), Ok("strict"));
        assert_eq!(typed(Setting::Carry, "Offer it").as_deref(), Ok("offer it"));
    }

    #[test]
    fn a_value_out_of_range_is_refused_with_the_range() {
        for text in ["0", "1000", "-1", "soon", "", "3.5", "٣"] {
            let error = typed(Setting::CareA, text).unwrap_err();
            assert!(
                error.starts_with("Care level A: ") && error.contains("1 to 999 days"),
                "{error}"
            );
        }
        assert_eq!(
            typed(Setting::HouseRules, "s").unwrap_err(),
            "Checklists: light, standard or strict, not \"s\""
        );
        assert!(typed(Setting::TierNano, "0").is_err());
        assert!(typed(Setting::TierNano, "12%").is_err());
    }

    #[test]
    fn a_tier_cannot_begin_above_the_next() {
        let error = typed(Setting::TierMicro, "100K").unwrap_err();
        assert!(error.contains("micro must begin below macro"), "{error}");
        assert!(typed(Setting::TierMicro, "1000").is_err());
        assert_eq!(typed(Setting::TierMicro, "99999").as_deref(), Ok("99999"));
    }

    #[test]
    fn bounds_that_stand_wrong_already_do_not_forbid_other_changes() {
        // Two colleagues and an undo may leave them so; every other setting can still be changed.
        let crooked = Settings::default().with(Setting::TierNano, Some("20000"));
        assert!(read(Setting::CareA, "20", &crooked).is_ok());
        assert!(read(Setting::TierNano, "1000", &crooked).is_ok());
    }

    #[test]
    fn stored_values_are_said_in_words() {
        assert_eq!(say(Setting::TierMega, "1000000"), "1,000,000");
        assert_eq!(say(Setting::CareB, "45"), "45 days");
        assert_eq!(say(Setting::StaleOutreach, "never"), "never");
        assert_eq!(say(Setting::Working, "mon tue wed thu fri"), "mon to fri");
    }
}
