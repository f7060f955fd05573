//! What texts say of contact, as tables.

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

#[test]
fn what_is_turned_round_asks_for_nothing() {
    for text in [
        "Not opted out",
        "Has not opted out",
        "Hasn't opted out",
        "Never opted out",
        "No opt out",
        "Not opt-out",
        "No DNC",
        "Not DNC",
        "Kein Opt-out",
        "Keine Kontaktsperre",
        "Ohne Kontaktsperre",
        "Without opt-out",
        "No opt-out requested",
        "No longer opted out",
        "Not blocked",
        "Not blacklisted",
        "Nicht gesperrt",
        "Never unsubscribed",
        "Kein Widerspruch",
    ] {
        assert_eq!(NoContact::of(text), Some(NoContact::Consent), "{text}");
    }
    for text in [
        "Never asked not to be contacted",
        "Did not ask not to be contacted",
        "No, do not contact",
        "Not do-not-contact",
        "DNC no",
        "DNC = 0",
        "Opt out n",
        "Do not contact: false",
        "Opted out, opted back in",
        "Not DNC, opted out",
        "Not opted in",
        "No consent",
        "Keine Einwilligung",
        "No permission",
        "May not contact",
        "Not contactable",
        "Nicht kontaktierbar",
    ] {
        assert_eq!(NoContact::of(text), Some(NoContact::Maybe), "{text}");
    }
    let asked = Some(NoContact::Asked { reason: false });
    for text in [
        "Do not contact (yes/no)",
        "DNC Y/N",
        "Do not contact, never contact",
        "Stop! Do not contact",
        "Ne plus jamais contacter",
        "No contactar nunca más",
        "Do not contact (DNC)",
    ] {
        assert_eq!(NoContact::of(text), asked, "{text}");
    }
}

/// A word that turns a text round before one that asks: never the same answer, and never "asks".
#[test]
fn a_not_before_any_text_that_asks_is_heard() {
    for asks in [
        "opted out",
        "opt-out",
        "DNC",
        "do not contact",
        "Kontaktsperre",
        "asked not to be contacted",
        "nicht kontaktieren",
        "never contact again",
    ] {
        for turned in [
            "not", "no", "never", "has not", "isn't", "without", "kein", "nicht", "sin", "niet",
        ] {
            let text = format!("{turned} {asks}");
            assert_eq!(
                NoContact::of(asks),
                Some(NoContact::Asked { reason: false })
            );
            assert!(!NoContact::is_asked(&text), "{text}");
            assert!(NoContact::of(&text).is_some(), "{text}");
        }
    }
}

#[test]
fn phrases_of_other_languages_may_ask() {
    for text in [
        "Kontakt nicht erwünscht",
        "Contact non souhaité",
        "Contacto no deseado",
        "Ne pas démarcher",
        "Ne pas déranger",
        "Ne plus appeler",
        "No molestar",
        "Non disturbare",
        "Não perturbe",
        "Nicht stören",
        "Nie kontaktować się",
        "Zakaz kontaktu",
        "Brak zgody na kontakt",
        "Nekontaktovat",
        "Kontakta inte",
        "Må ikke kontaktes",
        "Älä ota yhteyttä",
        "İletişime geçme",
        "İLETİŞİME GEÇMEYİN",
        "Aranmasın",
        "Не связываться",
        "Не беспокоить",
        "Не писать",
        "Чёрный список",
        "Не контактувати",
        "Не зв'язуватися",
        "Μην επικοινωνείτε",
        "לא ליצור קשר",
        "لا تتصل",
        "عدم التواصل",
        "Jangan hubungi",
        "Không liên hệ",
        "ห้ามติดต่อ",
        "連絡不可",
        "連絡禁止",
        "请勿联系",
        "勿联系",
        "联系禁止",
        "不可联系",
        "연락 금지",
        "연락금지",
        "수신거부",
    ] {
        assert_eq!(NoContact::of(text), Some(NoContact::Maybe), "{text}");
        assert!(!NoContact::is_asked(text), "{text}");
    }
    for text in [
        "May be contacted",
        "Contactable",
        "Darf kontaktiert werden",
        "Puede contactar",
        "Puede ser contactado",
        "Peut être contacté",
        "Può essere contattato",
        "Mag gecontacteerd worden",
        "Kontaktierbar",
        "Zgoda na kontakt",
        "Можно связаться",
        "連絡可",
        "可联系",
        "연락 가능",
        "يمكن التواصل",
    ] {
        assert_eq!(NoContact::of(text), Some(NoContact::Consent), "{text}");
    }
    for text in [
        "Contacted May",
        "Eigene Kontakte",
        "Kontakt",
        "Контакт",
        "Последний контакт",
        "連絡先",
        "联系方式",
        "联系人",
        "연락처",
        "رقم الاتصال",
        "İletişim",
        "Telefon",
        "Ostatni kontakt",
        "Kontaktperson",
    ] {
        assert_eq!(NoContact::of(text), None, "{text}");
    }
}
