//! `import`: a file of any platform, every row accounted for.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use super::args::Import;
use super::export::create;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::counts::say_grouped;
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::export::safe_cell;
use crate::exchange::import::{ImportError, Options, Role, Source, parse_map};
use crate::runtime::clock;
use crate::runtime::paths::Named;
use crate::store::import::{Importing, Plan};

/// Rows of a slice while nobody else has the database open.
const ALONE: usize = 20_000;
/// Rows of the first slice while colleagues work; it follows the clock then.
const SHARED: usize = 200;
/// A colleague waits at most about this long for a slice.
const SLICE: Duration = Duration::from_millis(120);
/// Lines of each kind that are listed on the screen.
const LISTED: usize = 20;
/// People whose full text is written in one slice.
const INDEXED: u32 = 2_000;

/// What is told at the end.
#[derive(Debug, Default)]
struct Summary {
    rejected: Vec<Rejected>,
    remarks: Vec<(u64, String)>,
    remarked: u64,
}

/// Brings a file in.
pub fn run(named: &Named, import: Import, out: &mut Out) -> Result<u8, Failed> {
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
    let mut opened = Opened::or_create(named, out)?;
    if import.dry_run {
        return dry_run(&opened, &mut source, &import, out);
    }
    opened.store.join(clock::now())?;
    take(&mut opened, &mut source, &import, out)
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

/// The same import on a copy, which is thrown away: nobody waits for it and nothing is changed.
fn dry_run(
    opened: &Opened,
    source: &mut Source,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let folder = tempfile::Builder::new()
        .prefix("entourage-dry-run-")
        .tempdir()
        .map_err(|error| Failed::request(format!("no room for a trial copy ({error})")))?;
    let copy = folder.path().join("copy.db");
    opened.store.backup(&copy)?;
    let mut trial = Opened::or_create(&Named::Explicitly(copy), out)?;
    take(&mut trial, source, import, out)
}

fn take(
    opened: &mut Opened,
    source: &mut Source,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let here = opened.presence();
    let alone = opened.store.is_alone();
    let as_of = import.as_of.unwrap_or_else(clock::today);
    let plan = Plan {
        source: source.name().to_owned(),
        as_of,
        alone,
    };
    let stamp = opened.stamp();
    let mut importing = opened.store.begin_import(plan, &stamp)?;
    let mut summary = Summary::default();
    let mut progress = Progress::new();
    let mut slice: Vec<Incoming> = Vec::new();
    let mut size = if alone { ALONE } else { SHARED };
    loop {
        let ended = fill(source, &mut slice, size, &mut summary)?;
        if !slice.is_empty() {
            let began = Instant::now();
            opened.store.import_rows(&mut importing, &slice, &stamp)?;
            slice.clear();
            if !alone {
                size = paced(size, began.elapsed());
            }
        }
        progress.show(source);
        if ended {
            break;
        }
    }
    opened.store.finish_import(&importing)?;
    while opened
        .store
        .follow_index(if alone { INDEXED * 10 } else { INDEXED / 4 })?
        > 0
    {
        progress.indexing();
    }
    progress.end();
    drop(here);
    if let Some(path) = &import.rejects {
        write_rejects(path, source, &summary.rejected)?;
    }
    tell(source, &importing, &summary, import, out);
    Ok(0)
}

/// Reads the rows of the next slice; whether the file has ended.
fn fill(
    source: &mut Source,
    slice: &mut Vec<Incoming>,
    size: usize,
    summary: &mut Summary,
) -> Result<bool, Failed> {
    while slice.len() < size {
        match source.next_row().map_err(of_file)? {
            None => return Ok(true),
            Some(Ok(row)) => {
                for remark in &row.remarks {
                    summary.remarked += 1;
                    if summary.remarks.len() < Importing::LISTED {
                        summary.remarks.push((row.line, remark.clone()));
                    }
                }
                slice.push(row);
            }
            Some(Err(rejected)) => summary.rejected.push(rejected),
        }
    }
    Ok(false)
}

/// The next slice's size, so that a slice takes about as long as a colleague may wait.
fn paced(size: usize, took: Duration) -> usize {
    let wanted = SLICE.as_micros().max(1);
    let next = size as u128 * wanted / took.as_micros().max(1);
    usize::try_from(next)
        .unwrap_or(size)
        .clamp(50, (size * 2).min(5_000))
}

fn write_rejects(path: &Path, source: &Source, rejected: &[Rejected]) -> Result<(), Failed> {
    let file = create(path)?;
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(file);
    let mut header = vec!["line".to_owned(), "reason".to_owned()];
    header.extend(
        source
            .columns()
            .iter()
            .map(|column| safe_cell(&column.header)),
    );
    let mut written = csv.write_record(&header);
    for row in rejected {
        let mut cells = vec![row.line.to_string(), row.reason.clone()];
        cells.extend(row.cells.iter().map(|cell| safe_cell(cell)));
        written = written.and_then(|()| csv.write_record(&cells));
    }
    written.map_err(|error| {
        Failed::request(format!("{}: cannot be written ({error})", path.display()))
    })
}

fn tell(source: &Source, importing: &Importing, summary: &Summary, import: &Import, out: &mut Out) {
    let counts = importing.counts;
    let read = source.counts();
    if import.json {
        out.json(&as_json(source, importing, summary, import));
        return;
    }
    let trial = if import.dry_run { "would be: " } else { "" };
    for column in source.columns() {
        if column.role != Role::Extra {
            out.line(format!(
                "  {} → {}",
                Clean::line(&column.header),
                column.role.word()
            ));
        }
    }
    out.line(format!(
        "{trial}{} new, {} updated, {} unchanged, {} conflicts, {} rejected, {} blank: {} rows of {}",
        say(counts.new),
        say(counts.updated),
        say(counts.unchanged),
        say(counts.conflicts),
        say(read.rejected),
        say(read.blank),
        say(read.rows),
        source.name()
    ));
    if counts.new + counts.updated + counts.conflicts == 0 && read.rejected == 0 {
        out.line("everything was known already; nothing was changed");
    }
    listed(
        out,
        importing.kept.len(),
        "kept what a person wrote",
        importing.kept.iter().map(|kept| {
            format!(
                "line {}: {} of {}: kept \"{}\", the file says \"{}\"",
                kept.line,
                kept.field.to_lowercase(),
                kept.name,
                kept.kept,
                kept.file
            )
        }),
    );
    listed(
        out,
        importing.replaced.len(),
        "figures of that date replaced",
        importing
            .replaced
            .iter()
            .map(|(line, account)| format!("line {line}: {account}")),
    );
    listed(
        out,
        importing.repeated.len(),
        "accounts that stand twice in the file and differ; the first row counts",
        importing
            .repeated
            .iter()
            .map(|(line, account)| format!("line {line}: {account}")),
    );
    listed(
        out,
        importing.strangers.len(),
        "owners who are no members, kept as an extra field",
        importing
            .strangers
            .iter()
            .map(|(owner, rows)| format!("{owner}: {rows} rows")),
    );
    listed(
        out,
        summary.rejected.len(),
        "rejected",
        summary
            .rejected
            .iter()
            .map(|row| format!("line {}: {}", row.line, row.reason)),
    );
    listed(
        out,
        usize::try_from(summary.remarked).unwrap_or(usize::MAX),
        "kept as an extra field",
        summary
            .remarks
            .iter()
            .map(|(line, remark)| format!("line {line}: {remark}")),
    );
    for remark in source.remarks() {
        out.line(format!("  {}", Clean::line(remark)));
    }
    if !import.dry_run && counts.new + counts.updated > 0 {
        out.line(format!(
            "entourage undo {} takes the whole import back",
            importing.set.0
        ));
    }
}

fn say(count: u64) -> String {
    say_grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

fn listed(out: &mut Out, many: usize, what: &str, lines: impl Iterator<Item = String>) {
    if many == 0 {
        return;
    }
    out.line(format!("{what}: {many}"));
    for line in lines.take(LISTED) {
        out.line(format!("  {line}"));
    }
    if many > LISTED {
        out.line(format!(
            "  and {} more; --json lists them all",
            many - LISTED
        ));
    }
}

fn as_json(
    source: &Source,
    importing: &Importing,
    summary: &Summary,
    import: &Import,
) -> serde_json::Value {
    let counts = importing.counts;
    let read = source.counts();
    json!({
        "file": source.name(),
        "dry_run": import.dry_run,
        "change": if import.dry_run { None } else { Some(importing.set) },
        "rows": read.rows, "new": counts.new, "updated": counts.updated, "unchanged": counts.unchanged,
        "conflicts": counts.conflicts, "rejected": read.rejected, "blank": read.blank,
        "columns": source.columns().iter().map(|column| json!({
            "header": column.header, "role": column.role.word(), "reason": column.reason,
        })).collect::<Vec<_>>(),
        "kept": importing.kept.iter().map(|kept| json!({
            "line": kept.line, "name": kept.name.as_str(), "field": kept.field,
            "kept": kept.kept.as_str(), "file": kept.file.as_str(),
        })).collect::<Vec<_>>(),
        "replaced": importing.replaced.iter().map(|(line, account)| json!({"line": line, "account": account.as_str()})).collect::<Vec<_>>(),
        "repeated": importing.repeated.iter().map(|(line, account)| json!({"line": line, "account": account.as_str()})).collect::<Vec<_>>(),
        "owners_unknown": importing.strangers,
        "rejects": summary.rejected.iter().map(|row| json!({"line": row.line, "reason": row.reason})).collect::<Vec<_>>(),
        "remarks": summary.remarks.iter().map(|(line, remark)| json!({"line": line, "remark": remark})).collect::<Vec<_>>(),
        "file_remarks": source.remarks(),
    })
}

/// The line on the terminal that says how far it is; nothing where no terminal is.
struct Progress {
    shown: bool,
    began: Instant,
    last: Instant,
    terminal: bool,
}

impl Progress {
    fn new() -> Progress {
        let now = Instant::now();
        Progress {
            shown: false,
            began: now,
            last: now,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    fn say(&mut self, words: &str) {
        if !self.terminal || self.last.elapsed() < Duration::from_millis(200) {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let _ = write!(std::io::stderr(), "\r{words:<76}");
    }

    fn show(&mut self, source: &Source) {
        let rows = source.counts().rows;
        let elapsed = self.began.elapsed().as_secs_f64().max(0.001);
        let part = source.bytes_read() as f64 / source.total_bytes().max(1) as f64;
        let left = elapsed / part.max(0.001) - elapsed;
        let words = format!(
            "{:.0} % · {} rows · {:.0} rows/s · {left:.0} s left",
            part * 100.0,
            say(rows),
            rows as f64 / elapsed
        );
        self.say(&words);
    }

    fn indexing(&mut self) {
        self.say("making the search ready…");
    }

    fn end(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{:<76}\r", "");
        }
    }
}
