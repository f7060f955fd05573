//! Lanes: the cards of the pipeline parted by whose they are, or by the segment of the portfolio.

use super::field::SEGMENTS;
use super::query::{Query, QueryField, Test};
use super::text::Clean;

/// What parts the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LaneBy {
    /// Our single point of contact.
    Owner,
    /// The segment of the portfolio (catalogue M49 to M52).
    Segment,
}

impl LaneBy {
    /// Both.
    pub const ALL: [LaneBy; 2] = [LaneBy::Owner, LaneBy::Segment];

    /// The word on the screen and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LaneBy::Owner => "owner",
            LaneBy::Segment => "segment",
        }
    }

    /// Reads the word or its beginning.
    #[must_use]
    pub fn parse(text: &str) -> Option<LaneBy> {
        let wanted = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|by| !wanted.is_empty() && by.word().starts_with(&wanted))
    }

    fn field(self) -> QueryField {
        match self {
            LaneBy::Owner => QueryField::Owner,
            LaneBy::Segment => QueryField::Segment,
        }
    }
}

/// One lane.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    /// What parts the cards.
    pub by: LaneBy,
    /// Whose, as stored: a login name or a segment; blank for those who have none.
    pub of: String,
}

impl Lane {
    /// A query for those whom `query` finds in this lane.
    #[must_use]
    pub fn narrow(&self, query: &Query) -> Query {
        let test = if self.of.is_empty() {
            Test::Missing
        } else {
            Test::Is(self.of.clone())
        };
        query.and(self.by.field(), test)
    }

    /// The words of its heading.
    #[must_use]
    pub fn title(&self) -> Clean {
        match (self.by, self.of.as_str()) {
            (LaneBy::Owner, "") => Clean::line("nobody's"),
            (LaneBy::Segment, "") => Clean::line("no segment"),
            (LaneBy::Owner | LaneBy::Segment, of) => Clean::line(of),
        }
    }

    /// Where it stands among the others: my own people first, segments as the portfolio orders them, those who have
    /// none last.
    fn rank(&self, me: &str) -> usize {
        match (self.by, self.of.as_str()) {
            (LaneBy::Owner, of) if of == me => 0,
            (_, "") => usize::MAX,
            (LaneBy::Owner, _) => 1,
            (LaneBy::Segment, of) => SEGMENTS
                .iter()
                .position(|one| *one == of)
                .unwrap_or(SEGMENTS.len()),
        }
    }
}

/// A lane and how many cards it has in each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneCount {
    /// Which.
    pub lane: Lane,
    /// Cards by stage.
    pub columns: [u32; 5],
}

/// Puts lanes in the order of the board.
pub fn put_in_order(lanes: &mut [LaneCount], me: &str) {
    lanes.sort_by(|one, other| {
        let key = |lane: &Lane| (lane.rank(me), lane.of.to_lowercase());
        key(&one.lane).cmp(&key(&other.lane))
    });
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::query::Reader;

    fn titles(by: LaneBy, of: &[&str], me: &str) -> Vec<String> {
        let mut lanes: Vec<LaneCount> = of
            .iter()
            .map(|of| LaneCount {
                lane: Lane {
                    by,
                    of: (*of).to_owned(),
                },
                columns: [1, 0, 0, 0, 0],
            })
            .collect();
        put_in_order(&mut lanes, me);
        lanes
            .iter()
            .map(|one| one.lane.title().to_string())
            .collect()
    }

    #[test]
    fn my_lane_comes_first_and_nobodys_last() {
        assert_eq!(
            titles(LaneBy::Owner, &["", "ada", "Cem", "ben"], "ben"),
            ["ben", "ada", "Cem", "nobody's"]
        );
    }

    #[test]
    fn segments_stand_in_the_order_of_the_portfolio() {
        assert_eq!(
            titles(
                LaneBy::Segment,
                &["", "campaign specialist", "growth bet", "strategic partner"],
                "ada"
            ),
            [
                "strategic partner",
                "growth bet",
                "campaign specialist",
                "no segment"
            ]
        );
    }

    #[test]
    fn a_lane_narrows_a_query_and_leaves_its_words() {
        let reader = Reader {
            today: NaiveDate::default(),
            me: "ada",
        };
        let query = Query::parse("platform:tiktok", reader).unwrap();
        let lane = |of: &str| Lane {
            by: LaneBy::Owner,
            of: of.to_owned(),
        };
        let narrow = lane("ben").narrow(&query);
        assert_eq!(narrow.text(), "platform:tiktok");
        assert_eq!(narrow.filters.len(), 2);
        assert_ne!(narrow, query);
        assert_ne!(narrow, lane("").narrow(&query));
    }
}
