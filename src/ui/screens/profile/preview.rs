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

type Said = (String, Style);

fn lines(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Said> {
    let mut lines = who(dossier, look);
    lines.push((String::new(), look.theme.plain));
    lines.extend(story(dossier, columns, look));
    let accounts = dossier.accounts.iter();
    lines.extend(accounts.map(|account| (account_line(account), look.theme.plain)));
    lines.push((String::new(), look.theme.plain));
    lines.extend(work(dossier, look));
    lines
}

fn shown(dossier: &Dossier, field: Field, look: &Look<'_>) -> Option<String> {
    let raw = dossier.person.values.get(field)?;
    (!raw.is_blank()).then(|| field.show(raw, look.today).to_string())
}

/// The name, who else looks at them, and what they are called and where they live.
fn who(dossier: &Dossier, look: &Look<'_>) -> Vec<Said> {
    let handle = || {
        let account = dossier.accounts.first()?;
        Some(Clean::line(account.handle.as_str()).to_string())
    };
    let name = shown(dossier, Field::Name, look).or_else(handle);
    let mut lines = vec![(name.unwrap_or_default(), look.theme.heading)];
    let here = say_here(look.here, look.me, dossier.person.id);
    lines.extend(here.map(|words| (words, look.theme.accent)));
    let about: Vec<String> = [
        Field::Pronouns,
        Field::Place,
        Field::Country,
        Field::Language,
    ]
    .into_iter()
    .filter_map(|field| shown(dossier, field, look))
    .collect();
    lines.push((about.join(" · "), look.theme.dim));
    lines
}

/// The first lines of their story, and what must not be touched.
fn story(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let story = dossier.person.values.get(Field::Story);
    let story = story.filter(|raw| !raw.is_blank()).map(Raw::text);
    let boundary =
        shown(dossier, Field::Boundaries, look).map(|words| format!("Boundary: {words}"));
    let mut lines = Vec::new();
    for (text, most, style) in [
        (story.as_ref().map(Clean::as_str), 5, theme.plain),
        (boundary.as_deref(), 3, theme.alarm),
    ] {
        if let Some(text) = text {
            let wrapped = wrap(text, columns).into_iter().take(most);
            lines.extend(wrapped.map(|line| (line, style)));
            lines.push((String::new(), theme.plain));
        }
    }
    lines
}

/// Where they stand with us: stage, owner, next step, the last contact and note.
fn work(dossier: &Dossier, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let person = &dossier.person;
    let stage = match person.parked {
        Some(parked) => format!("parked: {}", parked.reason.word()),
        None => format!(
            "{} since {}",
            person.stage.word(),
            say(person.stage_since, look.today)
        ),
    };
    let owner = shown(dossier, Field::Owner, look).map(|owner| format!("owner {owner}"));
    let step = next(dossier, look).map(|step| format!("next: {step}"));
    let contact = dossier.touches.first().map(|touch| {
        let day = say(touch.date, look.today);
        format!("last contact {day}: {}", touch.text.line())
    });
    let note = dossier.notes.first();
    let note = note.map(|note| format!("note: {}", note.text.line()));
    [
        (Some(stage), theme.plain),
        (owner, theme.dim),
        (shown(dossier, Field::Niche, look), theme.dim),
        (shown(dossier, Field::Tags, look), theme.dim),
        (step, theme.plain),
        (contact, theme.dim),
        (note, theme.dim),
    ]
    .into_iter()
    .filter_map(|(words, style)| Some((words?, style)))
    .collect()
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
