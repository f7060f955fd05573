//! The files of unsaved text: one for each, so that only the text that changed is written.
//!
//! They lie in the state folder; where that cannot be written, in the runtime folder, until it can again.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Owner;
use super::left::Claim;
use super::mailbox::Job;
use super::places::{At, Shelf};
use crate::domain::text::Clean;
use crate::runtime::log;
use crate::runtime::private::cause;
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::keeping::{Hitch, Keeping};

/// What stands in a file. Programs from before wrote all texts of a desk into one; this one writes one text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) database: PathBuf,
    pub(super) desk: String,
    pub(super) drafts: Vec<Draft>,
}

/// A text that is on disk.
#[derive(Debug)]
struct Written {
    draft: Draft,
    name: String,
    at: At,
    /// An older state of it is in the state folder, which does not take the newer one: it outlives a logout.
    is_older_there: bool,
}

/// The place of a text, and which of several it is that have the same.
type Key = (DraftFor, usize);

/// The files of this desk.
#[derive(Debug)]
pub(super) struct Disk {
    shelf: Box<dyn Shelf>,
    desk: String,
    written: HashMap<Key, Written>,
    names: u32,
    told: Option<Hitch>,
}

/// What became of a job.
#[derive(Debug)]
pub(super) struct Outcome {
    on_disk: Vec<Draft>,
    hitch: Option<Hitch>,
    /// Files that should be gone are there.
    leftover: bool,
    /// The claims whose files are still there.
    unsettled: Vec<Claim>,
    whole: bool,
}

impl Outcome {
    /// Whether all of the text is on disk.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether files that should be gone are there.
    pub(super) fn has_leftover(&self) -> bool {
        self.leftover
    }

    /// Whether there is nothing to be tried again.
    pub(super) fn is_settled(&self) -> bool {
        self.hitch.is_none() && !self.leftover && self.unsettled.is_empty()
    }

    /// Whether a claim of this job is settled, so that it need not be tried again.
    pub(super) fn has_settled(&self, job: &Job, claim: &Claim) -> bool {
        self.whole && job.claims.contains(claim) && !self.unsettled.contains(claim)
    }

    /// What the desk is told.
    pub(super) fn keeping(&self, job: &Job) -> Keeping {
        Keeping {
            on_disk: if self.whole {
                job.drafts.clone()
            } else {
                self.on_disk.clone().into()
            },
            hitch: self.hitch.clone(),
        }
    }
}

impl Disk {
    pub(super) fn new(shelf: impl Shelf + 'static) -> Disk {
        Disk {
            shelf: Box::new(shelf),
            desk: String::new(),
            written: HashMap::new(),
            names: 0,
            told: None,
        }
    }

    /// Brings the files to what the job says.
    pub(super) fn bring(&mut self, job: &Job) -> Outcome {
        if self.desk != job.owner.desk() {
            // What the desk before left stays where it is, and is offered when its database is opened again.
            self.written.clear();
            job.owner.desk().clone_into(&mut self.desk);
        }
        let keys = keys(&job.drafts);
        let mut outcome = Outcome {
            on_disk: Vec::new(),
            hitch: None,
            leftover: false,
            unsettled: Vec::new(),
            whole: true,
        };
        for (key, draft) in keys.iter().zip(job.drafts.iter()) {
            match self.put(&job.owner, key, draft) {
                Ok(hitch) => {
                    outcome.on_disk.push(draft.clone());
                    outcome.hitch = outcome.hitch.or(hitch);
                }
                Err(hitch) => {
                    outcome.whole = false;
                    outcome.hitch = Some(hitch);
                }
            }
        }
        outcome.leftover = self.remove_others(&keys);
        if outcome.whole {
            // What is only in the runtime folder goes with a logout: the files that it came from stay until then.
            let is_lasting = outcome.hitch.is_none();
            let is_left = |claim: &&Claim| !is_lasting || claim.settle().is_err();
            outcome.unsettled = job.claims.iter().filter(is_left).cloned().collect();
        }
        self.report(outcome.hitch.as_ref());
        outcome
    }

    /// Writes a text that is not on disk as it stands. It may be elsewhere than it should be, and says why then.
    fn put(&mut self, owner: &Owner, key: &Key, draft: &Draft) -> Result<Option<Hitch>, Hitch> {
        let before = self.written.get(key);
        let same = before.filter(|written| written.draft == *draft);
        if same.is_some_and(|written| written.at == At::State) {
            return Ok(None);
        }
        let is_there = same.is_some();
        let before =
            before.map(|written| (written.name.clone(), written.at, written.is_older_there));
        let name = before.as_ref().map(|(name, ..)| name.clone());
        let name = name.unwrap_or_else(|| {
            self.names += 1;
            format!("{}.{:04}.json", owner.desk(), self.names)
        });
        let kept = Kept {
            database: owner.database.clone(),
            desk: owner.desk().to_owned(),
            drafts: vec![draft.clone()],
        };
        let bytes = serde_json::to_vec(&kept).map_err(|error| self.hitch(&error.into(), false))?;
        let failed = self
            .shelf
            .write(At::State, &owner.seat, &name, &bytes)
            .err();
        let at = if failed.is_some() {
            At::Runtime
        } else {
            At::State
        };
        if let Some(error) = &failed
            && !is_there
            && self
                .shelf
                .write(At::Runtime, &owner.seat, &name, &bytes)
                .is_err()
        {
            return Err(self.hitch(error, false));
        }
        if let Some((name, At::Runtime, _)) = before.as_ref().filter(|_| at == At::State) {
            // An older state of the text that would be offered beside the newer one.
            let _ = self.shelf.remove(At::Runtime, name);
        }
        let was_there = before.is_some_and(|(_, other, is_older)| is_older || other == At::State);
        let written = Written {
            draft: draft.clone(),
            name,
            at,
            is_older_there: at == At::Runtime && was_there,
        };
        self.written.insert(key.clone(), written);
        Ok(failed.map(|error| self.hitch(&error, true)))
    }

    /// Removes the files of texts that are not unsaved any more; whether one is left.
    fn remove_others(&mut self, keys: &[Key]) -> bool {
        let shelf = &mut self.shelf;
        self.written.retain(|key, written| {
            if keys.contains(key) {
                return true;
            }
            let older = if written.is_older_there {
                shelf.remove(At::State, &written.name)
            } else {
                Ok(())
            };
            match older.and(shelf.remove(written.at, &written.name)) {
                Ok(()) => false,
                Err(error) => {
                    log::write(&format!("{} cannot be removed: {error}", written.name));
                    true
                }
            }
        });
        self.written.len() > keys.len()
    }

    fn hitch(&self, error: &io::Error, elsewhere: bool) -> Hitch {
        let cause = cause(error);
        let path = |at| self.shelf.path(at).unwrap_or_default();
        let (state, runtime) = (path(At::State), path(At::Runtime));
        let details = if elsewhere {
            format!(
                "{} cannot be written ({cause}). Unsaved text is kept in {} instead, which is emptied when you log out.",
                state.display(),
                runtime.display()
            )
        } else {
            format!(
                "{} cannot be written ({cause}), so unsaved text is lost if Entourage ends now. Save it, or make room there.",
                state.display()
            )
        };
        Hitch {
            cause: Clean::line(&cause),
            details: Clean::line(&details),
            elsewhere,
        }
    }

    /// Writes into the log what is new, and nothing at every further try.
    fn report(&mut self, hitch: Option<&Hitch>) {
        if self.told.as_ref() == hitch {
            return;
        }
        self.told = hitch.cloned();
        if let Some(hitch) = hitch {
            log::write(hitch.details.as_str());
        }
    }
}

/// A key for each text.
fn keys(drafts: &[Draft]) -> Vec<Key> {
    let mut seen: HashMap<&DraftFor, usize> = HashMap::new();
    let mut keys = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let nth = seen.entry(&draft.place).or_default();
        keys.push((draft.place.clone(), *nth));
        *nth += 1;
    }
    keys
}
