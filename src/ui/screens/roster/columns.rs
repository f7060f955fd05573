//! The columns of the roster: one line each.

use crate::domain::card::Card;
use crate::domain::counts::{say_count, say_rate};
use crate::domain::dates::{say_age, say_due};
use crate::ui::look::Look;

/// How a cell is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// As it is.
    Plain,
    /// May be passed over.
    Dim,
    /// Late.
    Alarm,
}

macro_rules! columns {
    ($($column:ident, $title:literal, $width:literal, $right:literal;)+) => {
        /// A column of the roster beside the name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $(#[doc = $title] $column),+ }

        impl Column {
            /// All columns.
            pub const ALL: &[Column] = &[$(Column::$column),+];

            /// The heading.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Column::$column => $title),+ }
            }

            /// Columns of the screen it takes.
            #[must_use]
            pub fn width(self) -> usize {
                match self { $(Column::$column => $width),+ }
            }

            /// Whether it stands at the right of its place.
            #[must_use]
            pub fn is_right(self) -> bool {
                match self { $(Column::$column => $right),+ }
            }
        }
    };
}

columns! {
    Where, "Where", 8, false;
    Followers, "Followers", 9, true;
    Engagement, "ER", 6, true;
    Stage, "Stage", 13, false;
    NextStep, "Next step", 28, false;
    Handle, "Handle", 20, false;
    Niche, "Niche", 16, false;
    Country, "Country", 7, false;
    Tags, "Tags", 20, false;
    Since, "In stage", 8, true;
    LastContact, "Contact", 8, true;
    Owner, "Owner", 10, false;
}

impl Column {
    /// What is shown until somebody chooses.
    pub const DEFAULT: &'static [Column] = &[
        Column::Where,
        Column::Followers,
        Column::Engagement,
        Column::Stage,
        Column::NextStep,
    ];

    /// The column with this heading.
    #[must_use]
    pub fn parse(title: &str) -> Option<Column> {
        Column::ALL
            .iter()
            .copied()
            .find(|column| column.title().eq_ignore_ascii_case(title))
    }

    /// What a person's cell says.
    #[must_use]
    pub fn cell(self, card: &Card, look: &Look<'_>) -> (String, Tint) {
        let age = |days: i64| say_age(days.max(0));
        match self {
            Column::Where => (card.platforms.to_string(), Tint::Dim),
            Column::Followers => (
                card.followers.map_or_else(|| "–".into(), say_count),
                Tint::Plain,
            ),
            Column::Engagement => (
                card.engagement.map_or_else(|| "–".into(), say_rate),
                Tint::Plain,
            ),
            Column::Stage if card.parked.is_some() => ("parked".into(), Tint::Dim),
            Column::Stage => (card.stage.word().into(), Tint::Plain),
            Column::NextStep => next_step(card, look),
            Column::Handle => (card.handle.to_string(), Tint::Plain),
            Column::Niche => (card.niche.to_string(), Tint::Plain),
            Column::Country => (card.country.to_string(), Tint::Plain),
            Column::Tags => (card.tags.to_string(), Tint::Plain),
            Column::Since => (age((look.today - card.since).num_days()), Tint::Plain),
            Column::LastContact => (
                card.last_contact
                    .map_or_else(|| "–".into(), |date| age((look.today - date).num_days())),
                Tint::Plain,
            ),
            Column::Owner => (card.owner.to_string(), Tint::Plain),
        }
    }
}

/// The next step as a list says it: `thu call about rates`.
#[must_use]
pub fn next_step(card: &Card, look: &Look<'_>) -> (String, Tint) {
    match card.next_date {
        None if card.next_step.is_empty() => ("–".into(), Tint::Dim),
        None => (card.next_step.to_string(), Tint::Plain),
        Some(date) => {
            let tint = if date < look.today {
                Tint::Alarm
            } else {
                Tint::Plain
            };
            (
                format!("{} {}", say_due(date, look.today), card.next_step),
                tint,
            )
        }
    }
}
