//! A value as people read it.

use chrono::NaiveDate;

use super::{Line, Sides};
use crate::domain::dates::say;
use crate::domain::field::Field;
use crate::domain::text::{Clean, Raw};
use crate::domain::triage::Answered;

impl Sides {
    /// The value of a side as people read it; blank where there is none.
    #[must_use]
    pub fn show(&self, line: Line, place: usize, today: NaiveDate) -> Clean {
        let (Some(side), Some(stored)) = (self.0.get(place), self.stored(line, place)) else {
            return Clean::default();
        };
        let person = &side.person;
        match line {
            Line::Field(field) => field.show(&Raw::new(stored), today),
            Line::Stage => Clean::line(&format!(
                "{} since {}",
                person.stage.word(),
                say(person.stage_since, today)
            )),
            Line::Parked => match person.parked {
                None => Clean::fixed("on the board"),
                Some(parked) => Clean::line(&match parked.look_again {
                    None => format!("parked: {}", parked.reason.word()),
                    Some(date) => format!(
                        "parked: {}, again {}",
                        parked.reason.word(),
                        say(date, today)
                    ),
                }),
            },
            Line::Step => {
                let date = person
                    .values
                    .date(Field::NextDate)
                    .map(|date| say(date, today));
                let step = person.values.stored(Field::NextStep).to_owned();
                let by = person
                    .values
                    .get(Field::NextOwner)
                    .map(|by| format!("({})", by.as_stored()));
                let parts: Vec<String> = [date, Some(step), by].into_iter().flatten().collect();
                Clean::line(parts.join(" ").trim())
            }
            Line::Fit(check) => {
                let answer = side.fit.iter().find(|one| one.check == check);
                Clean::line(&answer.map_or_else(String::new, told))
            }
        }
    }
}

/// The answer to a fit check, with its line.
fn told(answer: &Answered) -> String {
    if answer.line.is_blank() {
        answer.verdict.word().to_owned()
    } else {
        format!("{}: {}", answer.verdict.word(), answer.line.line())
    }
}
