//! A row's cells made into an account: what each column's part in it is, worked out once for the whole file.

use super::account::AccountColumns;
use super::checks::Checks;
use super::columns::{Column, Recognised, cells_of};
use super::dating::RowDates;
use super::error::quote;
use super::headers;
use super::marks::Decision;
use super::more::More;
use super::rates::Rates;
use super::record::Record;
use super::refusals::{Refusals, takes_dates};
use super::role::Role;
use super::shared::Shared;
use super::sink::{Part, Reading, Sink};
use super::twins::same_count;
use super::values;
use crate::domain::counts::{self, Mark};
use crate::domain::incoming::Incoming;
use crate::domain::parking::ParkReason;
use crate::exchange::guard::unguarded;

/// How rows become accounts.
pub struct Plan {
    headers: Vec<String>,
    parts: Vec<Part>,
    is_ours: bool,
    /// Less exact spellings of a figure: their place, the exact one's part, and how they write numbers.
    twins: Vec<(usize, usize, Mark)>,
    /// Where the accounts are named.
    pub accounts: AccountColumns,
    /// How the rows were dated so far.
    pub dates: RowDates,
    /// Figures that cannot be together, so far.
    pub checks: Checks,
    /// The mail addresses so far, and with how many people each stands.
    pub shared: Shared,
    /// The column of engagement rates, where it leaves their unit open.
    pub rates: Option<Rates>,
    /// Columns that may ask for no contact, and what they said so far.
    pub refusals: Vec<Refusals>,
    /// Whether a comment count of zero means "hidden": a list with many likes and no comment at all does not exist.
    hides_comments: bool,
    /// Comment counts of zero that were taken as unknown so far.
    pub hidden_comments: u64,
}

impl Plan {
    /// The plan for a file whose columns are known, with the units its sample shows.
    pub fn new(found: &Recognised, sample: &[Vec<String>], decisions: &[Decision]) -> Plan {
        let columns = &found.columns;
        let place_of = |role: Role| {
            columns
                .iter()
                .position(|column| column.role == role && column.same_as.is_none())
        };
        let accounts = [
            place_of(Role::Handle),
            place_of(Role::Url),
            place_of(Role::Platform),
        ];
        let mut parts = Vec::with_capacity(columns.len());
        for (place, column) in columns.iter().enumerate() {
            if !accounts.contains(&Some(place)) && column.same_as.is_none() {
                parts.push(Part {
                    place,
                    role: column.role,
                    reading: reading(
                        column,
                        found.is_ours,
                        mark(decisions, place),
                        cells_of(sample, place),
                    ),
                });
            }
        }
        settle_shares(columns, sample, &mut parts);
        let part_at = |wanted: usize| parts.iter().position(|part| part.place == wanted);
        let twin = |(place, column): (usize, &Column)| {
            Some((place, part_at(column.same_as?)?, mark(decisions, place)))
        };
        let twins = columns.iter().enumerate().filter_map(twin).collect();
        let rates = parts.iter().find(|part| part.role == Role::EngagementRate);
        let rates = rates.and_then(|part| Rates::of(part, &columns[part.place].header));
        Plan {
            headers: columns.iter().map(|column| column.name.clone()).collect(),
            twins,
            rates: rates.filter(|_| !found.is_ours),
            parts,
            is_ours: found.is_ours,
            accounts: AccountColumns::new(accounts, found.fallback, found.is_ours),
            hides_comments: !found.is_ours
                && place_of(Role::AverageLikes).is_some_and(|place| likes_are_many(sample, place)),
            hidden_comments: 0,
            refusals: found.refusals.clone(),
            dates: RowDates::default(),
            checks: Checks::default(),
            shared: Shared::default(),
        }
    }

    /// Whether some column names the accounts.
    pub fn names_accounts(&self) -> bool {
        self.accounts.handle.is_some() || self.accounts.url.is_some()
    }

    /// The column that says what the accounts' comments are, for a remark about them.
    pub fn comments_header(&self) -> &str {
        let part = self
            .parts
            .iter()
            .find(|part| part.role == Role::AverageComments);
        part.map_or("comments", |part| &self.headers[part.place])
    }

    /// Makes a row into an account. `text` is the record's bytes, checked.
    ///
    /// # Errors
    /// Why the row names no account, in one clause.
    pub fn row(&mut self, record: &Record, text: &str) -> Result<Incoming, String> {
        let cells = Cells { record, text };
        let mut row = self.accounts.read(&cells, &self.headers)?;
        let (mut names, mut notes) = ([None, None], Vec::new());
        let mut more = More::default();
        let mut niches: Vec<&str> = Vec::new();
        for part in &self.parts {
            let cell = cells.get(part.place);
            if cell.is_empty() || (!self.is_ours && values::says_nothing(cell)) {
                continue;
            }
            let mut sink = Sink {
                row: &mut row,
                header: &self.headers[part.place],
                cell,
            };
            match part.role {
                Role::Name => sink.row.name = Some(cell.to_owned()),
                Role::FirstName => names[0] = Some(cell),
                Role::LastName => names[1] = Some(cell),
                Role::Niche if niches.iter().any(|known| known.eq_ignore_ascii_case(cell)) => {}
                Role::Niche => niches.push(cell),
                Role::Note => notes.push(cell),
                Role::AsOf => {
                    if let Reading::Dates(order) = part.reading {
                        match self.dates.read(cell, order, record.line) {
                            Some((day, since)) => {
                                (sink.row.as_of, sink.row.since) = (Some(day), since);
                            }
                            None => sink.leave(),
                        }
                    }
                }
                Role::Whole(whole) => sink.whole(whole, self.dates.today),
                role if more.takes(role, part, cell) => {}
                _ => sink.take(part),
            }
        }
        let joined = |parts: &[&str], between| (!parts.is_empty()).then(|| parts.join(between));
        row.niche = joined(&niches, ", ");
        row.note = joined(&notes, "\n");
        row.name = row
            .name
            .take()
            .or_else(|| joined(&names.into_iter().flatten().collect::<Vec<_>>(), " "));
        for column in &mut self.refusals {
            let cell = cells.get(column.place);
            if !values::says_nothing(cell) {
                column.look(record.line, cell);
            }
        }
        if let Some(rates) = &mut self.rates {
            rates.look(&cells);
        }
        more.settle(&self.headers, &mut row);
        row.drop_known_note();
        if row.is_unparked && row.parked == Some(ParkReason::AskedNotToBeContacted) {
            row.remarks
                .push("one cell asks for no contact and another says no; parked".to_owned());
        }
        if !row.has_account() && row.name.is_none() {
            return Err("neither an account nor a name".to_owned());
        }
        if !row.figures.is_empty() {
            self.dates.count(row.as_of.is_some());
        }
        self.compare_twins(&cells, &mut row);
        if self.hides_comments && row.figures.average_comments == Some(0) {
            row.figures.average_comments = None;
            self.hidden_comments += 1;
        }
        self.checks.look(record.line, &row.figures);
        if !self.is_ours {
            self.look_for_shared(&cells, &row);
        }
        Ok(row)
    }

    /// Counts the addresses of a row: one that most people of a file have is hardly theirs.
    fn look_for_shared(&mut self, cells: &Cells<'_>, row: &Incoming) {
        let (parts, headers) = (&self.parts, &self.headers);
        self.shared.look(row, || {
            let of_column = |part: &Part| {
                let (found, _) = values::mails(cells.get(part.place));
                let header = headers[part.place].as_str();
                found.into_iter().map(move |mail| (header, mail))
            };
            let columns = parts.iter().filter(|part| part.role == Role::Mail);
            columns.flat_map(of_column).collect()
        });
    }

    /// Fills figures that are blank in their exact column from the less exact one, and remarks where the two differ.
    fn compare_twins(&self, cells: &Cells<'_>, row: &mut Incoming) {
        for &(place, part, mark) in &self.twins {
            let part = &self.parts[part];
            let (cell, exact) = (cells.get(place), cells.get(part.place));
            if counts::is_blank(cell) {
                continue;
            }
            if counts::is_blank(exact) {
                let part = Part {
                    place,
                    role: part.role,
                    reading: Reading::Counts(mark),
                };
                Sink {
                    row,
                    header: &self.headers[place],
                    cell,
                }
                .take(&part);
            } else if same_count(cell, exact) == Some(false) {
                row.remarks.push(format!(
                    "{} is {} in {} and {} in {}; took the second",
                    part.role.word(),
                    quote(cell),
                    quote(&self.headers[place]),
                    quote(exact),
                    quote(&self.headers[part.place])
                ));
            }
        }
    }
}

/// The cells of a row as text.
pub struct Cells<'a> {
    record: &'a Record,
    text: &'a str,
}

impl<'a> Cells<'a> {
    /// The line where the row begins.
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// A cell, without the mark that guards it in spreadsheets; empty where the row has none.
    pub fn get(&self, place: usize) -> &'a str {
        unguarded(self.text.get(self.record.range(place)).unwrap_or_default())
    }
}

fn mark(decisions: &[Decision], place: usize) -> Mark {
    decisions
        .get(place)
        .map_or(Mark::Thousands, |decision| decision.mark)
}

/// How the cells of a column are to be read, by what its sample shows.
fn reading<'a>(
    column: &Column,
    is_ours: bool,
    mark: Mark,
    sample: impl Iterator<Item = &'a str>,
) -> Reading {
    let cells = sample.map(unguarded);
    match column.role {
        Role::Country | Role::AudienceCountry | Role::Tags if is_ours => Reading::Ours,
        Role::LastContact | Role::NextDate | Role::LookAgain | Role::AsOf => {
            Reading::Dates(values::day_order(cells))
        }
        Role::EngagementRate => Reading::Rates(counts::guess_rate_unit(cells, &column.header)),
        Role::Rate(_) | Role::Rates => Reading::Money(headers::currency(&column.header)),
        Role::DoNotContact if column.is_chosen && takes_dates(&column.header) => Reading::Since,
        role if role.is_count() => Reading::Counts(mark),
        _ => Reading::Plain,
    }
}

/// Shares of one file are all in one unit: `0.8` beside `42.5` is per cent, beside `0.42` it is a part.
fn settle_shares(columns: &[Column], sample: &[Vec<String>], parts: &mut [Part]) {
    let is_share = |part: &Part| matches!(part.role, Role::Share(_));
    let places: Vec<usize> = parts
        .iter()
        .filter(|part| is_share(part))
        .map(|part| part.place)
        .collect();
    let cells = places
        .iter()
        .flat_map(|place| cells_of(sample, *place))
        .map(unguarded);
    let headers: Vec<&str> = places
        .iter()
        .map(|place| columns[*place].header.as_str())
        .collect();
    let unit = counts::guess_rate_unit(cells, &headers.join(" "));
    for part in parts.iter_mut().filter(|part| is_share(part)) {
        part.reading = Reading::Rates(unit);
    }
}

/// Whether half of the sample has at least a hundred likes, so that some comments are to be expected.
fn likes_are_many(sample: &[Vec<String>], place: usize) -> bool {
    let likes: Vec<i64> = cells_of(sample, place)
        .filter_map(|cell| counts::parse_count(unguarded(cell)).ok().flatten())
        .collect();
    !likes.is_empty() && likes.iter().filter(|&&likes| likes >= 100).count() * 2 >= likes.len()
}
