//! Today: what is owed to whom, and why now. Computed, never typed; the store narrows, this judges and orders.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ids::{PersonId, SetId, TouchId};
use super::lifecycle::Facts;
use super::parking::ParkReason;
use super::stage::Stage;
use super::text::Clean;

/// Rows a section shows before it says how many more there are.
pub const SECTION_ROWS: usize = 300;

/// Why a person stands in Today.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// They wrote and nobody answered.
    Reply {
        /// The day of their message.
        since: NaiveDate,
        /// What they said.
        text: Clean,
        /// Their last message.
        last: TouchId,
    },
    /// A next step is due.
    NextStep {
        /// The step.
        text: Clean,
        /// Its date.
        date: NaiveDate,
    },
    /// Quiet for too long.
    Quiet {
        /// Days since the last contact.
        days: i64,
        /// Days we want at most.
        limit: i64,
        /// Their stage.
        stage: Stage,
        /// The last contact.
        last: NaiveDate,
    },
    /// Parked, and the date to look again has come.
    LookAgain {
        /// The date.
        date: NaiveDate,
        /// Why they were parked.
        reason: ParkReason,
    },
    /// A job was left open.
    Job {
        /// Its change set.
        set: SetId,
        /// What it was doing.
        label: Clean,
        /// Who began it.
        by: Clean,
    },
}

/// A section of Today, in the order of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Our move: replies.
    WaitingOnUs,
    /// Next steps, and a few people who have been quiet.
    KeepWarm,
    /// What can wait: parked people to look at again, jobs left open.
    TidyUp,
}

impl Section {
    /// All sections in order.
    pub const ALL: [Section; 3] = [Section::WaitingOnUs, Section::KeepWarm, Section::TidyUp];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Section::WaitingOnUs => "Waiting on us",
            Section::KeepWarm => "Keep warm",
            Section::TidyUp => "Tidy up",
        }
    }
}

impl Reason {
    /// The section it belongs to.
    #[must_use]
    pub fn section(&self) -> Section {
        match self {
            Reason::Reply { .. } => Section::WaitingOnUs,
            Reason::NextStep { .. } | Reason::Quiet { .. } => Section::KeepWarm,
            Reason::LookAgain { .. } | Reason::Job { .. } => Section::TidyUp,
        }
    }

    /// Days by which it is late (positive) or early; what sorts a section, most late first.
    #[must_use]
    pub fn late_by(&self, today: NaiveDate) -> i64 {
        match self {
            Reason::Reply { since, .. } => (today - *since).num_days(),
            Reason::NextStep { date, .. } | Reason::LookAgain { date, .. } => {
                (today - *date).num_days()
            }
            Reason::Quiet { days, limit, .. } => days - limit,
            Reason::Job { .. } => 0,
        }
    }

    /// Next steps stand before quiet people in their section.
    fn rank(&self) -> u8 {
        u8::from(matches!(self, Reason::Quiet { .. } | Reason::Job { .. }))
    }
}

/// Something owed, before it is put in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// About whom; `None` for a job.
    pub person: Option<PersonId>,
    /// The name.
    pub name: Clean,
    /// Two letters a platform.
    pub platforms: Clean,
    /// Whose it is: the next step's owner or the person's; blank is everybody's.
    pub owner: Clean,
    /// Their stage.
    pub stage: Stage,
    /// What the checklists ask.
    pub facts: Facts,
    /// Why.
    pub reason: Reason,
}

/// What a row of Today is about; the cursor stays with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A job.
    Job(SetId),
}

/// A row: a person or job with every reason it has.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// About what.
    pub subject: Subject,
    /// The name.
    pub name: Clean,
    /// Two letters a platform.
    pub platforms: Clean,
    /// Whose it is.
    pub owner: Clean,
    /// Their stage.
    pub stage: Stage,
    /// What the checklists ask.
    pub facts: Facts,
    /// The reason shown first, then the others.
    pub reasons: Vec<Reason>,
}

impl Row {
    /// The reason shown.
    #[must_use]
    pub fn first(&self) -> Option<&Reason> {
        self.reasons.first()
    }
}

/// Rows of one section and how many there are in all.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which section.
    pub section: Section,
    /// Its rows, most urgent first, at most [`SECTION_ROWS`].
    pub rows: Vec<Row>,
    /// How many there are, those not shown included.
    pub total: usize,
}

/// Puts everything that is owed into its section and order; one row a person, under their first reason. At most
/// `quiet_a_day` quiet people are offered.
#[must_use]
pub fn arrange(mut owed: Vec<Candidate>, today: NaiveDate, quiet_a_day: usize) -> Vec<Part> {
    owed.sort_by(|a, b| {
        let order = |c: &Candidate| {
            (
                c.reason.section(),
                c.reason.rank(),
                -c.reason.late_by(today),
            )
        };
        order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name))
    });
    let mut place: HashMap<Subject, (usize, usize)> = HashMap::new();
    let mut parts: Vec<Part> = Section::ALL
        .iter()
        .map(|section| Part {
            section: *section,
            rows: Vec::new(),
            total: 0,
        })
        .collect();
    let mut quiet = 0;
    for one in owed {
        let subject = match (&one.reason, one.person) {
            (Reason::Job { set, .. }, _) => Subject::Job(*set),
            (_, Some(person)) => Subject::Person(person),
            (_, None) => continue,
        };
        if let Some((part, row)) = place.get(&subject) {
            parts[*part].rows[*row].reasons.push(one.reason);
            continue;
        }
        if matches!(one.reason, Reason::Quiet { .. }) {
            quiet += 1;
            if quiet > quiet_a_day {
                continue;
            }
        }
        let index = one.reason.section() as usize;
        let part = &mut parts[index];
        place.insert(subject, (index, part.rows.len()));
        part.rows.push(Row {
            subject,
            name: one.name,
            platforms: one.platforms,
            owner: one.owner,
            stage: one.stage,
            facts: one.facts,
            reasons: vec![one.reason],
        });
    }
    for part in &mut parts {
        part.total = part.rows.len();
        part.rows.truncate(SECTION_ROWS);
    }
    parts.retain(|part| part.total > 0);
    parts
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn owed(person: i64, name: &'static str, reason: Reason) -> Candidate {
        Candidate {
            person: Some(PersonId(person)),
            name: Clean::fixed(name),
            platforms: Clean::default(),
            owner: Clean::default(),
            stage: Stage::Nurturing,
            facts: Facts::default(),
            reason,
        }
    }

    fn step(date: &str) -> Reason {
        Reason::NextStep {
            text: Clean::fixed("call"),
            date: day(date),
        }
    }

    fn quiet(days: i64) -> Reason {
        Reason::Quiet {
            days,
            limit: 45,
            stage: Stage::Nurturing,
            last: day("2026-01-01"),
        }
    }

    #[test]
    fn the_most_late_stands_first_in_its_section() {
        let parts = arrange(
            vec![
                owed(1, "Ada", step("2026-11-21")),
                owed(2, "Ben", step("2026-11-19")),
            ],
            day("2026-11-21"),
            5,
        );
        let names: Vec<_> = parts[0]
            .rows
            .iter()
            .map(|row| row.name.as_str().to_owned())
            .collect();
        assert_eq!(names, ["Ben", "Ada"]);
    }

    #[test]
    fn several_reasons_about_one_person_are_one_row_under_the_most_pressing() {
        let reply = Reason::Reply {
            since: day("2026-11-20"),
            text: Clean::fixed("yes"),
            last: TouchId(1),
        };
        let parts = arrange(
            vec![
                owed(1, "Ada", step("2026-11-01")),
                owed(1, "Ada", reply.clone()),
            ],
            day("2026-11-21"),
            5,
        );
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].section, Section::WaitingOnUs);
        assert_eq!(parts[0].rows[0].reasons, [reply, step("2026-11-01")]);
    }

    #[test]
    fn at_most_five_quiet_people_are_offered_the_longest_quiet_first() {
        let many: Vec<_> = (1..=9).map(|n| owed(n, "Ada", quiet(50 + n))).collect();
        let parts = arrange(many, day("2026-11-21"), 5);
        let days: Vec<_> = parts[0]
            .rows
            .iter()
            .map(|row| match row.first() {
                Some(Reason::Quiet { days, .. }) => *days,
                _ => 0,
            })
            .collect();
        assert_eq!(days, [59, 58, 57, 56, 55]);
    }
}
