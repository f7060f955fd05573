//! What the cell of a platform says, and whose account a row is about.

use super::*;

/// Where the account of a file with one row is, or why the row was rejected.
fn account(file: &str) -> Result<String, String> {
    let taken = take_as("x.csv", file, &Options::default());
    match (taken.rows.first(), taken.rejected.first()) {
        (Some(row), None) => Ok(format!(
            "{} {}",
            row.platform.word(),
            row.handle.written(row.platform)
        )),
        (None, Some(bad)) => Err(bad.reason.clone()),
        _ => panic!("one row, please: {file}"),
    }
}

#[test]
fn a_cell_that_names_no_one_platform_leaves_it_to_the_link() {
    let rejected = |reason: &str| Err(reason.to_owned());
    for (platform, handle, link, wanted) in [
        (
            "Instagram & TikTok",
            "ann",
            "",
            rejected("platform \"Instagram & TikTok\" names two platforms"),
        ),
        (
            "YouTube + Twitch",
            "ann",
            "",
            rejected("platform \"YouTube + Twitch\" names two platforms"),
        ),
        (
            "\"IG, TT\"",
            "ann",
            "",
            rejected("platform \"IG, TT\" names two platforms"),
        ),
        (
            "\"IG, TT, YT\"",
            "ann",
            "",
            rejected("platform \"IG, TT, YT\" names several platforms"),
        ),
        (
            "???",
            "ann",
            "",
            rejected("platform \"???\" is no platform"),
        ),
        (
            "123",
            "ann",
            "",
            rejected("platform \"123\" is no platform"),
        ),
        (
            "various",
            "ann",
            "",
            rejected("platform \"various\" is no platform"),
        ),
        (
            "???",
            "ann",
            "https://example.org/ann",
            rejected("platform \"???\" is no platform"),
        ),
        (
            "???",
            "ann",
            "https://tiktok.com/tag/x",
            rejected("platform \"???\" is no platform"),
        ),
        (
            "Instagram & TikTok",
            "ann",
            "https://tiktok.com/@ann",
            Ok("tiktok ann".to_owned()),
        ),
        (
            "Instagram & TikTok",
            "ann.ig",
            "https://tiktok.com/@ann",
            Ok("tiktok ann".to_owned()),
        ),
        (
            "???",
            "https://instagram.com/ann",
            "",
            Ok("instagram ann".to_owned()),
        ),
        (
            "123",
            "",
            "https://instagram.com/ann",
            Ok("instagram ann".to_owned()),
        ),
        ("MySpace", "ann", "", Ok("myspace ann".to_owned())),
        ("Bilibili", "ann", "", Ok("bilibili ann".to_owned())),
        ("Instagram Reels", "ann", "", Ok("instagram ann".to_owned())),
        ("", "ann", "", rejected("no platform")),
    ] {
        // The second row makes the columns known, whatever the first one holds.
        let file = format!("platform,username,profile url\n{platform},{handle},{link}\n");
        let more = "instagram,x1,https://instagram.com/x1\n".repeat(4);
        let taken = take_as("x.csv", format!("{file}{more}"), &Options::default());
        let first = taken.rows.iter().find(|row| row.line == 2);
        let first = match first {
            Some(row) => Ok(format!(
                "{} {}",
                row.platform.word(),
                row.handle.written(row.platform)
            )),
            None => Err(taken.rejected[0].reason.clone()),
        };
        assert_eq!(first, wanted, "{platform} {handle} {link}");
    }
}

#[test]
fn what_the_link_decided_is_reported_and_nothing_of_the_row_is_lost() {
    let taken = take_as(
        "x.csv",
        "platform,username,profile url\nInstagram & TikTok,ann.ig,https://tiktok.com/@ann\n\
         instagram,bo,https://instagram.com/bo\n",
        &Options::default(),
    );
    let row = &taken.rows[0];
    assert_eq!(extra(row, "platform"), Some("Instagram & TikTok"));
    assert_eq!(extra(row, "username"), Some("ann.ig"));
    assert_eq!(
        row.remarks,
        [
            "platform \"Instagram & TikTok\" names two platforms; took TikTok from the link; kept as an extra field",
            "handle \"ann.ig\" is not the link's; took the link's; kept as an extra field",
        ]
    );
}

#[test]
fn a_given_platform_is_for_rows_that_name_none() {
    let options = Options {
        platform: Some(Platform::Instagram),
        ..Options::default()
    };
    let file = "platform,username\nInstagram & TikTok,ann\n,bo\ntiktok,cy\n???,di\n";
    let taken = take_as("instagram.csv", file, &options);
    let accounts: Vec<_> = taken
        .rows
        .iter()
        .map(|row| (row.platform, row.handle.as_str()))
        .collect();
    assert_eq!(
        accounts,
        [(Platform::Instagram, "bo"), (Platform::TikTok, "cy")]
    );
    assert_eq!(taken.rejected.len(), 2);
    assert_eq!(taken.rejected[0].cells, ["Instagram & TikTok", "ann"]);
}

#[test]
fn a_file_of_nothing_but_two_platforms_a_cell_gives_no_one_an_account() {
    let file = "platform,username\nInstagram & TikTok,ann\nYouTube + Twitch,bo\n\"IG, TT\",cy\n";
    let taken = take_as("instagram list.csv", file, &Options::default());
    assert_eq!((taken.rows.len(), taken.rejected.len()), (0, 3));
    assert_eq!(
        account("platform,username\nMySpace,ann\n"),
        Ok("myspace ann".to_owned())
    );
}

#[test]
fn a_mastodon_name_without_its_server_is_reported() {
    let taken = take_as(
        "x.csv",
        "platform,username\nMastodon,ann\nMastodon,@bo@mas.to\n",
        &Options::default(),
    );
    assert_eq!(
        taken.rows[0].remarks,
        [
            "Mastodon name \"ann\" has no server; the same name on another server is another person's"
        ]
    );
    assert!(taken.rows[1].remarks.is_empty());
}

#[test]
fn a_column_of_a_platform_that_a_team_has_added_is_enough() {
    for header in ["Instagram__c", "Instagram__pc", "Instagram_Handle__c"] {
        let text = format!("{header}\nann\n@bo\n");
        let taken = take_as("x.csv", text, &Options::default());
        assert!(taken.source.ready().is_ok(), "{header}");
        let accounts: Vec<_> = taken
            .rows
            .iter()
            .map(|row| (row.platform, row.handle.as_str()))
            .collect();
        let on = Platform::Instagram;
        assert_eq!(accounts, [(on, "ann"), (on, "bo")], "{header}");
    }
}

#[test]
fn links_of_a_platform_that_we_do_not_know_name_the_accounts_and_names_do_not() {
    let taken = take_as(
        "x.csv",
        "Name,Platform,Link\nAnn,Medium,https://medium.com/@ann\nBo,Medium,https://medium.com/@bo\n\
         Cy,Instagram,https://instagram.com/cy\n",
        &Options::default(),
    );
    assert_eq!(taken.roles(), ["name", "platform", "url"]);
    let accounts: Vec<_> = taken
        .rows
        .iter()
        .map(|row| {
            (
                row.platform.word().to_owned(),
                row.handle.as_str(),
                row.name.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        accounts,
        [
            ("medium".to_owned(), "medium.com/@ann", Some("Ann")),
            ("medium".to_owned(), "medium.com/@bo", Some("Bo")),
            ("instagram".to_owned(), "cy", Some("Cy")),
        ]
    );
}

#[test]
fn people_whose_links_begin_alike_stay_apart() {
    let file = "link,email,do not contact\n\
                https://www.instagram.com/channel/AbaaQ1x/,ada@x.example,\n\
                https://www.instagram.com/channel/AbbbQ2y/,ben@x.example,yes\n\
                https://www.instagram.com/https://www.instagram.com/cyd/,cyd@x.example,\n\
                https://www.instagram.com/https://www.instagram.com/dan/,dan@x.example,yes\n";
    let taken = take_as("l.csv", file, &Options::default());
    let people: Vec<_> = taken
        .rows
        .iter()
        .map(|row| (row.handle.as_str(), row.mails.as_slice()))
        .collect();
    assert_eq!(
        people,
        [
            ("cyd", &["cyd@x.example".to_owned()][..]),
            ("dan", &["dan@x.example".to_owned()][..])
        ]
    );
    let why = "the Instagram link does not lead to a profile";
    let rejected: Vec<_> = taken
        .rejected
        .iter()
        .map(|bad| (bad.line, bad.reason.as_str()))
        .collect();
    assert_eq!(rejected, [(2, why), (3, why)]);
}

#[test]
fn a_handle_cell_in_a_folder_is_rejected() {
    for cell in ["user/ada", "c/ada", "ada/ben", "profile.php?id=1"] {
        let read = account(&format!("platform,handle\ninstagram,{cell}\n"));
        let wanted = format!("\"{cell}\" is not a handle on Instagram: it leads to no profile");
        assert_eq!(read, Err(wanted));
    }
    let reels = account("platform,handle\ninstagram,ada/reels\n");
    assert_eq!(reels.as_deref(), Ok("instagram ada"));
}
