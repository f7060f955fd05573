//! What a text in the place of a platform's name says: one platform, several, or none.
//!
//! # The grammar
//!
//! A text that is a name of a platform of our table as a whole is that platform (`X (Twitter)`, `ig`), and a link is the
//! platform that it leads to. Any other text is parted at `, ; | / \ & + > ·`, at line breaks, and at *and* and *or* in several languages. Of each part count the
//! platforms that its words name, also as two words (`tik tok`), and as letters where it has nothing else (`IG FB`).
//!
//! | the parts name | is |
//! |---|---|
//! | one platform of our table, and nothing else but words for what there is on it (`Instagram Reels`, `Facebook/Page`) | that platform |
//! | one, and words for what kind of account it is (`Instagram, verified`, `TikTok + Shop`, `Instagram/Germany`) | that platform |
//! | one beside another name (`Instagram, MySpace`) | one and perhaps another |
//! | two and more (`Instagram & TikTok`, `IG, TT`) | several platforms |
//! | none of our table: names parted by `, ; |`, line breaks or a plus between blanks (`MySpace, Friendster`) | several platforms |
//! | none of our table, with a letter in it (`Caffeine`, `Rock & Roll Net`) | a platform by its own name |
//! | nothing but words for any or no platform (`all`, `various`, `unknown`), no letter (`???`, `123`), a mail address | no platform |

use super::link::Link;
use super::words::{guess_from_file_name, guess_from_words, known_words};
use super::{OwnName, Platform};
use crate::domain::text::fold;
use crate::domain::{country, language};

/// What a text says where a platform's name is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// This platform.
    One(Platform),
    /// So many platforms, two at least.
    Several(usize),
    /// One platform beside a name that may be another's.
    Beside,
    /// Nothing that can be the name of a platform.
    Nothing,
}

impl Naming {
    /// Reads a text by the grammar above.
    #[must_use]
    pub fn of(text: &str) -> Naming {
        if let Some(known) = Platform::parse(text) {
            return Naming::One(known);
        }
        let bare = text.trim();
        let link = Link::split(bare).filter(|link| !link.could_be_name);
        if let Some(link) = link.filter(|_| !bare.contains(char::is_whitespace)) {
            return link.platform().map_or(Naming::Nothing, Naming::One);
        }
        let named = Named::in_text(text);
        match (named.known.as_slice(), named.strangers) {
            ([one], 0) => Naming::One(*one),
            ([one], _) if named.unknown == 0 => Naming::One(*one),
            // `Naver Blog & friends`: such a word is part of many names.
            ([one], 1) if named.is_weak && named.listed == 0 => Naming::One(*one),
            ([], _) => own(text, named.listed),
            ([_], _) => Naming::Beside,
            (known, _) => Naming::Several(known.len() + named.unknown),
        }
    }

    /// The platform, where it is one.
    #[must_use]
    pub fn one(self) -> Option<Platform> {
        match self {
            Naming::One(platform) => Some(platform),
            Naming::Several(_) | Naming::Beside | Naming::Nothing => None,
        }
    }

    /// What is wrong with a text that names no one platform, behind the text: `names two platforms`.
    #[must_use]
    pub fn wrong(self) -> Option<&'static str> {
        match self {
            Naming::One(_) => None,
            Naming::Beside => Some("names one platform and something that may be another"),
            Naming::Several(2) => Some("names two platforms"),
            Naming::Several(_) => Some("names several platforms"),
            Naming::Nothing => Some("is no platform"),
        }
    }
}

impl Platform {
    /// The one platform that a text names, by the grammar of [`Naming`]; none where it names none, or several.
    #[must_use]
    pub fn named(text: &str) -> Option<Platform> {
        Naming::of(text).one()
    }

    /// Reads a platform's word as we write it in files ([`Platform::word`]), and what people who edit them write instead.
    #[must_use]
    pub fn read_written(text: &str) -> Naming {
        let own = OwnName::read(text).filter(|name| name.as_str() == text);
        match Platform::parse(text) {
            Some(known) => Naming::One(known),
            None => match own {
                Some(name) if Named::in_text(text).known.is_empty() => {
                    Naming::One(Platform::Named(name))
                }
                _ => Naming::of(text),
            },
        }
    }
}

/// A platform that is none of our table. `listed` says how many names stand in a list of them.
fn own(text: &str, listed: usize) -> Naming {
    if listed > 1 {
        return Naming::Several(listed);
    }
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let is_vague = words.all(|word| word.is_empty() || is_one_of(VAGUE, word));
    if is_vague {
        return Naming::Nothing;
    }
    OwnName::read(text).map_or(Naming::Nothing, |name| Naming::One(Platform::Named(name)))
}

/// What the parts of a text name.
#[derive(Default)]
struct Named {
    /// Platforms of our table, each once.
    known: Vec<Platform>,
    /// Whether all of them are named by a word that means something else as often (`blog`, `kick`).
    is_weak: bool,
    /// Parts that name something else.
    strangers: usize,
    /// Those among them that may be another platform, and no words for a kind of account.
    unknown: usize,
    /// Items of a list that name something else and nothing of our table; signs that no name has in it part them.
    listed: usize,
}

impl Named {
    fn in_text(text: &str) -> Named {
        let folded = fold(text);
        let mut found = Named {
            is_weak: true,
            ..Named::default()
        };
        for item in folded
            .replace(" + ", ",")
            .split([',', ';', '|', '\n', '\r'])
        {
            let (strangers, known) = (found.strangers, found.known.len());
            for part in parts(item) {
                found.take(&part);
            }
            found.listed += usize::from(found.strangers > strangers && found.known.len() == known);
        }
        found
    }

    fn take(&mut self, part: &str) {
        let known = in_part(part);
        let is_stranger = known.is_empty() && !says_no_platform(part);
        self.strangers += usize::from(is_stranger);
        self.unknown += usize::from(is_stranger && !is_of_account(part));
        self.is_weak &=
            known.is_empty() || (!is_whole_name(part) && guess_from_file_name(part).is_none());
        for platform in known {
            if !self.known.contains(&platform) {
                self.known.push(platform);
            }
        }
    }
}

/// The parts of an item of a list.
fn parts(item: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let signs = ['/', '\\', '&', '+', '>', '·', '•'];
    for piece in item.split(signs) {
        for word in piece.split_whitespace() {
            if is_one_of(BETWEEN, word) {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push_str(word);
                part.push(' ');
            }
        }
        parts.push(String::new());
    }
    parts.retain(|part| part.contains(char::is_alphanumeric));
    parts
}

/// The platforms of our table that a part names.
fn in_part(part: &str) -> Vec<Platform> {
    if let Some(whole) = Platform::parse(part) {
        return vec![whole];
    }
    let words: Vec<&str> = part
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let letters: Option<Vec<Platform>> = words.iter().map(|word| Platform::parse(word)).collect();
    if let Some(all) = letters {
        return all;
    }
    let pairs = words.windows(2).filter_map(|pair| {
        let is_known = pair.iter().any(|word| guess_from_words(word).is_some());
        Platform::parse(&pair.join(" ")).filter(|_| !is_known)
    });
    known_words(part).chain(pairs).collect()
}

/// Whether a part is the name of a platform of our table and nothing else.
fn is_whole_name(part: &str) -> bool {
    Platform::parse(part).is_some()
}

/// Whether a part speaks of what there is on a platform, and of no platform.
fn says_no_platform(part: &str) -> bool {
    let mut words = part.split(|c: char| !c.is_alphanumeric());
    words.all(|word| {
        word.is_empty() || is_one_of(FORMATS, word) || word.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether a part says what kind of account it is, what about, in which country or language.
fn is_of_account(part: &str) -> bool {
    let mut words = part.split(|c: char| !c.is_alphanumeric());
    let is_word = |word: &str| {
        word.is_empty()
            || is_one_of(FORMATS, word)
            || is_one_of(ABOUT, word)
            || is_one_of(BETWEEN, word)
    };
    words.all(is_word) || country::parse(part).is_some() || language::parse(part).is_some()
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}

/// *And* and *or*.
const BETWEEN: &str = "and und et y en och og ja oraz or oder ou plus also sowie";

/// What there is on a platform, and whose it is.
const FORMATS: &str = "reel reels story stories short shorts live lives livestream livestreams stream streams \
    streaming post posts feed video videos igtv tv photo photos carousel carousels channel channels page pages \
    account accounts profile profiles group groups personal business creator creators main second secondary primary \
    organic paid ads only meta red formerly ex new official public private community newsletter server ugc";

/// What kind of account it is, and what about.
const ABOUT: &str = "verified unverified active inactive paused current old primary only shop store company school brand \
    agency person people individual profile influencer influencers talent kol artist musician nano micro mid macro mega \
    celebrity celeb top big small global international local national dach emea apac latam eu english beauty makeup skincare \
    fashion style lifestyle gaming games esports food cooking travel fitness sport sports health wellness music dance tech \
    technology science education finance business parenting family moms kids home interior garden diy crafts art design \
    photography comedy entertainment film movies books pets animals cars automotive news politics nature outdoor luxury \
    streetwear hair nails vegan yoga running football soccer basketball aktiv inaktiv verifiziert kanal seite profil konto \
    unternehmen firma marke mode reisen essen sport schonheit activo activa verificado verificada empresa marca moda viajes \
    comida belleza actif active verifie entreprise marque voyage cuisine beaute";

/// Words that say that any platform is meant, or none.
const VAGUE: &str = "all both any every each various multiple several mixed many misc diverse divers verschiedene \
    mehrere alle beide todos todas ambos varios tous toutes plusieurs tutti vari unknown unbekannt inconnu desconocido \
    unclear unsure tbd tbc tba none no yes true false null nil undefined na n a not sure social socials media \
    platform platforms network networks plattform plattformen cross multi multiplatform multichannel omnichannel";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_platform_is_told_from_several_and_from_none() {
        let named =
            |name| Naming::One(OwnName::read(name).map_or(Platform::Other, Platform::Named));
        for (text, says) in [
            ("Instagram", Naming::One(Platform::Instagram)),
            (" ig ", Naming::One(Platform::Instagram)),
            ("Instagram Reels", Naming::One(Platform::Instagram)),
            ("Instagram (Meta)", Naming::One(Platform::Instagram)),
            ("Instagram / Stories", Naming::One(Platform::Instagram)),
            ("YouTube & Shorts", Naming::One(Platform::YouTube)),
            ("Twitter / X", Naming::One(Platform::X)),
            ("X (Twitter)", Naming::One(Platform::X)),
            ("Twitter (now X)", Naming::One(Platform::X)),
            ("Tik Tok", Naming::One(Platform::TikTok)),
            ("TikTok, tik tok", Naming::One(Platform::TikTok)),
            ("Facebook Page", Naming::One(Platform::Facebook)),
            ("RED (Xiaohongshu)", Naming::One(Platform::RedNote)),
            ("Spotify Podcast", Naming::One(Platform::Spotify)),
            ("Other", Naming::One(Platform::Other)),
            (
                "https://www.instagram.com/ada",
                Naming::One(Platform::Instagram),
            ),
            ("Instagram & TikTok", Naming::Several(2)),
            ("YouTube + Twitch", Naming::Several(2)),
            ("IG, TT", Naming::Several(2)),
            ("IG FB", Naming::Several(2)),
            ("ig/fb", Naming::Several(2)),
            ("Instagram TikTok", Naming::Several(2)),
            ("Instagram and Tik Tok", Naming::Several(2)),
            ("Instagram Tik Tok", Naming::Several(2)),
            ("Instagram und X", Naming::Several(2)),
            ("X & Threads", Naming::Several(2)),
            ("Instagram\nTikTok\nYouTube", Naming::Several(3)),
            ("Instagram (also TikTok)", Naming::Several(2)),
            ("Instagram, MySpace", Naming::Beside),
            ("Instagram, verified", Naming::One(Platform::Instagram)),
            ("Instagram; active", Naming::One(Platform::Instagram)),
            ("Instagram/Germany", Naming::One(Platform::Instagram)),
            ("Instagram / DE", Naming::One(Platform::Instagram)),
            ("Instagram, German", Naming::One(Platform::Instagram)),
            ("Instagram | Beauty", Naming::One(Platform::Instagram)),
            ("LinkedIn/company", Naming::One(Platform::LinkedIn)),
            ("YouTube, Gaming", Naming::One(Platform::YouTube)),
            ("TikTok + Shop", Naming::One(Platform::TikTok)),
            ("TikTok + Friendster", Naming::Beside),
            ("Instagram, TikTok, verified", Naming::Several(2)),
            ("Instagram, TikTok, MySpace", Naming::Several(3)),
            ("MySpace, Friendster", Naming::Several(2)),
            ("MySpace + Friendster", Naming::Several(2)),
            ("MySpace; Friendster | Hi5", Naming::Several(3)),
            ("Mastodon", Naming::One(Platform::Mastodon)),
            ("Bilibili", Naming::One(Platform::Bilibili)),
            ("Xiaohongshu", Naming::One(Platform::RedNote)),
            ("MySpace", named("myspace")),
            ("Google+", named("google+")),
            ("Naver Blog & Friends", Naming::One(Platform::Blog)),
            ("Blog, Newspaper", Naming::Beside),
            ("Rock & Roll Net", named("rock & roll net")),
            ("Pixnet/Cafe", named("pixnet cafe")),
            ("知乎", named("知乎")),
            ("???", Naming::Nothing),
            ("123", Naming::Nothing),
            ("—", Naming::Nothing),
            ("all", Naming::Nothing),
            ("All platforms", Naming::Nothing),
            ("various", Naming::Nothing),
            ("Unknown", Naming::Nothing),
            ("not sure", Naming::Nothing),
            ("ada@example.org", Naming::Nothing),
            ("https://example.org/ada", Naming::Nothing),
            ("", Naming::Nothing),
        ] {
            assert_eq!(Naming::of(text), says, "{text}");
        }
    }

    #[test]
    fn every_word_that_we_write_is_read_back() {
        let own = ["myspace", "rock & roll net", "unknown", "all"]
            .map(|name| OwnName::read(name).map_or(Platform::Other, Platform::Named));
        for platform in Platform::ALL.into_iter().chain(own) {
            let read = Platform::read_written(platform.word());
            assert_eq!(read, Naming::One(platform), "{}", platform.word());
        }
        for (edited, says) in [
            ("IG", Naming::One(Platform::Instagram)),
            ("instagram & tiktok", Naming::Several(2)),
            ("???", Naming::Nothing),
        ] {
            assert_eq!(Platform::read_written(edited), says, "{edited}");
        }
    }
}
