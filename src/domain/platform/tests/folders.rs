//! Links and cells whose first word is a folder, links behind links, and signs that no name has.

use super::*;

fn read(text: &str) -> Option<String> {
    let (on, handle) = read_reference(text).ok()?;
    let on = on?;
    Some(format!("{} {}", on.word(), handle.written(on)))
}

#[test]
fn a_folder_in_front_of_something_is_no_one() {
    for link in [
        "https://www.instagram.com/channel/AbaaQ1x/",
        "https://www.instagram.com/user/ada",
        "https://www.instagram.com/./ada",
        "https://ig.me/j/AbC",
        "https://www.instagram.com/audio/123",
        "https://www.instagram.com/a.folder.of.next.year/ada",
        "https://www.youtube.com/view_play_list?p=PL1",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC1",
        "https://www.youtube.com/ada/ben",
        "https://x.com/u/ada",
        "https://x.com/c/ada",
        "https://x.com/in/ada",
        "https://x.com/channel/ada",
        "https://x.com/company/ada",
        "https://x.com/profile.php?id=1",
        "https://www.twitch.tv/user/ada",
        "https://www.twitch.tv/u/ada",
        "https://kick.com/user/ada",
        "https://vk.com/away.php?to=ada",
        "https://vk.com/u/ada",
        "https://t.me/u/ada",
        "https://www.lemon8-app.com/user/ada",
        "https://www.pinterest.com/user/ada",
        "https://www.facebook.com/user/ada",
        "https://www.facebook.com/in/ada",
        "https://www.facebook.com/hovercard/user.php?id=1",
        "https://m.me/j/AbC",
        "https://m.me/ch/AbC",
        "https://weibo.com/user/ada",
    ] {
        assert_eq!(read(link), None, "{link}");
    }
    for (platform, cell) in [
        (Platform::Instagram, "user/ada"),
        (Platform::Instagram, "channel/AbC"),
        (Platform::Instagram, "profile.php?id=1"),
        (Platform::Instagram, "ada/ben"),
        (Platform::X, "u/ada"),
        (Platform::X, "c/ada"),
        (Platform::X, "in/ada"),
        (Platform::X, "company/ada"),
        (Platform::X, "profile.php?id=1"),
        (Platform::TikTok, "user/ada"),
        (Platform::TikTok, "profile.php?id=1"),
        (Platform::LinkedIn, "u/ada"),
        (Platform::LinkedIn, "profile.php?id=1"),
        (Platform::Threads, "user/ada"),
        (Platform::Threads, "profile.php?id=1"),
        (Platform::Twitch, "user/ada"),
        (Platform::Pinterest, "user/ada"),
        (Platform::Telegram, "u/ada"),
    ] {
        let error = read_on(platform, cell).map_err(|error| error.to_string());
        let wanted = format!("\"{cell}\" is not a handle on {platform}: it leads to no profile");
        assert_eq!(error, Err(wanted));
    }
}

#[test]
fn what_hangs_below_a_profile_is_that_persons() {
    for (text, wanted) in [
        ("instagram.com/ada/reels/", "instagram ada"),
        ("instagram.com/ada/channel/", "instagram ada"),
        ("instagram.com/ada/tagged", "instagram ada"),
        ("instagram.com/channel", "instagram channel"),
        ("x.com/ada/with_replies", "x ada"),
        ("x.com/ada/status/1/photo/1", "x ada"),
        ("x.com/c", "x c"),
        ("twitch.tv/ada/about", "twitch ada"),
        ("t.me/ada/12/34", "telegram ada"),
        ("t.me/ada/s/3", "telegram ada"),
        ("pinterest.com/ada/my-board/", "pinterest ada"),
        ("facebook.com/ada/about_work", "facebook ada"),
        ("weibo.com/ada/AbC", "weibo ada"),
        ("youtube.com/ada?sub_confirmation=1", "youtube ada"),
        ("lemon8-app.com/@ada/7123", "lemon8 ada"),
    ] {
        assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn a_link_behind_a_link_is_read_as_the_inner_one() {
    for (text, wanted) in [
        (
            "https://www.instagram.com/https://www.instagram.com/cyd/",
            "instagram cyd",
        ),
        (
            "https://www.instagram.com/https://www.instagram.com/https://instagram.com/cyd?hl=de",
            "instagram cyd",
        ),
        (
            "https://www.instagram.comhttps://www.instagram.com/cyd",
            "instagram cyd",
        ),
        (
            "https://www.instagram.com/@https://www.instagram.com/cyd",
            "instagram cyd",
        ),
        (
            "https://www.instagram.com/www.instagram.com/cyd",
            "instagram cyd",
        ),
        ("instagram.com/instagram.com/cyd/", "instagram cyd"),
        (
            "https://www.instagram.com/https:/www.instagram.com/cyd",
            "instagram cyd",
        ),
        ("@https://www.instagram.com/cyd", "instagram cyd"),
        (
            "https://www.tiktok.com/@https://www.tiktok.com/@cyd",
            "tiktok cyd",
        ),
        ("https://www.tiktok.com/@www.tiktok.com/@cyd", "tiktok cyd"),
        (
            "https://www.instagram.com/https://www.tiktok.com/@cyd",
            "tiktok cyd",
        ),
        (
            "https://www.linkedin.com/in/https://www.linkedin.com/in/cyd",
            "linkedin in/cyd",
        ),
        (
            "https://www.youtube.com/@https://www.youtube.com/@cyd",
            "youtube @cyd",
        ),
        ("https://x.com/HTTPS://X.com/cyd", "x cyd"),
        ("<https://x.com/https://x.com/cyd>", "x cyd"),
    ] {
        assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
    }
    for text in [
        "https://www.instagram.com/https://www.instagram.com/",
        "https://www.instagram.com/https://linktr.ee/cyd",
        "https://www.instagram.com/https%3A%2F%2Fwww.instagram.com%2Fcyd",
        "https://www.instagram.com/ada/https://www.instagram.com/cyd",
        "https://www.instagram.com/ada/www.instagram.com/cyd",
        "https://www.tiktok.com/@ada/https://www.tiktok.com/@cyd",
        "https://www.instagram.com/accounts/login/?next=https://www.instagram.com/cyd",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
    // A dot in a name does not make it a host.
    for (text, wanted) in [
        ("instagram.com/kick.com/", "instagram kick.com"),
        (
            "bsky.app/profile/ada.bsky.social",
            "bluesky ada.bsky.social",
        ),
        ("https://mastodon.social/@ada@mas.to", "mastodon ada@mas.to"),
    ] {
        assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn a_sign_that_names_do_not_have_makes_a_link_no_profile() {
    for link in [
        "instagram.com/ada&hl=de",
        "instagram.com/ada;ben",
        "instagram.com/ada\\",
        "instagram.com/ada:ben",
        "instagram.com/ada%2Fben",
        "tiktok.com/@ada&lang=de",
        "x.com/ada=1",
        "youtube.com/@ada&x=1",
        "youtube.com/c/ada:ben",
        "facebook.com/ada&ref=1",
        "twitch.tv/ada%3Fx",
    ] {
        let error = read_reference(link).unwrap_err().to_string();
        assert!(error.contains("it has a sign in it"), "{link}: {error}");
    }
    for link in [
        "instagram.com/.",
        "instagram.com/...",
        "x.com/-",
        "tiktok.com/@.",
    ] {
        let error = read_reference(link).unwrap_err().to_string();
        assert!(error.contains("it has no letter in it"), "{link}: {error}");
    }
    for (text, wanted) in [
        ("linkedin.com/company/at&t", "linkedin company/at&t"),
        ("instagram.com/_._", "instagram _._"),
        ("bsky.app/profile/did:plc:abc", "bluesky did:plc:abc"),
    ] {
        assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
    }
}

/// Whatever folder a platform opens tomorrow: what lies in it is never the account that the folder's name would be.
#[test]
fn two_links_into_one_folder_are_never_one_account() {
    let folders = [
        "channel", "user", "u", "c", "in", "id", "company", "profile", "pages", "member", "qq7",
    ];
    let have_free_pages = [Platform::Facebook, Platform::Pinterest, Platform::Weibo];
    for platform in Platform::ALL {
        for host in platform.hosts() {
            for folder in folders {
                if folder == "qq7" && have_free_pages.contains(&platform) {
                    continue;
                }
                let [one, other] = ["Abaa1x2yz", "Bbbb1x2yz"].map(|inside| {
                    let read = read_reference(&format!("https://{host}/{folder}/{inside}/"));
                    read.ok()
                        .map(|(on, handle)| (on, handle.kind(), handle.key()))
                });
                assert!(one.is_none() || one != other, "{host}/{folder}: {one:?}");
            }
        }
    }
}

#[test]
fn a_name_in_front_of_a_host_keeps_its_capitals() {
    for (text, wanted) in [
        ("USER3.bsky.social", "bluesky USER3.bsky.social"),
        (
            "https://www.Ada.Substack.com/p/x",
            "substack Ada.substack.com",
        ),
        ("https://Ada.t.me", "telegram Ada"),
        (
            "https://OPEN.substack.com/pub/Ada",
            "substack Ada.substack.com",
        ),
    ] {
        assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
    }
    let key = |text: &str| read_reference(text).unwrap().1.key();
    assert_eq!(key("USER3.bsky.social"), key("user3.bsky.social"));
}
