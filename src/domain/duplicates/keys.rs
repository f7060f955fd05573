//! What makes two values the same: the forms in which handles, names, mail addresses, numbers and links are compared.

use crate::domain::phone::digits;
use crate::domain::platform::{Handle, Platform, is_link, read_reference};
use crate::domain::text::fold;

/// Pieces of handles that say nothing of the person.
const TRIMMINGS: &[&str] = &[
    "official",
    "real",
    "the",
    "its",
    "im",
    "iam",
    "tv",
    "yt",
    "ig",
    "tt",
    "tiktok",
    "youtube",
    "insta",
    "instagram",
    "channel",
    "backup",
];
/// A handle of fewer letters is compared as it is.
const SHORT: usize = 5;

/// The form in which handles are compared across platforms: without the host that belongs to the name on Mastodon, and
/// without Bluesky's own behind it.
#[must_use]
pub fn bare(platform: Platform, handle: &Handle) -> String {
    let key = handle.key();
    let bare = match platform {
        Platform::Mastodon => key.split_once('@').map(|(name, _)| name),
        Platform::Bluesky => key.strip_suffix(".bsky.social"),
        _ => None,
    };
    bare.map_or(key.clone(), str::to_owned)
}

/// The form in which handles are near each other: without dots, underscores and hyphens, and without trimmings
/// (`official`, `tv`, `the`). `None` where too little is left to tell anybody by.
#[must_use]
pub fn near(handle_key: &str) -> Option<String> {
    let pieces = || {
        handle_key
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|piece| !piece.is_empty())
    };
    let told: String = pieces()
        .filter(|piece| !TRIMMINGS.contains(piece))
        .collect();
    let told = told
        .strip_suffix("official")
        .or_else(|| told.strip_prefix("official"))
        .map_or(told.clone(), str::to_owned);
    let is_enough = |text: &str| text.chars().count() >= SHORT;
    if is_enough(&told) {
        return Some(told);
    }
    let whole: String = pieces().collect();
    is_enough(&whole).then_some(whole)
}

/// The form in which names are compared: folded words in the order of the alphabet, up to a sign that begins a motto.
/// A single word tells nobody.
#[must_use]
pub fn name(name: &str) -> Option<String> {
    let bare = name
        .split(['|', '•', '·', '–', '—', '/', '(', ',', '\n'])
        .find(|part| !part.trim().is_empty())?;
    let folded = fold(bare);
    let mut words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    if words.len() < 2 || letters < SHORT {
        return None;
    }
    words.sort_unstable();
    Some(words.join(" "))
}

/// The form in which mail addresses are compared.
#[must_use]
pub fn mail(value: &str) -> Option<String> {
    let value = value.trim().trim_start_matches("mailto:").to_lowercase();
    let (before, host) = value.split_once('@')?;
    let is_one = !before.is_empty() && host.contains('.') && !value.contains(char::is_whitespace);
    is_one.then_some(value)
}

/// The form in which telephone numbers are compared: their digits.
#[must_use]
pub fn phone(value: &str) -> Option<String> {
    let digits = digits(value);
    (digits.len() >= 8).then_some(digits)
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To an account: its platform and its handle.
    Profile(Platform, Handle),
    /// To a page of somebody's own.
    Page(String),
}

/// The form in which links are compared: without scheme, `www.`, what follows `?` and the last slash. The front page of
/// a platform or a shortener is nobody's.
#[must_use]
pub fn link(value: &str) -> Option<Link> {
    let value = value.trim();
    if value.contains(char::is_whitespace) || !is_link(value) {
        return None;
    }
    match read_reference(value) {
        Ok((Some(platform), handle)) => return Some(Link::Profile(platform, handle)),
        Ok((None, _)) => return None,
        Err(_) => {}
    }
    let bare = value.split_once("://").map_or(value, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    let bare = bare.trim_end_matches('/').to_lowercase();
    let bare = bare.strip_prefix("www.").unwrap_or(&bare);
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let is_front = path.is_empty() && FRONTS.contains(&host);
    (host.contains('.') && !is_front).then(|| Link::Page(bare.to_owned()))
}

/// Hosts whose front page is nobody's.
const FRONTS: &[&str] = &[
    "linktr.ee",
    "beacons.ai",
    "bit.ly",
    "t.co",
    "instagram.com",
    "tiktok.com",
    "youtube.com",
    "youtu.be",
    "twitch.tv",
    "x.com",
    "twitter.com",
    "facebook.com",
    "linkedin.com",
    "pinterest.com",
    "google.com",
    "gmail.com",
    "patreon.com",
    "ko-fi.com",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_near_without_signs_and_trimmings() {
        for one in [
            "ada.lovelace",
            "ada_lovelace",
            "adalovelace",
            "the.ada.lovelace",
            "ada-lovelace_official",
            "adalovelaceofficial",
        ] {
            assert_eq!(near(one).as_deref(), Some("adalovelace"), "{one}");
        }
        assert_eq!(near("official").as_deref(), Some("official"));
        assert_eq!(near("ada"), None, "three letters tell nobody");
        assert_ne!(near("adalovelace"), near("adalovelaces"));
    }

    #[test]
    fn names_are_alike_in_any_order_and_without_accents_and_mottos() {
        let ada = name("Ada Lovelace");
        assert!(ada.is_some());
        for one in [
            "Lovelace Ada",
            "ADA  LOVELACE",
            "Áda Lovelace ✨",
            "Ada Lovelace | maths",
            "Ada Lovelace (she/her)",
        ] {
            assert_eq!(name(one), ada, "{one}");
        }
        assert_eq!(name("Ada"), None);
        assert_eq!(name("A B"), None);
        assert_ne!(name("Ada Byron"), ada);
    }

    #[test]
    fn addresses_and_numbers_are_compared_by_what_counts() {
        assert_eq!(mail(" Ada@Lov.example "), mail("ada@lov.example"));
        assert_eq!(mail("not a mail"), None);
        assert_eq!(phone("+46 70-123 45 67"), phone("0046701234567"));
        assert_eq!(phone("112"), None);
    }

    #[test]
    fn links_are_compared_by_where_they_lead() {
        assert_eq!(
            link("https://www.ada.example/shop/?utm=1"),
            link("ada.example/shop")
        );
        assert_eq!(
            link("https://ada.example/"),
            Some(Link::Page("ada.example".into()))
        );
        assert_eq!(
            link("https://www.tiktok.com/@Ada.Lov"),
            Some(Link::Profile(
                Platform::TikTok,
                Handle::parse("Ada.Lov").unwrap()
            ))
        );
        assert_eq!(link("https://linktr.ee/"), None);
        assert_eq!(link("call me"), None);
    }
}
