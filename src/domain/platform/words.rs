//! The platform that the words of a header, a cell or a file's name are about.

use super::Platform;
use crate::domain::text::fold;

/// Words that name a platform wherever they stand.
const WORDS: [(&str, Platform); 29] = [
    ("instagram", Platform::Instagram),
    ("insta", Platform::Instagram),
    ("ig", Platform::Instagram),
    ("tiktok", Platform::TikTok),
    ("tt", Platform::TikTok),
    ("youtube", Platform::YouTube),
    ("yt", Platform::YouTube),
    ("twitch", Platform::Twitch),
    ("twitter", Platform::X),
    ("linkedin", Platform::LinkedIn),
    ("facebook", Platform::Facebook),
    ("pinterest", Platform::Pinterest),
    ("snapchat", Platform::Snapchat),
    ("substack", Platform::Substack),
    ("bluesky", Platform::Bluesky),
    ("bsky", Platform::Bluesky),
    ("mastodon", Platform::Mastodon),
    ("telegram", Platform::Telegram),
    ("reddit", Platform::Reddit),
    ("whatsapp", Platform::WhatsApp),
    ("lemon8", Platform::Lemon8),
    ("rednote", Platform::RedNote),
    ("xiaohongshu", Platform::RedNote),
    ("douyin", Platform::Douyin),
    ("weibo", Platform::Weibo),
    ("bilibili", Platform::Bilibili),
    ("vkontakte", Platform::Vk),
    ("spotify", Platform::Spotify),
    ("discord", Platform::Discord),
];

/// Words that name a platform in a header, and mean something else as often in the name of a file.
const WEAK_WORDS: [(&str, Platform); 6] = [
    ("threads", Platform::Threads),
    ("kick", Platform::Kick),
    ("vk", Platform::Vk),
    ("xhs", Platform::RedNote),
    ("podcast", Platform::Podcast),
    ("blog", Platform::Blog),
];

/// Guesses the platform from the words of a header or a cell: `Tiktoker name`, `Influencer insta name`, `Kick handle`.
/// None if no platform is named, or more than one. A lone `x` is not taken for a platform.
#[must_use]
pub fn guess_from_words(text: &str) -> Option<Platform> {
    guess(text, &[&WORDS, &WEAK_WORDS])
}

/// Guesses the platform from the name of a file: `instagram-2022-03.csv`. Words that mean something else in such a name
/// (`kick-off.csv`, `blog ideas.csv`) do not count.
#[must_use]
pub fn guess_from_file_name(name: &str) -> Option<Platform> {
    guess(name, &[&WORDS])
}

/// The platforms that the words of a folded text name, word by word.
pub(super) fn known_words(folded: &str) -> impl Iterator<Item = Platform> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| of_word(word, &[&WORDS, &WEAK_WORDS]))
}

fn guess(text: &str, words: &[&[(&str, Platform)]]) -> Option<Platform> {
    let folded = fold(text);
    let mut found = None;
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        match (of_word(word, words), found) {
            (Some(platform), None) => found = Some(platform),
            (Some(platform), Some(known)) if platform != known => return None,
            (Some(_), Some(_)) | (None, _) => {}
        }
    }
    found
}

fn of_word(word: &str, words: &[&[(&str, Platform)]]) -> Option<Platform> {
    let mut known = words.iter().flat_map(|list| list.iter());
    let hit = known.find(|(name, _)| {
        word == *name
            || (name.len() >= 6 && word.starts_with(name))
            || (*name == "insta" && word.starts_with("instag"))
    });
    hit.map(|&(_, platform)| platform)
}
