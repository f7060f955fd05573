//! What a single number shows of how its column writes decimals and thousands.

/// What a number shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Nothing but digits, so many.
    Plain(usize),
    /// One mark before exactly three digits: `1.234`. And whether they are what the mean of a few numbers ends with.
    Open(char, bool),
    /// The mark begins decimals: `12.5`, `1234.567`, `0.123`, `48.5M`, `3.45%`.
    Decimal(char),
    /// The mark parts thousands: `1.234.567`.
    Thousands(char),
    /// One of each: `1.234,5`.
    Both {
        /// The mark between thousands.
        thousands: char,
        /// The mark before decimals.
        decimal: char,
    },
}

/// What a number shows; `None` for what is none.
#[must_use]
pub fn sign_of(text: &str) -> Option<Sign> {
    // Called for every cell of a file that begins like a number: most are nothing but digits, or dates.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        None if digits > 0 => return Some(Sign::Plain(digits)),
        Some(b'-' | b'/' | b':' | b'_') => return None,
        _ => {}
    }
    let text = text.trim().trim_start_matches('+');
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    let has_unit = match unit {
        "" => false,
        "%" | "‰" => true,
        // Letters of a unit; whether it is one is the reader's business.
        _ if unit.chars().count() <= 8 && unit.chars().all(|c| c.is_alphabetic() || c == '.') => {
            true
        }
        _ => return None,
    };
    let mut groups = number.split(['.', ',']);
    let head = groups.next()?;
    let tails: Vec<&str> = groups.collect();
    let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(&head) || !tails.iter().all(is_digits) {
        return None;
    }
    let marks: Vec<char> = number.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let (&last, tail) = match (marks.last(), tails.last()) {
        (Some(last), Some(tail)) => (last, *tail),
        _ => return Some(Sign::Plain(number.len())).filter(|_| !has_unit),
    };
    let is_thousands = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
    let is_head = (1..=3).contains(&head.len()) && !head.starts_with('0');
    let (&first, before) = (marks.first()?, &tails[..tails.len() - 1]);
    match tails.len() {
        1 if has_unit || tail.len() != 3 || !is_head => Some(Sign::Decimal(last)),
        1 => Some(Sign::Open(last, is_of_mean(tail))),
        _ if marks.iter().all(|mark| *mark == last) => {
            (is_head && is_thousands(&tails)).then_some(Sign::Thousands(last))
        }
        _ if marks[..marks.len() - 1].iter().all(|mark| *mark == first)
            && is_head
            && is_thousands(before) =>
        {
            Some(Sign::Both {
                thousands: first,
                decimal: last,
            })
        }
        _ => None,
    }
}

/// Whether three decimals are a third, a sixth, a seventh, an eighth, a ninth or a twelfth of one: means of a few
/// numbers end so, while one thousand in seven does.
fn is_of_mean(tail: &str) -> bool {
    let Ok(tail) = tail.parse::<u32>() else {
        return false;
    };
    // Tens and quarters are written with fewer decimals where decimals are written.
    tail > 0
        && [3, 6, 7, 8, 9, 11, 12].iter().any(|parts| {
            (1..*parts).any(|part| {
                let (whole, rest) = (part * 1_000 / parts, part * 1_000 % parts);
                tail == whole || tail == whole + u32::from(rest * 2 >= *parts)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_what_their_marks_are() {
        for (text, wanted) in [
            ("433", Some(Sign::Plain(3))),
            ("120000", Some(Sign::Plain(6))),
            ("812.667", Some(Sign::Open('.', true))),
            ("1,234", Some(Sign::Open(',', false))),
            ("12.5", Some(Sign::Decimal('.'))),
            ("12,3333", Some(Sign::Decimal(','))),
            ("1234.567", Some(Sign::Decimal('.'))),
            ("0.123", Some(Sign::Decimal('.'))),
            (".5", Some(Sign::Decimal('.'))),
            ("48.5M", Some(Sign::Decimal('.'))),
            ("1,234 Mio", Some(Sign::Decimal(','))),
            ("3.456%", Some(Sign::Decimal('.'))),
            ("1.234.567", Some(Sign::Thousands('.'))),
            (
                "1.234,5",
                Some(Sign::Both {
                    thousands: '.',
                    decimal: ',',
                }),
            ),
            (
                "1,234,567.49",
                Some(Sign::Both {
                    thousands: ',',
                    decimal: '.',
                }),
            ),
            ("9M", None),
            ("1.2.3", None),
            ("2024.01.05", None),
            ("2024-01-05", None),
            ("ada.1", None),
            ("", None),
            ("1.234.56", None),
        ] {
            assert_eq!(sign_of(text), wanted, "{text}");
        }
    }
}
