//! Files of our own export: every column is what its header says, so that a list which went through a spreadsheet
//! comes back as it was.

use super::role::Role;
use crate::domain::audience::AudienceKind;
use crate::domain::field::Field;

/// Headers that no other program's export has together.
const SIGNS: [&str; 4] = ["keep_in_touch", "break_until", "next_owner", "look_again"];

/// Whether these are the headers of our own export.
pub fn is_ours(headers: &[String]) -> bool {
    SIGNS
        .iter()
        .all(|sign| headers.iter().any(|header| header.trim() == *sign))
}

/// The role of a column of our own export that other files do not have.
pub fn role(header: &str) -> Option<Role> {
    match header.trim() {
        "parked" | "look_again" => Some(Role::LeftOut),
        "as_of" => Some(Role::AsOf),
        "address" => Some(Role::Address),
        "rates" => Some(Role::Rates),
        "sponsors" => Some(Role::Sponsors),
        "audience_countries" => Some(Role::Shares(AudienceKind::Country)),
        "audience_genders" => Some(Role::Shares(AudienceKind::Gender)),
        "audience_ages" => Some(Role::Shares(AudienceKind::Age)),
        header => Field::by_column(header)
            .filter(|field| !has_a_role(*field))
            .map(Role::Person),
    }
}

/// Whether any file may fill this field, through a role of its own.
fn has_a_role(field: Field) -> bool {
    match field {
        Field::Name
        | Field::Niche
        | Field::Country
        | Field::Language
        | Field::Owner
        | Field::NextStep
        | Field::NextDate
        | Field::Tags => true,
        Field::Pronouns
        | Field::Place
        | Field::Languages
        | Field::TimeZone
        | Field::Sizes
        | Field::Segment
        | Field::CareLevel
        | Field::KeepInTouch
        | Field::Channel
        | Field::Marks
        | Field::Story
        | Field::Boundaries
        | Field::BreakUntil
        | Field::NextOwner => false,
    }
}
