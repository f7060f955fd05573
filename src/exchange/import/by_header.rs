//! What each column's header says of it, believed where its values could be that.

use std::collections::HashSet;

use super::aliases::Meaning;
use super::columns::{Board, Column, Draft, UNKNOWN};
use super::error::quote;
use super::ours;
use super::refusals;
use super::role::Role;
use crate::domain::field::Field;
use crate::domain::platform::{self, Platform};
use crate::exchange::guard::unguarded;

impl Board<'_> {
    /// Gives every column the role its header says, if its values could be that.
    pub fn read_headers(&mut self) {
        for place in 0..self.columns.len() {
            let draft = &self.drafts[place];
            if draft.is_mapped {
                continue;
            }
            let role = match draft.meaning {
                Meaning::Is(Role::NextStep) if draft.shape.has_dates(60) => Role::NextDate,
                Meaning::Is(Role::NextDate) if draft.shape.fits(Role::NextDate).is_err() => {
                    Role::NextStep
                }
                Meaning::Is(role) => role,
                Meaning::Engagement if draft.shape.has(draft.shape.clear_rates, 60) => {
                    Role::EngagementRate
                }
                Meaning::Engagement => Role::AverageEngagement,
                Meaning::Who => continue,
                Meaning::Unknown => {
                    self.read_values(place);
                    continue;
                }
            };
            if role == Role::DoNotContact && refusals::asks_for_reason(&self.columns[place].header)
            {
                self.set(place, role, "by its header; its text is the reason");
                continue;
            }
            let is_swapped = matches!(role, Role::NextStep | Role::NextDate)
                && draft.meaning != Meaning::Is(role);
            match draft.shape.fits(role) {
                Ok(()) if is_swapped => self.set(place, role, "by its header and its values"),
                Ok(()) => self.set(place, role, "by its header"),
                Err(what) => self.unmask(place, role, what),
            }
        }
    }

    /// Every column of our own export is what its header says; a second one of that header, and all others, hold
    /// extra fields.
    pub fn read_ours(&mut self, headers: &[String]) {
        let says_whole = ours::says_whole(headers);
        let mut seen = HashSet::new();
        for (place, header) in headers.iter().enumerate() {
            let is_first = seen.insert(header.as_str());
            if !unguarded(header).is_empty() {
                unguarded(header).clone_into(&mut self.columns[place].name);
            }
            if self.drafts[place].is_mapped {
                continue;
            }
            let role = ours::role(header, says_whole).filter(|_| is_first);
            let (role, reason) = match role {
                Some(role) => (role, "a column of our own export"),
                None => (Role::Extra, "an extra field of our own export"),
            };
            self.drafts[place].meaning = Meaning::Is(role);
            self.set(place, role, reason);
        }
    }

    /// A currency without rates, a date without figures, and a postcode without a street are no part of anything: they
    /// stay as they were. A city without a street says where the person lives.
    pub fn settle_dependent(&mut self) {
        let has = |board: &Self, wanted: fn(Role) -> bool| {
            board.columns.iter().any(|column| wanted(column.role))
        };
        let has_rates = has(self, |role| matches!(role, Role::Rate(_) | Role::Rates));
        let has_address = has(self, |role| role == Role::Address);
        let has_figures = has(self, Role::is_dated);
        for place in 0..self.columns.len() {
            let stands_alone = match self.columns[place].role {
                Role::Currency => !has_rates,
                Role::AsOf => !has_figures,
                Role::AddressLine | Role::Postcode | Role::AddressCountry => !has_address,
                Role::Region
                    if !has_address && !self.drafts[place].is_mapped && self.is_of_work(place) =>
                {
                    self.set(
                        place,
                        Role::Status,
                        "by its header; where the work with them is",
                    );
                    false
                }
                Role::City | Role::Region if !has_address && !self.drafts[place].is_mapped => {
                    let role = self.columns[place].role;
                    self.set(place, role, "by its header; where the person lives");
                    false
                }
                _ => false,
            };
            if stands_alone && !self.drafts[place].is_mapped {
                self.set(place, Role::Extra, UNKNOWN);
            }
        }
    }

    /// A header may have a byte that is no UTF-8; what its rows hold comes in all the same.
    pub fn remark_damaged(&mut self) {
        for column in self
            .columns
            .iter()
            .filter(|column| column.header.contains('\u{fffd}'))
        {
            self.remarks.push(format!(
                "header {} has letters that are not UTF-8; rename it, or name the column with --map",
                quote(&column.header)
            ));
        }
    }

    /// Whether a `State` is one of work, as `Signed`: nothing in the file says that it is a part of a country.
    fn is_of_work(&self, place: usize) -> bool {
        let is_place =
            |column: &Column| matches!(column.role, Role::City | Role::Country | Role::Postcode);
        self.drafts[place].squeezed == "state" && !self.columns.iter().any(is_place)
    }

    /// A column whose header lies: it is kept as it is, and said so.
    fn unmask(&mut self, place: usize, role: Role, what: &str) {
        if role == Role::Url && self.links_on_own_platforms(place) {
            self.set(place, role, "by its header; links on the row's platform");
            return;
        }
        if role == Role::Url && self.drafts[place].shape.filled() > 0 {
            // A website of their own is no lie, just no profile.
            self.set(
                place,
                Role::Extra,
                "links, but not to profiles; kept under its header",
            );
            return;
        }
        if role == Role::Country
            && self.drafts[place]
                .shape
                .fits(Role::Person(Field::Place))
                .is_ok()
        {
            let is_place = matches!(self.drafts[place].squeezed.as_str(), "location" | "basedin");
            if is_place && self.with(Role::City).is_empty() {
                self.set(
                    place,
                    Role::Person(Field::Place),
                    "by its header and its values",
                );
                return;
            }
        }
        let reason = format!(
            "named like {}, but its values are not {what}; kept under its header",
            role.word()
        );
        self.remarks.push(format!(
            "column {} is {reason}",
            quote(&self.columns[place].header)
        ));
        let other = match role {
            Role::Stage => Role::Status,
            _ => Role::Extra,
        };
        self.set(place, other, reason);
    }

    /// Whether half of the links of a column name accounts on the platforms that their rows say, such as those of
    /// platforms that we do not know.
    fn links_on_own_platforms(&self, place: usize) -> bool {
        let is_platform = |draft: &Draft<'_>| draft.meaning == Meaning::Is(Role::Platform);
        let Some(platform) = self.drafts.iter().position(is_platform) else {
            return false;
        };
        let leads = |row: &&Vec<String>| {
            let cell = |place: usize| row.get(place).map_or("", |cell| unguarded(cell));
            let on = Platform::named(cell(platform));
            let link = cell(place);
            platform::is_link(link) && on.is_some_and(|on| platform::read_on(on, link).is_ok())
        };
        let links = self.sample.iter().filter(leads).count();
        self.drafts[place].shape.has(links, 50)
    }
}
