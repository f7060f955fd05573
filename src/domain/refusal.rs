//! Every polite "no", each with its one sentence, and trouble: what went wrong outside.

use std::fmt;

use super::counts::say_grouped;
use super::detail::Detail;
use super::field::Field;
use super::gone::{Gone, say_gone};
use super::ids::{PersonId, SetId};
use super::lifecycle::{self, Missing};
use super::merge::Merged;
use super::settings::{self, Setting};
use super::text::{Clean, Raw};

/// One field that two people changed at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The field.
    pub field: Field,
    /// What stood there when the author began.
    pub original: Option<Raw>,
    /// What the author wrote.
    pub mine: Option<Raw>,
    /// What stands there now.
    pub theirs: Option<Raw>,
}

/// Why a change was not made. Nothing was changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// It is not as the author saw it any more: somebody changed it, most often a colleague and just now.
    Stale {
        /// Who it is about.
        name: Clean,
        /// Who changed it; `you` for the author, at another instance.
        by: Clean,
        /// What they did, as `shortlisted`.
        what: Clean,
        /// How long ago, in words: `a moment ago`.
        when: Clean,
    },
    /// A parked person is not moved.
    Parked {
        /// The person's name.
        name: Clean,
        /// Who parked them.
        by: Clean,
        /// How long ago, in words.
        when: Clean,
    },
    /// The same field was changed by two people; the screen offers both.
    Clashes {
        /// Whom.
        person: PersonId,
        /// Their name.
        name: Clean,
        /// Who was faster.
        by: Clean,
        /// The fields.
        fields: Vec<Clash>,
    },
    /// A note was changed by two people.
    NoteClash {
        /// Who was faster.
        by: Clean,
        /// What stands there now.
        theirs: Raw,
        /// What the author wrote.
        mine: Raw,
    },
    /// A line about a person was changed by two people.
    DetailClash {
        /// Who was faster.
        by: Clean,
        /// What stands there now.
        theirs: Box<Detail>,
    },
    /// A checklist misses something the author did not name.
    Wants(Vec<Missing>),
    /// House rules are strict, something is missing, and no reason was typed.
    WantsTyped(Vec<Missing>),
    /// A colleague changed the same setting first.
    SettingClash {
        /// Which.
        setting: Setting,
        /// Who.
        by: Clean,
        /// What is stored now; `None` is the default.
        theirs: Option<String>,
    },
    /// The note, contact or line is gone.
    Gone,
    /// The person is not there: the change was undone that added them.
    PersonGone,
    /// The person was erased for good.
    PersonErased,
    /// Of several people, these are not there any more; nothing was changed.
    PeopleGone(Vec<Gone>),
    /// The person is one with somebody else by now.
    Merged(Merged),
    /// The account belongs to somebody already.
    Known {
        /// The account as typed.
        account: Clean,
        /// To whom.
        name: Clean,
    },
    /// Nothing was changed at this desk yet.
    NothingToUndo,
    /// Nothing was taken back at this desk.
    NothingToRedo,
    /// The last change was made at another desk of the same member: ask first.
    FromElsewhere {
        /// The change.
        set: SetId,
        /// What it was.
        label: Clean,
        /// How long ago, in words.
        when: Clean,
    },
    /// The change is large: ask first.
    Large {
        /// The change.
        set: SetId,
        /// What it was.
        label: Clean,
        /// How many rows.
        rows: i64,
    },
    /// Undoing a colleague's change wants a typed reason.
    WantsReason,
    /// The change was taken back already.
    AlreadyUndone,
    /// Later changes build on it.
    ChangedSince {
        /// Who made the one to undo first.
        by: Clean,
        /// What it is.
        label: Clean,
        /// The change to undo first.
        set: SetId,
        /// The changes to undo after that, in this order.
        then: Vec<SetId>,
    },
    /// A job is still open.
    StillOpen {
        /// What it does.
        label: Clean,
        /// Who began it.
        by: Clean,
    },
    /// A job that was cut off has changed the same: it has to be settled first.
    JobLeft {
        /// Its change set.
        set: SetId,
        /// What it does.
        label: Clean,
        /// Who began it.
        by: Clean,
    },
    /// It takes back a job that was cut off, and is itself cut off.
    TakesBack {
        /// Its change set.
        set: SetId,
    },
    /// Somebody else works on the job by now, or has closed it.
    JobTaken {
        /// Its change set.
        set: SetId,
    },
    /// There is no open job of this number.
    NoJob {
        /// The number that was given.
        set: SetId,
    },
    /// A job is open, which could bring back whom somebody erases.
    EraseWaits {
        /// Its change set.
        set: SetId,
        /// What it does.
        label: Clean,
        /// Who began it.
        by: Clean,
    },
    /// What the change was about was erased.
    Erased,
    /// People of an import's preview were changed, merged or erased since it was made.
    PreviewOutdated,
    /// The last change was about somebody who was erased, or erased them: before it comes another.
    BeforeErased {
        /// The change before.
        set: SetId,
        /// What it was.
        label: Clean,
    },
    /// The desk was opened to be looked at only.
    ReadOnly,
    /// The typed value cannot be stored.
    Invalid(Clean),
}

const PERSON_GONE: &str = "this person is gone: a colleague undid the change that added them";
const PERSON_ERASED: &str = "this person was erased for good; nothing was saved";
const NOTHING_TO_UNDO: &str =
    "nothing to undo at this desk; all changes stand in the history (:history)";
const PREVIEW_OUTDATED: &str =
    "nothing was imported: people in this file changed since the preview; check it again";
const ERASED: &str = "that was about somebody who was erased; there is nothing left to take back";
const READ_ONLY: &str = "this desk is read only: nothing was saved; to change things, free some disk space if the disk is full, and start without --read-only";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Stale {
                name,
                by,
                what,
                when,
            } => {
                write!(f, "{by} {what} {name} {when}; shown as it is now")
            }
            Refusal::Parked { name, by, when } => write!(
                f,
                "{by} parked {name} {when}; bring them back on the board first"
            ),
            Refusal::Clashes { name, by, .. } => {
                write!(f, "{by} changed {name} while you were typing; choose")
            }
            Refusal::NoteClash { by, .. } => {
                write!(f, "{by} changed this note while you were typing; choose")
            }
            Refusal::DetailClash { by, .. } => {
                write!(f, "{by} changed this line while you were typing; choose")
            }
            Refusal::Wants(missing) => f.write_str(&lifecycle::sentence(missing)),
            Refusal::WantsTyped(missing) => write!(
                f,
                "{} House rules are strict: going on wants a typed reason",
                lifecycle::sentence(missing)
            ),
            Refusal::SettingClash {
                setting,
                by,
                theirs,
            } => {
                let line = setting.definition();
                let value = settings::say(*setting, theirs.as_deref().unwrap_or(line.default));
                write!(f, "{by} changed {} to {value} meanwhile", line.title)
            }
            Refusal::Gone => f.write_str("a colleague deleted this a moment ago"),
            Refusal::PersonGone => f.write_str(PERSON_GONE),
            Refusal::PeopleGone(gone) => f.write_str(&say_gone(gone, |_| None)),
            Refusal::PersonErased => f.write_str(PERSON_ERASED),
            Refusal::Merged(merged) => {
                write!(f, "{} a moment ago; shown as it is now", merged.say())
            }
            Refusal::Known { account, name } => write!(f, "{account} is known already: {name}"),
            Refusal::NothingToUndo => f.write_str(NOTHING_TO_UNDO),
            Refusal::NothingToRedo => f.write_str("nothing to redo at this desk"),
            Refusal::FromElsewhere { label, when, .. } => {
                write!(f, "your last change is from another desk, {when}: {label}")
            }
            Refusal::Large { label, rows, .. } => {
                write!(f, "that takes back {} rows: {label}", say_grouped(*rows))
            }
            Refusal::WantsReason => {
                f.write_str("taking back a colleague's change wants a reason; type one")
            }
            Refusal::AlreadyUndone => f.write_str("that change was taken back already"),
            Refusal::ChangedSince {
                by,
                label,
                set,
                then,
            } => write!(
                f,
                "nothing was undone: change {0} by {by} builds on it ({label}); undo change {0} first{1}",
                set.0,
                say_then(then)
            ),
            Refusal::StillOpen { label, by } => write!(f, "a job of {by} is still open: {label}"),
            Refusal::JobLeft { set, label, by } => write!(
                f,
                "{label} by {by} was cut off and has changed the same (change {}); resume it or take it back first",
                set.0
            ),
            Refusal::TakesBack { set } => write!(
                f,
                "change {} takes back a job and was itself cut off; resume it, or close it, under :jobs",
                set.0
            ),
            Refusal::JobTaken { set } => write!(
                f,
                "a colleague took over or closed the job (change {}); it is theirs now",
                set.0
            ),
            Refusal::NoJob { set } => write!(f, "no job is open under {}", set.0),
            Refusal::EraseWaits { set, label, by } => write!(
                f,
                "nobody is erased while a job is open: {label} by {by} (change {}); let it end, resume it or take it back first",
                set.0
            ),
            Refusal::Erased => f.write_str(ERASED),
            Refusal::PreviewOutdated => f.write_str(PREVIEW_OUTDATED),
            Refusal::BeforeErased { set, label } => write!(
                f,
                "your last change was about somebody who was erased, and cannot be taken back; before it, as change {}: {label}",
                set.0
            ),
            Refusal::ReadOnly => f.write_str(READ_ONLY),
            Refusal::Invalid(why) => why.fmt(f),
        }
    }
}

/// The changes to undo after the first one.
fn say_then(then: &[SetId]) -> String {
    const NAMED: usize = 4;
    let mut words: Vec<String> = then
        .iter()
        .take(NAMED)
        .map(|set| set.0.to_string())
        .collect();
    match (then.len().saturating_sub(NAMED), words.pop()) {
        (0, None) => String::new(),
        (0, Some(last)) if words.is_empty() => format!(", then {last}"),
        (0, Some(last)) => format!(", then {} and {last}", words.join(", ")),
        (more, last) => {
            words.extend(last);
            format!(
                ", then {} and {} more",
                words.join(", "),
                say_grouped(i64::try_from(more).unwrap_or(i64::MAX))
            )
        }
    }
}

/// Something went wrong outside: the disk, the database, a file. Shown as a sentence; the chain stands in the
/// error list (F12) and the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// One sentence: place, cause and way out.
    pub sentence: Clean,
    /// The whole chain of causes.
    pub details: Clean,
    /// What went wrong, without what became of the work and what to do: that depends on what was saved before.
    cause: Clean,
    /// Whether it is about what was to be stored, and not about the place where.
    of_a_value: bool,
}

impl Trouble {
    /// Trouble with the same words for the sentence and the details.
    #[must_use]
    pub fn new(sentence: impl AsRef<str>) -> Trouble {
        let sentence = Clean::line(sentence.as_ref());
        Trouble {
            details: sentence.clone(),
            cause: sentence.clone(),
            sentence,
            of_a_value: false,
        }
    }

    /// Trouble that came before anything was saved: its cause, that nothing was saved and what to do, and the chain.
    #[must_use]
    pub fn unsaved(cause: &str, then: &str, details: impl AsRef<str>) -> Trouble {
        Trouble {
            sentence: Clean::line(&format!("{cause}: {then}")),
            details: Clean::line(details.as_ref()),
            cause: Clean::line(cause),
            of_a_value: false,
        }
    }

    /// The same trouble where it is about what was to be stored: another value could be.
    #[must_use]
    pub fn of_a_value(self) -> Trouble {
        Trouble {
            of_a_value: true,
            ..self
        }
    }

    /// Whether it is about what was to be stored, and not about the place where.
    #[must_use]
    pub fn is_of_a_value(&self) -> bool {
        self.of_a_value
    }

    /// The same trouble in the middle of work, or after it: what is saved, what is not, and the way out.
    #[must_use]
    pub fn but(self, what_is_saved: &str) -> Trouble {
        Trouble {
            sentence: Clean::line(&format!("{}; {what_is_saved}", self.cause)),
            ..self
        }
    }

    /// What went wrong, without what became of the work.
    #[must_use]
    pub fn cause(&self) -> &Clean {
        &self.cause
    }

    /// Trouble with a chain of causes.
    #[must_use]
    pub fn with_details(sentence: impl AsRef<str>, details: impl AsRef<str>) -> Trouble {
        Trouble {
            details: Clean::line(details.as_ref()),
            ..Trouble::new(sentence)
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence.fmt(f)
    }
}

impl std::error::Error for Trouble {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_in_the_middle_of_work_says_what_is_saved_and_no_more_that_nothing_is() {
        let trouble = Trouble::unsaved("the disk is full", "nothing was saved; try again", "13");
        assert_eq!(
            trouble.to_string(),
            "the disk is full: nothing was saved; try again"
        );
        let trouble = trouble.but("the rows before that are saved");
        assert_eq!(
            trouble.to_string(),
            "the disk is full; the rows before that are saved"
        );
        // Whoever knows more says it anew.
        let trouble = trouble.but("they are erased");
        assert_eq!(trouble.to_string(), "the disk is full; they are erased");
        assert_eq!(trouble.details.as_str(), "13");
    }
}
