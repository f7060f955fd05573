//! What belongs to each platform that we know by name: its words, its letters, the hosts of its links.

use super::Platform;

/// What belongs to one platform: its names and addresses.
pub(super) struct Facts {
    pub platform: Platform,
    /// As stored, typed and exported.
    pub word: &'static str,
    pub title: &'static str,
    /// For narrow columns; no two platforms have the same, for lists are searched by them.
    pub letters: &'static str,
    /// Other names, folded.
    pub aliases: &'static [&'static str],
    /// Hosts of its links, without `www.` and the like.
    pub hosts: &'static [&'static str],
    /// What stands before a plain name in a profile's address; empty if there is none.
    pub address: &'static str,
}

const fn facts(
    platform: Platform,
    (word, title, letters): (&'static str, &'static str, &'static str),
    aliases: &'static [&'static str],
    hosts: &'static [&'static str],
    address: &'static str,
) -> Facts {
    Facts {
        platform,
        word,
        title,
        letters,
        aliases,
        hosts,
        address,
    }
}

/// One line per platform, in the order of [`Platform::ALL`].
#[rustfmt::skip]
pub(super) const FACTS: [Facts; Platform::ALL.len()] = [
    facts(Platform::Instagram, ("instagram", "Instagram", "IG"), &["insta", "ig", "instagramer", "instagrammer"],
        &["instagram.com", "instagr.am", "ig.me"], "https://www.instagram.com/"),
    facts(Platform::TikTok, ("tiktok", "TikTok", "TT"), &["tik tok", "tik-tok", "tt", "tiktoker"],
        &["tiktok.com"], "https://www.tiktok.com/@"),
    facts(Platform::YouTube, ("youtube", "YouTube", "YT"), &["you tube", "yt", "youtuber", "yt shorts", "youtube shorts"],
        &["youtube.com"], "https://www.youtube.com/@"),
    facts(Platform::Twitch, ("twitch", "Twitch", "TW"), &["tw", "twitch.tv"],
        &["twitch.tv"], "https://www.twitch.tv/"),
    facts(Platform::X, ("x", "X", "X"), &["twitter", "x.com", "x (twitter)", "twitter/x", "x/twitter", "twitter (x)", "x (formerly twitter)"],
        &["x.com", "twitter.com"], "https://x.com/"),
    facts(Platform::LinkedIn, ("linkedin", "LinkedIn", "LI"), &["linked in", "linked-in", "li"],
        &["linkedin.com"], "https://www.linkedin.com/in/"),
    facts(Platform::Facebook, ("facebook", "Facebook", "FB"), &["fb", "facebook page"],
        &["facebook.com", "fb.com", "m.me"], "https://www.facebook.com/"),
    facts(Platform::Pinterest, ("pinterest", "Pinterest", "PI"), &["pi", "pin"],
        &["pinterest.com"], "https://www.pinterest.com/"),
    facts(Platform::Threads, ("threads", "Threads", "TH"), &["th", "thread", "threads.net", "threads (meta)", "meta threads"],
        &["threads.net", "threads.com"], "https://www.threads.com/@"),
    facts(Platform::Snapchat, ("snapchat", "Snapchat", "SC"), &["sc", "snap", "snap chat"],
        &["snapchat.com"], "https://www.snapchat.com/add/"),
    facts(Platform::Substack, ("substack", "Substack", "SS"), &["ss", "sub stack", "substack newsletter"],
        &["substack.com"], "https://substack.com/@"),
    facts(Platform::Bluesky, ("bluesky", "Bluesky", "BS"), &["bs", "bsky", "blue sky", "bluesky social"],
        &["bsky.app", "bsky.social"], "https://bsky.app/profile/"),
    facts(Platform::Mastodon, ("mastodon", "Mastodon", "MA"), &["ma", "fediverse", "mastodon.social"],
        &[], ""),
    facts(Platform::Telegram, ("telegram", "Telegram", "TG"), &["tg", "telegram channel"],
        &["t.me", "telegram.me", "telegram.dog"], "https://t.me/"),
    facts(Platform::Reddit, ("reddit", "Reddit", "RD"), &["rd", "subreddit"],
        &["reddit.com"], "https://www.reddit.com/user/"),
    facts(Platform::Discord, ("discord", "Discord", "DC"), &["dc", "discord server"],
        &["discord.gg", "discord.com", "discordapp.com"], ""),
    facts(Platform::WhatsApp, ("whatsapp", "WhatsApp", "WA"), &["wa", "whats app", "whats-app", "whatsapp channel"],
        &["wa.me", "whatsapp.com"], ""),
    facts(Platform::Kick, ("kick", "Kick", "KI"), &["ki", "kick.com"],
        &["kick.com"], "https://kick.com/"),
    facts(Platform::Lemon8, ("lemon8", "Lemon8", "L8"), &["l8", "lemon 8", "lemon-8"],
        &["lemon8-app.com"], "https://www.lemon8-app.com/@"),
    facts(Platform::RedNote, ("rednote", "RedNote", "RN"), &["rn", "red note", "xiaohongshu", "xiao hong shu", "xhs", "little red book", "小红书", "小紅書"],
        &["xiaohongshu.com", "rednote.com"], ""),
    facts(Platform::Douyin, ("douyin", "Douyin", "DY"), &["dy", "抖音"],
        &["douyin.com", "iesdouyin.com"], ""),
    facts(Platform::Weibo, ("weibo", "Weibo", "WB"), &["wb", "sina weibo", "微博", "新浪微博"],
        &["weibo.com", "weibo.cn"], "https://weibo.com/"),
    facts(Platform::Bilibili, ("bilibili", "Bilibili", "BB"), &["bb", "b站", "哔哩哔哩"],
        &["bilibili.com", "bilibili.tv"], ""),
    facts(Platform::Vk, ("vk", "VK", "VK"), &["vkontakte", "v kontakte", "vk.com", "вк", "вконтакте"],
        &["vk.com", "vk.ru", "vkontakte.ru"], "https://vk.com/"),
    facts(Platform::Spotify, ("spotify", "Spotify", "SP"), &["sp", "spotify podcast", "spotify podcasts"],
        &["spotify.com"], ""),
    facts(Platform::Podcast, ("podcast", "Podcast", "PC"), &["pc", "podcasts", "apple podcasts", "apple podcast"],
        &["podcasts.apple.com"], ""),
    facts(Platform::Blog, ("blog", "Blog", "BL"), &["bl", "website", "web site", "weblog", "own site", "homepage"],
        &[], ""),
    facts(Platform::Other, ("other", "Other", "--"), &["others"],
        &[], ""),
];

/// Hosts that only pass on: what stands behind them is not to be seen from the link.
pub(super) const SHORTENERS: &[&str] = &[
    "t.co",
    "youtu.be",
    "vm.tiktok.com",
    "vt.tiktok.com",
    "pin.it",
    "fb.watch",
    "fb.me",
    "redd.it",
    "lnkd.in",
    "b23.tv",
    "xhslink.com",
    "t.cn",
    "v.douyin.com",
    "spoti.fi",
    "spotify.link",
    "vk.cc",
    "t.snapchat.com",
    "v.lemon8-app.com",
    "clips.twitch.tv",
    "bit.ly",
    "goo.gl",
    "tinyurl.com",
    "ow.ly",
    "buff.ly",
    "cutt.ly",
    "rebrand.ly",
    "is.gd",
    "amzn.to",
    "g.co",
    "dub.sh",
    "shorturl.at",
    "rb.gy",
    "s.id",
    "lnk.to",
    "tiny.cc",
];
