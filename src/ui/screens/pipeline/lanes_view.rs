//! Draws the lanes of the pipeline.
//!
//! ```text
//!  Discovery 412  in stage  Outreach 96    in stage  Collaboration 41
//!  ───────────────────────  ───────────────────────  ───────────────────────
//!  ▾ ada               120                       31                       14
//! ▌Thandi Nkosi        12d  Freya Hansen         6d  Zoë Lindqvist        3d
//! ▌IG 19.1K  8.2%           TT 22.8K  chased once    YT 61.0K  5.1%
//! ▌no note                  mon chase once           today review draft 3
//!
//!  ▸ ben               220                       60                       27
//!  ▸ nobody's           72                        5                        ·
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Pipeline;
use super::view::CARD_LINES;
use crate::domain::counts::say_grouped;
use crate::domain::lane::LaneCount;
use crate::domain::stage::Stage;
use crate::domain::text::{fit, width};
use crate::ui::look::Look;
use crate::ui::widgets::line::{put_right, put_text};

/// How the lines below the columns' names are shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shares {
    /// The first lane whose heading is drawn.
    first: usize,
    /// Headings that are drawn.
    headings: usize,
    /// Lines for the cards of the open lane.
    cards: usize,
}

/// The cards get at most two thirds while other lanes want the room, the headings what is left; the open lane's heading
/// is among them.
fn shares(lines: usize, lanes: usize, open: usize, tallest: usize) -> Shares {
    let wanted = tallest.max(1) * CARD_LINES;
    let kept = wanted.min((lines * 2 / 3).max(CARD_LINES));
    let headings = lanes.min(lines.saturating_sub(kept).max(1));
    Shares {
        first: open
            .saturating_sub(headings / 2)
            .min(lanes.saturating_sub(headings)),
        headings,
        cards: wanted.min(lines.saturating_sub(headings)),
    }
}

impl Pipeline {
    /// Draws the headings of the lanes; what is left between them is for the cards of the open one.
    pub(super) fn lanes_view(
        &self,
        frame: &mut Frame<'_>,
        body: Rect,
        columns: &[(Stage, Rect)],
        look: &Look<'_>,
    ) -> Rect {
        self.lanes.forget_headings();
        let lanes = self.lanes.counts();
        let Some(open) = self.lanes.place() else {
            return body;
        };
        let tallest = lanes[open].columns.into_iter().max().unwrap_or_default();
        let shares = shares(
            usize::from(body.height),
            lanes.len(),
            open,
            tallest as usize,
        );
        let height = u16::try_from(shares.cards).unwrap_or(u16::MAX);
        let mut cards = Rect { height: 0, ..body };
        let mut y = body.y;
        let shown = lanes.iter().enumerate().skip(shares.first);
        for (place, lane) in shown.take(shares.headings) {
            if y >= body.bottom() {
                break;
            }
            let part = (shares.headings < lanes.len()).then_some((place + 1, lanes.len()));
            heading(frame, y, columns, (lane, place == open, part), look);
            self.lanes.drawn(y, place);
            y += 1;
            if place == open {
                cards = Rect { y, height, ..body };
                y += height;
            }
        }
        cards.intersection(body)
    }
}

/// One lane in one line: its name, and its cards by column.
fn heading(
    frame: &mut Frame<'_>,
    y: u16,
    columns: &[(Stage, Rect)],
    (lane, open, part): (&LaneCount, bool, Option<(usize, usize)>),
    look: &Look<'_>,
) {
    let theme = look.theme;
    for (index, (stage, column)) in columns.iter().enumerate() {
        let at = Rect {
            y,
            height: 1,
            ..*column
        };
        let people = lane.columns[stage.index()];
        let (words, style) = match (people, open) {
            (0, _) => (" · ".to_owned(), theme.dim),
            (people, true) => (format!(" {} ", say_grouped(people.into())), theme.accent),
            (people, false) => (format!(" {} ", say_grouped(people.into())), theme.plain),
        };
        put_right(frame, at, &words, style);
        if index == 0 {
            let mark = if open { "▾" } else { "▸" };
            let style = if open { theme.accent } else { theme.plain };
            let part = part.filter(|_| open);
            let part = part.map_or_else(String::new, |(place, all)| format!("  {place} of {all}"));
            let title = format!(" {mark} {}{part}", lane.lane.title());
            let room = usize::from(at.width).saturating_sub(width(&words));
            put_text(frame, at, &fit(&title, room), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_lanes_leave_the_cards_all_the_room_there_is() {
        let shares = shares(18, 3, 1, 400);
        assert_eq!((shares.first, shares.headings, shares.cards), (0, 3, 15));
    }

    #[test]
    fn a_short_lane_stands_close_to_the_next_one() {
        let shares = shares(40, 5, 0, 2);
        assert_eq!((shares.first, shares.headings, shares.cards), (0, 5, 8));
    }

    #[test]
    fn of_many_lanes_those_round_the_open_one_are_shown() {
        let shares = shares(18, 30, 12, 400);
        assert_eq!((shares.headings, shares.cards), (6, 12));
        assert!((shares.first..shares.first + shares.headings).contains(&12));
        let last = super::shares(18, 30, 29, 400);
        assert_eq!(last.first + last.headings, 30);
    }

    #[test]
    fn a_window_without_room_keeps_the_open_lanes_heading() {
        for lines in 0..6 {
            let shares = shares(lines, 9, 4, 3);
            assert!(shares.headings >= 1);
            assert!(shares.first <= 4 && 4 < shares.first + shares.headings);
        }
    }
}
