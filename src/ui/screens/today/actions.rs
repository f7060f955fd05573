//! What is done with a row of Today: done, put off, handed over; and why not.

use chrono::{Days, NaiveDate};

use super::Today;
use crate::domain::change::{Change, HistoryChange, PeopleChange, TalkChange};
use crate::domain::field::Field;
use crate::domain::today::{Part, Reason, Row, Section, Subject as Owed};
use crate::ui::command::TodayCommand;
use crate::ui::draft::ChoiceOf;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::logbox::{LogBox, LogKind};
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::subject::{OnePerson, Subject};

impl Today {
    /// Why a command does nothing now.
    pub(in super::super) fn why_not(&self, command: TodayCommand) -> Option<&'static str> {
        let subject = self.row().map(|row| row.subject);
        let tidy = |part: &Part| part.section == Section::TidyUp;
        match (command, subject) {
            (TodayCommand::Done | TodayCommand::Snooze | TodayCommand::HandOver, None) => {
                Some("nothing under the cursor")
            }
            (TodayCommand::Snooze | TodayCommand::HandOver, Some(Owed::Job(_))) => {
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
        match row.subject {
            Owed::Person(person) => {
                done_with(&OnePerson::new(person, row.name.clone()), row.first())
            }
            Owed::Job(set) => {
                let undo = Change::History(HistoryChange::Undo { set, reason: None });
                vec![Next::Apply(Subject::change(set, &row.name), undo)]
            }
        }
    }

    pub(super) fn snooze(&self, look: &Look<'_>) -> Vec<Next> {
        let Some((who, _)) = self.person() else {
            return nothing();
        };
        vec![snooze_until(&who, look)]
    }

    /// Hands the next step to a colleague, or the person where there is no step.
    pub(super) fn hand_over(&self) -> Vec<Next> {
        let Some((who, row)) = self.person() else {
            return nothing();
        };
        let step = row
            .reasons
            .iter()
            .any(|reason| matches!(reason, Reason::NextStep { .. }));
        let field = if step { Field::NextOwner } else { Field::Owner };
        vec![Next::HandOver(who, field)]
    }

    fn person(&self) -> Option<(OnePerson, &Row)> {
        let row = self.row()?;
        match row.subject {
            Owed::Person(person) => Some((OnePerson::new(person, row.name.clone()), row)),
            Owed::Job(_) => None,
        }
    }
}

/// What is owed to this person has been done.
fn done_with(who: &OnePerson, owed: Option<&Reason>) -> Vec<Next> {
    let person = who.id;
    let change = match owed {
        Some(Reason::NextStep { text, date }) => Change::People(PeopleChange::StepDone {
            person,
            step: text.clone(),
            date: Some(*date),
        }),
        Some(Reason::Reply { last, .. }) => Change::Talk(TalkChange::Answered {
            person,
            last: *last,
        }),
        Some(Reason::LookAgain { date, .. }) => Change::People(PeopleChange::LookAgain {
            person,
            seen: *date,
            date: None,
        }),
        // Being in touch is what is owed: the way to have done it is to log it.
        Some(Reason::Quiet { .. }) => {
            let log = LogBox::new(LogKind::Contact, who);
            return vec![Next::open(Overlay::Log(log))];
        }
        _ => return nothing(),
    };
    vec![Next::Apply(who.into(), change)]
}

/// Days that snooze proposes: the next working day first, then by the calendar.
/// The days until which somebody may be snoozed.
#[must_use]
pub fn snooze_until(who: &OnePerson, look: &Look<'_>) -> Next {
    let mut pick = Pick::new(
        ChoiceOf::Snooze(who.id),
        who,
        &format!("Snooze {} until", who.name),
    );
    for (words, until) in days_to_come(look) {
        let detail = crate::domain::dates::say(until, look.today);
        let snooze = Change::People(PeopleChange::Snooze {
            person: who.id,
            until,
        });
        pick.add(words, &detail, vec![Next::Apply(who.into(), snooze)]);
    }
    let prompt = Prompt::new(PromptFor::Snooze(who.clone()));
    let open = Next::open(Overlay::Prompt(prompt));
    pick.add("another day…", "", vec![open]);
    Next::open(Overlay::Pick(pick))
}

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
