//! Whether `1.234` in a column is one thousand two hundred and thirty-four or one and a bit.
//!
//! One cell does not tell; the column, the file and what can be do, in this order:
//!
//! 1. whole things (followers, posts) have no decimals: `1.234` is never one follower, whatever `12.5` or `1.2M` stand
//!    beside it; a cell that contradicts is told as a warning;
//! 2. the column itself: `12.5` makes dots decimals, `1.234.567` makes them thousands; a mark is never both;
//! 3. what can be: more likes than followers cannot, nor can one like of a hundred thousand followers;
//! 4. the other columns: a file that writes `3.45%` or `1.2M` has dots before decimals, one that writes `120000` marks
//!    no thousands;
//! 5. decimals that the mean of a few posts ends with: `45.333`, `12.125`.
//!
//! A dot that none of them decides is read as thousands, as a number that stands alone is, and it is told as a warning.
//! A comma is thousands unless something says otherwise: so are nearly all files.

use super::columns::Column;
use super::error::quote;
use super::role::Role;
use super::survey::{Marks, Survey};
use crate::domain::counts::{self, Mark, say_grouped};
use crate::exchange::guard::unguarded;

/// How a column is read, and what is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What its marks mean.
    pub mark: Mark,
    /// In one clause, where there was something to decide: with a counter-example.
    pub remark: Option<String>,
    /// The same where nothing decides it.
    pub warning: Option<String>,
}

/// Why a mark is what it is taken for.
enum Why {
    /// Another cell of the column: line and text.
    Cell(u64, String),
    /// What can be, in words.
    Sense(String),
    /// Cells of another column: its header, and the text.
    Column(String, String),
    /// What the decimals look like.
    Means,
}

/// The decisions for all columns, by their places.
pub fn decide(columns: &[Column], survey: &Survey) -> Vec<Decision> {
    let judge = Judge { columns, survey };
    (0..columns.len())
        .map(|place| judge.column(place))
        .collect()
}

struct Judge<'a> {
    columns: &'a [Column],
    survey: &'a Survey,
}

impl Judge<'_> {
    fn marks(&self, place: usize) -> Option<&Marks> {
        self.survey.columns.get(place)
    }

    fn column(&self, place: usize) -> Decision {
        let plain = Decision {
            mark: Mark::Thousands,
            remark: None,
            warning: None,
        };
        let (Some(marks), true) = (self.marks(place), self.columns[place].role.is_count()) else {
            return plain;
        };
        let (dots, commas) = (marks.dot.open.count, marks.comma.open.count);
        if dots + commas == 0 {
            // Nothing is open: every cell tells by itself what it is.
            return plain;
        }
        let mark = if dots >= commas { '.' } else { ',' };
        if self.is_whole(place) {
            return Decision {
                warning: self.broken(place),
                ..plain
            };
        }
        let decided = self.decided(place, mark);
        let decimal = if mark == ',' {
            Mark::DecimalComma
        } else {
            Mark::Decimal
        };
        match decided {
            Some((true, why)) => Decision {
                mark: decimal,
                remark: self.told(place, mark, decimal, &why),
                warning: None,
            },
            Some((false, why)) => Decision {
                remark: self.told(place, mark, Mark::Thousands, &why),
                ..plain
            },
            None if mark == ',' => plain,
            None => Decision {
                warning: self.open(place, mark),
                ..plain
            },
        }
    }

    /// Whether the mark begins decimals, and why.
    fn decided(&self, place: usize, mark: char) -> Option<(bool, Why)> {
        self.by_column(place, mark)
            .or_else(|| self.by_sense(place, mark))
            .or_else(|| self.by_others(place, mark))
            .or_else(|| {
                let uses = self.marks(place)?.uses(mark);
                let enough = uses.open.count >= 3 && uses.of_means * 3 >= uses.open.count * 2;
                enough.then_some((true, Why::Means))
            })
    }

    /// Whether a column counts what has no parts.
    fn is_whole(&self, place: usize) -> bool {
        matches!(self.columns[place].role, Role::Followers | Role::Posts)
    }

    /// A part of a whole thing, beside a cell that could have parts as well; a unit may have them (`1.2M`).
    fn broken(&self, place: usize) -> Option<String> {
        let marks = self.marks(place)?;
        let is_part = |text: &str| {
            let decimals = text.rsplit(['.', ',']).next().unwrap_or_default();
            decimals.bytes().all(|byte| byte.is_ascii_digit())
                && decimals.bytes().any(|byte| byte != b'0')
        };
        let [dot, comma] = [&marks.dot, &marks.comma].map(|uses| uses.decimal.first.as_ref());
        let (line, part) = [dot, comma]
            .into_iter()
            .flatten()
            .find(|(_, text)| is_part(text))?;
        let open = marks
            .dot
            .open
            .first
            .as_ref()
            .or(marks.comma.open.first.as_ref())?;
        let whole = counts::parse_count_as(&open.1, Mark::Thousands)
            .ok()
            .flatten()?;
        Some(format!(
            "{}: {} in line {} is read as {}, but {part} in line {line} is no whole number; check how the file writes thousands",
            quote(&self.columns[place].header),
            open.1,
            open.0,
            say_grouped(whole)
        ))
    }

    fn by_column(&self, place: usize, mark: char) -> Option<(bool, Why)> {
        let marks = self.marks(place)?;
        let (uses, other) = (marks.uses(mark), marks.uses(other(mark)));
        let why = |cells: &super::survey::Cells| {
            let (line, text) = cells.first.clone()?;
            Some(Why::Cell(line, text))
        };
        match (uses.decimal.any(), uses.thousands.any()) {
            (true, false) => Some((true, why(&uses.decimal)?)),
            (false, true) => Some((false, why(&uses.thousands)?)),
            (false, false) if other.decimal.any() && !other.thousands.any() => {
                Some((false, why(&other.decimal)?))
            }
            (false, false) if other.thousands.any() && !other.decimal.any() => {
                Some((true, why(&other.thousands)?))
            }
            (false, false) if mark == '.' && marks.large.any() => Some((true, why(&marks.large)?)),
            (true, true) | (false, false) => None,
        }
    }

    /// What can be: the figure against the followers of its row, or comments against likes.
    fn by_sense(&self, place: usize, mark: char) -> Option<(bool, Why)> {
        let role = self.columns[place].role;
        let decimal = if mark == ',' {
            Mark::DecimalComma
        } else {
            Mark::Decimal
        };
        let bound = self.bound(role)?;
        let (mut rows, mut above, mut below) = (0_u32, 0_u32, 0_u32);
        let mut example = None;
        for row in &self.survey.rows {
            let cell = |place: usize| row.cell(place).map(unguarded);
            let Some(text) = cell(place).filter(|text| text.contains(mark)) else {
                continue;
            };
            let read = |mark| counts::parse_count_as(text, mark).ok().flatten();
            let most = cell(bound.place).and_then(|cell| {
                let mark = self.known_mark(bound.place);
                counts::parse_count_as(cell, mark).ok().flatten()
            });
            let (Some(large), Some(small), Some(most)) =
                (read(Mark::Thousands), read(decimal), most)
            else {
                continue;
            };
            if most == 0 || large == small {
                continue;
            }
            rows += 1;
            if large / bound.times > most {
                above += 1;
                example = example.or(Some((row.line, large, most)));
            }
            below += u32::from(bound.has_least && small.saturating_mul(100_000) < most);
        }
        let what = what(role);
        if above * 2 >= rows && above > 0 && below * 4 <= rows {
            let (line, large, most) = example?;
            let words = format!(
                "{} {what} would be more than {} {} in line {line}",
                say_grouped(large),
                say_grouped(most),
                bound.what
            );
            return Some((true, Why::Sense(words)));
        }
        (below * 2 > rows && above * 4 <= rows).then(|| {
            let words = format!("hardly any {what} for so many {} make no sense", bound.what);
            (false, Why::Sense(words))
        })
    }

    /// What a figure cannot be larger than.
    fn bound(&self, role: Role) -> Option<Bound> {
        let of = |role: Role, what| {
            let is = |column: &Column| column.role == role && column.same_as.is_none();
            let place = self.columns.iter().position(is)?;
            Some(Bound {
                place,
                what,
                times: 1,
                has_least: true,
            })
        };
        let followers = of(Role::Followers, "followers");
        match role {
            Role::AverageViews => followers.map(|bound| Bound { times: 50, ..bound }),
            Role::AverageComments | Role::AverageShares => of(Role::AverageLikes, "likes")
                .filter(|bound| self.is_clear(bound.place))
                .or(followers)
                .map(|bound| Bound {
                    has_least: false,
                    ..bound
                }),
            _ => followers,
        }
    }

    /// Whether a column has no open numbers itself.
    fn is_clear(&self, place: usize) -> bool {
        self.marks(place)
            .is_some_and(|marks| !marks.dot.open.any() && !marks.comma.open.any())
    }

    /// The mark of a column as far as it tells by itself.
    fn known_mark(&self, place: usize) -> Mark {
        if self.is_whole(place) {
            return Mark::Thousands;
        }
        for (mark, decimal) in [('.', Mark::Decimal), (',', Mark::DecimalComma)] {
            if matches!(self.by_column(place, mark), Some((true, _))) {
                return decimal;
            }
        }
        Mark::Thousands
    }

    /// What the other columns of numbers use the marks for.
    fn by_others(&self, place: usize, mark: char) -> Option<(bool, Why)> {
        let others = || {
            let numbers = |at: &usize| {
                let role = self.columns[*at].role;
                *at != place
                    && (role.is_count()
                        || matches!(role, Role::EngagementRate | Role::Rate(_) | Role::Share(_)))
            };
            (0..self.columns.len()).filter(numbers)
        };
        let seen = |uses: fn(&Marks, char) -> &super::survey::Cells, mark: char| {
            others().find_map(|at| {
                let (_, text) = uses(self.marks(at)?, mark).first.clone()?;
                Some(Why::Column(self.columns[at].header.clone(), text))
            })
        };
        let decimal = seen(|marks, mark| &marks.uses(mark).decimal, mark);
        let thousands = seen(|marks, mark| &marks.uses(mark).thousands, mark);
        match (decimal, thousands) {
            (Some(why), None) => return Some((true, why)),
            (None, Some(why)) => return Some((false, why)),
            (Some(_), Some(_)) => return None,
            (None, None) => {}
        }
        let decimal = seen(|marks, mark| &marks.uses(mark).decimal, other(mark));
        let thousands = seen(|marks, mark| &marks.uses(mark).thousands, other(mark));
        let large = seen(|marks, _| &marks.large, mark).filter(|_| mark == '.');
        match (decimal, thousands, large) {
            (Some(why), None, _) => Some((false, why)),
            (None, Some(why), _) | (None, None, Some(why)) => Some((true, why)),
            _ => None,
        }
    }

    /// `"avg likes": 812.667 is read as 813, because …`
    fn told(&self, place: usize, mark: char, read: Mark, why: &Why) -> Option<String> {
        // Commas between thousands are what everybody expects.
        if mark == ',' && read == Mark::Thousands {
            return None;
        }
        let (_, text) = self.marks(place)?.uses(mark).open.first.as_ref()?;
        let count = counts::parse_count_as(text, read).ok().flatten()?;
        let because = match why {
            Why::Cell(line, other) => format!("as {other} in line {line} shows"),
            Why::Sense(words) => format!("because {words}"),
            Why::Column(header, other) => format!("as {other} in column {} shows", quote(header)),
            Why::Means => "because its decimals are those of means of a few posts".to_owned(),
        };
        let header = quote(&self.columns[place].header);
        Some(format!(
            "{header}: {text} is read as {}, {because}",
            say_grouped(count)
        ))
    }

    fn open(&self, place: usize, mark: char) -> Option<String> {
        let (line, text) = self.marks(place)?.uses(mark).open.first.as_ref()?;
        let read = |mark| {
            counts::parse_count_as(text, mark)
                .ok()
                .flatten()
                .map(say_grouped)
        };
        let (large, small) = (read(Mark::Thousands)?, read(Mark::Decimal)?);
        Some(format!(
            "{}: {text} in line {line} is read as {large}; nothing in the file tells whether it means {small}",
            quote(&self.columns[place].header)
        ))
    }
}

/// What bounds a figure.
struct Bound {
    place: usize,
    what: &'static str,
    /// It can be so many times as large.
    times: i64,
    /// It cannot be a hundred-thousandth of it either.
    has_least: bool,
}

fn other(mark: char) -> char {
    if mark == '.' { ',' } else { '.' }
}

/// What a figure counts.
fn what(role: Role) -> &'static str {
    match role {
        Role::AverageViews => "views",
        Role::AverageLikes => "likes",
        Role::AverageComments => "comments",
        Role::AverageShares => "shares",
        _ => "engagements",
    }
}
