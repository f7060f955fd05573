//! Whole files through the importer: small fixtures in the manner of real exports.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::platform::Platform;
use crate::domain::stage::Stage;

/// Everything an import gives.
struct Taken {
    source: Source,
    rows: Vec<Incoming>,
    rejected: Vec<Rejected>,
}

impl Taken {
    fn role(&self, header: &str) -> &'static str {
        self.source
            .columns()
            .iter()
            .find(|column| column.header == header)
            .unwrap()
            .role
            .word()
    }

    fn roles(&self) -> Vec<&'static str> {
        self.source
            .columns()
            .iter()
            .map(|column| column.role.word())
            .collect()
    }

    fn reasons(&self) -> Vec<(u64, &str)> {
        self.rejected
            .iter()
            .map(|bad| (bad.line, bad.reason.as_str()))
            .collect()
    }
}

fn take_all(mut source: Source) -> Taken {
    let (mut rows, mut rejected) = (Vec::new(), Vec::new());
    while let Some(row) = source.next_row().unwrap() {
        match row {
            Ok(row) => rows.push(row),
            Err(bad) => rejected.push(bad),
        }
    }
    let counts = source.counts();
    assert_eq!(
        (counts.taken, counts.rejected),
        (rows.len() as u64, rejected.len() as u64)
    );
    assert_eq!(counts.rows, counts.taken + counts.rejected + counts.blank);
    assert_eq!(source.bytes_read(), source.total_bytes());
    Taken {
        source,
        rows,
        rejected,
    }
}

fn take_as(name: &str, bytes: impl Into<Vec<u8>>, options: &Options) -> Taken {
    take_all(Source::from_bytes(name, bytes.into(), options).unwrap())
}

/// A file about Instagram, unless it says otherwise itself.
fn take(text: &str) -> Taken {
    take_as(
        "x.csv",
        text,
        &Options {
            learned: None,
            platform: Some(Platform::Instagram),
            map: vec![],
        },
    )
}

fn refuse(bytes: impl Into<Vec<u8>>, options: &Options) -> String {
    match Source::from_bytes("x.csv", bytes.into(), options).map(|source| source.ready()) {
        Err(error) | Ok(Err(error)) => error.to_string(),
        Ok(Ok(())) => panic!("it should have been refused"),
    }
}

fn mapped(maps: &[&str]) -> Options {
    Options {
        learned: None,
        platform: Some(Platform::Instagram),
        map: maps.iter().map(|map| parse_map(map).unwrap()).collect(),
    }
}

fn extra<'a>(row: &'a Incoming, header: &str) -> Option<&'a str> {
    row.extra
        .iter()
        .find(|(name, _)| name == header)
        .map(|(_, value)| value.as_str())
}

#[test]
fn a_list_with_line_breaks_in_its_headers_and_two_spellings_of_each_figure() {
    let text = "Influencer insta name,instagram name,category_1,category_2,Followers,Followers Numbers ,\
        Audience country(mostly),\"Engagement avg\r\n\",\"Engagement avg Values \n\"\r\n\
        ada.lov,Ada Lovelace,Music,Shows,48.5M,48500000,Spain,637K,637000\r\n\
        bo_,BO 보,,,9M,9000000,Atlantis,0,0\r\n\
        cy1,Cy & Co,Music,music,2M,12000000,Russia,1.1M,1100000\r\n\
        dii,Di Di,,Art,3M,,Russia,N/A,\r\n";
    let taken = take_as("list.csv", text, &Options::default());
    assert_eq!(
        taken.roles(),
        [
            "handle",
            "name",
            "niche",
            "niche",
            "followers",
            "followers",
            "audience-country",
            "average-engagement",
            "average-engagement"
        ]
    );
    assert!(matches!(
        taken.source.platform(),
        PlatformChoice::Guessed(Platform::Instagram, _)
    ));
    let [ada, bo, cy, di] = taken.rows.as_slice() else {
        panic!()
    };
    assert_eq!(
        (ada.line, ada.handle.as_str(), ada.name.as_deref()),
        (4, "ada.lov", Some("Ada Lovelace"))
    );
    assert_eq!(ada.niche.as_deref(), Some("Music, Shows"));
    assert_eq!(
        (ada.audience_country.as_deref(), ada.country.as_deref()),
        (Some("ES"), None)
    );
    assert_eq!(
        (ada.figures.followers, ada.figures.average_engagement),
        (Some(48_500_000), Some(637_000))
    );
    assert!(ada.extra.is_empty() && ada.remarks.is_empty());
    assert_eq!(
        bo.remarks,
        ["audience country \"Atlantis\" is not a country we know; kept as an extra field"]
    );
    assert_eq!(extra(bo, "Audience country(mostly)"), Some("Atlantis"));
    assert_eq!(
        (cy.figures.followers, cy.niche.as_deref(), cy.remarks.len()),
        (Some(12_000_000), Some("Music"), 1)
    );
    assert_eq!(
        (di.figures.followers, di.figures.average_engagement),
        (Some(3_000_000), None)
    );
}

#[test]
fn a_list_with_two_columns_of_one_name_and_hidden_comments() {
    let text = "S.no,Name,Youtuber,Country, Subscribers, Subscribers,Category_2,Avg. likes,Avg. likes,Avg Comments,Avg Comments,Category_3\n\
        1,Kids Show,✿ Kids Diana Show,,99.1M,99100000,Toys,64.8K,64800,0,0,Humor\n\
        2,T-Series,tseries,India,224.4M,224400000,Music & Dance,4.6K,4600,125,125,\n\
        3,Oficial MX,OficialMX\u{200b},NaN,1M,1000000,,1K,1000,2,2,\n";
    let taken = take_as("youtube.csv", text, &Options::default());
    assert_eq!(
        (taken.role("Youtuber"), taken.role("Name")),
        ("handle", "name")
    );
    assert_eq!(taken.source.columns()[4].same_as, Some(5));
    assert_eq!(taken.source.columns()[5].header, "Subscribers (2)");
    let [kids, series, oficial] = taken.rows.as_slice() else {
        panic!()
    };
    assert_eq!(
        (kids.handle.as_str(), kids.platform),
        ("✿ Kids Diana Show", Platform::YouTube)
    );
    assert_eq!(
        (kids.figures.average_likes, kids.figures.average_comments),
        (Some(64_800), None)
    );
    assert_eq!(
        (series.figures.average_comments, series.country.as_deref()),
        (Some(125), Some("IN"))
    );
    assert_eq!(
        (oficial.handle.as_str(), oficial.country.as_deref()),
        ("OficialMX", None)
    );
    assert_eq!(extra(series, "S.no"), Some("2"));
    assert_eq!(
        taken.source.remarks().len(),
        1,
        "{:?}",
        taken.source.remarks()
    );
}

#[test]
fn a_list_without_names_with_a_score_and_a_rate() {
    let text = "\u{feff}rank,channel_info,influence_score,posts,followers,avg_likes,60d_eng_rate,new_post_avg_like,total_likes,country\n\
        1,cristiano,92,3.3k,475.8m,8.7m,1.39%,6.5m,29.0b,Spain\n\
        2,leomessi,90,0.89k,357.3m,6.8m,NaN%,4.4m,6.0b,NaN\n\
        3,didier,185,1.0k,11.5m,0.2m,1.1%,0,1.0b,CÃ´te d'Ivoire\n";
    let taken = take_as("instagram-top.csv", text, &Options::default());
    assert_eq!(
        (taken.role("rank"), taken.role("channel_info")),
        ("extra", "handle")
    );
    let [cr, leo, didier] = taken.rows.as_slice() else {
        panic!()
    };
    assert_eq!(
        (cr.name.as_deref(), cr.country.as_deref(), cr.platform),
        (None, Some("ES"), Platform::Instagram)
    );
    assert_eq!(
        (cr.figures.quality, cr.figures.posts),
        (Some(92), Some(3_300))
    );
    assert_eq!(cr.figures.engagement_rate, Some(13_900));
    assert_eq!(extra(cr, "total_likes"), Some("29.0b"));
    assert_eq!(
        (
            leo.figures.engagement_rate,
            leo.country.as_deref(),
            leo.figures.posts
        ),
        (None, None, Some(890))
    );
    assert_eq!(didier.country.as_deref(), Some("CI"));
    assert_eq!(
        didier.remarks,
        ["quality \"185\" is not between 1 and 100; kept as an extra field"]
    );
}

#[test]
fn a_table_of_our_own_making_is_understood_whole() {
    let text = "id,handle,name,email,platform,niche,country,lang,followers,engagement_bp,avg_views,stage,owner,last_contact,next_action,rate_cents,tags,note\n\
        1,adalov,Ada O'Brien,ada@example.com,tiktok,tech,IE,en,17337,296,2154,outreach,amelie,2026-01-02,2026-02-11,2300,ugc eco,\"likes\nmornings\"\n\
        2,'@bo,Bo,bo at example,Snapchat,pets,NA,tlh,1e99,x,-5,lost,,2026-02-30,,,#UGC; Long Form,\n";
    let taken = take(text);
    assert_eq!(taken.role("next_action"), "next-date");
    assert_eq!(taken.source.platform(), &PlatformChoice::Column(4));
    let [ada, bo] = taken.rows.as_slice() else {
        panic!()
    };
    assert_eq!(
        (ada.platform, ada.stage, ada.owner.as_deref()),
        (Platform::TikTok, Some(Stage::Outreach), Some("amelie"))
    );
    assert_eq!(
        (ada.mails.as_slice(), ada.language.as_deref()),
        (&["ada@example.com".to_owned()][..], Some("en"))
    );
    assert_eq!(ada.figures.engagement_rate, Some(29_600));
    assert_eq!(ada.last_contact.unwrap().to_string(), "2026-01-02");
    assert_eq!(ada.next_date.unwrap().to_string(), "2026-02-11");
    assert_eq!(
        (ada.tags.join("+"), ada.note.as_deref()),
        ("ugc+eco".to_owned(), Some("likes\nmornings"))
    );
    assert_eq!(extra(ada, "rate_cents"), Some("2300"));
    assert_eq!(
        (bo.handle.as_str(), bo.platform, bo.line),
        ("bo", Platform::Other, 4)
    );
    assert_eq!(bo.tags, ["ugc", "long form"]);
    for header in [
        "platform",
        "email",
        "country",
        "lang",
        "followers",
        "engagement_bp",
        "avg_views",
        "stage",
        "last_contact",
    ] {
        assert!(extra(bo, header).is_some(), "{header} is kept");
    }
    assert_eq!(bo.remarks.len(), 9, "{:#?}", bo.remarks);
}

#[test]
fn one_file_in_any_encoding_and_with_any_delimiter_gives_the_same_accounts() {
    let text = "handle\tname\tfollowers\r\nzoë\tZoë Ä\t1.2K\r\nbo\tBo\t5\r\n";
    let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat(),
        latin,
        text.replace('\t', ";").into_bytes(),
        text.replace('\t', "|").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
        format!("\n\n{}", text.replace('\t', ",")).into_bytes(),
        format!("sep=;\n{}", text.replace('\t', ";")).into_bytes(),
    ];
    for (place, file) in files.into_iter().enumerate() {
        let taken = take_as(
            "x.csv",
            file,
            &Options {
                learned: None,
                platform: Some(Platform::X),
                map: vec![],
            },
        );
        let rows: Vec<_> = taken
            .rows
            .iter()
            .map(|row| {
                (
                    row.handle.as_str(),
                    row.name.as_deref().unwrap(),
                    row.figures.followers,
                )
            })
            .collect();
        assert_eq!(
            rows,
            [("zoë", "Zoë Ä", Some(1_200)), ("bo", "Bo", Some(5))],
            "file {place}"
        );
        let says_latin = taken.source.remarks() == ["read as Windows-1252 (Latin-1)"];
        assert_eq!(says_latin, place == 5, "file {place}");
    }
}

#[test]
fn how_far_a_file_is_read_is_told_by_the_rows_that_were_taken() {
    let text = "handle,name\r\nzoë,Zoë Ä\r\nbo,Bo\r\n";
    let latin = |text: &str| text.chars().map(|c| c as u8).collect();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf8 = |text: &str| text.as_bytes().to_vec();
    for (mark, encode) in [
        (&b""[..], &utf8 as &dyn Fn(&str) -> Vec<u8>),
        (b"\xef\xbb\xbf", &utf8),
        (b"\xff\xfe", &utf16),
        (b"", &latin),
    ] {
        let file = [mark, &encode(text)].concat();
        let options = Options {
            platform: Some(Platform::X),
            ..Options::default()
        };
        let mut source = Source::from_bytes("x.csv", file, &options).unwrap();
        for rows in ["handle,name\r\n", "zoë,Zoë Ä\r\n", "bo,Bo\r\n"] {
            let until = text.find(rows).unwrap() + rows.len();
            let until = mark.len() + encode(&text[..until]).len();
            assert_eq!(
                source.bytes_read(),
                until as u64,
                "{} {rows}",
                source.format()
            );
            let _ = source.next_row().unwrap();
        }
        assert_eq!(source.bytes_read(), source.total_bytes());
    }
}

#[test]
fn an_accent_that_comes_late_tells_the_encoding_as_well() {
    let mut file = b"handle,name\n".to_vec();
    for row in 0..20_000 {
        file.extend_from_slice(format!("ada{row},Ada\n").as_bytes());
    }
    file.extend_from_slice(b"zoe,Zo\xeb\n");
    let taken = take_as(
        "x.csv",
        file,
        &Options {
            learned: None,
            platform: Some(Platform::X),
            map: vec![],
        },
    );
    assert_eq!(taken.rows.last().unwrap().name.as_deref(), Some("Zoë"));
    assert!(taken.rejected.is_empty());
}

#[test]
fn every_row_is_taken_rejected_or_blank() {
    let text = b"handle,followers,note\n\
        ada,1,x\n\
        bo,2\n\
        \n\
        ,, \n\
        cy,3,x,,\n\
        di,4,x,y\n\
        ,5,x\n\
        e\0d,6,x\n\
        fi,7,\"oops\n\
        gu,8,Zo\xc3\xab\n\
        -,9,x\n\
        h\xe2\x80\x8bi,9,x\n\
        jo,9,x"
        .to_vec();
    let taken = take_as(
        "x.csv",
        text,
        &Options {
            learned: None,
            platform: Some(Platform::X),
            map: vec![],
        },
    );
    let handles: Vec<_> = taken
        .rows
        .iter()
        .map(|row| (row.line, row.handle.as_str()))
        .collect();
    assert_eq!(
        handles,
        [(2, "ada"), (3, "bo"), (6, "cy"), (11, "gu"), (14, "jo")]
    );
    assert_eq!(
        taken.rows[1].remarks,
        ["the last cell of the row is missing; taken as blank"]
    );
    assert_eq!(
        taken.reasons(),
        [
            (7, "row has 4 cells, the header 3"),
            (8, "no handle"),
            (9, "the row has a NUL byte in it"),
            (10, "the quote that opens on line 10 is never closed"),
            (12, "no handle"),
            (
                13,
                "the handle has a hidden character in it (U+200B); type it anew"
            ),
        ]
    );
    assert_eq!(
        taken.source.counts(),
        Counts {
            rows: 13,
            taken: 5,
            rejected: 6,
            blank: 2
        }
    );
    assert_eq!(taken.rejected[0].cells, ["di", "4", "x", "y"]);
}

#[test]
fn a_row_that_is_not_utf8_in_a_file_that_is_costs_only_itself() {
    let mut file = "handle\nzoë\n".repeat(8_000).into_bytes();
    file.extend_from_slice(b"b\xff\nada\n");
    let taken = take_as(
        "x.csv",
        file,
        &Options {
            learned: None,
            platform: Some(Platform::X),
            map: vec![],
        },
    );
    assert_eq!(taken.rejected.len(), 1);
    assert_eq!(taken.rejected[0].reason, "the row is not UTF-8 text");
}

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
fn files_that_cannot_be_imported_say_why_and_what_to_do() {
    let plain = Options::default();
    assert_eq!(refuse("", &plain), "x.csv is empty; export it again");
    assert_eq!(
        refuse("handle,name\n\n", &plain),
        "x.csv has no rows under its header on line 1; export it again with its rows"
    );
    assert!(refuse("ada,12000\nbo,13000\n", &plain).starts_with("x.csv holds values on line 1"));
    assert!(
        refuse("niche,followers\nart,12\n", &plain)
            .starts_with("x.csv has no column that names the accounts")
    );
    assert!(refuse("handle\nada\n", &plain).starts_with("x.csv does not say which platform"));
    assert!(
        refuse("handle,\"name\nada,b\n", &plain)
            .contains("the quote that opens on line 1 is never closed")
    );
    assert!(refuse(vec![b','; 300], &plain).contains("x.csv"));
    let wide = format!("{}\n1\n", vec!["h"; 201].join(","));
    assert!(refuse(wide, &plain).starts_with("x.csv has 201 columns, the most we take is 200"));
    assert!(refuse(*b"PK\x03\x04xl/worksheets", &plain).contains("Excel workbook"));
    let missing = Source::open(std::path::Path::new("/nowhere/x.csv"), &plain)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        missing.to_string(),
        "x.csv cannot be read (there is no such file); check the path and its permissions"
    );
    let folder = Source::open(&std::env::temp_dir(), &plain)
        .map(|_| ())
        .unwrap_err();
    assert!(folder.to_string().contains("it is a folder"));
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

#[test]
fn a_file_on_disk_is_read_as_one_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tiktok-2024-05.csv");
    std::fs::write(&file, b"handle,followers\nada,12K\n").unwrap();
    let source = Source::open(&file, &Options::default()).unwrap();
    assert_eq!(
        as_of_from_name(source.name()).unwrap().to_string(),
        "2024-05-01"
    );
    let taken = take_all(source);
    assert_eq!(
        (taken.rows[0].platform, taken.rows[0].figures.followers),
        (Platform::TikTok, Some(12_000))
    );
}

const KNOWN: &str = "platform,handle,name,audience female %,Audience male %,age 18-24,Age 25-34,Audience US %,Rate per post (EUR),Story price,currency,\
past brands,shoe size,shirt size,languages,address,zip,city\n\
instagram,ada.lov,Ada,64%,35,31.5,0.8,42,600,\"1.5k\",USD,\"Nike; Glow Lab, Inc.\",39 EU,M,\"en, sv\",Storgatan 1,211 34,Malmö\n\
instagram,bo.b,Bo,90,80,,,,ask,€150,,Nike,,,Klingonese,,1000,Gent\n";

fn understood(text: &str) -> Taken {
    let bytes = text.as_bytes().to_vec();
    take_all(Source::from_bytes("list.csv", bytes, &Options::default()).unwrap())
}

#[test]
fn audiences_rates_sponsors_sizes_languages_and_addresses_are_understood() {
    let taken = understood(KNOWN);
    let ada = &taken.rows[0];
    let shares: Vec<String> = ada
        .audience
        .iter()
        .map(|one| format!("{} {}", one.key.stored(), one.share))
        .collect();
    assert_eq!(
        shares,
        [
            "female 640000",
            "male 350000",
            "18-24 315000",
            "25-34 8000",
            "US 420000"
        ]
    );
    let rates: Vec<String> = ada
        .rates
        .iter()
        .map(|one| format!("{} {}", one.kind.word(), one.amount.say()))
        .collect();
    assert_eq!(rates, ["post 600 EUR", "story 1,500 USD"]);
    let brands: Vec<&str> = ada.sponsors.iter().map(|one| one.brand.as_str()).collect();
    assert_eq!(brands, ["Nike", "Glow Lab, Inc."]);
    assert_eq!(ada.language.as_deref(), Some("en"));
    let fields: Vec<(&str, &str)> = ada
        .fields
        .iter()
        .map(|(field, value)| (field.column(), value.as_str()))
        .collect();
    assert_eq!(
        fields,
        [("sizes", "shoes 39 EU, shirt M"), ("languages", "sv")]
    );
    assert_eq!(ada.addresses, ["Storgatan 1\n211 34 Malmö"]);
    assert!(ada.extra.is_empty(), "{:?}", ada.extra);
}

#[test]
fn what_is_not_sure_stays_an_extra_field_with_a_reason() {
    let taken = understood(KNOWN);
    let bo = &taken.rows[1];
    assert!(bo.audience.is_empty(), "90 and 80 per cent are no audience");
    let rates: Vec<String> = bo.rates.iter().map(|one| one.amount.say()).collect();
    assert_eq!(rates, ["150 EUR"]);
    assert!(
        bo.addresses.is_empty(),
        "a city without a street is no address"
    );
    let remarks = bo.remarks.join("\n");
    for words in ["170% in all", "rate \"ask\"", "language \"Klingonese\""] {
        assert!(remarks.contains(words), "{words} in {remarks}");
    }
}

#[test]
fn a_price_without_a_currency_and_a_city_without_a_street_stay_as_they_were() {
    let taken = understood(
        "platform,handle,price,currency,city,state\ninstagram,ada.lov,600,EUR,Malmö,Skåne\n",
    );
    assert_eq!(taken.rows[0].rates[0].amount.say(), "600 EUR");
    let alone = understood("platform,handle,price,city,state\ninstagram,ada.lov,600,Malmö,Skåne\n");
    assert!(alone.rows[0].rates.is_empty());
    let extra: Vec<&str> = alone.rows[0]
        .extra
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(extra, ["city", "state", "price"]);
    let other = understood("platform,handle,currency\ninstagram,ada.lov,EUR\n");
    assert_eq!(
        other.rows[0].extra,
        [("currency".to_owned(), "EUR".to_owned())]
    );
}

#[test]
fn shares_of_one_file_are_in_one_unit() {
    let taken = understood(
        "platform,handle,audience female,audience male,audience 65+\ninstagram,ada.lov,0.64,0.35,0.01\n",
    );
    let shares: Vec<i64> = taken.rows[0].audience.iter().map(|one| one.share).collect();
    assert_eq!(shares, [640_000, 350_000, 10_000]);
}
