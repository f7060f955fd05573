//! What every drawing needs to know: theme, today, who sits here, the team's settings.

use chrono::NaiveDate;

use super::theme::Theme;
use crate::domain::colleague::Colleague;
use crate::domain::settings::Settings;
use crate::domain::text::Clean;

/// What every drawing needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// Colours by meaning.
    pub theme: &'a Theme,
    /// The local day.
    pub today: NaiveDate,
    /// The login name of the person who sits here.
    pub me: &'a Clean,
    /// The team's settings.
    pub settings: &'a Settings,
    /// Who else has the database open, and where they are.
    pub here: &'a [Colleague],
}
