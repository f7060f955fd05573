//! Telephone numbers as people and files write them: kept as typed, compared by their digits.

/// Fewer digits are no number that can be called from anywhere.
const FEWEST: usize = 5;
/// A number with its country's code has more.
const FEWEST_ABROAD: usize = 8;
/// The longest number there is has 15 digits.
const LONGEST: usize = 15;
/// An extension may follow.
const MOST: usize = 24;

/// The form in which numbers are compared: their digits, without the `00` or `+` before a country's code and without
/// the `(0)` that is not dialled behind it.
#[must_use]
pub fn digits(text: &str) -> String {
    let digits: String = text
        .replace("(0)", "")
        .chars()
        .filter_map(|letter| letter.to_digit(10).or_else(|| other_digit(letter)))
        .filter_map(|digit| char::from_digit(digit, 10))
        .collect();
    digits.strip_prefix("00").unwrap_or(&digits).to_owned()
}

/// Arabic, Persian, Devanagari and fullwidth digits.
fn other_digit(letter: char) -> Option<u32> {
    let code = u32::from(letter);
    [0x0660, 0x06f0, 0x0966, 0xff10]
        .into_iter()
        .find_map(|zero| code.checked_sub(zero).filter(|digit| *digit < 10))
}

/// Words that stand beside a number and say what it is.
const BESIDE: [&str; 27] = [
    "tel",
    "telefon",
    "telefono",
    "telephone",
    "phone",
    "ph",
    "mobile",
    "mobil",
    "mob",
    "cell",
    "handy",
    "call",
    "ext",
    "extension",
    "x",
    "durchwahl",
    "dw",
    "whatsapp",
    "wa",
    "home",
    "work",
    "office",
    "privat",
    "private",
    "t",
    "m",
    "p",
];
/// Words between two numbers.
const OR: [&str; 12] = [
    " or ", " and ", " oder ", " und ", " ou ", " et ", " o ", " y ", " e ", " of ", " en ", " & ",
];

/// Whether a text is one telephone number: digits, what parts them, and few words. Other words than those that say what
/// it is may stand only beside a number with its country's `+`, so that a room or a price is none.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let digits = digits(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (FEWEST..=MOST).contains(&digits.len())
        && letters <= digits.len()
        && (says_what_it_is(text) || (text.contains('+') && digits.len() >= FEWEST_ABROAD))
        && !is_one_digit(&digits)
        && !is_decimal(text)
        && !text.contains(['@', '=', '<', '{', '%', '$', '€', '£', '¥', '₹'])
        && !text.contains("://")
        && !looks_like_a_date(text)
}

fn says_what_it_is(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| BESIDE.contains(&word.to_lowercase().as_str()))
}

/// `0000000` is what people type who have none.
fn is_one_digit(digits: &str) -> bool {
    digits
        .bytes()
        .all(|digit| Some(digit) == digits.bytes().next())
}

/// `12.34567`
fn is_decimal(text: &str) -> bool {
    let Some((whole, part)) = text.trim().split_once('.') else {
        return false;
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    are_digits(whole)
        && are_digits(part)
        && !whole.starts_with('0')
        && (whole.len() <= 2 || (whole.len() == 3 && part.len() >= 5))
}

/// `2026-03-01`, `1.3.2026`: a telephone number has another rhythm.
fn looks_like_a_date(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['-', '.', '/']).collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    parts.len() == 3
        && parts.iter().all(|part| is_digits(part) && part.len() <= 4)
        && parts.iter().filter(|part| year(part)).count() == 1
        && parts.iter().filter(|part| part.len() <= 2).count() == 2
}

/// The numbers of one cell, as typed; several are parted by `;`, `|` or lines where each part is a number, and by commas,
/// `/` or words such as `or` where each is a whole one: with seven digits, or eight behind a country's `+` or `00`. A
/// comma or `/` elsewhere stands within a number (`0049 151, 1234567`).
///
/// # Errors
/// One clause that says why it is none.
pub fn read(cell: &str) -> Result<Vec<&str>, String> {
    let cell = cell.trim();
    let parts = |text: &'static [char]| {
        let parts = cell.split(text).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let lists = parts(&[';', '|', '\n']);
    if lists.len() > 1 {
        let read: Option<Vec<Vec<&str>>> = lists.iter().map(|list| by_commas(list)).collect();
        if let Some(numbers) = read {
            return Ok(numbers.concat());
        }
        let all = parts(&[';', '|', '\n', ',']);
        if all.iter().all(|part| is_whole(part)) {
            return Ok(all);
        }
    } else if let Some(numbers) = by_commas(cell).filter(|numbers| numbers.len() > 1) {
        return Ok(numbers);
    }
    if let Some(numbers) = by_words(cell) {
        return Ok(numbers);
    }
    if cell.contains(',') && digits(cell).len() > LONGEST {
        return Err("can be one number or several; part them by semicolons".to_owned());
    }
    // Software that takes a number for one with decimals writes it so; no number ends like this.
    let whole = cell
        .strip_suffix(".0")
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or(cell);
    if is_rounded(whole) {
        return Err("is what a spreadsheet made of a number; its last digits are lost".to_owned());
    }
    if is_number(whole) {
        return Ok(vec![whole]);
    }
    Err("is not a phone number".to_owned())
}

/// The numbers of a text between semicolons; none where it is no number.
fn by_commas(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 && parts.iter().all(|part| is_whole(part)) {
        return Some(parts);
    }
    (is_number(text) && (parts.len() < 2 || digits(text).len() <= LONGEST)).then(|| vec![text])
}

/// Numbers between which a word stands, or a `/` before a number's beginning.
fn by_words(text: &str) -> Option<Vec<&str>> {
    // A letter that folds to another length moves what stands behind it.
    let small = text.to_ascii_lowercase();
    let between = OR.iter().find(|word| small.contains(**word));
    let cuts: Vec<(usize, usize)> = if let Some(word) = between {
        let words = small.match_indices(*word);
        words.map(|(at, word)| (at, at + word.len())).collect()
    } else {
        let begins = |at: usize| small[at + 1..].trim_start().starts_with(['+', '0']);
        let slashes = small.match_indices('/').filter(|(at, _)| begins(*at));
        slashes.map(|(at, _)| (at, at + 1)).collect()
    };
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for (start, end) in cuts {
        parts.push(text.get(from..start)?.trim());
        from = end;
    }
    parts.push(text.get(from..)?.trim());
    (parts.len() > 1 && parts.iter().all(|part| is_whole(part))).then_some(parts)
}

/// Whether a text is a number that can be called by itself, and no part of one.
fn is_whole(text: &str) -> bool {
    let is_abroad = text.starts_with('+') || text.starts_with("00");
    is_number(text) && digits(text).len() >= if is_abroad { FEWEST_ABROAD } else { 7 }
}

/// `4.91512E+11`
fn is_rounded(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let power = power.strip_prefix('+').unwrap_or(power);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(power) && is_digits(&number.replace(['.', ','], ""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_digits() {
        for same in [
            "+49 151 0000001",
            "0049 151 0000001",
            "+49 (0) 151-000.0001",
            "49/151/0000001",
            "+٤٩ ١٥١ ٠٠٠٠٠٠١",
        ] {
            assert_eq!(digits(same), "491510000001", "{same}");
        }
        assert_eq!(digits("0151 0000001"), "01510000001");
    }

    #[test]
    fn cells_give_numbers_as_typed() {
        assert_eq!(read(" +49 151 0000001 "), Ok(vec!["+49 151 0000001"]));
        assert_eq!(
            read("+49 151 0000001; 030-1234567"),
            Ok(vec!["+49 151 0000001", "030-1234567"])
        );
        assert_eq!(
            read("030 1234567, +49 151 0000001"),
            Ok(vec!["030 1234567", "+49 151 0000001"])
        );
        assert_eq!(
            read("030 1234567, 0171 5555555; 555 0100"),
            Ok(vec!["030 1234567", "0171 5555555", "555 0100"])
        );
        for one in [
            "0049 151, 1234567",
            "+49 151, 1234567",
            "0151, 1234567",
            "030 1234567, 12",
            "12345, 67890",
        ] {
            assert_eq!(read(one), Ok(vec![one]), "{one}");
        }
        let unclear = read("030, 1234567, 0171 5555555").unwrap_err();
        assert!(unclear.contains("one number or several"), "{unclear}");
        assert_eq!(read("+49 / 151 / 00001"), Ok(vec!["+49 / 151 / 00001"]));
        assert_eq!(
            read("(555) 010-0100 ext. 12"),
            Ok(vec!["(555) 010-0100 ext. 12"])
        );
        for (two, numbers) in [
            (
                "call 030 12345 or 0171 555555",
                ["call 030 12345", "0171 555555"],
            ),
            (
                "0171 5555555 und 0172 6666666",
                ["0171 5555555", "0172 6666666"],
            ),
            (
                "+49 151 0000001/+49 151 0000002",
                ["+49 151 0000001", "+49 151 0000002"],
            ),
            (
                "0171 5555555 / 0172 6666666",
                ["0171 5555555", "0172 6666666"],
            ),
        ] {
            assert_eq!(read(two), Ok(numbers.to_vec()), "{two}");
        }
        for one in [
            "030/1234567",
            "49/151/0000001",
            "tel. 030 1234567",
            "M: 0171 5555555",
            "Ana: +49 151 0000001",
            "555.0100",
            "0171.555555",
            "030 1234567 x12",
        ] {
            assert_eq!(read(one), Ok(vec![one]), "{one}");
        }
        assert_eq!(read("491510000001.0"), Ok(vec!["491510000001"]));
        assert_eq!(read("00491510000001"), Ok(vec!["00491510000001"]));
    }

    #[test]
    fn what_is_no_number_says_why() {
        for text in [
            "ask Ana",
            "ana@agency.example",
            "https://wa.me/491510000001",
            "2026-03-01",
            "1.3.2026",
            "112",
            "",
            "Room 12345",
            "€ 12,500",
            "12500 EUR",
            "0000000",
            "12.34567",
            "98.765 %",
            "order 1234567",
            "1234567890123456789012345678",
        ] {
            assert_eq!(
                read(text),
                Err("is not a phone number".to_owned()),
                "{text}"
            );
        }
        assert!(read("4.91512E+11").is_err_and(|why| why.contains("digits are lost")));
    }
}
