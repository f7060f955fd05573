//! Accounts of every platform and every kind of name: in, shown, found, and out again as they were.

use std::collections::BTreeSet;

use super::{file, json_lines};
use crate::support::World;
use crate::terminal::pty::Home;

/// One account of each kind; every row is a person of their own.
const ACCOUNTS: &[(&str, &str)] = &[
    ("Instagram", "luna"),
    ("TikTok", "luna"),
    ("YouTube", "luna"),
    ("YouTube", "@luna"),
    ("YouTube", "https://www.youtube.com/c/Luna"),
    ("YouTube", "https://www.youtube.com/user/Luna"),
    (
        "YouTube",
        "https://www.youtube.com/channel/UC1234567890abcdefghijkl",
    ),
    (
        "YouTube",
        "https://www.youtube.com/channel/UC1234567890ABCDEFGHIJKL",
    ),
    ("X", "luna"),
    ("X", "https://x.com/intent/user?user_id=12"),
    ("LinkedIn", "linkedin.com/in/luna"),
    ("LinkedIn", "linkedin.com/company/luna"),
    ("Facebook", "luna"),
    (
        "Facebook",
        "https://www.facebook.com/profile.php?id=100012345",
    ),
    ("Facebook", "https://www.facebook.com/groups/luna"),
    ("Pinterest", "luna"),
    ("Threads", "@luna"),
    ("Snapchat", "https://www.snapchat.com/add/luna"),
    ("Substack", "luna.substack.com"),
    ("Substack", "https://substack.com/@luna"),
    ("Bluesky", "luna.bsky.social"),
    ("Bluesky", "did:plc:abcdef"),
    ("Mastodon", "@luna@mastodon.social"),
    ("Mastodon", "@luna@mas.to"),
    ("Telegram", "t.me/luna"),
    ("Reddit", "u/luna"),
    ("Reddit", "r/luna"),
    ("Discord", "luna"),
    ("Discord", "https://discord.gg/LuNa"),
    ("WhatsApp", "+46 70-123 45 67"),
    ("Kick", "luna"),
    ("Lemon8", "luna"),
    (
        "RedNote",
        "https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400",
    ),
    ("Douyin", "https://www.douyin.com/user/MS4wLjABAAAAx"),
    ("Weibo", "https://weibo.com/u/1234567"),
    ("Bilibili", "https://space.bilibili.com/123"),
    ("VK", "luna"),
    (
        "Spotify",
        "https://open.spotify.com/artist/4gzpq5DPGxSnKTe4SA8HAU",
    ),
    (
        "Spotify",
        "https://open.spotify.com/show/4gzpq5DPGxSnKTe4SA8HAU",
    ),
    ("Podcast", "The Luna Show"),
    (
        "Podcast",
        "https://podcasts.apple.com/us/podcast/luna/id1234567",
    ),
    ("Blog", "https://luna.example/Blog"),
    ("MySpace", "luna"),
    ("Naver Blog Korea & friends of friends", "luna"),
];

fn list() -> String {
    let rows = ACCOUNTS
        .iter()
        .enumerate()
        .map(|(place, (platform, handle))| {
            format!("Person {place},{platform},{handle},p{place}@example.org\n")
        });
    format!("Name,Platform,Handle,Email\n{}", rows.collect::<String>())
}

/// Whose which account is, and how they are reached.
fn accounts(home: &Home, world: &World) -> BTreeSet<String> {
    let out = home
        .run(&world.path(), &["export", "--format", "json"])
        .ends(0)
        .out;
    let mut found = BTreeSet::new();
    for person in json_lines(&out) {
        for account in person["accounts"].as_array().unwrap() {
            found.insert(format!(
                "{} {} {} {} {}",
                person["fields"]["name"],
                account["platform"],
                account["handle_kind"],
                account["handle"],
                person["contact_points"]
            ));
        }
    }
    found
}

#[test]
fn every_account_comes_in_apart_from_all_others_and_back_from_an_export_as_it_was() {
    let (home, world, other) = (Home::new(), World::empty(), World::empty());
    let csv = file(&home, "list.csv", list());
    let ran = home.run(&world.path(), &["import", &csv, "--json"]).ends(0);
    let summary = &json_lines(&ran.out)[0];
    assert_eq!(summary["new"], ACCOUNTS.len(), "{summary}");
    let before = accounts(&home, &world);
    assert_eq!(before.len(), ACCOUNTS.len());
    let again = home.run(&world.path(), &["import", &csv]).ends(0);
    assert!(again.out.contains("0 new, 0 updated"), "{again:?}");

    let out = home.path().join("out.csv");
    let out = out.to_str().unwrap();
    home.run(&world.path(), &["export", "--out", out]).ends(0);
    let ran = home.run(&other.path(), &["import", out, "--json"]).ends(0);
    let summary = &json_lines(&ran.out)[0];
    assert_eq!(summary["new"], ACCOUNTS.len(), "{summary}");
    assert_eq!(accounts(&home, &other), before);
    // And into the database that it came from.
    let again = home.run(&world.path(), &["import", out]).ends(0);
    assert!(again.out.contains("0 new, 0 updated"), "{again:?}");
    assert_eq!(accounts(&home, &world), before);
    home.run(&world.path(), &["check"]).ends(0);
    home.run(&other.path(), &["check"]).ends(0);
}

#[test]
fn an_account_is_found_by_platform_kind_and_link() {
    let (home, world) = (Home::new(), World::empty());
    let csv = file(&home, "list.csv", list());
    home.run(&world.path(), &["import", &csv]).ends(0);
    let person = |place: usize| format!("Person {place}");
    let place = |platform: &str, handle: &str| {
        let is_one = |one: &(&str, &str)| *one == (platform, handle);
        ACCOUNTS.iter().position(is_one).unwrap()
    };
    for (who, wanted) in [
        ("kick:luna", place("Kick", "luna")),
        ("ki luna", place("Kick", "luna")),
        ("myspace:luna", place("MySpace", "luna")),
        ("yt:@luna", place("YouTube", "@luna")),
        (
            "yt:c/luna",
            place("YouTube", "https://www.youtube.com/c/Luna"),
        ),
        (
            "https://youtube.com/user/luna",
            place("YouTube", "https://www.youtube.com/user/Luna"),
        ),
        (
            "linkedin.com/company/luna",
            place("LinkedIn", "linkedin.com/company/luna"),
        ),
        ("@luna@mas.to", place("Mastodon", "@luna@mas.to")),
        ("bsky:luna", place("Bluesky", "luna.bsky.social")),
        ("rd:r/luna", place("Reddit", "r/luna")),
        (
            "UC1234567890ABCDEFGHIJKL",
            place(
                "YouTube",
                "https://www.youtube.com/channel/UC1234567890ABCDEFGHIJKL",
            ),
        ),
    ] {
        let ran = home.run(&world.path(), &["show", who]).ends(0);
        assert!(ran.out.contains(&person(wanted)), "{who}: {ran:?}");
    }
    let ran = home.run(&world.path(), &["show", "luna"]).fails(1);
    assert!(ran.err.contains("Person 4 (YouTube c/Luna)"), "{ran:?}");
    for (query, people) in [
        ("platform:kick", 1),
        ("platform:myspace", 1),
        ("platform:youtube", 6),
        ("platform:substack", 2),
        ("platform:other", 0),
        ("platform:friendster", 0),
        ("handle:luna", 29),
        ("handle:UC1234567890A", 1),
        ("kick:luna", 1),
        ("https://www.youtube.com/c/luna", 2),
    ] {
        let ran = home.run(&world.path(), &["list", query, "--json"]).ends(0);
        assert_eq!(json_lines(&ran.out).len(), people, "{query}");
    }
}

#[test]
fn where_the_platform_comes_from_is_reported() {
    let (home, world) = (Home::new(), World::empty());
    for (name, text, line, from) in [
        (
            "a.csv",
            "Kick handle\nada\n",
            "platform: Kick (from header \"Kick handle\")",
            "header",
        ),
        (
            "twitch-1.csv",
            "handle\nada\n",
            "platform: Twitch (from the file name)",
            "file name",
        ),
        (
            "b.csv",
            "handle,network\nada,Kick\n",
            "platform: row by row, from column \"network\"",
            "column",
        ),
    ] {
        let csv = file(&home, name, text);
        let ran = home
            .run(&world.path(), &["import", &csv, "--dry-run"])
            .ends(0);
        assert!(ran.out.contains(line), "{name}: {ran:?}");
        let ran = home
            .run(&world.path(), &["import", &csv, "--dry-run", "--json"])
            .ends(0);
        assert_eq!(json_lines(&ran.out)[0]["platform"]["from"], from, "{name}");
    }
    let csv = file(&home, "c.csv", "Username,TikTok Shop\nada,yes\n");
    let ran = home.run(&world.path(), &["import", &csv]).fails(2);
    assert!(ran.err.contains("--platform NAME"), "{ran:?}");
    let words = ["import", &csv, "--platform", "MySpace", "--json"];
    let ran = home.run(&world.path(), &words).ends(0);
    assert_eq!(json_lines(&ran.out)[0]["platform"]["name"], "myspace");
}
