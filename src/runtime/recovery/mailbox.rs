//! What the loop and the writer have in common: the newest state of the unsaved text, how far the disk is, and who waits.
//!
//! It is a place for one state and no queue: a slow disk falls behind by time, never by memory. The writer does not hold the
//! lock while it writes. Only where there is no writer any more does whoever asks for the rest write under it: the process
//! is ending then.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Owner;
use super::about::is_about;
use super::disk::{Disk, Outcome};
use super::left::Claim;
use super::places::Places;
use crate::domain::ids::PersonId;
use crate::domain::text::Clean;
use crate::ui::draft::Draft;
use crate::ui::keeping::Hitch;

/// Text is written so long after the last key.
pub(super) const AFTER_LAST: Duration = Duration::from_millis(250);
/// And at most so long after the first key that is not on disk.
pub(super) const AFTER_FIRST: Duration = Duration::from_secs(2);
/// What could not be written is tried again after so long, then after twice that, and so on.
const AGAIN: Duration = Duration::from_secs(5);
/// At most so long.
const SELDOM: Duration = Duration::from_mins(1);

/// The unsaved text, shared with the writer, the panic hook and the signal thread.
#[derive(Debug, Clone)]
pub struct Shared(Arc<(Mutex<State>, Condvar)>);

/// What is to be brought to disk.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) owner: Owner,
    pub(super) drafts: Arc<[Draft]>,
    /// What goes once the texts are on disk.
    pub(super) claims: Vec<Claim>,
    version: u64,
}

#[derive(Debug)]
struct State {
    owner: Owner,
    wanted: Arc<[Draft]>,
    claims: Vec<Claim>,
    /// Who was erased: no text about them is written any more, whatever the loop still says.
    erased: Vec<PersonId>,
    /// Counts what was wanted.
    version: u64,
    /// The version that was tried last, and whether it is on disk.
    tried: u64,
    on_disk: bool,
    /// Files that should be gone are there.
    leftover: bool,
    /// What stood in the way of the last try.
    hitch: Option<Hitch>,
    /// The first and the last change that no try has seen.
    first: Option<Instant>,
    last: Option<Instant>,
    /// Somebody waits.
    urgent: bool,
    /// Jobs that were begun and ended.
    begun: u64,
    ended: u64,
    /// When to try again what failed, and how long the wait was.
    again: Option<(Instant, Duration)>,
    /// The writer, for whoever must do its work when it is gone; taken while it writes.
    disk: Option<Disk>,
    /// A thread writes.
    served: bool,
}

impl State {
    fn is_done(&self) -> bool {
        self.tried == self.version && self.on_disk
    }

    fn leave_out_erased(&mut self) {
        let is_left_out = |draft: &Draft| is_about(draft, &self.erased);
        if self.wanted.iter().any(is_left_out) {
            let wanted = self.wanted.iter();
            self.wanted = wanted
                .filter(|draft| !is_left_out(draft))
                .cloned()
                .collect();
        }
    }

    /// When the next write is due; never, while nothing waits.
    fn due(&self) -> Option<Instant> {
        if self.urgent && !self.is_done() {
            return Some(Instant::now());
        }
        if self.tried == self.version {
            return self.again.map(|(at, _)| at);
        }
        let last = self.last.map(|last| last + AFTER_LAST);
        let first = self.first.map(|first| first + AFTER_FIRST);
        Some(
            last.into_iter()
                .chain(first)
                .min()
                .unwrap_or_else(Instant::now),
        )
    }

    fn job(&mut self) -> Job {
        (self.first, self.last, self.urgent) = (None, None, false);
        self.begun += 1;
        Job {
            owner: self.owner.clone(),
            drafts: Arc::clone(&self.wanted),
            claims: self.claims.clone(),
            version: self.version,
        }
    }

    fn done(&mut self, job: &Job, outcome: &Outcome) {
        self.tried = job.version;
        self.on_disk = outcome.is_whole();
        self.leftover = outcome.has_leftover();
        self.hitch = outcome.hitch().cloned();
        self.ended += 1;
        // Later claims wait for a text that this job did not have; those that failed are tried again.
        self.claims.retain(|claim| !outcome.has_settled(job, claim));
        self.again = (!outcome.is_settled()).then(|| {
            let wait = self.again.map_or(AGAIN, |(_, wait)| (wait * 2).min(SELDOM));
            (Instant::now() + wait, wait)
        });
    }
}

impl Shared {
    pub(super) fn new(owner: Owner) -> Shared {
        let state = State {
            owner,
            wanted: Arc::from([]),
            claims: Vec::new(),
            erased: Vec::new(),
            version: 0,
            tried: 0,
            on_disk: true,
            leftover: false,
            hitch: None,
            first: None,
            last: None,
            urgent: false,
            begun: 0,
            ended: 0,
            again: None,
            disk: None,
            served: false,
        };
        Shared(Arc::new((Mutex::new(state), Condvar::new())))
    }

    /// A thread that panicked may have left a change half made. What is written next is made from all that is wanted, so
    /// that at worst something is written or removed once more.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.0.1.notify_all();
    }

    /// This is what is unsaved now.
    pub(super) fn want(&self, drafts: Arc<[Draft]>) {
        self.change(|state| {
            let now = Instant::now();
            state.wanted = drafts;
            state.leave_out_erased();
            state.version += 1;
            state.first.get_or_insert(now);
            state.last = Some(now);
        });
    }

    /// Another desk takes the place of this one.
    pub(super) fn turn_to(&self, owner: Owner) {
        self.change(|state| {
            state.owner = owner;
            state.wanted = Arc::from([]);
            state.claims.clear();
            state.erased.clear();
            state.version += 1;
            state.again = None;
            state.urgent = true;
        });
    }

    /// What goes once the text that is wanted now is on disk.
    pub(super) fn claim(&self, claims: Vec<Claim>) {
        self.change(|state| {
            state.claims.extend(claims);
            state.version += 1;
            state.urgent = true;
        });
    }

    /// These people, who are one, were erased: text about them is not written any more, and what is on disk of it goes. Waits until it is
    /// gone, at most for so long; whether it is.
    #[must_use]
    pub(super) fn forget(&self, people: &[PersonId], patience: Duration) -> bool {
        self.change(|state| {
            state.erased.extend(people);
            state.leave_out_erased();
            state.version += 1;
            state.urgent = true;
        });
        self.save(patience) && !self.state().leftover
    }

    /// Where unsaved text lies that is on disk, but goes at the end of the session: a sentence for whoever ends the desk.
    #[must_use]
    pub(super) fn lies_elsewhere(&self) -> Option<Clean> {
        let state = self.state();
        let hitch = state.hitch.as_ref().filter(|hitch| hitch.elsewhere)?;
        (!state.wanted.is_empty()).then(|| hitch.details.clone())
    }

    pub(super) fn hurry(&self) {
        self.change(|state| state.urgent = true);
    }

    /// Brings to disk what waits, at most for so long; whether all of it is there.
    #[must_use]
    pub fn save(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.state();
        // One that goes on now may have begun before the last key.
        let awaited = state.begun + 1;
        state.urgent = !state.is_done();
        self.0.1.notify_all();
        loop {
            if state.is_done() || state.ended >= awaited {
                return state.is_done();
            }
            if !state.served {
                // Nobody else writes any more; a writer that broke has taken its disk with it.
                let disk = state.disk.take();
                let mut disk = disk.unwrap_or_else(|| Disk::new(Places::of_this_user()));
                let job = state.job();
                let outcome = disk.bring(&job);
                state.done(&job, &outcome);
                state.disk = Some(disk);
                continue;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.0.1.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The writer's side: what it writes with stays here between two writes.
    pub(super) fn serve_with(&self, disk: Disk) {
        self.change(|state| {
            state.disk = Some(disk);
            state.served = true;
        });
    }

    /// The writer is gone.
    pub(super) fn deserted(&self) {
        self.change(|state| state.served = false);
    }

    /// Waits until something is due.
    pub(super) fn next(&self) -> (Job, Disk) {
        let mut state = self.state();
        loop {
            let due = state.due();
            let now = Instant::now();
            let waited = match due {
                None => self.0.1.wait(state),
                Some(at) if at > now => {
                    let waited = self.0.1.wait_timeout(state, at - now);
                    waited
                        .map(|(state, _)| state)
                        .map_err(|poisoned| PoisonError::new(poisoned.into_inner().0))
                }
                Some(_) => match state.disk.take() {
                    Some(disk) => return (state.job(), disk),
                    // Somebody who ends the process writes.
                    None => self.0.1.wait(state),
                },
            };
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The writer has tried.
    pub(super) fn tried(&self, job: &Job, outcome: &Outcome, disk: Disk) {
        self.change(|state| {
            state.done(job, outcome);
            state.disk = Some(disk);
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::*;

    /// 250 ms after the last key, 2 s after the first one, and never while nothing waits.
    #[test]
    fn text_is_due_soon_after_the_last_key_and_never_late_after_the_first() {
        let shared = Shared::new(Owner::new(Path::new("/nowhere"), "1-2-3"));
        assert_eq!(shared.state().due(), None);
        shared.want(Arc::from([]));
        let mut state = shared.state();
        let first = state.first.unwrap();
        for (after, due) in [
            (0, 250),
            (100, 350),
            (1_749, 1_999),
            (1_750, 2_000),
            (1_900, 2_000),
        ] {
            state.last = Some(first + Duration::from_millis(after));
            assert_eq!(
                state.due(),
                Some(first + Duration::from_millis(due)),
                "{after}"
            );
        }
        let job = state.job();
        let outcome = Disk::new(Places::of_this_user()).bring(&job);
        state.done(&job, &outcome);
        assert_eq!(state.due(), None);
    }
}
