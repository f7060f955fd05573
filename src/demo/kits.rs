//! What media kits say: rates, brands worked for, and who follows; imported as one file ten days ago.

use super::CannotFill;
use super::days::Calendar;
use super::files::{File, handle};
use super::people::{PEOPLE, Seat};
use crate::domain::audience::AudienceKind::{Age, Country, Gender};
use crate::domain::audience::{AudienceKey, AudienceKind};
use crate::domain::incoming::{Incoming, IncomingRate, IncomingShare, IncomingSponsor};
use crate::domain::money::Money;
use crate::domain::terms::RateKind;
use crate::domain::terms::RateKind::{Post, Reel, Short, Story, Video};

/// What one kit says of somebody's first account.
struct Kit {
    key: &'static str,
    rates: &'static [(RateKind, &'static str)],
    /// Brand, posts, those of them that were paid, and whether it competes with us.
    brands: &'static [(&'static str, i64, i64, bool)],
    /// Shares in per cent.
    audience: &'static [(AudienceKind, &'static str, i64)],
}

const KITS: &[Kit] = &[
    Kit {
        key: "ines.costa.sal",
        rates: &[(Reel, "650 EUR"), (Story, "140 EUR")],
        brands: &[("Praia Sol", 9, 4, false)],
        audience: &[
            (Country, "PT", 54),
            (Country, "BR", 21),
            (Gender, "female", 71),
            (Age, "18-24", 34),
            (Age, "25-34", 41),
        ],
    },
    Kit {
        key: "zoe.calmly",
        rates: &[(Video, "1,900 EUR"), (Short, "450 EUR")],
        brands: &[("Fjord & Fern", 6, 6, false), ("Dewdrop Labs", 2, 2, true)],
        audience: &[
            (Country, "SE", 38),
            (Country, "DK", 12),
            (Country, "US", 11),
            (Gender, "female", 83),
            (Age, "25-34", 46),
        ],
    },
    Kit {
        key: "mateo.sinplastico",
        rates: &[(Reel, "480 EUR"), (Post, "300 EUR")],
        brands: &[("Granel", 12, 5, false)],
        audience: &[
            (Country, "ES", 62),
            (Country, "MX", 14),
            (Gender, "female", 58),
        ],
    },
    Kit {
        key: "amara.glows",
        rates: &[(Video, "1,100 USD"), (Story, "220 USD")],
        brands: &[("Shea Union", 7, 3, false)],
        audience: &[
            (Country, "NG", 44),
            (Country, "GB", 19),
            (Country, "US", 13),
            (Gender, "female", 88),
            (Age, "18-24", 39),
        ],
    },
    Kit {
        key: "priya.skindiary",
        rates: &[(Post, "520 EUR"), (Reel, "700 EUR")],
        brands: &[],
        audience: &[
            (Country, "IN", 57),
            (Country, "GB", 15),
            (Gender, "female", 79),
        ],
    },
    Kit {
        key: "josephine.owusu",
        rates: &[(Reel, "600 GBP"), (Post, "380 GBP")],
        brands: &[("Dewdrop Labs", 3, 1, true)],
        audience: &[
            (Country, "GB", 49),
            (Country, "GH", 18),
            (Gender, "female", 86),
            (Age, "25-34", 44),
        ],
    },
    Kit {
        key: "theo.et.ines",
        rates: &[(Video, "2,400 EUR")],
        brands: &[("Duo Savon", 5, 5, false)],
        audience: &[
            (Country, "FR", 66),
            (Country, "BE", 9),
            (Gender, "female", 52),
        ],
    },
    Kit {
        key: "misaki.hada",
        rates: &[(Post, "90,000 JPY")],
        brands: &[("Yuki Cosme", 11, 8, true)],
        audience: &[(Country, "JP", 91), (Gender, "female", 94)],
    },
    Kit {
        key: "sara.alali.kw",
        rates: &[(Reel, "4,000 USD"), (Story, "900 USD")],
        brands: &[("Oud House", 26, 24, false), ("Dewdrop Labs", 8, 8, true)],
        audience: &[
            (Country, "KW", 12),
            (Country, "IN", 31),
            (Country, "BR", 22),
            (Gender, "male", 61),
        ],
    },
];

/// The file of the kits.
///
/// # Errors
/// A slip in the table.
pub fn file(calendar: Calendar) -> Result<File, CannotFill> {
    let day = calendar.ago(10);
    let mut rows = Vec::new();
    for (line, kit) in (2..).zip(KITS) {
        let who = PEOPLE.iter().find(|who| who.key() == kit.key);
        let Some(account) = who.and_then(|who| who.accounts.first()) else {
            continue;
        };
        let row = Incoming::of_account(line, account.platform, handle(account.handle)?);
        rows.push(Incoming {
            rates: kit.rates.iter().filter_map(rate).collect(),
            sponsors: kit.brands.iter().map(sponsor).collect(),
            audience: kit.audience.iter().filter_map(share).collect(),
            ..row
        });
    }
    Ok(File {
        day,
        by: Seat::Third,
        source: "media kits.csv".to_owned(),
        as_of: day,
        rows,
    })
}

fn rate((kind, amount): &(RateKind, &str)) -> Option<IncomingRate> {
    Some(IncomingRate {
        kind: *kind,
        platform: None,
        amount: Money::read(amount, None).ok()?,
        note: String::new(),
        date: None,
        source: None,
    })
}

fn sponsor((brand, posts, paid, competitor): &(&str, i64, i64, bool)) -> IncomingSponsor {
    IncomingSponsor {
        brand: (*brand).to_owned(),
        posts: Some(*posts),
        sponsored: Some(*paid),
        competitor: *competitor,
        ..IncomingSponsor::default()
    }
}

fn share((kind, key, per_cent): &(AudienceKind, &str, i64)) -> Option<IncomingShare> {
    Some(IncomingShare {
        key: AudienceKey::parse(*kind, key)?,
        share: per_cent * 10_000,
        date: None,
        source: None,
    })
}
