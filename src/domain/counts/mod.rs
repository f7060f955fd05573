//! Counts and rates as people and exports write them (`209.6K`, `29.0b`, `1,234`, `1.39%`), and how we say them.
//!
//! Everything is integer arithmetic: a count is a whole number, a rate is in millionths (1.39 % is 13,900).
//! Which unit a whole column of rates is in is guessed here too; which columns hold rates is the importer's business.

mod decimal;
mod rate;
mod say;
mod sign;

use std::fmt;

use self::decimal::{Decimal, plain_digits};
pub use self::rate::{RateUnit, guess_rate_unit, parse_rate, parse_rate_as, says_percent};
pub use self::say::{say_count, say_grouped, say_many, say_rate};
pub use self::sign::{Sign, sign_of};

/// The largest count we believe: a thousand followers for every person alive is still less.
const LARGEST: i128 = 1_000_000_000_000;
/// The largest rate we believe, in millionths: 1,000 %.
const LARGEST_RATE: i128 = 10_000_000;
/// More significant digits than this are nonsense, and would overflow the arithmetic below.
const MOST_DIGITS: usize = 24;

/// Why a text is not a count or a rate. Displays as one sentence without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountError {
    /// Not a number at all.
    NotANumber,
    /// Below zero.
    Negative,
    /// A number larger than any account can have.
    TooLarge,
    /// A percentage where a count is wanted.
    Percentage,
    /// More decimals than there may be.
    TooFine,
}

impl fmt::Display for CountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CountError::NotANumber => "it is not a number (write 84200, 84,200 or 84.2K)",
            CountError::Negative => "it is below zero",
            CountError::TooLarge => "it is too large to be true",
            CountError::Percentage => "it is a percentage, not a count",
            CountError::TooFine => "it has too many decimals",
        })
    }
}

impl std::error::Error for CountError {}

/// How a column writes a single dot or comma before exactly three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// `1.234` is one thousand two hundred and thirty-four: the rule for a text that stands alone.
    #[default]
    Thousands,
    /// `1.234` is one and a bit, `1,234` is not: the rule for a column that has other cells such as `12.25`.
    Decimal,
    /// `1,234` is one and a bit, `1.234` is not: the rule for a column that has other cells such as `12,25`.
    DecimalComma,
    /// Both are: the rule for rates, of which there are no thousands.
    Decimals,
}

/// Reads a count: `209.6K`, `1.2M`, `29.0b`, `1,234`, `1 234`, `1.234.567`, `477900000.00`, `4.8E+08`.
///
/// Blanks and the words exports use for "nothing" (see [`is_blank`]) are `None`. Halves round up.
/// A single dot or comma before exactly three digits, without a unit, parts thousands (`1.234` is 1,234).
///
/// # Errors
/// If the text is below zero, a percentage, larger than a million million, or not a number.
pub fn parse_count(text: &str) -> Result<Option<i64>, CountError> {
    parse_count_as(text, Mark::Thousands)
}

/// Reads a number times 10^`decimals` as a whole number, exactly: `600.50` with two decimals is 60,050.
///
/// # Errors
/// If it has more decimals, is larger than `largest`, below zero or not a number.
pub fn parse_exact(
    text: &str,
    mark: Mark,
    decimals: u32,
    largest: i128,
) -> Result<i64, CountError> {
    Decimal::read(text.trim(), mark)?.exact(decimals, largest)
}

/// Like [`parse_count`], with the column's own use of the dot.
///
/// # Errors
/// As [`parse_count`].
pub fn parse_count_as(text: &str, mark: Mark) -> Result<Option<i64>, CountError> {
    let text = text.trim();
    if let Some(plain) = plain_digits(text) {
        return Ok(Some(plain));
    }
    if is_blank(text) {
        return Ok(None);
    }
    if text.ends_with('%') {
        return Err(CountError::Percentage);
    }
    let number = Decimal::read(text, mark)?;
    number.scaled(0, LARGEST).map(Some)
}

/// Whether a count is written with a part of one (`1234.5`), and without a unit that would make it whole (`1.2K`).
#[must_use]
pub fn has_part(text: &str, mark: Mark) -> bool {
    let number = Decimal::read(text.trim(), mark);
    number.is_ok_and(|number| number.exact(0, LARGEST) == Err(CountError::TooFine))
}

/// How much the last written digit of a count is worth: 100,000 for `48.5M`, 1 for `48500000`; none for what is no
/// count. Two spellings of one figure differ by less than the larger of their steps.
#[must_use]
pub fn count_step(text: &str) -> Option<i64> {
    let text = text.trim();
    if plain_digits(text).is_some() {
        return Some(1);
    }
    let number = Decimal::read(text, Mark::Thousands).ok()?;
    10_i64.checked_pow(number.exponent.max(0).unsigned_abs())
}

/// Reads a count as typed into a form: the same forms and errors as [`parse_count`], a blank field is `None`.
///
/// # Errors
/// As [`parse_count`].
pub fn parse_typed_count(text: &str) -> Result<Option<i64>, CountError> {
    parse_count(text)
}

/// Whether a cell says nothing: blank, or one of the words spreadsheets and exports write for that
/// (`N/A`, `-`, `–`, `NaN`, `null`, `none`, `#N/A`, `#VALOR!`, `#DIV/0!` and their like).
#[must_use]
pub fn is_blank(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "-", "--", "–", "—", "n/a", "na", "n.a.", "nan", "nan%", "null", "none", "(null)", "n/d",
    ];
    const ERRORS: [&str; 14] = [
        "#n/a", "#n/d", "#nv", "#valor!", "#value!", "#valeur!", "#wert!", "#div/0!", "#ref!",
        "#bezug!", "#name?", "#num!", "#null!", "#error!",
    ];
    let text = text.trim();
    if text.len() > 9 {
        return false;
    }
    // Called for every cell of a million rows: most are told by their first byte.
    let words: &[&str] = match text.as_bytes().first() {
        None => return true,
        Some(b'#') => &ERRORS,
        Some(b'-' | b'n' | b'N' | b'(' | 0xe2) => &WORDS,
        Some(_) => return false,
    };
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
