//! Whole files through the importer: small fixtures in the manner of real exports.

#![allow(clippy::unwrap_used)]

mod columns;
mod cut;
mod headers;
mod known;
mod marks;
mod ours;
mod platforms;
mod reader;
mod rows;
mod subjects;

use super::*;
use crate::domain::field::Field;
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::parking::ParkReason;
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
        ("bo", Platform::Snapchat, 4)
    );
    assert_eq!(bo.tags, ["ugc", "long form"]);
    for header in [
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
    assert_eq!(bo.remarks.len(), 8, "{:#?}", bo.remarks);
}
