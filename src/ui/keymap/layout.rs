//! Keyboards of other scripts: which Latin key lies under a letter, so that commands work without switching the
//! keyboard. Text fields get the letters as they are typed; a key that the table binds itself is never changed.

use crossterm::event::{KeyCode, KeyEvent};

/// The Latin keys by position, as every table below is written: three rows without and with Shift.
const LATIN: [&str; 6] = [
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "QWERTYUIOP{}",
    "ASDFGHJKL:\"",
    "ZXCVBNM<>?",
];

/// A keyboard. A blank stands where the key gives nothing that could be told apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// Its name in the config file.
    pub name: &'static str,
    /// Its name on the screen.
    pub title: &'static str,
    /// Its letters in the places of the Latin keys; where the rows with Shift are blank, they are the capitals.
    rows: [&'static str; 6],
}

const fn plain(name: &'static str, title: &'static str, rows: [&'static str; 3]) -> Layout {
    Layout {
        name,
        title,
        rows: [rows[0], rows[1], rows[2], "", "", ""],
    }
}

/// Every keyboard that is known by name.
#[rustfmt::skip]
pub const LAYOUTS: &[Layout] = &[
    //    name           title                     upper row        middle row     lower row
    plain("ar",          "Arabic",                ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"]).shifted(["\u{64e}\u{64b}\u{64f}\u{64c}\u{fef9}\u{625} \u{f7}\u{d7}\u{61b}  ", "\u{650}\u{64d}  \u{fef7}\u{623}\u{640}\u{60c}   ", " \u{652}  \u{fef5}\u{622}   \u{61f}"]),
    plain("be",          "Belarusian",            ["йцукенгшўзх'", "фывапролджэ", "ячсмітьбю "]),
    plain("bg",          "Bulgarian (BDS)",       [" уеишщксдзц;", "ьяаожгтнвмч", "юйъэфхпрлб"]),
    plain("bg-phonetic", "Bulgarian (phonetic)",  ["явертъуиопшщ", "асдфгхйкл  ", "зьцжбнм   "]),
    plain("el",          "Greek",                 [";ςερτυθιοπ  ", "ασδφγηξκλ΄ ", "ζχψωβνμ   "]),
    plain("fa",          "Persian",               ["ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو  "]),
    plain("he",          "Hebrew",                [" 'קראטוןםפ  ", "שדגכעיחלךף,", "זסבהנמצתץ."]),
    plain("ka",          "Georgian",              ["ქწერტყუიოპ  ", "ასდფგჰჯკლ  ", "ზხცვბნმ   "]).shifted([" ჭ ღთ       ", " შ    ჟ    ", "ძ ჩ       "]),
    plain("mk",          "Macedonian",            ["љњертѕуиопшѓ", "асдфгхјклчќ", "зџцвбнм   "]),
    plain("ru",          "Russian",               ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю."]),
    plain("sr",          "Serbian (Cyrillic)",    ["љњертзуиопшђ", "асдфгхјклчћ", "ѕџцвбнм   "]),
    plain("th",          "Thai (Kedmanee)",       ["ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"]).shifted(["๐ ฎฑธํ๊ณฯญฐ ", "ฤฆฏโฌ็๋ษศซ ", "  ฉฮฺ์ ฒฬฦ"]),
    plain("uk",          "Ukrainian",             ["йцукенгшщзхї", "фівапролджє", "ячсмитьбю."]),
];

impl Layout {
    const fn shifted(self, rows: [&'static str; 3]) -> Layout {
        let [one, two, three, ..] = self.rows;
        Layout {
            rows: [one, two, three, rows[0], rows[1], rows[2]],
            ..self
        }
    }

    /// The layout of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Layout> {
        LAYOUTS.iter().find(|layout| layout.name == name)
    }

    /// The Latin letter under a letter of this keyboard.
    #[must_use]
    pub fn latin(&self, letter: char) -> Option<char> {
        let under = |letter: char| {
            self.rows.iter().zip(LATIN).find_map(|(row, latin)| {
                let place = row.chars().position(|one| one == letter)?;
                latin.chars().nth(place).filter(|_| letter != ' ')
            })
        };
        under(letter).or_else(|| {
            let mut lower = letter.to_lowercase();
            let small = lower.next().filter(|small| *small != letter)?;
            let key = under(small)?;
            with_shift(key)
        })
    }

    /// The same press as a Latin keyboard would send it; every other key is as it was.
    #[must_use]
    pub fn press(&self, key: KeyEvent) -> KeyEvent {
        match key.code {
            KeyCode::Char(letter) => KeyEvent {
                code: KeyCode::Char(self.latin(letter).unwrap_or(letter)),
                ..key
            },
            _ => key,
        }
    }
}

/// What a Latin key gives with Shift.
fn with_shift(key: char) -> Option<char> {
    LATIN
        .iter()
        .take(3)
        .zip(LATIN.iter().skip(3))
        .find_map(|(plain, shifted)| {
            let place = plain.chars().position(|one| one == key)?;
            shifted.chars().nth(place)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(name: &str, letters: &str) -> String {
        let layout = Layout::named(name);
        let under = |letter| {
            layout
                .and_then(|layout| layout.latin(letter))
                .unwrap_or('?')
        };
        letters.chars().map(under).collect()
    }

    #[test]
    fn every_row_is_as_long_as_the_latin_one_and_tells_every_letter_once() {
        for layout in LAYOUTS {
            let mut seen = std::collections::HashSet::new();
            for (row, latin) in layout.rows.iter().zip(LATIN) {
                let wide = row.chars().count();
                assert!(
                    wide == 0 || wide == latin.chars().count(),
                    "{} {row}",
                    layout.name
                );
                for letter in row.chars().filter(|letter| *letter != ' ') {
                    assert!(seen.insert(letter), "{}: {letter} twice", layout.name);
                }
            }
        }
    }

    #[test]
    fn the_keys_of_the_desk_lie_under_their_letters() {
        assert_eq!(latin("ru", "дтйгшДРГЖБ."), "lnquiLHU:</");
        assert_eq!(latin("uk", "діїж"), "ls];");
        assert_eq!(latin("el", "λνθΛΗΘ"), "lnuLHU");
        assert_eq!(latin("he", "ךמוןק"), "lnuie");
        assert_eq!(latin("ar", "مىعهث"), "lnuie");
        assert_eq!(latin("bg", "вткшу"), "ljutw");
    }

    #[test]
    fn other_letters_and_latin_ones_stay_as_they_are() {
        let press = |letter| KeyEvent::from(KeyCode::Char(letter));
        let russian = Layout::named("ru");
        let pressed = |letter| russian.map(|layout| layout.press(press(letter)));
        assert_eq!(pressed('λ'), Some(press('λ')));
        assert_eq!(pressed('x'), Some(press('x')));
        assert_eq!(Layout::named("xx"), None);
    }
}
