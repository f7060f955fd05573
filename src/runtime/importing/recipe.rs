//! How to read a file the same way again: what a job's record keeps of an import.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Broken, Opening};
use crate::domain::dated::{Dated, Origin};
use crate::domain::importing::Choice;
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::import::{Fingerprint, Learned, Options, Role, fingerprint};

/// How to read a file the same way again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    path: PathBuf,
    print: Option<Fingerprint>,
    /// The day of its figures.
    pub as_of: NaiveDate,
    /// The first day of the month or quarter that was named; earlier versions did not note it.
    #[serde(default)]
    pub since: Option<NaiveDate>,
    /// Where the day is known from; earlier versions did not note it.
    #[serde(default)]
    origin: Option<Origin>,
    platform: Option<String>,
    map: Vec<(String, String)>,
    learned: Vec<(String, String)>,
    reason: String,
    /// What stands where the file contradicts a person.
    pub choice: Choice,
}

impl Recipe {
    /// The recipe of an opened file, with its content as it is now.
    #[must_use]
    pub fn of(opening: &Opening, dated: Dated, choice: Choice) -> Recipe {
        let words = |map: &[(String, Role)]| -> Vec<(String, String)> {
            let pair = |(header, role): &(String, Role)| (header.clone(), role.word().to_owned());
            map.iter().map(pair).collect()
        };
        let learned = opening.options.learned.clone().unwrap_or_default();
        // What comes out of a pipe is gone; only a file can be read again.
        let is_file = opening.path.metadata().is_ok_and(|kind| kind.is_file());
        Recipe {
            print: is_file.then(|| fingerprint(&opening.path).ok()).flatten(),
            path: opening.path.clone(),
            as_of: dated.day,
            since: dated.since,
            origin: Some(dated.origin),
            platform: opening
                .options
                .platform
                .map(|platform| platform.word().to_owned()),
            map: words(&opening.options.map),
            learned: words(&learned.map),
            reason: learned.reason,
            choice,
        }
    }

    /// For the job's record.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What tells the file, and the way it is read, from all others; blank where it came out of a pipe.
    #[must_use]
    pub fn print(&self) -> String {
        let told = |print: &Fingerprint| {
            serde_json::to_string(&(print, &self.platform, &self.map, &self.learned))
        };
        let told = self.print.as_ref().and_then(|print| told(print).ok());
        told.unwrap_or_default()
    }

    /// Reads a job's record.
    ///
    /// # Errors
    /// One sentence where another program wrote it.
    pub fn read(plan: &str) -> Result<Recipe, Broken> {
        serde_json::from_str(plan).map_err(|_| {
            Broken::Else(
                "this import was begun by another version and cannot be resumed; take it back or close it".to_owned(),
            )
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The day of its figures, and where it is known from.
    #[must_use]
    pub fn dated(&self) -> Dated {
        Dated {
            day: self.as_of,
            since: self.since,
            origin: self.origin.unwrap_or(Origin::Given),
        }
    }

    /// Opens the file again, if it still is what it was.
    ///
    /// # Errors
    /// One sentence where it is gone or has changed.
    pub fn open(&self, today: NaiveDate) -> Result<Opening, Broken> {
        let path = Clean::line(&self.path.to_string_lossy());
        let Some(print) = &self.print else {
            return Err(Broken::Else(
                "it came out of a pipe and cannot be read again; take it back, or close it and keep what came in"
                    .to_owned(),
            ));
        };
        match fingerprint(&self.path) {
            Ok(now) if now == *print => {}
            Ok(_) => {
                return Err(Broken::Else(format!(
                    "{path} has changed since the import began and cannot be resumed; take it back, or close it and keep what came in"
                )));
            }
            Err(error) => {
                return Err(Broken::Else(format!(
                    "{path} cannot be read any more ({error}); take it back, or close it and keep what came in"
                )));
            }
        }
        let roles = |map: &[(String, String)]| {
            let pair =
                |(header, role): &(String, String)| Some((header.clone(), Role::parse(role)?));
            map.iter().filter_map(pair).collect()
        };
        let options = Options {
            platform: self.platform.as_deref().map(Platform::stored),
            map: roles(&self.map),
            learned: (!self.learned.is_empty()).then(|| Learned {
                map: roles(&self.learned),
                reason: self.reason.clone(),
            }),
        };
        Opening::new(&self.path, options, None, today)
    }
}
