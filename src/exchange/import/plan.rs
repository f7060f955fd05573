//! A row's cells made into an account: what each column's part in it is, worked out once for the whole file.

use super::checks::Checks;
use super::columns::{Column, Recognised, cells_of, same_count};
use super::dating::RowDates;
use super::error::quote;
use super::headers;
use super::marks::Decision;
use super::more::More;
use super::record::Record;
use super::role::Role;
use super::sink::{Part, Reading, Sink};
use super::values;
use crate::domain::counts::{self, Mark};
use crate::domain::incoming::Incoming;
use crate::domain::platform::{self, Handle, HandleError, NameKind, Platform};
use crate::exchange::guard::unguarded;

/// How rows become accounts.
pub struct Plan {
    headers: Vec<String>,
    parts: Vec<Part>,
    is_ours: bool,
    /// Less exact spellings of a figure: their place, the exact one's part, and how they write numbers.
    twins: Vec<(usize, usize, Mark)>,
    handle: Option<usize>,
    url: Option<usize>,
    platform: Option<usize>,
    /// The platform of rows that do not name one.
    pub fallback: Option<Platform>,
    /// How the rows were dated so far.
    pub dates: RowDates,
    /// Figures that cannot be together, so far.
    pub checks: Checks,
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
        Plan {
            headers: columns.iter().map(|column| column.name.clone()).collect(),
            twins,
            parts,
            is_ours: found.is_ours,
            handle: accounts[0],
            url: accounts[1],
            platform: accounts[2],
            fallback: found.fallback,
            hides_comments: !found.is_ours
                && place_of(Role::AverageLikes).is_some_and(|place| likes_are_many(sample, place)),
            hidden_comments: 0,
            dates: RowDates::default(),
            checks: Checks::default(),
        }
    }

    /// Whether some column names the accounts.
    pub fn names_accounts(&self) -> bool {
        self.handle.is_some() || self.url.is_some()
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
        let mut row = self.account(&cells)?;
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
                        sink.row.as_of = self.dates.read(cell, order, record.line);
                        if sink.row.as_of.is_none() {
                            sink.leave();
                        }
                    }
                }
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
        more.settle(&self.headers, &mut row);
        row.drop_known_note();
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
        Ok(row)
    }

    /// Platform and handle of a row, and what was odd about them.
    fn account(&self, cells: &Cells<'_>) -> Result<Incoming, String> {
        let cell = |place: Option<usize>| {
            place
                .map(|place| cells.get(place))
                .filter(|cell| self.is_ours || !counts::is_blank(cell))
                .unwrap_or_default()
        };
        let (named, url, platform) = (cell(self.handle), cell(self.url), cell(self.platform));
        if self.is_ours && platform.is_empty() && named.is_empty() {
            return Ok(Incoming::of_person(cells.record.line));
        }
        if self.is_ours {
            return written(cells.record.line, platform, named);
        }
        let said = Platform::named(platform);
        let unknown = (!platform.is_empty()).then_some(Platform::Other);
        // A column of links may hold handles where there is no other for them.
        let reads_url = platform::is_link(url)
            || platform::holds_handle(url)
            || (self.handle.is_none() && !url.contains(char::is_whitespace));
        let of_row = said.or(unknown).or(self.fallback);
        let linked = (reads_url && !url.is_empty()).then(|| read(url, of_row));
        let of_url = linked.as_ref().and_then(|read| read.as_ref().ok()?.0);
        let on = said.or(unknown).or(of_url).or(self.fallback);
        let mut found = Found::default();
        let (own, handle) = match (named, linked.as_ref()) {
            ("", Some(Ok(linked))) => linked.clone(),
            ("", Some(Err(error))) => return Err(error.to_string()),
            ("", None) => return Err("no handle".to_owned()),
            (named, linked) => found.take(read(named, on), named, linked)?,
        };
        let settled = own.or(on).ok_or("no platform")?;
        let mut row = Incoming::of_account(cells.record.line, settled, handle);
        row.mails.extend(found.mail);
        row.remarks.extend(found.remark);
        self.remark_account(&mut row, platform, said);
        let is_said_again = linked.is_some_and(|linked| {
            linked.is_ok_and(|(_, handle)| handle.loose_key() == row.handle.loose_key())
        });
        if !url.is_empty() && !is_said_again {
            row.extra.push((
                self.headers[self.url.unwrap_or_default()].clone(),
                url.to_owned(),
            ));
        }
        Ok(row)
    }

    fn remark_account(&self, row: &mut Incoming, cell: &str, said: Option<Platform>) {
        if said.is_none() && !cell.is_empty() {
            let header = &self.headers[self.platform.unwrap_or_default()];
            Sink { row, header, cell }
                .keep(format_args!("platform {} is none we know", quote(cell)));
        }
        if let Some(said) = said
            && said != row.platform
        {
            row.remarks.push(format!(
                "the platform column says {said}, the link {}; took the link's",
                row.platform
            ));
        }
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

/// What names an account; the platform where the text itself says it, or where it is known.
type Named = Result<(Option<Platform>, Handle), HandleError>;

fn read(text: &str, on: Option<Platform>) -> Named {
    match on {
        Some(on) => platform::read_on(on, text).map(|(platform, handle)| (Some(platform), handle)),
        None => platform::read_reference(text),
    }
}

/// The account of a row of our own export.
fn written(line: u64, platform: &str, named: &str) -> Result<Incoming, String> {
    if named.is_empty() {
        return Err("no handle".to_owned());
    }
    if platform.is_empty() {
        return Err("no platform".to_owned());
    }
    let platform = Platform::stored(platform);
    let handle = platform::read_written(platform, named).map_err(|error| error.to_string())?;
    Ok(Incoming::of_account(line, platform, handle))
}

/// What was found beside the account of a row.
#[derive(Default)]
struct Found {
    mail: Option<String>,
    remark: Option<String>,
}

impl Found {
    /// What names the account: the cell of the handle, or the link where that holds something else.
    fn take(
        &mut self,
        named: Named,
        cell: &str,
        linked: Option<&Named>,
    ) -> Result<(Option<Platform>, Handle), String> {
        let linked = linked.and_then(|linked| linked.as_ref().ok());
        match (named, linked) {
            // The link says of which kind the name is.
            (Ok((on, handle)), Some((of_url, link)))
                if handle.kind() == NameKind::Plain
                    && *of_url == on
                    && link.loose_key() == handle.loose_key() =>
            {
                Ok((on, link.clone()))
            }
            (Ok(named), _) => Ok(named),
            (Err(HandleError::Blank), Some(linked)) => Ok(linked.clone()),
            (Err(HandleError::Mail(mail)), Some(linked)) => {
                self.mail = Some(mail);
                Ok(linked.clone())
            }
            (Err(error @ HandleError::NoHandle(..)), Some(linked)) => {
                self.remark = Some(format!("{error}; took the link's"));
                Ok(linked.clone())
            }
            (Err(HandleError::Blank), None) if counts::is_blank(cell) => {
                Err("no handle".to_owned())
            }
            (Err(HandleError::Blank), None) => Err(format!("no handle: {}", quote(cell))),
            (Err(error), _) => Err(error.to_string()),
        }
    }
}

/// The cells of a row as text.
struct Cells<'a> {
    record: &'a Record,
    text: &'a str,
}

impl<'a> Cells<'a> {
    fn get(&self, place: usize) -> &'a str {
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
