//! Which columns name the accounts and the people, and where the platform comes from.

use super::aliases::Meaning;
use super::columns::{Board, PlatformChoice};
use super::error::quote;
use super::role::Role;
use super::shapes::Shape;
use crate::domain::platform::{self, Platform};
use crate::domain::text::Clean;

impl Board<'_> {
    /// Leaves one column for the handle, and none if only links name the accounts.
    pub fn settle_handle(&mut self, platform: Option<Platform>) {
        let named = self.with(Role::Handle);
        if let Some(&mapped) = named.iter().find(|&&place| self.drafts[place].is_mapped) {
            self.leave_only(mapped, &named, Role::Handle);
            return;
        }
        let who = self.who();
        let candidates = if named.is_empty() {
            who.clone()
        } else {
            named.clone()
        };
        let about_it = |place: &usize| platform.is_some() && self.drafts[*place].about == platform;
        let preferred: Vec<usize> = candidates.iter().copied().filter(about_it).collect();
        let pool = if preferred.is_empty() {
            &candidates
        } else {
            &preferred
        };
        let Some(best) = pool
            .iter()
            .copied()
            .min_by(|&a, &b| self.compare_handles(a, b))
        else {
            return;
        };
        if named.is_empty() && !self.could_be_handle(best) {
            return;
        }
        let reason = match (named.len(), candidates.len()) {
            (1.., 1) => self.columns[best].reason.clone(),
            (_, 1) => "the only column that could name the account".to_owned(),
            _ => "of the columns that could be it, the one whose values are most like handles"
                .to_owned(),
        };
        if matches!(self.drafts[best].squeezed.as_str(), "name" | "names") {
            self.remarks.push(format!(
                "column {} was taken for the handle, since no other column names the accounts; --map says otherwise",
                quote(&self.columns[best].header)
            ));
        }
        self.set(best, Role::Handle, reason);
        self.leave_only(best, &named, Role::Handle);
        self.remark_other_accounts(best, &candidates);
    }

    /// Columns that could be handle or name.
    fn who(&self) -> Vec<usize> {
        let open = |place: &usize| {
            let draft = &self.drafts[*place];
            draft.meaning == Meaning::Who
                && !draft.is_mapped
                && !draft.shape.is_numeric()
                && draft.shape.filled() > 0
        };
        (0..self.columns.len())
            .filter(open)
            .filter(|&place| self.columns[place].role == Role::Extra)
            .collect()
    }

    /// Fewer blanks within values first, then more different values, then the order of the file.
    fn compare_handles(&self, a: usize, b: usize) -> std::cmp::Ordering {
        let (x, y) = (&self.drafts[a].shape, &self.drafts[b].shape);
        let blanks = (x.with_blanks * y.filled().max(1)).cmp(&(y.with_blanks * x.filled().max(1)));
        // A column that is mostly empty names nobody, however neat the rest of it is.
        let sparse = |shape: &Shape<'_>| shape.filled() * 2 < self.sample.len();
        sparse(x)
            .cmp(&sparse(y))
            .then(blanks)
            .then(y.distinct.cmp(&x.distinct))
            .then(a.cmp(&b))
    }

    /// Whether the values of an ambiguous column may name accounts.
    fn could_be_handle(&self, place: usize) -> bool {
        let draft = &self.drafts[place];
        let shape = &draft.shape;
        if shape.has(shape.links, 50) {
            return true;
        }
        let has_links = !self.with(Role::Url).is_empty();
        let says_account = draft.about.is_some()
            || draft.squeezed.contains("channel")
            || draft.squeezed.contains("account");
        !has_links && (says_account || shape.with_blanks * 10 <= shape.filled() * 3)
    }

    /// Says which further columns name accounts, since a row gives one account only.
    fn remark_other_accounts(&mut self, handle: usize, candidates: &[usize]) {
        for &place in candidates {
            let (Some(about), false) = (self.drafts[place].about, place == handle) else {
                continue;
            };
            if Some(about) != self.drafts[handle].about {
                self.remarks.push(format!(
                    "column {} names {about} accounts; each row gives one account, so import the file again with --map '{}=handle' --platform {}",
                    quote(&self.columns[place].header),
                    Clean::line(&self.columns[place].header),
                    about.word()
                ));
            }
        }
    }

    /// Finds the name among the columns that are left.
    pub fn settle_name(&mut self) {
        let named = self.with(Role::Name);
        let who: Vec<usize> = self.who();
        if let Some(&best) = named
            .iter()
            .find(|&&place| self.drafts[place].is_mapped)
            .or(named.first())
        {
            self.leave_only(best, &named, Role::Name);
        } else {
            let handle_about = self
                .with(Role::Handle)
                .first()
                .and_then(|&place| self.drafts[place].about);
            let plain = who
                .iter()
                .copied()
                .find(|&place| self.drafts[place].squeezed == "name");
            let same_platform = |place: &usize| {
                self.drafts[*place]
                    .about
                    .is_none_or(|about| Some(about) == handle_about)
            };
            let best = plain.or_else(|| who.iter().copied().find(same_platform));
            if let Some(best) = best {
                self.set(
                    best,
                    Role::Name,
                    "by its header, and another column is the handle",
                );
            }
        }
        for role in [Role::FirstName, Role::LastName] {
            let places = self.with(role);
            if let Some(&first) = places.first() {
                self.leave_only(first, &places, role);
            }
        }
    }

    /// Where the platform comes from, and what it is where a row does not say it.
    pub fn platform(
        &self,
        name: &str,
        given: Option<Platform>,
    ) -> (PlatformChoice, Option<Platform>) {
        let handle = self.with(Role::Handle).first().copied();
        let links = |place: &usize| {
            let shape = &self.drafts[*place].shape;
            shape.has(shape.links, 50)
        };
        let column = self.with(Role::Platform).first().copied();
        let column = column
            .or(handle.filter(links))
            .or_else(|| self.with(Role::Url).into_iter().find(links));
        let guess = match given {
            Some(platform) => PlatformChoice::Given(platform),
            None => self.guess_platform(name, handle),
        };
        let fallback = match guess {
            PlatformChoice::Given(platform) | PlatformChoice::Guessed(platform, _) => {
                Some(platform)
            }
            _ => None,
        };
        (column.map_or(guess, PlatformChoice::Column), fallback)
    }

    fn guess_platform(&self, name: &str, handle: Option<usize>) -> PlatformChoice {
        if let Some((place, about)) =
            handle.and_then(|place| Some((place, self.drafts[place].about?)))
        {
            let reason = format!("the header {} says so", quote(&self.columns[place].header));
            return PlatformChoice::Guessed(about, reason);
        }
        if let Some(platform) = platform::guess_from_words(name) {
            return PlatformChoice::Guessed(platform, "the name of the file says so".to_owned());
        }
        let mut abouts = self
            .drafts
            .iter()
            .enumerate()
            .filter_map(|(place, draft)| Some((place, draft.about?)));
        match abouts.next() {
            Some((place, about)) if abouts.all(|(_, other)| other == about) => {
                PlatformChoice::Guessed(
                    about,
                    format!("the header {} says so", quote(&self.columns[place].header)),
                )
            }
            _ => PlatformChoice::Unknown,
        }
    }
}
