//! Columns that hold one figure twice, short and long: `456.7K` beside `456700`. What one of them is, the other is.

use std::collections::HashSet;

use super::aliases::{self, Meaning};
use super::columns::{Board, cells_of};
use super::error::quote;
use super::role::Role;
use crate::domain::counts;
use crate::exchange::guard::unguarded;

/// Rows with the same figure that are enough where the headers differ.
const ENOUGH: usize = 3;

impl Board<'_> {
    /// Gives the twin of a column that somebody said something about, or whose header is known, the same meaning.
    pub fn follow_twins(&mut self) {
        for (short, long) in self.pairs() {
            match (self.drafts[short].is_mapped, self.drafts[long].is_mapped) {
                (true, false) => self.follow(long, short, true),
                (false, true) => self.follow(short, long, true),
                (false, false) if self.is_nameless(long) && self.columns[short].role.is_count() => {
                    self.follow(long, short, false);
                }
                (false, false) if self.is_nameless(short) && self.columns[long].role.is_count() => {
                    self.follow(short, long, false);
                }
                _ => {}
            }
        }
    }

    fn follow(&mut self, twin: usize, leader: usize, is_mapped: bool) {
        let role = self.columns[leader].role;
        if !role.is_count() && role != Role::Extra {
            return;
        }
        let header = quote(&self.columns[leader].header);
        self.set(twin, role, format!("the same figure as {header}"));
        self.drafts[twin].is_mapped |= is_mapped;
    }

    fn is_nameless(&self, place: usize) -> bool {
        self.drafts[place].meaning == Meaning::Unknown && self.columns[place].role == Role::Extra
    }

    /// Short and long columns of one figure: of one header, or of headers that differ and figures that leave no doubt.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let counts = |place: &usize| {
            let shape = &self.drafts[*place].shape;
            shape.has(shape.counts, 80)
        };
        let places: Vec<usize> = (0..self.columns.len()).filter(counts).collect();
        let (short, long): (Vec<usize>, Vec<usize>) =
            places.into_iter().partition(|place| self.has_units(*place));
        let mut pairs = Vec::new();
        for short in short {
            let alike = |long: &&usize| self.drafts[**long].squeezed == self.drafts[short].squeezed;
            let twins = |long: &&usize, least| self.agrees(short, **long, least);
            let same = long.iter().filter(alike).find(|long| twins(long, 1));
            let near = || {
                let mut others: Vec<&usize> =
                    long.iter().filter(|one| twins(one, ENOUGH)).collect();
                others.sort_by_key(|one| one.abs_diff(short));
                others.first().copied()
            };
            pairs.extend(same.or_else(near).map(|long| (short, *long)));
        }
        pairs
    }

    /// Whether half of the figures have a unit: `456.7K`.
    fn has_units(&self, place: usize) -> bool {
        let cells = || cells_of(self.sample, place).map(unguarded);
        let units = cells().filter(|cell| {
            cell.ends_with(char::is_alphabetic) && matches!(counts::parse_count(cell), Ok(Some(_)))
        });
        let all = cells().filter(|cell| matches!(counts::parse_count(cell), Ok(Some(_))));
        units.count() * 2 >= all.count().max(1)
    }

    /// Whether nine rows of ten that have both figures have the same, and at least so many different ones do.
    fn agrees(&self, short: usize, long: usize, least: usize) -> bool {
        let (mut all, mut alike, mut figures) = (0_usize, 0_usize, HashSet::new());
        for row in self.sample {
            let (Some(a), Some(b)) = (row.get(short), row.get(long)) else {
                continue;
            };
            if let Some(is_alike) = same_count(a, b) {
                all += 1;
                alike += usize::from(is_alike);
                figures.insert(b.as_str());
            }
        }
        figures.len() >= least && alike * 10 >= all * 9
    }

    /// Leaves one column for each role that takes one: the mapped one, the most exact one, or the first.
    pub fn settle_twins(&mut self) {
        let mut roles: Vec<Role> = self.columns.iter().map(|column| column.role).collect();
        roles.sort_unstable();
        roles.dedup();
        for role in roles {
            let places = self.with(role);
            if role.takes_several() || places.len() < 2 {
                continue;
            }
            let vague = |place: &usize| {
                (
                    !self.drafts[*place].is_mapped,
                    self.vagueness(role, *place),
                    *place,
                )
            };
            let Some(kept) = places.iter().copied().min_by_key(vague) else {
                continue;
            };
            for place in places.into_iter().filter(|&place| place != kept) {
                let header = quote(&self.columns[kept].header);
                if role.is_count() && self.agree(kept, place) {
                    self.set(
                        place,
                        role,
                        format!("the same figure as {header}, written less exactly"),
                    );
                    self.columns[place].same_as = Some(kept);
                } else {
                    let reason = format!(
                        "{} is taken from {header} already; kept under its header",
                        role.word()
                    );
                    if role == Role::AsOf {
                        let other = quote(&self.columns[place].header);
                        self.remarks.push(format!(
                            "column {other} could date the figures as well; they are dated by {header}"
                        ));
                    }
                    self.set(place, Role::Extra, reason);
                }
            }
        }
    }

    /// How inexact a column is: the worth of the last digits of its counts, all together; how far the header of a date
    /// is from saying that the figures are of that day.
    fn vagueness(&self, role: Role, place: usize) -> i64 {
        if role == Role::AsOf {
            return aliases::date_vagueness(&self.drafts[place].squeezed);
        }
        if !role.is_count() {
            return 0;
        }
        cells_of(self.sample, place)
            .filter_map(counts::count_step)
            .fold(0, i64::saturating_add)
    }

    /// Whether two columns hold the same counts but for rounding, in most rows that have both.
    fn agree(&self, a: usize, b: usize) -> bool {
        let pairs = self
            .sample
            .iter()
            .filter_map(|row| Some((row.get(a)?.as_str(), row.get(b)?.as_str())));
        let verdicts: Vec<bool> = pairs.filter_map(|(a, b)| same_count(a, b)).collect();
        let alike = verdicts.iter().filter(|&&alike| alike).count();
        verdicts.is_empty() || alike * 2 > verdicts.len()
    }
}

/// Whether two cells are one count but for rounding; none if one of them is no count.
pub fn same_count(a: &str, b: &str) -> Option<bool> {
    let count = |text| {
        counts::parse_count_as(unguarded(text), counts::Mark::Thousands)
            .ok()
            .flatten()
    };
    let (x, y) = (count(a)?, count(b)?);
    let step = |text| counts::count_step(unguarded(text)).unwrap_or(1);
    Some(x == y || x.abs_diff(y) < step(a).max(step(b)).unsigned_abs())
}
