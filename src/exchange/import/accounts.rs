//! Which columns name the accounts and the people, and where the platform comes from.

use super::aliases::Meaning;
use super::columns::Board;
use super::error::quote;
use super::platform::{PlatformChoice, PlatformSign};
use super::role::Role;
use super::shapes::Shape;
use crate::domain::platform::{self, Platform};

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
        let Some(best) = candidates
            .iter()
            .copied()
            .min_by(|&a, &b| self.compare_handles(a, b, platform))
        else {
            return;
        };
        if named.is_empty() && !self.could_be_handle(best) {
            return;
        }
        if let Some(better) = self.better_than(best, &who, platform) {
            self.set(
                better,
                Role::Handle,
                format!(
                    "its values are handles, those of {} are names",
                    quote(&self.columns[best].header)
                ),
            );
            self.leave_only(better, &named, Role::Handle);
            self.set(best, Role::Name, "its values are names, not handles");
            return;
        }
        let reason = match (named.len(), candidates.len()) {
            (1.., 1) => self.columns[best].reason.clone(),
            (_, 1) => "the only column that could name the account".to_owned(),
            _ => "of the columns that could be it, the one whose values are most like handles"
                .to_owned(),
        };
        let is_name = matches!(self.drafts[best].squeezed.as_str(), "name" | "names");
        if is_name && candidates.len() == 1 {
            self.remarks.push(format!(
                "column {} was taken for the handle, since no other column names the accounts; --map says otherwise",
                quote(&self.columns[best].header)
            ));
        }
        self.set(best, Role::Handle, reason);
        self.leave_only(best, &named, Role::Handle);
        self.remark_other_accounts(best, &candidates);
    }

    /// A column whose header leaves open what it is and whose values are handles, where most of those in the column
    /// that is called so have blanks in them.
    fn better_than(&self, best: usize, who: &[usize], platform: Option<Platform>) -> Option<usize> {
        let shape = |place: usize| &self.drafts[place].shape;
        let about = self.drafts[best].about.or(platform);
        let has_names = shape(best).has(shape(best).with_blanks, 50)
            && about.is_none_or(|about| about.handles_are_words());
        let are_handles = |place: &usize| {
            let other = shape(*place);
            *place != best && other.with_blanks == 0 && other.filled() >= shape(best).filled()
        };
        if !has_names {
            return None;
        }
        who.iter().copied().find(are_handles)
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

    /// Columns that are mostly filled first, then those of handles before those of names (which have blanks and capitals
    /// inside), those of links, those about the platform that was given, the one that is called `handle` and nothing else, then more
    /// different values, then the order of the file.
    fn compare_handles(
        &self,
        a: usize,
        b: usize,
        platform: Option<Platform>,
    ) -> std::cmp::Ordering {
        let (x, y) = (&self.drafts[a].shape, &self.drafts[b].shape);
        let share = |one: usize, of: &Shape<'_>, other: usize, than: &Shape<'_>| {
            (one * than.filled().max(1)).cmp(&(other * of.filled().max(1)))
        };
        // A column that is mostly empty names nobody, however neat the rest of it is.
        let sparse = |shape: &Shape<'_>| shape.filled() * 2 < self.sample.len();
        let has_names = |shape: &Shape<'_>| shape.has(shape.with_blanks, 50);
        let about_it = |place: usize| platform.is_some() && self.drafts[place].about == platform;
        let has_links = |shape: &Shape<'_>| shape.has(shape.links, 50);
        let is_exact = |place: usize| self.drafts[place].squeezed == "handle";
        sparse(x)
            .cmp(&sparse(y))
            .then(has_names(x).cmp(&has_names(y)))
            .then(has_links(y).cmp(&has_links(x)))
            .then(about_it(b).cmp(&about_it(a)))
            .then(is_exact(b).cmp(&is_exact(a)))
            .then(share(x.with_blanks, x, y.with_blanks, y))
            .then(share(x.with_capitals, x, y.with_capitals, y))
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

    /// Says which further columns name accounts on another platform, since a row gives one account only. There is no
    /// advice to read the file again for them: that would make a second person of everybody in it.
    fn remark_other_accounts(&mut self, handle: usize, candidates: &[usize]) {
        for &place in candidates {
            let (Some(about), false) = (self.drafts[place].about, place == handle) else {
                continue;
            };
            let shape = &self.drafts[place].shape;
            let are_handles = shape.with_blanks == 0 || shape.has(shape.links, 50);
            let of_handle = self.drafts[handle].about;
            if of_handle.is_some_and(|one| one != about) && are_handles {
                self.remarks.push(format!(
                    "column {} names {about} accounts; a row gives one account, so it is kept under its header",
                    quote(&self.columns[place].header),
                ));
            }
        }
    }

    /// Finds the name among the columns that are left.
    pub fn settle_name(&mut self) {
        let mut named = self.with(Role::Name);
        let who: Vec<usize> = self.who();
        let mapped = named
            .iter()
            .copied()
            .find(|&place| self.drafts[place].is_mapped);
        if let Some(exact) = self.exact_name(&named, &who).filter(|_| mapped.is_none()) {
            self.set(exact, Role::Name, "by its header");
            named.insert(0, exact);
        }
        if let Some(best) = mapped.or(named.first().copied()) {
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
            // A column that is called by a platform may hold handles on it; where most values have blanks, it does not.
            let same_platform = |place: &usize| {
                let draft = &self.drafts[*place];
                let has_names = draft.shape.has(draft.shape.with_blanks, 50);
                draft.about.is_none_or(|about| Some(about) == handle_about)
                    || (handle_about.is_none() && has_names)
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

    /// The column that is called `name` and nothing else, beside others that only contain the word (`Contact name` may
    /// be an agent's); not where its values are written like handles and theirs are not.
    fn exact_name(&self, named: &[usize], who: &[usize]) -> Option<usize> {
        let has_names = |place: usize| {
            let shape = &self.drafts[place].shape;
            shape.has(shape.with_blanks, 50)
        };
        let first = named.first()?;
        let exact = |place: &&usize| self.drafts[**place].squeezed == "name";
        let exact = *who.iter().find(exact)?;
        (has_names(exact) || !has_names(*first)).then_some(exact)
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
            return PlatformChoice::Guessed(about, PlatformSign::Header(place));
        }
        if let Some(platform) = platform::guess_from_file_name(name) {
            return PlatformChoice::Guessed(platform, PlatformSign::FileName);
        }
        // A column that holds something else may be about any platform: what is sold there, whether they are there.
        let is_of_account = |place: &usize| {
            let role = self.columns[*place].role;
            let is_figure = role.is_count() || matches!(role, Role::EngagementRate | Role::Quality);
            is_figure || matches!(role, Role::Handle | Role::Url | Role::Name)
        };
        let mut abouts = (0..self.drafts.len())
            .filter(is_of_account)
            .filter_map(|place| Some((place, self.drafts[place].about?)));
        match abouts.next() {
            Some((place, about)) if abouts.all(|(_, other)| other == about) => {
                PlatformChoice::Guessed(about, PlatformSign::Header(place))
            }
            _ => PlatformChoice::Unknown,
        }
    }
}
