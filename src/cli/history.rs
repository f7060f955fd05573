//! `history` and `undo`.

use std::time::Duration;

use serde_json::json;

use super::opened::Opened;
use super::out::{Failed, Out};
use super::progress::Progress;
use crate::domain::change::{Change, HistoryChange, Receipt};
use crate::domain::counts::say_grouped;
use crate::domain::dates::iso;
use crate::domain::ids::SetId;
use crate::domain::job::JobKind;
use crate::domain::question::{Answer, Question};
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, pad};
use crate::runtime::interrupts::Listening;
use crate::runtime::work::Work;
use crate::runtime::worker::BREATH;
use crate::store::undo::UndoJob;
use crate::store::{Failure, Store};

/// Rows of a large undo in one slice.
const SLICE: i64 = 2_000;
/// People whose full text is written in one slice.
const INDEXED: u32 = 500;

/// Prints change sets, newest first.
pub fn list(
    mut opened: Opened,
    who: Option<&str>,
    limit: u32,
    as_json: bool,
    out: &mut Out,
) -> Result<u8, Failed> {
    let person = match who {
        Some(who) => Some(opened.find(who)?),
        None => None,
    };
    let stamp = opened.stamp();
    let question = Question::History {
        person,
        before: None,
        rows: if limit == 0 { u32::MAX } else { limit },
    };
    let Answer::History(sets) = opened.store.answer(&question, &stamp)? else {
        return Ok(0);
    };
    for set in sets {
        if as_json {
            out.json(&json!({
                "change": set.id, "at": set.at, "date": iso(set.date), "by": set.by.as_str(), "label": set.label.as_str(),
                "rows": set.rows, "reason": set.reason.as_str(), "taken_back_by": set.undone_by.map(|by| by.to_string()), "open": set.open,
            }));
        } else {
            let state = match (&set.undone_by, set.open) {
                (Some(by), _) if set.reason.is_empty() => format!("  (taken back by {by})"),
                (Some(by), _) => format!("  (taken back by {by}: {})", set.reason),
                (None, _) if !set.reason.is_empty() => format!("  (because: {})", set.reason),
                (None, true) => "  (open)".into(),
                (None, false) => String::new(),
            };
            let when = format!("{} {}", iso(set.date), set.time);
            out.line(format!(
                "{:>6}  {}  {}  {}{state}",
                set.id.0,
                pad(&when, 16),
                pad(set.by.as_str(), 10),
                set.label
            ));
        }
    }
    Ok(0)
}

/// Takes back a change.
pub fn undo(
    mut opened: Opened,
    change: Option<i64>,
    because: Option<String>,
    out: &mut Out,
) -> Result<u8, Failed> {
    let set = match change {
        Some(change) => SetId(change),
        None => opened.store.my_latest()?,
    };
    let stamp = opened.stamp();
    let receipt = if opened
        .store
        .is_large(set)
        .map_err(|failure| no_such(failure, set))?
    {
        let _here = opened.presence("undo");
        let job = opened
            .store
            .begin_undo(set, because, &stamp)
            .map_err(wants_reason)?;
        to_the_end(&mut opened.store, job, out)?
    } else {
        let change = Change::History(HistoryChange::Undo {
            set,
            reason: because,
        });
        opened.store.apply(change, &stamp).map_err(wants_reason)?
    };
    out.saved(receipt.said);
    Ok(0)
}

/// Goes on with an undo, or with one action on many people, that was cut off.
pub fn resume(mut opened: Opened, number: Option<i64>, out: &mut Out) -> Result<u8, Failed> {
    let job = super::import::meant(&opened, number, "--resume")?;
    if job.kind == JobKind::Import {
        return Err(Failed::request(format!(
            "change {} is an import; `entourage import --resume {0}` goes on with it",
            job.set.0
        )));
    }
    let _here = opened.presence("undo");
    let stamp = opened.stamp();
    let mut work = Work::resume(&mut opened.store, job.set, &stamp)?;
    let mut progress = Progress::new();
    let listening = Listening::begin();
    let but = |failed: Failed| {
        failed.but(&format!(
            "what was done before that is saved: `entourage undo --resume {}` does the rest",
            job.set.0
        ))
    };
    loop {
        let going = work.going();
        progress.say(&rows_of(going.done, going.total));
        let done = work
            .step(&mut opened.store)
            .map_err(|failure| but(failure.into()))?;
        if let Some(receipt) = done {
            progress.end();
            out.saved(receipt.said);
            drop(listening);
            follow_search(&mut opened.store, INDEXED, Duration::ZERO, out);
            return Ok(0);
        }
        if let Some(signal) = listening.asked() {
            return Err(but(Failed::interrupted(signal)));
        }
        std::thread::sleep(BREATH);
    }
}

/// All slices of a large undo.
fn to_the_end(store: &mut Store, mut job: UndoJob, out: &mut Out) -> Result<Receipt, Failed> {
    let mut progress = Progress::new();
    let listening = Listening::begin();
    let set = job.set().0;
    let but = |failed: Failed| {
        failed.but(&format!(
            "what was undone before that is saved: `entourage undo --resume {set}` undoes the rest"
        ))
    };
    loop {
        progress.say(&rows_of(job.done, job.rows));
        let done = store.step_undo(&mut job, SLICE);
        let done = done.map_err(|failure| but(failure.into()))?;
        if let Some(receipt) = done {
            progress.end();
            drop(listening);
            follow_search(store, INDEXED, Duration::ZERO, out);
            return Ok(receipt);
        }
        if let Some(signal) = listening.asked() {
            return Err(but(Failed::interrupted(signal)));
        }
        std::thread::sleep(BREATH);
    }
}

/// Makes the search know what a large change did. The change is saved whatever comes of it, and the search catches up
/// by itself: failing is told and is no failure of the command.
///
/// So many people are taken at once, and between two turns the database is free for colleagues for so long.
pub fn follow_search(store: &mut Store, most: u32, breath: Duration, out: &mut Out) {
    let mut progress = Progress::new();
    let followed = loop {
        match store.follow_index(most) {
            Ok(true) => progress.say(&Clean::fixed("making the search ready…")),
            Ok(false) => break Ok(()),
            Err(failure) => break Err(Failed::from(failure)),
        }
        std::thread::sleep(breath);
    };
    progress.end();
    if let Err(failed) = followed {
        out.aside(format!(
            "entourage: {}; everything is saved, but the search does not know all of it yet. It catches up when the desk is next opened",
            failed.cause()
        ));
    }
}

/// How far a large undo is.
fn rows_of(done: i64, rows: i64) -> Clean {
    Clean::line(&format!(
        "{} of {} rows",
        say_grouped(done),
        say_grouped(rows)
    ))
}

fn no_such(failure: Failure, set: SetId) -> Failed {
    match failure {
        Failure::Refused(Refusal::Gone) => Failed::request(format!(
            "there is no change {}; `entourage history` lists them",
            set.0
        )),
        other => other.into(),
    }
}

fn wants_reason(failure: Failure) -> Failed {
    match failure {
        Failure::Refused(Refusal::WantsReason) => {
            Failed::usage("taking back a colleague's change wants a reason: --because \"…\"")
        }
        other => other.into(),
    }
}
