//! The words by which texts ask for no contact, folded, in English, German, French, Spanish, Italian, Dutch and
//! Portuguese.

use crate::domain::text::fold;

/// The words of a text, folded; `DoNotContact` and `do_not_contact` have three, and *opt out* is one.
pub(super) fn words(text: &str) -> Vec<String> {
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

pub(super) fn is_one_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Words that are written apart as well.
const JOINED: &str = "optout optouts optedout optingout optin optedin optins optedback optedbackin optback optbackin \
    dont doesnt didnt hasnt havent isnt arent wasnt wont cant shouldnt mustnt neednt cannot reachout donotcontact";

/// Words that ask by themselves.
pub(super) const ASKED: &str =
    "dnc donotcontact dontcontact optout optouts optedout optingout kontaktsperre kontaktverbot";

/// What takes back the word that follows it.
pub(super) const NOT: &str = "not dont doesnt didnt hasnt havent isnt arent wasnt wont cant cannot shouldnt mustnt neednt never \
    without nicht nie niemals niet nooit non nao nunca mai jamais";

pub(super) const NO: &str =
    "no kein keine keinen keinerlei sin sans geen sem nessun nessuno stop ohne";

/// What answers a header within the text itself, at its end: `DNC: no`, `opt-out 0`.
pub(super) const ANSWERS: &str = "no n nein non nee nao nej nei false off 0";

/// Beside a *no* they make it a choice and no answer: `yes/no`.
pub(super) const YES: &str = "yes y ja j oui si sim 1 true on";

pub(super) const VERBS: &str = "contact contacting reachout approach disturb kontaktieren anschreiben ansprechen contacter contactez \
    contacte contactar contacten contactarla contactarlo contatar contate contattare contattate contattarla contattarlo \
    contacteren benaderen aanschrijven";

/// Verbs that a mere *no* refuses.
pub(super) const ROMANCE: &str =
    "contacter contactez contacte contactar contacten contactarla contactarlo contatar contattare";

pub(super) const PARTICIPLES: &str = "contacted approached disturbed kontaktiert angeschrieben angesprochen contactado contactada \
    contatado contattato contattata gecontacteerd benaderd";

pub(super) const BE: &str = "be werden etre ser essere worden";

pub(super) const NOUNS: &str = "contact contacting contactable outreach kontakt kontakte kontaktaufnahme contacto contato contatto";

/// `Kein Kontakt erwünscht`
pub(super) const WELCOME: &str =
    "erwunscht gewunscht deseado desire souhaite desiderato gewenst wanted wants";

/// What contact is to those who do not want it; *not* before them may refuse all of it.
pub(super) const DISTURB: &str = "solicit bother pester demarcher demarchez deranger derangez solliciter sollicitez \
    molestar moleste molestare incomodar incomode importunar importunare disturbare disturbate perturbar perturbe abordar \
    storen stoeren belastigen behelligen lastigvallen";

/// `Contactable`
pub(super) const CONTACTABLE: &str =
    "contactable kontaktierbar contactabel contattabile contactabile";

/// One way of contact, or one purpose.
pub(super) const NARROW: &str = "mail mails email emails newsletter newsletters sms mms text texts call calls calling phone telephone \
    fax marketing market campaign campaigns whatsapp push mailing mailings telefon telefono anrufen anruf werbung \
    promo promos promotion promotions promotional advertising ads correo llamar llamadas appeler appel bellen \
    publicidad publicite publicita reclame direct";

/// Lists of people to avoid, opposition, and unsubscribing.
pub(super) const AVOID: &str = "blacklist blacklisted blocklist blocklisted denylist blocked block suppressed suppression suppress \
    excluded exclude exclusion sperrliste gesperrt sperre sperrvermerk werbesperre werbeverbot mailsperre anrufsperre \
    robinson robinsonliste bloctel bloqueado bloqueada bloque bloquee bloccato bloccata geblokkeerd ausgeschlossen \
    opposition oppose opposed objection objected oposicion opposizione oposicao widerspruch widersprochen widerruf \
    widerrufen bezwaar unsubscribed unsubscribe unsubscribes unsub abgemeldet abmeldung abbestellt desabonne desabonnee \
    desinscrit desinscrite desinscription disiscritto disiscritta cancellato uitgeschreven afgemeld descadastrado baja";

/// Words of consent.
pub(super) const CONSENT: &str = "optin optins optedin optedbackin optbackin accepts accept permission consent consented \
    einwilligung werbeeinwilligung kontakterlaubnis consentement consentimiento consentimento consenso toestemming";

pub(super) const MAY: &str =
    "may can ok okay allowed allow erlaubt darf durfen kann puede pueden peut puo pode mag kan";

pub(super) const REASON: &str = "reason reasons why because grund grunde begrundung motif motivo motivi motivos raison razon razao \
    reden comment comments kommentar note notes";

pub(super) const DATE: &str =
    "date datum fecha at on since seit until bis depuis desde hasta time timestamp day";

pub(super) const STATUS: &str = "status state subscription subscriber";

/// Words that say no more than others do: whose it is, who asks, politeness, laws on data, yes and no.
pub(super) const SMALL: &str = "do does please bitte por favor svp be to the by us again anymore ever mehr plus mas piu mais meer \
    flag is has have should must will soll sollen sollte darf person people lead leads contact contacts creator creators \
    influencer influencers talent talents kol account accounts asked asks ask requested request requests who from at all \
    any of for want wish wishes gdpr dsgvo rgpd avg lgpd list liste lista yes y n ja nein oui si ne pas them him her me out hs dado de a \
    tick box checkbox opt personal kontakt global full";

/// What makes a text about something else: pages, what is known of somebody, numbers.
pub(super) const NEITHER: &str = "link url token page template details info information daten data form number numbers name names \
    brand brands categories category topics products rate count";
