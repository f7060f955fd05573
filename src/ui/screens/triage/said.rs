//! What is said of a candidate, line by line: figures with their peers first, then who they are, then what we wrote.

use chrono::Days;
use ratatui::style::Style;

use crate::domain::audience::{AudienceKind, say_share};
use crate::domain::counts::{say_count, say_grouped, say_rate};
use crate::domain::dates::{say, say_age};
use crate::domain::field::Field;
use crate::domain::figures::say_growth;
use crate::domain::person::{Account, Dossier};
use crate::domain::platform;
use crate::domain::text::{Clean, Raw, wrap};
use crate::domain::triage::{Candidate, Check, Fit, Peers, Raised, Verdict};
use crate::ui::look::Look;
use crate::ui::widgets::sparkline::sparkline;

/// Columns of the labels, with a blank at the end.
pub const LABEL: usize = 11;
/// Accounts, notes and lines of the story that are shown.
const MOST: (usize, usize, usize) = (4, 3, 6);
/// Days of growth, and how much earlier the first snapshot may lie.
const GROWTH: (u64, u64) = (90, 10);

/// A line with its label.
#[derive(Debug, Clone)]
pub struct Said {
    /// At the left.
    pub label: String,
    /// Text with its style.
    pub pieces: Vec<(String, Style)>,
}

impl Said {
    fn new(label: impl Into<String>, text: impl Into<String>, style: Style) -> Said {
        Said {
            label: label.into(),
            pieces: vec![(text.into(), style)],
        }
    }
}

fn wrapped(label: &'static str, text: &str, columns: usize, style: Style) -> Vec<Said> {
    let room = columns.saturating_sub(LABEL + 2).max(20);
    wrap(text, room)
        .into_iter()
        .enumerate()
        .map(|(place, line)| Said::new(if place == 0 { label } else { "" }, line, style))
        .collect()
}

/// `discovery 12d · owner ada · shortlisted`, and what this list says.
pub fn state(candidate: &Candidate, later: bool, look: &Look<'_>) -> String {
    let card = &candidate.card;
    let person = &candidate.dossier.person;
    let stage = match &person.parked {
        Some(parked) => format!("parked: {}", parked.reason.word()),
        None => format!(
            "{} {}",
            card.stage.word(),
            say_age((look.today - card.since).num_days())
        ),
    };
    let parts = [
        Some(stage),
        (!card.owner.is_empty()).then(|| format!("owner {}", card.owner)),
        card.shortlisted.then(|| "shortlisted".to_owned()),
        later.then(|| "for later".to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `she/her · Malmö, Sweden`.
pub fn about(candidate: &Candidate, look: &Look<'_>) -> String {
    let values = &candidate.dossier.person.values;
    [
        Field::Pronouns,
        Field::Place,
        Field::Country,
        Field::Language,
    ]
    .into_iter()
    .filter_map(|field| {
        let raw = values.get(field).filter(|raw| !raw.is_blank())?;
        Some(field.show(raw, look.today).to_string())
    })
    .collect::<Vec<_>>()
    .join(" · ")
}

/// The figures and what speaks against them.
pub fn figures(candidate: &Candidate, columns: usize, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let dossier = &candidate.dossier;
    let mut lines = accounts(dossier, look);
    lines.push(match &candidate.peers {
        Some(peers) => Said::new("Peers", say_peers(peers), theme.dim),
        None => Said::new(
            "Peers",
            "nobody else of their size and platform is known",
            theme.dim,
        ),
    });
    lines.extend(audience(dossier, columns, look));
    lines.extend(sponsors(dossier, look));
    lines.push(links(dossier, look));
    if candidate.flags.is_empty() {
        lines.push(Said::new("Flags", "none", theme.good));
    }
    for (place, raised) in candidate.flags.iter().enumerate() {
        let label = if place == 0 { "Flags" } else { "" };
        let style = if raised.is_open() {
            theme.alarm
        } else {
            theme.dim
        };
        lines.extend(wrapped(label, &say_raised(raised, look), columns, style));
    }
    lines
}

/// A flag with what was decided about it.
#[must_use]
pub fn say_raised(raised: &Raised, look: &Look<'_>) -> String {
    let words = &raised.flag.words;
    let Some(ruling) = &raised.ruling else {
        return format!("{words}");
    };
    let why = if ruling.line.is_blank() {
        String::new()
    } else {
        format!(": {}", ruling.line.line())
    };
    format!(
        "{words} · {} by {} {}{why}",
        ruling.decision.word(),
        ruling.by,
        say(ruling.date, look.today)
    )
}

fn accounts(dossier: &Dossier, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    if dossier.accounts.is_empty() {
        return vec![Said::new(
            "Account",
            "none yet · Enter opens the profile",
            theme.dim,
        )];
    }
    let mut lines = Vec::new();
    for account in dossier.accounts.iter().take(MOST.0) {
        lines.extend(account_lines(account, look));
    }
    if dossier.accounts.len() > MOST.0 {
        let words = format!("and {} more", dossier.accounts.len() - MOST.0);
        lines.push(Said::new("", words, theme.dim));
    }
    lines
}

fn account_lines(account: &Account, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let title = account.platform.title();
    let handle = account.shown();
    let Some(latest) = account.latest() else {
        return vec![Said::new(
            title,
            format!("{handle} · no figures yet"),
            theme.dim,
        )];
    };
    let figures = &latest.figures;
    let tier = figures
        .followers
        .and_then(|count| look.settings.tiers.of(count))
        .map(|tier| tier.to_string());
    let rate = figures.engagement().map(|rate| say_rate(rate.millionths));
    let first = [
        Some(handle.to_string()),
        figures.followers.map(say_count),
        tier,
        rate.map(|rate| format!("engagement {rate}")),
        growth(account),
    ];
    let mut line = Said::new(
        title,
        first.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        theme.plain,
    );
    let series: Vec<i64> = account
        .snapshots
        .iter()
        .filter_map(|snapshot| snapshot.figures.followers)
        .collect();
    if series.len() > 1 {
        line.pieces
            .push((format!("  {}", sparkline(&series, 12)), theme.good));
    }
    let count =
        |value: Option<i64>, word: &str| value.map(|value| format!("{word} {}", say_count(value)));
    let more: Vec<String> = [
        count(figures.average_views, "views"),
        count(figures.average_likes, "likes"),
        count(figures.average_comments, "comments"),
        count(figures.average_shares, "shares"),
        count(figures.posts, "posts"),
        figures.quality.map(|quality| format!("quality {quality}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let day = say(latest.date, look.today);
    let more = if more.is_empty() {
        format!("{day} · {}", latest.source)
    } else {
        format!("{} · {day}", more.join(" · "))
    };
    vec![line, Said::new("", more, theme.dim)]
}

/// Growth over about 90 days, or since the first snapshot where that is younger.
fn growth(account: &Account) -> Option<String> {
    let counts: Vec<_> = account
        .snapshots
        .iter()
        .filter_map(|snapshot| Some((snapshot.date, snapshot.figures.followers?)))
        .collect();
    let (last, now) = *counts.last()?;
    let from = last.checked_sub_days(Days::new(GROWTH.0 + GROWTH.1))?;
    let (first, before) = *counts.iter().find(|(date, _)| *date >= from)?;
    if first == last {
        return None;
    }
    let days = (last - first).num_days();
    Some(format!("{} in {}", say_growth(before, now)?, say_age(days)))
}

fn say_peers(peers: &Peers) -> String {
    let people = i64::try_from(peers.people).unwrap_or(0);
    let parts = [
        Some(format!(
            "{} nearest {} of {}",
            say_grouped(people),
            peers.platform,
            peers.tier
        )),
        peers
            .followers
            .map(|count| format!("median {}", say_count(count))),
        peers
            .engagement
            .map(|rate| format!("engagement {}", say_rate(rate))),
        peers.growth.map(|growth| {
            let sign = if growth > 0 { "+" } else { "" };
            format!("90d {sign}{}", say_rate(growth))
        }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn audience(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Said> {
    let Some(account) = dossier.accounts.iter().find(|one| !one.audience.is_empty()) else {
        let country = dossier
            .accounts
            .iter()
            .find_map(|one| one.audience_country.as_ref());
        let words = country.map_or_else(
            || "not known".to_owned(),
            |code| {
                let name = crate::domain::country::name(code.as_stored());
                format!(
                    "mostly in {}",
                    name.map_or_else(|| code.line(), Clean::line)
                )
            },
        );
        return vec![Said::new("Audience", words, look.theme.dim)];
    };
    let kinds: Vec<String> = AudienceKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let shares = account.audience.iter().filter(|one| one.key.kind() == kind);
            let words: Vec<String> = shares
                .take(3)
                .map(|one| format!("{} {}", one.key.say(), say_share(one.share)))
                .collect();
            (!words.is_empty()).then(|| words.join(", "))
        })
        .collect();
    wrapped("Audience", &kinds.join(" · "), columns, look.theme.plain)
}

fn sponsors(dossier: &Dossier, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let mut line = Said {
        label: "Sponsors".to_owned(),
        pieces: Vec::new(),
    };
    // Competitors first: they are what one must not overlook.
    let mut sponsors: Vec<_> = dossier.sponsors.iter().collect();
    sponsors.sort_by_key(|sponsor| !sponsor.what.competitor);
    for sponsor in sponsors {
        let part = if line.pieces.is_empty() { "" } else { " · " };
        let brand = sponsor.what.brand.line();
        let posts = sponsor.what.sponsored.or(sponsor.what.posts);
        let posts = posts.map_or_else(String::new, |posts| format!(" {posts}×"));
        let (mark, style) = if sponsor.what.competitor {
            (" (competitor)", theme.alarm)
        } else {
            ("", theme.plain)
        };
        line.pieces
            .push((format!("{part}{brand}{posts}{mark}"), style));
    }
    if line.pieces.is_empty() {
        line.pieces.push(("none known".into(), theme.dim));
    }
    vec![line]
}

fn links(dossier: &Dossier, look: &Look<'_>) -> Said {
    let urls = dossier
        .accounts
        .iter()
        .take(MOST.0)
        .filter_map(|account| platform::profile_url(account.platform, &account.handle))
        .map(|url| {
            Clean::line(
                url.trim_start_matches("https://")
                    .trim_start_matches("www."),
            )
            .to_string()
        });
    let points = dossier
        .contact_points
        .iter()
        .map(|point| point.value.line().to_string());
    let words: Vec<String> = urls.chain(points).collect();
    if words.is_empty() {
        return Said::new("Links", "none known", look.theme.dim);
    }
    Said::new("Links", words.join(" · "), look.theme.plain)
}

/// The checks: in short, or one a line with its reason where there is room.
pub fn checks(candidate: &Candidate, columns: usize, full: bool, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let fit = Fit::of(&candidate.checks);
    let score = fit.words().unwrap_or_else(|| "fit".to_owned());
    if !full {
        if fit.answered == 0 {
            return vec![Said::new(
                "Fit",
                "not answered · f answers the checks",
                theme.dim,
            )];
        }
        let words: Vec<String> = candidate
            .checks
            .iter()
            .map(|one| format!("{} {}", one.check.word(), one.verdict.word()))
            .collect();
        let words = format!("{score}: {}", words.join(", "));
        return wrapped("Fit", &words, columns, theme.plain);
    }
    let mut lines = vec![Said::new(
        "Fit",
        format!("{score} · f answers the checks"),
        theme.heading,
    )];
    for check in Check::ALL {
        lines.push(check_line(candidate, check, look));
    }
    lines
}

fn check_line(candidate: &Candidate, check: Check, look: &Look<'_>) -> Said {
    let theme = look.theme;
    let mut line = Said::new("", format!("{:<13}", check.word()), theme.dim);
    let Some(answer) = candidate.answer(check) else {
        line.pieces.push(("–".into(), theme.dim));
        return line;
    };
    let style = match answer.verdict {
        Verdict::Yes => theme.good,
        Verdict::No => theme.alarm,
        Verdict::Unsure => theme.plain,
    };
    line.pieces
        .push((format!("{:<7}", answer.verdict.word()), style));
    let why = if answer.line.is_blank() {
        answer.by.to_string()
    } else {
        format!("{} · {}", answer.line.line(), answer.by)
    };
    line.pieces.push((why, theme.dim));
    line
}

/// Who they are and what we wrote.
pub fn words(candidate: &Candidate, columns: usize, look: &Look<'_>) -> Vec<Said> {
    let theme = look.theme;
    let dossier = &candidate.dossier;
    let values = &dossier.person.values;
    let text = |field: Field| {
        values
            .get(field)
            .filter(|raw| !raw.is_blank())
            .map(Raw::text)
    };
    let mut lines = Vec::new();
    for (field, label) in [(Field::Niche, "Niche"), (Field::Tags, "Tags")] {
        if let Some(words) = text(field) {
            lines.extend(wrapped(label, words.as_str(), columns, theme.plain));
        }
    }
    if let Some(boundaries) = text(Field::Boundaries) {
        lines.extend(wrapped(
            "Boundaries",
            boundaries.as_str(),
            columns,
            theme.alarm,
        ));
    }
    if let Some(story) = text(Field::Story) {
        lines.extend(
            wrapped("Story", story.as_str(), columns, theme.plain)
                .into_iter()
                .take(MOST.2),
        );
    }
    for (place, note) in dossier.notes.iter().take(MOST.1).enumerate() {
        let label = if place == 0 { "Notes" } else { "" };
        let words = format!(
            "{} · {} {}",
            note.text.line(),
            note.by,
            say(note.date, look.today)
        );
        lines.extend(
            wrapped(label, &words, columns, theme.plain)
                .into_iter()
                .take(3),
        );
    }
    if dossier.notes.is_empty() {
        lines.push(Said::new("Notes", "none · i writes a line", theme.dim));
    }
    if let Some(touch) = dossier.touches.first() {
        let words = format!("{} · {}", say(touch.date, look.today), touch.text.line());
        lines.extend(
            wrapped("Contact", &words, columns, theme.plain)
                .into_iter()
                .take(2),
        );
    }
    for (name, value) in dossier.person.extra.iter().take(6) {
        let words = format!("{}: {}", name.line(), value.line());
        lines.push(Said::new("", words, theme.dim));
    }
    lines
}
