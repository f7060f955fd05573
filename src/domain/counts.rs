//! Counts and rates as people and exports write them (`209.6K`, `29.0b`, `1,234`, `1.39%`), and how we say them.
//!
//! Everything is integer arithmetic: a count is a whole number, a rate is in millionths (1.39 % is 13,900).
//! Which unit a whole column of rates is in is guessed here too; which columns hold rates is the importer's business.

use std::fmt;

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
}

impl fmt::Display for CountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CountError::NotANumber => "it is not a number (write 84200, 84,200 or 84.2K)",
            CountError::Negative => "it is below zero",
            CountError::TooLarge => "it is too large to be true",
            CountError::Percentage => "it is a percentage, not a count",
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
    /// `1.234` is one and a bit: the rule for a column that has other cells such as `12.25`.
    Decimal,
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

/// The unit a column of rates is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateUnit {
    /// `0.0139`
    Fraction,
    /// `1.39`
    Percent,
    /// `139`
    BasisPoints,
}

/// Reads a rate in millionths: `1.39%` and `0.0139` are 13,900, `1.91` is 19,100.
///
/// A bare number is ambiguous: up to and including 1 it is taken as a fraction, above as percent. Where a whole
/// column is at hand, [`guess_rate_unit`] and [`parse_rate_as`] are the better rule.
///
/// # Errors
/// If the text is below zero, above 1,000 %, or not a number.
pub fn parse_rate(text: &str) -> Result<Option<i64>, CountError> {
    match parse_rate_as(text, RateUnit::Fraction) {
        Ok(Some(rate)) if rate <= 1_000_000 => Ok(Some(rate)),
        Ok(None) => Ok(None),
        _ => parse_rate_as(text, RateUnit::Percent),
    }
}

/// Reads a rate in millionths from a column whose unit is known; a `%` or `‰` in the cell overrules the unit.
///
/// # Errors
/// As [`parse_rate`].
pub fn parse_rate_as(text: &str, unit: RateUnit) -> Result<Option<i64>, CountError> {
    let text = text.trim();
    if is_blank(text) {
        return Ok(None);
    }
    let (text, shift) = if let Some(number) = text.strip_suffix('%') {
        (number.trim_end(), 4)
    } else if let Some(number) = text.strip_suffix('‰') {
        (number.trim_end(), 3)
    } else {
        let shift = match unit {
            RateUnit::Fraction => 6,
            RateUnit::Percent => 4,
            RateUnit::BasisPoints => 2,
        };
        (text, shift)
    };
    if text.ends_with(|c: char| c.is_alphabetic()) {
        return Err(CountError::NotANumber);
    }
    let number = Decimal::read(text, Mark::Decimal)?;
    number.scaled(shift, LARGEST_RATE).map(Some)
}

/// Guesses the unit of a column of rates from a sample of its cells and its header.
///
/// A header with `bp`, `bps` or `basis` is basis points; a `%` in any cell, or `%`, `percent` or `pct` in the header,
/// is percent. Otherwise cells that are all at most 1 are fractions, unless there are five or more and half of them
/// are above 0.25: whole lists with engagement above 25 % do not exist, lists of 0.3 % to 0.9 % do.
#[must_use]
pub fn guess_rate_unit<'a>(cells: impl IntoIterator<Item = &'a str>, header: &str) -> RateUnit {
    let header = header.to_lowercase();
    let mut words = header.split(|c: char| !c.is_alphanumeric() && c != '%');
    if words.any(|word| matches!(word, "bp" | "bps" | "basis" | "basispoints")) {
        return RateUnit::BasisPoints;
    }
    let cells: Vec<&str> = cells.into_iter().collect();
    let says_percent = ["%", "percent", "pct"]
        .iter()
        .any(|word| header.contains(word));
    if says_percent
        || cells
            .iter()
            .any(|cell| cell.trim_end().ends_with('%') && !is_blank(cell))
    {
        return RateUnit::Percent;
    }
    let mut rates: Vec<i64> = cells
        .iter()
        .filter_map(|cell| parse_rate_as(cell, RateUnit::Percent).ok().flatten())
        .collect();
    rates.sort_unstable();
    // Read as percent, the number 1 is 10,000 and 0.25 is 2,500.
    let middle = rates.get(rates.len() / 2).copied().unwrap_or(0);
    match rates.last() {
        Some(&largest) if largest > 10_000 => RateUnit::Percent,
        Some(_) if rates.len() >= 5 && middle > 2_500 => RateUnit::Percent,
        _ => RateUnit::Fraction,
    }
}

/// Guesses how a column writes its dots: one cell with a dot or comma that cannot part thousands
/// (`12.5`, `12.3333`, `1234.567`) makes them all decimal.
#[must_use]
pub fn guess_mark<'a>(cells: impl IntoIterator<Item = &'a str>) -> Mark {
    let decimal = cells.into_iter().any(|cell| {
        let cell = cell.trim();
        let Some(at) = cell.find(['.', ',']) else {
            return false;
        };
        let (before, after) = (&cell[..at], &cell[at + 1..]);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(before) && digits(after) && (after.len() != 3 || before.len() > 3)
    });
    if decimal {
        Mark::Decimal
    } else {
        Mark::Thousands
    }
}

/// Says a count shortly: `999`, `84.2K`, `140K`, `1.2M`, `29.0B`.
///
/// One decimal below a hundred of the unit, none from there on; halves round up; never `1000K`.
#[must_use]
pub fn say_count(count: i64) -> String {
    let sign = if count < 0 { "-" } else { "" };
    let size = count.unsigned_abs();
    if size < 1_000 {
        return format!("{sign}{size}");
    }
    let units = [
        (1_000_u64, 'K'),
        (1_000_000, 'M'),
        (1_000_000_000, 'B'),
        (1_000_000_000_000, 'T'),
    ];
    for (unit, letter) in units {
        let tenths = tenths_of(size, unit);
        if tenths < 1_000 {
            return format!("{sign}{}.{}{letter}", tenths / 10, tenths % 10);
        }
        let whole = (size / unit) + u64::from(size % unit >= unit / 2);
        if whole < 1_000 || letter == 'T' {
            return format!("{sign}{whole}{letter}");
        }
    }
    format!("{sign}{size}")
}

/// Says a count in full: `1,234,567`.
#[must_use]
pub fn say_grouped(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut said = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if count < 0 {
        said.push('-');
    }
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// Says a rate, given in millionths: `4.8%`, `120%`; what would round to `0.0%` without being zero is `<0.1%`.
#[must_use]
pub fn say_rate(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    let tenths = tenths_of(size, 10_000);
    match (size, tenths) {
        (0, _) => "0.0%".to_owned(),
        (_, 0) => format!("{sign}<0.1%"),
        (_, 1..1_000) => format!("{sign}{}.{}%", tenths / 10, tenths % 10),
        _ => format!("{sign}{}%", (size + 5_000) / 10_000),
    }
}

/// How many tenths of a unit, halves up.
fn tenths_of(size: u64, unit: u64) -> u64 {
    let tenth = unit / 10;
    size / tenth + u64::from(size % tenth >= tenth.div_ceil(2))
}

/// The commonest cell of all, a short run of digits, without any of the machinery below.
fn plain_digits(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    text.bytes().try_fold(0_i64, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0'))
    })
}

/// A number as written: `digits` × 10^`exponent`.
struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    /// Reads digits with parted thousands, a decimal mark, an exponent or a unit of thousands; never a sign of less.
    fn read(text: &str, mark: Mark) -> Result<Decimal, CountError> {
        let text = text.strip_prefix('+').unwrap_or(text);
        if let Some(rest) = text.strip_prefix(['-', '−']) {
            let number = Self::read(rest, mark)?;
            return if number.digits == 0 {
                Ok(number)
            } else {
                Err(CountError::Negative)
            };
        }
        let end = text
            .rfind(|c: char| c.is_ascii_digit())
            .ok_or(CountError::NotANumber)?
            + 1;
        let (number, unit) = text.split_at(end);
        let unit = unit_exponent(unit.trim()).ok_or(CountError::NotANumber)?;
        let (number, exponent) = split_exponent(number)?;
        let mark = if unit > 0 { Mark::Decimal } else { mark };
        let (digits, decimals) = split_decimals(number, mark)?;
        if digits.len() > MOST_DIGITS {
            return Err(CountError::TooLarge);
        }
        let digits = digits.parse().map_err(|_| CountError::NotANumber)?;
        Ok(Decimal {
            digits,
            exponent: exponent + unit - decimals,
        })
    }

    /// The number times 10^`shift` as a whole number, halves up, refused above `largest`.
    fn scaled(&self, shift: i32, largest: i128) -> Result<i64, CountError> {
        let exponent = self.exponent + shift;
        let size = exponent.unsigned_abs();
        let value = if self.digits == 0 {
            0
        } else if exponent >= 0 {
            let factor = 10_i128.checked_pow(size).ok_or(CountError::TooLarge)?;
            self.digits
                .checked_mul(factor)
                .ok_or(CountError::TooLarge)?
        } else {
            // More decimals than digits is nothing at all.
            10_i128.checked_pow(size).map_or(0, |part| {
                self.digits / part + i128::from(self.digits % part >= part / 2)
            })
        };
        if value > largest {
            return Err(CountError::TooLarge);
        }
        i64::try_from(value).map_err(|_| CountError::TooLarge)
    }
}

/// The power of ten of a unit after a number; no unit is 0.
fn unit_exponent(unit: &str) -> Option<i32> {
    const UNITS: [(&str, i32); 19] = [
        ("", 0),
        (".", 0),
        ("k", 3),
        ("m", 6),
        ("b", 9),
        ("tsd", 3),
        ("thousand", 3),
        ("mn", 6),
        ("mln", 6),
        ("mio", 6),
        ("million", 6),
        ("bn", 9),
        ("billion", 9),
        ("万", 4),
        ("萬", 4),
        ("만", 4),
        ("亿", 8),
        ("億", 8),
        ("억", 8),
    ];
    let unit = if unit.len() > 1 {
        unit.strip_suffix('.').unwrap_or(unit)
    } else {
        unit
    };
    UNITS
        .iter()
        .find(|(word, _)| unit.eq_ignore_ascii_case(word))
        .map(|&(_, exponent)| exponent)
}

/// Parts `4.8E+08` into `4.8` and 8, as spreadsheets write large numbers.
fn split_exponent(number: &str) -> Result<(&str, i32), CountError> {
    let Some(at) = number.find(['e', 'E']) else {
        return Ok((number, 0));
    };
    let exponent = &number[at + 1..];
    if exponent.len() > 4 {
        return Err(CountError::NotANumber);
    }
    let exponent = exponent
        .parse::<i32>()
        .map_err(|_| CountError::NotANumber)?;
    Ok((&number[..at], exponent))
}

/// The digits of a number without its marks, and how many of them are decimals.
fn split_decimals(number: &str, mark: Mark) -> Result<(String, i32), CountError> {
    let mut groups = vec![String::new()];
    let mut marks = Vec::new();
    for c in number.chars() {
        match c {
            '0'..='9' => groups
                .last_mut()
                .into_iter()
                .for_each(|group| group.push(c)),
            '.' | ',' | '\'' | '’' => {
                marks.push(if c == '’' { '\'' } else { c });
                groups.push(String::new());
            }
            _ if c.is_whitespace() => {
                marks.push(' ');
                groups.push(String::new());
            }
            _ => return Err(CountError::NotANumber),
        }
    }
    let decimals = if last_mark_is_decimal(&groups, &marks, mark) {
        groups.pop().unwrap_or_default()
    } else {
        String::new()
    };
    let head_is_short = groups
        .first()
        .is_some_and(|head| head.len() <= 3 && (!head.is_empty() || groups.len() == 1));
    if groups.len() > 1 && !(head_is_short && groups.iter().skip(1).all(|group| group.len() == 3)) {
        return Err(CountError::NotANumber);
    }
    let length = i32::try_from(decimals.len()).map_err(|_| CountError::NotANumber)?;
    let digits = groups.concat() + &decimals;
    Ok((digits, length))
}

/// Whether the last dot or comma of a number begins its decimals.
fn last_mark_is_decimal(groups: &[String], marks: &[char], rule: Mark) -> bool {
    let (Some(&last), Some(tail)) = (marks.last(), groups.last()) else {
        return false;
    };
    if !matches!(last, '.' | ',') {
        return false;
    }
    let alone = marks.iter().filter(|&&mark| mark == last).count() == 1;
    let parts_thousands = tail.len() == 3
        && marks.len() == 1
        && groups
            .first()
            .is_some_and(|head| (1..=3).contains(&head.len()) && head != "0");
    // A comma before three digits parts thousands in every export we have seen, also in a decimal column.
    alone && !(parts_thousands && (rule == Mark::Thousands || last == ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_exports_write_them() {
        let cases = [
            ("209.6K", 209_600),
            ("1.2M", 1_200_000),
            ("29.0b", 29_000_000_000),
            ("0.89k", 890),
            ("0.01k", 10),
            ("1,234", 1_234),
            ("1 234", 1_234),
            ("1\u{a0}234\u{202f}567", 1_234_567),
            ("1'234", 1_234),
            ("1.234.567", 1_234_567),
            ("1,234,567.49", 1_234_567),
            ("1.234,5", 1_235),
            ("48500000", 48_500_000),
            ("477900000.00", 477_900_000),
            (" 1.5k ", 1_500),
            ("12,5K", 12_500),
            ("12,34", 12),
            ("1.234", 1_234),
            ("1.234K", 1_234),
            ("0.123", 0),
            ("1.00", 1),
            ("4.85E+08", 485_000_000),
            ("3 Mio.", 3_000_000),
            ("12.3万", 123_000),
            ("-0", 0),
            ("0", 0),
            ("+7", 7),
            (".5K", 500),
            ("1e12", 1_000_000_000_000),
        ];
        for (text, count) in cases {
            assert_eq!(parse_count(text), Ok(Some(count)), "{text}");
            assert_eq!(parse_typed_count(text), Ok(Some(count)), "{text}");
        }
    }

    #[test]
    fn cells_that_say_nothing_are_none() {
        for text in [
            "", "  ", "N/A", "n/a", "-", "–", "NaN", "NaN%", "null", "#VALOR!", "#N/A", "#DIV/0!",
        ] {
            assert_eq!(parse_count(text), Ok(None), "{text}");
            assert_eq!(parse_rate(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn nonsense_is_an_error_that_says_why() {
        let cases = [
            ("1.39%", CountError::Percentage),
            ("-5", CountError::Negative),
            ("-5 followers", CountError::NotANumber),
            ("1e99", CountError::TooLarge),
            ("1000000000001", CountError::TooLarge),
            (
                "99999999999999999999999999999999999999",
                CountError::TooLarge,
            ),
            ("9e9999", CountError::TooLarge),
            ("abc", CountError::NotANumber),
            ("1.2.3", CountError::NotANumber),
            ("1,2345,678", CountError::NotANumber),
            ("ada1", CountError::NotANumber),
            ("10K-50K", CountError::NotANumber),
            ("K", CountError::NotANumber),
            ("2024-05-01", CountError::NotANumber),
            ("1e", CountError::NotANumber),
        ];
        for (text, error) in cases {
            assert_eq!(parse_count(text), Err(error), "{text}");
        }
        assert_eq!(CountError::Negative.to_string(), "it is below zero");
    }

    #[test]
    fn a_decimal_column_reads_three_decimals_as_decimals() {
        assert_eq!(guess_mark(["12.5", "1.234"]), Mark::Decimal);
        assert_eq!(guess_mark(["1.234", "12", "1,234"]), Mark::Thousands);
        assert_eq!(parse_count_as("1.234", Mark::Decimal), Ok(Some(1)));
        assert_eq!(parse_count_as("1,234", Mark::Decimal), Ok(Some(1_234)));
    }

    #[test]
    fn the_step_is_the_worth_of_the_last_digit() {
        for (text, step) in [
            ("48.5M", 100_000),
            ("48500000", 1),
            ("9M", 1_000_000),
            ("125", 1),
            ("1.00", 1),
        ] {
            assert_eq!(count_step(text), Some(step), "{text}");
        }
        assert_eq!(count_step("abc"), None);
    }

    #[test]
    fn rates_are_millionths() {
        let cases = [
            ("1.39%", 13_900),
            ("1,39 %", 13_900),
            ("0.0139", 13_900),
            ("1.91", 19_100),
            ("1", 1_000_000),
            ("0", 0),
            ("0.123", 123_000),
            ("12.345", 123_450),
            ("5‰", 5_000),
            ("0.0000005", 1),
        ];
        for (text, rate) in cases {
            assert_eq!(parse_rate(text), Ok(Some(rate)), "{text}");
        }
        assert_eq!(parse_rate("-1%"), Err(CountError::Negative));
        assert_eq!(parse_rate("1001%"), Err(CountError::TooLarge));
        assert_eq!(parse_rate("2K"), Err(CountError::NotANumber));
        assert_eq!(
            parse_rate_as("163", RateUnit::BasisPoints),
            Ok(Some(16_300))
        );
        assert_eq!(parse_rate_as("0.5", RateUnit::Percent), Ok(Some(5_000)));
        assert_eq!(parse_rate_as("0.5%", RateUnit::Fraction), Ok(Some(5_000)));
    }

    #[test]
    fn the_unit_of_a_rate_column_is_guessed_from_header_and_cells() {
        assert_eq!(
            guess_rate_unit(["163", "20"], "engagement_bp"),
            RateUnit::BasisPoints
        );
        assert_eq!(
            guess_rate_unit(["1.39%", "NaN%"], "60d_eng_rate"),
            RateUnit::Percent
        );
        assert_eq!(guess_rate_unit(["0.5", "0.2"], "ER %"), RateUnit::Percent);
        assert_eq!(
            guess_rate_unit(["0.0027", "0.31"], "engagementRate"),
            RateUnit::Fraction
        );
        assert_eq!(
            guess_rate_unit(["0.9", "1.91"], "engagement_rate"),
            RateUnit::Percent
        );
        assert_eq!(
            guess_rate_unit(["0.4", "0.5", "0.7", "0.3", "0.9"], "er"),
            RateUnit::Percent
        );
        assert_eq!(guess_rate_unit(["NaN%", ""], "er"), RateUnit::Fraction);
    }

    #[test]
    fn counts_are_said_shortly() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (1_000, "1.0K"),
            (84_210, "84.2K"),
            (99_949, "99.9K"),
            (99_950, "100K"),
            (140_000, "140K"),
            (999_499, "999K"),
            (999_500, "1.0M"),
            (1_200_000, "1.2M"),
            (29_000_000_000, "29.0B"),
            (999_999_999_999, "1.0T"),
            (-1_250, "-1.3K"),
            (i64::MIN, "-9223372T"),
        ];
        for (count, said) in cases {
            assert_eq!(say_count(count), said, "{count}");
        }
    }

    #[test]
    fn counts_are_said_in_full_with_commas() {
        for (count, said) in [
            (7, "7"),
            (1_234, "1,234"),
            (1_234_567, "1,234,567"),
            (-100_000, "-100,000"),
        ] {
            assert_eq!(say_grouped(count), said);
        }
    }

    #[test]
    fn rates_are_said_in_percent() {
        for (rate, said) in [
            (0, "0.0%"),
            (300, "<0.1%"),
            (48_000, "4.8%"),
            (999_600, "100%"),
            (1_200_000, "120%"),
        ] {
            assert_eq!(say_rate(rate), said);
        }
    }
}
