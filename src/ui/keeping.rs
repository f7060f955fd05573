//! How safe unsaved text is: what of it is on disk by now, and what stands in the way of the rest.

use std::sync::Arc;

use super::draft::Draft;
use crate::domain::text::Clean;

/// How safe unsaved text is, as the writer of the recovery last reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The texts that are on disk exactly like this.
    pub on_disk: Arc<[Draft]>,
    /// Why texts are not on disk, or not where they should be.
    pub hitch: Option<Hitch>,
}

impl Default for Keeping {
    fn default() -> Keeping {
        Keeping {
            on_disk: Arc::from([]),
            hitch: None,
        }
    }
}

/// What stands in the way of keeping unsaved text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hitch {
    /// The cause in two or three words: `disk full`.
    pub cause: Clean,
    /// A sentence for the error list: which folder, what is wrong with it, what to do.
    pub details: Clean,
    /// The text lies in the runtime folder instead, which goes at the end of the session.
    pub elsewhere: bool,
}

impl Hitch {
    /// The line that is shown for as long as there is unsaved text.
    #[must_use]
    pub fn line(&self) -> Clean {
        Clean::line(&if self.elsewhere {
            format!(
                "unsaved text is kept only until you log out ({})",
                self.cause
            )
        } else {
            format!("unsaved text cannot be kept ({})", self.cause)
        })
    }
}

impl Keeping {
    /// Whether this text is on disk as it stands.
    #[must_use]
    pub fn has(&self, draft: &Draft) -> bool {
        self.on_disk.contains(draft)
    }

    /// Whether text is typed that nothing will bring back.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.hitch.as_ref().is_some_and(|hitch| !hitch.elsewhere)
    }
}
