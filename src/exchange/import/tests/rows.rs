//! Bytes and rows: encodings, rows that cannot be taken, files that are none.

use super::*;

#[test]
fn a_soft_line_break_of_a_spreadsheet_is_a_line_break() {
    for soft in ["\u{b}", "\u{c}", "\u{85}"] {
        let taken = take(&format!(
            "handle,note,Story\nada,one{soft}two,a{soft}b\nbo{soft},plain,\n"
        ));
        assert_eq!(taken.rows[0].note.as_deref(), Some("one\ntwo"), "{soft:?}");
        assert_eq!(extra(&taken.rows[0], "Story"), Some("a\nb"));
        assert_eq!(taken.rows[1].handle.as_str(), "bo");
    }
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
        let says_latin = taken.source.remarks() == ["read as Windows-1252, for example \"zoë\""];
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
    assert_eq!(
        taken.rejected[0].reason,
        "column \"handle\" has a byte that is not UTF-8 (0xFF)"
    );
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
fn a_file_on_disk_is_read_as_one_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tiktok-2024-05.csv");
    std::fs::write(&file, b"handle,followers\nada,12K\n").unwrap();
    let source = Source::open(&file, &Options::default()).unwrap();
    assert_eq!(source.name(), "tiktok-2024-05.csv");
    let taken = take_all(source);
    assert_eq!(
        (taken.rows[0].platform, taken.rows[0].figures.followers),
        (Platform::TikTok, Some(12_000))
    );
}

fn warnings(file: &str) -> Vec<String> {
    take_as("x.csv", file, &Options::default())
        .source
        .warnings()
}

#[test]
fn rates_whose_unit_is_open_are_a_warning_with_an_example() {
    let rows = |header: &str, rates: &[&str]| {
        let rows = rates.iter().enumerate();
        let rows = rows.map(|(at, rate)| format!("instagram,a{at},{rate}\n"));
        format!(
            "platform,handle,{header}\n{}",
            rows.collect::<Vec<_>>().concat()
        )
    };
    for (header, rates, said) in [
        (
            "ER",
            &["0.5", "0.8"][..],
            "column \"ER\" has parts, or per cent: \"0.5\" is read as 50.0% in line 2 (2 rows like it)",
        ),
        (
            "ER",
            &["3%", "1.2", "0.0139"],
            "column \"ER\" has per cent and parts: \"0.0139\" is read as 0.0139% in line 4 (1 row like it)",
        ),
    ] {
        let told = warnings(&rows(header, rates));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(said), "{told:?}");
    }
    for (header, rates) in [
        ("ER", &["0.0139", "0.02", "0.31"][..]),
        ("ER", &["1.39", "0.8", "2.4"]),
        ("ER", &["50%", "80%"]),
        ("ER %", &["0.5", "0.8"]),
        ("ER %", &["0.0139", "1.2"]),
    ] {
        let told = warnings(&rows(header, rates));
        assert!(told.is_empty(), "{header} {rates:?}: {told:?}");
    }
}

#[test]
fn followers_with_decimals_are_reported() {
    for (cell, followers, remark) in [
        (
            "1.2345",
            None,
            Some("so it may be in thousands or millions; kept as an extra field"),
        ),
        ("48.5", Some(49), Some("has decimals; took 49")),
        ("84210.5", Some(84_211), Some("has decimals; took 84,211")),
        ("1200.0", Some(1_200), None),
        ("1.2K", Some(1_200), None),
        ("1,200", Some(1_200), None),
        ("12", Some(12), None),
    ] {
        let file = format!("platform,handle,followers\ninstagram,ann,\"{cell}\"\n");
        let row = take_as("x.csv", file.as_str(), &Options::default())
            .rows
            .remove(0);
        assert_eq!(row.figures.followers, followers, "{cell}");
        let remarks = row.remarks.join("");
        match remark {
            Some(words) => assert!(remarks.ends_with(words), "{cell}: {remarks}"),
            None => assert_eq!(remarks, "", "{cell}"),
        }
    }
}

#[test]
fn control_characters_are_a_warning() {
    let file = "platform,handle,name\ninstagram,ann,a\u{1b}[31mred\ninstagram,bo,\"Bo\tB\nB\"\n";
    assert_eq!(
        warnings(file),
        [
            "1 row has control characters (for example \"a\\u{1b}[31mred\" in line 2); they are kept, and left out of \
             screens and CSV exports"
        ]
    );
    assert!(warnings("platform,handle,name\ninstagram,bo,\"Bo\tB\nB\"\n").is_empty());
}
