//! Figures that cannot be together, or hardly can: counted while the rows are read, and told once for each column.
//!
//! Nothing is left out for it: a column that was taken for the wrong thing is for a person to see. What happens now and
//! then in good files (more likes than views, where only some posts are videos) is told only of most rows.

use super::role::Role;
use super::warning::Rows;
use crate::domain::counts::{say_grouped, say_many, say_rate};
use crate::domain::figures::Figures;

/// One figure that another one bounds.
struct Rule {
    /// The column that is asked about.
    role: Role,
    /// What it counts.
    noun: &'static str,
    figure: fn(&Figures) -> Option<i64>,
    bound: fn(&Figures) -> Option<i64>,
    /// What the bound counts; nothing where it is a number of its own.
    bound_noun: &'static str,
    /// The figure may be so many times the bound.
    times: i64,
    /// The sentence about it.
    said: &'static str,
    /// Told of a single row, too.
    always: bool,
}

/// One hundred per cent.
const WHOLE: i64 = 1_000_000;

#[rustfmt::skip]
const RULES: [Rule; 10] = [
    Rule { role: Role::AverageComments, noun: "comments", figure: |f| f.average_comments, bound: |f| f.average_likes,
        bound_noun: "likes", times: 1, said: "comments exceed likes", always: false },
    Rule { role: Role::AverageLikes, noun: "likes", figure: |f| f.average_likes, bound: |f| f.average_views,
        bound_noun: "views", times: 1, said: "likes exceed views", always: false },
    Rule { role: Role::AverageShares, noun: "shares", figure: |f| f.average_shares, bound: |f| f.average_likes,
        bound_noun: "likes", times: 1, said: "shares exceed likes", always: false },
    Rule { role: Role::AverageViews, noun: "views", figure: |f| f.average_views, bound: |f| f.followers,
        bound_noun: "followers", times: 100, said: "views are more than 100 times the followers", always: false },
    Rule { role: Role::AuthenticEngagement, noun: "authentic engagement", figure: |f| f.authentic_engagement,
        bound: |f| f.average_engagement, bound_noun: "engagements", times: 1,
        said: "authentic engagement exceeds average engagement", always: false },
    Rule { role: Role::AverageLikes, noun: "likes", figure: |f| f.average_likes, bound: |f| f.followers,
        bound_noun: "followers", times: 1, said: "likes exceed followers", always: true },
    Rule { role: Role::AverageComments, noun: "comments", figure: |f| f.average_comments, bound: |f| f.followers,
        bound_noun: "followers", times: 1, said: "comments exceed followers", always: true },
    Rule { role: Role::AverageEngagement, noun: "engagements", figure: |f| f.average_engagement, bound: |f| f.followers,
        bound_noun: "followers", times: 1, said: "average engagement is above 100% of the followers", always: true },
    Rule { role: Role::AuthenticEngagement, noun: "engagements", figure: |f| f.authentic_engagement,
        bound: |f| f.followers, bound_noun: "followers", times: 1,
        said: "authentic engagement is above 100% of the followers", always: true },
    Rule { role: Role::EngagementRate, noun: "an engagement rate", figure: |f| f.engagement_rate, bound: |_| Some(WHOLE),
        bound_noun: "", times: 1, said: "the engagement rate is above 100%", always: true },
];

/// What was met so far.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    met: [Met; RULES.len()],
}

#[derive(Debug, Clone, Default)]
struct Met {
    /// Rows that have both figures.
    compared: u64,
    /// Those where the figure is too large.
    above: Rows,
}

impl Checks {
    /// Looks at the figures of a row.
    pub fn look(&mut self, line: u64, figures: &Figures) {
        for (rule, met) in RULES.iter().zip(&mut self.met) {
            let (Some(figure), Some(bound)) = ((rule.figure)(figures), (rule.bound)(figures))
            else {
                continue;
            };
            if bound <= 0 {
                continue;
            }
            met.compared += 1;
            if figure > bound.saturating_mul(rule.times) {
                met.above.add(line, || example(rule, figure, bound));
            }
        }
    }

    /// What is to be told, with the header of the column that has a role.
    pub fn warnings(&self, header: impl Fn(Role) -> String) -> Vec<String> {
        let told = |(rule, met): (&Rule, &Met)| {
            let (count, example) = (met.above.count(), met.above.example()?);
            let is_most = count * 2 > met.compared;
            let rows = say_many(met.compared, "row", "rows");
            let (said, count) = (
                rule.said,
                say_grouped(i64::try_from(count).unwrap_or(i64::MAX)),
            );
            if is_most {
                let (header, noun) = (header(rule.role), rule.noun);
                return Some(format!(
                    "{said} in most rows: is {header} really {noun}? ({count} of {rows}, for example {example})"
                ));
            }
            rule.always
                .then(|| format!("{said} in {count} of {rows}, for example {example}"))
        };
        RULES.iter().zip(&self.met).filter_map(told).collect()
    }
}

fn example(rule: &Rule, figure: i64, bound: i64) -> String {
    if rule.bound_noun.is_empty() {
        return say_rate(figure);
    }
    let (figure, bound) = (say_grouped(figure), say_grouped(bound));
    format!("{figure} {} and {bound} {}", rule.noun, rule.bound_noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: &[Figures]) -> Vec<String> {
        let mut checks = Checks::default();
        for (line, row) in (2..).zip(rows) {
            checks.look(line, row);
        }
        checks.warnings(|role| format!("\"{}\"", role.word()))
    }

    fn row(followers: i64, likes: i64, comments: i64) -> Figures {
        Figures {
            followers: Some(followers),
            average_likes: Some(likes),
            average_comments: Some(comments),
            ..Figures::default()
        }
    }

    #[test]
    fn a_column_that_is_wrong_is_told_once() {
        let rows = [
            row(50_700_000, 274_900, 456_700),
            row(3_600_000, 449_400, 592_700),
            row(9, 5, 1),
        ];
        assert_eq!(
            told(&rows),
            [
                "comments exceed likes in most rows: is \"average-comments\" really comments? \
              (2 of 3 rows, for example 456,700 comments and 274,900 likes in line 2)"
            ]
        );
        let rate = |rate| Figures {
            engagement_rate: Some(rate),
            ..Figures::default()
        };
        assert_eq!(
            told(&[rate(6_770_000), rate(20_000), rate(30_000)]),
            ["the engagement rate is above 100% in 1 of 3 rows, for example 677% in line 2"]
        );
    }

    #[test]
    fn what_happens_now_and_then_is_not_told() {
        let good = row(1_000, 50, 5);
        let chatty = row(1_000, 50, 60);
        assert!(told(&[good.clone(), good.clone(), chatty]).is_empty());
        let viral = row(1_000, 5_000, 5);
        assert_eq!(
            told(&[good.clone(), good, viral]),
            [
                "likes exceed followers in 1 of 3 rows, for example 5,000 likes and 1,000 followers in line 4"
            ]
        );
        assert!(told(&[row(0, 0, 5)]).is_empty());
    }
}
