//! The accounts: current figures, growth from the snapshots, and every figure's formula on a key.

use chrono::{Days, NaiveDate};

use super::view::{Entry, LABEL};
use crate::domain::audience::{AudienceKind, AudienceShare, say_share};
use crate::domain::counts::{say_count, say_grouped, say_rate};
use crate::domain::dates::{say, say_full};
use crate::domain::figures::{Figures, RateFormula, say_growth};
use crate::domain::ids::AccountId;
use crate::domain::person::{Account, Dossier, Snapshot};
use crate::domain::text::{Clean, width};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::popup::Popup;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::sparkline::curve as curve_of;

/// Fewest and most columns of the growth curve.
const CURVE: (usize, usize) = (8, 40);

/// Columns where only the count of lines matters.
const WIDE: usize = 200;

/// A figure that opens up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Followers,
    Engagement,
    Growth(u64),
    ViewsPerFollower,
    Stated,
    /// A line of the audience, which opens its sheet.
    Audience,
}

/// The lines of the accounts.
pub fn entries(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    if dossier.accounts.is_empty() {
        return vec![Entry::new(
            "",
            "No account yet. a adds one.",
            look.theme.dim,
        )];
    }
    lines(dossier, columns, look)
        .into_iter()
        .map(|(_, entry)| entry)
        .collect()
}

type Lined<'a> = (Option<(&'a Account, Figure)>, Entry);

fn lines<'a>(dossier: &'a Dossier, columns: usize, look: &Look<'_>) -> Vec<Lined<'a>> {
    let mut lines: Vec<Lined<'a>> = Vec::new();
    for account in &dossier.accounts {
        if !lines.is_empty() {
            lines.push((None, Entry::blank()));
        }
        lines.push((None, Entry::heading(&title(account), look)));
        let Some(latest) = account.latest() else {
            lines.push((
                None,
                Entry::new("", "no figures yet; an import brings them", look.theme.dim),
            ));
            lines.extend(audience(account, look));
            continue;
        };
        lines.push((None, curve(account, columns, look)));
        lines.extend(current(account, latest, look));
        lines.extend(audience(account, look));
        lines.extend(history(account, look));
    }
    lines
}

fn title(account: &Account) -> String {
    let handle = account.shown();
    let audience = account
        .audience_country
        .as_ref()
        .map_or_else(String::new, |code| {
            let name = crate::domain::country::name(code.as_stored())
                .map_or_else(|| code.line(), Clean::line);
            format!(" · audience mostly in {name}")
        });
    format!("{} {handle}{audience}", account.platform.title())
}

fn followers(account: &Account) -> Vec<(NaiveDate, i64)> {
    account
        .snapshots
        .iter()
        .filter_map(|snapshot| Some((snapshot.date, snapshot.figures.followers?)))
        .collect()
}

/// First and last count with their dates, and between them the curve as wide as there is room.
fn curve(account: &Account, columns: usize, look: &Look<'_>) -> Entry {
    let series = followers(account);
    let (Some(first), Some(last), true) = (series.first(), series.last(), series.len() > 1) else {
        return Entry::new(
            "Growth",
            "one snapshot so far; a later import draws the curve",
            look.theme.dim,
        );
    };
    let from = format!("{} {} ", say_count(first.1), say(first.0, look.today));
    let to = format!(" {} {}", say_count(last.1), say(last.0, look.today));
    let room = columns.saturating_sub(LABEL + 4 + width(&from) + width(&to));
    let points: Vec<(i64, i64)> = series
        .iter()
        .map(|(date, count)| ((*date - first.0).num_days(), *count))
        .collect();
    let mut entry = Entry::new("Growth", from, look.theme.dim);
    let bars = curve_of(&points, room.clamp(CURVE.0, CURVE.1));
    entry.pieces.push((bars, look.theme.good));
    entry.pieces.push((to, look.theme.dim));
    entry
}

fn current<'a>(account: &'a Account, latest: &Snapshot, look: &Look<'_>) -> Vec<Lined<'a>> {
    let theme = look.theme;
    let figures = &latest.figures;
    let mut lines: Vec<Lined<'a>> = Vec::new();
    let mut push = |figure: Figure, label: &str, text: String| {
        lines.push((
            Some((account, figure)),
            Entry::new(label, text, theme.plain),
        ));
    };
    if let Some(count) = figures.followers {
        let tier = look.settings.tiers.of(count);
        let tier = tier.map_or_else(String::new, |tier| format!(" · {tier}"));
        push(
            Figure::Followers,
            "Followers",
            format!(
                "{}{tier} · stats of {}",
                say_count(count),
                say(latest.date, look.today)
            ),
        );
    }
    if let Some(rate) = figures.engagement() {
        push(
            Figure::Engagement,
            "Engagement",
            format!("{} · {}", say_rate(rate.millionths), rate.formula.words()),
        );
    }
    for days in [30, 90, 365] {
        if let Some((before, after)) = span(account, latest.date, days)
            && let Some(growth) = say_growth(before.1, after)
        {
            push(Figure::Growth(days), &format!("In {days} days"), growth);
        }
    }
    if let Some(ratio) = figures.views_per_follower() {
        push(Figure::ViewsPerFollower, "Views/follower", say_rate(ratio));
    }
    for (label, text) in stated(figures) {
        push(Figure::Stated, label, text);
    }
    lines
}

/// Who follows it: a line for each kind of share, the largest first.
fn audience<'a>(account: &'a Account, look: &Look<'_>) -> Vec<Lined<'a>> {
    let theme = look.theme;
    let mut lines: Vec<Lined<'a>> = Vec::new();
    for kind in AudienceKind::ALL {
        let shares: Vec<&AudienceShare> = account
            .audience
            .iter()
            .filter(|share| share.key.kind() == kind)
            .collect();
        let Some(first) = shares.first() else {
            continue;
        };
        let words: Vec<String> = shares
            .iter()
            .map(|one| format!("{} {}", one.key.say(), say_share(one.share)))
            .collect();
        let label = if lines.is_empty() { "Audience" } else { "" };
        let mut entry = Entry::new(label, words.join(" · "), theme.plain);
        let latest = shares
            .iter()
            .map(|share| share.date)
            .max()
            .unwrap_or(first.date);
        let source = format!("{} · {}", say(latest, look.today), first.source.line());
        // A source that is the same as above need not stand there again.
        let above = lines.iter().rev().find_map(|(_, line)| line.tail.as_ref());
        if above.is_none_or(|(above, _)| *above != source) {
            entry.tail = Some((source, theme.dim));
        }
        lines.push((Some((account, Figure::Audience)), entry));
    }
    if lines.is_empty() {
        let entry = Entry::new(
            "Audience",
            "not known yet · Enter writes it (us 42%, female 64%)",
            theme.dim,
        );
        lines.push((Some((account, Figure::Audience)), entry));
    }
    lines
}

/// The account whose audience stands on a line.
pub fn audience_at(dossier: &Dossier, line: usize, look: &Look<'_>) -> Option<AccountId> {
    let (found, _) = lines(dossier, WIDE, look).into_iter().nth(line)?;
    found
        .filter(|(_, figure)| *figure == Figure::Audience)
        .map(|(account, _)| account.id)
}

fn stated(figures: &Figures) -> Vec<(&'static str, String)> {
    [
        ("Posts", figures.posts.map(say_count)),
        ("Views a post", figures.average_views.map(say_count)),
        ("Likes a post", figures.average_likes.map(say_count)),
        ("Comments a post", figures.average_comments.map(say_count)),
        ("Shares a post", figures.average_shares.map(say_count)),
        ("Engagements", figures.average_engagement.map(say_count)),
        ("Authentic", figures.authentic_engagement.map(say_count)),
        (
            "Quality",
            figures.quality.map(|quality| format!("{quality} of 100")),
        ),
    ]
    .into_iter()
    .filter_map(|(label, text)| text.map(|text| (label, text)))
    .collect()
}

/// Followers at the latest snapshot that is at least so many days older, at most half as much again, and now.
fn span(account: &Account, latest: NaiveDate, days: u64) -> Option<((NaiveDate, i64), i64)> {
    let from = latest.checked_sub_days(Days::new(days))?;
    // Much older figures would tell of another span than the label says.
    let earliest = from.checked_sub_days(Days::new(days / 2))?;
    let counted = |snapshot: &Snapshot| {
        snapshot
            .figures
            .followers
            .map(|count| (snapshot.date, count))
    };
    let before = account
        .snapshots
        .iter()
        .rev()
        .filter(|snapshot| snapshot.date <= from && snapshot.date >= earliest)
        .find_map(counted)?;
    Some((before, account.snapshots.iter().rev().find_map(counted)?.1))
}

fn history<'a>(account: &'a Account, look: &Look<'_>) -> Vec<Lined<'a>> {
    if account.snapshots.len() < 2 {
        return Vec::new();
    }
    account
        .snapshots
        .iter()
        .rev()
        .map(|snapshot| {
            let count = snapshot
                .figures
                .followers
                .map_or_else(|| "–".into(), say_grouped);
            let words = format!("{count:>14}   {}", snapshot.source);
            (
                None,
                Entry::new(&say(snapshot.date, look.today), words, look.theme.dim),
            )
        })
        .collect()
}

fn figure_at<'a>(
    dossier: &'a Dossier,
    line: usize,
    look: &Look<'_>,
) -> Option<(&'a Account, Figure, Entry)> {
    let (figure, entry) = lines(dossier, WIDE, look).into_iter().nth(line)?;
    let (account, figure) = figure.filter(|(_, figure)| *figure != Figure::Audience)?;
    Some((account, figure, entry))
}

/// Whether a figure stands on a line that opens up.
pub fn is_figure(dossier: &Dossier, line: usize, look: &Look<'_>) -> bool {
    figure_at(dossier, line, look).is_some_and(|(account, ..)| account.latest().is_some())
}

/// Opens the figure on a line: formula, inputs, dates and sources.
pub fn formula(who: &OnePerson, dossier: &Dossier, line: usize, look: &Look<'_>) -> Option<Next> {
    let (account, figure, entry) = figure_at(dossier, line, look)?;
    let latest = account.latest()?;
    let mut words = explained(account, latest, figure);
    words.push(String::new());
    words.push(format!(
        "Source: {}, as of {}",
        latest.source,
        say_full(latest.date)
    ));
    let title = format!("{} · {}", entry.label, who.name);
    let popup = Popup::new(who, &title, words);
    Some(Next::open(Overlay::Popup(popup)))
}

fn explained(account: &Account, latest: &Snapshot, figure: Figure) -> Vec<String> {
    let figures = &latest.figures;
    let grouped = |value: Option<i64>| value.map_or_else(|| "not known".into(), say_grouped);
    match figure {
        Figure::Followers => vec![
            format!("{} followers", grouped(figures.followers)),
            "Tiers: nano from 1,000, micro from 10,000, macro from 100,000, mega over 1,000,000."
                .into(),
        ],
        Figure::Engagement => match figures.engagement() {
            Some(rate) if rate.formula == RateFormula::Stated => vec![format!(
                "{}, {}",
                say_rate(rate.millionths),
                rate.formula.words()
            )],
            Some(rate) => vec![
                format!("{} = {}", say_rate(rate.millionths), rate.formula.words()),
                format!(
                    "{} / {}",
                    grouped(rate.numerator),
                    grouped(rate.denominator)
                ),
                format!(
                    "likes {}, comments {}, shares {}, engagements {}, followers {}",
                    grouped(figures.average_likes),
                    grouped(figures.average_comments),
                    grouped(figures.average_shares),
                    grouped(figures.average_engagement),
                    grouped(figures.followers)
                ),
            ],
            None => vec!["not known".into()],
        },
        Figure::Growth(days) => match span(account, latest.date, days) {
            Some(((date, before), after)) => vec![
                "(followers now − followers then) / followers then".into(),
                format!(
                    "({} − {}) / {}",
                    say_grouped(after),
                    say_grouped(before),
                    say_grouped(before)
                ),
                format!(
                    "then: {}, the latest stats at least {days} days older",
                    say_full(date)
                ),
            ],
            None => vec!["not known".into()],
        },
        Figure::ViewsPerFollower => vec![
            "mean views of a post / followers".into(),
            format!(
                "{} / {}",
                grouped(figures.average_views),
                grouped(figures.followers)
            ),
        ],
        Figure::Stated | Figure::Audience => vec!["as the source states it".into()],
    }
}
