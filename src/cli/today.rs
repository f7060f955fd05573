//! `today`: what is owed, for scripts and mornings; exit code 3 when something is late.

use serde_json::json;

use super::args::QueryArgs;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::dates::iso;
use crate::domain::question::{Answer, Question};
use crate::domain::text::pad;
use crate::domain::today::{Reason, Row, Subject};
use crate::runtime::clock;

/// Something is late.
const LATE: u8 = 3;

/// Prints what is owed.
pub fn run(
    mut opened: Opened,
    query: &QueryArgs,
    team: bool,
    as_json: bool,
    out: &mut Out,
) -> Result<u8, Failed> {
    let query = opened.query(query)?;
    let stamp = opened.stamp();
    let Answer::Today(state) = opened
        .store
        .answer(&Question::Today { mine: !team, query }, &stamp)?
    else {
        return Ok(0);
    };
    let today = clock::today();
    let is_late = |reason: &Reason| {
        !matches!(reason, Reason::Quiet { .. } | Reason::LookAgain { .. })
            && reason.late_by(today) > 0
    };
    let mut late = false;
    for part in &state.parts {
        if !as_json {
            out.line(part.section.title());
        }
        for row in &part.rows {
            late |= row.reasons.iter().any(is_late);
            if as_json {
                out.json(&row_json(part.section.title(), row));
            } else {
                out.line(format!(
                    "  {}  {}  {}",
                    pad(row.name.as_str(), 26),
                    pad(row.platforms.as_str(), 6),
                    words(row, today)
                ));
            }
        }
        if part.total > part.rows.len() && !as_json {
            out.line(format!("  and {} more", part.total - part.rows.len()));
        }
    }
    if state.parts.is_empty() && !as_json {
        out.line("nothing is owed to anybody today");
    }
    Ok(if late { LATE } else { 0 })
}

fn words(row: &Row, today: chrono::NaiveDate) -> String {
    row.reasons
        .iter()
        .map(|reason| reason_words(reason, today))
        .collect::<Vec<_>>()
        .join(" · ")
}

fn reason_words(reason: &Reason, today: chrono::NaiveDate) -> String {
    use crate::domain::dates::{say, say_due};
    match reason {
        Reason::Reply { since, text, .. } => format!("answer ({}): {text}", say(*since, today)),
        Reason::NextStep { text, date } => format!("{}: {text}", say_due(*date, today)),
        Reason::Quiet { days, stage, .. } => format!("quiet for {days} days, {}", stage.word()),
        Reason::LookAgain { reason, .. } => format!("look again, parked: {}", reason.word()),
        Reason::Job { label, by, .. } => format!("{label} by {by} was cut off"),
    }
}

fn row_json(section: &str, row: &Row) -> serde_json::Value {
    let reasons: Vec<serde_json::Value> = row
        .reasons
        .iter()
        .map(|reason| match reason {
            Reason::Reply { since, text, .. } => json!({"reply_owed_since": iso(*since), "text": text.as_str()}),
            Reason::NextStep { text, date } => json!({"next_step": text.as_str(), "date": iso(*date)}),
            Reason::Quiet { days, limit, stage, last } => {
                json!({"quiet_days": days, "limit_days": limit, "stage": stage.word(), "last_contact": iso(*last)})
            }
            Reason::LookAgain { date, reason } => json!({"look_again": iso(*date), "parked": reason.stored()}),
            Reason::Job { set, label, by } => json!({"job": set, "label": label.as_str(), "by": by.as_str()}),
        })
        .collect();
    let person = match row.subject {
        Subject::Person(person) => Some(person),
        Subject::Job(_) => None,
    };
    json!({"section": section, "person": person, "name": row.name.as_str(), "platforms": row.platforms.as_str(), "owner": row.owner.as_str(), "reasons": reasons})
}
