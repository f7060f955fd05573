//! Imports that were cut off: resumed, or closed with what came in.

use super::{bring_in, rejects};
use crate::cli::args::Import;
use crate::cli::opened::Opened;
use crate::cli::out::{Failed, Out};
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, OpenJob};
use crate::runtime::clock;
use crate::runtime::importing::{Recipe, Summary, Taking};

/// Goes on with an import.
pub fn resume(
    mut opened: Opened,
    number: Option<i64>,
    import: &Import,
    out: &mut Out,
) -> Result<u8, Failed> {
    let job = meant(&opened, number, "--resume")?;
    if job.kind != JobKind::Import {
        return Err(Failed::request(format!(
            "change {} is no import; `entourage undo --resume {0}` goes on with it",
            job.set.0
        )));
    }
    opened.store.join(clock::now())?;
    let here = opened.presence("import");
    let stamp = opened.stamp();
    // The file is looked at before one for the rejects is made.
    let opening = Recipe::read(&job.plan).and_then(|recipe| recipe.open(stamp.today));
    let opening = opening.map_err(|broken| {
        Failed::request(format!(
            "{broken}: `entourage undo {0}`, `entourage import --close {0}`",
            job.set.0
        ))
    })?;
    let summary = Summary::new(rejects(import, &opening.source, opened.store.kind())?);
    drop(opening);
    let taking = Taking::resume(&mut opened.store, job.set, true, summary, &stamp)?;
    let done = bring_in(&mut opened.store, taking, None, import, out);
    drop(here);
    done
}

/// Closes a job; what came in stays.
pub fn close(mut opened: Opened, number: Option<i64>, out: &mut Out) -> Result<u8, Failed> {
    let job = meant(&opened, number, "--close")?;
    let receipt = opened.store.close_job(job.set)?;
    out.saved(&receipt.said);
    out.line(match receipt.set {
        Some(set) => format!("what came in stays; `entourage undo {}` undoes it", set.0),
        None => "nothing had come in, and there is nothing to undo".to_owned(),
    });
    Ok(0)
}

/// The job that is meant: the one of this number, or the only one that was cut off.
pub fn meant(opened: &Opened, number: Option<i64>, option: &str) -> Result<OpenJob, Failed> {
    let jobs = opened.store.open_jobs()?;
    if let Some(number) = number {
        let job = jobs.into_iter().find(|job| job.set == SetId(number));
        let job = job.ok_or_else(|| {
            Failed::request(format!(
                "no job is open under {number}; `entourage history` lists the changes"
            ))
        })?;
        return if job.running {
            Err(Failed::request(format!(
                "{} by {} is still running",
                job.label, job.by
            )))
        } else {
            Ok(job)
        };
    }
    let mut left: Vec<OpenJob> = jobs.into_iter().filter(|job| !job.running).collect();
    match left.len() {
        0 => Err(Failed::request("no job was cut off")),
        1 => Ok(left.remove(0)),
        _ => {
            let each = |job: &OpenJob| format!("{} ({} by {})", job.set.0, job.label, job.by);
            let all: Vec<String> = left.iter().map(each).collect();
            Err(Failed::usage(format!(
                "several jobs were cut off; name one behind {option}: {}",
                all.join(", ")
            )))
        }
    }
}
