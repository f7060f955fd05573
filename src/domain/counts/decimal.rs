//! A number taken apart: digits, decimals, thousands marks, units (`84.2K`, `1,5 Mio`).

use super::{CountError, MOST_DIGITS, Mark};

/// The commonest cell of all, a short run of digits, without any of the machinery below.
pub(super) fn plain_digits(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    text.bytes().try_fold(0_i64, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0'))
    })
}

/// A number as written: `digits` × 10^`exponent`.
pub(super) struct Decimal {
    digits: i128,
    pub(super) exponent: i32,
}

impl Decimal {
    /// Reads digits with parted thousands, a decimal mark, an exponent or a unit of thousands; never a sign of less.
    pub(super) fn read(text: &str, mark: Mark) -> Result<Decimal, CountError> {
        let text = text.strip_prefix('+').unwrap_or(text);
        // One sign and no more: a cell may be a run of thousands of dashes.
        let Some(rest) = text.strip_prefix(['-', '−']) else {
            return Self::unsigned(text, mark);
        };
        match Self::unsigned(rest, mark)? {
            number if number.digits == 0 => Ok(number),
            _ => Err(CountError::Negative),
        }
    }

    fn unsigned(text: &str, mark: Mark) -> Result<Decimal, CountError> {
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
    pub(super) fn scaled(&self, shift: i32, largest: i128) -> Result<i64, CountError> {
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

impl Decimal {
    /// The number times 10^`shift` as a whole number; refused where that is none, or above `largest`.
    pub(super) fn exact(&self, shift: u32, largest: i128) -> Result<i64, CountError> {
        let shift = i32::try_from(shift).map_err(|_| CountError::TooLarge)?;
        let finer = (self.exponent + shift).min(0).unsigned_abs();
        let part = 10_i128.checked_pow(finer);
        if self.digits != 0 && part.is_none_or(|part| self.digits % part != 0) {
            return Err(CountError::TooFine);
        }
        self.scaled(shift, largest)
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
    let may_part = match rule {
        Mark::Thousands => true,
        Mark::Decimal => last == ',',
        Mark::DecimalComma => last == '.',
        Mark::Decimals => false,
    };
    alone && !(parts_thousands && may_part)
}
