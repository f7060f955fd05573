//! What should be true before a person moves on: checklists that inform and ask once.
//!
//! A line counts from the release on that keeps its record: so far account, niche, note and reply
//! (product.md, Checklists; catalogue M16). Moves backwards are free.

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
}

impl Facts {
    /// The facts as four bits, as a card keeps them.
    #[must_use]
    pub fn bits(self) -> i64 {
        [self.account, self.niche, self.note, self.reply]
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
        }
    }
}

/// A line of a checklist that is not fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Missing {
    /// No account.
    Account,
    /// No niche.
    Niche,
    /// No note.
    Note,
    /// No reply.
    Reply,
}

impl Missing {
    /// As the question says it: `no niche`.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Missing::Account => "no account",
            Missing::Niche => "no niche",
            Missing::Note => "no note",
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
    }
    if crosses(Stage::Collaboration) {
        lines.extend((!facts.reply).then_some(Missing::Reply));
    }
    lines
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

/// A reason for going on although something is missing; it may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoingOn {
    /// We know them.
    KnowThem,
    /// It was agreed by phone.
    AgreedByPhone,
    /// It will be filled in later.
    Later,
    /// Something else.
    Other,
}

impl GoingOn {
    /// All reasons in the order in which they are offered.
    pub const ALL: [GoingOn; 4] = [
        GoingOn::KnowThem,
        GoingOn::AgreedByPhone,
        GoingOn::Later,
        GoingOn::Other,
    ];

    /// The words, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            GoingOn::KnowThem => "know them",
            GoingOn::AgreedByPhone => "agreed by phone",
            GoingOn::Later => "later",
            GoingOn::Other => "other",
        }
    }
}

/// Days in a stage after which a card counts as stale; `None` where standing still is right.
#[must_use]
pub fn stale_after(stage: Stage) -> Option<i64> {
    match stage {
        Stage::Discovery => Some(60),
        Stage::Outreach => Some(21),
        Stage::Collaboration => Some(90),
        Stage::Nurturing | Stage::Advocacy => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Facts = Facts {
        account: false,
        niche: false,
        note: false,
        reply: false,
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
        };
        assert!(missing(ready, Stage::Discovery, Stage::Outreach).is_empty());
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
        for bits in 0..16 {
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
}
