//! Engagement rates whose unit the file leaves open: counted while the rows are read, and reported once.

use super::error::quote;
use super::plan::Cells;
use super::sink::{Part, Reading};
use super::warning::Rows;
use crate::domain::counts::{RateUnit, parse_rate_as, say_rate, says_percent};

/// A rate above which half of a list cannot be: 25%, in millionths.
const HIGH: i64 = 250_000;
/// A rate in per cent below which a number may as well be a part: 0.1%.
const LOW: i64 = 1_000;

/// The column of engagement rates, and its numbers without a sign so far.
#[derive(Debug, Clone)]
pub struct Rates {
    place: usize,
    unit: RateUnit,
    header: String,
    bare: u64,
    odd: Rows,
}

impl Rates {
    /// The column of a part of the plan; none where the header says the unit.
    pub fn of(part: &Part, header: &str) -> Option<Rates> {
        let Reading::Rates(unit @ (RateUnit::Fraction | RateUnit::Percent)) = part.reading else {
            return None;
        };
        (!says_percent(header)).then(|| Rates {
            place: part.place,
            unit,
            header: header.to_owned(),
            bare: 0,
            odd: Rows::default(),
        })
    }

    /// No row was read yet.
    pub fn begin(&mut self) {
        (self.bare, self.odd) = (0, Rows::default());
    }

    /// Looks at the cell of a row.
    pub fn look(&mut self, cells: &Cells<'_>) {
        let cell = cells.get(self.place);
        if cell.ends_with(['%', '‰']) {
            return;
        }
        let Ok(Some(rate)) = parse_rate_as(cell, self.unit) else {
            return;
        };
        self.bare += 1;
        let is_odd = match self.unit {
            RateUnit::Fraction => rate > HIGH && rate <= 1_000_000,
            // `0.05` is written by who rounds, `0.0139` by who divides.
            RateUnit::Percent => rate > 0 && rate < LOW && cell.trim_end_matches('0').len() > 4,
            RateUnit::BasisPoints => false,
        };
        if is_odd {
            self.odd.add(cells.line(), || {
                format!("{} is read as {}", quote(cell), shown(rate))
            });
        }
    }

    /// The warning about the column.
    pub fn warning(&self) -> Option<String> {
        let is_most = self.odd.count() * 2 >= self.bare;
        let example = self.odd.example()?;
        let rows = crate::domain::counts::say_many(self.odd.count(), "row", "rows");
        let header = quote(&self.header);
        let doubt = match self.unit {
            RateUnit::Fraction if is_most => "has parts, or per cent",
            RateUnit::Percent => "has per cent and parts",
            RateUnit::Fraction | RateUnit::BasisPoints => return None,
        };
        Some(format!(
            "column {header} {doubt}: {example} ({rows} like it); write % behind numbers that are per cent"
        ))
    }
}

/// A rate with all its digits, where two are too few.
fn shown(rate: i64) -> String {
    if rate >= LOW {
        return say_rate(rate);
    }
    let digits = format!("0.{rate:04}");
    format!("{}%", digits.trim_end_matches('0'))
}
