//! What should be true before a person moves on: checklists that inform and ask once.
//!
//! A line counts from the release on that keeps its record: so far account, niche, note, red flags and reply
//! (product.md, Checklists; catalogue M16, M44). Moves backwards are free.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::settings::{HouseRules, Settings};
use super::stage::Stage;

/// What the checklists ask about a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Has at least one account.
    pub account: bool,
    /// Says what they post about.
    pub niche: bool,
    /// Somebody wrote down what they found: a note or a story.
    pub note: bool,
    /// Has answered us at least once.
    pub reply: bool,
    /// A red flag is neither cleared nor accepted.
    pub flagged: bool,
}

impl Facts {
    /// The facts as five bits, as a card keeps them.
    #[must_use]
    pub fn bits(self) -> i64 {
        [
            self.account,
            self.niche,
            self.note,
            self.reply,
            self.flagged,
        ]
        .iter()
        .rev()
        .fold(0, |bits, fact| bits * 2 + i64::from(*fact))
    }

    /// The facts from their bits.
    #[must_use]
    pub fn from_bits(bits: i64) -> Facts {
        let bit = |place: i64| bits >> place & 1 == 1;
        Facts {
            account: bit(0),
            niche: bit(1),
            note: bit(2),
            reply: bit(3),
            flagged: bit(4),
        }
    }
}

/// A line of a checklist that is not fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No account.
    Account,
    /// No niche.
    Niche,
    /// No note.
    Note,
    /// A red flag is open.
    Flags,
    /// No reply.
    Reply,
}

impl Missing {
    /// Every line, in the order of the checklists.
    pub const ALL: [Missing; 5] = [
        Missing::Account,
        Missing::Niche,
        Missing::Note,
        Missing::Flags,
        Missing::Reply,
    ];

    /// As the question says it: `no niche`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Missing::Account => "no account",
            Missing::Niche => "no niche",
            Missing::Note => "no note",
            Missing::Flags => "red flag open",
            Missing::Reply => "no reply",
        }
    }
}

/// The lines of the checklists between two stages that are not fulfilled, in order.
#[must_use]
pub fn missing(facts: Facts, from: Stage, to: Stage) -> Vec<Missing> {
    let mut lines = Vec::new();
    let crosses = |stage: Stage| from < stage && stage <= to;
    if crosses(Stage::Outreach) {
        lines.extend((!facts.account).then_some(Missing::Account));
        lines.extend((!facts.niche).then_some(Missing::Niche));
        lines.extend((!facts.note).then_some(Missing::Note));
        lines.extend(facts.flagged.then_some(Missing::Flags));
    }
    if crosses(Stage::Collaboration) {
        lines.extend((!facts.reply).then_some(Missing::Reply));
    }
    lines
}

/// Whether house rules let a move go on: under light rules always, else when the author knows what is missing, and
/// under strict rules with a typed reason only.
///
/// # Errors
/// [`Refusal::Wants`] or [`Refusal::WantsTyped`] with what is missing.
pub fn allow(
    rules: HouseRules,
    missing: &[Missing],
    without: &[Missing],
    because: Option<&GoingOn>,
) -> Result<(), Refusal> {
    let known = missing.iter().all(|line| without.contains(line));
    let typed = matches!(because, Some(GoingOn::Words(_)));
    let refusal = match rules {
        HouseRules::Light => return Ok(()),
        HouseRules::Standard if known => return Ok(()),
        HouseRules::Strict if missing.is_empty() || (known && typed) => return Ok(()),
        HouseRules::Standard => Refusal::Wants,
        HouseRules::Strict => Refusal::WantsTyped,
    };
    Err(refusal(missing.to_vec()))
}

/// The question's first half: `No niche, no note.`
#[must_use]
pub fn sentence(missing: &[Missing]) -> String {
    let mut words = missing
        .iter()
        .map(|line| line.words())
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(first) = words.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    words.push('.');
    words
}

/// A reason for going on although something is missing; it may be left out unless house rules are strict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GoingOn {
    /// We know them.
    KnowThem,
    /// It was agreed by phone.
    AgreedByPhone,
    /// It will be filled in later.
    Later,
    /// Something else.
    Other,
    /// In typed words.
    Words(String),
}

impl GoingOn {
    /// The short reasons in the order in which they are offered.
    pub const ALL: [GoingOn; 4] = [
        GoingOn::KnowThem,
        GoingOn::AgreedByPhone,
        GoingOn::Later,
        GoingOn::Other,
    ];

    /// The words, as stored and shown.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            GoingOn::KnowThem => "know them",
            GoingOn::AgreedByPhone => "agreed by phone",
            GoingOn::Later => "later",
            GoingOn::Other => "other",
            GoingOn::Words(words) => words,
        }
    }

    /// Reads one of the short reasons, or takes what was typed as it is; `None` for nothing.
    #[must_use]
    pub fn read(text: &str) -> Option<GoingOn> {
        let text = text.trim();
        let short = Self::ALL.into_iter().find(|one| one.word() == text);
        short.or_else(|| (!text.is_empty()).then(|| GoingOn::Words(text.to_owned())))
    }
}

/// Whether a card has stood still for too long: more days in the stage than the team allows it.
#[must_use]
pub fn is_stale(stage: Stage, since: NaiveDate, today: NaiveDate, settings: &Settings) -> bool {
    settings.stale[stage.index()].is_some_and(|limit| (today - since).num_days() > limit)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::settings::Setting;

    const NOTHING: Facts = Facts {
        account: false,
        niche: false,
        note: false,
        reply: false,
        flagged: false,
    };

    #[test]
    fn outreach_wants_an_account_a_niche_and_a_note() {
        let lines = missing(NOTHING, Stage::Discovery, Stage::Outreach);
        assert_eq!(lines, [Missing::Account, Missing::Niche, Missing::Note]);
        let ready = Facts {
            account: true,
            niche: true,
            note: true,
            reply: false,
            flagged: false,
        };
        assert!(missing(ready, Stage::Discovery, Stage::Outreach).is_empty());
        let flagged = Facts {
            flagged: true,
            ..ready
        };
        assert_eq!(
            missing(flagged, Stage::Discovery, Stage::Outreach),
            [Missing::Flags]
        );
        assert!(!missing(flagged, Stage::Outreach, Stage::Nurturing).contains(&Missing::Flags));
    }

    #[test]
    fn collaboration_wants_a_reply() {
        assert_eq!(
            missing(NOTHING, Stage::Outreach, Stage::Collaboration),
            [Missing::Reply]
        );
    }

    #[test]
    fn a_jump_is_asked_about_every_line_it_passes() {
        assert_eq!(
            missing(NOTHING, Stage::Discovery, Stage::Nurturing).len(),
            4
        );
    }

    #[test]
    fn moves_backwards_are_free() {
        for from in Stage::ALL {
            for to in Stage::ALL.into_iter().filter(|to| *to <= from) {
                assert!(missing(NOTHING, from, to).is_empty());
            }
        }
    }

    #[test]
    fn facts_survive_their_bits() {
        for bits in 0..32 {
            assert_eq!(Facts::from_bits(bits).bits(), bits);
        }
    }

    #[test]
    fn the_question_reads_as_a_sentence() {
        assert_eq!(
            sentence(&[Missing::Niche, Missing::Note]),
            "No niche, no note."
        );
    }

    #[test]
    fn a_card_is_stale_after_the_days_of_its_stage_and_never_where_none_are_set() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let settings = Settings::default();
        let since = day("2026-11-01");
        let stale = |today| is_stale(Stage::Outreach, since, day(today), &settings);
        assert!(!stale("2026-11-22") && stale("2026-11-23"));
        assert!(!is_stale(
            Stage::Nurturing,
            since,
            day("2030-01-01"),
            &settings
        ));
        let never = settings.with(Setting::StaleOutreach, Some("never"));
        assert!(!is_stale(Stage::Outreach, since, day("2030-01-01"), &never));
    }

    #[test]
    fn house_rules_decide_what_a_move_wants() {
        let missing = [Missing::Niche];
        let typed = GoingOn::Words("agreed with legal".into());
        let asks = |rules, without: &[Missing], because: Option<&GoingOn>| {
            allow(rules, &missing, without, because).err()
        };
        assert_eq!(asks(HouseRules::Light, &[], None), None);
        let wants = Refusal::Wants(missing.to_vec());
        assert_eq!(asks(HouseRules::Standard, &[], None), Some(wants));
        assert_eq!(asks(HouseRules::Standard, &missing, None), None);
        let typed_wanted = Refusal::WantsTyped(missing.to_vec());
        for because in [None, Some(&GoingOn::Later)] {
            assert_eq!(
                asks(HouseRules::Strict, &missing, because),
                Some(typed_wanted.clone())
            );
        }
        assert_eq!(
            asks(HouseRules::Strict, &[], Some(&typed)),
            Some(typed_wanted)
        );
        assert_eq!(asks(HouseRules::Strict, &missing, Some(&typed)), None);
        assert_eq!(allow(HouseRules::Strict, &[], &[], None), Ok(()));
    }
}
