//! The files of unsaved text: one for each, so that only the text that changed is written.
//!
//! They lie in the state folder; where that cannot be written, in the runtime folder, until it can again.

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
use crate::ui::draft::Draft;
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

/// The files of this desk.
#[derive(Debug)]
pub(super) struct Disk {
    shelf: Box<dyn Shelf>,
    desk: String,
    written: Vec<Written>,
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

    /// What stood in the way.
    pub(super) fn hitch(&self) -> Option<&Hitch> {
        self.hitch.as_ref()
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
            written: Vec::new(),
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
        let mut outcome = Outcome {
            on_disk: Vec::new(),
            hitch: None,
            leftover: false,
            unsettled: Vec::new(),
            whole: true,
        };
        let (homes, mut others) = self.homes(&job.drafts);
        // Places with a text that is not where it belongs yet.
        let mut stuck = Vec::new();
        for (home, draft) in homes.into_iter().zip(job.drafts.iter()) {
            match self.put(&job.owner, home, draft) {
                Ok(hitch) => {
                    outcome.on_disk.push(draft.clone());
                    if hitch.is_some() {
                        stuck.push(&draft.place);
                    }
                    outcome.hitch = outcome.hitch.or(hitch);
                }
                Err(hitch) => {
                    outcome.whole = false;
                    stuck.push(&draft.place);
                    outcome.hitch = Some(hitch);
                }
            }
        }
        others.retain(|other| stuck.contains(&&other.draft.place) || !self.removes(other));
        outcome.leftover = !others.is_empty();
        self.written.append(&mut others);
        if outcome.whole {
            // What is only in the runtime folder goes with a logout: the files that it came from stay until then.
            let is_lasting = outcome.hitch.is_none();
            let is_left = |claim: &&Claim| !is_lasting || claim.settle().is_err();
            outcome.unsettled = job.claims.iter().filter(is_left).cloned().collect();
        }
        self.report(outcome.hitch.as_ref());
        outcome
    }

    /// The file of each text: the one that holds it as it is, or else one that holds another text of the same place. And
    /// the files that are left over then. Where a text cannot be brought to where it belongs, none of its place goes: it
    /// may be the older state of that text.
    fn homes(&mut self, drafts: &[Draft]) -> (Vec<Option<Written>>, Vec<Written>) {
        let mut left = std::mem::take(&mut self.written);
        let mut take = |is_it: &dyn Fn(&Written) -> bool| {
            let place = left.iter().position(is_it);
            place.map(|place| left.remove(place))
        };
        let same = drafts.iter().map(|draft| take(&|one| one.draft == *draft));
        let mut homes: Vec<Option<Written>> = same.collect();
        for (home, draft) in homes.iter_mut().zip(drafts) {
            if home.is_none() {
                *home = take(&|one| one.draft.place == draft.place);
            }
        }
        (homes, left)
    }

    /// Writes a text that is not on disk as it stands. It may be elsewhere than it should be, and says why then.
    fn put(
        &mut self,
        owner: &Owner,
        home: Option<Written>,
        draft: &Draft,
    ) -> Result<Option<Hitch>, Hitch> {
        let is_there = home.as_ref().is_some_and(|home| home.draft == *draft);
        if is_there && home.as_ref().is_some_and(|home| home.at == At::State) {
            self.written.extend(home);
            return Ok(None);
        }
        let name = home.as_ref().map(|home| home.name.clone());
        let name = name.unwrap_or_else(|| {
            self.names += 1;
            format!("{}.{:04}.json", owner.desk(), self.names)
        });
        let kept = Kept {
            database: owner.database.clone(),
            desk: owner.desk().to_owned(),
            drafts: vec![draft.clone()],
        };
        let written = serde_json::to_vec(&kept).map_err(io::Error::from);
        let written = written.and_then(|bytes| self.write(owner, &name, &bytes, is_there));
        let (at, failed) = match written {
            Ok(written) => written,
            Err(error) => {
                // What is there of it stays.
                self.written.extend(home);
                return Err(self.hitch(&error, false));
            }
        };
        if at == At::State && home.as_ref().is_some_and(|home| home.at == At::Runtime) {
            // An older state of the text that would be offered beside the newer one.
            let _ = self.shelf.remove(At::Runtime, &name);
        }
        let was_there = home.is_some_and(|home| home.is_older_there || home.at == At::State);
        self.written.push(Written {
            draft: draft.clone(),
            name,
            at,
            is_older_there: at == At::Runtime && was_there,
        });
        Ok(failed.map(|error| self.hitch(&error, true)))
    }

    /// Writes a file where it belongs, or else into the runtime folder, unless it is there already; and why it is not
    /// where it belongs.
    fn write(
        &mut self,
        owner: &Owner,
        name: &str,
        bytes: &[u8],
        is_there: bool,
    ) -> io::Result<(At, Option<io::Error>)> {
        let Err(error) = self.shelf.write(At::State, &owner.seat, name, bytes) else {
            return Ok((At::State, None));
        };
        let elsewhere = |shelf: &mut dyn Shelf| shelf.write(At::Runtime, &owner.seat, name, bytes);
        if !is_there && elsewhere(&mut *self.shelf).is_err() {
            return Err(error);
        }
        Ok((At::Runtime, Some(error)))
    }

    /// Removes the file of a text that is not unsaved any more; whether it is gone.
    fn removes(&mut self, other: &Written) -> bool {
        let older = if other.is_older_there {
            self.shelf.remove(At::State, &other.name)
        } else {
            Ok(())
        };
        let removed = older.and(self.shelf.remove(other.at, &other.name));
        if let Err(error) = &removed {
            log::write(&format!("{} cannot be removed: {error}", other.name));
        }
        removed.is_ok()
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
