//! Which column holds what: by `--map`, by its header, and where headers lie or say too little, by its values.

use std::collections::HashSet;

use super::aliases::{self, Meaning};
use super::error::{ImportError, quote};
use super::ours;
use super::platform::PlatformChoice;
use super::refusals::{self, Refusals};
use super::role::{self, Role};
use super::shapes::Shape;
use super::source::{Learned, Options};
use super::values;
use crate::domain::counts;
use crate::domain::field::Field;
use crate::domain::platform::{self, Platform};
use crate::exchange::guard::unguarded;

/// Why a column is kept under its header.
const UNKNOWN: &str = "no column we know; kept under its header";

/// A column of a file and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header, trimmed, with single blanks; a second one of the same name is `Followers (2)`, one without a name
    /// is `column 3`. Raw text from the file.
    pub header: String,
    /// The name under which it is kept where it is an extra field: the header, in files of our own without what tells it
    /// from another column of that name.
    pub name: String,
    /// What it is taken for.
    pub role: Role,
    /// Why, in one clause for a preview.
    pub reason: String,
    /// Its first two values that say something. Raw text from the file.
    pub samples: Vec<String>,
    /// The column that holds the same figure more exactly (`48500000` beside `48.5M`): this one then only serves where
    /// that one is blank, and is not kept as an extra field.
    pub same_as: Option<usize>,
}

/// What was found out about the columns of a file.
pub struct Recognised {
    pub columns: Vec<Column>,
    pub platform: PlatformChoice,
    /// The platform of rows that do not name one themselves.
    pub fallback: Option<Platform>,
    pub remarks: Vec<String>,
    /// Columns that may ask for no contact, and are kept as they are.
    pub refusals: Vec<Refusals>,
    /// Whether the file is of our own export: then a blank cell is the only one that says nothing.
    pub is_ours: bool,
}

/// What is known of a column besides its role.
pub struct Draft<'a> {
    pub squeezed: String,
    pub meaning: Meaning,
    pub about: Option<Platform>,
    pub shape: Shape<'a>,
    pub is_mapped: bool,
}

/// Finds out what the columns of a file hold, from their headers and a sample of the rows.
///
/// # Errors
/// If `--map` names a column that there is not, or one role or column twice; or if the headers are no headers.
pub fn recognise(
    name: &str,
    headers: &[String],
    sample: &[Vec<String>],
    options: &Options,
) -> Result<Recognised, ImportError> {
    let mut board = Board::new(headers, sample);
    board.apply_maps(&options.map)?;
    if let Some(learned) = &options.learned {
        board.apply_learned(learned);
    }
    let knows_nothing = board
        .drafts
        .iter()
        .all(|draft| !draft.is_mapped && draft.meaning == Meaning::Unknown);
    if knows_nothing && headers.iter().any(|header| super::shapes::is_value(header)) {
        return Err(ImportError::NoHeader {
            name: name.to_owned(),
        });
    }
    let is_ours = ours::is_ours(headers);
    if is_ours {
        board.read_ours(headers);
    } else {
        board.read_headers();
        board.follow_twins();
    }
    board.remark_damaged();
    board.settle_dependent();
    board.settle_handle(options.platform);
    board.settle_name();
    board.leave_out_other_platforms(options.platform);
    board.settle_twins();
    let (platform, fallback) = board.platform(name, options.platform);
    let refusals = if is_ours {
        Vec::new()
    } else {
        board.refusals()
    };
    Ok(Recognised {
        refusals,
        columns: board.columns,
        platform,
        fallback,
        remarks: board.remarks,
        is_ours,
    })
}

/// The columns while it is being found out what they are.
pub struct Board<'a> {
    pub columns: Vec<Column>,
    pub drafts: Vec<Draft<'a>>,
    pub sample: &'a [Vec<String>],
    pub remarks: Vec<String>,
}

impl<'a> Board<'a> {
    fn new(headers: &[String], sample: &'a [Vec<String>]) -> Self {
        let mut columns: Vec<Column> = Vec::with_capacity(headers.len());
        let mut drafts = Vec::with_capacity(headers.len());
        let mut taken = HashSet::with_capacity(headers.len());
        for (place, header) in headers.iter().enumerate() {
            let (meaning, about) = aliases::read_header(header);
            let cells = || cells_of(sample, place);
            let samples = cells()
                .map(unguarded)
                .filter(|cell| !values::says_nothing(cell))
                .take(2);
            drafts.push(Draft {
                squeezed: aliases::squeeze(header),
                meaning,
                about,
                shape: Shape::of(cells()),
                is_mapped: false,
            });
            let header = shown(header, place, &mut taken);
            columns.push(Column {
                name: header.clone(),
                header,
                role: Role::Extra,
                reason: UNKNOWN.to_owned(),
                samples: samples.map(str::to_owned).collect(),
                same_as: None,
            });
        }
        Board {
            columns,
            drafts,
            sample,
            remarks: Vec::new(),
        }
    }

    /// Gives a column a role.
    pub fn set(&mut self, place: usize, role: Role, reason: impl Into<String>) {
        self.columns[place].role = role;
        self.columns[place].reason = reason.into();
    }

    /// Columns of a role that are not another spelling of a better one.
    pub fn with(&self, role: Role) -> Vec<usize> {
        let has = |place: &usize| {
            self.columns[*place].role == role && self.columns[*place].same_as.is_none()
        };
        (0..self.columns.len()).filter(has).collect()
    }

    fn apply_maps(&mut self, maps: &[(String, Role)]) -> Result<(), ImportError> {
        let mut roles: Vec<Role> = Vec::new();
        for (header, role) in maps {
            let place = self.find(header)?;
            if self.drafts[place].is_mapped {
                return Err(ImportError::MappedTwice {
                    what: self.columns[place].header.clone(),
                });
            }
            if roles.contains(role) && !role.takes_several() {
                return Err(ImportError::MappedTwice {
                    what: role.word().to_owned(),
                });
            }
            roles.push(*role);
            self.drafts[place].is_mapped = true;
            self.set(place, *role, "given by --map");
        }
        Ok(())
    }

    /// What an earlier file with these headers was taken for, where nobody says otherwise now.
    fn apply_learned(&mut self, learned: &Learned) {
        for (header, role) in &learned.map {
            let Ok(place) = self.find(header) else {
                continue;
            };
            let is_taken = !role.takes_several()
                && (0..self.columns.len())
                    .any(|at| self.drafts[at].is_mapped && self.columns[at].role == *role);
            if !self.drafts[place].is_mapped && !is_taken {
                self.drafts[place].is_mapped = true;
                self.set(place, *role, learned.reason.clone());
            }
        }
    }

    /// The column with a header, as shown or as its words mean it.
    fn find(&self, header: &str) -> Result<usize, ImportError> {
        let squeezed = aliases::squeeze(header);
        let shown = |column: &Column| aliases::squeeze(&column.header) == squeezed;
        let exact = self
            .columns
            .iter()
            .position(|column| column.header == header.trim());
        let alike = || {
            self.columns
                .iter()
                .position(shown)
                .filter(|_| !squeezed.is_empty())
        };
        exact.or_else(alike).ok_or_else(|| {
            let headers = || self.columns.iter().map(|column| column.header.as_str());
            let nearest = role::nearest(header, headers()).unwrap_or(0);
            let nearest = headers().nth(nearest).unwrap_or_default().to_owned();
            ImportError::NoSuchHeader {
                header: header.to_owned(),
                nearest,
            }
        })
    }

    /// Gives every column the role its header says, if its values could be that.
    fn read_headers(&mut self) {
        for place in 0..self.columns.len() {
            let draft = &self.drafts[place];
            if draft.is_mapped {
                continue;
            }
            let role = match draft.meaning {
                Meaning::Is(Role::NextStep) if draft.shape.has_dates(60) => Role::NextDate,
                Meaning::Is(Role::NextDate) if draft.shape.fits(Role::NextDate).is_err() => {
                    Role::NextStep
                }
                Meaning::Is(role) => role,
                Meaning::Engagement if draft.shape.has(draft.shape.clear_rates, 60) => {
                    Role::EngagementRate
                }
                Meaning::Engagement => Role::AverageEngagement,
                Meaning::Who => continue,
                Meaning::Unknown => {
                    self.read_values(place);
                    continue;
                }
            };
            if role == Role::DoNotContact && refusals::asks_for_reason(&self.columns[place].header)
            {
                self.set(place, role, "by its header; its text is the reason");
                continue;
            }
            let is_swapped = matches!(role, Role::NextStep | Role::NextDate)
                && draft.meaning != Meaning::Is(role);
            match draft.shape.fits(role) {
                Ok(()) if is_swapped => self.set(place, role, "by its header and its values"),
                Ok(()) => self.set(place, role, "by its header"),
                Err(what) => self.unmask(place, role, what),
            }
        }
    }

    /// Every column of our own export is what its header says; a second one of that header, and all others, hold
    /// extra fields.
    fn read_ours(&mut self, headers: &[String]) {
        let says_whole = ours::says_whole(headers);
        let mut seen = HashSet::new();
        for (place, header) in headers.iter().enumerate() {
            let is_first = seen.insert(header.as_str());
            if !unguarded(header).is_empty() {
                unguarded(header).clone_into(&mut self.columns[place].name);
            }
            if self.drafts[place].is_mapped {
                continue;
            }
            let role = ours::role(header, says_whole).filter(|_| is_first);
            let (role, reason) = match role {
                Some(role) => (role, "a column of our own export"),
                None => (Role::Extra, "an extra field of our own export"),
            };
            self.drafts[place].meaning = Meaning::Is(role);
            self.set(place, role, reason);
        }
    }

    /// A currency without rates, a date without figures, and a postcode without a street are no part of anything: they
    /// stay as they were. A city without a street says where the person lives.
    fn settle_dependent(&mut self) {
        let has = |board: &Self, wanted: fn(Role) -> bool| {
            board.columns.iter().any(|column| wanted(column.role))
        };
        let has_rates = has(self, |role| matches!(role, Role::Rate(_) | Role::Rates));
        let has_address = has(self, |role| role == Role::Address);
        let has_figures = has(self, Role::is_dated);
        for place in 0..self.columns.len() {
            let stands_alone = match self.columns[place].role {
                Role::Currency => !has_rates,
                Role::AsOf => !has_figures,
                Role::AddressLine | Role::Postcode | Role::AddressCountry => !has_address,
                Role::Region
                    if !has_address && !self.drafts[place].is_mapped && self.is_of_work(place) =>
                {
                    self.set(
                        place,
                        Role::Status,
                        "by its header; where the work with them is",
                    );
                    false
                }
                Role::City | Role::Region if !has_address && !self.drafts[place].is_mapped => {
                    let role = self.columns[place].role;
                    self.set(place, role, "by its header; where the person lives");
                    false
                }
                _ => false,
            };
            if stands_alone && !self.drafts[place].is_mapped {
                self.set(place, Role::Extra, UNKNOWN);
            }
        }
    }

    /// A header may have a byte that is no UTF-8; what its rows hold comes in all the same.
    fn remark_damaged(&mut self) {
        for column in self
            .columns
            .iter()
            .filter(|column| column.header.contains('\u{fffd}'))
        {
            self.remarks.push(format!(
                "header {} has letters that are not UTF-8; rename it, or name the column with --map",
                quote(&column.header)
            ));
        }
    }

    /// Whether a `State` is one of work, as `Signed`: nothing in the file says that it is a part of a country.
    fn is_of_work(&self, place: usize) -> bool {
        let is_place =
            |column: &Column| matches!(column.role, Role::City | Role::Country | Role::Postcode);
        self.drafts[place].squeezed == "state" && !self.columns.iter().any(is_place)
    }

    /// A column whose header lies: it is kept as it is, and said so.
    fn unmask(&mut self, place: usize, role: Role, what: &str) {
        if role == Role::Url && self.links_on_own_platforms(place) {
            self.set(place, role, "by its header; links on the row's platform");
            return;
        }
        if role == Role::Url && self.drafts[place].shape.filled() > 0 {
            // A website of their own is no lie, just no profile.
            self.set(
                place,
                Role::Extra,
                "links, but not to profiles; kept under its header",
            );
            return;
        }
        if role == Role::Country
            && self.drafts[place]
                .shape
                .fits(Role::Person(Field::Place))
                .is_ok()
        {
            let is_place = matches!(self.drafts[place].squeezed.as_str(), "location" | "basedin");
            if is_place && self.with(Role::City).is_empty() {
                self.set(
                    place,
                    Role::Person(Field::Place),
                    "by its header and its values",
                );
                return;
            }
        }
        let reason = format!(
            "named like {}, but its values are not {what}; kept under its header",
            role.word()
        );
        self.remarks.push(format!(
            "column {} is {reason}",
            quote(&self.columns[place].header)
        ));
        let other = match role {
            Role::Stage => Role::Status,
            _ => Role::Extra,
        };
        self.set(place, other, reason);
    }

    /// Whether half of the links of a column name accounts on the platforms that their rows say, such as those of
    /// platforms that we do not know.
    fn links_on_own_platforms(&self, place: usize) -> bool {
        let is_platform = |draft: &Draft<'_>| draft.meaning == Meaning::Is(Role::Platform);
        let Some(platform) = self.drafts.iter().position(is_platform) else {
            return false;
        };
        let leads = |row: &&Vec<String>| {
            let cell = |place: usize| row.get(place).map_or("", |cell| unguarded(cell));
            let on = Platform::named(cell(platform));
            let link = cell(place);
            platform::is_link(link) && on.is_some_and(|on| platform::read_on(on, link).is_ok())
        };
        let links = self.sample.iter().filter(leads).count();
        self.drafts[place].shape.has(links, 50)
    }

    /// A role for a column whose header says nothing, where its values leave no doubt.
    fn read_values(&mut self, place: usize) {
        let shape = &self.drafts[place].shape;
        if shape.has(shape.links, 90) {
            self.set(place, Role::Url, "its values are links to profiles");
        } else if shape.has(shape.mails, 90) {
            self.set(place, Role::Mail, "its values are mail addresses");
        } else if shape.has(shape.marked, 90) {
            self.set(place, Role::Handle, "its values begin with @");
        }
    }

    /// Of the columns with a role that takes one, keeps one and makes the others extra fields.
    pub fn leave_only(&mut self, kept: usize, places: &[usize], role: Role) {
        for &place in places.iter().filter(|&&place| place != kept) {
            let reason = format!(
                "{} is taken from {} already; kept under its header",
                role.word(),
                quote(&self.columns[kept].header)
            );
            self.set(place, Role::Extra, reason);
        }
    }

    /// In a file about several platforms, leaves out the figures of all but the accounts' own.
    fn leave_out_other_platforms(&mut self, given: Option<Platform>) {
        let handle = self
            .with(Role::Handle)
            .first()
            .and_then(|&place| self.drafts[place].about);
        let figures = |board: &Self, place: &usize| {
            let role = board.columns[*place].role;
            role.is_count()
                || matches!(
                    role,
                    Role::EngagementRate
                        | Role::Quality
                        | Role::Url
                        | Role::AudienceCountry
                        | Role::Share(_)
                        | Role::Shares(_)
                )
        };
        let places: Vec<usize> = (0..self.columns.len())
            .filter(|place| figures(self, place))
            .collect();
        let first = places.iter().find_map(|&place| self.drafts[place].about);
        let Some(main) = given.or(handle).or(first) else {
            return;
        };
        for place in places {
            match self.drafts[place].about {
                Some(about) if about != main && !self.drafts[place].is_mapped => {
                    let reason = format!(
                        "about {about}, while the accounts are on {main}; kept under its header"
                    );
                    self.set(place, Role::Extra, reason);
                }
                _ => {}
            }
        }
    }

    /// Leaves one column for each role that takes one: the mapped one, the most exact one, or the first.
    fn settle_twins(&mut self) {
        let mut roles: Vec<Role> = self.columns.iter().map(|column| column.role).collect();
        roles.sort_unstable();
        roles.dedup();
        for role in roles {
            let places = self.with(role);
            if role.takes_several() || places.len() < 2 {
                continue;
            }
            let vague = |place: &usize| {
                (
                    !self.drafts[*place].is_mapped,
                    self.vagueness(role, *place),
                    *place,
                )
            };
            let Some(kept) = places.iter().copied().min_by_key(vague) else {
                continue;
            };
            for place in places.into_iter().filter(|&place| place != kept) {
                let header = quote(&self.columns[kept].header);
                if role.is_count() && self.agree(kept, place) {
                    self.set(
                        place,
                        role,
                        format!("the same figure as {header}, written less exactly"),
                    );
                    self.columns[place].same_as = Some(kept);
                } else {
                    let reason = format!(
                        "{} is taken from {header} already; kept under its header",
                        role.word()
                    );
                    if role == Role::AsOf {
                        let other = quote(&self.columns[place].header);
                        self.remarks.push(format!(
                            "column {other} could date the figures as well; they are dated by {header}"
                        ));
                    }
                    self.set(place, Role::Extra, reason);
                }
            }
        }
    }

    /// How inexact a column is: the worth of the last digits of its counts, all together; how far the header of a date
    /// is from saying that the figures are of that day.
    fn vagueness(&self, role: Role, place: usize) -> i64 {
        if role == Role::AsOf {
            return aliases::date_vagueness(&self.drafts[place].squeezed);
        }
        if !role.is_count() {
            return 0;
        }
        cells_of(self.sample, place)
            .filter_map(counts::count_step)
            .fold(0, i64::saturating_add)
    }

    /// Whether two columns hold the same counts but for rounding, in most rows that have both.
    fn agree(&self, a: usize, b: usize) -> bool {
        let pairs = self
            .sample
            .iter()
            .filter_map(|row| Some((row.get(a)?.as_str(), row.get(b)?.as_str())));
        let verdicts: Vec<bool> = pairs.filter_map(|(a, b)| same_count(a, b)).collect();
        let alike = verdicts.iter().filter(|&&alike| alike).count();
        verdicts.is_empty() || alike * 2 > verdicts.len()
    }
}

/// Whether two cells are one count but for rounding; none if one of them is no count.
pub fn same_count(a: &str, b: &str) -> Option<bool> {
    let count = |text| {
        counts::parse_count_as(unguarded(text), counts::Mark::Thousands)
            .ok()
            .flatten()
    };
    let (x, y) = (count(a)?, count(b)?);
    let step = |text| counts::count_step(unguarded(text)).unwrap_or(1);
    Some(x == y || x.abs_diff(y) < step(a).max(step(b)).unsigned_abs())
}

/// The cells of a column in the sample.
pub fn cells_of(sample: &[Vec<String>], place: usize) -> impl Iterator<Item = &str> {
    sample
        .iter()
        .filter_map(move |row| row.get(place))
        .map(String::as_str)
}

/// A header as it is shown: never blank, never twice.
fn shown(header: &str, place: usize, taken: &mut HashSet<String>) -> String {
    let plain = unguarded(header)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let plain = if plain.is_empty() {
        format!("column {}", place + 1)
    } else {
        plain
    };
    let mut shown = plain.clone();
    let mut copy = 2;
    while !taken.insert(shown.clone()) {
        shown = format!("{plain} ({copy})");
        copy += 1;
    }
    shown
}
