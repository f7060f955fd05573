//! Text being typed, kept on disk until it is saved (trust.md rule 13).
//!
//! The loop only says what is unsaved now ([`Recovery::note`]); a thread of its own ([`writer`]) brings it to disk 250 ms
//! after the last key and at most 2 s after the first, one file per text, and reports what is there by now. It sleeps
//! without a limit while nothing waits. Whoever ends the process asks for the rest at once ([`Shared::save`]).

mod about;
mod disk;
mod entry;
mod left;
mod mailbox;
mod places;
mod seat;
#[cfg(test)]
mod tests;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

pub use self::about::{about, forget, forget_here};
use self::left::{Claim, Found};
pub use self::mailbox::Shared;
pub(super) use self::places::Places;
pub(super) use self::seat::Seat;
use super::clock;
use super::editor::{About, Session};
use super::event::Event;
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::ui::draft::Draft;

/// Whoever ends the desk waits so long for the disk.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Whose text it is.
#[derive(Debug, Clone)]
struct Owner {
    database: PathBuf,
    seat: Seat,
}

impl Owner {
    fn new(database: &Path, desk: &str) -> Owner {
        Owner {
            database: whole(database),
            seat: Seat::of(desk),
        }
    }

    /// The name of the desk.
    fn desk(&self) -> &str {
        self.seat.instance()
    }
}

/// The path under which a database is known here.
fn whole(database: &Path) -> PathBuf {
    std::fs::canonicalize(database).unwrap_or_else(|_| database.to_path_buf())
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // The writer lives as long as the process, and its copy with it.
        self.owner.seat.leave();
    }
}

/// The recovery of this desk, on the side of the loop.
#[derive(Debug)]
pub struct Recovery {
    owner: Owner,
    shared: Shared,
    /// What the loop said last.
    noted: Arc<[Draft]>,
    /// The number that differs whenever what is unsaved may differ, as it was then.
    state: Option<u64>,
    /// What desks that ended have left and was offered here.
    claims: Vec<Claim>,
}

impl Recovery {
    /// The recovery of a desk; nothing is written before [`Recovery::start`].
    #[must_use]
    pub fn new(database: &Path, desk: &str) -> Recovery {
        let owner = Owner::new(database, desk);
        Recovery {
            shared: Shared::new(owner.clone()),
            owner,
            noted: Arc::from([]),
            state: None,
            claims: Vec::new(),
        }
    }

    /// Starts the thread that writes.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(&self, to: &Sender<Event>) -> std::io::Result<()> {
        writer::start(
            self.shared.clone(),
            disk::Disk::new(Places::of_this_user()),
            to,
        )
    }

    /// From now on it is the recovery of the desk that takes this one's place; what is kept of this one stays on disk.
    pub fn turn_to(&mut self, database: &Path, desk: &str) {
        self.owner = Owner::new(database, desk);
        self.noted = Arc::from([]);
        self.state = None;
        self.claims.clear();
        self.shared.turn_to(self.owner.clone());
    }

    /// What is shared with whoever ends the process.
    #[must_use]
    pub fn shared(&self) -> Shared {
        self.shared.clone()
    }

    /// Says what is unsaved now, where this number differs from before; called after every key.
    pub fn note_changed(&mut self, state: u64, drafts: impl FnOnce() -> Vec<Draft>) {
        if self.state.replace(state) != Some(state) {
            self.note(drafts());
        }
    }

    /// Says what is unsaved now.
    pub fn note(&mut self, drafts: Vec<Draft>) {
        if *self.noted != *drafts {
            self.noted = drafts.into();
            self.shared.want(Arc::clone(&self.noted));
        }
    }

    /// Brings to disk at once what waits; nobody waits for it.
    pub fn hurry(&self) {
        self.shared.hurry();
    }

    /// Brings to disk what waits, and waits until it is there; whether it is.
    #[must_use]
    pub fn save(&self) -> bool {
        self.shared.save(PATIENCE)
    }

    /// One line for whoever quits: where unsaved text lies, if it does not outlive the session there.
    #[must_use]
    pub fn last_words(&self) -> Option<String> {
        let lies = self.shared.lies_elsewhere()?;
        Some(format!(
            "{lies} Start Entourage again before that, to save the text or to have it kept."
        ))
    }

    /// Unsaved text of instances on this database that ended, and sentences on what could not be taken of it.
    pub fn find(&mut self) -> (Vec<Draft>, Vec<Trouble>) {
        let Found {
            drafts,
            claims,
            unread,
            more,
        } = left::find(&self.owner, &Places::of_this_user());
        self.claims = claims;
        let listed = |all: &[Clean]| {
            let all: Vec<&str> = all.iter().map(Clean::as_str).collect();
            all.join(", ")
        };
        let mut troubles = Vec::new();
        if !unread.is_empty() {
            troubles.push(Trouble::with_details(
                "Some unsaved text from before could not be read",
                format!(
                    "Unsaved text may be in {}. Make it readable and start Entourage again, or delete it.",
                    listed(&unread)
                ),
            ));
        }
        if !more.is_empty() {
            troubles.push(Trouble::with_details(
                "An editor that was ended left text that was not written to its file",
                format!(
                    "There may be more text in {}. Recover it there, in vim with `vim -r text.md`, then delete the folder.",
                    listed(&more)
                ),
            ));
        }
        (drafts, troubles)
    }

    /// The text that was found is this desk's own now: what lies there of it goes as soon as it is on disk here.
    pub fn adopt(&mut self, drafts: Vec<Draft>) {
        self.note(drafts);
        self.shared.claim(std::mem::take(&mut self.claims));
    }

    /// Hands one of the texts of a draft to the editor.
    ///
    /// # Errors
    /// One sentence.
    pub fn edit(&self, draft: Draft, text: usize, known: &str) -> Result<Session, String> {
        let about = About {
            database: self.owner.database.clone(),
            desk: self.owner.desk().to_owned(),
            draft,
            text,
            known: known.to_owned(),
            process: None,
            since: Some(clock::now() / 1_000),
        };
        Session::begin(about, &self.owner.seat)
    }

    /// The text that the editor left is this desk's own now.
    pub fn adopt_from_editor(&mut self, folder: &Path, drafts: Vec<Draft>) {
        self.note(drafts);
        self.shared.claim(vec![Claim::edited(folder)]);
    }
}
