//! What is done with a row of Today: done, put off, handed over; and why not.

use chrono::{Days, NaiveDate};

use super::Today;
use crate::domain::change::{Change, HistoryChange, PeopleChange, TalkChange};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::today::{Part, Reason, Row, Section, Subject};
use crate::ui::command::{Command, PersonCommand, TodayCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};

impl Today {
    /// Why a command does nothing now.
    pub(in super::super) fn why_not(&self, command: TodayCommand) -> Option<&'static str> {
        let subject = self.row().map(|row| row.subject);
        let tidy = |part: &Part| part.section == Section::TidyUp;
        match (command, subject) {
            (TodayCommand::Done | TodayCommand::Snooze | TodayCommand::HandOver, None) => {
                Some("nothing under the cursor")
            }
            (TodayCommand::Snooze | TodayCommand::HandOver, Some(Subject::Job(_))) => {
                Some("this is a job, not a person; Enter says what may become of it")
            }
            (TodayCommand::Fold, _)
                if !self.state.iter().any(|state| state.parts.iter().any(tidy)) =>
            {
                Some("there is nothing to tidy up")
            }
            (
                TodayCommand::Done
                | TodayCommand::Snooze
                | TodayCommand::HandOver
                | TodayCommand::Whose
                | TodayCommand::Fold
                | TodayCommand::Refresh,
                _,
            ) => None,
        }
    }

    pub(super) fn done(&self) -> Vec<Next> {
        let Some(row) = self.row() else {
            return nothing();
        };
        match (row.subject, row.first()) {
            (Subject::Person(person), Some(Reason::NextStep { text, date })) => {
                vec![Next::Apply(Change::People(PeopleChange::StepDone {
                    person,
                    step: text.clone(),
                    date: Some(*date),
                }))]
            }
            (Subject::Person(person), Some(Reason::Reply { last, .. })) => {
                vec![Next::Apply(Change::Talk(TalkChange::Answered {
                    person,
                    last: *last,
                }))]
            }
            (Subject::Person(person), Some(Reason::LookAgain { date, .. })) => {
                vec![Next::Apply(Change::People(PeopleChange::LookAgain {
                    person,
                    seen: *date,
                    date: None,
                }))]
            }
            // Being in touch is what is owed: the way to have done it is to log it.
            (Subject::Person(_), Some(Reason::Quiet { .. })) => {
                vec![Next::Run(Command::Person(PersonCommand::Log))]
            }
            (Subject::Job(set), _) => {
                vec![Next::Apply(Change::History(HistoryChange::Undo {
                    set,
                    reason: None,
                }))]
            }
            _ => nothing(),
        }
    }

    pub(super) fn snooze(&self, look: &Look<'_>) -> Vec<Next> {
        let Some((person, row)) = self.person() else {
            return nothing();
        };
        let mut pick = Pick::new(&format!("{} comes back", row.name));
        for (words, until) in days_to_come(look) {
            let detail = crate::domain::dates::say(until, look.today);
            pick.add(
                words,
                &detail,
                vec![Next::Apply(Change::People(PeopleChange::Snooze {
                    person,
                    until,
                }))],
            );
        }
        let prompt = Prompt::new(
            PromptFor::Snooze(person),
            &format!("{} comes back on", row.name),
        );
        pick.add(
            "another day…",
            "",
            vec![Next::open(Overlay::Prompt(prompt))],
        );
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Hands the next step to a colleague, or the person where there is no step.
    pub(super) fn hand_over(&self) -> Vec<Next> {
        let Some((person, row)) = self.person() else {
            return nothing();
        };
        let step = row
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::NextStep { .. }));
        let field = if step { Field::NextOwner } else { Field::Owner };
        vec![Next::HandOver(person, field, row.name.clone())]
    }

    fn person(&self) -> Option<(PersonId, &Row)> {
        let row = self.row()?;
        match row.subject {
            Subject::Person(person) => Some((person, row)),
            Subject::Job(_) => None,
        }
    }
}

/// Days that snooze proposes: the next working day first, then by the calendar.
fn days_to_come(look: &Look<'_>) -> Vec<(&'static str, NaiveDate)> {
    let working = look.settings.working.after(look.today);
    let mut days: Vec<_> = [
        ("tomorrow", 1),
        ("in three days", 3),
        ("in a week", 7),
        ("in two weeks", 14),
        ("in a month", 30),
    ]
    .into_iter()
    .filter_map(|(words, days)| Some((words, look.today.checked_add_days(Days::new(days))?)))
    .collect();
    if days.first().is_some_and(|(_, day)| *day != working) {
        days.insert(0, ("next working day", working));
    }
    days
}

fn nothing() -> Vec<Next> {
    vec![Next::Say(Notice::calm("nothing under the cursor"))]
}
