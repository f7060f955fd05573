//! What a row of a file says of a person, field by field.

use crate::domain::dates::iso;
use crate::domain::field::{Field, join_tags};
use crate::domain::incoming::Incoming;

/// Fields in stored form, and columns without a home.
pub struct Said {
    /// The fields that the row fills, each once.
    pub fields: Vec<(Field, String)>,
    /// Extra columns: header and value.
    pub extra: Vec<(String, String)>,
}

impl Said {
    /// Everything that a row says.
    pub fn of(row: &Incoming) -> Said {
        let mut fields: Vec<(Field, String)> = [
            (Field::Name, row.name.clone()),
            (Field::Niche, row.niche.clone()),
            (Field::Country, row.country.clone()),
            (Field::Language, row.language.clone()),
            (Field::Owner, row.owner.clone()),
            (Field::NextStep, row.next_step.clone()),
            (Field::NextDate, row.next_date.map(iso)),
            (Field::Tags, join_tags(row.tags.iter().map(String::as_str))),
        ]
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)))
        .collect();
        fields.extend(row.fields.iter().cloned());
        Said {
            fields,
            extra: row.extra.clone(),
        }
    }

    /// What is said of one field.
    pub fn of_field(&self, field: Field) -> Option<&str> {
        let found = self.fields.iter().find(|(one, _)| *one == field);
        found.map(|(_, value)| value.as_str())
    }
}

/// Tags that stand, and those of the file behind them.
pub fn both_tags(now: Option<&str>, file: &str) -> String {
    let both = now.unwrap_or_default().split(", ").chain(file.split(", "));
    join_tags(both).unwrap_or_default()
}
