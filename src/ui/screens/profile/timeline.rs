//! The timeline: contacts and changes, newest first, at their own dates.

use super::view::Entry;
use crate::domain::dates::{say, say_full};
use crate::domain::person::{Dossier, Happened};
use crate::domain::touch::{Channel, Direction, Touch};
use crate::ui::look::Look;
use crate::ui::overlays::popup::Popup;
use crate::ui::subject::OnePerson;

enum Line<'a> {
    Touch(&'a Touch),
    Happened(&'a Happened),
}

fn lines(dossier: &Dossier) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = dossier.touches.iter().map(Line::Touch).collect();
    lines.extend(dossier.history.iter().map(Line::Happened));
    // A stable sort: of one day, contacts stand before changes, each newest first.
    lines.sort_by_key(|line| {
        std::cmp::Reverse(match line {
            Line::Touch(touch) => touch.date,
            Line::Happened(happened) => happened.date,
        })
    });
    lines
}

/// The lines of the timeline.
pub fn entries(dossier: &Dossier, look: &Look<'_>) -> Vec<Entry> {
    let lines = lines(dossier);
    if lines.is_empty() {
        return vec![Entry::new(
            "",
            "Nothing was said yet. l logs a contact.",
            look.theme.dim,
        )];
    }
    lines.into_iter().map(|line| entry(&line, look)).collect()
}

fn entry(line: &Line<'_>, look: &Look<'_>) -> Entry {
    let theme = look.theme;
    match line {
        Line::Touch(touch) => {
            let arrow = match touch.direction {
                Direction::In => "← they",
                Direction::Out => "→ we",
            };
            let how = touch.channel.map_or("", Channel::word);
            let mut entry = Entry::new(
                &say(touch.date, look.today),
                format!("{arrow:<8}"),
                theme.heading,
            );
            entry
                .pieces
                .push((format!("{:<10} {how:<10} ", touch.kind.word()), theme.dim));
            entry
                .pieces
                .push((touch.text.line().to_string(), theme.plain));
            entry.tail = Some((touch.by.to_string(), theme.dim));
            entry
        }
        Line::Happened(happened) => {
            let mut entry = Entry::new(
                &say(happened.date, look.today),
                happened.what.to_string(),
                theme.dim,
            );
            entry.tail = Some((happened.by.to_string(), theme.dim));
            entry
        }
    }
}

/// A line of the timeline whole: what was said, by whom, when and how.
pub fn opened(who: &OnePerson, dossier: &Dossier, line: usize) -> Option<Popup> {
    let (title, words) = match lines(dossier).into_iter().nth(line)? {
        Line::Touch(touch) => {
            let who = match touch.direction {
                Direction::In => "they",
                Direction::Out => "we",
            };
            let channel = touch.channel.map_or("no channel", Channel::word);
            let title = format!(
                "{} · {who} · {} · {channel} · by {}",
                say_full(touch.date),
                touch.kind.word(),
                touch.by
            );
            (title, touch.text.text())
        }
        Line::Happened(happened) => (
            format!("{} · by {}", say_full(happened.date), happened.by),
            happened.what.clone(),
        ),
    };
    let words = words.as_str().lines().map(str::to_owned).collect();
    Some(Popup::new(who, &format!("{} · {title}", who.name), words))
}

/// The contact on a line of the timeline.
pub fn touch_at(dossier: &Dossier, line: usize) -> Option<&Touch> {
    match lines(dossier).into_iter().nth(line)? {
        Line::Touch(touch) => Some(touch),
        Line::Happened(_) => None,
    }
}
