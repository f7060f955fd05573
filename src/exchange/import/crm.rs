//! Headers of other systems for what an influencer manager keeps of a person: telephone, place, pronouns, time zone,
//! segment, priority, parking, and whether somebody asked not to be contacted.
//!
//! Only a header that can mean nothing else is taken. Headers that ask for no contact are read by the rule of
//! [`NoContact`]; one that may ask for less stays an extra field, and a warning says how to take it.

use super::role::Role;
use crate::domain::field::Field;
use crate::domain::no_contact::NoContact;
use crate::domain::text::fold;

/// Header words of each role, squeezed.
#[rustfmt::skip]
const ALIASES: &[(Role, &[&str])] = &[
    (Role::DoNotContact, &["donotcontact", "dontcontact", "dnc", "dncflag", "donotcontactflag", "isdonotcontact", "isdnc",
        "optedout", "optout", "hasoptedout", "isoptedout", "optedoutofcontact", "askednottobecontacted",
        "askedfornocontact", "nevercontact", "nichtkontaktieren", "nichtmehrkontaktieren", "kontaktsperre", "kontaktverbot",
        "nepascontacter", "nepluscontacter", "nocontactar", "noncontattare", "naocontatar", "naocontactar", "nietcontacteren",
        "nietbenaderen", "niekontaktowac", "kontaktainte", "kontaktaej", "kontaktikke", "maikkekontaktes"]),
    (Role::Parked, &["parked", "parkedreason", "parkreason", "parkingreason", "parkedbecause", "whyparked"]),
    (Role::LookAgain, &["lookagain", "lookagainon", "lookagainat", "lookagaindate", "revisit", "revisiton", "revisitdate",
        "revisitat", "recontacton", "recontactdate"]),
    (Role::Status, &["leadstatus", "hsleadstatus", "contactstatus", "relationshipstatus", "outreachstatus", "crmstatus",
        "lifecyclestatus", "personstatus", "kontaktstatus", "leadstage"]),
    (Role::WhatsApp, &["whatsapp", "whatsappnumber", "whatsappno", "whatsappphone", "whatsappphonenumber", "whatsappmobile",
        "whatsappnummer", "whatsappcontact", "wanumber", "numerowhatsapp", "numerodewhatsapp"]),
    (Role::Person(Field::Place), &["place", "homecity", "hometown", "homeplace", "cityofresidence", "residence", "currentcity",
        "ort", "stadt", "wohnort", "ville", "ciudad", "citta", "cidade", "plaats", "woonplaats", "miasto", "kaupunki"]),
    (Role::Person(Field::Pronouns), &["pronouns", "pronoun", "preferredpronouns", "personalpronouns", "genderpronouns", "pronomen",
        "pronoms", "pronombres", "pronomes", "pronomi", "voornaamwoorden"]),
    (Role::Person(Field::TimeZone), &["timezone", "tz", "hstimezone", "localtimezone", "contacttimezone", "zeitzone", "fuseauhoraire",
        "zonahoraria", "husohorario", "fusohorario", "fusoorario", "tijdzone", "strefaczasowa", "tidszon"]),
    (Role::Person(Field::Segment), &["segment", "relationshipsegment", "portfoliosegment", "partnersegment"]),
    (Role::Person(Field::CareLevel), &["priority", "carelevel", "care", "contactpriority", "relationshippriority", "prioritat",
        "priorite", "prioridad", "priorita", "prioridade", "prioriteit"]),
];

/// Words for a telephone.
const TELEPHONE: &[&str] = &[
    "phone",
    "phones",
    "mobile",
    "mobilephone",
    "cell",
    "cellphone",
    "telephone",
    "tel",
    "telefon",
    "telefonnummer",
    "handy",
    "handynummer",
    "mobil",
    "mobilnummer",
    "mobiltelefon",
    "mobilfunk",
    "rufnummer",
    "portable",
    "telefono",
    "movil",
    "celular",
    "cellulare",
    "telefone",
    "telemovel",
    "telefoon",
    "telefoonnummer",
    "mobiel",
    "gsm",
    "komorka",
    "puhelin",
    "phonenumber",
    "phonenumbers",
    "mobilenumber",
    "cellnumber",
    "homephone",
    "workphone",
    "otherphone",
    "businessphone",
];
/// Words that say which telephone it is, or that it is a number.
const WHICH: &[&str] = &[
    "number",
    "numbers",
    "no",
    "nr",
    "num",
    "nummer",
    "numero",
    "numer",
    "work",
    "home",
    "business",
    "private",
    "personal",
    "office",
    "direct",
    "primary",
    "secondary",
    "main",
    "other",
    "contact",
    "person",
    "lead",
    "customer",
    "creator",
    "influencer",
    "talent",
    "day",
    "evening",
    "de",
    "of",
    "their",
    "public",
    "privat",
    "beruflich",
    "dienstlich",
    "geschaftlich",
    "professionnel",
    "personnel",
    "country",
    "code",
    "with",
    "and",
    "international",
    "intl",
    "e164",
];

/// What a header says, where it can mean nothing else.
pub fn role(header: &str) -> Option<Role> {
    let words = words(header);
    let whole = words.concat();
    let numbered = whole.trim_end_matches(|c: char| c.is_ascii_digit());
    let without_person = words
        .iter()
        .filter(|word| !matches!(word.as_str(), "person" | "contact" | "lead" | "hs"));
    let short: String = without_person.map(String::as_str).collect();
    let known = |text: &str| ALIASES.iter().find(|(_, names)| names.contains(&text));
    let found = known(&whole).or_else(|| known(&short));
    let found = found.or_else(|| known(numbered).filter(|(role, _)| role.takes_several()));
    let asks = || matches!(NoContact::of(header), Some(NoContact::Asked { .. }));
    found
        .map(|(role, _)| *role)
        .or_else(|| is_telephone(&words).then_some(Role::Phone))
        .or_else(|| asks().then_some(Role::DoNotContact))
}

/// `Phone`, `Mobile Phone Number`, `Phone - Work`, `Telefon (privat)`, `phone_2`: a word for it, and nothing that is not
/// about which one it is.
fn is_telephone(words: &[String]) -> bool {
    let names = words
        .iter()
        .filter(|word| TELEPHONE.contains(&word.as_str()))
        .count();
    let others = words.iter().filter(|word| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        !bare.is_empty() && !TELEPHONE.contains(&bare) && !WHICH.contains(&bare)
    });
    let numbered = || {
        words
            .iter()
            .any(|word| TELEPHONE.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())))
    };
    // A code alone is no number: `Phone country code`.
    let is_code =
        words.iter().any(|word| word == "code") && !words.iter().any(|word| word == "with");
    (names > 0 || numbered()) && others.count() == 0 && !is_code
}

/// The words of a header, folded; `MobilePhone` is one word, as software writes it.
fn words(header: &str) -> Vec<String> {
    fold(header)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_other_systems_are_known() {
        for (header, wanted) in [
            ("Do Not Contact", "do-not-contact"),
            ("DNC?", "do-not-contact"),
            ("do_not_contact", "do-not-contact"),
            ("Opted out", "do-not-contact"),
            ("Nicht kontaktieren", "do-not-contact"),
            ("Ne pas contacter", "do-not-contact"),
            ("No contactar", "do-not-contact"),
            ("Bitte nicht kontaktieren", "do-not-contact"),
            ("Do not contact (reason)", "do-not-contact"),
            ("GDPR opt out", "do-not-contact"),
            ("Phone Number", "phone"),
            ("Mobile", "phone"),
            ("MobilePhone", "phone"),
            ("Mobile Phone Number", "phone"),
            ("Person - Phone - Work", "phone"),
            ("phone_2", "phone"),
            ("Telefon (privat)", "phone"),
            ("Téléphone", "phone"),
            ("Numéro de téléphone", "phone"),
            ("Teléfono móvil", "phone"),
            ("Handy", "phone"),
            ("WhatsApp Number", "whatsapp"),
            ("Lead Status", "status"),
            ("hs_lead_status", "status"),
            ("Parked reason", "parked"),
            ("Look again", "look-again"),
            ("Wohnort", "place"),
            ("Ville", "place"),
            ("Pronouns", "pronouns"),
            ("Time Zone", "time-zone"),
            ("Zeitzone", "time-zone"),
            ("Segment", "segment"),
            ("Care level", "priority"),
            ("Priorität", "priority"),
        ] {
            assert_eq!(role(header).map(Role::word), Some(wanted), "{header}");
        }
    }

    #[test]
    fn headers_that_speak_of_mail_only_are_told_apart() {
        for header in [
            "Unsubscribed",
            "HasOptedOutOfEmail",
            "Email Opt Out",
            "Marketing status",
            "Person - Marketing status",
            "Unsubscribed from all email",
            "Do not call",
        ] {
            assert_eq!(role(header), None, "{header}");
        }
    }

    #[test]
    fn what_only_sounds_alike_is_unknown() {
        for header in [
            "Phone model",
            "Phone verified",
            "Last phone call",
            "Phone country code",
            "Mobile app",
            "Mobile followers",
            "Cell culture",
            "Contact",
            "No",
            "Status date",
            "Opt-out date",
            "Can contact",
            "Fax",
            "Assistant phone",
            "number",
        ] {
            assert_eq!(role(header), None, "{header}");
        }
    }

    #[test]
    fn no_word_stands_for_two_roles() {
        let mut seen = std::collections::HashSet::new();
        let all = ALIASES.iter().flat_map(|(_, names)| names.iter());
        for word in all {
            assert!(seen.insert(word), "{word}");
            assert_eq!(words(word), [(*word).to_owned()]);
        }
    }
}
