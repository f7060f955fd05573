//! Draws the desk: title bar, the screen, the notice, the keys that apply now, and the boxes on top.
//!
//! ```text
//!  Entourage  Halcyon Skincare      1 Today 11   2 Roster 1,204   3 Pipeline                        ada
//! ────────────────────────────────────────────────────────────────────────────────────────────────────
//!  (the screen)
//! ────────────────────────── or what happened, until the next key ────────────────────────────────────
//!  Enter open   l log   t next step   u undo   ? all
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::text::{Line, Span};

use super::app::App;
use super::command::Command;
use super::keymap::say_first;
use super::look::Look;
use super::notice::Tone;
use super::overlays::Overlay;
use super::screens::{Place, Tab};
use super::theme::Theme;
use super::widgets::line::{put, put_right, put_text, row, rule};
use crate::domain::counts::say_grouped;
use crate::domain::text::{fit, width, wrap};

/// The smallest terminal that the desk is drawn on.
const SMALLEST: (u16, u16) = (60, 16);
/// Lines that a notice may take.
const SAID_LINES: usize = 3;
/// Blanks after a key of the footer.
const GAP: usize = 3;

/// Whether the terminal is too small to be drawn on.
#[must_use]
pub fn is_too_small(size: (u16, u16)) -> bool {
    size.0 < SMALLEST.0 || size.1 < SMALLEST.1
}

/// Draws the desk.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    let look = app.look();
    if is_too_small((area.width, area.height)) {
        let words = app.said_unseen();
        let wrapped = wrap(words.as_str(), usize::from(area.width.max(1)));
        for (line, y) in wrapped.iter().zip(0..) {
            if let Some(at) = row(area, y) {
                put_text(frame, at, line, look.theme.plain);
            }
        }
        return;
    }
    let lines: Vec<Rect> = super::widgets::line::rows(area).collect();
    let (title, under, foot) = (lines[0], lines[1], lines[lines.len() - 1]);
    let words = notice_lines(app, area.width);
    let asked = match app.overlays.last() {
        // A question stands below what is said, and cuts nothing of it off.
        Some(Overlay::Ask(ask)) if !words.is_empty() || app.standing().is_some() => {
            ask.lines(area.width)
        }
        Some(_) | None => 0,
    };
    let standing = app.standing();
    let lines_said = words.len() + usize::from(standing.is_some());
    let high = u16::try_from((lines_said + asked).max(1)).unwrap_or(1);
    let said = Rect {
        y: foot.y - high,
        height: high,
        ..area
    };
    let body = Rect {
        y: area.y + 2,
        height: area.height - 3 - high,
        ..area
    };
    title_bar(app, frame, title, &look);
    rule(frame, under, look.theme);
    app.screens.view(app.place, frame, body, &look);
    notice(app, frame, said, &words, &look);
    footer(app, frame, foot, &look);
    let last = Rect {
        y: foot.y - 1,
        height: 1,
        ..area
    };
    for overlay in &app.overlays {
        overlay.view(frame, body, last, &look);
    }
    paint(frame, look.theme);
}

/// The tabs with their counts, and where each begins.
fn tabs(app: &App) -> Vec<(Tab, String)> {
    let count = |number: u32| {
        if number == 0 {
            String::new()
        } else {
            format!(" {}", say_grouped(i64::from(number)))
        }
    };
    vec![
        (Tab::Today, format!("1 Today{}", owed(app))),
        (Tab::Roster, format!("2 Roster{}", count(app.desk.people))),
        (Tab::Pipeline, "3 Pipeline".to_owned()),
    ]
}

/// How much is owed: `11`, or `300+` where there is more than was looked at.
fn owed(app: &App) -> String {
    match app.desk.owed {
        None | Some((0, _)) => String::new(),
        Some((rows, more)) => format!(" {rows}{}", if more { "+" } else { "" }),
    }
}

/// Where the tabs begin: after the name of the desk, and in sight on a narrow terminal.
fn tabs_at(app: &App) -> u16 {
    let name = u16::try_from(app.desk.name.width())
        .unwrap_or(30)
        .min(if app.size.0 >= 100 { 30 } else { 16 });
    14 + name
}

/// The tab under a click on the title bar.
#[must_use]
pub fn tab_at(app: &App, column: u16) -> Option<Tab> {
    let mut from = tabs_at(app);
    for (tab, words) in tabs(app) {
        let wide = u16::try_from(width(&words) + 3).unwrap_or(0);
        if (from..from + wide).contains(&column) {
            return Some(tab);
        }
        from += wide;
    }
    None
}

fn title_bar(app: &App, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
    let theme = look.theme;
    put_text(frame, area, " Entourage", theme.heading);
    let from = tabs_at(app);
    put_text(
        frame,
        Rect {
            x: area.x + 12,
            width: from.saturating_sub(13).min(area.width),
            ..area
        },
        app.desk.name.as_str(),
        theme.dim,
    );
    let mut spans = Vec::new();
    for (tab, words) in tabs(app) {
        let style = if app.place == Place::Tab(tab) {
            theme.accent
        } else {
            theme.plain
        };
        spans.push(Span::styled(words, style));
        spans.push(Span::raw("   "));
    }
    put(
        frame,
        Rect {
            x: area.x + from,
            width: area.width.saturating_sub(from),
            ..area
        },
        Line::from(spans),
    );
    let used: usize = tabs(app)
        .iter()
        .map(|(_, words)| width(words) + 3)
        .sum::<usize>()
        + usize::from(from);
    let right = corner(app, usize::from(area.width).saturating_sub(used));
    if !right.is_empty() {
        put_right(
            frame,
            area,
            &right,
            if app.unread() > 0 {
                theme.alarm
            } else {
                theme.dim
            },
        );
    }
}

/// What went wrong, what goes on, what colleagues did, and who one is, in so much room.
fn corner(app: &App, room: usize) -> String {
    let unread = if app.unread() > 0 {
        format!("{} wrong, F12 · ", app.unread())
    } else {
        String::new()
    };
    // What goes on here says so itself, and more freshly.
    let mut jobs = app.desk.jobs.iter().filter(|job| !app.works_on(job.set));
    let jobs = jobs.next().map_or_else(String::new, |job| {
        let part = match (job.running, job.per_cent()) {
            (false, _) => " cut off".to_owned(),
            (true, Some(part)) => format!(" {part} %"),
            (true, None) => String::new(),
        };
        format!("{} by {}{part} · ", job.label, job.by)
    });
    let quiet = app
        .quiet()
        .map_or_else(String::new, |quiet| format!("{quiet} · "));
    let only = if app.desk.read_only {
        "read only · "
    } else {
        ""
    };
    // What matters least goes first where there is no room for all.
    [
        format!("{unread}{jobs}{quiet}{only}{} ", app.me),
        format!("{unread}{jobs}{only}{} ", app.me),
        format!("{unread}{only}{} ", app.me),
        format!("{only}{} ", app.me),
        only.trim_end_matches("· ").to_owned(),
    ]
    .into_iter()
    .find(|words| width(words) <= room)
    .unwrap_or_default()
}

/// What is said above the footer, over as many lines as it takes, at most [`SAID_LINES`].
fn notice_lines(app: &App, columns: u16) -> Vec<String> {
    let progress = app.said_below();
    let words = match (&app.notice, &progress) {
        (Some(notice), _) => notice.words.as_str(),
        (None, Some(progress)) => progress.as_str(),
        (None, None) => return Vec::new(),
    };
    let columns = usize::from(columns.saturating_sub(2));
    let mut lines = wrap(words, columns);
    if lines.len() > SAID_LINES {
        let rest = lines.split_off(SAID_LINES - 1).join(" ");
        lines.push(cut(&rest, columns));
    }
    lines
}

/// A line cut to so many columns. What follows its last dot stays: it names the key that leads on.
fn cut(line: &str, columns: usize) -> String {
    if width(line) <= columns {
        return line.to_owned();
    }
    match line.rsplit_once(" · ") {
        Some((head, key)) if width(key) + 3 <= columns / 2 => {
            format!("{} · {key}", fit(head, columns - width(key) - 3))
        }
        Some(_) | None => fit(line, columns).into_owned(),
    }
}

fn notice(app: &App, frame: &mut Frame<'_>, area: Rect, words: &[String], look: &Look<'_>) {
    let theme = look.theme;
    let style = match &app.notice {
        Some(notice) => match notice.tone {
            Tone::Done => theme.good,
            Tone::Calm => theme.heading,
            Tone::Wrong => theme.alarm,
        },
        None => theme.heading,
    };
    let standing = app.standing();
    if words.is_empty() && standing.is_none() {
        rule(frame, area, theme);
    }
    let columns = usize::from(area.width.saturating_sub(2));
    let standing = standing.map(|line| cut(line.as_str(), columns));
    let standing = standing.as_ref().map(|line| (line.as_str(), theme.alarm));
    let words = words.iter().map(|line| (line.as_str(), style));
    let lines = standing.into_iter().chain(words);
    for ((line, style), at) in lines.zip(super::widgets::line::rows(area)) {
        put_text(frame, at, &format!(" {line}"), style);
    }
}

/// The keys that do something now, most useful first, `? all` last; all from the keymap.
fn footer(app: &App, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
    let theme = look.theme;
    let (last, hints): (Vec<_>, Vec<_>) = app
        .keymap
        .hints(&app.scopes())
        .into_iter()
        .filter(|binding| app.why_not(binding.command).is_none())
        .map(|binding| {
            (
                binding.command,
                say_first(app.keymap.keys(binding)),
                app.label(binding.command, binding.label),
            )
        })
        .partition(|(command, ..)| *command == Command::Help);
    let wide = |key: &str, label: &str| width(key) + width(label) + 1;
    let reserved: usize = last
        .iter()
        .map(|(_, key, label)| wide(key, label) + GAP)
        .sum();
    let mut room = usize::from(area.width).saturating_sub(reserved + 1);
    let mut spans = vec![Span::raw(" ")];
    for words in [app.behind_words(), app.marked_words()]
        .into_iter()
        .flatten()
    {
        room = room.saturating_sub(words.width() + GAP);
        spans.push(Span::styled(format!("{words}   "), theme.heading));
    }
    let mut fitting: Vec<(String, &str)> = Vec::new();
    for (_, key, label) in hints {
        let wide = wide(&key, label);
        if wide <= room {
            room = room.saturating_sub(wide + GAP);
            fitting.push((key, label));
        }
    }
    fitting.extend(last.into_iter().map(|(_, key, label)| (key, label)));
    for (key, label) in fitting {
        spans.push(Span::styled(key, theme.accent));
        spans.push(Span::styled(format!(" {label}   "), theme.dim));
    }
    put(frame, area, Line::from(spans));
}

/// Paints text and ground where nothing else was said, for a terminal whose own ground cannot be read on.
fn paint(frame: &mut Frame<'_>, theme: &Theme) {
    let Some((text, ground)) = theme.paint else {
        return;
    };
    for cell in &mut frame.buffer_mut().content {
        if cell.fg == Color::Reset {
            cell.fg = text;
        }
        if cell.bg == Color::Reset {
            cell.bg = ground;
        }
    }
}
