//! `import`: a file of any platform, every row accounted for; and what becomes of one that was cut off.

mod open;
mod report;

pub use self::open::meant;

use std::io::IsTerminal;
use std::time::Duration;

use self::report::{Told, tell};
use super::args::Import;
use super::history::follow_search;
use super::opened::Opened;
use super::out::{Failed, Out};
use super::progress::Progress;
use crate::domain::dated::Dated;
use crate::domain::dates::parse_figures;
use crate::domain::importing::Choice;
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::import::{ImportError, Options, Source, parse_map};
use crate::runtime::importing::taking::Manner;
use crate::runtime::importing::{Broken, Opening, Rejects, Summary, Taking, Trying};
use crate::runtime::interrupts::Listening;
use crate::runtime::paths::Named;
use crate::runtime::{clock, terminal};
use crate::store::{Kind, Store};

/// Between two slices the lock is free for longer than a colleague who waits for it sleeps.
const BREATH: Duration = Duration::from_millis(7);
/// People whose full text is written in one slice.
const INDEXED: u32 = 2_000;

/// Brings a file in, or goes on with one.
pub fn run(named: &Named, import: Import, out: &mut Out) -> Result<u8, Failed> {
    if let Some(number) = import.resume {
        return open::resume(Opened::open(named)?.for_changes()?, number, &import, out);
    }
    if let Some(number) = import.close {
        return open::close(Opened::open(named)?.for_changes()?, number, out);
    }
    let today = clock::today();
    let told = match &import.as_of {
        Some(text) => {
            let period = parse_figures(text, today);
            let period = period.map_err(|error| Failed::usage(format!("--as-of: {error}")))?;
            Some(Dated::given(period, today))
        }
        None => None,
    };
    let mut map = Vec::new();
    for one in &import.map {
        map.push(parse_map(one).map_err(|error| Failed::usage(error.to_string()))?);
    }
    let options = Options {
        platform: import.platform,
        map,
        learned: None,
    };
    let Some(file) = &import.file else {
        return Err(Failed::usage("name the file to bring in, or --resume"));
    };
    let live = if named.path().exists() {
        Some(Opened::open(named)?)
    } else {
        None
    };
    let store = live.as_ref().map(|opened| &opened.store);
    let mut opening = Opening::new(file, options, store, today)?;
    if import.forget {
        return forget(live, &opening, out);
    }
    if matches!(opening.source.ready(), Err(ImportError::NoPlatform { .. })) {
        let platform = ask_platform(&opening.source)?;
        opening.source.set_platform(platform);
        opening.options.platform = Some(platform);
    }
    opening.source.ready().map_err(Broken::from)?;
    let manner = Manner {
        as_of: told.unwrap_or_else(|| opening.dated()),
        choice: Choice::default(),
        roomy: true,
        basis: None,
    };
    if import.dry_run {
        return try_out(live, opening, &manner, &import, out);
    }
    drop(live);
    let mut opened = Opened::or_create(named, out)?;
    opened.store.join(clock::now())?;
    take(&mut opened, opening, &manner, &import, out)
}

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Failed {
        match broken {
            // A file that does not tell its platform asks; a script has to say it.
            Broken::File(
                error @ (ImportError::NoPlatform { .. }
                | ImportError::NoSuchHeader { .. }
                | ImportError::MappedTwice { .. }),
            ) => Failed::usage(error.to_string()),
            Broken::Store(failure) => failure.into(),
            Broken::File(_) | Broken::Else(_) => Failed::request(broken.to_string()),
        }
    }
}

fn ask_platform(source: &Source) -> Result<Platform, Failed> {
    let unknown = || match source.ready() {
        Err(error) => Failed::usage(error.to_string()),
        Ok(()) => Failed::usage("name the platform with --platform"),
    };
    if !std::io::stdin().is_terminal() || !terminal::has_aside() {
        return Err(unknown());
    }
    let words = Platform::words().join(", ");
    terminal::aside_asks(&Clean::line(&format!(
        "Which platform is {} of ({words})? ",
        source.name()
    )));
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .map_err(|_| unknown())?;
    Platform::named(answer.trim()).ok_or_else(unknown)
}

/// Forgets what was learned about files with these headers.
fn forget(live: Option<Opened>, opening: &Opening, out: &mut Out) -> Result<u8, Failed> {
    let nothing = || Failed::request("nothing was learned about files with these headers");
    let mut opened = live.ok_or_else(nothing)?.for_changes()?;
    let stamp = opened.stamp();
    let headers = opening.source.header_set();
    let learned = opened.store.learned(&headers)?.ok_or_else(nothing)?;
    let receipt = opened
        .store
        .forget_mapping(&headers, learned.seen, &stamp)?;
    out.saved(receipt.said);
    Ok(0)
}

/// The same import on a copy of the people it is about: nobody waits for it and nothing is changed.
fn try_out(
    live: Option<Opened>,
    opening: Opening,
    manner: &Manner,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let kind = live
        .as_ref()
        .map_or(Kind::Private, |live| live.store.kind());
    let summary = Summary::new(rejects(import, &opening.source, kind)?);
    let learned = opening.learned_words();
    let stamp = crate::domain::change::Stamp {
        action: crate::domain::ids::ActionId("trial".to_owned()),
        at: clock::now(),
        today: clock::today(),
    };
    let store = live.as_ref().map(|opened| &opened.store);
    let mut trying = Trying::new(store, opening, manner, summary, &stamp)?;
    let mut progress = Progress::new();
    while !trying.step(store)? {
        progress.say(&Clean::line(&format!("{} % looked at", trying.per_cent())));
    }
    progress.end();
    trying.summary.finish()?;
    let told = Told {
        source: &trying.source,
        importing: &trying.trial.importing,
        stays: None,
        summary: &trying.summary,
        learned: learned.as_deref(),
        dated: trying.dated,
        warnings: &trying.warnings(),
    };
    tell(&told, import, out);
    Ok(0)
}

/// A file for the rejects that cannot be had is said before anything is changed.
fn rejects(import: &Import, source: &Source, kind: Kind) -> Result<Option<Rejects>, Failed> {
    let made = import.rejects.as_ref();
    let made = made.map(|path| Rejects::create(path, source, kind));
    Ok(made.transpose()?)
}

/// Takes the whole file, slice by slice.
fn take(
    opened: &mut Opened,
    opening: Opening,
    manner: &Manner,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let kind = opened.store.kind();
    let summary = Summary::new(rejects(import, &opening.source, kind)?);
    let learned = opening.learned_words();
    let here = opened.presence("import");
    let stamp = opened.stamp();
    let taking = Taking::begin(&mut opened.store, opening, manner, summary, &stamp)?;
    let done = bring_in(&mut opened.store, taking, learned.as_deref(), import, out);
    drop(here);
    done
}

/// All slices of an import that has begun, and its report.
fn bring_in(
    store: &mut Store,
    mut taking: Taking,
    learned: Option<&str>,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let change = taking.importing.set.0;
    let mut progress = Progress::new();
    let taken = rows(store, &mut taking, &mut progress);
    progress.end();
    taken.map_err(|failed| failed.but(&format!(
        "the rows before that are saved: `entourage import --resume {change}` imports the rest, `entourage undo {change}` undoes them"
    )))?;
    // From here on the file is in, and its job is closed.
    let written = taking.summary.finish();
    out.note_saved();
    let told = Told {
        source: &taking.source,
        importing: &taking.importing,
        stays: taking.stays,
        summary: &taking.summary,
        learned,
        dated: taking.dated,
        warnings: &taking.warnings(),
    };
    tell(&told, import, out);
    if taking.importing.is_alone() {
        follow_search(store, INDEXED * 10, Duration::ZERO, out);
    } else {
        follow_search(store, INDEXED / 4, BREATH, out);
    }
    written.map_err(|broken| {
        Failed::from(broken).but(
            "everything is imported, but the file of the rejected rows is not complete; import once more with --rejects to write it, which changes nothing else",
        )
    })?;
    Ok(0)
}

/// Brings all rows in.
fn rows(store: &mut Store, taking: &mut Taking, progress: &mut Progress) -> Result<(), Failed> {
    let alone = taking.importing.is_alone();
    let listening = Listening::begin();
    while !taking.step(store)? {
        if let Some(signal) = listening.asked() {
            return Err(Failed::interrupted(signal));
        }
        progress.say(&taking.going().line());
        if !alone {
            std::thread::sleep(BREATH);
        }
    }
    Ok(())
}
