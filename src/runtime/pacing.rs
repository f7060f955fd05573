//! When to draw: the first frames after silence at once, then at most one per 16 ms.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// One frame's share of a second.
const FRAME: Duration = Duration::from_millis(16);
/// Frames that may follow each other at once: a key, its answer, its notice.
const BURST: usize = 3;

/// When to draw.
#[derive(Debug, Default)]
pub struct Pacing {
    drawn: VecDeque<Instant>,
}

impl Pacing {
    /// When the next frame may be drawn: `None` is now.
    #[must_use]
    pub fn wait(&self, now: Instant) -> Option<Instant> {
        if self.drawn.len() < BURST {
            return None;
        }
        let oldest = *self.drawn.front()?;
        let free = oldest + FRAME * u32::try_from(BURST).unwrap_or(1);
        (free > now).then_some(free)
    }

    /// A frame was drawn.
    pub fn drawn(&mut self, now: Instant) {
        self.drawn.push_back(now);
        while self.drawn.len() > BURST {
            self.drawn.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_silence_a_key_and_its_answers_are_drawn_at_once_and_a_flood_is_paced() {
        let mut pacing = Pacing::default();
        let start = Instant::now();
        for _ in 0..BURST {
            assert_eq!(pacing.wait(start), None);
            pacing.drawn(start);
        }
        assert_eq!(pacing.wait(start), Some(start + FRAME * 3));
        assert_eq!(pacing.wait(start + FRAME * 3), None);
    }
}
