//! The fields of a person that people and files fill in: one line a field.
//!
//! From this table come the edit form, the profile, the columns of the store, merging between two desks,
//! imports and exports. A new field is one line here and one migration.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::{Clean, Raw};
use super::{country, dates, language, zone};

/// How a field is typed, stored and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Many lines.
    Text,
    /// A date, stored as ISO.
    Date,
    /// A whole number of days, 1 to 3,650.
    Days,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Any of a few words, stored with `, ` between them.
    Set(&'static [&'static str]),
    /// A country, stored as ISO 3166-1 alpha-2.
    Country,
    /// A language, stored as ISO 639-1.
    Language,
    /// Several languages, stored as ISO 639-1 codes with `, ` between them.
    Languages,
    /// Pieces and their sizes, stored as `shoes 39 EU, shirt M`.
    Sizes,
    /// A time zone, stored as its IANA name or as `UTC+2`.
    Zone,
    /// A member, by login name.
    Member,
    /// Free tags, stored in lower case with `, ` between them.
    Tags,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $bit:literal $field:ident, $column:literal, $label:literal, $kind:expr;)+) => {
        /// A field of a person.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field { $($(#[$doc])* $field),+ }

        impl Field {
            /// All fields, in the order of the form.
            pub const ALL: &[Field] = &[$(Field::$field),+];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The column that stores it, and its name in files and scripts.
            #[must_use]
            pub fn column(self) -> &'static str {
                match self { $(Field::$field => $column),+ }
            }

            /// The label on the screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Field::$field => $label),+ }
            }

            /// How it is typed, stored and shown.
            #[must_use]
            pub fn kind(self) -> FieldKind {
                match self { $(Field::$field => $kind),+ }
            }

            /// The field's bit in [`super::person::Person::by_hand`]. Files keep it, so a field never gets another.
            #[must_use]
            pub fn bit(self) -> i64 {
                match self { $(Field::$field => 1 << $bit),+ }
            }
        }
    };
}

/// Segments of the portfolio (catalogue M49 to M52).
pub const SEGMENTS: &[&str] = &[
    "strategic partner",
    "growth bet",
    "community advocate",
    "campaign specialist",
];
/// Care levels (catalogue M55).
pub const CARE_LEVELS: &[&str] = &["A", "B", "C"];
/// Channels a person may prefer (catalogue M172).
pub const CHANNELS: &[&str] = &["mail", "dm", "phone", "form", "in person", "post"];
/// Marks set by hand (product.md, phase).
pub const MARKS: &[&str] = &["ambassador", "renewing", "parting ways"];

fields! {
    /// The name, as the person writes it.
    0 Name, "name", "Name", FieldKind::Line;
    /// Pronouns.
    1 Pronouns, "pronouns", "Pronouns", FieldKind::Line;
    /// City or region.
    2 Place, "place", "Place", FieldKind::Line;
    /// Country the person lives in.
    3 Country, "country", "Country", FieldKind::Country;
    /// Language to write to them in.
    4 Language, "language", "Language", FieldKind::Language;
    /// Further languages they speak or post in.
    20 Languages, "languages", "Also speaks", FieldKind::Languages;
    /// Time zone, as `Europe/Stockholm` or `UTC+2`.
    5 TimeZone, "time_zone", "Time zone", FieldKind::Zone;
    /// What they post about.
    6 Niche, "niche", "Niche", FieldKind::Line;
    /// Free tags.
    7 Tags, "tags", "Tags", FieldKind::Tags;
    /// Sizes of what we may send: `shoes 39 EU, shirt M`.
    21 Sizes, "sizes", "Sizes", FieldKind::Sizes;
    /// Our single point of contact (catalogue M105).
    8 Owner, "owner", "Owner", FieldKind::Member;
    /// Segment of the portfolio.
    9 Segment, "segment", "Segment", FieldKind::Choice(SEGMENTS);
    /// How often we keep in touch.
    10 CareLevel, "care_level", "Care level", FieldKind::Choice(CARE_LEVELS);
    /// Days between contacts for this person, over the care level (catalogue M220).
    11 KeepInTouch, "keep_in_touch", "Keep in touch", FieldKind::Days;
    /// Channel they prefer.
    12 Channel, "channel", "Prefers", FieldKind::Choice(CHANNELS);
    /// Marks set by hand.
    13 Marks, "marks", "Marks", FieldKind::Set(MARKS);
    /// Background and history (catalogue M186).
    14 Story, "story", "Story", FieldKind::Text;
    /// What must not be touched (catalogue M191).
    15 Boundaries, "boundaries", "Boundaries", FieldKind::Text;
    /// On a break until this day: nobody reminds us of them.
    16 BreakUntil, "break_until", "Break until", FieldKind::Date;
    /// What we do next, one line.
    17 NextStep, "next_step", "Next step", FieldKind::Line;
    /// When.
    18 NextDate, "next_date", "Next date", FieldKind::Date;
    /// Who does it; the owner when empty.
    19 NextOwner, "next_owner", "Next by", FieldKind::Member;
}

impl Field {
    /// The field with this column name.
    #[must_use]
    pub fn by_column(column: &str) -> Option<Field> {
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.column() == column)
    }

    /// Reads what was typed into the stored form; `None` is an empty field.
    ///
    /// # Errors
    /// One sentence that says what would be right.
    pub fn read(self, typed: &str, today: NaiveDate) -> Result<Option<String>, String> {
        let text = typed.trim();
        if text.is_empty() {
            return Ok(None);
        }
        match self.kind() {
            FieldKind::Line => Ok(Some(
                text.split(['\n', '\r', '\t'])
                    .map(str::trim)
                    .collect::<Vec<_>>()
                    .join(" "),
            )),
            FieldKind::Text => Ok(Some(typed.trim_end().to_owned())),
            FieldKind::Date => dates::parse(text, today)
                .map(|date| Some(dates::iso(date)))
                .map_err(|e| e.to_string()),
            FieldKind::Days => read_days(text).map(Some),
            FieldKind::Choice(words) => one_of(text, words).map(|word| Some(word.to_owned())),
            FieldKind::Set(words) => text
                .split([',', ';'])
                .filter(|part| !part.trim().is_empty())
                .map(|part| one_of(part, words))
                .collect::<Result<Vec<_>, _>>()
                .map(|mut found| {
                    found.dedup();
                    Some(found.join(", "))
                }),
            FieldKind::Country => country::parse(text)
                .map(|code| Some(code.to_owned()))
                .ok_or_else(|| {
                    format!(
                        "\"{}\" is not a country; type its name or its two letters",
                        Clean::line(text)
                    )
                }),
            FieldKind::Language => read_language(text).map(|code| Some(code.to_owned())),
            FieldKind::Languages => read_languages(text),
            FieldKind::Sizes => read_sizes(text),
            FieldKind::Zone => zone::read(text).map(Some).ok_or_else(|| {
                format!(
                    "\"{}\" is not a time zone; type Europe/Stockholm, Stockholm or UTC+2",
                    Clean::line(text)
                )
            }),
            FieldKind::Member => Ok(Some(text.to_owned())),
            FieldKind::Tags => Ok(join_tags(text.split([',', ';', ' ', '\n']))),
        }
    }

    /// The stored form as one line for people.
    #[must_use]
    pub fn show(self, stored: &Raw, today: NaiveDate) -> Clean {
        let text = stored.as_stored();
        match self.kind() {
            FieldKind::Date => dates::from_iso(text).map_or_else(
                || stored.line(),
                |date| Clean::line(&dates::say(date, today)),
            ),
            FieldKind::Country => country::name(text).map_or_else(|| stored.line(), Clean::line),
            FieldKind::Language => language::name(text).map_or_else(|| stored.line(), Clean::line),
            FieldKind::Languages => {
                let names = text
                    .split(", ")
                    .map(|code| language::name(code).unwrap_or(code));
                Clean::line(&names.collect::<Vec<_>>().join(", "))
            }
            FieldKind::Days => Clean::line(&format!("every {text} days")),
            FieldKind::Line
            | FieldKind::Text
            | FieldKind::Choice(_)
            | FieldKind::Set(_)
            | FieldKind::Sizes
            | FieldKind::Zone
            | FieldKind::Member
            | FieldKind::Tags => stored.line(),
        }
    }
}

/// Tags as stored: lower case, no `#`, each once, in the order given; `None` when there are none.
pub fn join_tags<'a>(parts: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut tags: Vec<String> = Vec::new();
    for part in parts {
        let tag = part.trim().trim_start_matches('#').to_lowercase();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (!tags.is_empty()).then(|| tags.join(", "))
}

fn read_language(text: &str) -> Result<&'static str, String> {
    language::parse(text).ok_or_else(|| {
        let shown = Clean::line(text.trim());
        format!("\"{shown}\" is not a language; type its name or its two letters")
    })
}

/// Languages parted by commas, semicolons or slashes, each once.
fn read_languages(text: &str) -> Result<Option<String>, String> {
    let mut codes: Vec<&str> = Vec::new();
    let parts = text.split([',', ';', '/', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let code = read_language(part)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok((!codes.is_empty()).then(|| codes.join(", ")))
}

/// Pieces with their sizes, parted by commas or semicolons: a size alone says nothing of what is to fit.
fn read_sizes(text: &str) -> Result<Option<String>, String> {
    let mut sizes: Vec<String> = Vec::new();
    let parts = text.split([',', ';', '\n']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let words: Vec<&str> = part
            .split([' ', '\t', ':', '='])
            .filter(|word| !word.is_empty())
            .collect();
        let names_a_piece = words
            .first()
            .is_some_and(|piece| piece.starts_with(char::is_alphabetic));
        if words.len() < 2 || !names_a_piece {
            let shown = Clean::line(part);
            return Err(format!(
                "\"{shown}\" lacks the piece or its size; type shoes 39 EU, shirt M"
            ));
        }
        sizes.push(words.join(" "));
    }
    Ok((!sizes.is_empty()).then(|| sizes.join(", ")))
}

fn read_days(text: &str) -> Result<String, String> {
    let number = text
        .trim_start_matches("every")
        .trim()
        .trim_end_matches("days")
        .trim_end_matches('d')
        .trim();
    match number.parse::<i64>() {
        Ok(days @ 1..=3650) => Ok(days.to_string()),
        _ => Err(format!(
            "\"{}\" is not a number of days from 1 to 3650",
            Clean::line(text)
        )),
    }
}

fn one_of(text: &str, words: &[&'static str]) -> Result<&'static str, String> {
    let wanted = text.trim().to_lowercase();
    let exact = words.iter().find(|word| word.to_lowercase() == wanted);
    let mut starting = words
        .iter()
        .filter(|word| word.to_lowercase().starts_with(&wanted));
    let first = starting.next();
    match (exact, first, starting.next()) {
        (Some(word), _, _) | (None, Some(word), None) => Ok(word),
        _ => Err(format!(
            "\"{}\" is none of: {}",
            Clean::line(text.trim()),
            words.join(", ")
        )),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn every_field_has_a_bit_and_a_column_of_its_own() {
        let mut columns: Vec<_> = Field::ALL.iter().map(|field| field.column()).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), Field::COUNT);
        let bits = Field::ALL.iter().fold(0, |all, field| all | field.bit());
        assert_eq!(bits.count_ones() as usize, Field::COUNT);
    }

    #[test]
    fn an_emptied_field_is_none() {
        for field in Field::ALL {
            assert_eq!(field.read("  ", today()), Ok(None));
        }
    }

    #[test]
    fn a_choice_is_read_by_its_beginning_and_names_its_words_when_wrong() {
        assert_eq!(
            Field::Segment.read("growth", today()),
            Ok(Some("growth bet".into()))
        );
        assert_eq!(Field::CareLevel.read("b", today()), Ok(Some("B".into())));
        let wrong = Field::CareLevel.read("D", today()).unwrap_err();
        assert!(wrong.contains("A, B, C"), "{wrong}");
    }

    #[test]
    fn tags_lose_their_hash_their_case_and_their_repeats() {
        assert_eq!(
            Field::Tags.read("#UGC vegan, ugc", today()),
            Ok(Some("ugc, vegan".into()))
        );
    }

    #[test]
    fn countries_are_stored_as_codes_and_shown_as_names() {
        let code = Field::Country.read("sweden", today()).unwrap().unwrap();
        assert_eq!(code, "SE");
        assert_eq!(
            Field::Country.show(&Raw::new(code), today()).as_str(),
            "Sweden"
        );
    }

    #[test]
    fn a_field_keeps_its_bit_for_ever() {
        // Files keep these bits: a field put between others must not move them.
        let bits = |field: Field| field.bit().trailing_zeros();
        assert_eq!(bits(Field::Name), 0);
        assert_eq!(bits(Field::TimeZone), 5);
        assert_eq!(bits(Field::Owner), 8);
        assert_eq!(bits(Field::NextOwner), 19);
        assert_eq!(bits(Field::Sizes), 21);
    }

    #[test]
    fn further_languages_are_stored_as_codes_each_once() {
        let read = |text| Field::Languages.read(text, today());
        assert_eq!(read("english; sv / EN,"), Ok(Some("en, sv".into())));
        assert!(read("en, klingonese").unwrap_err().contains("klingonese"));
        let shown = Field::Languages.show(&Raw::new("en, sv"), today());
        assert_eq!(shown.as_str(), "English, Swedish");
    }

    #[test]
    fn a_size_names_what_it_is_the_size_of() {
        let read = |text| Field::Sizes.read(text, today());
        assert_eq!(
            read("shoes: 39 EU; shirt M"),
            Ok(Some("shoes 39 EU, shirt M".into()))
        );
        assert!(read("shirt M, 39").unwrap_err().contains("\"39\""));
        assert!(read("M").is_err());
    }

    #[test]
    fn dates_are_stored_as_iso() {
        assert_eq!(
            Field::BreakUntil.read("+3d", today()),
            Ok(Some("2026-11-24".into()))
        );
        assert!(Field::BreakUntil.read("31 feb", today()).is_err());
    }
}
