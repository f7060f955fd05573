//! A contact with a person, and the one line in which it is logged.
//!
//! The line is read for what it says beside its words: `in:` or `out:`, a date at either end, a channel
//! and a kind (`12 nov in: mail, she likes the idea`). What was read is echoed before Enter.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates;
use super::ids::TouchId;
use super::text::{Clean, Raw};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word, as stored and shown.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// Reads the word.
            #[must_use]
            pub fn parse(text: &str) -> Option<$name> {
                let wanted = text.trim().to_lowercase();
                Self::ALL.iter().copied().find(|one| one.word() == wanted)
            }
        }
    };
}

words!(
    /// Who spoke to whom.
    Direction {
        /// They wrote or spoke to us.
        In = "in",
        /// We wrote or spoke to them.
        Out = "out",
    }
);

words!(
    /// How a contact was made (catalogue M71).
    Channel {
        /// Mail.
        Mail = "mail",
        /// A direct message on a platform.
        Dm = "dm",
        /// Phone or a call.
        Phone = "phone",
        /// A contact form.
        Form = "form",
        /// In person.
        InPerson = "in person",
        /// Post or parcel.
        Post = "post",
    }
);

words!(
    /// What a contact was for.
    Kind {
        /// The first offer.
        Pitch = "pitch",
        /// Asking again.
        FollowUp = "follow-up",
        /// An answer, theirs or ours.
        Reply = "reply",
        /// Keeping in touch, without asking for anything.
        CheckIn = "check-in",
        /// Anything else.
        Other = "other",
    }
);

/// One exchange with a person, at its own date.
#[derive(Debug, Clone, PartialEq)]
pub struct Touch {
    /// Identity.
    pub id: TouchId,
    /// Who spoke.
    pub direction: Direction,
    /// How; unknown where a file did not say.
    pub channel: Option<Channel>,
    /// What for.
    pub kind: Kind,
    /// The day on which it happened.
    pub date: NaiveDate,
    /// What was said, in our words.
    pub text: Raw,
    /// Who logged it.
    pub by: Clean,
    /// Whether a file brought it.
    pub imported: bool,
    /// Whether it needs no answer.
    pub settled: bool,
}

/// What a typed line says about a contact.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// Who spoke; ours unless the line says `in:`.
    pub direction: Direction,
    /// The channel named in the line, else the one last used.
    pub channel: Option<Channel>,
    /// The kind named in the line, else `reply` for theirs and `other` for ours.
    pub kind: Kind,
    /// The date in the line, else today.
    pub date: NaiveDate,
    /// The line without `in:`, `out:` and the date.
    pub text: String,
}

/// Words in a line that tell the channel.
const CHANNEL_WORDS: &[(&str, Channel)] = &[
    ("mail", Channel::Mail),
    ("mailed", Channel::Mail),
    ("email", Channel::Mail),
    ("e-mail", Channel::Mail),
    ("emailed", Channel::Mail),
    ("dm", Channel::Dm),
    ("dmed", Channel::Dm),
    ("messaged", Channel::Dm),
    ("phone", Channel::Phone),
    ("phoned", Channel::Phone),
    ("called", Channel::Phone),
    ("rang", Channel::Phone),
    ("form", Channel::Form),
    ("met", Channel::InPerson),
    ("coffee", Channel::InPerson),
    ("lunch", Channel::InPerson),
    ("letter", Channel::Post),
    ("parcel", Channel::Post),
];

/// Words in a line that tell the kind.
const KIND_WORDS: &[(&str, Kind)] = &[
    ("pitch", Kind::Pitch),
    ("pitched", Kind::Pitch),
    ("follow-up", Kind::FollowUp),
    ("followup", Kind::FollowUp),
    ("chased", Kind::FollowUp),
    ("reminded", Kind::FollowUp),
    ("reply", Kind::Reply),
    ("replied", Kind::Reply),
    ("answered", Kind::Reply),
    ("check-in", Kind::CheckIn),
    ("checkin", Kind::CheckIn),
    ("thanks", Kind::CheckIn),
    ("thanked", Kind::CheckIn),
    ("congratulated", Kind::CheckIn),
];

/// Words that may stand before `in:` or `out:` and have to be a date then.
const BEFORE_DIRECTION: usize = 4;

/// Reads a line as a contact. `last` is the channel last used with the person.
///
/// # Errors
/// One sentence, when what should be the date is none: who spoke would be read the wrong way round.
pub fn read_line(line: &str, today: NaiveDate, last: Option<Channel>) -> Result<LogLine, String> {
    let mut text = line.trim().to_owned();
    let mut direction = take_direction(&mut text);
    let mut date = today;
    dates::refuse_wrong_date(&text, today, true)?;
    if text
        .split_whitespace()
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("tomorrow"))
    {
        return Err("tomorrow lies ahead; a contact is logged once it has happened".to_owned());
    }
    if let Some((found, range)) = dates::find_past_in_line(&text, today) {
        date = found;
        text.replace_range(range, "");
        text = String::from(text.trim());
        direction = direction.or_else(|| take_direction(&mut text));
    }
    if direction.is_none() {
        refuse_late_direction(&text, today)?;
    }
    let direction = direction.unwrap_or(Direction::Out);
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let channel = named(&words, CHANNEL_WORDS).or(last);
    let kind = named(&words, KIND_WORDS).unwrap_or(match direction {
        Direction::In => Kind::Reply,
        Direction::Out => Kind::Other,
    });
    Ok(LogLine {
        direction,
        channel,
        kind,
        date,
        text,
    })
}

/// `in:` or `out:` behind words that are no date of a contact.
fn refuse_late_direction(text: &str, today: NaiveDate) -> Result<(), String> {
    let words: Vec<&str> = text.split_whitespace().take(BEFORE_DIRECTION + 1).collect();
    let is_direction = |word: &&str| {
        ["in:", "out:"]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
    };
    let Some(place) = words.iter().position(is_direction) else {
        return Ok(());
    };
    let before = words[..place].join(" ");
    let token = words[place].to_lowercase();
    Err(match dates::parse(&before, today) {
        Ok(date) if date > today => format!(
            "{} lies ahead; a contact is logged once it has happened",
            dates::say_full(date)
        ),
        Ok(_) => format!(
            "\"{}\" before {token} is a second date; leave one",
            Clean::line(&before)
        ),
        Err(_) => format!(
            "\"{}\" before {token} is no date; begin with {token}, or with yesterday, 12 nov or 2026-11-12",
            Clean::line(&before)
        ),
    })
}

fn take_direction(text: &mut String) -> Option<Direction> {
    for (start, direction) in [("in:", Direction::In), ("out:", Direction::Out)] {
        if text
            .get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
        {
            *text = text[start.len()..].trim_start().to_owned();
            return Some(direction);
        }
    }
    None
}

fn named<T: Copy>(words: &[String], table: &[(&str, T)]) -> Option<T> {
    words.iter().find_map(|word| {
        table
            .iter()
            .find(|(name, _)| name == word)
            .map(|(_, what)| *what)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn a_plain_line_is_ours_today_on_the_channel_last_used() {
        let line = read_line("sent the spring preview", today(), Some(Channel::Dm)).unwrap();
        assert_eq!(line.direction, Direction::Out);
        assert_eq!(line.channel, Some(Channel::Dm));
        assert_eq!(line.kind, Kind::Other);
        assert_eq!(line.date, today());
        assert_eq!(line.text, "sent the spring preview");
    }

    #[test]
    fn what_they_said_is_a_reply_unless_the_line_says_otherwise() {
        let line = read_line("in: likes the idea, by mail", today(), None).unwrap();
        assert_eq!(
            (line.direction, line.kind, line.channel),
            (Direction::In, Kind::Reply, Some(Channel::Mail))
        );
        assert_eq!(line.text, "likes the idea, by mail");
    }

    #[test]
    fn the_date_may_stand_before_or_after_the_direction() {
        for typed in [
            "yesterday in: yes to the fee",
            "in: yesterday yes to the fee",
            "in: yes to the fee yesterday",
        ] {
            let line = read_line(typed, today(), None).unwrap();
            assert_eq!(line.date, today().pred_opt().unwrap(), "{typed}");
            assert_eq!(line.direction, Direction::In, "{typed}");
            assert_eq!(line.text, "yes to the fee", "{typed}");
        }
    }

    #[test]
    fn words_before_the_direction_that_are_no_date_are_refused() {
        for typed in [
            "31 feb in: yes",
            "tomorrow call her",
            "yesterdayish in: yes",
            "2030-01-01 in: yes",
            "in 3 days out: we call",
        ] {
            let sentence = read_line(typed, today(), None).unwrap_err();
            assert!(sentence.contains(';'), "{sentence}");
        }
        let line = read_line("she will be in: Paris next", today(), None);
        assert!(line.is_err(), "who spoke is not guessed");
        let line = read_line("asked what the way out is", today(), None).unwrap();
        assert_eq!(line.direction, Direction::Out);
    }

    #[test]
    fn a_pitch_is_known_by_its_word() {
        assert_eq!(
            read_line("Pitched the winter launch", today(), None)
                .unwrap()
                .kind,
            Kind::Pitch
        );
        assert_eq!(
            read_line("chased once", today(), None).unwrap().kind,
            Kind::FollowUp
        );
    }
}
