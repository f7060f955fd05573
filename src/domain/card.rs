//! A person as a row of the roster or a card of the pipeline: everything a list shows, ready to be shown.

use chrono::NaiveDate;

use super::ids::PersonId;
use super::lifecycle::Facts;
use super::parking::ParkReason;
use super::stage::Stage;
use super::text::Clean;
use super::triage::Fit;

/// A row of the roster, a card of the pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Whose.
    pub id: PersonId,
    /// The name, or the handle where there is none.
    pub name: Clean,
    /// The main account's handle.
    pub handle: Clean,
    /// Two letters a platform: `TT IG`.
    pub platforms: Clean,
    /// Followers of the main account.
    pub followers: Option<i64>,
    /// Engagement rate of the main account, in millionths.
    pub engagement: Option<i64>,
    /// What they post about.
    pub niche: Clean,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Clean,
    /// Tags.
    pub tags: Clean,
    /// Lifecycle column.
    pub stage: Stage,
    /// Since when.
    pub since: NaiveDate,
    /// Why off the board, if so.
    pub parked: Option<ParkReason>,
    /// Event date of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// Their message is unanswered since this day.
    pub reply_owed: Option<NaiveDate>,
    /// Where outreach stands, computed from the contacts.
    pub outreach: Outreach,
    /// What the checklists ask.
    pub facts: Facts,
    /// What we do next.
    pub next_step: Clean,
    /// When.
    pub next_date: Option<NaiveDate>,
    /// Our single point of contact.
    pub owner: Clean,
    /// The fit checks, counted.
    pub fit: Fit,
    /// Red flags that nobody has cleared or accepted.
    pub flags: u8,
    /// Marked in discovery as worth a first contact.
    pub shortlisted: bool,
}

/// Where outreach stands (product.md, Pipeline): computed, never typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outreach {
    /// Date of the last pitch.
    pub pitched: Option<NaiveDate>,
    /// How often we asked again since then.
    pub chased: i64,
    /// Whether they answered since then.
    pub replied: bool,
    /// Whether we spoke again after their answer.
    pub talking: bool,
}

impl Outreach {
    /// The words on the card: `warming up`, `pitched 4d ago`, `chased once`, `replied`, `talking terms`.
    #[must_use]
    pub fn words(self, today: NaiveDate) -> String {
        match self {
            Outreach {
                replied: true,
                talking: true,
                ..
            } => "talking terms".to_owned(),
            Outreach { replied: true, .. } => "replied".to_owned(),
            Outreach { pitched: None, .. } => "warming up".to_owned(),
            Outreach { chased: 1, .. } => "chased once".to_owned(),
            Outreach { chased: 2, .. } => "chased twice".to_owned(),
            Outreach { chased: n, .. } if n > 2 => format!("chased {n} times"),
            Outreach {
                pitched: Some(date),
                ..
            } => match (today - date).num_days() {
                ..=0 => "pitched today".to_owned(),
                days => format!("pitched {days}d ago"),
            },
        }
    }
}
