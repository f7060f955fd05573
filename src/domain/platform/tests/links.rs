//! Which links and names lead to which accounts, as tables.

use super::*;

/// What names an account; the platform's word; the handle as it is written.
const NAMES: &[(&str, &str, &str)] = &[
    (
        "https://www.instagram.com/ada.lov/?hl=en",
        "instagram",
        "ada.lov",
    ),
    ("instagram.com/ada", "instagram", "ada"),
    ("https://www.instagram.com/ada/p/Cxyz/", "instagram", "ada"),
    ("https://instagram.com/ada/reel/Cxyz", "instagram", "ada"),
    (
        "https://www.instagram.com/stories/ada/317/",
        "instagram",
        "ada",
    ),
    ("HTTPS://M.TikTok.com/@Ada", "tiktok", "Ada"),
    ("tiktok.com/@ada/video/1", "tiktok", "ada"),
    ("https://youtube.com/@ada/videos", "youtube", "@ada"),
    ("youtube.com/channel/UCabc", "youtube", "channel/UCabc"),
    ("youtube.com/c/x", "youtube", "c/x"),
    ("youtube.com/user/x", "youtube", "user/x"),
    ("youtube.com/x", "youtube", "x"),
    ("https://m.youtube.com/x/videos", "youtube", "x"),
    (
        "https://www.linkedin.com/mwlite/in/ada-l",
        "linkedin",
        "in/ada-l",
    ),
    ("https://pt-br.facebook.com/ada", "facebook", "ada"),
    ("https://mbasic.facebook.com/ada", "facebook", "ada"),
    ("https://www.youtube.com/@%E2%9C%BF", "youtube", "@✿"),
    ("twitch.tv/x", "twitch", "x"),
    ("https://www.twitch.tv/x/clip/Abc", "twitch", "x"),
    ("https://www.twitch.tv/popout/x/chat", "twitch", "x"),
    ("x.com/ada", "x", "ada"),
    ("twitter.com/ada/status/123", "x", "ada"),
    ("https://x.com/intent/follow?screen_name=ada", "x", "ada"),
    (
        "https://twitter.com/intent/user?user_id=12&lang=en",
        "x",
        "id/12",
    ),
    ("https://x.com/i/user/12", "x", "id/12"),
    ("https://twitter.com/#!/ada", "x", "ada"),
    ("https://de.linkedin.com/in/ada-l", "linkedin", "in/ada-l"),
    (
        "linkedin.com/company/acme/about",
        "linkedin",
        "company/acme",
    ),
    ("linkedin.com/school/mit", "linkedin", "school/mit"),
    (
        "https://www.linkedin.com/posts/ada-l_maths-activity-1",
        "linkedin",
        "ada-l",
    ),
    (
        "https://www.linkedin.com/pub/ada-l/12/345/678",
        "linkedin",
        "in/ada-l-67834512",
    ),
    ("facebook.com/ada", "facebook", "ada"),
    ("https://www.facebook.com/ada/posts/1", "facebook", "ada"),
    (
        "https://www.facebook.com/profile.php?id=100012345",
        "facebook",
        "100012345",
    ),
    (
        "https://www.facebook.com/p/Ann-Otter-100012345678901/",
        "facebook",
        "100012345678901",
    ),
    (
        "https://www.facebook.com/people/Ann/100012345678901/",
        "facebook",
        "100012345678901",
    ),
    (
        "https://www.facebook.com/pages/category/Art/Ann-100012345678901/",
        "facebook",
        "100012345678901",
    ),
    (
        "https://www.facebook.com/Ann-Otter-100012345678901",
        "facebook",
        "100012345678901",
    ),
    (
        "https://www.facebook.com/groups/knitters",
        "facebook",
        "groups/knitters",
    ),
    (
        "https://www.facebook.com/groups/knitters/user/100012345",
        "facebook",
        "100012345",
    ),
    ("m.me/ada", "facebook", "ada"),
    ("pinterest.de/ada", "pinterest", "ada"),
    ("https://uk.pinterest.com/ada/board/", "pinterest", "ada"),
    ("https://www.threads.net/@luna/post/C1", "threads", "luna"),
    ("threads.com/@luna", "threads", "luna"),
    ("https://www.snapchat.com/add/luna", "snapchat", "luna"),
    ("snapchat.com/@luna", "snapchat", "luna"),
    (
        "https://luna.substack.com/p/hello",
        "substack",
        "luna.substack.com",
    ),
    ("https://substack.com/@luna", "substack", "@luna"),
    (
        "https://open.substack.com/pub/luna/p/hello",
        "substack",
        "luna.substack.com",
    ),
    (
        "https://bsky.app/profile/luna.bsky.social",
        "bluesky",
        "luna.bsky.social",
    ),
    (
        "https://bsky.app/profile/luna.example/post/3",
        "bluesky",
        "luna.example",
    ),
    (
        "https://bsky.app/profile/did:plc:abc",
        "bluesky",
        "did:plc:abc",
    ),
    (
        "https://mastodon.social/@luna",
        "mastodon",
        "luna@mastodon.social",
    ),
    (
        "https://mastodon.social/@luna@mas.to",
        "mastodon",
        "luna@mas.to",
    ),
    ("https://mstdn.jp/users/luna", "mastodon", "luna@mstdn.jp"),
    ("@luna@example.org", "mastodon", "luna@example.org"),
    ("https://t.me/luna", "telegram", "luna"),
    ("t.me/s/luna/12", "telegram", "luna"),
    ("tg://resolve?domain=luna", "telegram", "luna"),
    (
        "https://old.reddit.com/user/luna/comments/",
        "reddit",
        "u/luna",
    ),
    ("reddit.com/u/luna", "reddit", "u/luna"),
    ("https://www.reddit.com/r/knitting/", "reddit", "r/knitting"),
    ("https://discord.gg/AbC", "discord", "invite/AbC"),
    (
        "https://discord.com/users/80351110224678912",
        "discord",
        "80351110224678912",
    ),
    ("https://wa.me/4670123456", "whatsapp", "4670123456"),
    (
        "https://api.whatsapp.com/send?phone=4670123456&text=hi",
        "whatsapp",
        "4670123456",
    ),
    (
        "https://whatsapp.com/channel/0029VaAb",
        "whatsapp",
        "channel/0029VaAb",
    ),
    ("https://kick.com/luna/videos/1", "kick", "luna"),
    (
        "https://www.lemon8-app.com/@luna/7123?region=us",
        "lemon8",
        "luna",
    ),
    (
        "https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400",
        "rednote",
        "5ff0e6410000000001008400",
    ),
    (
        "https://www.douyin.com/user/MS4wLjABAAAAx",
        "douyin",
        "MS4wLjABAAAAx",
    ),
    ("https://weibo.com/u/1234567", "weibo", "1234567"),
    ("https://weibo.com/1234567/Abc", "weibo", "1234567"),
    ("https://weibo.com/luna", "weibo", "luna"),
    ("https://space.bilibili.com/123/video", "bilibili", "123"),
    ("https://vk.com/luna", "vk", "luna"),
    ("https://vk.com/id12", "vk", "id12"),
    (
        "https://open.spotify.com/intl-de/artist/4gzpq5DPGxSnKTe4SA8HAU",
        "spotify",
        "artist/4gzpq5DPGxSnKTe4SA8HAU",
    ),
    (
        "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk?si=1",
        "spotify",
        "show/4rOoJ6Egrf8K2IrywzwOMk",
    ),
    (
        "spotify:artist:4gzpq5DPGxSnKTe4SA8HAU",
        "spotify",
        "artist/4gzpq5DPGxSnKTe4SA8HAU",
    ),
    (
        "https://podcasts.apple.com/us/podcast/luna/id1234567?i=1",
        "podcast",
        "id1234567",
    ),
    ("ig:ada", "instagram", "ada"),
    ("tiktok: @ada", "tiktok", "ada"),
    ("tt ada", "tiktok", "ada"),
    ("yt:c/ada", "youtube", "c/ada"),
    ("yt @ada", "youtube", "@ada"),
    ("li:company/acme", "linkedin", "company/acme"),
    ("kick:ada", "kick", "ada"),
    ("myspace:ada", "myspace", "ada"),
    ("@ada", "", "ada"),
    ("ada", "", "ada"),
    ("ada.com", "", "ada.com"),
    ("www.luna", "", "www.luna"),
    ("Twitch Rivals", "", "Twitch Rivals"),
    ("5: the show", "", "5: the show"),
    ("<https://x.com/ada>", "x", "ada"),
    ("[Ada](https://x.com/ada)", "x", "ada"),
    ("=HYPERLINK(\"https://x.com/ada\";\"Ada\")", "x", "ada"),
    ("Lena Luz (@lena.luz) | TikTok", "tiktok", "lena.luz"),
    (
        "Mia Moor (@mia.moor) • Instagram photos and videos",
        "instagram",
        "mia.moor",
    ),
    ("Ann (@annx) / X", "x", "annx"),
    ("@ann.q (Ann Q)", "", "ann.q"),
    ("Otto Kanal - YouTube", "youtube", "Otto Kanal"),
    ("see https://www.tiktok.com/@in.text", "tiktok", "in.text"),
];

#[test]
fn links_prefixes_and_bare_handles_name_accounts() {
    for (text, word, written) in NAMES.iter().copied() {
        let (platform, handle) =
            read_reference(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let shown = platform.map_or(handle.as_str().to_owned(), |on| handle.written(on));
        let on = platform.as_ref().map_or("", Platform::word);

        assert_eq!((on, shown), (word, written.to_owned()), "{text}");
    }
}

#[test]
fn what_is_written_is_read_as_the_same_account_again() {
    for link in [
        "youtube.com/@ada",
        "youtube.com/c/Ada",
        "youtube.com/user/Ada",
        "youtube.com/channel/UC1234567890abcdefghijkl",
        "youtube.com/channel/UCabc",
        "linkedin.com/in/ada",
        "linkedin.com/company/ada",
        "linkedin.com/in/ACoAABc",
        "linkedin.com/groups/12",
        "facebook.com/ada",
        "facebook.com/profile.php?id=100012345",
        "facebook.com/groups/ada",
        "ada.substack.com",
        "https://substack.com/@ada",
        "https://substack.com/profile/12-ada",
        "bsky.app/profile/ada.bsky.social",
        "bsky.app/profile/did:plc:abc",
        "https://mastodon.social/@ada",
        "reddit.com/u/ada",
        "reddit.com/r/ada",
        "discord.gg/AbC",
        "https://discord.com/users/80351110224678912",
        "https://wa.me/4670123456",
        "https://whatsapp.com/channel/0029VaAb",
        "https://chat.whatsapp.com/AbCdEf",
        "https://x.com/i/user/12",
        "https://www.tiktok.com/share/user/123456",
        "https://weibo.com/u/1234567",
        "https://space.bilibili.com/123",
        "https://open.spotify.com/artist/4gzpq5DPGxSnKTe4SA8HAU",
        "https://open.spotify.com/user/ada",
        "https://podcasts.apple.com/us/podcast/luna/id1234567",
        "https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400",
    ] {
        let (on, handle) = read_reference(link).unwrap();
        let on = on.unwrap();
        let written = handle.written(on);
        assert_eq!(
            read_on(on, &written),
            Ok((on, handle.clone())),
            "{link}: {written}"
        );
        assert_eq!(
            read_written(on, &written),
            Ok(handle.clone()),
            "{link}: {written}"
        );
        if let Some(url) = profile_url(on, &handle) {
            let (again, same) =
                read_reference(&url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(
                (again, same.key()),
                (Some(on), handle.key()),
                "{link}: {url}"
            );
        }
    }
}

#[test]
fn names_are_read_as_their_platform_writes_them() {
    let cases = [
        (Platform::Instagram, "ann.otter/", "ann.otter"),
        (Platform::Instagram, "/ann", "ann"),
        (Platform::Instagram, "ann?hl=de", "ann"),
        (Platform::Instagram, "#ann", "ann"),
        (Platform::Instagram, "\"ann\"", "ann"),
        (Platform::Instagram, "@@ann", "ann"),
        (Platform::TikTok, "www.luna", "www.luna"),
        (Platform::TikTok, "@www.lunb", "www.lunb"),
        (Platform::TikTok, "www.benk.com", "www.benk.com"),
        (Platform::TikTok, "lo.tv", "lo.tv"),
        (Platform::YouTube, "@ada", "@ada"),
        (Platform::YouTube, "c/ada", "c/ada"),
        (Platform::YouTube, "AC/DC", "AC/DC"),
        (Platform::YouTube, "✿ Kids Diana Show", "✿ Kids Diana Show"),
        (
            Platform::YouTube,
            "UC1234567890abcdefghijkl",
            "channel/UC1234567890abcdefghijkl",
        ),
        (Platform::LinkedIn, "ada-l", "ada-l"),
        (Platform::LinkedIn, "ada-l/", "ada-l"),
        (Platform::Reddit, "/r/knitting", "r/knitting"),
        (Platform::Reddit, "u/ada", "u/ada"),
        (Platform::Bluesky, "@ada", "ada.bsky.social"),
        (Platform::Bluesky, "ada.example", "ada.example"),
        (Platform::Mastodon, "@ada@mas.to", "ada@mas.to"),
        (
            Platform::Mastodon,
            "https://queer.example/@ada",
            "ada@queer.example",
        ),
        (Platform::WhatsApp, "+46 70-123 45 67", "+46 70-123 45 67"),
        (Platform::Facebook, "100012345678901", "100012345678901"),
        (
            Platform::Blog,
            "https://www.Ada.example/Blog/?x=1",
            "ada.example/Blog?x=1",
        ),
        (Platform::Blog, "ada.example", "ada.example"),
        (Platform::Blog, "https://блог.рф/ада", "блог.рф/ада"),
        (Platform::Podcast, "The Ada Show", "The Ada Show"),
        (
            Platform::named("Medium").unwrap(),
            "https://medium.com/@ada",
            "medium.com/@ada",
        ),
    ];
    for (platform, text, written) in cases {
        let (on, handle) =
            read_on(platform, text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (on, handle.written(on).as_str()),
            (platform, written),
            "{text}"
        );
    }
    let (on, _) = read_on(Platform::Instagram, "https://tiktok.com/@bo").unwrap();
    assert_eq!(on, Platform::TikTok);
}

#[test]
fn what_cannot_be_a_handle_on_its_platform_is_refused() {
    let say = |platform, text: &str| read_on(platform, text).unwrap_err().to_string();
    for text in ["TBD", "?", "@", " ", "N/A", "--", "…"] {
        assert_eq!(
            read_on(Platform::Instagram, text),
            Err(HandleError::Blank),
            "{text}"
        );
    }
    assert_eq!(
        say(Platform::TikTok, "Lena Luz"),
        "\"Lena Luz\" is not a handle on TikTok: it has a blank in it"
    );
    assert_eq!(
        say(Platform::Instagram, "ann@gmail.com"),
        "ann@gmail.com is a mail address, not a handle"
    );
    for (platform, word) in [
        (Platform::Instagram, "p"),
        (Platform::Instagram, "reel"),
        (Platform::Instagram, "share"),
        (Platform::X, "intent"),
        (Platform::X, "status"),
        (Platform::Pinterest, "pin"),
        (Platform::TikTok, "share"),
        (Platform::Kick, "p"),
        (Platform::YouTube, "watch"),
        (Platform::YouTube, "status"),
    ] {
        assert_eq!(
            say(platform, word),
            format!(
                "\"{word}\" is not a handle on {platform}: it is a word of the platform's own pages"
            )
        );
    }
    for text in ["ada,bo", "ada|bo", "ada+bo", "ada(1)"] {
        assert!(
            say(Platform::Instagram, text).contains("a sign in it"),
            "{text}"
        );
    }
    assert_eq!(
        say(Platform::Instagram, "p/Cxyz"),
        "\"p/Cxyz\" is not a handle on Instagram: it leads to no profile"
    );
}

#[test]
fn links_that_name_nobody_are_refused_with_a_sentence() {
    let say = |text: &str| read_reference(text).unwrap_err().to_string();
    assert_eq!(
        say("https://example.com/ada"),
        "example.com is not a platform we know; give platform and handle"
    );
    for (link, platform) in [
        ("https://www.instagram.com/", "Instagram"),
        ("instagram.com/p/Cxyz", "Instagram"),
        ("https://www.instagram.com/share/reel/abc", "Instagram"),
        ("https://www.instagram.com/explore/tags/x", "Instagram"),
        (
            "https://www.instagram.com/stories/highlights/1",
            "Instagram",
        ),
        ("tiktok.com/t/ZTabc", "TikTok"),
        ("tiktok.com/tag/x", "TikTok"),
        ("youtube.com/watch?v=1", "YouTube"),
        ("youtube.com/shorts/abc", "YouTube"),
        ("youtube.com/playlist?list=1", "YouTube"),
        ("https://x.com/intent/tweet?text=hi", "X"),
        ("https://x.com/share?url=1", "X"),
        ("https://twitter.com/statuses/12", "X"),
        ("https://x.com/i/lists/12", "X"),
        ("linkedin.com/feed/update/urn:li:activity:1", "LinkedIn"),
        ("linkedin.com/jobs/view/1", "LinkedIn"),
        ("facebook.com/watch/?v=1", "Facebook"),
        ("facebook.com/reel/1", "Facebook"),
        ("facebook.com/share/p/abc", "Facebook"),
        ("facebook.com/sharer/sharer.php?u=1", "Facebook"),
        ("facebook.com/groups/x/posts/1", "Facebook"),
        ("facebook.com/photo.php?fbid=1", "Facebook"),
        ("facebook.com/p/Ann-Otter", "Facebook"),
        ("pinterest.com/pin/1", "Pinterest"),
        ("threads.net/t/abc", "Threads"),
        ("snapchat.com/spotlight/abc", "Snapchat"),
        ("t.me/joinchat/abc", "Telegram"),
        ("t.me/+abc", "Telegram"),
        ("reddit.com/r/x/comments/1/hi", "Reddit"),
        ("discord.com/channels/1/2", "Discord"),
        ("wa.me/message/ABC", "WhatsApp"),
        ("kick.com/categories", "Kick"),
        ("xiaohongshu.com/explore/1", "RedNote"),
        ("bilibili.com/video/BV1", "Bilibili"),
        ("vk.com/wall-1_2", "VK"),
        ("open.spotify.com/track/1", "Spotify"),
        ("open.spotify.com/episode/1", "Spotify"),
        ("bsky.app/search", "Bluesky"),
        ("youtube.com/feeds/videos.xml?channel_id=1", "YouTube"),
        ("https://www.facebook.com/profile.php", "Facebook"),
    ] {
        assert_eq!(
            say(link),
            format!("the {platform} link does not lead to a profile"),
            "{link}"
        );
    }
    for link in [
        "https://t.co/abc",
        "https://youtu.be/ID",
        "vm.tiktok.com/ZM1",
        "bit.ly/3x",
        "pin.it/1",
    ] {
        assert!(
            say(link).contains("is a short link that does not show"),
            "{link}: {}",
            say(link)
        );
    }
    for host in [
        "help.instagram.com",
        "business.pinterest.com",
        "about.instagram.com",
    ] {
        assert!(say(&format!("https://{host}/ada")).contains("is not a platform we know"));
    }
    assert!(read_reference("notinstagram.com/ada").is_err());
    assert!(read_reference("").is_err());
    assert!(read_reference("://").is_err());
    assert!(read_reference("https://").is_err());
}
