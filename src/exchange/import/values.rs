//! Single cells read: what a country, a date, a list of mails or tags looks like in other people's files.

use chrono::{Datelike, NaiveDate};

use super::error::quote;
use crate::domain::field::{Field, FieldKind};
use crate::domain::incoming::same_mail;
use crate::domain::text::{fold, unscrambled};
use crate::domain::{country, counts, dates};

/// Whether a text cell says nothing. Unlike a number's, a text's `NA` and `Nan` may be Namibia or a person.
pub fn says_nothing(text: &str) -> bool {
    text.is_empty() || (counts::is_blank(text) && !text.eq_ignore_ascii_case("na") && text != "Nan")
}

/// The country of a cell; text that went through the wrong encoding once (`CÃ´te d'Ivoire`) is mended first.
pub fn country(text: &str) -> Option<&'static str> {
    if text == "NA" {
        // Namibia, or what R writes for nothing: who can tell?
        return None;
    }
    country::parse(text).or_else(|| country::parse(&unscrambled(text)?))
}

/// The country of a cell that may name a place in it, as `Lagos, Nigeria`.
pub fn country_of_place(text: &str) -> Option<&'static str> {
    country(text).or_else(|| {
        let (_, last) = text.rsplit_once(',')?;
        // Two letters after a comma are as often a state of the US (`San Francisco, CA`).
        (last.trim().len() > 2)
            .then(|| country(last.trim()))
            .flatten()
    })
}

/// A mail address, without `mailto:` and what stands around `<…>`; none if it does not look like `a@b.c`.
pub fn mail(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let text = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    let (local, domain) = text.split_once('@')?;
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "()<>[]\\,;:\"@".contains(c);
    let labels = || domain.split('.');
    let is_fine = !local.is_empty()
        && text.len() <= 254
        && !text.contains(|c| is_odd(c) && c != '@')
        && !domain.contains('@')
        && labels().count() > 1
        && labels().all(|label| {
            label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.is_empty()
        });
    is_fine.then_some(text)
}

/// The mail addresses of a cell, parted by commas, semicolons and blanks, and whether all of it was understood.
pub fn mails(text: &str) -> (Vec<String>, bool) {
    if let Some(only) = mail(text) {
        return (vec![only.to_owned()], true);
    }
    let mut found = Vec::new();
    // `Ada Lovelace <ada@example.com>`: the name before the bracket is no address, and no fault.
    let is_bracketed = text.contains('<') && text.contains('>');
    let mut all = true;
    for part in text
        .split([',', ';', '/', '|'])
        .flat_map(str::split_whitespace)
    {
        match mail(part) {
            Some(mail) if found.iter().any(|known: &String| same_mail(known, mail)) => {}
            Some(mail) => found.push(mail.to_owned()),
            None => all &= is_bracketed && !part.contains('@'),
        }
    }
    all &= !found.is_empty();
    (found, all)
}

/// A further field of the person, in stored form. Dates stand there as we write them: `fri` would mean another day every
/// week. Words that may be chosen stand there whole, since nobody sees what a single letter was taken for.
///
/// # Errors
/// One sentence that says what would be right.
pub fn field(field: Field, text: &str) -> Result<Option<String>, String> {
    match field.kind() {
        FieldKind::Date => dates::from_iso(text)
            .map(|date| Some(dates::iso(date)))
            .ok_or_else(|| format!("{} is no date like 2026-11-21", quote(text))),
        FieldKind::Choice(words) => {
            let plain = |text: &str| fold(text).replace(|c: char| !c.is_alphanumeric(), "");
            let typed = plain(text);
            let singular = typed.strip_suffix('s').unwrap_or(&typed);
            let found = words
                .iter()
                .find(|word| [typed.as_str(), singular].contains(&plain(word).as_str()));
            match found {
                Some(word) => Ok(Some((*word).to_owned())),
                None => Err(format!("{} is none of: {}", quote(text), words.join(", "))),
            }
        }
        _ => field.read(text, NaiveDate::default()),
    }
}

/// One tag: lower case, without `#`.
pub fn tag(text: &str) -> String {
    text.trim().trim_start_matches('#').trim().to_lowercase()
}

/// The tags of a cell: parted by commas, semicolons and bars, or by blanks where there is none of these;
/// lower case, without `#`, each once.
pub fn tags(text: &str) -> Vec<String> {
    let marks = [',', ';', '|', '\n'];
    let parts: Vec<&str> = if text.contains(marks) {
        text.split(marks).collect()
    } else {
        text.split_whitespace().collect()
    };
    let mut tags: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let tag = tag(part);
        if !says_nothing(&tag) && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// In which order a column writes day and month where both are numbers with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// The column does not tell: only dates that have one meaning are read.
    Unknown,
    /// `31/12/2024`
    DayFirst,
    /// `12/31/2024`
    MonthFirst,
}

/// The order of a column of dates, told by those of its cells that can be read in one order only.
pub fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> DayOrder {
    let (mut day_first, mut month_first) = (false, false);
    for (first, second, _) in cells.filter_map(slashed) {
        day_first |= first > 12;
        month_first |= second > 12;
    }
    match (day_first, month_first) {
        (true, false) => DayOrder::DayFirst,
        (false, true) => DayOrder::MonthFirst,
        _ => DayOrder::Unknown,
    }
}

/// The date of a cell, in a column of that order.
pub fn date(text: &str, order: DayOrder) -> Option<NaiveDate> {
    if let Some(date) = iso_date(text) {
        return Some(date);
    }
    if let Some(date) = dates::import(text) {
        return Some(date);
    }
    let (first, second, year) = slashed(text)?;
    let date = match order {
        DayOrder::Unknown => None,
        DayOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
        DayOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
    };
    date.filter(|date| (1900..=2200).contains(&date.year()))
}

/// Whether a cell is a date, even one whose day and month could be exchanged.
pub fn looks_like_date(text: &str) -> bool {
    date(text, DayOrder::DayFirst)
        .or_else(|| date(text, DayOrder::MonthFirst))
        .is_some()
}

/// `2024-01-31`, by far the commonest date of all, without the machinery for the others.
fn iso_date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_u32, |sum, b| {
            b.is_ascii_digit().then(|| sum * 10 + u32::from(**b - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)?;
    (1900..=2200).contains(&year).then_some(date)
}

/// The three numbers of `1/2/2024`, with or without a time after it.
fn slashed(text: &str) -> Option<(u32, u32, i32)> {
    let text = text.split([' ', 'T']).next()?;
    let mut parts = text.split('/');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len());
    if parts.next().is_some() || !short(first) || !short(second) || year.len() != 4 {
        return None;
    }
    Some((
        first.parse().ok()?,
        second.parse().ok()?,
        year.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_told_from_other_text() {
        assert_eq!(
            mails("a@b.co; Ada <c@d.org>"),
            (vec!["a@b.co".into(), "c@d.org".into()], true)
        );
        assert_eq!(mails("a@b.co A@B.co"), (vec!["a@b.co".into()], true));
        assert_eq!(mails("a@b.co, see bio"), (vec!["a@b.co".into()], false));
        for text in [
            "see bio",
            "a@b",
            "@b.co",
            "a@@b.co",
            "a@b..co",
            "a b@",
            "x@y.z\u{0}",
        ] {
            assert_eq!(mails(text), (vec![], false), "{text}");
        }
    }

    #[test]
    fn tags_are_parted_by_blanks_only_where_nothing_else_parts_them() {
        assert_eq!(tags("#UGC vegan  ugc"), ["ugc", "vegan"]);
        assert_eq!(tags("Long Form, #eco; eco"), ["long form", "eco"]);
        assert!(tags(" # , ").is_empty());
    }

    #[test]
    fn countries_survive_a_wrong_encoding_and_a_city_before_them() {
        assert_eq!(country("CÃ´te d'Ivoire"), Some("CI"));
        assert_eq!(country_of_place("Lagos, Nigeria"), Some("NG"));
        assert_eq!(country_of_place("San Francisco, CA"), None);
        assert_eq!(country("NA"), None);
        assert_eq!(country("Atlantis"), None);
    }

    #[test]
    fn a_column_tells_the_order_of_its_days_and_months() {
        let order = |cells: &[&str]| day_order(cells.iter().copied());
        assert_eq!(order(&["05/01/2024", "13/01/2024"]), DayOrder::DayFirst);
        assert_eq!(
            order(&["05/01/2024", "01/13/2024 10:00"]),
            DayOrder::MonthFirst
        );
        assert_eq!(order(&["05/01/2024"]), DayOrder::Unknown);
        assert_eq!(order(&["13/01/2024", "01/13/2024"]), DayOrder::Unknown);
        assert_eq!(
            date("05/01/2024", DayOrder::DayFirst),
            NaiveDate::from_ymd_opt(2024, 1, 5)
        );
        assert_eq!(
            date("05/01/2024", DayOrder::MonthFirst),
            NaiveDate::from_ymd_opt(2024, 5, 1)
        );
        assert_eq!(date("05/01/2024", DayOrder::Unknown), None);
        assert_eq!(date("2024-02-30", DayOrder::Unknown), None);
        assert_eq!(
            date("2024-02-29", DayOrder::Unknown),
            NaiveDate::from_ymd_opt(2024, 2, 29)
        );
    }
}
