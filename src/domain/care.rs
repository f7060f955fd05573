//! Keeping in touch: who has been quiet for too long (product.md; catalogue M170 to M173, M195).

use chrono::NaiveDate;

use super::settings::CareDays;
use super::stage::Stage;

/// What the rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct Care<'a> {
    /// Their stage.
    pub stage: Stage,
    /// Off the board.
    pub parked: bool,
    /// Care level, or blank.
    pub level: &'a str,
    /// Segment, or blank; gives the level where none is set.
    pub segment: &'a str,
    /// Days set for this person.
    pub days: Option<i64>,
    /// On a break until this day.
    pub break_until: Option<NaiveDate>,
    /// Event date of the last contact.
    pub last_contact: Option<NaiveDate>,
}

/// Somebody who should hear from us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// Days since the last contact.
    pub days: i64,
    /// Days after which we want to be in touch.
    pub limit: i64,
}

/// Days between contacts for this person: their own, else by care level, else by segment.
#[must_use]
pub fn limit(care: &Care<'_>, by_level: CareDays) -> i64 {
    let level = match (care.level, care.segment) {
        ("", "strategic partner") => "A",
        ("", "growth bet" | "community advocate") => "B",
        ("", "campaign specialist") => "C",
        (level, _) => level,
    };
    care.days.unwrap_or(match level {
        "A" => by_level.a,
        "C" => by_level.c,
        // People without a level are kept like those in the middle.
        _ => by_level.b,
    })
}

/// Whether the person has been quiet for longer than we want.
///
/// Only people in nurturing and advocacy, only after a first contact, never on a break. The day counts from
/// the event date of the last contact.
#[must_use]
pub fn quiet(care: &Care<'_>, by_level: CareDays, today: NaiveDate) -> Option<Quiet> {
    let in_care = matches!(care.stage, Stage::Nurturing | Stage::Advocacy) && !care.parked;
    let on_break = care.break_until.is_some_and(|until| today < until);
    let days = (today - care.last_contact?).num_days();
    let limit = limit(care, by_level);
    (in_care && !on_break && days > limit).then_some(Quiet { days, limit })
}

/// The shortest limit the rule knows; the store narrows by it before the rule judges.
pub const SHORTEST: i64 = 1;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn nurtured() -> Care<'static> {
        Care {
            stage: Stage::Nurturing,
            parked: false,
            level: "",
            segment: "",
            days: None,
            break_until: None,
            last_contact: Some(day("2026-09-01")),
        }
    }

    #[test]
    fn a_nurtured_person_is_quiet_after_forty_five_days() {
        let care = nurtured();
        assert_eq!(quiet(&care, CareDays::default(), day("2026-10-16")), None);
        assert_eq!(
            quiet(&care, CareDays::default(), day("2026-10-17")),
            Some(Quiet {
                days: 46,
                limit: 45
            })
        );
    }

    #[test]
    fn the_person_goes_before_the_care_level_and_the_level_before_the_segment() {
        let by_segment = Care {
            segment: "strategic partner",
            ..nurtured()
        };
        assert_eq!(limit(&by_segment, CareDays::default()), 30);
        let by_level = Care {
            level: "C",
            ..by_segment
        };
        assert_eq!(limit(&by_level, CareDays::default()), 60);
        let own = Care {
            days: Some(7),
            ..by_level
        };
        assert_eq!(limit(&own, CareDays::default()), 7);
    }

    #[test]
    fn nobody_is_quiet_who_was_never_contacted_is_on_a_break_parked_or_elsewhere() {
        let today = day("2026-11-21");
        assert_eq!(
            quiet(
                &Care {
                    last_contact: None,
                    ..nurtured()
                },
                CareDays::default(),
                today
            ),
            None
        );
        assert_eq!(
            quiet(
                &Care {
                    break_until: Some(day("2026-11-22")),
                    ..nurtured()
                },
                CareDays::default(),
                today
            ),
            None
        );
        assert_eq!(
            quiet(
                &Care {
                    parked: true,
                    ..nurtured()
                },
                CareDays::default(),
                today
            ),
            None
        );
        assert_eq!(
            quiet(
                &Care {
                    stage: Stage::Outreach,
                    ..nurtured()
                },
                CareDays::default(),
                today
            ),
            None
        );
        assert!(
            quiet(
                &Care {
                    break_until: Some(today),
                    ..nurtured()
                },
                CareDays::default(),
                today
            )
            .is_some()
        );
    }

    #[test]
    fn the_team_sets_the_days_of_a_level() {
        let days = CareDays {
            a: 10,
            b: 20,
            c: 40,
        };
        let of = |level| {
            limit(
                &Care {
                    level,
                    ..nurtured()
                },
                days,
            )
        };
        assert_eq!(["A", "B", "C", "", "Z"].map(of), [10, 20, 40, 20, 20]);
        assert_eq!(
            quiet(&nurtured(), days, day("2026-09-22")).map(|quiet| quiet.limit),
            Some(20)
        );
    }
}
