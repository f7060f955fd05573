//! Who follows an account: shares by country, gender and age, as a source states them on a date.

use std::fmt;

use chrono::NaiveDate;

use super::country;
use super::counts::{RateUnit, parse_rate_as};
use super::ids::AudienceShareId;
use super::text::{Clean, Raw, fold};

/// What an audience is parted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AudienceKind {
    /// Where they live.
    Country,
    /// Women, men, others.
    Gender,
    /// How old they are.
    Age,
}

impl AudienceKind {
    /// All of them, in the order of the profile.
    pub const ALL: [AudienceKind; 3] = [
        AudienceKind::Country,
        AudienceKind::Gender,
        AudienceKind::Age,
    ];

    /// The word, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AudienceKind::Country => "country",
            AudienceKind::Gender => "gender",
            AudienceKind::Age => "age",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn parse(word: &str) -> Option<AudienceKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A gender as sources report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// Women.
    Female,
    /// Men.
    Male,
    /// All others, and those who do not say.
    Other,
}

impl Gender {
    /// All of them.
    pub const ALL: [Gender; 3] = [Gender::Female, Gender::Male, Gender::Other];

    /// The word, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Gender::Female => "female",
            Gender::Male => "male",
            Gender::Other => "other",
        }
    }

    /// Reads the words sources use.
    #[must_use]
    pub fn parse(text: &str) -> Option<Gender> {
        match fold(text).trim() {
            "f" | "w" | "female" | "females" | "women" | "woman" => Some(Gender::Female),
            "m" | "male" | "males" | "men" | "man" => Some(Gender::Male),
            "o" | "x" | "nb" | "other" | "others" | "nonbinary" | "non-binary" | "diverse" => {
                Some(Gender::Other)
            }
            _ => None,
        }
    }
}

/// A span of ages: 18 to 24, or 65 and older.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgeBand {
    /// The youngest.
    pub from: u8,
    /// The oldest; none is everybody from there on.
    pub to: Option<u8>,
}

impl AgeBand {
    /// Reads `18-24`, `18–24`, `18 to 24`, `65+`.
    #[must_use]
    pub fn parse(text: &str) -> Option<AgeBand> {
        let text = text.trim();
        if let Some(from) = text.strip_suffix('+') {
            return Some(AgeBand {
                from: age(from)?,
                to: None,
            });
        }
        let (from, to) = ["-", "–", "—", "_", " to "]
            .iter()
            .find_map(|mark| text.split_once(mark))?;
        let (from, to) = (age(from)?, age(to)?);
        (from < to).then_some(AgeBand { from, to: Some(to) })
    }
}

fn age(text: &str) -> Option<u8> {
    let text = text.trim();
    let is_short = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    is_short
        .then(|| text.parse().ok())
        .flatten()
        .filter(|age| *age <= 120)
}

impl fmt::Display for AgeBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}-{to}", self.from),
            None => write!(f, "{}+", self.from),
        }
    }
}

/// Of whom a share is: a country, a gender, a span of ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AudienceKey {
    /// ISO 3166-1 alpha-2.
    Country(&'static str),
    /// A gender.
    Gender(Gender),
    /// A span of ages.
    Age(AgeBand),
}

impl AudienceKey {
    /// What it parts the audience by.
    #[must_use]
    pub fn kind(self) -> AudienceKind {
        match self {
            AudienceKey::Country(_) => AudienceKind::Country,
            AudienceKey::Gender(_) => AudienceKind::Gender,
            AudienceKey::Age(_) => AudienceKind::Age,
        }
    }

    /// Reads what people and files write: `US`, `Germany`, `women`, `18-24`.
    #[must_use]
    pub fn parse(kind: AudienceKind, text: &str) -> Option<AudienceKey> {
        match kind {
            AudienceKind::Country => country::parse(text.trim()).map(AudienceKey::Country),
            AudienceKind::Gender => Gender::parse(text).map(AudienceKey::Gender),
            AudienceKind::Age => AgeBand::parse(text).map(AudienceKey::Age),
        }
    }

    /// As stored: `US`, `female`, `18-24`.
    #[must_use]
    pub fn stored(self) -> String {
        match self {
            AudienceKey::Country(code) => code.to_owned(),
            AudienceKey::Gender(gender) => gender.word().to_owned(),
            AudienceKey::Age(band) => band.to_string(),
        }
    }

    /// As shown: `United States`, `female`, `18-24`.
    #[must_use]
    pub fn say(self) -> String {
        match self {
            AudienceKey::Country(code) => country::name(code).unwrap_or(code).to_owned(),
            AudienceKey::Gender(_) | AudienceKey::Age(_) => self.stored(),
        }
    }
}

/// A key and its share in millionths of the audience.
pub type Share = (AudienceKey, i64);

/// A share as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceShare {
    /// Identity.
    pub id: AudienceShareId,
    /// Of whom.
    pub key: AudienceKey,
    /// Millionths: 42 % is 420,000.
    pub share: i64,
    /// The day it is of.
    pub date: NaiveDate,
    /// Where it comes from: a file's name, `typed`, or what its author wrote.
    pub source: Raw,
    /// A file wrote it last, not a person.
    pub imported: bool,
}

/// Shares of one kind are together at most so many millionths; sources round each for itself.
const MOST: i64 = 1_010_000;

/// What is wrong with shares of one kind, in one sentence.
#[must_use]
pub fn wrong(shares: &[Share]) -> Option<String> {
    let sum: i64 = shares.iter().map(|(_, share)| *share).sum();
    (sum > MOST).then(|| {
        format!(
            "that is {} in all; shares of one kind are at most 100% together",
            say_share(sum)
        )
    })
}

/// Reads shares as a person types them, parted by commas, semicolons or lines: `us 42%, gb 12.5, de 8`. A number without
/// a sign is per cent.
///
/// # Errors
/// One sentence that names the part that is not understood.
pub fn read_shares(kind: AudienceKind, text: &str) -> Result<Vec<Share>, String> {
    let mut shares: Vec<Share> = Vec::new();
    for part in parts(text) {
        let share = read_share(kind, part).ok_or_else(|| not_understood(kind, part))?;
        if shares.iter().any(|(key, _)| *key == share.0) {
            return Err(format!("{} stands there twice", share.0.say()));
        }
        shares.push(share);
    }
    wrong(&shares).map_or(Ok(shares), Err)
}

fn not_understood(kind: AudienceKind, part: &str) -> String {
    let example = match kind {
        AudienceKind::Country => "us 42%, de 12%",
        AudienceKind::Gender => "female 64%, male 36%",
        AudienceKind::Age => "18-24 31%, 25-34 40%",
    };
    format!(
        "\"{}\" is no share by {}; type {example}",
        Clean::line(part),
        kind.word()
    )
}

/// The parts of a list; a comma between two digits belongs to the number.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, letter) in text.char_indices() {
        let digit = |place: Option<usize>| {
            place
                .and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        let in_number = letter == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if matches!(letter, ',' | ';' | '\n' | '|') && !in_number {
            parts.push(&text[start..at]);
            start = at + 1;
        }
    }
    parts.push(&text[start..]);
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// One share, the number behind the key or before it.
fn read_share(kind: AudienceKind, part: &str) -> Option<Share> {
    let text = part.replace([':', '=', '(', ')'], " ");
    let text = text.replace(" %", "%");
    let text = text.trim();
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    let behind =
        read_percent(last).and_then(|share| Some((AudienceKey::parse(kind, before)?, share)));
    behind.or_else(|| {
        let (first, after) = text.split_once(char::is_whitespace)?;
        Some((AudienceKey::parse(kind, after)?, read_percent(first)?))
    })
}

fn read_percent(text: &str) -> Option<i64> {
    let share = parse_rate_as(text, RateUnit::Percent).ok().flatten()?;
    (share <= 1_000_000).then_some(share)
}

/// Shares as they are typed, which [`read_shares`] reads back exactly: `US 42%, GB 12.5%`.
#[must_use]
pub fn write_shares(shares: impl IntoIterator<Item = Share>) -> String {
    let parts = shares
        .into_iter()
        .map(|(key, share)| format!("{} {}", key.stored(), say_share(share)));
    parts.collect::<Vec<_>>().join(", ")
}

/// A share, exactly: `42%`, `12.5%`, `0.0123%`.
#[must_use]
pub fn say_share(millionths: i64) -> String {
    let text = format!("{}.{:04}", millionths / 10_000, millionths % 10_000);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(kind: AudienceKind, text: &str) -> Result<String, String> {
        read_shares(kind, text).map(write_shares)
    }

    #[test]
    fn shares_are_read_as_people_type_them() {
        let country = |text| read(AudienceKind::Country, text).unwrap();
        assert_eq!(
            country("us 42%, United Kingdom 12.5; 8,25 % de"),
            "US 42%, GB 12.5%, DE 8.25%"
        );
        assert_eq!(country("Germany: 42\nAustria = 3"), "DE 42%, AT 3%");
        assert_eq!(
            read(AudienceKind::Gender, "women 64, m 35 %, other 1").unwrap(),
            "female 64%, male 35%, other 1%"
        );
        assert_eq!(
            read(AudienceKind::Age, "18-24 31%, 40% 25–34, 65+ 3").unwrap(),
            "18-24 31%, 25-34 40%, 65+ 3%"
        );
        assert_eq!(country(""), "");
    }

    #[test]
    fn a_wrong_share_is_named_with_what_would_be_right() {
        let wrong = |kind, text| read(kind, text).unwrap_err();
        assert!(wrong(AudienceKind::Country, "us 42, narnia 3").contains("\"narnia 3\""));
        assert!(wrong(AudienceKind::Gender, "64").contains("female 64%"));
        assert!(wrong(AudienceKind::Age, "18-24 300%").contains("18-24 300%"));
        assert!(wrong(AudienceKind::Country, "us 60, gb 60").contains("120% in all"));
        assert!(wrong(AudienceKind::Country, "us 4, usa 5").contains("twice"));
    }

    #[test]
    fn ages_are_spans_or_open_upwards() {
        assert_eq!(
            AgeBand::parse("18 to 24").map(|band| band.to_string()),
            Some("18-24".into())
        );
        assert_eq!(
            AgeBand::parse("65+").map(|band| band.to_string()),
            Some("65+".into())
        );
        for text in ["24-18", "18", "a-b", "1000-2000", "+", "2024-01"] {
            assert_eq!(AgeBand::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back_exactly() {
        let shares = vec![
            (AudienceKey::Country("US"), 421_234),
            (AudienceKey::Country("DE"), 1),
        ];
        assert_eq!(
            read_shares(AudienceKind::Country, &write_shares(shares.clone())),
            Ok(shares)
        );
    }
}
