//! When to draw: the first frames after silence at once, then at most one per 16 ms.
//!
//! What somebody does at the keyboard is counted apart from what comes by itself (answers, a job's progress, colleagues),
//! so that no news is ever in the way of a key.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// One frame's share of a second.
const FRAME: Duration = Duration::from_millis(16);
/// Frames that may follow each other at once: a key, its answer, its notice.
const BURST: usize = 3;

/// What a frame is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A key, a paste, the mouse, another size of the window.
    Hand,
    /// Everything else.
    News,
}

/// When to draw.
#[derive(Debug, Default)]
pub struct Pacing {
    hand: VecDeque<Instant>,
    news: VecDeque<Instant>,
}

impl Pacing {
    /// When the next frame may be drawn: `None` is now.
    #[must_use]
    pub fn wait(&self, cause: Cause, now: Instant) -> Option<Instant> {
        let drawn = match cause {
            Cause::Hand => &self.hand,
            Cause::News => &self.news,
        };
        if drawn.len() < BURST {
            return None;
        }
        let oldest = *drawn.front()?;
        let free = oldest + FRAME * u32::try_from(BURST).unwrap_or(1);
        (free > now).then_some(free)
    }

    /// A frame was drawn.
    pub fn drawn(&mut self, cause: Cause, now: Instant) {
        let drawn = match cause {
            Cause::Hand => &mut self.hand,
            Cause::News => &mut self.news,
        };
        drawn.push_back(now);
        while drawn.len() > BURST {
            drawn.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_silence_a_key_and_its_answers_are_drawn_at_once_and_a_flood_is_paced() {
        for cause in [Cause::Hand, Cause::News] {
            let mut pacing = Pacing::default();
            let start = Instant::now();
            for _ in 0..BURST {
                assert_eq!(pacing.wait(cause, start), None);
                pacing.drawn(cause, start);
            }
            assert_eq!(pacing.wait(cause, start), Some(start + FRAME * 3));
            assert_eq!(pacing.wait(cause, start + FRAME * 3), None);
        }
    }

    #[test]
    fn a_key_does_not_wait_for_the_frames_of_a_job() {
        let mut pacing = Pacing::default();
        let start = Instant::now();
        for _ in 0..BURST {
            pacing.drawn(Cause::News, start);
        }
        assert!(pacing.wait(Cause::News, start).is_some());
        assert_eq!(pacing.wait(Cause::Hand, start), None);
    }
}
