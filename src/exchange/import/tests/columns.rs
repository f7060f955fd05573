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
    assert!(taken.source.remarks()[0].contains("--map 'TikTok Handle=handle' --platform tiktok"));
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
