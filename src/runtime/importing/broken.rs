//! Why an import did not come to its end.

use std::fmt;

use crate::domain::refusal::{Refusal, Trouble};
use crate::exchange::import::ImportError;
use crate::store::Failure;

/// Why an import did not come to its end.
#[derive(Debug)]
pub enum Broken {
    /// The file.
    File(ImportError),
    /// The database.
    Store(Failure),
    /// Something else, in one sentence.
    Else(String),
}

impl From<ImportError> for Broken {
    fn from(error: ImportError) -> Broken {
        Broken::File(error)
    }
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Broken {
        Broken::Store(failure)
    }
}

impl From<Refusal> for Broken {
    fn from(refusal: Refusal) -> Broken {
        Broken::Store(Failure::Refused(refusal))
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::File(error) => error.fmt(f),
            Broken::Store(Failure::Refused(refusal)) => refusal.fmt(f),
            Broken::Store(Failure::Trouble(trouble)) => trouble.fmt(f),
            Broken::Store(Failure::Interrupted) => f.write_str("interrupted"),
            Broken::Else(sentence) => f.write_str(sentence),
        }
    }
}

impl Broken {
    /// As a failure of the store.
    #[must_use]
    pub fn failure(self) -> Failure {
        match self {
            Broken::Store(failure) => failure,
            other @ (Broken::File(_) | Broken::Else(_)) => {
                Failure::Trouble(Trouble::new(other.to_string()))
            }
        }
    }
}
