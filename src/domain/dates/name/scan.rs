//! The search for a date among the words and numbers of a name; the table of what counts stands in the module above.

use chrono::{Datelike, NaiveDate};

use super::tokens::Token;
use crate::domain::dates::months::{self, Name};
use crate::domain::dates::period::Period;
use crate::domain::platform;

/// Words after which a number counts something, and is neither day nor month.
const COUNTING: &[&str] = &[
    "top",
    "best",
    "first",
    "last",
    "vol",
    "volume",
    "v",
    "ver",
    "version",
    "no",
    "nr",
    "num",
    "number",
    "part",
    "teil",
    "week",
    "weeks",
    "wk",
    "w",
    "kw",
    "woche",
    "semaine",
    "semana",
    "settimana",
    "gen",
    "wave",
    "batch",
    "round",
    "tier",
    "season",
    "series",
    "phase",
    "id",
    "ids",
    "group",
    "page",
    "p",
    "q",
    "x",
];
/// Words of lists in general, beside which a doubtful month is one.
const LISTS: &[&str] = &[
    "list",
    "lista",
    "liste",
    "elenco",
    "lijst",
    "export",
    "report",
    "relatorio",
    "influencer",
    "influencers",
    "influenciadores",
    "creator",
    "creators",
    "stats",
    "dados",
    "dati",
    "followers",
    "seguidores",
];
/// What stands behind the number of a day: `31st`, `1er`, `1º` (whose sign is an `o` by now), `1ste`.
const ORDINALS: &[&str] = &[
    "st", "nd", "rd", "th", "er", "re", "ère", "e", "ème", "eme", "o", "a", "ro", "ste", "de", "te",
];
/// Words within a date: `31 de diciembre de 2022`.
const BETWEEN: &[&str] = &["de", "del", "of", "di", "den", "der"];

/// A date that was found.
pub(super) struct Found {
    /// What it can mean; nothing where it is written as a day that there is not (`30 feb 2021`).
    pub(super) periods: Vec<Period>,
    /// The token after it.
    pub(super) end: usize,
}

impl Found {
    fn one(period: Option<Period>, end: usize) -> Option<Found> {
        let periods = vec![period?];
        Some(Found { periods, end })
    }

    /// What can be nothing but a day, whether there is that day or not.
    fn day(day: Option<Period>, end: usize) -> Found {
        let periods = day.into_iter().collect();
        Found { periods, end }
    }
}

/// A search among the tokens of a name.
pub(super) struct Scan<'a> {
    tokens: &'a [Token<'a>],
    today: NaiveDate,
    /// Slashes part dates as well.
    slashes: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>], today: NaiveDate, slashes: bool) -> Scan<'a> {
        Scan {
            tokens,
            today,
            slashes,
        }
    }

    /// All that is found, whatever it can mean.
    pub(super) fn all(&self) -> Vec<Period> {
        let (mut periods, mut at) = (Vec::new(), 0);
        let mut named = Vec::new();
        while at < self.tokens.len() {
            let Some(found) = self.at(at) else {
                named.extend(self.sure_month(at));
                at += 1;
                continue;
            };
            if let [period] = found.periods.as_slice() {
                let others = [self.span_before(at), self.span_behind(found.end)];
                let year = period.first().year();
                let others = others.into_iter().flatten();
                periods.extend(others.filter_map(|month| Period::of_month(year, month)));
            }
            let is_day = found.periods.iter().all(|period| !period.is_long());
            at = if is_day {
                self.after_time(found.end)
            } else {
                found.end
            };
            periods.extend(found.periods);
        }
        // `jan list vs. feb 2021`: of which of the two is not said.
        if let Some(year) = periods.first().map(|period: &Period| period.first().year()) {
            let others = named.into_iter();
            periods.extend(others.filter_map(|month| Period::of_month(year, month)));
        }
        periods
    }

    /// A month by a name that means nothing else.
    fn sure_month(&self, at: usize) -> Option<u32> {
        let token = self.get(at).filter(|token| !token.is_number)?;
        match months::named(token.text)? {
            Name::Sure(month) => Some(month),
            Name::Doubtful(_) | Name::Rare(_) => None,
        }
    }

    /// A date that begins with this token, in the longest way to write one.
    pub(super) fn at(&self, at: usize) -> Option<Found> {
        self.with_signs(at)
            .or_else(|| self.with_name(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.whole_number(at))
            .or_else(|| self.three_numbers(at))
            .or_else(|| self.two_numbers(at))
    }

    fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    /// `2022年12月31日`
    fn with_signs(&self, at: usize) -> Option<Found> {
        let signed = |at: usize, digits, signs: &str| {
            let (number, sign) = (self.get(at)?, self.get(at + 1)?);
            let is_sign = sign.gap.trim().is_empty() && signs.contains(sign.text);
            is_sign.then(|| number.number(digits)).flatten()
        };
        let year = i32::try_from(signed(at, 4..=4, "年년")?).ok()?;
        let month = signed(at + 2, 1..=2, "月월")?;
        match signed(at + 4, 1..=2, "日일") {
            Some(day) => Found::one(Period::of_day(year, month, day), at + 6),
            None => Found::one(Period::of_month(year, month), at + 4),
        }
    }

    /// A month's name with a year, and with a day before or after it.
    fn with_name(&self, at: usize) -> Option<Found> {
        let first = self.get(at)?;
        if let Some(year) = first.year().filter(|_| self.is_apart(at)) {
            let (month, next) = self.month(at + 1)?;
            return match self.day(next).filter(|_| self.is_free(next + 1)) {
                Some(day) => Some(Found::day(Period::of_day(year, month, day), next + 1)),
                None => Found::one(Period::of_month(year, month), next),
            };
        }
        let counted = at > 0 && self.counts(at - 1);
        if let Some(day) = self.day(at).filter(|_| self.is_apart(at) && !counted) {
            let after = at + 1 + usize::from(self.is_ordinal(at + 1));
            let (month, next) = self.month(self.skip_between(after))?;
            let (year, end) = self.any_year(self.skip_between(next))?;
            return Some(Found::day(Period::of_day(year, month, day), end));
        }
        let (month, next) = self.named(at)?;
        let day = self.day(next).and_then(|day| {
            let next = next + 1 + usize::from(self.is_ordinal(next + 1));
            let (year, end) = self.full_year(next)?;
            Found::one(Period::of_day(year, month, day), end)
        });
        day.or_else(|| {
            let (year, end) = self.any_year(self.skip_between(next))?;
            Found::one(Period::of_month(year, month), end)
        })
    }

    /// The month that a token names, and the token after it.
    fn named(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.get(at).filter(|token| !token.is_number)?;
        match months::named(token.text)? {
            Name::Sure(month) => Some((month, at + 1)),
            Name::Doubtful(month) => self.is_bare(at).then_some((month, at + 1)),
            Name::Rare(month) => {
                let has_company = self.tokens.iter().filter(|token| !token.is_number).count() > 1;
                (has_company && self.is_bare(at)).then_some((month, at + 1))
            }
        }
    }

    /// The same for a token behind another part of the date.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        self.joins(at).then(|| self.named(at)).flatten()
    }

    /// Whether every other word of the name is a platform's or that of a list.
    fn is_bare(&self, month: usize) -> bool {
        let is_plain = |word: &str| {
            let small = word.to_lowercase();
            LISTS.contains(&small.as_str())
                || BETWEEN.contains(&small.as_str())
                || platform::guess_from_words(word).is_some()
        };
        self.tokens
            .iter()
            .enumerate()
            .all(|(at, token)| at == month || token.is_number || is_plain(token.text))
    }

    /// Whether a token stands so near the one before it that both can be one date.
    fn joins(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            token.gap.chars().count() <= 2
                && token
                    .gap
                    .chars()
                    .all(|c| " -_.,'’–°".contains(c) || (self.slashes && c == '/'))
        })
    }

    fn day(&self, at: usize) -> Option<u32> {
        let day = self.get(at)?.number(1..=2)?;
        ((1..=31).contains(&day) && (at == 0 || self.joins(at) || self.is_apart(at))).then_some(day)
    }

    fn full_year(&self, at: usize) -> Option<(i32, usize)> {
        let year = self.get(at)?.year().filter(|_| self.joins(at))?;
        // In `may 2022-03` the year belongs to the month behind it.
        let goes_on = matches!(self.mark(at + 1), Some('-' | '_' | '.'))
            && self.get(at + 1)?.number(2..=2).is_some();
        (self.is_free(at + 1) && !goes_on).then_some((year, at + 1))
    }

    /// `2022`, `22`, `'22`; two digits are one of the last ten years or this one, and otherwise a day.
    fn any_year(&self, at: usize) -> Option<(i32, usize)> {
        self.full_year(at).or_else(|| {
            let token = self.get(at).filter(|_| self.joins(at))?;
            let year = 2000 + i32::try_from(token.number(2..=2)?).ok()?;
            let is_year = (0..=10).contains(&(self.today.year() - year)) && self.is_free(at + 1);
            is_year.then_some((year, at + 1))
        })
    }

    fn is_ordinal(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            // `1.º`
            let is_near = token.gap.is_empty() || token.gap == "." && token.text.len() == 1;
            is_near && ORDINALS.iter().any(|end| token.is_word(end))
        })
    }

    fn skip_between(&self, at: usize) -> usize {
        let is_between = self.get(at).is_some_and(|token| {
            BETWEEN.iter().any(|word| token.is_word(word)) && !token.gap.is_empty()
        });
        at + usize::from(is_between)
    }

    /// A month just before a date, which then is the end of a span: `jan-mar 2022`.
    fn span_before(&self, at: usize) -> Option<u32> {
        let before = at.checked_sub(1)?;
        let begins = self.get(at).is_some_and(|token| !token.is_number);
        let is_near = begins && self.get(at)?.gap.chars().count() <= 3;
        let to = [
            "to", "bis", "a", "au", "and", "und", "til", "till", "until", "through", "thru", "vs",
            "versus", "v", "or", "oder", "ou", "o", "et", "e", "y", "i", "hasta", "ate", "fino",
            "tot", "en", "og", "och",
        ];
        let is_to = to.iter().any(|word| self.tokens[before].is_word(word));
        let before = if is_to {
            before.checked_sub(1)?
        } else {
            before
        };
        is_near
            .then(|| self.named(before))
            .flatten()
            .map(|(month, _)| month)
    }

    /// A month just behind a date: `2022 jan-mar`.
    fn span_behind(&self, end: usize) -> Option<u32> {
        let ends = !self.get(end.checked_sub(1)?)?.is_number;
        ends.then(|| self.month(end))
            .flatten()
            .map(|(month, _)| month)
    }

    /// `Q4 2022`, `2022_Q4`, `q4-22`
    fn quarter(&self, at: usize) -> Option<Found> {
        let quarter = |at: usize| {
            let (q, number) = (self.get(at)?, self.get(at + 1)?);
            let is_quarter = q.is_word("q") && number.gap.is_empty();
            is_quarter.then(|| number.number(1..=1)).flatten()
        };
        if let Some(number) = quarter(at) {
            let (year, end) = self.any_year(at + 2)?;
            return Found::one(Period::of_quarter(year, number), end);
        }
        let year = self.get(at)?.year().filter(|_| self.is_apart(at))?;
        let number = quarter(at + 1).filter(|_| self.joins(at + 1) && self.is_free(at + 3))?;
        Found::one(Period::of_quarter(year, number), at + 3)
    }

    /// `20221231`, `31122022`, `202212`, `122022`
    fn whole_number(&self, at: usize) -> Option<Found> {
        let token = self.get(at).filter(|token| token.is_number)?;
        if !self.is_free(at + 1) {
            return None;
        }
        let part = |range: std::ops::Range<usize>| token.text.get(range)?.parse::<u32>().ok();
        let year = |range| part(range).and_then(|year| i32::try_from(year).ok());
        if token.text.len() == 8 && (self.is_apart(at) || self.follows_word(at)) {
            let first = Period::of_day(year(0..4)?, part(4..6)?, part(6..8)?);
            let last = |day, month| Period::of_day(year(4..8)?, part(month)?, part(day)?);
            let periods: Vec<Period> = match first {
                Some(day) => vec![day],
                None => [last(0..2, 2..4), last(2..4, 0..2)]
                    .into_iter()
                    .flatten()
                    .collect(),
            };
            return self.readings(periods, at + 1);
        }
        if token.text.len() == 6 && self.is_apart(at) {
            let first = Period::of_month(year(0..4)?, part(4..6)?);
            let last = || Period::of_month(year(2..6)?, part(0..2)?);
            return Found::one(first.or_else(last), at + 1);
        }
        None
    }

    /// Different readings of one date; those that lie ahead are none.
    fn readings(&self, mut periods: Vec<Period>, end: usize) -> Option<Found> {
        periods.sort_unstable();
        periods.dedup();
        if periods.len() > 1 {
            let all = periods.clone();
            periods.retain(|period| period.first() <= self.today);
            if periods.is_empty() {
                periods = all;
            }
        }
        (!periods.is_empty()).then_some(Found { periods, end })
    }

    /// `2022-12-31`, `31.12.2022`, `12-31-2022`, `31.12.22`
    fn three_numbers(&self, at: usize) -> Option<Found> {
        let (a, b, c) = (self.get(at)?, self.get(at + 1)?, self.get(at + 2)?);
        let mark = self
            .mark(at + 1)
            .filter(|mark| self.mark(at + 2) == Some(*mark))?;
        if !self.is_free(at + 3) || !(self.is_apart(at) || self.follows_word(at)) {
            return None;
        }
        if let (Some(year), Some(month), Some(day)) = (a.year(), b.number(1..=2), c.number(1..=2)) {
            return Found::one(Period::of_day(year, month, day), at + 3);
        }
        let (first, second) = (a.number(1..=2)?, b.number(1..=2)?);
        let two = |token: &Token<'_>| {
            token
                .number(2..=2)
                .and_then(|year| i32::try_from(year).ok())
        };
        let year = c.year().or_else(|| two(c).map(|year| 2000 + year))?;
        let counted = at > 0 && self.counts(at - 1);
        let glued = !self.is_apart(at) && (a.text.len() < 2 || b.text.len() < 2);
        if counted || glued {
            return None;
        }
        let day_first = Period::of_day(year, second, first);
        let month_first = Period::of_day(year, first, second);
        // Dots part days, months and years in this order wherever they part dates.
        if mark == '.' {
            return Found::one(day_first.or(month_first), at + 3);
        }
        let year_first = two(a)
            .filter(|_| c.text.len() == 2)
            .and_then(|year| Period::of_day(2000 + year, second, c.number(2..=2)?));
        let all = [day_first, month_first, year_first];
        self.readings(all.into_iter().flatten().collect(), at + 3)
    }

    /// `2022-12`, `12-2022`
    fn two_numbers(&self, at: usize) -> Option<Found> {
        let (a, b) = (self.get(at)?, self.get(at + 1)?);
        let mark = self.mark(at + 1)?;
        if !self.is_free(at + 2) {
            return None;
        }
        if let (Some(year), Some(month)) = (a.year(), b.number(1..=2)) {
            // `2021-02-30` is no day, and no month either.
            let behind = self.get(at + 2).and_then(|token| token.number(1..=2));
            if mark != ' ' && behind.is_some() && self.mark(at + 2) == Some(mark) {
                return None;
            }
            // `2022 10 creators` counts creators.
            let counts = mark == ' ' && (b.text.len() < 2 || !self.ends_plainly(at + 2));
            let apart = self.is_apart(at) || self.follows_word(at);
            return Found::one(Period::of_month(year, month), at + 2).filter(|_| apart && !counts);
        }
        let (month, year) = (a.number(1..=2)?, b.year()?);
        let counted = !self.is_apart(at) || (at > 0 && self.counts(at - 1));
        let goes_on = self.mark(at + 2) == Some(mark) && self.get(at + 2)?.number(1..=2).is_some();
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        let three = self.mark(at) == Some(mark)
            && before.is_some_and(|token| token.number(1..=2).is_some());
        let counted = counted || three || goes_on || (mark == ' ' && a.text.len() < 2);
        Found::one(Period::of_month(year, month), at + 2).filter(|_| !counted)
    }

    /// Whether nothing follows, or a word that a number does not count.
    fn ends_plainly(&self, at: usize) -> bool {
        self.get(at)
            .is_none_or(|token| token.is_number || token.gap.trim() != "" || is_bare_word(token))
    }

    /// The single mark between two numbers.
    fn mark(&self, at: usize) -> Option<char> {
        let mut marks = self.get(at)?.gap.chars();
        let mark = marks.next().filter(|_| marks.next().is_none())?;
        (matches!(mark, '-' | '_' | '.' | ' ' | '–') || (self.slashes && mark == '/'))
            .then_some(mark)
    }

    /// Whether a token is no part of a word before it, and no number of something.
    fn is_apart(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| {
            at == 0 && token.gap.is_empty()
                || !token.gap.is_empty() && !token.gap.ends_with(['#', '$', '€', '£', '№', '+'])
        })
    }

    /// Whether a number follows a word without a mark, as in `list20221231`; ids and versions do so as well.
    fn follows_word(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.tokens[before].text.chars().count() >= 3 && !self.counts(before)
        })
    }

    fn counts(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|token| COUNTING.iter().any(|word| token.is_word(word)))
    }

    /// Whether a date may end before this token: `12k` and `1080p` are none.
    fn is_free(&self, at: usize) -> bool {
        self.get(at).is_none_or(|token| {
            !token.gap.is_empty()
                || token.is_number
                || token.text.chars().count() >= 4
                || ["t", "v", "z", "at"].iter().any(|word| token.is_word(word))
        })
    }

    /// The token after a time of day that stands behind a day: `T120000`, `_1015`, ` at 10.15.22`.
    fn after_time(&self, at: usize) -> usize {
        let is_sign = |token: &Token<'_>| ["t", "at", "um"].iter().any(|sign| token.is_word(sign));
        let start = at + usize::from(self.get(at).is_some_and(is_sign));
        let Some(first) = self.get(start).filter(|token| token.is_number) else {
            return at;
        };
        let part = |range: std::ops::Range<usize>| first.text.get(range)?.parse::<u32>().ok();
        let ends = self.mark(start + 1).is_none_or(|mark| mark == ' ');
        if matches!(first.text.len(), 4 | 6) && ends {
            let is_time = part(0..2).is_some_and(|hour| hour < 24)
                && part(2..4).is_some_and(|minute| minute < 60)
                && part(4..6).is_none_or(|second| second < 60);
            return if is_time { start + 1 } else { at };
        }
        let sixty = |at: usize| self.get(at)?.number(2..=2).filter(|number| *number < 60);
        let hour = first.number(1..=2).filter(|hour| *hour < 24);
        match (hour, sixty(start + 1), sixty(start + 2)) {
            (Some(_), Some(_), Some(_)) => start + 3,
            (Some(_), Some(_), None) => start + 2,
            _ => at,
        }
    }
}

/// A word that no number counts.
fn is_bare_word(token: &Token<'_>) -> bool {
    let plain = ["list", "export", "report", "final", "copy", "new"];
    platform::guess_from_words(token.text).is_some() || plain.iter().any(|word| token.is_word(word))
}
