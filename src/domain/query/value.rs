//! What stands behind the colon, read by the kind of its field.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::error::QueryError;
use super::fields::{Kind, QueryField, Time};
use super::lexer::Piece;
use super::{Reader, Test};
use crate::domain::audience::{AudienceKey, AudienceKind};
use crate::domain::counts::{RateUnit, count_step, parse_count, parse_rate_as};
use crate::domain::money::{Currency, Money, MoneyError};
use crate::domain::parking::ParkReason;
use crate::domain::platform::{OwnName, Platform};
use crate::domain::text::{Clean, fold, nearest};
use crate::domain::{country, dates, language};

/// What a field wants, for the person who left it out.
pub(super) fn wanted(field: QueryField) -> String {
    match field.kind() {
        Kind::Choice(words) => format!("one of {}", words.join(", ")),
        Kind::Platform => format!("one of {}", Platform::words().join(", ")),
        Kind::ParkReason => "such as fee, topic, no reply or any".to_owned(),
        Kind::Flag => "yes or no".to_owned(),
        Kind::Member
        | Kind::Country
        | Kind::Language
        | Kind::Tag
        | Kind::Text
        | Kind::Count
        | Kind::Rate
        | Kind::Share
        | Kind::Money
        | Kind::Date(_) => format!("such as {}", field.like()),
    }
}

/// Reads one value.
pub(super) fn test(
    text: &str,
    field: QueryField,
    piece: &Piece,
    reader: Reader<'_>,
) -> Result<Test, QueryError> {
    let typed = piece.text.trim();
    if !piece.quoted {
        match typed.to_lowercase().as_str() {
            "none" | "never" | "nobody" => return Ok(Test::Missing),
            "any" => return Ok(Test::Present),
            _ => {}
        }
    }
    match field.kind() {
        Kind::Choice(words) => one_of(field, piece, words).map(Test::Is),
        Kind::Platform => platform(field, piece),
        Kind::ParkReason => park_reason(field, piece),
        Kind::Flag => flag(field, piece),
        Kind::Member if typed.eq_ignore_ascii_case("me") => Ok(Test::Is(reader.me.to_owned())),
        Kind::Member => Ok(Test::Is(typed.trim_start_matches('@').to_owned())),
        Kind::Country => code(field, piece, country::parse(typed), country::all()),
        Kind::Language => code(field, piece, language::parse(typed), language::all()),
        Kind::Tag => Ok(Test::Is(typed.trim_start_matches('#').to_lowercase())),
        Kind::Text => Ok(Test::Holds(typed.to_owned())),
        Kind::Count => span(text, field, piece, count).map(|(from, to)| Test::Within(from, to)),
        Kind::Rate => span(text, field, piece, rate).map(|(from, to)| Test::Within(from, to)),
        Kind::Share => share(text, field, piece),
        Kind::Money => money(text, field, piece),
        Kind::Date(time) => date_test(text, field, piece, time, reader.today),
    }
}

fn wrong(field: QueryField, piece: &Piece, near: Option<&str>) -> QueryError {
    let shown: String = piece.text.trim().chars().take(40).collect();
    let way_out = match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!("it wants {}", wanted(field)),
    };
    QueryError::new(
        piece.at.clone(),
        format!(
            "{}: \"{}\" is not known; {way_out}",
            field.name(),
            Clean::line(&shown)
        ),
    )
    .or(near.map(quoted))
}

/// A value as it is typed: in quotes where it holds a blank.
pub(super) fn quoted(value: &str) -> String {
    if value.contains([' ', ',']) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}

fn one_of(field: QueryField, piece: &Piece, words: &[&'static str]) -> Result<String, QueryError> {
    let typed = piece.text.trim().to_lowercase();
    let exact = words.iter().find(|word| word.to_lowercase() == typed);
    let mut beginning = words
        .iter()
        .filter(|word| word.to_lowercase().starts_with(&typed));
    match (exact, beginning.next(), beginning.next()) {
        (Some(word), _, _) | (None, Some(word), None) => Ok((*word).to_owned()),
        _ => Err(wrong(field, piece, nearest(&typed, words.iter().copied()))),
    }
}

fn platform(field: QueryField, piece: &Piece) -> Result<Test, QueryError> {
    let typed = piece.text.trim();
    if let Some(known) = Platform::parse(typed) {
        return Ok(Test::Is(known.word().to_owned()));
    }
    // A platform may have a name of its own; one that is near a known name is a slip, unless it is quoted.
    let slip = Platform::slip(typed);
    let own = OwnName::read(typed).filter(|_| piece.quoted || slip.is_none());
    own.map(|name| Test::Is(name.as_str().to_owned()))
        .ok_or_else(|| wrong(field, piece, slip))
}

fn park_reason(field: QueryField, piece: &Piece) -> Result<Test, QueryError> {
    let typed = piece.text.trim();
    match typed.to_lowercase().as_str() {
        "yes" => return Ok(Test::Present),
        "no" => return Ok(Test::Missing),
        _ => {}
    }
    ParkReason::parse(typed)
        .map(|reason| Test::Is(reason.stored().to_owned()))
        .ok_or_else(|| {
            let words = ParkReason::ALL.map(ParkReason::word);
            wrong(field, piece, nearest(typed, words))
        })
}

fn flag(field: QueryField, piece: &Piece) -> Result<Test, QueryError> {
    match piece.text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "owed" => Ok(Test::Present),
        "no" | "n" | "false" => Ok(Test::Missing),
        _ => Err(wrong(field, piece, None)),
    }
}

fn code(
    field: QueryField,
    piece: &Piece,
    found: Option<&'static str>,
    known: impl Iterator<Item = (&'static str, &'static str)>,
) -> Result<Test, QueryError> {
    found.map(|code| Test::Is(code.to_owned())).ok_or_else(|| {
        wrong(
            field,
            piece,
            nearest(piece.text.trim(), known.map(|(_, name)| name)),
        )
    })
}

/// A number and what its last digit is worth.
type Reading = Result<(i64, i64), String>;

fn count(typed: &str) -> Reading {
    match parse_count(typed) {
        Ok(Some(number)) => Ok((number, count_step(typed).unwrap_or(1))),
        Ok(None) => Err("it is blank".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn rate(typed: &str) -> Reading {
    let decimals = typed
        .trim_end_matches('%')
        .trim_end()
        .rsplit_once(['.', ','])
        .map_or(0, |(_, digits)| digits.len());
    let step = 10_i64.pow(4_u32.saturating_sub(u32::try_from(decimals).unwrap_or(4)));
    match parse_rate_as(typed, RateUnit::Percent) {
        Ok(Some(rate)) => Ok((rate, step)),
        Ok(None) => Err("it is blank".to_owned()),
        Err(_) => Err("it is not a rate (write 2.5%)".to_owned()),
    }
}

/// A sign of more or less, and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    More,
    AtLeast,
    Less,
    AtMost,
    Equal,
}

fn sign(typed: &str) -> (Sign, &str) {
    const SIGNS: [(&str, Sign); 6] = [
        (">=", Sign::AtLeast),
        ("<=", Sign::AtMost),
        (">", Sign::More),
        ("<", Sign::Less),
        ("==", Sign::Equal),
        ("=", Sign::Equal),
    ];
    SIGNS
        .into_iter()
        .find_map(|(word, sign)| typed.strip_prefix(word).map(|rest| (sign, rest.trim())))
        .unwrap_or((Sign::Equal, typed))
}

/// Both ends of a range; one of them may be left out.
fn ends(typed: &str) -> Option<(&str, &str)> {
    let (low, high) = typed.split_once("..")?;
    Some((low.trim(), high.trim_start_matches('.').trim()))
}

fn span(
    text: &str,
    field: QueryField,
    piece: &Piece,
    read: impl Fn(&str) -> Reading,
) -> Result<(Option<i64>, Option<i64>), QueryError> {
    let typed = piece.text.trim();
    let number = |part: &str| read(part).map_err(|cause| bad(text, field, piece, part, &cause));
    if let Some((low, high)) =
        ends(typed).filter(|(low, high)| !(low.is_empty() && high.is_empty()))
    {
        let from = (!low.is_empty()).then(|| number(low)).transpose()?;
        let to = (!high.is_empty()).then(|| number(high)).transpose()?;
        let (from, to) = (from.map(|(n, _)| n), to.map(|(n, _)| n));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(QueryError::new(
                piece.at.clone(),
                format!(
                    "{}: the range goes backwards; write {high}..{low}",
                    field.name()
                ),
            )
            .or(Some(format!("{high}..{low}"))));
        }
        return Ok((from, to));
    }
    let (sign, rest) = sign(typed);
    if rest.is_empty() {
        let sentence = format!(
            "{}: a number is missing behind {typed}, {}",
            field.name(),
            wanted(field)
        );
        return Err(QueryError::new(piece.at.clone(), sentence));
    }
    let (n, step) = number(rest)?;
    Ok(match sign {
        Sign::More => (Some(n.saturating_add(1)), None),
        Sign::AtLeast => (Some(n), None),
        Sign::Less => (None, Some(n.saturating_sub(1))),
        Sign::AtMost => (None, Some(n)),
        // What is shown as 12K is 12k: within half of the last digit.
        Sign::Equal => (Some(n - step / 2), Some(n + (step - 1) / 2)),
    })
}

/// `female>60%`, `SE`, `18-24:20%..40%`: whose share, and how much of it; more than nothing where it is left out.
fn share(text: &str, field: QueryField, piece: &Piece) -> Result<Test, QueryError> {
    let typed = piece.text.trim();
    let end = typed.find(['>', '<', '=', ':']).unwrap_or(typed.len());
    let (whose, how_much) = (typed[..end].trim(), typed[end..].trim_start_matches(':'));
    let key = AudienceKind::ALL
        .into_iter()
        .find_map(|kind| AudienceKey::parse(kind, whose))
        .ok_or_else(|| {
            let cause = "it wants a country, a gender or an age such as 18-24";
            bad(text, field, piece, whose, cause)
        })?;
    if how_much.is_empty() {
        return Ok(Test::Share(key.stored(), Some(1), None));
    }
    let amount = Piece {
        text: how_much.to_owned(),
        ..piece.clone()
    };
    let (from, to) = span(text, field, &amount, rate)?;
    Ok(Test::Share(key.stored(), from, to))
}

/// `<500`, `<500eur`, `200..500 EUR`; without a currency the number counts in each.
fn money(text: &str, field: QueryField, piece: &Piece) -> Result<Test, QueryError> {
    let currency = std::cell::Cell::new(None);
    let read = |typed: &str| -> Reading {
        match Money::read(typed, None) {
            Ok(money) => {
                currency.set(Some(money.currency));
                Ok((hundredths(money), 1))
            }
            Err(MoneyError::NoCurrency) => Money::read(typed, Currency::by_code("EUR"))
                .map(|money| (money.minor, 1))
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        }
    };
    let (from, to) = span(text, field, piece, read)?;
    Ok(Test::Money(currency.get(), from, to))
}

fn hundredths(money: Money) -> i64 {
    match money.currency.decimals() {
        0 => money.minor.saturating_mul(100),
        3 => money.minor / 10,
        _ => money.minor,
    }
}

fn bad(text: &str, field: QueryField, piece: &Piece, part: &str, cause: &str) -> QueryError {
    let offset = text
        .get(piece.at.clone())
        .and_then(|typed| typed.find(part))
        .unwrap_or(0);
    let start = piece.at.start + offset;
    let end = if piece.quoted {
        piece.at.end
    } else {
        start + part.len()
    };
    let shown: String = part.chars().take(40).collect();
    QueryError::new(
        start..end,
        format!(
            "{}: \"{}\" cannot be read, {cause}",
            field.name(),
            Clean::line(&shown)
        ),
    )
}

fn date_test(
    text: &str,
    field: QueryField,
    piece: &Piece,
    time: Time,
    today: NaiveDate,
) -> Result<Test, QueryError> {
    let typed = piece.text.trim();
    let yesterday = today.pred_opt();
    match (time, fold(typed).as_str()) {
        (Time::Future, "late" | "overdue") => return Ok(Test::Between(None, yesterday)),
        (Time::Future, "yes") => return Ok(Test::Between(Some(today), None)),
        (Time::Future, "no") => return Ok(Test::Missing),
        _ => {}
    }
    let day =
        |part: &str| days(part, time, today).map_err(|cause| bad(text, field, piece, part, &cause));
    if let Some((low, high)) =
        ends(typed).filter(|(low, high)| !(low.is_empty() && high.is_empty()))
    {
        return range(low, high, &day);
    }
    let (sign, rest) = sign(typed);
    if rest.is_empty() {
        let sentence = format!(
            "{}: a day is missing behind {typed}, {}",
            field.name(),
            wanted(field)
        );
        return Err(QueryError::new(piece.at.clone(), sentence));
    }
    let found = day(rest)?;
    let sign = if found.ago { sign.turned() } else { sign };
    let (first, last) = (found.first, found.last);
    Ok(match sign {
        Sign::More => Test::Between(last.succ_opt(), None),
        Sign::AtLeast => Test::Between(Some(first), None),
        Sign::Less => Test::Between(None, first.pred_opt()),
        Sign::AtMost => Test::Between(None, Some(last)),
        Sign::Equal => Test::Between(Some(first), Some(last)),
    })
}

impl Sign {
    /// More days ago is an earlier day.
    fn turned(self) -> Sign {
        match self {
            Sign::More => Sign::Less,
            Sign::AtLeast => Sign::AtMost,
            Sign::Less => Sign::More,
            Sign::AtMost => Sign::AtLeast,
            Sign::Equal => Sign::Equal,
        }
    }
}

/// Days that a value stands for.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    /// It was told by how long ago it was.
    ago: bool,
}

/// A range of days; told by how long ago, the larger number is the earlier day.
fn range(
    low: &str,
    high: &str,
    day: &dyn Fn(&str) -> Result<Span, QueryError>,
) -> Result<Test, QueryError> {
    let low = (!low.is_empty()).then(|| day(low)).transpose()?;
    let high = (!high.is_empty()).then(|| day(high)).transpose()?;
    Ok(match (low, high) {
        (Some(low), Some(high)) => Test::Between(
            Some(low.first.min(high.first)),
            Some(low.last.max(high.last)),
        ),
        (Some(low), None) if low.ago => Test::Between(None, Some(low.last)),
        (Some(low), None) => Test::Between(Some(low.first), None),
        (None, Some(high)) if high.ago => Test::Between(Some(high.first), None),
        (None, Some(high)) => Test::Between(None, Some(high.last)),
        (None, None) => Test::Present,
    })
}

fn days(typed: &str, time: Time, today: NaiveDate) -> Result<Span, String> {
    if let Some((first, last)) = calendar(typed) {
        return Ok(Span {
            first,
            last,
            ago: false,
        });
    }
    let found = match time {
        Time::Past => dates::parse_past(typed, today),
        Time::Future => dates::parse(typed, today),
    };
    let date = found.map_err(|error| error.to_string())?;
    let ago = time == Time::Past && is_duration(typed);
    Ok(Span {
        first: date,
        last: date,
        ago,
    })
}

/// `45d`, `6w`, `3m`, `1y`.
fn is_duration(typed: &str) -> bool {
    let digits = typed.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
    !digits.is_empty()
        && digits.len() < typed.len()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A whole year or month: `2026`, `2026-03`.
fn calendar(typed: &str) -> Option<(NaiveDate, NaiveDate)> {
    let digits = |text: &str, length: usize| {
        (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())
            .flatten()
    };
    let (first, months) = match typed.split_once('-') {
        None => (NaiveDate::from_ymd_opt(year(digits(typed, 4)?)?, 1, 1)?, 12),
        Some((y, month)) => (
            NaiveDate::from_ymd_opt(year(digits(y, 4)?)?, digits(month, 2)?, 1)?,
            1,
        ),
    };
    let after = first.checked_add_months(Months::new(months))?;
    Some((first, after.checked_sub_days(Days::new(1))?))
}

fn year(number: u32) -> Option<i32> {
    let year = i32::try_from(number).ok()?;
    let known = NaiveDate::from_ymd_opt(year, 1, 1)?.year();
    (1900..=2200).contains(&known).then_some(year)
}
