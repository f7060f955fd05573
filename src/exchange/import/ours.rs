//! Files of our own export: every column is what its header says, so that a list which went through a spreadsheet
//! comes back as it was.

use super::role::Role;
use super::whole::Whole;
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

/// Whether a mail address comes back from a cell as it went.
pub(in crate::exchange) fn reads_as_mail(text: &str) -> bool {
    super::values::mail(text) == Some(text)
}

/// Whether files with these headers have the columns that move people whole: older versions wrote none of them, and a
/// column of such a name was an extra field there.
pub fn says_whole(headers: &[String]) -> bool {
    let signs = [Whole::Person, Whole::StageSince, Whole::ContactPoints];
    signs
        .iter()
        .all(|sign| headers.iter().any(|header| header.trim() == sign.header()))
}

/// The role of a column of our own export; none for one that holds an extra field.
pub fn role(header: &str, says_whole: bool) -> Option<Role> {
    let header = header.trim();
    let whole = Whole::ALL.into_iter().find(|one| one.header() == header);
    if let Some(whole) = whole.filter(|_| says_whole) {
        return Some(Role::Whole(whole));
    }
    if header == "phone" && says_whole {
        return Some(Role::Phone);
    }
    Some(match header {
        "platform" => Role::Platform,
        "handle" => Role::Handle,
        "stage" => Role::Stage,
        "parked" => Role::Parked,
        "look_again" => Role::LookAgain,
        "mail" => Role::Mail,
        "last_contact" => Role::LastContact,
        "note" => Role::Note,
        "address" => Role::Address,
        "rates" => Role::Rates,
        "sponsors" => Role::Sponsors,
        "audience_country" => Role::AudienceCountry,
        "audience_countries" => Role::Shares(AudienceKind::Country),
        "audience_genders" => Role::Shares(AudienceKind::Gender),
        "audience_ages" => Role::Shares(AudienceKind::Age),
        "as_of" => Role::AsOf,
        "followers" => Role::Followers,
        "posts" => Role::Posts,
        "avg_views" => Role::AverageViews,
        "avg_likes" => Role::AverageLikes,
        "avg_comments" => Role::AverageComments,
        "avg_shares" => Role::AverageShares,
        "avg_engagement" => Role::AverageEngagement,
        "authentic_engagement" => Role::AuthenticEngagement,
        "engagement_rate" => Role::EngagementRate,
        "quality" => Role::Quality,
        header => of_field(Field::by_column(header)?),
    })
}

/// Fields that any file may fill have roles of their own.
fn of_field(field: Field) -> Role {
    match field {
        Field::Name => Role::Name,
        Field::Niche => Role::Niche,
        Field::Country => Role::Country,
        Field::Language => Role::Language,
        Field::Owner => Role::Owner,
        Field::NextStep => Role::NextStep,
        Field::NextDate => Role::NextDate,
        Field::Tags => Role::Tags,
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
        | Field::NextOwner => Role::Person(field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::export::csv_header;

    #[test]
    fn every_column_of_our_export_is_known_and_no_other() {
        let header = csv_header(&["Followers gained".to_owned()]);
        assert!(is_ours(&header));
        assert!(says_whole(&header));
        let unknown = |says_whole: bool| -> Vec<&String> {
            let is_unknown = |one: &&String| role(one, says_whole).is_none();
            header.iter().filter(is_unknown).collect()
        };
        assert_eq!(unknown(true), ["Followers gained"]);
        // An extra field of such a name stays one in a file that an older version wrote.
        assert_eq!(unknown(false).len(), Whole::ALL.len() + 2);
    }
}
