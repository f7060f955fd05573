//! The preview beside a list: the person in a dozen lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::colleague::say_here;
use crate::domain::counts::say_count;
use crate::domain::dates::{say, say_due};
use crate::domain::field::Field;
use crate::domain::figures::say_growth;
use crate::domain::person::{Account, Dossier};
use crate::domain::text::{Clean, Raw, fit, wrap};
use crate::ui::look::Look;
use crate::ui::widgets::line::{put_text, rows};
use crate::ui::widgets::sparkline::sparkline;

/// Draws the preview.
pub fn draw(frame: &mut Frame<'_>, area: Rect, dossier: &Dossier, look: &Look<'_>) {
    let columns = usize::from(area.width);
    for ((text, style), at) in lines(dossier, columns, look).into_iter().zip(rows(area)) {
        put_text(frame, at, &fit(&text, columns), style);
    }
}

fn lines(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<(String, Style)> {
    let theme = look.theme;
    let person = &dossier.person;
    let values = &person.values;
    let shown = |field: Field| {
        values
            .get(field)
            .filter(|raw| !raw.is_blank())
            .map(|raw| field.show(raw, look.today).to_string())
    };
    let mut lines = Vec::new();
    let name = shown(Field::Name).or_else(|| {
        dossier
            .accounts
            .first()
            .map(|a| Clean::line(a.handle.as_str()).to_string())
    });
    lines.push((name.unwrap_or_default(), theme.heading));
    if let Some(words) = say_here(look.here, look.me, person.id) {
        lines.push((words, theme.accent));
    }
    let about: Vec<String> = [
        shown(Field::Pronouns),
        shown(Field::Place),
        shown(Field::Country),
        shown(Field::Language),
    ]
    .into_iter()
    .flatten()
    .collect();
    lines.push((about.join(" · "), theme.dim));
    lines.push((String::new(), theme.plain));
    if let Some(story) = values
        .get(Field::Story)
        .filter(|raw| !raw.is_blank())
        .map(Raw::text)
    {
        lines.extend(
            wrap(story.as_str(), columns)
                .into_iter()
                .take(5)
                .map(|line| (line, theme.plain)),
        );
        lines.push((String::new(), theme.plain));
    }
    if let Some(boundaries) = shown(Field::Boundaries) {
        let wrapped = wrap(&format!("Boundary: {boundaries}"), columns);
        lines.extend(wrapped.into_iter().take(3).map(|line| (line, theme.alarm)));
        lines.push((String::new(), theme.plain));
    }
    lines.extend(
        dossier
            .accounts
            .iter()
            .map(|account| (account_line(account), theme.plain)),
    );
    lines.push((String::new(), theme.plain));
    let stage = person.parked.map_or_else(
        || {
            format!(
                "{} since {}",
                person.stage.word(),
                say(person.stage_since, look.today)
            )
        },
        |parked| format!("parked: {}", parked.reason.word()),
    );
    lines.push((stage, theme.plain));
    lines.extend(shown(Field::Owner).map(|owner| (format!("owner {owner}"), theme.dim)));
    lines.extend(shown(Field::Niche).map(|niche| (niche, theme.dim)));
    lines.extend(shown(Field::Tags).map(|tags| (tags, theme.dim)));
    if let Some(step) = next(dossier, look) {
        lines.push((format!("next: {step}"), theme.plain));
    }
    if let Some(touch) = dossier.touches.first() {
        lines.push((
            format!(
                "last contact {}: {}",
                say(touch.date, look.today),
                touch.text.line()
            ),
            theme.dim,
        ));
    }
    if let Some(note) = dossier.notes.first() {
        lines.push((format!("note: {}", note.text.line()), theme.dim));
    }
    lines
}

fn next(dossier: &Dossier, look: &Look<'_>) -> Option<String> {
    let values = &dossier.person.values;
    let date = values
        .date(Field::NextDate)
        .map(|date| say_due(date, look.today));
    let step = values
        .get(Field::NextStep)
        .map(|raw| raw.line().to_string());
    let both: Vec<String> = [date, step].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(" "))
}

fn account_line(account: &Account) -> String {
    let series: Vec<i64> = account
        .snapshots
        .iter()
        .filter_map(|snapshot| snapshot.figures.followers)
        .collect();
    let count = series
        .last()
        .map_or_else(|| "no figures".into(), |count| say_count(*count));
    let growth = match (series.first(), series.last()) {
        (Some(first), Some(last)) if series.len() > 1 => {
            say_growth(*first, *last).map(|growth| format!(" {growth}"))
        }
        _ => None,
    };
    let curve = if series.len() > 1 {
        sparkline(&series, 12)
    } else {
        String::new()
    };
    format!(
        "{} {count:>6}  {curve}{}",
        account.platform.letters(),
        growth.unwrap_or_default()
    )
}
