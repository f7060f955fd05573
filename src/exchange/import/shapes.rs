//! What the values of a column look like, whatever its header says.

use std::collections::HashSet;

use super::dating;
use super::role::Role;
use super::values;
use crate::domain::counts;
use crate::domain::field::Field;
use crate::domain::language;
use crate::domain::money::{Currency, Money};
use crate::domain::parking::{read_do_not_contact, read_status};
use crate::domain::phone;
use crate::domain::platform::{self, Naming, OwnName};
use crate::domain::stage::Stage;
use crate::exchange::guard::unguarded;
use crate::exchange::known;

/// How many cells of a sample are of each kind; cells that say nothing are left out.
#[derive(Debug, Default)]
pub struct Shape<'a> {
    /// The cells that say something.
    cells: Vec<&'a str>,
    /// Different ones among them.
    pub distinct: usize,
    /// With blanks between their words, and no handle or link among them.
    pub with_blanks: usize,
    /// With capitals inside.
    pub with_capitals: usize,
    /// Counts.
    pub counts: usize,
    /// Rates, in whatever unit.
    pub rates: usize,
    /// Rates with a percent sign, or with decimals and at most 100.
    pub clear_rates: usize,
    /// Mail addresses.
    pub mails: usize,
    /// Links to profiles on platforms that we know.
    pub links: usize,
    /// `@handles`.
    pub marked: usize,
}

impl<'a> Shape<'a> {
    /// Looks at the cells of one column.
    pub fn of(cells: impl Iterator<Item = &'a str>) -> Shape<'a> {
        let says_something = |cell: &&str| !counts::is_blank(cell);
        let cells: Vec<&str> = cells.map(unguarded).filter(says_something).collect();
        let mut shape = Shape {
            distinct: cells.iter().collect::<HashSet<_>>().len(),
            ..Shape::default()
        };
        for cell in &cells {
            shape.look_at(cell);
        }
        shape.cells = cells;
        shape
    }

    fn look_at(&mut self, cell: &str) {
        let count = counts::parse_count(cell).ok().flatten();
        let rate = counts::parse_rate_as(cell, counts::RateUnit::BasisPoints)
            .ok()
            .flatten();
        let is_clear =
            cell.ends_with('%') || (cell.contains('.') && rate.is_some_and(|rate| rate <= 10_000));
        for (tally, hit) in [
            (
                &mut self.with_blanks,
                cell.contains(char::is_whitespace) && !platform::holds_handle(cell),
            ),
            (
                &mut self.with_capitals,
                cell.chars().skip(1).any(char::is_uppercase),
            ),
            (&mut self.counts, count.is_some()),
            (&mut self.rates, rate.is_some()),
            (&mut self.clear_rates, rate.is_some() && is_clear),
            (
                &mut self.mails,
                cell.split([',', ';', ' '])
                    .any(|part| values::mail(part).is_some()),
            ),
            (
                &mut self.links,
                platform::is_link(cell) && platform::read_reference(cell).is_ok(),
            ),
            (&mut self.marked, cell.starts_with('@')),
        ] {
            *tally += usize::from(hit);
        }
    }

    /// How many cells say something.
    pub fn filled(&self) -> usize {
        self.cells.len()
    }

    /// Whether at least so many of a hundred cells are of a kind; never for a column without cells.
    pub fn has(&self, kind: usize, percent: usize) -> bool {
        self.filled() > 0 && kind * 100 >= self.filled() * percent
    }

    /// Whether at least so many of a hundred cells are dates.
    pub fn has_dates(&self, percent: usize) -> bool {
        self.has(self.tally(values::looks_like_date), percent)
    }

    /// Whether the values could be what a header says of them, and if not, what they are not.
    pub fn fits(&self, role: Role) -> Result<(), &'static str> {
        let (kind, percent, what) = match role {
            role if role.is_count() => (self.counts, 50, "counts"),
            Role::EngagementRate => (self.rates, 50, "rates"),
            Role::Quality => (self.tally(is_score), 50, "scores of 1 to 100"),
            Role::LastContact | Role::NextDate | Role::LookAgain => {
                (self.tally(values::looks_like_date), 40, "dates")
            }
            Role::Phone | Role::WhatsApp => (
                self.tally(|cell| phone::read(cell).is_ok()),
                50,
                "phone numbers",
            ),
            // A single clear answer is enough: the others are told one by one.
            Role::DoNotContact => (
                self.tally(|cell| read_do_not_contact(cell).is_some()),
                1,
                "yes or no",
            ),
            Role::City | Role::Region | Role::Person(Field::Place) => (
                self.filled() - self.counts.max(self.rates),
                50,
                "names of places",
            ),
            Role::Person(Field::Pronouns) => (
                self.tally(|cell| cell.chars().count() <= 40),
                80,
                "pronouns",
            ),
            Role::Person(field @ (Field::TimeZone | Field::Segment | Field::CareLevel)) => (
                self.tally(|cell| values::field(field, cell).is_ok()),
                50,
                "what that field takes",
            ),
            Role::AsOf => (self.tally(dating::is_date), 60, "dates"),
            Role::Country | Role::AudienceCountry => (
                self.tally(|cell| values::country_of_place(cell).is_some()),
                30,
                "countries",
            ),
            Role::Language => (self.tally(is_language), 30, "languages"),
            Role::Stage => (
                self.tally(|cell| Stage::parse(cell).is_some() || read_status(cell).is_some()),
                50,
                "stages",
            ),
            Role::Platform => (self.tally(is_platform), 30, "platforms"),
            Role::Url => (self.links, 50, "links to profiles"),
            Role::Mail => (self.mails, 30, "mail addresses"),
            Role::Share(_) => (self.tally(is_share), 50, "shares of an audience"),
            Role::Shares(kind) => (
                self.tally(|cell| known::read_audience(cell, kind).is_ok()),
                50,
                "shares of an audience",
            ),
            Role::Rate(_) => (self.tally(is_amount), 50, "amounts of money"),
            Role::Rates => (
                self.tally(|cell| known::read_rates(cell, None).is_ok()),
                50,
                "rates",
            ),
            Role::Currency => (
                self.tally(|cell| Currency::parse(cell).is_some()),
                50,
                "currencies",
            ),
            Role::Sponsors => (self.filled() - self.rates.max(self.counts), 50, "brands"),
            Role::Size(_) => (self.tally(|cell| cell.chars().count() <= 20), 80, "sizes"),
            // One word is an address of another kind: of a purse, a machine, a mailbox.
            Role::Address => (self.with_blanks, 50, "postal addresses"),
            _ => return Ok(()),
        };
        if self.filled() == 0 || self.has(kind, percent) {
            Ok(())
        } else {
            Err(what)
        }
    }

    fn tally(&self, is_one: impl Fn(&str) -> bool) -> usize {
        self.cells.iter().filter(|cell| is_one(cell)).count()
    }

    /// Whether the values are mostly numbers, so that they name nobody.
    pub fn is_numeric(&self) -> bool {
        self.has(self.counts, 90) || self.has(self.rates, 90)
    }
}

fn is_score(cell: &str) -> bool {
    matches!(counts::parse_count(cell), Ok(Some(0..=100)))
}

fn is_share(cell: &str) -> bool {
    matches!(counts::parse_rate_as(cell, counts::RateUnit::Percent), Ok(Some(share)) if share <= 1_000_000)
}

fn is_amount(cell: &str) -> bool {
    // The number alone will do: its currency may stand in the header or in another column.
    let any = Currency::by_code("EUR");
    Money::read(cell, any).is_ok()
}

/// A language, or several.
fn is_language(cell: &str) -> bool {
    language::parse(cell).is_some()
        || cell
            .split([',', ';', '/'])
            .all(|one| language::parse(one).is_some())
}

/// Whether a cell names platforms, or at least does not name anything else: what is wrong with it is said row by row.
fn is_platform(cell: &str) -> bool {
    match Naming::of(cell) {
        Naming::One(_) => cell.len() <= OwnName::LONGEST,
        Naming::Several(_) | Naming::Beside => true,
        Naming::Nothing => !cell.contains(char::is_alphanumeric),
    }
}

/// Whether a text in the place of a header is a value: the file then has none.
pub fn is_value(text: &str) -> bool {
    let text = unguarded(text);
    let is_number = text.len() > 2 && matches!(counts::parse_count(text), Ok(Some(_)));
    is_number
        || text.starts_with('@')
        || text.ends_with('%') && matches!(counts::parse_rate(text), Ok(Some(_)))
        || values::mail(text).is_some()
        || values::looks_like_date(text)
        || (platform::is_link(text) && platform::read_reference(text).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_lies_is_found_out() {
        let words = Shape::of(["ada", "bo", "cy"].into_iter());
        assert_eq!(words.fits(Role::Followers), Err("counts"));
        assert_eq!(words.fits(Role::Mail), Err("mail addresses"));
        assert_eq!(words.fits(Role::Niche), Ok(()));
        let counts = Shape::of(["1.2K", "N/A", "", "433", "oops", "7"].into_iter());
        assert_eq!(counts.fits(Role::Followers), Ok(()));
        assert_eq!(counts.filled(), 4);
    }

    #[test]
    fn an_empty_column_is_believed() {
        assert_eq!(
            Shape::of(["", "-"].into_iter()).fits(Role::Followers),
            Ok(())
        );
    }

    #[test]
    fn values_in_the_place_of_headers_are_known() {
        for text in [
            "@ada",
            "12,000",
            "ada@example.com",
            "https://x.com/ada",
            "2024-01-05",
            "1.3%",
        ] {
            assert!(is_value(text), "{text}");
        }
        for text in ["handle", "Q1", "2", "", "Followers"] {
            assert!(!is_value(text), "{text}");
        }
    }
}
