//! One action on many people: what it does to each, and what is said when it is done.
//!
//! People are taken as they were seen: who was changed meanwhile by somebody else, in what the action changes, stays
//! as they are and is counted. The action goes as one change set.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::counts::say_grouped;
use super::dates::say_full;
use super::field::Field;
use super::ids::{PersonId, SetId};
use super::lifecycle::GoingOn;
use super::parking::ParkReason;
use super::stage::Stage;
use super::text::Clean;

/// One action on many people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bulk {
    /// Whom.
    pub people: Vec<PersonId>,
    /// The last change set that the author had seen when they chose them.
    pub seen: SetId,
    /// What.
    pub action: BulkAction,
}

/// What is done to each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkAction {
    /// To a stage; who is parked stays parked.
    Move {
        /// Which.
        to: Stage,
        /// Only those whose checklist misses nothing.
        only_ready: bool,
        /// Why the others go, too.
        because: Option<GoingOn>,
    },
    /// One field, in stored form; `None` empties it.
    Set(Field, Option<String>),
    /// Tags to be put on and to be taken off.
    Tags {
        /// On.
        add: Vec<String>,
        /// Off.
        take: Vec<String>,
    },
    /// Off the board.
    Park {
        /// Why.
        reason: ParkReason,
        /// When to look again.
        look_again: Option<NaiveDate>,
    },
    /// Back on the board.
    Unpark,
    /// What we do next.
    Step {
        /// One line.
        text: String,
        /// When.
        date: Option<NaiveDate>,
    },
}

/// What came of it, in people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Changed.
    pub changed: i64,
    /// Were so already.
    pub same: i64,
    /// Were not ready.
    pub not_ready: i64,
    /// Are parked.
    pub parked: i64,
    /// Were changed by a colleague meanwhile.
    pub theirs: i64,
    /// Are gone.
    pub gone: i64,
}

/// What came of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Changed.
    Changed,
    /// Was so already.
    Same,
    /// The checklist misses something, and only who is ready was meant.
    NotReady,
    /// Is parked.
    Parked,
    /// A colleague changed the same meanwhile.
    Theirs,
    /// Is gone.
    Gone,
}

impl Came {
    /// Counts one person.
    pub fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Changed => &mut self.changed,
            Outcome::Same => &mut self.same,
            Outcome::NotReady => &mut self.not_ready,
            Outcome::Parked => &mut self.parked,
            Outcome::Theirs => &mut self.theirs,
            Outcome::Gone => &mut self.gone,
        } += 1;
    }

    /// Who was left as they are and why: `; 3 were so already, 2 that colleagues changed meanwhile stay`.
    fn left(&self) -> String {
        let told = [
            (self.same, "so already"),
            (self.not_ready, "not ready"),
            (self.parked, "parked"),
            (self.theirs, "changed by colleagues meanwhile"),
            (self.gone, "gone"),
        ];
        let parts: Vec<String> = told
            .iter()
            .filter(|(people, _)| *people > 0)
            .map(|(people, why)| format!("{} {why}", say_grouped(*people)))
            .collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("; left as they are: {}", parts.join(", "))
        }
    }
}

/// How ready people are for a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Chosen.
    pub chosen: usize,
    /// The checklist misses nothing.
    pub ready: usize,
    /// The checklist misses something.
    pub not_ready: usize,
    /// Are there already.
    pub there: usize,
    /// Are parked.
    pub parked: usize,
    /// Are in a later stage now, by that stage; they are counted as ready or not as well.
    pub back: [usize; Stage::ALL.len()],
}

impl Readiness {
    /// Whom the move takes back, and from where: `3 of them back from nurturing or advocacy`; nothing where nobody is.
    #[must_use]
    pub fn say_back(&self) -> Option<String> {
        let people: usize = self.back.iter().sum();
        let from: Vec<&str> = Stage::ALL
            .into_iter()
            .filter(|stage| self.back[stage.index()] > 0)
            .map(Stage::word)
            .collect();
        let people = say_grouped(i64::try_from(people).unwrap_or(i64::MAX));
        (!from.is_empty()).then(|| format!("{people} of them back from {}", from.join(" or ")))
    }
}

/// How many of some people are in each stage; who is parked is in none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spread {
    /// By the place of the stage on the board.
    pub people: [usize; Stage::ALL.len()],
}

impl Spread {
    /// The stage after the one most of them are in, or the one before; that one itself at the end of the board.
    /// Nothing where nobody is on the board.
    #[must_use]
    pub fn toward(&self, forward: bool) -> Option<Stage> {
        let in_stage = |stage: &Stage| self.people[stage.index()];
        // Of as many, the earlier stage.
        let most = Stage::ALL.into_iter().rev().max_by_key(in_stage)?;
        let toward = if forward {
            most.next()
        } else {
            most.previous()
        };
        (in_stage(&most) > 0).then(|| toward.unwrap_or(most))
    }
}

impl BulkAction {
    /// What is said of so many people, before and after.
    #[must_use]
    pub fn words(&self, people: i64) -> String {
        let whom = whom(people);
        match self {
            BulkAction::Move { to, .. } => format!("{whom} to {}", to.word()),
            BulkAction::Set(field, Some(value)) => {
                format!("{} {value} for {whom}", field.label().to_lowercase())
            }
            BulkAction::Set(field, None) => {
                format!("no {} for {whom}", field.label().to_lowercase())
            }
            BulkAction::Tags { add, take } => {
                let on = add.iter().map(|tag| format!("+{tag}"));
                let off = take.iter().map(|tag| format!("-{tag}"));
                let tags: Vec<String> = on.chain(off).collect();
                format!("tags {} for {whom}", tags.join(" "))
            }
            BulkAction::Park { reason, .. } => format!("parked {whom}: {}", reason.word()),
            BulkAction::Unpark => format!("{whom} back on the board"),
            BulkAction::Step { text, date } => {
                let date = date.map(say_full).unwrap_or_default();
                format!("next for {whom}: {}", format!("{date} {text}").trim())
            }
        }
    }

    /// What is said when it is done.
    #[must_use]
    pub fn done(&self, came: &Came) -> String {
        if came.changed == 0 {
            return format!("nobody was changed{}", came.left());
        }
        format!("{}{}", self.words(came.changed), came.left())
    }

    /// What is said when it is done with one person.
    #[must_use]
    pub fn done_with(&self, name: &Clean, came: &Came) -> String {
        if came.changed == 0 {
            let why = match () {
                () if came.not_ready > 0 => "not ready",
                () if came.parked > 0 => "parked",
                () => "nothing to change",
            };
            return format!("{name}: {why}");
        }
        match self {
            BulkAction::Move { to, .. } => format!("{name} is now in {}", to.word()),
            BulkAction::Set(field, value) => {
                let value = value.as_deref().unwrap_or("none");
                format!("{name}: {} {value}", field.label().to_lowercase())
            }
            BulkAction::Tags { add, take } => match (add.join(", "), take.join(", ")) {
                (add, take) if take.is_empty() => format!("Tagged {name}: {add}"),
                (add, take) if add.is_empty() => format!("Untagged {name}: {take}"),
                (add, take) => format!("Tagged {name}: {add}; removed {take}"),
            },
            BulkAction::Park { reason, .. } => format!("parked {name}: {}", reason.word()),
            BulkAction::Unpark => format!("{name} is back on the board"),
            BulkAction::Step { text, date } => {
                let date = date.map(say_full).unwrap_or_default();
                format!("Next step for {name}: {}", format!("{date} {text}").trim())
            }
        }
    }

    /// Columns of a person that it changes; a colleague's later change of one of them stands.
    #[must_use]
    pub fn columns(&self) -> &'static [&'static str] {
        match self {
            BulkAction::Move { .. } => &["stage", "park_reason"],
            BulkAction::Park { .. } | BulkAction::Unpark => &["park_reason", "look_again"],
            BulkAction::Step { .. } => &["next_step", "next_date", "next_owner"],
            // Tags are put beside what is there.
            BulkAction::Tags { .. } => &[],
            BulkAction::Set(field, _) => match field {
                Field::Owner => &["owner"],
                Field::Segment => &["segment"],
                Field::CareLevel => &["care_level"],
                _ => &["version"],
            },
        }
    }
}

fn whom(people: i64) -> String {
    if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{} people", say_grouped(people))
    }
}

/// Reads `vegan -paused #ugc`: tags to be put on, and with `-` to be taken off.
///
/// # Errors
/// One sentence when there is none.
pub fn read_tags(typed: &str) -> Result<BulkAction, String> {
    let (mut add, mut take) = (Vec::new(), Vec::new());
    for part in typed.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let (list, tag) = match part.strip_prefix('-') {
            Some(tag) => (&mut take, tag),
            None => (&mut add, part.strip_prefix('+').unwrap_or(part)),
        };
        let tag = tag.trim_start_matches('#').to_lowercase();
        if !tag.is_empty() && !list.contains(&tag) {
            list.push(tag);
        }
    }
    if add.is_empty() && take.is_empty() {
        return Err("type tags: vegan ugc puts them on, -paused takes one off".into());
    }
    Ok(BulkAction::Tags { add, take })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_put_on_and_with_a_minus_taken_off() {
        assert_eq!(
            read_tags("#Vegan, -paused +ugc vegan"),
            Ok(BulkAction::Tags {
                add: vec!["vegan".into(), "ugc".into()],
                take: vec!["paused".into()],
            })
        );
        assert!(read_tags(" - ,").is_err());
    }

    #[test]
    fn the_stage_meant_is_beside_the_one_most_are_in() {
        let toward = |people, forward| Spread { people }.toward(forward);
        assert_eq!(toward([0, 2, 0, 5, 1], true), Some(Stage::Advocacy));
        assert_eq!(toward([0, 2, 0, 5, 1], false), Some(Stage::Collaboration));
        assert_eq!(toward([0, 2, 2, 0, 0], true), Some(Stage::Collaboration));
        assert_eq!(toward([0, 0, 0, 0, 1], true), Some(Stage::Advocacy));
        assert_eq!(toward([4, 0, 0, 0, 1], false), Some(Stage::Discovery));
        assert_eq!(toward([0; 5], true), None);
    }

    #[test]
    fn who_goes_back_is_told_with_the_stages_they_leave() {
        let back = Readiness {
            back: [0, 0, 0, 2, 1],
            ..Readiness::default()
        };
        let words = "3 of them back from nurturing or advocacy";
        assert_eq!(back.say_back().as_deref(), Some(words));
        assert_eq!(Readiness::default().say_back(), None);
    }

    #[test]
    fn what_came_of_it_is_told_with_who_was_left_and_why() {
        let owner = BulkAction::Set(Field::Owner, Some("ben".into()));
        let came = Came {
            changed: 12_340,
            same: 3,
            theirs: 1,
            ..Came::default()
        };
        assert_eq!(
            owner.done(&came),
            "owner ben for 12,340 people; left as they are: 3 so already, 1 changed by colleagues meanwhile"
        );
        let none = Came {
            parked: 2,
            ..Came::default()
        };
        assert_eq!(
            BulkAction::Unpark.done(&none),
            "nobody was changed; left as they are: 2 parked"
        );
    }
}
