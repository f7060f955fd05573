//! The terms: the rate card, past sponsors, and what we need to send something.
//!
//! ```text
//!  Rate card
//!  per post        600 EUR · Instagram · incl. 3 months of usage               3 nov · her mail
//!  Past sponsors
//!  sun 2 mar 2025  Glow Lab · 3 of 12 posts sponsored · competitor             yesterday · hype.csv
//!  To send something
//!  Address         Storgatan 1
//!                  211 34 Malmö
//!  Sizes           shoes 39 EU, shirt M
//! ```

use super::view::{Entry, text_room};
use crate::domain::dates::say;
use crate::domain::detail::Reach;
use crate::domain::field::Field;
use crate::domain::person::Dossier;
use crate::domain::terms::{Rate, Sponsor};
use crate::domain::text::Raw;
use crate::ui::look::Look;
use crate::ui::overlays::sheet::LineFor;

/// What a line of the terms is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A line with a sheet of its own.
    Line(LineFor),
    /// The sizes, a field of the person.
    Sizes,
    /// A heading or white space.
    Nothing,
}

type Lined = (At, Entry);

/// The lines of the terms.
pub fn entries(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    lines(dossier, columns, look)
        .into_iter()
        .map(|(_, entry)| entry)
        .collect()
}

/// What stands on a line of the terms, drawn so wide.
pub fn at(dossier: &Dossier, line: usize, columns: usize, look: &Look<'_>) -> At {
    lines(dossier, columns, look)
        .get(line)
        .map_or(At::Nothing, |(at, _)| *at)
}

fn lines(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Lined> {
    let mut lines = vec![(At::Nothing, Entry::heading("Rate card", look))];
    lines.extend(rates(dossier, look));
    lines.push((At::Nothing, Entry::blank()));
    lines.push((At::Nothing, Entry::heading("Past sponsors", look)));
    lines.extend(sponsors(dossier, look));
    lines.push((At::Nothing, Entry::blank()));
    lines.push((At::Nothing, Entry::heading("To send something", look)));
    lines.extend(addresses(dossier, columns, look));
    lines.push((At::Sizes, sizes(dossier, look)));
    lines
}

fn rates(dossier: &Dossier, look: &Look<'_>) -> Vec<Lined> {
    if dossier.rates.is_empty() {
        let words = "No rates yet. Enter or a adds one (600 EUR per post).";
        let entry = Entry::new("", words, look.theme.dim);
        return vec![(At::Line(LineFor::NewRate), entry)];
    }
    let mut lines = Vec::new();
    let mut above: Option<&Rate> = None;
    for rate in &dossier.rates {
        // Of several rates for the same, the newest counts; the older ones are history.
        let is_older = above.is_some_and(|one| {
            (one.line.kind, one.line.platform) == (rate.line.kind, rate.line.platform)
        });
        lines.push((
            At::Line(LineFor::Rate(rate.id)),
            rate_entry(rate, is_older, look),
        ));
        above = Some(rate);
    }
    lines
}

fn rate_entry(rate: &Rate, is_older: bool, look: &Look<'_>) -> Entry {
    let theme = look.theme;
    let line = &rate.line;
    let label = if is_older {
        "earlier".to_owned()
    } else {
        format!("per {}", line.kind.word())
    };
    let style = if is_older { theme.dim } else { theme.plain };
    let mut entry = Entry::new(&label, line.amount.say(), style);
    if let Some(platform) = line.platform {
        entry
            .pieces
            .push((format!(" · {}", platform.title()), theme.dim));
    }
    if !line.note.is_blank() {
        entry
            .pieces
            .push((format!(" · {}", line.note.line()), style));
    }
    entry.tail = Some((from(line.date, &line.source, look), theme.dim));
    entry
}

/// The day and the source of a line.
fn from(date: chrono::NaiveDate, source: &Raw, look: &Look<'_>) -> String {
    format!("{} · {}", say(date, look.today), source.line())
}

fn sponsors(dossier: &Dossier, look: &Look<'_>) -> Vec<Lined> {
    if dossier.sponsors.is_empty() {
        let entry = Entry::new("", "None known yet. Enter or a adds one.", look.theme.dim);
        return vec![(At::Line(LineFor::NewSponsor), entry)];
    }
    let line = |sponsor: &Sponsor| {
        (
            At::Line(LineFor::Sponsor(sponsor.id)),
            sponsor_entry(sponsor, look),
        )
    };
    dossier.sponsors.iter().map(line).collect()
}

fn sponsor_entry(sponsor: &Sponsor, look: &Look<'_>) -> Entry {
    let theme = look.theme;
    let what = &sponsor.what;
    let last = what.last.or(what.first);
    let label = last.map_or_else(|| " ".to_owned(), |date| say(date, look.today));
    let mut entry = Entry::new(&label, what.brand.line().to_string(), theme.plain);
    if what.competitor {
        entry.pieces.push((" · competitor".into(), theme.alarm));
    }
    let posts = match (what.sponsored, what.posts) {
        (Some(sponsored), Some(posts)) => format!(" · {sponsored} of {posts} posts sponsored"),
        (Some(sponsored), None) => format!(" · {sponsored} sponsored"),
        (None, Some(posts)) => format!(" · {posts} posts"),
        (None, None) => String::new(),
    };
    entry.pieces.push((posts, theme.dim));
    if let (Some(first), Some(_)) = (what.first, what.last) {
        let words = format!(" · since {}", say(first, look.today));
        entry.pieces.push((words, theme.dim));
    }
    entry.tail = Some((from(what.date, &what.source, look), theme.dim));
    entry
}

fn addresses(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Lined> {
    let mut lines = Vec::new();
    let posts = dossier
        .contact_points
        .iter()
        .filter(|point| point.kind.as_str() == Reach::POST);
    for point in posts {
        let label = if lines.is_empty() { "Address" } else { "" };
        let via = point.manager.as_ref();
        let via = via.map_or_else(String::new, |one| {
            format!("\nvia {} ({})", one.name.line(), one.role)
        });
        let text = format!("{}{via}", point.value.text());
        let wrapped = Entry::wrapped(label, &text, text_room(columns), look.theme.plain);
        lines.extend(
            wrapped
                .into_iter()
                .map(|entry| (At::Line(LineFor::Reach(point.id)), entry)),
        );
    }
    if lines.is_empty() {
        let entry = Entry::new("Address", "none yet · Enter or a adds one", look.theme.dim);
        lines.push((At::Line(LineFor::NewAddress), entry));
    }
    lines
}

fn sizes(dossier: &Dossier, look: &Look<'_>) -> Entry {
    match dossier
        .person
        .values
        .get(Field::Sizes)
        .filter(|raw| !raw.is_blank())
    {
        Some(sizes) => Entry::new("Sizes", sizes.line().to_string(), look.theme.plain),
        None => Entry::new(
            "Sizes",
            "none yet · Enter writes them (shoes 39 EU, shirt M)",
            look.theme.dim,
        ),
    }
}

/// Rates and sponsors in a line each for the overview, where there are any.
pub fn summary(dossier: &Dossier, look: &Look<'_>) -> Vec<Entry> {
    let theme = look.theme;
    let mut lines = Vec::new();
    let mut said: Vec<String> = Vec::new();
    let mut above = None;
    for rate in &dossier.rates {
        let what = (rate.line.kind, rate.line.platform);
        if above != Some(what) {
            said.push(rate.line.say());
        }
        above = Some(what);
    }
    if !said.is_empty() {
        lines.push(Entry::new("Rates", said.join(" · "), theme.plain));
    }
    let mut entry = Entry {
        label: "Sponsors".into(),
        pieces: Vec::new(),
        tail: None,
    };
    // Competitors first: they are what one must not overlook.
    let mut sponsors: Vec<&Sponsor> = dossier.sponsors.iter().collect();
    sponsors.sort_by_key(|sponsor| !sponsor.what.competitor);
    for sponsor in sponsors {
        let part = if entry.pieces.is_empty() { "" } else { " · " };
        let brand = sponsor.what.brand.line();
        let (words, style) = if sponsor.what.competitor {
            (format!("{part}{brand} (competitor)"), theme.alarm)
        } else {
            (format!("{part}{brand}"), theme.plain)
        };
        entry.pieces.push((words, style));
    }
    if !entry.pieces.is_empty() {
        lines.push(entry);
    }
    lines
}
