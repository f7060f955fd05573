//! Rates: per cent, parts, or whatever a column means.

use super::{CountError, Decimal, LARGEST_RATE, Mark, is_blank};

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
    // Basis points go into the thousands, rates in other units do not.
    let mark = match unit {
        RateUnit::BasisPoints if shift == 2 => Mark::Decimal,
        _ => Mark::Decimals,
    };
    let number = Decimal::read(text, mark)?;
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
    if says_percent(&header)
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

/// Whether a header says that its rates are per cent.
#[must_use]
pub fn says_percent(header: &str) -> bool {
    let header = header.to_lowercase();
    ["%", "percent", "pct"]
        .iter()
        .any(|word| header.contains(word))
}
