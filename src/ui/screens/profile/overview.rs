//! The overview: story first; boundaries and a break always in sight; how to reach them; what is next.

use super::terms;
use super::view::{Entry, text_room};
use crate::domain::care::{self, Care};
use crate::domain::counts::say_count;
use crate::domain::dates::{say, say_due};
use crate::domain::detail::one_line;
use crate::domain::field::Field;
use crate::domain::person::{ContactPoint, Dossier};
use crate::domain::text::{Clean, Raw};
use crate::domain::touch::Direction;
use crate::ui::look::Look;

/// Fields of the facts below the story, where filled.
const FACTS: [Field; 14] = [
    Field::Niche,
    Field::Tags,
    Field::Owner,
    Field::Segment,
    Field::CareLevel,
    Field::KeepInTouch,
    Field::Marks,
    Field::Channel,
    Field::TimeZone,
    Field::Language,
    Field::Languages,
    Field::Pronouns,
    Field::Place,
    Field::Sizes,
];

/// The lines of the overview.
pub fn entries(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    let mut lines = top(dossier, columns, look);
    lines.push(Entry::blank());
    lines.extend(points(dossier, look));
    lines.extend(facts(dossier, look));
    lines.extend(terms::summary(dossier, look));
    lines.extend(figures(dossier, look));
    if !dossier.person.extra.is_empty() {
        lines.push(Entry::blank());
        lines.push(Entry::heading(
            "From files, without a field of their own",
            look,
        ));
        for (name, value) in &dossier.person.extra {
            lines.push(Entry::new(
                name.line().as_str(),
                value.line().to_string(),
                look.theme.dim,
            ));
        }
    }
    lines
}

fn top(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    let theme = look.theme;
    let values = &dossier.person.values;
    let room = text_room(columns);
    let text = |field: Field| {
        values
            .get(field)
            .filter(|raw| !raw.is_blank())
            .map(Raw::text)
    };
    let mut lines = Vec::new();
    match text(Field::Story) {
        Some(story) => lines.extend(Entry::wrapped("Story", story.as_str(), room, theme.plain)),
        None => lines.extend(Entry::wrapped(
            "Story",
            "Who are they, and what do they care about? E writes it.",
            room,
            theme.dim,
        )),
    }
    lines.push(Entry::blank());
    lines.push(next_step(dossier, look));
    lines.push(last_contact(dossier, look));
    if let Some(parked) = &dossier.person.parked {
        let again = parked.look_again.map_or_else(String::new, |date| {
            format!(" · look again {}", say(date, look.today))
        });
        lines.push(Entry::new(
            "Parked",
            format!("{}{again}", parked.reason.word()),
            theme.plain,
        ));
    }
    lines
}

fn next_step(dossier: &Dossier, look: &Look<'_>) -> Entry {
    let values = &dossier.person.values;
    let step = values
        .get(Field::NextStep)
        .map(Raw::line)
        .unwrap_or_default();
    let date = values.date(Field::NextDate);
    if step.is_empty() && date.is_none() {
        return Entry::new(
            "Next step",
            "none · t sets one (fri call about rates)",
            look.theme.dim,
        );
    }
    let late = date.is_some_and(|date| date < look.today);
    let when = date.map_or_else(String::new, |date| {
        format!("{} ", say_due(date, look.today))
    });
    let by = values
        .get(Field::NextOwner)
        .map_or_else(String::new, |by| format!(" · {}", by.line()));
    let mut entry = Entry::new(
        "Next step",
        when,
        if late {
            look.theme.alarm
        } else {
            look.theme.heading
        },
    );
    entry.pieces.push((format!("{step}{by}"), look.theme.plain));
    entry
}

fn last_contact(dossier: &Dossier, look: &Look<'_>) -> Entry {
    let Some(touch) = dossier.touches.first() else {
        return Entry::new("Last contact", "never · l logs one", look.theme.dim);
    };
    let who = match touch.direction {
        Direction::In => "they",
        Direction::Out => "we",
    };
    let words = format!(
        "{} · {who}: {}",
        say(touch.date, look.today),
        touch.text.line()
    );
    let mut entry = Entry::new("Last contact", words, look.theme.plain);
    if let Some(quiet) = care::quiet(&care_of(dossier), look.settings.care, look.today) {
        let words = format!("quiet for {} days", quiet.days);
        entry.tail = Some((words, look.theme.alarm));
    }
    entry
}

fn care_of(dossier: &Dossier) -> Care<'_> {
    let values = &dossier.person.values;
    Care {
        stage: dossier.person.stage,
        parked: dossier.person.parked.is_some(),
        level: values.stored(Field::CareLevel),
        segment: values.stored(Field::Segment),
        days: values.stored(Field::KeepInTouch).parse().ok(),
        break_until: values.date(Field::BreakUntil),
        last_contact: dossier.touches.first().map(|touch| touch.date),
    }
}

fn points(dossier: &Dossier, look: &Look<'_>) -> Vec<Entry> {
    if dossier.contact_points.is_empty() {
        return vec![Entry::new(
            "Reach",
            "no mail or phone yet · a adds one",
            look.theme.dim,
        )];
    }
    dossier
        .contact_points
        .iter()
        .enumerate()
        .map(|(place, point)| {
            let through = point.manager.as_ref().map_or_else(String::new, |m| {
                format!(" · {} ({})", m.name.line(), m.role)
            });
            let label = if place == 0 { "Reach" } else { "" };
            Entry::new(
                label,
                format!("{}: {}{through}", point.kind, said(point)),
                look.theme.plain,
            )
        })
        .collect()
}

/// The value on one line; an address has several.
fn said(point: &ContactPoint) -> Clean {
    Clean::line(&one_line(point.value.as_stored()))
}

/// The contact point on a line of the overview, drawn so wide.
pub fn point_at(dossier: &Dossier, line: usize, columns: usize) -> Option<&ContactPoint> {
    // The theme does not change how many lines there are, so any will do.
    let theme = crate::ui::theme::Theme::new(
        crate::ui::theme::Ground::Dark,
        crate::ui::theme::Depth::Mono,
    );
    let me = Clean::default();
    let settings = crate::domain::settings::Settings::default();
    let look = Look {
        theme: &theme,
        today: chrono::NaiveDate::default(),
        me: &me,
        settings: &settings,
        here: &[],
    };
    let lines = entries(dossier, columns, &look);
    let first = lines.iter().position(|entry| entry.label == "Reach")?;
    dossier.contact_points.get(line.checked_sub(first)?)
}

fn facts(dossier: &Dossier, look: &Look<'_>) -> Vec<Entry> {
    FACTS
        .into_iter()
        .filter_map(|field| {
            let value = dossier
                .person
                .values
                .get(field)
                .filter(|raw| !raw.is_blank())?;
            Some(Entry::new(
                field.label(),
                field.show(value, look.today).to_string(),
                look.theme.plain,
            ))
        })
        .collect()
}

fn figures(dossier: &Dossier, look: &Look<'_>) -> Vec<Entry> {
    let mut lines = Vec::new();
    for account in &dossier.accounts {
        let followers = account.latest().and_then(|latest| latest.figures.followers);
        let tier = followers
            .and_then(|count| look.settings.tiers.of(count))
            .map_or_else(String::new, |tier| format!(" · {tier}"));
        let count = followers.map_or_else(|| "no figures".into(), say_count);
        let handle = account.shown();
        lines.push(Entry::new(
            account.platform.title(),
            format!("{handle} · {count}{tier}"),
            look.theme.plain,
        ));
    }
    lines
}
