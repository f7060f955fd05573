//! What is said below a line while it is typed: what was understood, or what may be typed.

use super::{Prompt, PromptFor};
use crate::domain::bulk::read_tags;
use crate::domain::dated::Dated;
use crate::domain::dates::{self, read_step};
use crate::ui::look::Look;

impl Prompt {
    /// What was understood of the line, or what may be typed; and whether something is wrong with it.
    pub(super) fn echo(&self, look: &Look<'_>) -> (String, bool) {
        if let Some(error) = &self.error {
            return (error.clone(), true);
        }
        if self.writing {
            return ("writing… Esc leaves it to itself".into(), false);
        }
        let typed = self.text.value();
        let words = match &self.wanted {
            PromptFor::Park(..) | PromptFor::ParkAll(..) if typed.trim().is_empty() => {
                "a date to look again (+3m, 12 mar), or Enter for none".into()
            }
            PromptFor::ViewName(..) => {
                "a name; one that is there already is kept anew with this list".into()
            }
            PromptFor::Rename(_) => "a name".into(),
            PromptFor::Export(..) => {
                "a new file: .csv, .json or .md tells the format; ~/ is your home".into()
            }
            PromptFor::Tags(_) => match read_tags(&typed) {
                Ok(_) => "Enter changes them; - in front takes a tag off".into(),
                Err(error) => error,
            },
            PromptFor::Setting { setting, .. } => setting.definition().range(),
            PromptFor::GoOn { .. } | PromptFor::GoOnAll(..) => {
                "one line; it is kept with the move".into()
            }
            PromptFor::Step(_) => match read_step(&typed, look.today) {
                Ok((Some(date), text)) => format!("{} · {text}", dates::say_full(date)),
                Ok((None, text)) if text.is_empty() => {
                    "a date and what is to be done: fri call about rates".into()
                }
                Ok((None, text)) => format!("no date · {text}"),
                Err(error) => error,
            },
            PromptFor::Park(..) | PromptFor::ParkAll(..) | PromptFor::Snooze(_) => {
                match dates::parse(&typed, look.today) {
                    Ok(date) => dates::say_full(date),
                    Err(_) if typed.trim().is_empty() => {
                        dates::Examples::ahead(look.today).to_string()
                    }
                    Err(error) => error.to_string(),
                }
            }
            PromptFor::AsOf(_) => match dates::parse_figures(&typed, look.today) {
                Ok(period) if period.is_long() => {
                    let day = Dated::given(period, look.today).day;
                    format!("{}: figures of {}", period.say(), dates::say_full(day))
                }
                Ok(period) => period.say(),
                Err(_) if typed.trim().is_empty() => {
                    "nov 2022, 30.09.2022, yesterday or today; growth is measured from this date"
                        .into()
                }
                Err(error) => error,
            },
            PromptFor::Rejects(_) => "a new file; one that is there is never written over".into(),
            PromptFor::Line(_) => "what you noticed; it is kept as a note".into(),
            PromptFor::Check(..) | PromptFor::Flag(..) => {
                "why, or where it can be seen; blank takes the line out".into()
            }
            PromptFor::Reason(_) => "one line; it stands in the history beside the change".into(),
            PromptFor::Add => {
                "handles or links, one or a pasted list: @ada.lov  tiktok.com/@ada  yt ada".into()
            }
            PromptFor::Account(_) => "a link, or the platform and the handle: ig ada.lov".into(),
            PromptFor::ContactPoint(_) => {
                "mail, phone or link; their manager's: ana@agency.com via Ana Ruiz (agency)".into()
            }
        };
        (words, false)
    }
}
