//! Phrases about contact in languages whose grammar is not read word by word. They never ask by themselves: they may ask.

use std::sync::LazyLock;

use super::NoContact;
use crate::domain::text::fold;

/// Beginnings of words, in one language after the other; a phrase is found where its words begin so, one after the
/// other. Where words are written without blanks it is found anywhere.
const REFUSALS: &[&str] = &[
    // Polish, Czech, Slovak, Croatian and Serbian, Hungarian, Romanian
    "nie kontaktuj",
    "nie kontaktow",
    "zakaz kontakt",
    "brak zgody",
    "nie dzwon",
    "nie pisa",
    "nie pisz",
    "nie przeszkadza",
    "nekontaktov",
    "nekontaktuj",
    "zakaz kontaktov",
    "neoslovov",
    "nevolat",
    "nekontaktir",
    "zabrana kontakt",
    "ne keres",
    "ne hivj",
    "nem keresheto",
    "ne zavar",
    "nu contact",
    "a nu se contacta",
    "a nu fi contactat",
    "nu deranja",
    // Swedish, Norwegian, Danish, Finnish
    "kontakta ej",
    "kontakta inte",
    "kontakt ikke",
    "ikke kontakt",
    "inte kontakt",
    "far ej kontakt",
    "ma ikke kontakt",
    "onskar inte kontakt",
    "onsker ikke kontakt",
    "stor ej",
    "ala ota yhteyt",
    "ei saa ottaa yhteyt",
    "yhteydenottokielto",
    // Turkish
    "iletisime gec",
    "temasa gec",
    "aranmasin",
    "aramayin",
    "rahatsiz et",
    "iletisim istemi",
    "iletisim yok",
    "iletisim yasa",
    // Russian, Ukrainian, Bulgarian
    "не связыва",
    "не беспоко",
    "не писать",
    "не пишите",
    "не звон",
    "не контакт",
    "запрет контакт",
    "запрет на контакт",
    "не тревож",
    "отказ от контакт",
    "черный список",
    "нет согласия",
    "без согласия",
    "не дзвон",
    "не турбу",
    "не писати",
    "не зв язу",
    "не звертат",
    "заборона контакт",
    "чорний список",
    "да не се контакт",
    "не се свърз",
    // Greek, Hebrew, Arabic, Persian
    "μην επικοινων",
    "να μην επικοινων",
    "μην ενοχλ",
    "όχι επικοινων",
    "לא ליצור קשר",
    "אין ליצור קשר",
    "אל תיצור",
    "לא לפנות",
    "لا تتصل",
    "لا تتواصل",
    "عدم الاتصال",
    "عدم التواصل",
    "ممنوع الاتصال",
    "ممنوع التواصل",
    "لا يرغب",
    "تماس نگیر",
    "عدم تماس",
    // Indonesian and Malay, Vietnamese, Filipino
    "jangan hubung",
    "jangan dihubung",
    "tidak boleh dihubung",
    "jangan telepon",
    "khong lien he",
    "khong lien lac",
    "dung lien",
    "huwag tawag",
    "huwag kontak",
    // Hindi, Thai
    "संपर्क न",
    "संपर्क नहीं",
    "ห้ามติดต่อ",
    "ไม่ให้ติดต่อ",
    "งดติดต่อ",
    "อย่าติดต่อ",
    // Japanese, Chinese, Korean
    "連絡不可",
    "連絡禁止",
    "連絡しない",
    "連絡拒否",
    "連絡不要",
    "連絡ng",
    "接触禁止",
    "勧誘禁止",
    "営業禁止",
    "コンタクト不可",
    "コンタクト禁止",
    "配信停止",
    "勿联系",
    "勿聯繫",
    "勿聯絡",
    "勿联络",
    "不要联系",
    "不要聯繫",
    "不要聯絡",
    "别联系",
    "不联系",
    "不可联系",
    "不可聯絡",
    "不可聯繫",
    "禁止联系",
    "禁止聯絡",
    "禁止聯繫",
    "联系禁止",
    "聯絡禁止",
    "拒绝联系",
    "拒絕聯絡",
    "勿扰",
    "勿擾",
    "黑名单",
    "黑名單",
    "退订",
    "연락 금지",
    "연락하지",
    "연락 거부",
    "연락 불가",
    "연락 원하지",
    "접촉 금지",
    "수신 거부",
    "컨택 금지",
];

/// Phrases that say that contact is welcome: their *no* may ask.
const WELCOMES: &[&str] = &[
    "zgoda na kontakt",
    "mozna kontakt",
    "lze kontakt",
    "souhlas",
    "suhlas",
    "far kontakt",
    "ma kontakt",
    "samtycke",
    "samtykke",
    "saa ottaa yhteyt",
    "suostumus",
    "iletisime gecilebilir",
    "aranabilir",
    "iletisim izni",
    "можно связ",
    "можно писать",
    "можно звон",
    "можно контакт",
    "согласие",
    "згода",
    "можна зв язу",
    "можна писати",
    "συγκατάθεση",
    "מותר ליצור קשר",
    "يمكن الاتصال",
    "يمكن التواصل",
    "موافقة",
    "boleh dihubung",
    "co the lien he",
    "連絡可",
    "連絡ok",
    "コンタクト可",
    "可联系",
    "可以联系",
    "可聯絡",
    "可聯繫",
    "同意",
    "연락 가능",
    "컨택 가능",
    "동의",
];

/// A phrase, folded.
struct Phrase {
    words: Vec<String>,
    /// Whether its language is written without blanks, or with blanks that writers leave out.
    is_joined: bool,
}

static REFUSED: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| REFUSALS.iter().map(|text| phrase(text)).collect());
static WELCOMED: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| WELCOMES.iter().map(|text| phrase(text)).collect());

fn phrase(text: &str) -> Phrase {
    let is_joined = |c: char| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    Phrase {
        words: split(text),
        is_joined: text.contains(is_joined),
    }
}

/// The words of a text, folded.
fn split(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a text says by the phrases that are known.
pub(super) fn of(text: &str) -> Option<NoContact> {
    let words = split(text);
    let joined = words.concat();
    let has = |phrases: &[Phrase]| phrases.iter().any(|phrase| is_in(phrase, &words, &joined));
    if has(&REFUSED) {
        return Some(NoContact::Maybe);
    }
    has(&WELCOMED).then_some(NoContact::Consent)
}

fn is_in(phrase: &Phrase, words: &[String], joined: &str) -> bool {
    if phrase.is_joined {
        return joined.contains(phrase.words.concat().as_str());
    }
    words.windows(phrase.words.len()).any(|window| {
        let mut pairs = window.iter().zip(&phrase.words);
        pairs.all(|(word, begins)| word.starts_with(begins.as_str()))
    })
}
