//! `erase`: somebody goes for good. Asks twice at a terminal; elsewhere `--for-good HANDLE` says that it is meant.

use super::args::Erase;
use super::opened::Opened;
use super::out::{Failed, Out};
use super::progress::Progress;
use crate::domain::erasure::{Erasure, FileNames};
use crate::domain::text::{Clean, wrap};
use crate::runtime::interrupts::Listening;
use crate::runtime::work::Work;
use crate::runtime::worker::BREATH;
use crate::runtime::{recovery, remembered, terminal};
use crate::store::Failure;

/// How wide the lines are that tell what goes.
const WIDE: usize = 78;

/// Erases somebody, or only tells what would go.
pub fn run(mut opened: Opened, erase: &Erase, out: &mut Out) -> Result<u8, Failed> {
    if erase.resume {
        return resume(&mut opened, out);
    }
    let who = erase.who.as_deref().unwrap_or_default();
    let person = opened.find(who)?;
    let Some(mut erasure) = opened.store.erasure(person)? else {
        return Err(Failed::request("this person is gone"));
    };
    let (path, me) = (opened.store.path().to_path_buf(), &opened.who.desk);
    erasure.unsaved = recovery::about(&path, me, &erasure.people, &erasure.names);
    let is_asked = erase.for_good.is_none() && !erase.dry_run;
    if is_asked && !terminal::is_attended() {
        return Err(Failed::usage(format!(
            "nobody is erased without being asked at a terminal; a script says it with --for-good \"{}\", and --dry-run tells what would go",
            erasure.word
        )));
    }
    if erase.file_names {
        erasure.files.append(&mut erasure.files_in_doubt);
    }
    if !erase.dry_run {
        refuse_another(&erasure, erase.for_good.as_deref())?;
        opened = opened.for_changes()?;
    }
    if is_asked || erase.dry_run {
        tell(&erasure, out);
    }
    if erase.dry_run || (is_asked && !is_meant(&erasure, out)) {
        out.line("nothing was changed");
        return Ok(u8::from(!erase.dry_run));
    }
    let files = which_files(&erasure, erase.file_names, is_asked, out);
    let stamp = opened.stamp();
    opened.store.join(stamp.at)?;
    let _here = opened.presence("erase");
    let work = Work::erase_in(&mut opened.store, person, files, &stamp)?;
    // They are erased whatever comes of these.
    let forgotten = [
        recovery::forget(&path, &opened.who.desk, &erasure.people),
        remembered::forget(&path, &erasure.names),
    ];
    for left in forgotten.into_iter().filter_map(Result::err) {
        out.aside(format!("entourage: they are erased, but {left}"));
    }
    sweep(&mut opened, work, out)
}

/// A word that is given on the command line has to be theirs.
fn refuse_another(erasure: &Erasure, for_good: Option<&str>) -> Result<(), Failed> {
    match for_good {
        Some(word) if !erasure.is_meant(word) => Err(Failed::usage(format!(
            "--for-good: \"{}\" is not the handle of {}; it is \"{}\"",
            Clean::line(word),
            erasure.name,
            erasure.word
        ))),
        _ => Ok(()),
    }
}

fn tell(erasure: &Erasure, out: &mut Out) {
    out.line(format!(
        "{} ({}) will be erased for good.",
        erasure.name, erasure.word
    ));
    for line in erasure.told() {
        for line in wrap(&line, WIDE) {
            out.line(line);
        }
    }
}

/// Out of which names of files their name is taken; those in doubt are asked about by themselves.
fn which_files(erasure: &Erasure, all: bool, is_asked: bool, out: &mut Out) -> FileNames {
    let mut asks = || {
        let question = "Replace it also in the names of files that may mean something else? y/N ";
        let answer = out.ask(question);
        matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    };
    if all || (is_asked && !erasure.files_in_doubt.is_empty() && asks()) {
        FileNames::All
    } else {
        FileNames::Sure
    }
}

/// Asks twice.
fn is_meant(erasure: &Erasure, out: &mut Out) -> bool {
    let first = out.ask(&format!("Erase {}? y/N ", erasure.name));
    if !matches!(first.trim().to_lowercase().as_str(), "y" | "yes") {
        return false;
    }
    let words = format!("Type {} to erase them for good: ", erasure.word);
    erasure.is_meant(&out.ask(&words))
}

/// Goes on with a sweep that was cut off.
fn resume(opened: &mut Opened, out: &mut Out) -> Result<u8, Failed> {
    if opened.store.is_read_only() {
        return Err(Failure::Refused(crate::domain::refusal::Refusal::ReadOnly).into());
    }
    let _here = opened.presence("erase");
    if let Some(work) = Work::sweep(&mut opened.store)? {
        return sweep(opened, work, out);
    }
    out.line("nothing is left to be swept");
    Ok(0)
}

fn sweep(opened: &mut Opened, mut work: Work, out: &mut Out) -> Result<u8, Failed> {
    let mut progress = Progress::new();
    let listening = Listening::begin();
    let but = |failed: Failed| {
        failed.but(
            "they are erased, but traces may be left in the file: `entourage erase --resume` removes them",
        )
    };
    loop {
        progress.say(&work.going().line());
        let done = work
            .step(&mut opened.store)
            .map_err(|failure| but(failure.into()))?;
        if let Some(receipt) = done {
            progress.end();
            out.saved(receipt.said);
            return Ok(0);
        }
        if let Some(signal) = listening.asked() {
            return Err(but(Failed::interrupted(signal)));
        }
        std::thread::sleep(BREATH);
    }
}
