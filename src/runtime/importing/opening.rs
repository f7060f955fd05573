//! A file opened for import, with what was learned of its headers; and what of it is shown to a person.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Broken, telling};
use crate::domain::dated::Dated;
use crate::domain::dates::say;
use crate::domain::importing::{ColumnSeen, FileSeen, LessonSeen, Reading, RoleOffered};
use crate::domain::text::Clean;
use crate::exchange::import::{
    ImportError, Learned, Options, PlatformChoice, Role, Source, fingerprint,
};
use crate::store::Store;
use crate::store::import::Lesson;

/// A file of more bytes is not read through only to count its rows.
const COUNTED: u64 = 64 * 1024 * 1024;
/// After so many rows of such a file it is asked how far they reach.
const STRIDE: u64 = 1_000;

/// An opened file.
pub struct Opening {
    /// The file.
    pub source: Source,
    /// Its whole path; `-` for the standard input.
    pub path: PathBuf,
    /// How it was opened.
    pub options: Options,
    today: NaiveDate,
    /// Which version of what was learned of its headers counts.
    lesson: LessonSeen,
}

impl Opening {
    /// Opens a file; what was learned about files with its headers counts where the options say nothing else.
    ///
    /// # Errors
    /// If it is no table, or if the options do not fit it.
    pub fn new(
        path: &Path,
        options: Options,
        store: Option<&Store>,
        today: NaiveDate,
    ) -> Result<Opening, Broken> {
        if store.is_some_and(|store| store.is_own_file(path)) {
            return Err(Broken::Else(format!(
                "{}: this is the database itself; choose a CSV or TSV file",
                Clean::line(&path.display().to_string())
            )));
        }
        let mut opening = Opening {
            source: Source::open(path, &options)?,
            path: std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
            options,
            today,
            lesson: LessonSeen::default(),
        };
        opening.source.set_today(today);
        if path == Path::new("-") {
            opening.path = path.to_path_buf();
        }
        if let Some(store) = store {
            opening.learn(store, today)?;
        }
        Ok(opening)
    }

    /// The same for what a person chose on the screen.
    ///
    /// # Errors
    /// As [`Opening::new`]; and what is no regular file is refused, since nobody would wait for a pipe there.
    pub fn of(
        reading: &Reading,
        store: Option<&Store>,
        today: NaiveDate,
    ) -> Result<Opening, Broken> {
        let path = at_home(&reading.path);
        let name = || {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        if std::fs::metadata(&path).is_ok_and(|kind| !kind.is_file() && !kind.is_dir()) {
            return Err(Broken::Else(format!(
                "{} is no regular file; choose a CSV or TSV file",
                Clean::line(&name())
            )));
        }
        let map = reading.map.iter();
        let map = map.filter_map(|(header, role)| Some((header.clone(), Role::parse(role)?)));
        let options = Options {
            platform: reading.platform,
            map: map.collect(),
            learned: None,
        };
        Opening::new(&path, options, store.filter(|_| !reading.unlearned), today)
    }

    fn learn(&mut self, store: &Store, today: NaiveDate) -> Result<(), Broken> {
        let Some(mapping) = store.learned(&self.source.header_set())? else {
            return Ok(());
        };
        self.lesson = mapping.seen;
        let map = mapping.map.iter();
        let map = map.filter_map(|(header, role)| Some((header.clone(), Role::parse(role)?)));
        self.options.learned = Some(Learned {
            map: map.collect(),
            reason: format!("as {} mapped it on {}", mapping.by, on(mapping.date, today)),
        });
        self.source.remap(&self.options)?;
        Ok(())
    }

    /// What a person said of the columns, to be remembered; nothing where they said nothing.
    #[must_use]
    pub fn lesson(&self) -> Option<Lesson> {
        let mut map: Vec<(String, String)> = Vec::new();
        let learned = self.options.learned.iter().flat_map(|learned| &learned.map);
        for (header, role) in self.options.map.iter().chain(learned) {
            if !map.iter().any(|(known, _)| known == header) {
                map.push((header.clone(), role.word().to_owned()));
            }
        }
        (!self.options.map.is_empty()).then(|| Lesson {
            headers: self.source.header_set(),
            map,
        })
    }

    /// Columns that were taken for what somebody said of an earlier file, in words.
    #[must_use]
    pub fn learned_words(&self) -> Option<String> {
        let learned = self.options.learned.as_ref()?;
        let used = |column: &&crate::exchange::import::Column| column.reason == learned.reason;
        let columns: Vec<String> = self
            .source
            .columns()
            .iter()
            .filter(used)
            .map(|column| format!("{} is {}", Clean::line(&column.header), column.role.word()))
            .collect();
        (!columns.is_empty()).then(|| format!("{}: {}", learned.reason, columns.join(", ")))
    }

    /// What of it is shown.
    ///
    /// # Errors
    /// If the file can no longer be read.
    pub fn seen(&mut self) -> Result<FileSeen, Broken> {
        let dated = self.dated();
        let Surveyed {
            rows,
            warnings,
            has_figures,
            undated,
        } = self.rows(dated)?;
        let source = &self.source;
        let (platform, platform_open) = platform(source.platform(), source);
        let not_ready = source
            .ready()
            .err()
            .map(|error| Clean::line(&on_screen(&error)));
        Ok(FileSeen {
            name: Clean::line(source.name()),
            path: self.path.to_string_lossy().into_owned(),
            format: Clean::line(&source.format()),
            rows,
            columns: source.columns().iter().map(column).collect(),
            roles: Role::ALL
                .iter()
                .map(|role| RoleOffered {
                    word: role.word(),
                    several: role.takes_several(),
                })
                .collect(),
            platform,
            platform_open,
            as_of: dated,
            dated_by: source.dated_by().map(Clean::line),
            has_figures,
            undated,
            warnings,
            not_ready,
            remarks: source
                .remarks()
                .iter()
                .map(|remark| telling::by_keys(remark))
                .collect(),
            learned: self
                .options
                .learned
                .as_ref()
                .map(|learned| Clean::line(&learned.reason)),
            lesson: self.lesson,
            headers: source.header_set(),
            fingerprint: print_of(&self.path),
        })
    }

    /// The day of its figures as its name tells, else today.
    #[must_use]
    pub fn dated(&self) -> Dated {
        Dated::by_name(self.source.name(), self.today).0
    }

    /// Rows of the file, of a very large one what its beginning promises; and what is doubtful about it.
    fn rows(&mut self, dated: Dated) -> Result<Surveyed, Broken> {
        let total = self.source.total_bytes();
        while self.source.next_row()?.is_some() {
            let asks = total > COUNTED && self.source.counts().rows.is_multiple_of(STRIDE);
            if asks && self.source.bytes_read() >= COUNTED {
                break;
            }
        }
        let (rows, read) = (self.source.counts().rows, self.source.bytes_read());
        let doubts = telling::doubts(&self.source, dated, self.today);
        let warnings = doubts.iter().map(|one| telling::by_keys(one.as_str()));
        let warnings = warnings.collect();
        let has_figures = telling::has_figures(&self.source);
        let undated = (read >= total || self.source.ready().is_err())
            .then(|| self.source.row_dates().undated());
        self.source.rewind()?;
        Ok(Surveyed {
            rows: if read >= total {
                rows
            } else {
                rows * total / read.max(1)
            },
            warnings,
            has_figures,
            undated,
        })
    }
}

/// What reading the rows of a file has shown.
struct Surveyed {
    rows: u64,
    warnings: Vec<Clean>,
    has_figures: bool,
    undated: Option<u64>,
}

/// The length of a file, and a hash of its content where it is not very large; blank for what is no file.
fn print_of(path: &Path) -> String {
    let Some(about) = path.metadata().ok().filter(std::fs::Metadata::is_file) else {
        return String::new();
    };
    let print = (about.len() <= COUNTED)
        .then(|| fingerprint(path).ok())
        .flatten();
    match print {
        Some(print) => format!("{}-{:016x}", print.bytes, print.hash),
        None => about.len().to_string(),
    }
}

/// A typed path with `~` for the home folder.
#[must_use]
pub fn at_home(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (typed.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        (_, _) => PathBuf::from(typed),
    }
}

/// `3 nov`, or with its year where that is another.
fn on(date: NaiveDate, today: NaiveDate) -> String {
    let said = say(date, today);
    match said.split_once(' ') {
        Some((weekday, rest)) if weekday.len() == 3 && weekday.chars().all(char::is_alphabetic) => {
            rest.to_owned()
        }
        _ => said,
    }
}

fn column(column: &crate::exchange::import::Column) -> ColumnSeen {
    ColumnSeen {
        header: column.header.clone(),
        samples: column
            .samples
            .iter()
            .map(|sample| Clean::line(sample))
            .collect(),
        role: Clean::fixed(column.role.word()),
        reason: telling::by_keys(&column.reason),
        is_twin: column.same_as.is_some(),
    }
}

/// The platform in words, and whether a person may name it.
fn platform(choice: &PlatformChoice, source: &Source) -> (Option<Clean>, bool) {
    let words = choice.say(source.columns());
    (
        words.map(|words| Clean::line(&words)),
        !matches!(choice, PlatformChoice::Column(_)),
    )
}

/// The sentence of an error where there is a screen to mend it on.
fn on_screen(error: &ImportError) -> String {
    match error {
        ImportError::NoHandle { .. } => {
            "no column names the accounts; say which one is the handle or a link".to_owned()
        }
        ImportError::NoPlatform { .. } => {
            "the file does not tell the platform; p names it".to_owned()
        }
        other => other.to_string(),
    }
}
