//! `import`: a file of any platform, every row accounted for.

mod progress;
mod rejects;
mod report;

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use self::progress::Progress;
use self::rejects::Rejects;
use self::report::Summary;
use super::args::Import;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::change::Stamp;
use crate::domain::dates::{parse_past, say_full};
use crate::domain::incoming::Incoming;
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::import::{ImportError, Options, Source, parse_map};
use crate::runtime::clock;
use crate::runtime::paths::Named;
use crate::store::Store;
use crate::store::import::{Importing, Plan, Read};

/// Rows of a slice while nobody else has the database open.
const ALONE: usize = 20_000;
/// Rows of the first slice while colleagues work; it follows the clock then.
const SHARED: usize = 200;
/// A colleague waits at most about this long for a slice.
const SLICE: Duration = Duration::from_millis(220);
/// Between two slices the lock is free for longer than a colleague who waits for it sleeps.
const BREATH: Duration = Duration::from_millis(7);
/// People whose full text is written in one slice.
const INDEXED: u32 = 2_000;

/// Brings a file in.
pub fn run(named: &Named, import: Import, out: &mut Out) -> Result<u8, Failed> {
    let today = clock::today();
    let as_of = match &import.as_of {
        Some(text) => day_of_figures(text, today)?,
        None => today,
    };
    let mut map = Vec::new();
    for one in &import.map {
        map.push(parse_map(one).map_err(usage)?);
    }
    let options = Options {
        platform: import.platform,
        map,
    };
    let mut source = Source::open(&import.file, &options).map_err(of_file)?;
    if matches!(source.ready(), Err(ImportError::NoPlatform { .. })) {
        let platform = ask_platform(&source)?;
        source.set_platform(platform);
    }
    source.ready().map_err(of_file)?;
    if import.dry_run {
        return dry_run(named, &mut source, as_of, &import, out);
    }
    let mut opened = Opened::or_create(named, out)?;
    opened.store.join(clock::now())?;
    take(&mut opened, &mut source, as_of, &import, out)
}

/// The day the figures are of, as people type it; figures of tomorrow do not exist.
fn day_of_figures(text: &str, today: NaiveDate) -> Result<NaiveDate, Failed> {
    let date =
        parse_past(text, today).map_err(|error| Failed::usage(format!("--as-of: {error}")))?;
    if date > today {
        return Err(Failed::usage(format!(
            "--as-of: {} lies ahead; name the day the figures are of",
            say_full(date)
        )));
    }
    Ok(date)
}

/// A file that does not tell its platform asks; a script has to say it.
fn usage(error: ImportError) -> Failed {
    Failed::usage(error.to_string())
}

fn of_file(error: ImportError) -> Failed {
    match error {
        ImportError::NoPlatform { .. } => Failed::usage(error.to_string()),
        error => Failed::request(error.to_string()),
    }
}

fn ask_platform(source: &Source) -> Result<Platform, Failed> {
    let unknown = || match source.ready() {
        Err(error) => Failed::usage(error.to_string()),
        Ok(()) => Failed::usage("name the platform with --platform"),
    };
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(unknown());
    }
    let words = Platform::ALL.map(Platform::word).join(", ");
    let mut ask = std::io::stderr();
    let _ = write!(
        ask,
        "Which platform is {} of ({words})? ",
        Clean::line(source.name())
    );
    let _ = ask.flush();
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|_| unknown())?;
    Platform::parse(answer.trim()).ok_or_else(unknown)
}

/// The same import on a copy, or on an empty database where there is none: nobody waits for it and nothing is changed.
fn dry_run(
    named: &Named,
    source: &mut Source,
    as_of: NaiveDate,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let folder = tempfile::Builder::new()
        .prefix("entourage-dry-run-")
        .tempdir()
        .map_err(|error| Failed::request(format!("no room for a trial copy ({error})")))?;
    let copy = folder.path().join("copy.db");
    let mut trial = if named.path().exists() {
        Opened::open(named, out)?.store.backup(&copy)?;
        Opened::open(&Named::Explicitly(copy), out)?
    } else {
        Opened::made(&copy)?
    };
    take(&mut trial, source, as_of, import, out)
}

/// Takes the whole file, slice by slice.
fn take(
    opened: &mut Opened,
    source: &mut Source,
    as_of: NaiveDate,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    // A file for the rejects that cannot be had is said before anything is changed.
    let rejects = match &import.rejects {
        Some(path) => Some(Rejects::create(path, source, opened.store.kind())?),
        None => None,
    };
    let here = opened.presence("import");
    let plan = Plan {
        source: source.name().to_owned(),
        as_of,
        alone: opened.store.is_alone(),
        bytes: source.total_bytes(),
    };
    let stamp = opened.stamp();
    let importing = opened.store.begin_import(plan, &stamp)?;
    let change = importing.set.0;
    let mut taking = Taking {
        store: &mut opened.store,
        source,
        stamp,
        importing,
        summary: Summary::new(rejects),
        progress: Progress::new(),
    };
    let taken = taking.rows().and_then(|()| taking.index());
    taking.progress.end();
    drop(here);
    taken.map_err(|failed| failed.midway(&format!(
        "what came in before stays: `entourage undo {change}` takes it back, the same import again brings the rest"
    )))?;
    taking.summary.finish()?;
    report::tell(&taking, import, out);
    Ok(0)
}

/// An import under way.
struct Taking<'a> {
    store: &'a mut Store,
    source: &'a mut Source,
    stamp: Stamp,
    importing: Importing,
    summary: Summary,
    progress: Progress,
}

impl Taking<'_> {
    /// Brings all rows in, slice by slice.
    fn rows(&mut self) -> Result<(), Failed> {
        let alone = self.importing.is_alone();
        let mut size = if alone { ALONE } else { SHARED };
        loop {
            let (slice, ended) = self.slice(size)?;
            if !slice.is_empty() {
                let began = Instant::now();
                self.importing.read = Read {
                    rows: self.source.counts().rows,
                    bytes: self.source.bytes_read(),
                };
                self.store
                    .import_rows(&mut self.importing, &slice, &self.stamp)?;
                if !alone {
                    size = paced(size, began.elapsed());
                    std::thread::sleep(BREATH);
                }
            }
            self.progress.show(self.source);
            if ended {
                return Ok(self.store.finish_import(&self.importing)?);
            }
        }
    }

    /// The rows of the next slice, and whether the file has ended.
    fn slice(&mut self, size: usize) -> Result<(Vec<Incoming>, bool), Failed> {
        let mut slice = Vec::new();
        while slice.len() < size {
            match self.source.next_row().map_err(of_file)? {
                None => return Ok((slice, true)),
                Some(Ok(mut row)) => {
                    row.refuse_future(self.stamp.today);
                    self.summary.remark(&row);
                    slice.push(row);
                }
                Some(Err(rejected)) => self.summary.reject(&rejected)?,
            }
        }
        Ok((slice, false))
    }

    /// Makes the search know everybody.
    fn index(&mut self) -> Result<(), Failed> {
        let most = if self.importing.is_alone() {
            INDEXED * 10
        } else {
            INDEXED / 4
        };
        while self.store.follow_index(most)? {
            self.progress.indexing();
            if !self.importing.is_alone() {
                std::thread::sleep(BREATH);
            }
        }
        Ok(())
    }
}

/// The next slice's size, so that a slice takes about as long as a colleague may wait.
fn paced(size: usize, took: Duration) -> usize {
    let wanted = SLICE.as_micros().max(1);
    let next = size as u128 * wanted / took.as_micros().max(1);
    usize::try_from(next)
        .unwrap_or(size)
        .clamp(50, (size * 2).min(5_000))
}
