//! Words that ask for no contact: in headers of files, in a status, in a cell; in English, German, French, Spanish,
//! Italian, Dutch and Portuguese.
//!
//! # The rule
//!
//! | a text has | and nothing else but small words | and more words |
//! |---|---|---|
//! | a *not* before a verb of contact (`bitte nicht kontaktieren`), *not … be* and its participle, *opted out*, `DNC` | asks for no contact | may ask for it |
//! | the same and a way or a purpose (`do not call`, `marketing opt-out`) | may ask for it | may ask for it |
//! | *no* and contact (`no contact`), or *not* and the participle alone (`not contacted`) | may ask for it | may ask for it |
//! | words of lists to avoid, of opposition and of unsubscribing (`Werbesperre`, `blocked`, `opposition`) | may ask for it | nothing |
//! | words of consent (`opt-in`, `may contact`, `accepts marketing`) | its *no* may ask for it | nothing |
//!
//! Words for a reason, a date or a status (`do not contact (reason)`) count as small ones, but a date makes a text that
//! asks one that may ask.

use super::text::fold;

/// What a text says of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoContact {
    /// It asks for no contact at all.
    Asked {
        /// Whether it is about the reason: what stands under such a header is one.
        reason: bool,
    },
    /// It may ask for no contact, or for less.
    Maybe,
    /// It is about a status, which may be that somebody refused.
    Status,
    /// It says that contact is welcome; whoever says no to that may ask for none.
    Consent,
}

impl NoContact {
    /// What a text says of contact, by the rule above; none where it says nothing of it.
    #[must_use]
    pub fn of(text: &str) -> Option<NoContact> {
        let words = words(text);
        let has = |list: &str| words.iter().any(|word| is_one_of(list, word));
        let rest = |lists: &[&str]| {
            words.iter().any(|word| {
                !lists.iter().any(|list| is_one_of(list, word))
                    && !word.bytes().all(|b| b.is_ascii_digit())
            })
        };
        if has(NEITHER) {
            return None;
        }
        let asks = has(ASKED) || refuses(&words, NOT, VERBS) || refuses_in_french(&words);
        let asks = asks || (has(BE) && refuses(&words, NOT, PARTICIPLES));
        let asks = asks || (has(WELCOME) && refuses(&words, NO, NOUNS));
        let small = [
            SMALL,
            NOT,
            NO,
            VERBS,
            PARTICIPLES,
            NOUNS,
            BE,
            ASKED,
            REASON,
            WELCOME,
        ];
        if asks && !has(NARROW) && !rest(&small) {
            return Some(NoContact::Asked {
                reason: has(REASON),
            });
        }
        let may_ask = asks || refuses(&words, NO, NOUNS) || refuses(&words, NOT, PARTICIPLES);
        if may_ask || is_list(&words) {
            return Some(NoContact::Maybe);
        }
        let more = [
            SMALL, REASON, DATE, NARROW, NOT, NO, NOUNS, AVOID, CONSENT, MAY, STATUS,
        ];
        if rest(&more) {
            return None;
        }
        let less = refuses(&words, NOT, NARROW) || refuses(&words, NO, NARROW);
        if has(AVOID) || less {
            return Some(if has(STATUS) {
                NoContact::Status
            } else {
                NoContact::Maybe
            });
        }
        let welcomes = has(CONSENT) || (has(MAY) && has(NOUNS));
        if welcomes {
            return Some(NoContact::Consent);
        }
        (has(STATUS) && has(NARROW)).then_some(NoContact::Status)
    }
}

/// Whether a word of the one list comes before one of the other.
fn refuses(words: &[String], no: &str, what: &str) -> bool {
    let first = words.iter().position(|word| is_one_of(no, word));
    first.is_some_and(|at| words[at + 1..].iter().any(|word| is_one_of(what, word)))
}

/// `ne pas contacter`, `ne plus contacter`; also `no contactar`, where *no* stands before a verb.
fn refuses_in_french(words: &[String]) -> bool {
    let has = |list| words.iter().any(|word| is_one_of(list, word));
    (has("ne") && has("pas plus jamais") && has(ROMANCE)) || refuses(words, "no", ROMANCE)
}

/// `lista negra`, `schwarze liste`
fn is_list(words: &[String]) -> bool {
    let pair = |pair: &[String]| {
        let [one, other] = pair else { return false };
        let is = |list: &str, colour: &str| is_one_of(list, one) && is_one_of(colour, other);
        is("lista liste", "negra nera noire rouge")
            || is("schwarze black block zwarte", "liste list lijst")
    };
    words.windows(2).any(pair)
}

/// The words of a text, folded; `DoNotContact` and `do_not_contact` have three, and *opt out* is one.
fn words(text: &str) -> Vec<String> {
    let mut parted = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(letter);
        before = letter;
    }
    let folded = fold(&parted);
    let mut words: Vec<String> = Vec::new();
    let all = folded.split(|c: char| !c.is_alphanumeric());
    for word in all.filter(|word| !word.is_empty()) {
        let joined = words.last().map(|last| format!("{last}{word}"));
        match joined.filter(|joined| is_one_of(JOINED, joined)) {
            Some(joined) => {
                words.pop();
                words.push(joined);
            }
            None => words.push(word.to_owned()),
        }
    }
    words
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Words that are written apart as well.
const JOINED: &str =
    "optout optouts optedout optingout optin optedin optins dont reachout donotcontact";

/// Words that ask by themselves.
const ASKED: &str =
    "dnc donotcontact dontcontact optout optouts optedout optingout kontaktsperre kontaktverbot";

const NOT: &str = "not dont never nicht nie niemals niet nooit non nao nunca mai jamais";

const NO: &str = "no kein keine keinen keinerlei sin sans geen sem nessun nessuno stop ohne";

const VERBS: &str = "contact contacting reachout approach disturb kontaktieren anschreiben ansprechen contacter contactez \
    contacte contactar contacten contactarla contactarlo contatar contate contattare contattate contattarla contattarlo \
    contacteren benaderen aanschrijven";

/// Verbs that a mere *no* refuses.
const ROMANCE: &str =
    "contacter contactez contacte contactar contacten contactarla contactarlo contatar contattare";

const PARTICIPLES: &str = "contacted approached disturbed kontaktiert angeschrieben angesprochen contactado contactada \
    contatado contattato contattata gecontacteerd benaderd";

const BE: &str = "be werden etre ser essere worden";

const NOUNS: &str = "contact contacting contactable outreach kontakt kontakte kontaktaufnahme contacto contato contatto";

/// `Kein Kontakt erwünscht`
const WELCOME: &str = "erwunscht gewunscht deseado desire souhaite desiderato gewenst wanted wants";

/// One way of contact, or one purpose.
const NARROW: &str = "mail mails email emails newsletter newsletters sms mms text texts call calls calling phone telephone \
    fax marketing market campaign campaigns whatsapp push mailing mailings telefon telefono anrufen anruf werbung \
    promo promos promotion promotions promotional advertising ads correo llamar llamadas appeler appel bellen \
    publicidad publicite publicita reclame direct";

/// Lists of people to avoid, opposition, and unsubscribing.
const AVOID: &str = "blacklist blacklisted blocklist blocklisted denylist blocked block suppressed suppression suppress \
    excluded exclude exclusion sperrliste gesperrt sperre sperrvermerk werbesperre werbeverbot mailsperre anrufsperre \
    robinson robinsonliste bloctel bloqueado bloqueada bloque bloquee bloccato bloccata geblokkeerd ausgeschlossen \
    opposition oppose opposed objection objected oposicion opposizione oposicao widerspruch widersprochen widerruf \
    widerrufen bezwaar unsubscribed unsubscribe unsubscribes unsub abgemeldet abmeldung abbestellt desabonne desabonnee \
    desinscrit desinscrite desinscription disiscritto disiscritta cancellato uitgeschreven afgemeld descadastrado baja";

/// Words of consent.
const CONSENT: &str = "optin optins optedin accepts accept permission consent consented einwilligung werbeeinwilligung \
    kontakterlaubnis consentement consentimiento consentimento consenso toestemming";

const MAY: &str = "may can ok okay allowed allow erlaubt darf puede peut mag";

const REASON: &str = "reason reasons why because grund grunde begrundung motif motivo motivi motivos raison razon razao \
    reden comment comments kommentar note notes";

const DATE: &str =
    "date datum fecha at on since seit until bis depuis desde hasta time timestamp day";

const STATUS: &str = "status state subscription subscriber";

/// Words that say no more than others do: whose it is, who asks, politeness, laws on data, yes and no.
const SMALL: &str = "do does please bitte por favor svp be to the by us again anymore ever mehr plus mas piu mais meer \
    flag is has have should must will soll sollen sollte darf person people lead leads contact contacts creator creators \
    influencer influencers talent talents kol account accounts asked asks ask requested request requests who from at all \
    any of for gdpr dsgvo rgpd avg lgpd list liste lista yes y n ja nein oui si ne pas them him her me out hs dado de a \
    tick box checkbox opt personal kontakt global full";

/// What makes a text about something else: pages, what is known of somebody, numbers.
const NEITHER: &str = "link url token page template details info information daten data form number numbers name names \
    brand brands categories category topics products rate count";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_ask_for_no_contact() {
        for text in [
            "Do not contact",
            "do_not_contact",
            "DoNotContact",
            "Don't contact",
            "Please do not contact",
            "DNC",
            "DNC?",
            "Never contact again",
            "Do not reach out",
            "Do not approach",
            "Opt out",
            "Opted out",
            "HasOptedOut",
            "GDPR opt out",
            "Opt-out (GDPR)",
            "DSGVO Opt-out",
            "Asked not to be contacted",
            "Must not be contacted",
            "Bitte nicht kontaktieren",
            "Nicht kontaktieren",
            "Nicht mehr kontaktieren",
            "Nicht anschreiben",
            "Bitte nicht mehr anschreiben",
            "Darf nicht kontaktiert werden",
            "Kontaktsperre",
            "Kein Kontakt erwünscht",
            "Ne pas contacter",
            "Ne plus contacter",
            "Ne jamais contacter",
            "No contactar",
            "No contactar más",
            "Por favor no contactar",
            "Non contattare",
            "Non contattare più",
            "Niet contacteren",
            "Niet benaderen",
            "Não contatar",
            "Não contactar",
            "Nunca contactar",
            "Do not contact (Y/N)",
        ] {
            let asked = NoContact::Asked { reason: false };
            assert_eq!(NoContact::of(text), Some(asked), "{text}");
        }
        for text in [
            "Do not contact (reason)",
            "Do not contact reason",
            "Reason for opt-out",
            "DNC reason",
            "Grund Kontaktsperre",
            "Why do not contact",
        ] {
            let asked = NoContact::Asked { reason: true };
            assert_eq!(NoContact::of(text), Some(asked), "{text}");
        }
    }

    #[test]
    fn texts_that_may_ask_for_no_contact() {
        for text in [
            "Marketing opt-out",
            "Email Opt Out",
            "-Email Opt Out",
            "HasOptedOutOfEmail",
            "Unsubscribed",
            "Unsubscribed at",
            "Unsubscribed from all email",
            "Werbesperre",
            "Werbesperre seit",
            "Opposition",
            "Opposition RGPD",
            "Widerspruch",
            "Do not call",
            "Do not email",
            "No email",
            "No contact",
            "Kein Kontakt",
            "Sin contacto",
            "Not contacted",
            "Blocked",
            "Blacklisted",
            "Black list",
            "Blocklist",
            "Suppressed",
            "Suppression list",
            "Lista negra",
            "Liste noire",
            "Opt-out date",
            "Do not contact until",
            "Do not contact before May",
            "Oposición",
            "Bezwaar",
            "Désinscrit",
            "Dado de baja",
            "Uitgeschreven",
            "Robinson list",
            "Gesperrt",
            "Excluded",
            "Stop contact",
            "Asked not to be contacted by phone",
            "Opt out of Spark Ads",
        ] {
            assert_eq!(NoContact::of(text), Some(NoContact::Maybe), "{text}");
        }
        for text in [
            "Opt-in",
            "Accepts marketing",
            "Can contact",
            "May contact",
            "OK to contact",
            "Email permission",
            "Consent",
            "Einwilligung",
        ] {
            assert_eq!(NoContact::of(text), Some(NoContact::Consent), "{text}");
        }
        for text in [
            "Marketing status",
            "Person - Marketing status",
            "Email subscriber status",
            "Newsletter status",
        ] {
            assert_eq!(NoContact::of(text), Some(NoContact::Status), "{text}");
        }
    }

    #[test]
    fn texts_that_say_nothing_of_it() {
        for text in [
            "Contact",
            "Contact No.",
            "Last contact",
            "Number of contacts",
            "No. of contacts",
            "No reply",
            "Not a fit",
            "Unsubscribe link",
            "No contact details",
            "Blocked brands",
            "Excluded categories",
            "Status",
            "Lead status",
            "Email",
            "Marketing",
            "Phone",
            "Notes",
            "Reason",
            "Options",
            "Opt",
            "Followers not bought",
            "Non-profit",
            "Usage consent",
            "No of posts",
            "Out of office",
            "",
        ] {
            assert_eq!(NoContact::of(text), None, "{text}");
        }
    }
}
