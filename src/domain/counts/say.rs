//! Counts and rates in words.

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

/// Says how many of what: `1 row`, `1,234 rows`.
#[must_use]
pub fn say_many<N: TryInto<i64>>(count: N, one: &str, many: &str) -> String {
    let count = count.try_into().unwrap_or(i64::MAX);
    let word = if count == 1 { one } else { many };
    format!("{} {word}", say_grouped(count))
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
