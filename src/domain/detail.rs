//! A line that is known of a person beside their fields: a rate, a past sponsor, a way to reach them, an audience.
//!
//! What two people do to one line at once is merged here, field by field; the same field twice is a clash.

use chrono::NaiveDate;

use super::audience::{AudienceKind, Share, write_shares, wrong};
use super::ids::{AccountId, ContactPointId, RateId, SponsorshipId};
use super::terms::{RateLine, Sponsorship};
use super::text::{Clean, Raw};

/// A way to reach a person, as people write it (catalogue M71).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// `mail`, `dm`, `phone`, `whatsapp`, `form` or `post`.
    pub kind: String,
    /// Address, number or URL; a postal address has several lines.
    pub value: Raw,
    /// Name and role of the manager it belongs to.
    pub manager: Option<(String, String)>,
}

impl Reach {
    /// The kind of a postal address.
    pub const POST: &'static str = "post";
    /// The kind of a mail address.
    pub const MAIL: &'static str = "mail";
    /// The kind of a telephone number.
    pub const PHONE: &'static str = "phone";
    /// The kind of a number that is on `WhatsApp`; only files bring it.
    pub const WHATSAPP: &'static str = "whatsapp";

    /// All kinds.
    pub const KINDS: [&'static str; 6] = [
        Reach::MAIL,
        "dm",
        Reach::PHONE,
        Reach::WHATSAPP,
        "form",
        Reach::POST,
    ];

    /// The kind that a value in one line is of.
    #[must_use]
    pub fn kind_of(value: &str) -> &'static str {
        let digits = value.chars().filter(char::is_ascii_digit).count();
        let is_number = |c: char| c.is_ascii_digit() || "+-() ./".contains(c);
        if value.contains('@') && value.contains('.') && !value.starts_with('@') {
            "mail"
        } else if value.contains("://") || value.contains('/') {
            "form"
        } else if digits >= 5 && value.chars().all(is_number) {
            "phone"
        } else {
            "dm"
        }
    }

    /// Reads a manager, `Ana Ruiz (agency)`; the role is a talent manager unless it says otherwise.
    #[must_use]
    pub fn manager_of(text: &str) -> (String, String) {
        let text = text.trim();
        match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
            Some((name, role)) => (name.trim().to_owned(), role.trim().to_owned()),
            None => (text.to_owned(), "talent manager".to_owned()),
        }
    }

    /// What is wrong with it, in one sentence.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let value = self.value.as_stored().trim();
        let shown = Clean::line(value);
        if value.is_empty() && self.kind == Reach::POST {
            Some("type the address, a line each: street, place, country".into())
        } else if value.is_empty() {
            Some("type a mail address, a phone number or a link".into())
        } else if self.kind != Reach::POST
            && value.contains('@')
            && value.contains(char::is_whitespace)
        {
            Some(format!("\"{shown}\" is no address; type ana@agency.com"))
        } else {
            None
        }
    }
}

/// The audience of an account, as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience {
    /// Shares by country, gender and age, each kind by itself.
    pub shares: [Vec<Share>; 3],
    /// The day they are of; today where nothing is said.
    pub date: Option<NaiveDate>,
    /// Where they come from; `typed` where nothing is said.
    pub source: Option<String>,
}

impl Audience {
    /// Shares of one kind.
    #[must_use]
    pub fn of(&self, kind: AudienceKind) -> &[Share] {
        &self.shares[place(kind)]
    }

    /// Puts shares of one kind: ages by age, the others with the largest first.
    pub fn set(&mut self, kind: AudienceKind, mut shares: Vec<Share>) {
        shares.sort_unstable_by_key(|(key, share)| match kind {
            AudienceKind::Age => (0, *key),
            AudienceKind::Country | AudienceKind::Gender => (-*share, *key),
        });
        self.shares[place(kind)] = shares;
    }
}

fn place(kind: AudienceKind) -> usize {
    match kind {
        AudienceKind::Country => 0,
        AudienceKind::Gender => 1,
        AudienceKind::Age => 2,
    }
}

/// A line about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A line of the rate card.
    Rate(RateLine),
    /// A past sponsor.
    Sponsor(Sponsorship),
    /// A way to reach them.
    Reach(Reach),
    /// The audience of an account.
    Audience(Audience),
}

/// Which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DetailId {
    /// A line of the rate card.
    Rate(RateId),
    /// A past sponsor.
    Sponsor(SponsorshipId),
    /// A way to reach them.
    Reach(ContactPointId),
    /// The audience of this account.
    Audience(AccountId),
}

impl Detail {
    /// What is wrong with it, in one sentence.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        match self {
            Detail::Rate(_) => None,
            Detail::Sponsor(sponsor) => sponsor.wrong(),
            Detail::Reach(reach) => reach.wrong(),
            Detail::Audience(audience) => audience.shares.iter().find_map(|shares| wrong(shares)),
        }
    }

    /// What it is, in one line.
    #[must_use]
    pub fn line(&self) -> Clean {
        match self {
            Detail::Rate(rate) => Clean::line(&rate.say()),
            Detail::Sponsor(sponsor) => Clean::line(&sponsor.say()),
            Detail::Reach(reach) => Clean::line(&format!(
                "{}: {}",
                reach.kind,
                one_line(reach.value.as_stored())
            )),
            Detail::Audience(audience) => {
                let kinds =
                    AudienceKind::ALL.map(|kind| write_shares(audience.of(kind).iter().copied()));
                let said: Vec<String> = kinds.into_iter().filter(|kind| !kind.is_empty()).collect();
                Clean::line(&said.join(" · "))
            }
        }
    }

    /// Mine and what stands there now as one, where we began with `original`; `None` where both changed the same.
    #[must_use]
    pub fn merged(original: &Detail, mine: &Detail, now: &Detail) -> Option<Detail> {
        match (original, mine, now) {
            (Detail::Rate(original), Detail::Rate(mine), Detail::Rate(now)) => {
                Some(Detail::Rate(RateLine {
                    kind: merge(&original.kind, &mine.kind, &now.kind)?,
                    platform: merge(&original.platform, &mine.platform, &now.platform)?,
                    amount: merge(&original.amount, &mine.amount, &now.amount)?,
                    note: merge(&original.note, &mine.note, &now.note)?,
                    date: merge(&original.date, &mine.date, &now.date)?,
                    source: merge(&original.source, &mine.source, &now.source)?,
                }))
            }
            (Detail::Sponsor(original), Detail::Sponsor(mine), Detail::Sponsor(now)) => {
                Some(Detail::Sponsor(Sponsorship {
                    brand: merge(&original.brand, &mine.brand, &now.brand)?,
                    posts: merge(&original.posts, &mine.posts, &now.posts)?,
                    sponsored: merge(&original.sponsored, &mine.sponsored, &now.sponsored)?,
                    first: merge(&original.first, &mine.first, &now.first)?,
                    last: merge(&original.last, &mine.last, &now.last)?,
                    competitor: merge(&original.competitor, &mine.competitor, &now.competitor)?,
                    date: merge(&original.date, &mine.date, &now.date)?,
                    source: merge(&original.source, &mine.source, &now.source)?,
                }))
            }
            (Detail::Reach(original), Detail::Reach(mine), Detail::Reach(now)) => {
                Some(Detail::Reach(Reach {
                    kind: merge(&original.kind, &mine.kind, &now.kind)?,
                    value: merge(&original.value, &mine.value, &now.value)?,
                    manager: merge(&original.manager, &mine.manager, &now.manager)?,
                }))
            }
            (Detail::Audience(original), Detail::Audience(mine), Detail::Audience(now)) => {
                let mut merged = mine.clone();
                for kind in AudienceKind::ALL {
                    let shares = |audience: &Audience| audience.of(kind).to_vec();
                    merged.set(kind, merge(&shares(original), &shares(mine), &shares(now))?);
                }
                Some(Detail::Audience(merged))
            }
            _ => None,
        }
    }
}

/// One field: mine where I changed it, else what stands there; nothing where both of us changed it and not alike.
fn merge<T: PartialEq + Clone>(original: &T, mine: &T, now: &T) -> Option<T> {
    if mine == original || mine == now {
        Some(now.clone())
    } else {
        (now == original).then(|| mine.clone())
    }
}

/// An address on one line: `Storgatan 1, 211 34 Malmö`.
#[must_use]
pub fn one_line(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_end_matches(','));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::audience::AudienceKey;
    use crate::domain::money::Money;
    use crate::domain::terms::RateKind;

    fn rate(amount: &str, note: &str) -> Detail {
        Detail::Rate(RateLine {
            kind: RateKind::Post,
            platform: None,
            amount: Money::read(amount, None).unwrap(),
            note: Raw::new(note),
            date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            source: Raw::new("typed"),
        })
    }

    #[test]
    fn two_people_change_different_fields_of_a_line_and_both_stand() {
        let began = rate("600 EUR", "");
        let merged = Detail::merged(&began, &rate("650 EUR", ""), &rate("600 EUR", "with usage"));
        assert_eq!(merged, Some(rate("650 EUR", "with usage")));
    }

    #[test]
    fn two_people_change_the_same_field_and_it_is_a_clash_unless_alike() {
        let began = rate("600 EUR", "");
        assert_eq!(
            Detail::merged(&began, &rate("650 EUR", ""), &rate("700 EUR", "")),
            None
        );
        let alike = Detail::merged(&began, &rate("650 EUR", ""), &rate("650 EUR", ""));
        assert_eq!(alike, Some(rate("650 EUR", "")));
    }

    #[test]
    fn audiences_are_merged_kind_by_kind() {
        let with = |countries: &[(&'static str, i64)], women: i64| {
            let mut audience = Audience::default();
            let shares = countries
                .iter()
                .map(|(code, share)| (AudienceKey::Country(code), *share));
            audience.set(AudienceKind::Country, shares.collect());
            let female = AudienceKey::parse(AudienceKind::Gender, "female").unwrap();
            audience.set(AudienceKind::Gender, vec![(female, women)]);
            Detail::Audience(audience)
        };
        let began = with(&[("US", 400_000), ("DE", 100_000)], 600_000);
        let theirs = with(&[("DE", 100_000), ("US", 400_000)], 610_000);
        let merged = Detail::merged(&began, &with(&[("US", 420_000)], 600_000), &theirs);
        assert_eq!(merged, Some(with(&[("US", 420_000)], 610_000)));
        assert_eq!(Detail::merged(&began, &with(&[], 620_000), &theirs), None);
    }

    #[test]
    fn an_address_is_told_on_one_line() {
        assert_eq!(
            one_line("Storgatan 1,\n\n211 34 Malmö \nSweden"),
            "Storgatan 1, 211 34 Malmö, Sweden"
        );
    }

    #[test]
    fn the_kind_of_a_way_to_reach_somebody_is_seen_from_its_form() {
        for (value, kind) in [
            ("ana@agency.com", "mail"),
            ("+46 70 123 45 67", "phone"),
            ("https://ana.example/contact", "form"),
            ("@ana", "dm"),
        ] {
            assert_eq!(Reach::kind_of(value), kind, "{value}");
        }
    }
}
