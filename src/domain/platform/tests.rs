//! Platforms, handles and links, as sentences.

#![allow(clippy::unwrap_used)]

use super::*;

fn read(text: &str) -> (Option<Platform>, String) {
    let (platform, handle) = read_reference(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    (platform, handle.as_str().to_owned())
}

#[test]
fn the_table_is_in_the_order_of_the_enum() {
    for platform in Platform::ALL {
        assert_eq!(platform.facts().platform, platform);
        assert_eq!(Platform::parse(platform.word()), Some(platform));
        assert_eq!(Platform::parse(platform.title()), Some(platform));
    }
}

#[test]
fn platforms_are_read_by_their_other_names() {
    for (text, platform) in [
        ("ig", Platform::Instagram),
        (" Insta ", Platform::Instagram),
        ("TT", Platform::TikTok),
        ("Tik Tok", Platform::TikTok),
        ("YT", Platform::YouTube),
        ("Twitter", Platform::X),
        ("X (Twitter)", Platform::X),
        ("twitch.tv", Platform::Twitch),
    ] {
        assert_eq!(Platform::parse(text), Some(platform), "{text}");
    }
    assert_eq!(Platform::parse("myspace"), None);
    assert_eq!(Platform::parse(""), None);
}

#[test]
fn a_platform_is_guessed_only_where_one_is_named() {
    for (text, platform) in [
        ("instagram-2022-03.csv", Some(Platform::Instagram)),
        ("Tiktoker name", Some(Platform::TikTok)),
        ("Youtuber", Some(Platform::YouTube)),
        ("Influencer insta name", Some(Platform::Instagram)),
        (
            "Instagram name, Instagram followers",
            Some(Platform::Instagram),
        ),
        ("our_YT_list.tsv", Some(Platform::YouTube)),
        ("instagram and tiktok.csv", None),
        ("instant list x.csv", None),
        ("creators.csv", None),
    ] {
        assert_eq!(guess_from_words(text), platform, "{text}");
    }
}

#[test]
fn handles_are_trimmed_and_keep_how_they_are_written() {
    for (text, handle) in [
        ("@Ada.Lov", "Ada.Lov"),
        (" ada ", "ada"),
        ("✿ Kids Diana Show", "✿ Kids Diana Show"),
        ("GMMTV OFFICIAL\u{200b}\u{200b}", "GMMTV OFFICIAL"),
        ("\u{200e}@ada", "ada"),
        ("LALI❤\u{fe0f}\u{200d}🔥", "LALI❤\u{fe0f}\u{200d}🔥"),
        ("设기양SULGI", "设기양SULGI"),
    ] {
        assert_eq!(Handle::parse(text).unwrap().as_str(), handle);
    }
}

#[test]
fn handles_that_are_blank_long_or_hide_something_are_refused() {
    assert_eq!(Handle::parse(" @ "), Err(HandleError::Blank));
    assert_eq!(
        Handle::parse(&"a".repeat(256)),
        Err(HandleError::TooLong(256))
    );
    assert_eq!(
        Handle::parse("a\u{200b}da"),
        Err(HandleError::Hidden('\u{200b}'))
    );
    assert_eq!(
        Handle::parse("a\u{200d}da"),
        Err(HandleError::Hidden('\u{200d}'))
    );
    assert_eq!(
        Handle::parse("ada\u{202e}evil"),
        Err(HandleError::Hidden('\u{202e}'))
    );
    assert_eq!(
        Handle::parse("ada\u{1b}[2J"),
        Err(HandleError::Hidden('\u{1b}'))
    );
    assert_eq!(Handle::parse("ada\0"), Err(HandleError::Hidden('\0')));
    assert!(Handle::parse("a\nb").is_err());
}

#[test]
fn the_key_unifies_case_and_width_but_keeps_accents() {
    let key = |text: &str| Handle::parse(text).unwrap().key();
    assert_eq!(key("Ada.LOV"), "ada.lov");
    assert_eq!(key("ＡＤＡ"), "ada");
    assert_eq!(key("JOSÉ"), key("Jose\u{301}"));
    assert_ne!(key("josé"), key("jose"));
    assert_eq!(key("❤\u{fe0f} Show"), key("❤ show"));
}

#[test]
fn links_prefixes_and_bare_handles_name_accounts() {
    let cases = [
        (
            "https://www.instagram.com/ada.lov/?hl=en",
            Some(Platform::Instagram),
            "ada.lov",
        ),
        ("instagram.com/ada", Some(Platform::Instagram), "ada"),
        ("HTTPS://M.TikTok.com/@Ada", Some(Platform::TikTok), "Ada"),
        ("tiktok.com/@ada/video/1", Some(Platform::TikTok), "ada"),
        ("https://youtube.com/@ada", Some(Platform::YouTube), "ada"),
        (
            "youtube.com/channel/UCabc",
            Some(Platform::YouTube),
            "UCabc",
        ),
        ("youtube.com/c/x", Some(Platform::YouTube), "x"),
        ("twitch.tv/x", Some(Platform::Twitch), "x"),
        ("x.com/ada", Some(Platform::X), "ada"),
        ("twitter.com/ada", Some(Platform::X), "ada"),
        (
            "https://de.linkedin.com/in/ada-l",
            Some(Platform::LinkedIn),
            "ada-l",
        ),
        ("facebook.com/ada", Some(Platform::Facebook), "ada"),
        ("pinterest.de/ada", Some(Platform::Pinterest), "ada"),
        (
            "https://www.youtube.com/@%E2%9C%BF",
            Some(Platform::YouTube),
            "✿",
        ),
        ("ig:ada", Some(Platform::Instagram), "ada"),
        ("tiktok: @ada", Some(Platform::TikTok), "ada"),
        ("tt ada", Some(Platform::TikTok), "ada"),
        ("@ada", None, "ada"),
        ("ada", None, "ada"),
        ("ada.com", None, "ada.com"),
        ("Twitch Rivals", None, "Twitch Rivals"),
        ("5: the show", None, "5: the show"),
    ];
    for (text, platform, handle) in cases {
        assert_eq!(read(text), (platform, handle.to_owned()), "{text}");
    }
}

#[test]
fn links_that_name_nobody_are_refused_with_a_sentence() {
    let say = |text: &str| read_reference(text).unwrap_err().to_string();
    assert_eq!(
        say("https://example.com/ada"),
        "example.com is not a platform we know; give platform and handle"
    );
    assert_eq!(
        say("https://www.instagram.com/"),
        "the Instagram link does not lead to a profile"
    );
    assert_eq!(
        say("instagram.com/p/Cxyz"),
        "the Instagram link does not lead to a profile"
    );
    assert_eq!(
        say("youtube.com/watch?v=1"),
        "the YouTube link does not lead to a profile"
    );
    assert!(read_reference("notinstagram.com/ada").is_err());
    assert!(read_reference("").is_err());
    assert!(read_reference("://").is_err());
    assert!(read_reference("https://").is_err());
}

#[test]
fn a_pasted_list_is_parted_at_blanks_only_between_handles() {
    let names = |text: &str| -> Vec<String> {
        read_references(text)
            .into_iter()
            .map(|r| r.unwrap().1.as_str().to_owned())
            .collect()
    };
    assert_eq!(
        names("@ada, bo;carla\n\nhttps://x.com/dmitri\r\n"),
        ["ada", "bo", "carla", "dmitri"]
    );
    assert_eq!(names("@ada @bo x.com/c"), ["ada", "bo", "c"]);
    assert_eq!(names("ada.lov bo_1"), ["ada.lov", "bo_1"]);
    assert_eq!(names("Kids Diana Show\ntt ada"), ["Kids Diana Show", "ada"]);
    assert!(read_references("https://nowhere.example/x")[0].is_err());
    assert!(read_references(" \n, ").is_empty());
}

#[test]
fn profile_addresses_are_encoded() {
    let url = |platform, text| profile_url(platform, &Handle::parse(text).unwrap());
    assert_eq!(
        url(Platform::Instagram, "ada.lov").unwrap(),
        "https://www.instagram.com/ada.lov"
    );
    assert_eq!(
        url(Platform::TikTok, "@ada").unwrap(),
        "https://www.tiktok.com/@ada"
    );
    assert_eq!(
        url(Platform::YouTube, "a b/✿").unwrap(),
        "https://www.youtube.com/@a%20b%2F%E2%9C%BF"
    );
    let id = format!("UC{}", "x".repeat(22));
    assert_eq!(
        url(Platform::YouTube, &id).unwrap(),
        format!("https://www.youtube.com/channel/{id}")
    );
    assert_eq!(url(Platform::Other, "ada"), None);
}

#[test]
fn a_reference_read_from_its_own_address_is_the_same_account() {
    for platform in Platform::ALL {
        let handle = Handle::parse("Ada.Lov").unwrap();
        if let Some(url) = profile_url(platform, &handle) {
            assert_eq!(read_reference(&url), Ok((Some(platform), handle)), "{url}");
        }
    }
}
