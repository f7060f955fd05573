//! What was chosen for a file and typed into its path, as the recovery keeps it; and how it comes back.

use std::hash::{Hash, Hasher};

use super::{Import, Step, named};
use crate::domain::importing::{Choice, FileSeen, Reading};
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::ui::draft::{Draft, DraftFor, HoldsText, TextField};
use crate::ui::next::Next;
use crate::ui::notice::Notice;

/// The names of what was chosen, in a draft. The role of a column has the header behind its name.
const PLATFORM: &str = "platform";
const AS_OF: &str = "figures of";
const UNLEARNED: &str = "read without what was learned";
const CONFLICTS: &str = "conflicts";
const ROLE: &str = "column ";
/// What tells the file from another version of it.
const FINGERPRINT: &str = "fingerprint";

/// What is to be done when the file is open that is being opened.
#[derive(Debug, Clone, Default)]
pub(super) struct Returning {
    /// What was chosen for it before.
    chosen: Option<Draft>,
    /// What follows.
    then: Vec<Next>,
    /// The list that opens.
    list: Option<ListOf>,
}

/// A list of choices for the file.
#[derive(Debug, Clone)]
pub enum ListOf {
    /// Of platforms.
    Platform,
    /// Of what the column with this header may be.
    Role(String),
}

impl Import {
    /// The path, while it has the keyboard.
    pub(in super::super) fn path(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        if self.step == Step::File {
            self.chooser.fields(visit);
        }
    }

    /// What was chosen for the file and is not imported yet, if anything was.
    #[must_use]
    pub fn choices(&self) -> Option<Draft> {
        let seen = self.seen.as_ref().filter(|_| self.has_choices())?;
        let Reading {
            path,
            platform,
            map,
            unlearned,
        } = &self.reading;
        let mut texts: Vec<(String, String)> = map
            .iter()
            .map(|(header, role)| (format!("{ROLE}{header}"), role.clone()))
            .collect();
        let mut add = |name: &str, text: String| texts.push((name.to_owned(), text));
        if let Some(platform) = platform {
            add(PLATFORM, platform.word().to_owned());
        }
        if let Some(dated) = self.as_of.filter(|dated| Some(*dated) != named(seen))
            && let Ok(dated) = serde_json::to_string(&dated)
        {
            add(AS_OF, dated);
        }
        if *unlearned {
            add(UNLEARNED, "yes".to_owned());
        }
        if self.preview.choice != Choice::default()
            && let Ok(choice) = serde_json::to_string(&self.preview.choice)
        {
            add(CONFLICTS, choice);
        }
        Some(Draft {
            place: DraftFor::ImportChoices(path.clone()),
            about: seen.name.to_string(),
            texts,
            originals: vec![(FINGERPRINT.to_owned(), Some(seen.fingerprint.clone()))],
        })
    }

    fn has_choices(&self) -> bool {
        // Back at the first step, what was chosen for the file stands, for whoever opens it again.
        let is_open = matches!(self.step, Step::File | Step::Columns | Step::Preview);
        let is_open = is_open && !self.started;
        let Some(seen) = self.seen.as_ref().filter(|_| is_open) else {
            return false;
        };
        self.reading.platform.is_some()
            || self.reading.unlearned
            || !self.reading.map.is_empty()
            || self.as_of != named(seen)
            || self.preview.choice != Choice::default()
    }

    /// Tells whether the choices may differ from those before.
    pub fn hash_choices(&self, into: &mut impl Hasher) {
        if self.has_choices() {
            let Reading {
                path,
                platform,
                map,
                unlearned,
            } = &self.reading;
            (path, platform, map, unlearned).hash(into);
            (self.as_of, self.preview.choice.file).hash(into);
            self.preview.choice.except.hash(into);
        }
    }

    /// Why no other file can be opened now.
    #[must_use]
    pub fn is_busy(&self) -> Option<&'static str> {
        self.started
            .then_some("an import is going on here; the next file can be chosen when it has ended")
    }

    /// Whether this file is open, so that its boxes can be opened.
    #[must_use]
    pub fn has_open(&self, path: &str) -> bool {
        let is_open = matches!(self.step, Step::Columns | Step::Preview);
        is_open && self.seen.is_some() && self.reading.path == path
    }

    /// Puts a path back that was being typed.
    pub fn put_back_path(&mut self, path: &str) -> Vec<Next> {
        self.begin_anew();
        self.chooser.set(path);
        vec![self.chooser.ask()]
    }

    /// Opens a file once more, with what was chosen for it if it is still the same; then something follows.
    pub fn open_again(&mut self, path: &str, chosen: Option<Draft>, then: Vec<Next>) -> Vec<Next> {
        let next = self.open(path);
        self.returning = Some(Returning {
            chosen,
            then,
            list: None,
        });
        next
    }

    /// Opens a list of choices for a file, which is opened first where it is not open.
    pub fn open_list_again(
        &mut self,
        path: &str,
        chosen: Option<Draft>,
        list: ListOf,
    ) -> Vec<Next> {
        if self.has_open(path) {
            return self.list_again(&list);
        }
        let next = self.open(path);
        self.returning = Some(Returning {
            chosen,
            then: Vec::new(),
            list: Some(list),
        });
        next
    }

    fn list_again(&mut self, list: &ListOf) -> Vec<Next> {
        let header = match list {
            ListOf::Platform => return self.ask_platform(),
            ListOf::Role(header) => header,
        };
        let columns = self.seen.iter().flat_map(|seen| &seen.columns);
        match columns
            .map(|column| &column.header)
            .position(|one| one == header)
        {
            Some(place) => {
                self.column = place;
                self.ask_role()
            }
            None => vec![Next::Say(Notice::calm(format!(
                "The file has no column \"{}\" any more",
                Clean::line(header)
            )))],
        }
    }

    /// The file is open: what was chosen for it comes back.
    pub(super) fn come_back(&mut self, returning: Returning) -> Vec<Next> {
        let Returning { chosen, then, list } = returning;
        let Some((chosen, seen)) = chosen.zip(self.seen.as_ref()) else {
            let list = list.map(|list| self.list_again(&list));
            return then.into_iter().chain(list.into_iter().flatten()).collect();
        };
        if chosen.original(FINGERPRINT) != Some(&Some(seen.fingerprint.clone())) {
            let words = format!(
                "{} has changed since its columns were chosen. Choose them again",
                seen.name
            );
            let said = Next::Say(Notice::calm(words));
            return then.into_iter().chain([said]).collect();
        }
        let reading = read(&chosen, seen, &self.reading.path);
        let choice = chosen.text(CONFLICTS);
        let choice = choice.and_then(|choice| serde_json::from_str(choice).ok());
        let dated = chosen.text(AS_OF);
        if let Some(dated) = dated.and_then(|dated| serde_json::from_str(dated).ok()) {
            self.as_of = Some(dated);
        }
        let mut next = if reading == self.reading {
            let list = list.map(|list| self.list_again(&list));
            then.into_iter().chain(list.into_iter().flatten()).collect()
        } else {
            let next = self.look_again(reading);
            let chosen = None;
            self.returning = Some(Returning { chosen, then, list });
            next
        };
        self.preview.choice = choice.unwrap_or_default();
        next.insert(0, Next::Returned(Box::new(chosen)));
        next
    }
}

/// The choices of a draft for a file; a column that the file does not have is left out.
fn read(chosen: &Draft, seen: &FileSeen, path: &str) -> Reading {
    let role = |(name, role): &(String, String)| {
        let header = name.strip_prefix(ROLE)?;
        let is_there = seen.columns.iter().any(|column| column.header == header);
        is_there.then(|| (header.to_owned(), role.clone()))
    };
    Reading {
        path: path.to_owned(),
        platform: chosen.text(PLATFORM).map(Platform::stored),
        map: chosen.texts.iter().filter_map(role).collect(),
        unlearned: chosen.text(UNLEARNED).is_some(),
    }
}
