//! The history: everybody's change sets, and the fields of one.

use rusqlite::Row;
use serde_json::{Map, Value};

use super::{Failure, Store, terms, triage};
use crate::domain::dates::from_iso;
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::question::{ChangeSet, ChangedField};
use crate::domain::settings::{self, Setting};
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};

/// Fields of one change set that are shown at most.
const MOST: usize = 200;

const COLUMNS: &str = "s.id, s.at, s.date, s.by, s.label, s.rows, s.state = 'open', (SELECT by FROM change_set u WHERE u.id = s.undone_by), \
   coalesce(s.reason, (SELECT reason FROM change_set u WHERE u.id = s.undone_by), '')";

impl Store {
    /// Change sets, newest first.
    pub(super) fn history(
        &mut self,
        person: Option<PersonId>,
        before: Option<SetId>,
        rows: u32,
    ) -> Result<Vec<ChangeSet>, Failure> {
        let before = before.map_or(i64::MAX, |set| set.0);
        let login = self.login.clone();
        let about = match person {
            Some(_) => {
                "AND s.id IN (SELECT j.set_id FROM (SELECT ?3 AS id UNION SELECT gone FROM merged WHERE person_id = ?3) w
                     JOIN journal j ON j.person_id = w.id
                   UNION SELECT j.set_id FROM (SELECT ?3 AS id UNION SELECT gone FROM merged WHERE person_id = ?3) w
                     JOIN journal j ON j.tbl = 'person' AND j.last_id >= w.id AND j.row_id <= w.id)"
            }
            None => "AND ?3 IS NULL",
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM change_set s WHERE s.id < ?1 {about} ORDER BY s.id DESC LIMIT ?2"
        );
        let sets = self
            .connection
            .prepare_cached(&sql)?
            .query_map((before, rows, person.map(|person| person.0)), |row| {
                change_set(row, &login)
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(sets)
    }

    /// What one change set changed, field by field.
    pub(super) fn changed(&mut self, set: SetId) -> Result<Vec<ChangedField>, Failure> {
        let mut statement = self.connection.prepare_cached(
            "SELECT j.tbl, j.before, j.after, coalesce(c.name, (SELECT name FROM merged WHERE gone = j.person_id), ''), j.row_id, j.last_id
             FROM journal j LEFT JOIN card c ON c.person_id = j.person_id WHERE j.set_id = ?1 ORDER BY j.id LIMIT ?2",
        )?;
        let mut rows = statement.query((set.0, i64::try_from(MOST).unwrap_or(200)))?;
        let mut fields = Vec::new();
        while let Some(row) = rows.next()? {
            let table: String = row.get(0)?;
            let name = Clean::line(&row.get::<_, String>(3)?);
            if let Some(last) = row.get::<_, Option<i64>>(5)? {
                let many = last - row.get::<_, i64>(4)? + 1;
                let field = Clean::line(&format!("{} added", thing(&table)));
                fields.push(ChangedField {
                    name,
                    field,
                    before: Clean::default(),
                    after: Clean::line(&many.to_string()),
                });
                continue;
            }
            let before = image(row.get_ref(1)?.as_str().ok());
            let after = image(row.get_ref(2)?.as_str().ok());
            differences(&table, &name, &before, &after, &mut fields);
            if fields.len() >= MOST {
                break;
            }
        }
        fields.truncate(MOST);
        Ok(fields)
    }
}

fn change_set(row: &Row<'_>, login: &str) -> rusqlite::Result<ChangeSet> {
    let at: i64 = row.get(1)?;
    let by: String = row.get(3)?;
    let time =
        chrono::DateTime::from_timestamp_millis(at).map(|time| time.with_timezone(&chrono::Local));
    Ok(ChangeSet {
        id: SetId(row.get(0)?),
        at,
        date: from_iso(&row.get::<_, String>(2)?).unwrap_or_default(),
        time: Clean::line(&time.map_or_else(String::new, |time| time.format("%H:%M").to_string())),
        mine: by == login,
        by: Clean::line(&by),
        label: Clean::line(&row.get::<_, String>(4)?),
        rows: row.get(5)?,
        open: row.get(6)?,
        undone_by: row.get::<_, Option<String>>(7)?.map(|by| Clean::line(&by)),
        reason: Clean::line(&row.get::<_, String>(8)?),
    })
}

fn image(json: Option<&str>) -> Option<Map<String, Value>> {
    serde_json::from_str(json?).ok()
}

/// What a table holds, in the plural.
pub fn thing(table: &str) -> &'static str {
    match table {
        "person" => "people",
        "account" => "accounts",
        "snapshot" => "figures",
        "manager" => "managers",
        "contact_point" => "contact points",
        "audience_share" => "audience shares",
        "sponsorship" => "sponsors",
        "competitor" => "competitors",
        "rate" => "rates",
        "touch" => "contacts",
        "note" => "notes",
        "stage_move" => "moves",
        "setting" => "settings",
        "mapping" => "learned mappings",
        "saved_view" => "views",
        "fit_check" => "fit checks",
        "flag_decision" => "decisions on flags",
        "merged" => "merged people",
        "not_same" => "pairs who are two",
        _ => "rows",
    }
}

/// Columns that say nothing to a person reading the history.
const QUIET: &[&str] = &[
    "by_hand",
    "handle_key",
    "person_id",
    "account_id",
    "manager_id",
    "imported",
    "settled",
    "by",
    "added",
    "source",
    "other_id",
    "gone",
];

type Image = Option<Map<String, Value>>;

fn differences(
    table: &str,
    name: &Clean,
    before: &Image,
    after: &Image,
    fields: &mut Vec<ChangedField>,
) {
    // A move is told by the person's own stage; the row that keeps it would say it twice.
    if table == "stage_move" {
        return;
    }
    if let Some(label) = terms::label(table).or_else(|| triage::label(table)) {
        let told = |image: &Image| {
            image.as_ref().map(|map| match triage::label(table) {
                Some(_) => triage::told(table, map),
                None => terms::told(table, map),
            })
        };
        let (was, is) = (told(before), told(after));
        if was != is {
            fields.push(ChangedField {
                name: name.clone(),
                field: Clean::fixed(label),
                before: was.unwrap_or_default(),
                after: is.unwrap_or_default(),
            });
        }
        return;
    }
    let none = Map::new();
    let (old, new) = (
        before.as_ref().unwrap_or(&none),
        after.as_ref().unwrap_or(&none),
    );
    if table == "setting" {
        fields.extend(setting(old, new));
        return;
    }
    let keys = if new.is_empty() { old } else { new };
    for key in keys.keys().filter(|key| !QUIET.contains(&key.as_str())) {
        let (was, is) = (
            said(table, key, old.get(key)),
            said(table, key, new.get(key)),
        );
        if was != is {
            let field = Clean::line(&label(table, key));
            fields.push(ChangedField {
                name: name.clone(),
                field,
                before: was,
                after: is,
            });
        }
    }
}

/// A setting is told by its own name; one without a row was the default.
fn setting(old: &Map<String, Value>, new: &Map<String, Value>) -> Option<ChangedField> {
    let text = |image: &Map<String, Value>, key: &str| {
        image.get(key).and_then(Value::as_str).map(str::to_owned)
    };
    let key = text(new, "key").or_else(|| text(old, "key"))?;
    let setting = Setting::by_key(&key)?;
    let line = setting.definition();
    let said = |image| {
        let stored = text(image, "value").unwrap_or_else(|| line.default.to_owned());
        Clean::line(&settings::say(setting, &stored))
    };
    Some(ChangedField {
        name: Clean::fixed("Settings"),
        field: Clean::fixed(line.title),
        before: said(old),
        after: said(new),
    })
}

fn label(table: &str, key: &str) -> String {
    match (table, key) {
        ("person", "stage_since") => "In stage since".into(),
        ("person", "park_reason") => "Parked".into(),
        ("person", "look_again") => "Look again".into(),
        ("person", "snoozed_until") => "Back in Today".into(),
        ("person", "shortlisted") => "Shortlisted".into(),
        ("person", "extra") => "Extra fields".into(),
        ("person", "stage") => "Stage".into(),
        ("person", key) => {
            Field::by_column(key).map_or_else(|| key.to_owned(), |field| field.label().to_owned())
        }
        ("touch", key) => format!("Contact: {key}"),
        ("note", key) => format!("Note: {key}"),
        ("merged", key) => format!("Merged: {key}"),
        ("not_same", _) => "Not the same, said".into(),
        ("contact_point", key) => format!("Contact point: {key}"),
        ("account", key) => format!("Account: {key}").replace('_', " "),
        ("snapshot", key) => format!("Figures: {key}").replace('_', " "),
        (_, key) => key.replace('_', " "),
    }
}

fn said(table: &str, key: &str, value: Option<&Value>) -> Clean {
    match value {
        None | Some(Value::Null) => Clean::default(),
        Some(Value::Number(number)) if table == "person" && key == "stage" => number
            .as_i64()
            .and_then(Stage::at)
            .map_or_else(Clean::default, |stage| Clean::fixed(stage.word())),
        Some(Value::String(text)) => match (table, Field::by_column(key)) {
            ("person", Some(field)) => {
                field.show(&Raw::new(text.clone()), chrono::NaiveDate::default())
            }
            _ => Clean::line(text),
        },
        Some(other) => Clean::line(&other.to_string()),
    }
}
