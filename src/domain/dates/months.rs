//! Months by their names in the languages that file names are written in, from the tables of the GNU C library.
//!
//! A name counts where every language that has it means the same month: `listopad` is November in Polish and October
//! in Croatian, and so it is no month here. Short words mean something somewhere: those that are everyday words are
//! [`Name::Doubtful`], and those of four letters and less that only languages farther off have are [`Name::Rare`]
//! (`Ian`, K-`Mart`). Two letters are never a month (`Henkel AG`).

use std::collections::HashMap;
use std::sync::LazyLock;

use pure_rust_locales::{Locale, locale_match};

use crate::domain::text::fold;

/// The languages of most files, whose short names count as they stand (`okt`, `abr`).
const NEAR: &[Locale] = &[
    Locale::en_US,
    Locale::de_DE,
    Locale::de_AT,
    Locale::fr_FR,
    Locale::fr_CA,
    Locale::es_ES,
    Locale::pt_BR,
    Locale::pt_PT,
    Locale::it_IT,
    Locale::nl_NL,
    Locale::sv_SE,
    Locale::da_DK,
    Locale::nb_NO,
    Locale::nn_NO,
];
/// The languages whose short names are [`Name::Rare`] (`gru`, `kwi`).
const SHORT: &[Locale] = &[
    Locale::is_IS,
    Locale::et_EE,
    Locale::pl_PL,
    Locale::sk_SK,
    Locale::sl_SI,
    Locale::ro_RO,
    Locale::hu_HU,
    Locale::tr_TR,
    Locale::id_ID,
    Locale::ms_MY,
    Locale::ca_ES,
    Locale::ru_RU,
    Locale::uk_UA,
    Locale::el_GR,
    Locale::he_IL,
    Locale::ka_GE,
    Locale::hy_AM,
];
/// The languages of which only names of four letters and more count.
const LONG: &[Locale] = &[
    Locale::fi_FI,
    Locale::lv_LV,
    Locale::lt_LT,
    Locale::cs_CZ,
    Locale::hr_HR,
    Locale::bs_BA,
    Locale::sr_RS,
    Locale::sr_RS_latin,
    Locale::mk_MK,
    Locale::bg_BG,
    Locale::be_BY,
    Locale::kk_KZ,
    Locale::az_AZ,
    Locale::uz_UZ,
    Locale::sq_AL,
    Locale::gl_ES,
    Locale::lb_LU,
    Locale::tl_PH,
    Locale::sw_KE,
    Locale::af_ZA,
    Locale::ar_EG,
    Locale::ar_SY,
    Locale::ar_DZ,
    Locale::ar_TN,
    Locale::ar_MA,
    Locale::fa_IR,
    Locale::ur_PK,
    Locale::hi_IN,
    Locale::bn_BD,
    Locale::ta_IN,
    Locale::th_TH,
];
/// What people and spreadsheets write besides, folded.
const BESIDES: &[(&str, u32)] = &[
    ("sept", 9),
    ("maerz", 3),
    ("mrz", 3),
    ("jaenner", 1),
    ("feber", 2),
    ("fev", 2),
    ("avr", 4),
    ("aou", 8),
    ("dic", 12),
    ("septiembre", 9),
    ("setiembre", 9),
    ("agst", 8),
];
/// Month names that are everyday words or given names elsewhere: the data *set*, roll *out*, *Marco*, `marca` (brand).
const DOUBTFUL: &[&str] = &[
    "out", "set", "des", "gen", "mag", "ara", "sie", "dis", "lug", "haz", "tem", "eki", "oca",
    "kas", "sub", "ago", "ott", "paz", "cze", "sty", "nis", "marc", "marca", "marco", "marta",
    "maja", "julie", "mars",
];
/// Short names of months that mean something else in lists: averages, a computer.
const NEVER: &[&str] = &["avg", "mac"];
/// The letters of the longest name that is rare.
const RARE: usize = 4;

/// A month that a word names, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// Nothing else is called so.
    Sure(u32),
    /// The word means something else in another language.
    Doubtful(u32),
    /// A short word of a language farther off, which is more often something else.
    Rare(u32),
}

impl Name {
    pub(super) fn month(self) -> u32 {
        match self {
            Name::Sure(month) | Name::Doubtful(month) | Name::Rare(month) => month,
        }
    }
}

/// What a name is known as.
struct Known {
    /// 0 where two languages disagree.
    month: u32,
    is_near: bool,
}

/// Folded names and their months.
static NAMES: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (locales, least, is_near) in [(NEAR, 3, true), (SHORT, 3, false), (LONG, 4, false)] {
        for &locale in locales {
            for list in lists(locale).into_iter().flatten() {
                for (month, name) in (1..).zip(list) {
                    learn(&mut names, name, Known { month, is_near }, least);
                }
            }
        }
    }
    for &(name, month) in BESIDES {
        let is_near = true;
        names.insert(name.to_owned(), Known { month, is_near });
    }
    names
});

fn learn(names: &mut HashMap<String, Known>, name: &str, said: Known, least: usize) {
    let name = fold(name.trim().trim_end_matches(['.', '॰']));
    let is_word = name.chars().all(char::is_alphabetic);
    if !is_word || name.is_empty() {
        return;
    }
    // A short name of these languages does not count, and yet it makes another's doubtful.
    if name.chars().count() < least && !names.contains_key(&name) {
        return;
    }
    let month = said.month;
    let known = names.entry(name).or_insert(said);
    if known.month != month {
        known.month = 0;
    }
}

/// Long and short names of the months, as they stand alone and within a date.
fn lists(locale: Locale) -> [Option<&'static [&'static str]>; 4] {
    [
        Some(locale_match!(locale => LC_TIME::MON)),
        Some(locale_match!(locale => LC_TIME::ABMON)),
        locale_match!(locale => LC_TIME::ALT_MON),
        locale_match!(locale => LC_TIME::AB_ALT_MON),
    ]
}

/// The month that a word names, in whatever language; the word as written.
pub(super) fn named(word: &str) -> Option<Name> {
    let folded = fold(word);
    let known = NAMES.get(&folded).filter(|known| known.month > 0)?;
    let month = known.month;
    // `março` is nobody's name, while `marco` is.
    let is_plain = word.to_lowercase() == folded;
    if is_plain && NEVER.contains(&folded.as_str()) {
        return None;
    }
    let is_short = folded.is_ascii() && folded.len() <= RARE;
    Some(if is_plain && DOUBTFUL.contains(&folded.as_str()) {
        Name::Doubtful(month)
    } else if is_plain && is_short && !known.is_near {
        Name::Rare(month)
    } else {
        Name::Sure(month)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(word: &str) -> Option<u32> {
        named(word).map(Name::month)
    }

    #[test]
    fn months_are_known_in_many_languages_long_and_short() {
        for (words, wanted) in [
            (
                "january Jan Januar Jänner janvier janv enero ene janeiro gennaio januari tammikuu stycznia styczeń leden ocak январь января Ιανουάριος yanvar januári",
                1,
            ),
            (
                "february feb Februar février févr febrero fevereiro fev febbraio helmikuu luty lutego únor şubat февраль",
                2,
            ),
            (
                "MARCH mar März Mrz maerz mars marzo março maart mrt maaliskuu marzec mart март",
                3,
            ),
            (
                "april apr avril avr abril abr aprile kwiecień kwi duben nisan апрель",
                4,
            ),
            ("may Mai mayo maio maggio mei maj květen mayıs май", 5),
            (
                "june jun Juni juin junio junho giugno giu czerwiec červen haziran июнь",
                6,
            ),
            (
                "july jul Juli juillet juil julio julho luglio lipiec červenec temmuz июль",
                7,
            ),
            (
                "august aug août agosto augustus sierpień srpen ağustos август",
                8,
            ),
            (
                "september sep sept septembre septiembre setembro settembre wrzesień wrz září eylül сентябрь",
                9,
            ),
            (
                "october oct Oktober okt octobre octubre outubro ottobre październik říjen ekim октябрь",
                10,
            ),
            (
                "november nov novembre noviembre novembro marraskuu kasım ноябрь",
                11,
            ),
            (
                "december dec Dezember dez décembre déc diciembre dic dezembro dicembre desember grudzień gru prosinec aralık декабрь",
                12,
            ),
        ] {
            for word in words.split(' ') {
                assert_eq!(month(word), Some(wanted), "{word}");
            }
        }
    }

    #[test]
    fn what_means_two_months_or_none_is_no_month() {
        for word in [
            "listopad", "lis", "lip", "srp", "q", "ada", "list", "final", "top", "v", "de", "x",
            "", "avg", "AG", "mac",
        ] {
            assert_eq!(named(word), None, "{word}");
        }
    }

    #[test]
    fn everyday_words_are_doubtful_but_for_their_accents() {
        for word in ["set", "Out", "marco", "des"] {
            assert!(matches!(named(word), Some(Name::Doubtful(_))), "{word}");
        }
        for word in ["Ian", "Mart", "kwi", "gru"] {
            assert!(matches!(named(word), Some(Name::Rare(_))), "{word}");
        }
        assert_eq!(named("março"), Some(Name::Sure(3)));
        assert_eq!(named("dez"), Some(Name::Sure(12)));
    }
}
