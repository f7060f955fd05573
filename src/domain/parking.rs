//! Parking: off the board with a reason, and perhaps a date to look again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::no_contact::NoContact;
use super::text::fold;

/// Why a person is off the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ParkReason {
    /// Does not fit the brand.
    NotAFit,
    /// Never answered.
    NoReply,
    /// Said no: the fee.
    DeclinedFee,
    /// Said no: the timing.
    DeclinedTiming,
    /// Said no: works for a competitor.
    DeclinedCompetitor,
    /// Said no: the topic.
    DeclinedTopic,
    /// Asked not to be contacted.
    AskedNotToBeContacted,
    /// A reason of another system that is none of these; only files bring it.
    Other,
}

impl ParkReason {
    /// All reasons.
    pub const ALL: [ParkReason; 8] = [
        ParkReason::NotAFit,
        ParkReason::NoReply,
        ParkReason::DeclinedFee,
        ParkReason::DeclinedTiming,
        ParkReason::DeclinedCompetitor,
        ParkReason::DeclinedTopic,
        ParkReason::AskedNotToBeContacted,
        ParkReason::Other,
    ];

    /// The reasons that a person may choose, in the order in which they are offered.
    pub const OFFERED: [ParkReason; 7] = [
        ParkReason::NotAFit,
        ParkReason::NoReply,
        ParkReason::DeclinedFee,
        ParkReason::DeclinedTiming,
        ParkReason::DeclinedCompetitor,
        ParkReason::DeclinedTopic,
        ParkReason::AskedNotToBeContacted,
    ];

    /// The words on the screen. They may change; nothing is stored or compared by them.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ParkReason::NotAFit => "not a fit",
            ParkReason::NoReply => "no reply",
            ParkReason::DeclinedFee => "declined: fee",
            ParkReason::DeclinedTiming => "declined: timing",
            ParkReason::DeclinedCompetitor => "declined: competitor",
            ParkReason::DeclinedTopic => "declined: topic",
            ParkReason::AskedNotToBeContacted => "asked not to be contacted",
            ParkReason::Other => "other reason",
        }
    }

    /// The words in the database. Files of every version hold them, so they never change.
    #[must_use]
    pub fn stored(self) -> &'static str {
        match self {
            ParkReason::NotAFit => "not a fit",
            ParkReason::NoReply => "no reply",
            ParkReason::DeclinedFee => "declined: fee",
            ParkReason::DeclinedTiming => "declined: timing",
            ParkReason::DeclinedCompetitor => "declined: competitor",
            ParkReason::DeclinedTopic => "declined: topic",
            ParkReason::AskedNotToBeContacted => "asked not to be contacted",
            ParkReason::Other => "other",
        }
    }

    /// The key in exported files. Files of every version hold it, so it never changes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ParkReason::NotAFit => "not_a_fit",
            ParkReason::NoReply => "no_reply",
            ParkReason::DeclinedFee => "declined_fee",
            ParkReason::DeclinedTiming => "declined_timing",
            ParkReason::DeclinedCompetitor => "declined_competitor",
            ParkReason::DeclinedTopic => "declined_topic",
            ParkReason::AskedNotToBeContacted => "asked_not_to_be_contacted",
            ParkReason::Other => "other",
        }
    }

    /// The reason that a row of the database holds. One that a later version wrote still keeps the person off the board.
    #[must_use]
    pub fn from_stored(text: &str) -> ParkReason {
        let found = Self::ALL.into_iter().find(|reason| reason.stored() == text);
        found.unwrap_or(ParkReason::Other)
    }

    /// Reads what somebody types: the words, or an unambiguous part of them (`fee`, `topic`, `no reply`).
    #[must_use]
    pub fn parse(text: &str) -> Option<ParkReason> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        if let Some(exact) = Self::ALL.into_iter().find(|reason| reason.word() == wanted) {
            return Some(exact);
        }
        let mut found = Self::ALL
            .into_iter()
            .filter(|reason| reason.word().contains(&wanted));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Reads what a file says: the key, the stored words or those of the screen, in any case and spelling. A part of them
    /// is not enough, since nobody looks at what comes of it.
    #[must_use]
    pub fn read(text: &str) -> Option<ParkReason> {
        let wanted = squeeze(text);
        if wanted.is_empty() {
            return None;
        }
        if says_do_not_contact(text) {
            return Some(ParkReason::AskedNotToBeContacted);
        }
        Self::ALL.into_iter().find(|reason| {
            let words = [reason.key(), reason.stored(), reason.word()];
            words.into_iter().any(|words| squeeze(words) == wanted)
        })
    }
}

/// A person off the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parked {
    /// Why.
    pub reason: ParkReason,
    /// When to look again, if ever.
    pub look_again: Option<NaiveDate>,
}

/// Whole phrases that ask for no contact at all, squeezed. Those that speak of mail only are not among them.
const PHRASES: &[&str] = &[
    "donotcontact",
    "dontcontact",
    "donotcontactagain",
    "dnc",
    "nevercontact",
    "nevercontactagain",
    "askednottobecontacted",
    "askedfornocontact",
    "asknottobecontacted",
    "doesnotwanttobecontacted",
    "doesnotwantcontact",
    "wantsnocontact",
    "mustnotbecontacted",
    "optedout",
    "optout",
    "hasoptedout",
    "nichtkontaktieren",
    "nichtmehrkontaktieren",
    "keinkontakterwunscht",
    "kontaktsperre",
    "kontaktverbot",
    "nepascontacter",
    "nepluscontacter",
    "nocontactar",
    "nocontactarmas",
    "noncontattare",
    "noncontattarepiu",
    "naocontatar",
    "naocontactar",
    "nietcontacteren",
    "nietcontactopnemen",
    "niebenaderen",
    "nietbenaderen",
    "niekontaktowac",
    "kontaktainte",
    "kontaktaej",
    "kontaktikke",
    "maikkekontaktes",
    "alaotayhteytta",
];
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "t",
    "1",
    "x",
    "on",
    "checked",
    "ticked",
    "ja",
    "j",
    "wahr",
    "oui",
    "vrai",
    "si",
    "sim",
    "verdadero",
    "verdadeiro",
    "vero",
    "tak",
    "prawda",
    "kylla",
    "da",
    "да",
    "так",
    "evet",
    "igen",
    "ναι",
    "נכון",
    "כן",
    "نعم",
    "ya",
    "はい",
    "是",
    "예",
    "네",
    "unsubscribed",
    "nocontact",
    "keinkontakt",
];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "0",
    "off",
    "unchecked",
    "nein",
    "falsch",
    "non",
    "faux",
    "nao",
    "nee",
    "nej",
    "nei",
    "falso",
    "falsz",
    "ei",
    "net",
    "нет",
    "ні",
    "hayir",
    "nem",
    "οχι",
    "לא",
    "لا",
    "tidak",
    "いいえ",
    "否",
    "아니오",
    "아니요",
    "optedin",
    "optin",
    "optedbackin",
    "optedinagain",
    "subscribed",
    "oktocontact",
    "maycontact",
    "cancontact",
    "maybecontacted",
    "canbecontacted",
    "none",
    "notset",
];
/// Signs of ticked and of empty boxes.
const TICKED: &[char] = &['✓', '✔', '☑', '✅', '🚫', '⛔'];
const EMPTY: &[char] = &['☐', '□', '⬜'];

/// What takes back the phrase that follows it, where it stands alone before it.
const TURNED: &[&str] = &[
    "not",
    "never",
    "nolonger",
    "without",
    "nicht",
    "nichtmehr",
    "kein",
    "keine",
    "ohne",
    "sans",
    "sin",
    "senza",
    "niet",
    "geen",
    "nunca",
    "jamais",
];

/// Words beside a phrase that make it speak of one way only.
const ONE_WAY: &[&str] = &[
    "mail",
    "newsletter",
    "sms",
    "marketing",
    "call",
    "phone",
    "text",
];

/// Whether a text, such as a status of another system, asks for no contact at all: `DNC`, `Closed: do not contact`.
#[must_use]
pub fn says_do_not_contact(text: &str) -> bool {
    let is_phrase =
        |part: &str| PHRASES.contains(&squeeze(part).as_str()) || NoContact::is_asked(part);
    let marks = [':', ';', ',', '/', '|', '(', ')', '[', ']', '–', '—', '\n'];
    let whole = squeeze(text);
    let is_narrow = || ONE_WAY.iter().any(|word| whole.contains(word));
    let parts = || text.split(marks).chain(text.split(" - "));
    // `Do not contact: no` says both.
    let says_no = || parts().any(|part| NO.contains(&squeeze(part).as_str()));
    // `Not (opted out)` says neither.
    let is_turned = || {
        let first = text.split(marks).map(squeeze).find(|part| !part.is_empty());
        first.is_some_and(|part| TURNED.contains(&part.as_str()))
    };
    PHRASES.contains(&whole.as_str())
        || parts().any(is_phrase) && !is_narrow() && !says_no() && !is_turned()
}

/// Whether a text speaks of no contact in words that may mean less, such as `do not contact until May`.
fn may_say_do_not_contact(text: &str) -> bool {
    let whole = squeeze(text);
    PHRASES
        .iter()
        .any(|phrase| phrase.len() >= 7 && whole.contains(phrase))
}

/// Reads a cell of a column that says whether somebody asked not to be contacted: yes, no, or nothing that is known.
///
/// `nie` is none of them: in German it is *never*, in Polish *no*.
#[must_use]
pub fn read_do_not_contact(text: &str) -> Option<bool> {
    let bare = text.trim_end_matches(".0");
    let wanted = squeeze(bare);
    if wanted.is_empty() {
        let sign = text.trim().trim_end_matches('\u{fe0f}');
        let one_of = |signs: &[char]| sign.chars().all(|letter| signs.contains(&letter));
        return match sign {
            "" => Some(false),
            _ if one_of(TICKED) => Some(true),
            _ if one_of(EMPTY) => Some(false),
            _ => None,
        };
    }
    if says_do_not_contact(text) || YES.contains(&wanted.as_str()) {
        Some(true)
    } else {
        NO.contains(&wanted.as_str()).then_some(false)
    }
}

/// What a stage or status of another system says of parking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusSays {
    /// The person is off the board for this reason.
    Parked(ParkReason),
    /// The person is off the board for a reason that is none of ours, or none is given.
    ParkedSomehow,
    /// It may ask for no contact, or for less: a person has to read it.
    Unclear,
}

/// Reads a stage or status of another system: `Parked`, `parked: declined`, `Do not contact`; nothing for all others.
#[must_use]
pub fn read_status(text: &str) -> Option<StatusSays> {
    if says_do_not_contact(text) {
        return Some(StatusSays::Parked(ParkReason::AskedNotToBeContacted));
    }
    let folded = fold(text.trim());
    let rest = folded
        .strip_prefix("parked")
        .filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let Some(rest) = rest else {
        return may_say_do_not_contact(text).then_some(StatusSays::Unclear);
    };
    let reason = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    Some(ParkReason::read(reason).map_or(StatusSays::ParkedSomehow, StatusSays::Parked))
}

/// Folded, letters and digits only.
fn squeeze(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_by_its_key_its_stored_words_and_its_label() {
        for reason in ParkReason::ALL {
            for words in [reason.key(), reason.stored(), reason.word()] {
                assert_eq!(ParkReason::read(words), Some(reason), "{words}");
                let shouted = words.to_uppercase().replace(['_', ':'], " - ");
                assert_eq!(ParkReason::read(&shouted), Some(reason), "{shouted}");
            }
            assert_eq!(ParkReason::from_stored(reason.stored()), reason);
            assert_eq!(ParkReason::parse(reason.word()), Some(reason));
        }
        for unknown in ["", "declined", "fee", "moved to Bali", "no"] {
            assert_eq!(ParkReason::read(unknown), None, "{unknown}");
        }
        assert_eq!(
            ParkReason::from_stored("of a later version"),
            ParkReason::Other
        );
    }

    /// Databases and files of every version hold these: whoever changes one breaks them.
    #[test]
    fn keys_and_stored_words_never_change() {
        let told: Vec<_> = ParkReason::ALL
            .iter()
            .map(|reason| (reason.stored(), reason.key()))
            .collect();
        assert_eq!(
            told,
            [
                ("not a fit", "not_a_fit"),
                ("no reply", "no_reply"),
                ("declined: fee", "declined_fee"),
                ("declined: timing", "declined_timing"),
                ("declined: competitor", "declined_competitor"),
                ("declined: topic", "declined_topic"),
                ("asked not to be contacted", "asked_not_to_be_contacted"),
                ("other", "other"),
            ]
        );
    }

    #[test]
    fn a_do_not_contact_cell_is_yes_no_or_unknown() {
        for yes in [
            "yes",
            "TRUE",
            "1",
            "1.0",
            "x",
            "Do not contact",
            "do-not-contact",
            "DNC",
            "Opted out",
            "opt-out",
            "Ja",
            "oui",
            "Sí",
            "wahr",
            "checked",
            "✓",
            "✅",
            "✔️",
            "Nicht kontaktieren",
            "ne pas contacter",
            "No contactar",
            "yes: do not contact",
            "evet",
            "да",
            "так",
            "はい",
            "是",
            "예",
            "نعم",
            "Bitte nicht mehr anschreiben",
            "Please, do not contact",
        ] {
            assert_eq!(read_do_not_contact(yes), Some(true), "{yes}");
        }
        for no in [
            "",
            " ",
            "no",
            "FALSE",
            "0",
            "0.0",
            "n",
            "unchecked",
            "Nein",
            "non",
            "opted in",
            "hayır",
            "нет",
            "ні",
            "いいえ",
            "否",
            "아니오",
            "لا",
            "☐",
        ] {
            assert_eq!(read_do_not_contact(no), Some(false), "{no}");
        }
        for unknown in [
            "maybe",
            "2026-03-01",
            "ask Paula",
            "2",
            "call first",
            "cleaned",
            "?",
            "not sure",
            "nie",
            "never",
            "Do not contact: No",
            "opt-out: no",
            "contact ok / do not contact: n",
            "No, do not contact",
            "Not opted out",
            "has not opted out",
            "never opted out",
            "No opt out",
            "Not opt-out",
            "no DNC",
            "Not DNC",
            "not (DNC)",
            "never: opted out",
            "kein Opt-out",
            "keine Kontaktsperre",
            "no opt-out requested",
            "opt out, opted back in",
            "DNC no",
            "DNC 0",
            "did not ask not to be contacted",
            "Kontakt nicht erwünscht",
        ] {
            assert_eq!(read_do_not_contact(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_status_parks_only_where_it_leaves_no_doubt() {
        let asked = StatusSays::Parked(ParkReason::AskedNotToBeContacted);
        for (text, says) in [
            ("Do Not Contact", Some(asked)),
            ("Closed - do not contact", Some(asked)),
            ("Unqualified (DNC)", Some(asked)),
            ("parked: asked not to be contacted", Some(asked)),
            ("Parked", Some(StatusSays::ParkedSomehow)),
            ("parked: declined", Some(StatusSays::ParkedSomehow)),
            (
                "PARKED – declined: fee",
                Some(StatusSays::Parked(ParkReason::DeclinedFee)),
            ),
            (
                "Parked (no reply)",
                Some(StatusSays::Parked(ParkReason::NoReply)),
            ),
            ("Bitte nicht kontaktieren", Some(asked)),
            ("Do not contact: no", Some(StatusSays::Unclear)),
            ("opted out (email)", Some(StatusSays::Unclear)),
            ("do not contact until May", Some(StatusSays::Unclear)),
            ("Not opted out", Some(StatusSays::Unclear)),
            ("never opted out", Some(StatusSays::Unclear)),
            ("No DNC", None),
            ("No contact", None),
            ("no reply", None),
            ("Open", None),
            ("Unsubscribed", None),
            ("parkedale", None),
            ("not contacted", None),
            ("Open - Not Contacted", None),
            ("", None),
        ] {
            assert_eq!(read_status(text), says, "{text}");
        }
    }
}
