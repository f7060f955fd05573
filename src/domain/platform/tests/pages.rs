//! Addresses of somebody's own, and titles of pages.

use super::*;

#[test]
fn what_names_a_page_behind_an_address_belongs_to_it() {
    let blog = |text: &str| read_on(Platform::Blog, text).unwrap().1;
    for (text, written) in [
        (
            "https://forum.example/profile.php?id=1",
            "forum.example/profile.php?id=1",
        ),
        ("feeds.example/rss?b=2&a=1", "feeds.example/rss?a=1&b=2"),
        ("https://ada.example/?author=3", "ada.example/?author=3"),
        ("ada.example/?author=3", "ada.example/?author=3"),
        (
            "https://app.example/#!/people/ada",
            "app.example/#!/people/ada",
        ),
        (
            "https://ada.example/blog?utm_source=x&fbclid=1&hl=de&ref=y",
            "ada.example/blog",
        ),
        (
            "https://ada.example/blog?p=7&utm_source=x#about",
            "ada.example/blog?p=7",
        ),
        ("https://ada.example/?utm_source=x", "ada.example"),
    ] {
        let handle = blog(text);
        assert_eq!(handle.written(Platform::Blog), written, "{text}");
        assert_eq!(handle.kind(), NameKind::Site, "{text}");
        let url = profile_url(Platform::Blog, &handle).unwrap();
        assert_eq!(url, format!("https://{written}"), "{text}");
        assert_eq!(blog(&url), handle, "{url}");
        assert_eq!(read_written(Platform::Blog, written), Ok(handle), "{text}");
    }
    let (one, two) = (blog("f.example/u?id=1"), blog("f.example/u?id=2"));
    let kept = Handle::stored(NameKind::Site, "f.example/u");
    let met = |known: &Handle, source: &Handle| {
        meeting((Platform::Blog, known), (Platform::Blog, source))
    };
    assert_eq!(met(&one, &two), None);
    // As it was kept before, and only until a source says more.
    assert_eq!(met(&kept, &one), Some(Meeting::Learns));
    assert!(one.possible_keys().contains(&kept.key()));
    assert_eq!(met(&one, &kept), None);
    // A handle with dots in it stays one, whatever is copied along.
    let (_, ann) = read_on(Platform::Instagram, "ann.otter/?hl=de").unwrap();
    assert_eq!(ann.as_str(), "ann.otter");
}

#[test]
fn a_title_names_its_platform_in_full_and_where_nothing_else_does() {
    let youtube = Platform::YouTube;
    for (text, written) in [
        ("Grace - DC", "Grace - DC"),
        ("Music - PC", "Music - PC"),
        ("Planet | X", "Planet | X"),
        ("Sounds - SC", "Sounds - SC"),
        ("Music - Podcast", "Music - Podcast"),
        ("Ada - YouTube", "Ada"),
    ] {
        let (on, handle) = read_on(youtube, text).unwrap();
        assert_eq!((on, handle.as_str()), (youtube, written), "{text}");
    }
    for (text, on, handle) in [
        (
            "Politics and Prose - DC",
            youtube,
            "Politics and Prose - DC",
        ),
        ("Ada - YouTube", youtube, "Ada"),
        ("Ada (@ada) | TikTok", Platform::TikTok, "ada"),
        (
            "Ada (@ada) • Instagram photos and videos",
            Platform::Instagram,
            "ada",
        ),
        ("Ada (@ada) / X", Platform::X, "ada"),
        ("Ada (@ada) - DC", youtube, "ada"),
        ("@ada | TikTok", Platform::TikTok, "ada"),
        ("@ada | PC", youtube, "ada"),
    ] {
        let (found, name) = read_supposing(youtube, text).unwrap();
        assert_eq!((found, name.as_str()), (on, handle), "{text}");
    }
}

#[test]
fn a_handle_that_an_older_version_kept_comes_back_from_our_export_as_it_stands() {
    for (platform, text) in [
        (Platform::Instagram, "/ann"),
        (Platform::Instagram, "ann?hl=de"),
        (Platform::Instagram, "#bob"),
        (Platform::Facebook, "profile.php?id=100012345"),
        (Platform::Instagram, "ann"),
        (Platform::YouTube, "c/dan"),
    ] {
        let handle = read_written(platform, text).unwrap();
        assert_eq!(handle.written(platform), text);
        let is_kept = text.starts_with(['/', '#']) || text.contains('?');
        assert_eq!(handle.as_str() == text, is_kept || text == "ann", "{text}");
    }
    let added = read_written(Platform::Instagram, "@ann").unwrap();
    assert_eq!(added.as_str(), "ann");
}
