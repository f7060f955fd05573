//! What columns mean: headers, values, mappings, platforms, and headers that lie.

use super::*;

#[test]
fn links_handles_and_platforms_name_accounts_together() {
    let text = "Handle,Profile URL,Platform\n\
        @ada,https://www.instagram.com/ada/,\n\
        https://tiktok.com/@bo,,instagram\n\
        cy,https://youtube.com/channel/UC123,YouTube\n\
        ,https://twitch.tv/di,\n\
        ed,https://ed.example/about,\n\
        ,https://ed.example/about,\n\
        fi,,Instagram Reels\n";
    let taken = take_as(
        "x.csv",
        text,
        &Options {
            learned: None,
            platform: Some(Platform::Pinterest),
            map: vec![],
        },
    );
    let accounts: Vec<_> = taken
        .rows
        .iter()
        .map(|row| (row.platform.letters(), row.handle.as_str()))
        .collect();
    assert_eq!(
        accounts,
        [
            ("IG", "ada"),
            ("TT", "bo"),
            ("YT", "cy"),
            ("TW", "di"),
            ("PI", "ed"),
            ("IG", "fi")
        ]
    );
    assert_eq!(
        taken.rows[1].remarks,
        ["the platform column says Instagram, the link TikTok; took the link's"]
    );
    assert_eq!(
        taken
            .rows
            .iter()
            .map(|row| row.extra.len())
            .collect::<Vec<_>>(),
        [0, 0, 1, 0, 1, 0]
    );
    assert_eq!(
        taken.reasons(),
        [(
            7,
            "ed.example is not a platform we know; give platform and handle"
        )]
    );
}

#[test]
fn a_handle_and_a_link_that_are_two_accounts_are_reported_with_the_one_that_was_used() {
    let handle = "took the handle's, kept the link as an extra field";
    let link = "took the link's, kept the handle as an extra field";
    let instagram = Some(Platform::Instagram);
    for (given, platform, named, url, wanted, says) in [
        (
            None,
            "instagram",
            "ada",
            "https://instagram.com/bob",
            "IG ada",
            handle,
        ),
        (
            None,
            "instagram",
            "ada",
            "https://tiktok.com/@ada.tt",
            "IG ada",
            handle,
        ),
        (None, "", "cyd", "https://tiktok.com/@dan", "TT dan", link),
        (
            instagram,
            "",
            "cyd",
            "https://tiktok.com/@dan",
            "TT dan",
            link,
        ),
        (
            instagram,
            "",
            "cyd",
            "https://instagram.com/dan",
            "IG cyd",
            handle,
        ),
        (
            None,
            "",
            "instagram.com/cyd",
            "https://tiktok.com/@dan",
            "IG cyd",
            handle,
        ),
        // One account, and a number of which nothing says whose it is.
        (None, "", "Dan", "https://tiktok.com/@dan", "TT dan", ""),
        (None, "", "@dan", "https://tiktok.com/@dan", "TT dan", ""),
        (
            None,
            "youtube",
            "dan",
            "https://youtube.com/channel/UC1234567890abcdefghijkl",
            "YT dan",
            "",
        ),
    ] {
        let text = format!("handle,url,platform\n{named},{url},{platform}\n");
        let options = Options {
            platform: given,
            ..Options::default()
        };
        let taken = take_as("list.csv", text.as_str(), &options);
        let row = &taken.rows[0];
        let is = format!("{} {}", row.platform.letters(), row.handle.as_str());
        assert_eq!(is, wanted, "{text}");
        let said: Vec<&String> = row.remarks.iter().collect();
        if says.is_empty() {
            assert!(said.is_empty(), "{text}: {said:?}");
            continue;
        }
        assert_eq!(said.len(), 1, "{text}: {said:?}");
        assert!(said[0].ends_with(says), "{text}: {said:?}");
        let kept = if says == handle {
            ("url", url)
        } else {
            ("handle", named)
        };
        assert_eq!(extra(row, kept.0), Some(kept.1), "{text}");
    }
}

#[test]
fn headers_that_lie_are_found_out_and_said() {
    let taken = take("username,Followers,Email,Country\nada,fashion,12,1\nbo,travel,13,2\n");
    assert_eq!(taken.roles(), ["handle", "extra", "extra", "extra"]);
    assert_eq!(
        taken.source.remarks()[0],
        "column \"Followers\" is named like followers, but its values are not counts; kept under its header"
    );
    assert_eq!(extra(&taken.rows[0], "Followers"), Some("fashion"));
}

#[test]
fn of_two_columns_the_one_with_the_neater_values_is_the_handle() {
    let taken = take("Name,Creator\nada.lov,Ada Lovelace\nbo,Bo Diddley\n");
    assert_eq!(taken.roles(), ["handle", "name"]);
    let taken = take("Creator,Name\nada.lov,Ada Lovelace\nbo,Bo Diddley\n");
    assert_eq!(taken.roles(), ["handle", "name"]);
    let taken = take("First Name,Last Name,Profile link\nAda,Lovelace,instagram.com/ada\n");
    assert_eq!(taken.rows[0].name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(taken.rows[0].handle.as_str(), "ada");
}

#[test]
fn a_file_about_several_platforms_gives_one_account_a_row_and_says_so() {
    let text = "Creator Name,Instagram Handle,TikTok Handle,Instagram Followers,TikTok Followers\n\
        Ada Lovelace,ada,ada.tt,1K,2K\nBo Diddley,bo,,3K,4K\n";
    let taken = take_as("x.csv", text, &Options::default());
    assert_eq!(
        taken.roles(),
        ["name", "handle", "extra", "followers", "extra"]
    );
    assert_eq!(taken.rows[0].figures.followers, Some(1_000));
    assert_eq!(
        taken.source.remarks()[0],
        "column \"TikTok Handle\" names TikTok accounts; a row gives one account, so it is kept under its header"
    );
    let other = Options {
        learned: None,
        platform: Some(Platform::TikTok),
        map: vec![parse_map("TikTok Handle=handle").unwrap()],
    };
    let taken = take_as("x.csv", text, &other);
    assert_eq!(
        (
            taken.rows[0].handle.as_str(),
            taken.rows[0].figures.followers
        ),
        ("ada.tt", Some(2_000))
    );
    assert_eq!(taken.reasons(), [(3, "no handle")]);
}

#[test]
fn mappings_overrule_headers_and_values() {
    let text = "Fans,Who,Notes,Notes\n12K,ada,a,b\n";
    let taken = take_as(
        "x.csv",
        text,
        &mapped(&["Who=handle", "Fans=extra", "notes (2)=niche"]),
    );
    assert_eq!(taken.roles(), ["extra", "handle", "note", "niche"]);
    assert_eq!(taken.rows[0].niche.as_deref(), Some("b"));
    assert_eq!(
        refuse(text, &mapped(&["Fanz=followers"])),
        "the file has no column \"Fanz\"; the nearest is \"Fans\""
    );
    assert_eq!(
        refuse(text, &mapped(&["Fans=handle", "Who=handle"])),
        "\"handle\" is mapped twice; name it once"
    );
    assert_eq!(
        refuse(text, &mapped(&["Fans=note", "Fans=tags"])),
        "\"Fans\" is mapped twice; name it once"
    );
}

#[test]
fn dates_are_read_in_the_order_their_column_shows() {
    let taken = take("handle,Last contacted\nada,05/01/2026\nbo,31/01/2026\n");
    assert_eq!(
        taken.rows[0].last_contact.unwrap().to_string(),
        "2026-01-05"
    );
    let taken = take("handle,Last contacted\nada,05/01/2026\nbo,06/01/2026\n");
    assert_eq!(taken.rows[0].last_contact, None);
    assert_eq!(extra(&taken.rows[0], "Last contacted"), Some("05/01/2026"));
}

#[test]
fn a_platform_that_nothing_tells_can_be_set_later_and_the_rows_read_again() {
    let mut source =
        Source::from_bytes("x.csv", b"handle\nada\nbo\n".to_vec(), &Options::default()).unwrap();
    assert_eq!(source.platform(), &PlatformChoice::Unknown);
    assert_eq!(
        source.next_row().unwrap().unwrap().unwrap_err().reason,
        "no platform"
    );
    source.set_platform(Platform::Twitch);
    source.rewind().unwrap();
    source.ready().unwrap();
    let taken = take_all(source);
    assert_eq!(
        (taken.rows.len(), taken.rows[0].platform),
        (2, Platform::Twitch)
    );
}

/// Headers and rows; which columns are handle and name; how many accounts there are.
const TWO_NAMES: [(&str, &str, (&str, &str), usize); 9] = [
    (
        "ig-nov.csv",
        "s.no,Name,Instagram Name,Followers,Eng. (Auth.),Eng. (Avg.)\n1,cristiana,Cristiana Roma,4100,45,56\n\
         2,kyliejen,Kylie Jen,3700,28,44\n",
        ("Name", "Instagram Name"),
        2,
    ),
    (
        "yt-june.csv",
        "channel name,youTuber,Subscribers count\nadatube,Ada Pinta,305\ninfoben,info Ben - Tamil,265\nSuperCleo,Super Cleo - Kids,345\n",
        ("channel name", "youTuber"),
        3,
    ),
    (
        "tiktok list.csv",
        "Creator,Tiktoker,Followers\nAda Lo,ada.lo,5\nBen Ky,benky,6\n",
        ("Tiktoker", "Creator"),
        2,
    ),
    (
        "x.csv",
        "Account,Influencer,Instagram followers\nAda Lo,ada.lo,5\nBen Ky,benky,6\n",
        ("Influencer", "Account"),
        2,
    ),
    (
        "x.csv",
        "Instagram Name,Username,Followers\nAda Lo,ada.lo,5\nBen Ky,benky,6\n",
        ("Username", "Instagram Name"),
        2,
    ),
    (
        "twitch.csv",
        "Streamer,Channel,Followers\nAdaLo,adalo,5\nBenKy,benky,6\n",
        ("Channel", "Streamer"),
        2,
    ),
    (
        "x.csv",
        "Name,Instagram Handle,TikTok Handle,Instagram Followers\nAda Lo,ada.lo,adalo_tt,5\nBen Ky,benky,,6\n",
        ("Instagram Handle", "Name"),
        2,
    ),
    (
        "x.csv",
        "Influencer insta name,instagram name,Followers\nada.lo,Ada Lo,5\nbenky,Ben Ky,6\n",
        ("Influencer insta name", "instagram name"),
        2,
    ),
    (
        "youtube.csv",
        "Name,Followers\nAda Lo Show,5\nBen Ky,6\n",
        ("", "Name"),
        0,
    ),
];

#[test]
fn of_two_columns_the_one_with_blanks_or_capitals_inside_is_the_name() {
    for (file, text, (handle, name), accounts) in TWO_NAMES {
        let taken = take_as(file, text, &Options::default());
        let with = |role: &str| {
            let columns = taken.source.columns().iter();
            columns
                .filter(|column| column.role.word() == role)
                .map(|column| column.header.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(
            (with("handle").as_str(), with("name").as_str()),
            (handle, name),
            "{text}"
        );
        assert_eq!(taken.rows.len(), accounts, "{text}");
    }
}

/// What a line advises: what columns mean, and the platform.
fn advice(line: &str) -> Options {
    let mut options = Options::default();
    let quoted = line.split("--map '").skip(1);
    let maps = quoted.filter_map(|rest| rest.split('\'').next());
    // HEADER stands for a header that a person has to choose.
    for map in maps.filter(|map| !map.starts_with("HEADER=")) {
        options.map.extend(parse_map(map).ok());
    }
    if let Some(rest) = line.split("--platform ").nth(1) {
        let word = rest.split([' ', ';', ',']).next().unwrap_or_default();
        options.platform = Platform::parse(word);
    }
    options
}

#[test]
fn advice_that_is_followed_makes_no_account_that_the_file_does_not_hold() {
    let more = [
        "Who,Followers\nada.lo,5\nbenky,6\n",
        "Username,Followers\nada.lo,5\nbenky,6\n",
        "Name,Instagram,TikTok,YouTube\nAda Lo,ada.lo,adalo_tt,@adalo\nBen Ky,benky,,\n",
        "Full name,Blog,Threads\nAda Lo,https://ada.example,adalo\nBen Ky,https://ben.example,benky\n",
    ];
    let files = TWO_NAMES.iter().map(|(file, text, ..)| (*file, *text));
    for (file, text) in files.chain(more.map(|text| ("x.csv", text))) {
        let source =
            Source::from_bytes(file, text.as_bytes().to_vec(), &Options::default()).unwrap();
        let told = source.remarks().iter().cloned();
        let told: Vec<String> = told
            .chain(source.ready().err().map(|error| error.to_string()))
            .collect();
        for line in told {
            let options = advice(&line);
            if options == Options::default() {
                continue;
            }
            // Whoever follows it gets accounts whose handles are no names of people.
            let taken = take_as(file, text, &options);
            for row in &taken.rows {
                let handle = row.handle.as_str();
                assert!(!handle.contains(' '), "{line}: {handle}");
                assert_eq!(
                    row.platform,
                    options.platform.unwrap_or(row.platform),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn the_platform_is_guessed_only_from_columns_of_handles_links_and_figures() {
    for (header, value, wanted) in [
        ("TikTok Shop", "yes", None),
        ("Has YouTube", "no", None),
        ("Pinterest budget", "200 EUR", None),
        ("Kick-off call", "2026-11-02", None),
        ("Blog posts planned", "two or three", None),
        ("Email threads", "two", None),
        ("TikTok followers", "1200", Some(Platform::TikTok)),
        ("Threads subscribers", "1200", Some(Platform::Threads)),
    ] {
        let text = format!("Username,{header}\nada.lo,{value}\n");
        let source =
            Source::from_bytes("list.csv", text.into_bytes(), &Options::default()).unwrap();
        assert_eq!(source.platform().platform(), wanted, "{header}");
    }
    let source = |name: &str, text: &str| {
        Source::from_bytes(name, text.as_bytes().to_vec(), &Options::default()).unwrap()
    };
    for (name, text, words, word) in [
        (
            "list.csv",
            "Kick handle\nada\n",
            "Kick (from header \"Kick handle\")",
            "header",
        ),
        (
            "tiktok-1.csv",
            "handle\nada\n",
            "TikTok (from the file name)",
            "file name",
        ),
        (
            "list.csv",
            "handle,platform\nada,Kick\n",
            "row by row, from column \"platform\"",
            "column",
        ),
    ] {
        let source = source(name, text);
        assert_eq!(
            source.platform().say(source.columns()).as_deref(),
            Some(words)
        );
        assert_eq!(source.platform().word(), word);
    }
}

#[test]
fn a_link_that_leads_to_no_profile_is_a_rejected_row_and_a_handle_beside_it_is_not() {
    let taken = take(
        "Name,Username,Link,Email\n\
         Ann,,https://www.facebook.com/p/Ann-Otter-100012345678901/,ann@example.org\n\
         Bob,,https://www.facebook.com/p/Bob-Beaver-100098765432101/,bob@example.org\n\
         Cyd,,https://x.com/intent/follow?screen_name=cyd,cyd@example.org\n\
         Dee,,https://www.instagram.com/p/Cxyz/,dee@example.org\n\
         Eve,,https://t.co/abc,eve@example.org\n\
         Fay,fay.f,https://t.co/abc,fay@example.org\n\
         Gus,gus@example.org,https://www.instagram.com/gus.g/,\n\
         Hal,Hal Hill,https://www.instagram.com/hal.h/,\n\
         Ida,Ida Ill,,ida@example.org\n\
         Joe,p,,joe@example.org\n",
    );
    let accounts: Vec<_> = taken
        .rows
        .iter()
        .map(|row| format!("{} {}", row.platform.letters(), row.handle.as_str()))
        .collect();
    assert_eq!(
        accounts,
        [
            "FB 100012345678901",
            "FB 100098765432101",
            "X cyd",
            "IG fay.f",
            "IG gus.g",
            "IG hal.h"
        ]
    );
    assert_eq!(taken.rows[4].mails, ["gus@example.org"]);
    assert_eq!(extra(&taken.rows[3], "Link"), Some("https://t.co/abc"));
    let reasons: Vec<_> = taken.reasons();
    assert_eq!(
        reasons[0],
        (5, "the Instagram link does not lead to a profile")
    );
    assert!(
        reasons[1].1.starts_with("t.co is a short link"),
        "{reasons:?}"
    );
    assert_eq!(
        reasons[2],
        (
            10,
            "\"Ida Ill\" is not a handle on Instagram: it has a blank in it"
        )
    );
    assert_eq!(
        reasons[3],
        (
            11,
            "\"p\" is not a handle on Instagram: it is a word of the platform's own pages"
        )
    );
}
