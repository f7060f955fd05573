//! Cells of a row that only mean something together: an amount and its currency, the lines of an address, the shares
//! of one audience.

use super::error::quote;
use super::role::Role;
use super::sink::{Part, Reading, Sink};
use crate::domain::audience::{AudienceKind, Share, wrong};
use crate::domain::country;
use crate::domain::incoming::{Incoming, IncomingRate};
use crate::domain::money::{Currency, Money};
use crate::domain::terms::RateKind;
use crate::exchange::known;

/// What a row has gathered.
#[derive(Default)]
pub struct More<'a> {
    rates: Vec<(usize, Option<RateKind>, Option<Currency>, &'a str)>,
    currency: Option<&'a str>,
    address: Address<'a>,
}

#[derive(Default)]
struct Address<'a> {
    lines: Vec<&'a str>,
    postcode: Option<&'a str>,
    city: Option<&'a str>,
    region: Option<&'a str>,
    country: Option<&'a str>,
}

impl<'a> More<'a> {
    /// Whether the cell is one of these; it is kept until the row is whole.
    pub fn takes(&mut self, role: Role, part: &Part, cell: &'a str) -> bool {
        let known = match part.reading {
            Reading::Money(currency) => currency,
            Reading::Plain
            | Reading::Ours
            | Reading::Dates(_)
            | Reading::Counts(_)
            | Reading::Rates(_) => None,
        };
        match role {
            Role::Rate(kind) => self.rates.push((part.place, Some(kind), known, cell)),
            Role::Rates => self.rates.push((part.place, None, known, cell)),
            Role::Currency => self.currency = Some(cell),
            Role::Address => self.address.lines.insert(0, cell),
            Role::AddressLine => self.address.lines.push(cell),
            Role::Postcode => self.address.postcode = Some(cell),
            Role::City => self.address.city = Some(cell),
            Role::Region => self.address.region = Some(cell),
            Role::AddressCountry => self.address.country = Some(cell),
            _ => return false,
        }
        true
    }

    /// Puts what was gathered into the row; what cannot be understood stays an extra field, with a remark why.
    pub fn settle(self, headers: &[String], row: &mut Incoming) {
        let other = self.currency.and_then(Currency::parse);
        for (place, kind, known, cell) in self.rates {
            let currency = known.or(other);
            let mut sink = Sink {
                row,
                header: &headers[place],
                cell,
            };
            match kind {
                Some(kind) => match Money::read(cell, currency) {
                    Ok(amount) => sink.row.rates.push(rate(kind, amount)),
                    Err(error) => sink.keep(format_args!("rate {}: {error}", quote(cell))),
                },
                None => match known::read_rates(cell, currency) {
                    Ok(rates) => sink.row.rates.extend(rates),
                    Err(part) => sink.keep(format_args!("{} is no rate", quote(&part))),
                },
            }
        }
        row.addresses.extend(self.address.whole());
        refuse_shares(row);
    }
}

fn rate(kind: RateKind, amount: Money) -> IncomingRate {
    IncomingRate {
        kind,
        platform: None,
        amount,
        note: String::new(),
        date: None,
        source: None,
    }
}

impl Address<'_> {
    /// The address, a line each; several whole ones are parted by a blank line. None without a street.
    fn whole(self) -> Vec<String> {
        if self.lines.is_empty() {
            return Vec::new();
        }
        let place: Vec<&str> = [self.postcode, self.city, self.region]
            .into_iter()
            .flatten()
            .collect();
        let mut lines: Vec<String> = self.lines.iter().map(|line| (*line).to_owned()).collect();
        if !place.is_empty() {
            lines.push(place.join(" "));
        }
        lines.extend(self.country.map(|text| {
            let name = country::parse(text).and_then(country::name);
            name.unwrap_or(text).to_owned()
        }));
        let text = lines.join("\n").replace("\r\n", "\n");
        let parts = text
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }
}

/// Shares of one kind that are more than the whole are wrong, whichever of them it is: all of them stay extra fields.
fn refuse_shares(row: &mut Incoming) {
    for kind in AudienceKind::ALL {
        let of_kind = row.audience.iter().filter(|share| share.key.kind() == kind);
        let shares: Vec<Share> = of_kind.map(|share| (share.key, share.share)).collect();
        if let Some(wrong) = wrong(&shares) {
            let text = crate::domain::audience::write_shares(shares);
            row.extra
                .push((format!("audience by {}", kind.word()), text));
            row.remarks.push(format!(
                "audience by {}: {wrong}; kept as an extra field",
                kind.word()
            ));
            row.audience.retain(|share| share.key.kind() != kind);
        }
    }
}
