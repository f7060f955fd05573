//! Finds the date in a line such as `fri call about rates`, so that one line makes a next step or a contact.

use std::ops::Range;

use chrono::NaiveDate;

use super::parse::Reader;
use super::say::say_full;
use super::written;
use crate::domain::text::fold;

/// Words of the longest date, `fri 12 dec 2026`.
const MOST_WORDS: usize = 4;
/// Words that belong to the date after them and are cut out with it.
const LEADS: [&str; 6] = ["on", "by", "due", "-", "–", "—"];
/// What may stand between a date at the start and the rest.
const DASHES: [&str; 3] = ["-", "–", "—"];
/// Abbreviations that are words or names too; at the end of a line they are left alone (`where he sat`).
const DOUBTFUL: [&str; 5] = ["sat", "sun", "wed", "tom", "tod"];
/// Abbreviations that are names when they begin with a capital (`Tom wants a call`).
const NAMES: [&str; 2] = ["Tom", "Tod"];

/// Looks for a date from today on at the start of a line, then at its end; the longest one counts (up to 4 words).
///
/// Gives the date and the bytes to cut out: the words of the date with `on`, `by` or `due` before them, their
/// punctuation, and the blanks round them. The range always lies on character boundaries.
///
/// More careful than [`parse`](super::parse()), for a line is full of words and numbers: an offset needs its sign,
/// `in` or `ago` (`1m views` is no date), a day and month need the month as a word or the second dot, a year four
/// digits; a month alone is never a date; `sat`, `sun`, `wed` and `tom` count at the start only, and `Tom` is a
/// person. A date before today stays in the text: a next step is never due in the past.
#[must_use]
pub fn find_in_line(line: &str, today: NaiveDate) -> Option<(NaiveDate, Range<usize>)> {
    find(
        line,
        Reader {
            today,
            past: false,
            running: true,
        },
    )
}

/// Looks for a date up to today at the start or end of a line; as [`find_in_line`], but dates are read as by
/// [`parse_past`](super::parse_past), and one after today stays in the text.
#[must_use]
pub fn find_past_in_line(line: &str, today: NaiveDate) -> Option<(NaiveDate, Range<usize>)> {
    find(
        line,
        Reader {
            today,
            past: true,
            running: true,
        },
    )
}

fn find(line: &str, reader: Reader) -> Option<(NaiveDate, Range<usize>)> {
    let words = words(line);
    [at_start, at_end]
        .into_iter()
        .filter_map(|look| look(line, &words, reader))
        .find(|(date, _)| fits(*date, reader))
}

fn fits(date: NaiveDate, reader: Reader) -> bool {
    if reader.past {
        date <= reader.today
    } else {
        date >= reader.today
    }
}

/// What is written like a date but is none: no day of the calendar at either end of the line (`31 feb call`), or at
/// its start a day on the wrong side of today (`2020-01-01 call` for a next step; `past` for a contact).
///
/// # Errors
/// One sentence that says which words, and what would be right.
pub fn refuse_wrong_date(line: &str, today: NaiveDate, past: bool) -> Result<(), String> {
    let reader = Reader {
        today,
        past,
        running: true,
    };
    if find(line, reader).is_some() {
        return Ok(());
    }
    let words = words(line);
    let most = MOST_WORDS.min(words.len());
    for count in (1..=most).rev() {
        let start = &line[words[0].start..words[count - 1].end];
        let end = &line[words[words.len() - count].start..words[words.len() - 1].end];
        for (text, is_start) in [(start, true), (end, false)] {
            let text = text.trim_end_matches([',', ':', ';', '.', '!', '?']);
            if !written::is_clearly_a_date(&fold(text)) {
                continue;
            }
            match reader.read(text) {
                Err(error) => return Err(error.to_string()),
                Ok(date) if is_start && past => {
                    return Err(format!(
                        "{} lies ahead; a contact is logged once it has happened",
                        say_full(date)
                    ));
                }
                Ok(date) if is_start => {
                    return Err(format!(
                        "{} has passed; a next step lies ahead",
                        say_full(date)
                    ));
                }
                Ok(_) => {}
            }
        }
    }
    Ok(())
}

/// Reads a next step, `fri call about rates`, as its day and its words.
///
/// # Errors
/// See [`refuse_wrong_date`].
pub fn read_step(line: &str, today: NaiveDate) -> Result<(Option<NaiveDate>, String), String> {
    refuse_wrong_date(line, today, false)?;
    let Some((date, range)) = find_in_line(line, today) else {
        return Ok((None, line.trim().to_owned()));
    };
    let mut text = line.to_owned();
    text.replace_range(range, "");
    Ok((Some(date), text.trim().to_owned()))
}

fn at_start(
    line: &str,
    words: &[Range<usize>],
    reader: Reader,
) -> Option<(NaiveDate, Range<usize>)> {
    let leads = usize::from(is_lead(line, words.first()));
    let words = &words[leads..];
    (1..=MOST_WORDS.min(words.len())).rev().find_map(|count| {
        let text = &line[words[0].start..words[count - 1].end];
        let date = read(text, &[',', ':', ';', '.'], reader)?;
        let is_dash = words
            .get(count)
            .is_some_and(|next| DASHES.contains(&&line[next.clone()]));
        let rest = words
            .get(count + usize::from(is_dash))
            .map_or(line.len(), |next| next.start);
        Some((date, 0..rest))
    })
}

fn at_end(line: &str, words: &[Range<usize>], reader: Reader) -> Option<(NaiveDate, Range<usize>)> {
    (1..=MOST_WORDS.min(words.len())).rev().find_map(|count| {
        let first = words.len() - count;
        let text = &line[words[first].start..];
        let date = read(text.trim_end(), &[',', ';', '.', '!', '?'], reader)?;
        if count == 1 && is_doubtful(text) {
            return None;
        }
        let lead = first
            .checked_sub(1)
            .filter(|&before| is_lead(line, words.get(before)));
        let kept = lead
            .unwrap_or(first)
            .checked_sub(1)
            .map_or(0, |before| words[before].end);
        Some((date, kept..line.len()))
    })
}

/// Reads the words as they are, or without the punctuation that ends them.
fn read(text: &str, punctuation: &[char], reader: Reader) -> Option<NaiveDate> {
    let bare = text.trim_end_matches(punctuation);
    if NAMES.contains(&bare) {
        return None;
    }
    reader.read(text).or_else(|_| reader.read(bare)).ok()
}

fn is_doubtful(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    DOUBTFUL
        .iter()
        .any(|doubtful| doubtful.eq_ignore_ascii_case(word))
}

fn is_lead(line: &str, word: Option<&Range<usize>>) -> bool {
    word.is_some_and(|word| {
        LEADS
            .iter()
            .any(|lead| lead.eq_ignore_ascii_case(&line[word.clone()]))
    })
}

/// Where the words of a line are, in bytes.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices() {
        match start {
            Some(from) if c.is_whitespace() => {
                found.push(from..at);
                start = None;
            }
            None if !c.is_whitespace() => start = Some(at),
            _ => {}
        }
    }
    found.extend(start.map(|from| from..line.len()));
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Saturday.
    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    fn cut(line: &str, found: Option<(NaiveDate, Range<usize>)>) -> (String, String) {
        let (date, range) = found.unwrap_or_else(|| panic!("no date in {line:?}"));
        let mut rest = line.to_owned();
        rest.replace_range(range, "");
        (date.to_string(), rest)
    }

    #[test]
    fn what_is_written_like_a_date_but_is_none_is_refused() {
        for line in [
            "31 feb call",
            "call on 31 feb",
            "2026-13-01 call",
            "2020-01-01 old",
        ] {
            assert!(read_step(line, today()).is_err(), "{line}");
        }
        for line in ["2027-01-01 in: yes", "31 feb in: yes", "12 dec 2026 met"] {
            assert!(refuse_wrong_date(line, today(), true).is_err(), "{line}");
        }
    }

    #[test]
    fn dates_that_are_part_of_what_is_said_are_no_error() {
        for line in [
            "send the invoice of 2026-10-01",
            "call about rates",
            "pay 1.5 m views",
            "fri call",
            "",
        ] {
            assert!(read_step(line, today()).is_ok(), "{line}");
        }
        for line in [
            "agreed on 2026-12-24",
            "12 dec told me of the wedding",
            "31 posts",
        ] {
            assert!(refuse_wrong_date(line, today(), true).is_ok(), "{line}");
        }
    }

    #[track_caller]
    fn finds(line: &str, date: &str, rest: &str) {
        assert_eq!(
            cut(line, find_in_line(line, today())),
            (date.to_owned(), rest.to_owned()),
            "{line}"
        );
    }

    #[test]
    fn a_date_at_the_start_is_cut_out() {
        finds("fri call about rates", "2026-11-27", "call about rates");
        finds("+3d send samples", "2026-11-24", "send samples");
        finds("12 dec preview", "2026-12-12", "preview");
        finds("12 dec 2027 preview", "2027-12-12", "preview");
        finds("tue 24 nov: preview", "2026-11-24", "preview");
        finds("12 dec 20 reels", "2026-12-12", "20 reels");
        finds("  next fri, call Ada", "2026-12-04", "call Ada");
        finds("in 3 days chase", "2026-11-24", "chase");
        finds("end of month check figures", "2026-11-30", "check figures");
        finds("by fri send the brief", "2026-11-27", "send the brief");
        finds("1.12. preview", "2026-12-01", "preview");
        finds("sun call Ada", "2026-11-22", "call Ada");
        finds("tom call Tom", "2026-11-22", "call Tom");
        finds("fri – call Ada", "2026-11-27", "call Ada");
        finds("fri -", "2026-11-27", "");
        finds("fri", "2026-11-27", "");
    }

    #[test]
    fn a_date_at_the_end_is_cut_out() {
        finds("call about rates fri", "2026-11-27", "call about rates");
        finds("send samples by fri.", "2026-11-27", "send samples");
        finds("preview on 12 dec 2026 ", "2026-12-12", "preview");
        finds("call Zoë – next fri", "2026-12-04", "call Zoë");
        finds("call 佐藤 tomorrow!", "2026-11-22", "call 佐藤");
        finds("send brief dec 12", "2026-12-12", "send brief");
        finds("figures +1w", "2026-11-28", "figures");
        finds("preview sat 12 dec", "2026-12-12", "preview");
    }

    #[test]
    fn the_start_counts_before_the_end() {
        finds("mon call about fri", "2026-11-23", "call about fri");
        finds(
            "yesterday no answer, call again mon",
            "2026-11-23",
            "yesterday no answer, call again",
        );
    }

    #[test]
    fn ordinary_words_and_numbers_are_no_dates() {
        for line in [
            "",
            "  ",
            "may be late",
            "call her in may",
            "march with the team",
            "asked where he sat",
            "a day in the sun",
            "send it to Tom",
            "send it to tom",
            "Tom wants a call",
            "Tom",
            "reached 1m",
            "1m views reached",
            "3d render of the box",
            "3 days in Lisbon",
            "pays 1.12",
            "1/12 of the fee",
            "24/7 support",
            "13/12 call",
            "call fri about rates",
            "friends and family",
            "wrote to her yesterday",
            "as agreed last fri",
            "5 posts",
        ] {
            assert_eq!(find_in_line(line, today()), None, "{line}");
        }
    }

    #[test]
    fn a_contact_is_found_on_the_latest_such_day() {
        for (line, date, rest) in [
            ("fri dm about rates", "2026-11-20", "dm about rates"),
            ("called her on mon", "2026-11-16", "called her"),
            ("called yesterday", "2026-11-20", "called"),
            ("replied 3d ago", "2026-11-18", "replied"),
            ("12 nov mail", "2026-11-12", "mail"),
        ] {
            assert_eq!(
                cut(line, find_past_in_line(line, today())),
                (date.to_owned(), rest.to_owned()),
                "{line}"
            );
        }
        assert_eq!(find_past_in_line("she answers tomorrow", today()), None);
    }

    #[test]
    fn any_text_can_be_looked_at() {
        for line in [
            "é fri",
            "fri\u{3000}é",
            "\u{200b}",
            "👩\u{200d}🚀 12 dec",
            "fri\u{202e}",
            "- - - -",
            "on",
            "by on fri",
        ] {
            for found in [
                find_in_line(line, today()),
                find_past_in_line(line, today()),
            ]
            .into_iter()
            .flatten()
            {
                assert!(line.get(found.1).is_some(), "{line}");
            }
        }
    }
}
