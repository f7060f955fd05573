//! Which column holds what: by `--map`, by its header, and where headers lie or say too little, by its values.

use std::collections::HashSet;

use super::aliases::{self, Meaning};
use super::error::{ImportError, quote};
use super::map::nearest;
use super::ours;
use super::platform::PlatformChoice;
use super::refusals::Refusals;
use super::role::Role;
use super::shapes::Shape;
use super::source::{Learned, Options};
use super::subject::Held;
use super::values;
use crate::domain::platform::Platform;
use crate::exchange::guard::unguarded;

/// Why a column is kept under its header.
pub const UNKNOWN: &str = "no column we know; kept under its header";

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
    /// Whether a person said what it is, now or for an earlier file.
    pub is_chosen: bool,
}

/// What was found out about the columns of a file.
pub struct Recognised {
    pub columns: Vec<Column>,
    pub platform: PlatformChoice,
    /// The platform of rows that do not name one themselves.
    pub fallback: Option<Platform>,
    pub remarks: Vec<String>,
    /// What is doubtful about whole columns, one clause each.
    pub doubts: Vec<String>,
    /// The option that makes a column name the accounts, of the first that could and was left out.
    pub open_account: Option<String>,
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
    board.settle_open();
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
        doubts: board.doubts,
        open_account: board.open_account,
        is_ours,
    })
}

/// The columns while it is being found out what they are.
pub struct Board<'a> {
    pub columns: Vec<Column>,
    pub drafts: Vec<Draft<'a>>,
    pub sample: &'a [Vec<String>],
    pub remarks: Vec<String>,
    /// What is doubtful about whole columns, one clause each.
    pub doubts: Vec<String>,
    /// Columns whose values name accounts or are addresses, and whose headers do not say whose.
    pub open: Vec<(usize, Held)>,
    /// The option that makes a column name the accounts, of the first that could and was left out.
    pub open_account: Option<String>,
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
                is_chosen: false,
            });
        }
        Board {
            columns,
            drafts,
            sample,
            remarks: Vec::new(),
            doubts: Vec::new(),
            open: Vec::new(),
            open_account: None,
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
            self.columns[place].is_chosen = true;
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
                self.columns[place].is_chosen = true;
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
            let nearest = nearest(header, headers()).unwrap_or(0);
            let nearest = headers().nth(nearest).unwrap_or_default().to_owned();
            ImportError::NoSuchHeader {
                header: header.to_owned(),
                nearest,
            }
        })
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
