//! Cells of a row that only mean something together: an amount and its currency, the lines of an address, the shares
//! of one audience.

use chrono::NaiveDate;

use super::error::quote;
use super::role::Role;
use super::sink::{Part, Reading, Sink};
use crate::domain::audience::{AudienceKind, Share, wrong};
use crate::domain::country;
use crate::domain::field::Field;
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

/// A cell and the place of its column.
type Cell<'a> = (usize, &'a str);

#[derive(Default)]
struct Address<'a> {
    lines: Vec<&'a str>,
    postcode: Option<Cell<'a>>,
    city: Option<Cell<'a>>,
    region: Option<Cell<'a>>,
    country: Option<Cell<'a>>,
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
            | Reading::Rates(_)
            | Reading::Since => None,
        };
        match role {
            Role::Rate(kind) => self.rates.push((part.place, Some(kind), known, cell)),
            Role::Rates => self.rates.push((part.place, None, known, cell)),
            Role::Currency => self.currency = Some(cell),
            Role::Address => self.address.lines.insert(0, cell),
            Role::AddressLine => self.address.lines.push(cell),
            Role::Postcode => self.address.postcode = Some((part.place, cell)),
            Role::City => self.address.city = Some((part.place, cell)),
            Role::Region => self.address.region = Some((part.place, cell)),
            Role::AddressCountry => self.address.country = Some((part.place, cell)),
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
        if self.address.lines.is_empty() {
            self.address.without_street(headers, row);
        } else {
            row.addresses.extend(self.address.whole());
        }
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
    /// City and region say where the person lives; nothing else can be sent to, and stays an extra field.
    fn without_street(&self, headers: &[String], row: &mut Incoming) {
        let mut left = vec![self.postcode, self.country];
        let has_place = row.fields.iter().any(|(field, _)| *field == Field::Place);
        match (self.city, self.region) {
            (None, None) => {}
            (city, region) if has_place => left.extend([city, region]),
            (city, region) => {
                let names = [city, region].into_iter().flatten().map(|(_, name)| name);
                let mut place: Vec<&str> = names.collect();
                place.dedup_by_key(|name| name.to_lowercase());
                if let Ok(Some(place)) = Field::Place.read(&place.join(", "), NaiveDate::default())
                {
                    row.fields.push((Field::Place, place));
                }
            }
        }
        for (place, cell) in left.into_iter().flatten() {
            row.extra.push((headers[place].clone(), cell.to_owned()));
        }
    }

    /// The address, a line each; several whole ones are parted by a blank line.
    fn whole(self) -> Vec<String> {
        let place: Vec<&str> = [self.postcode, self.city, self.region]
            .into_iter()
            .flatten()
            .map(|(_, cell)| cell)
            .collect();
        let mut lines: Vec<String> = self.lines.iter().map(|line| (*line).to_owned()).collect();
        if !place.is_empty() {
            lines.push(place.join(" "));
        }
        lines.extend(self.country.map(|(_, text)| {
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
