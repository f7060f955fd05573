//! Files that were cut off, after every byte: nothing comes in that the whole file does not say, but for the last cell
//! of a last row without a line break, which is reported.

use super::*;
use crate::exchange::import::reader::CUT_OFF;

/// What a row says, to be compared.
fn says(row: &Incoming) -> String {
    format!(
        "{} {} {:?} {:?} {:?} {:?} {:?}",
        row.platform.word(),
        row.handle.as_str(),
        row.name,
        row.mails,
        row.figures,
        row.note,
        row.extra
    )
}

/// Takes a file after every byte of it from the end of its header, and compares with what the whole file says.
fn cut_everywhere(bytes: &[u8], header: usize) {
    let options = Options::default();
    let whole = take_as("x.csv", bytes, &options);
    assert!(whole.rejected.is_empty(), "{:?}", whole.reasons());
    let said = |line: u64| whole.rows.iter().find(|row| row.line == line).map(says);
    for length in header..bytes.len() {
        let cut = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let Ok(source) = Source::from_bytes("x.csv", bytes[..length].to_vec(), &options) else {
            continue;
        };
        let taken = take_all(source);
        let warnings = taken.source.warnings();
        let last = taken.rows.iter().map(|row| row.line).max();
        for row in &taken.rows {
            if said(row.line) == Some(says(row)) {
                continue;
            }
            let warning = format!(
                "the file does not end with a line break; check the last row, line {}",
                row.line
            );
            assert!(warnings.contains(&warning), "{cut:?}: {warnings:?}");
            assert_eq!(Some(row.line), last, "{cut:?}");
            let whole = whole.rows.iter().find(|one| one.line == row.line).unwrap();
            assert_eq!(row.handle, whole.handle, "{cut:?}");
            assert_eq!(row.name, whole.name, "{cut:?}");
        }
    }
}

const PLAIN: &str = "platform,username,name,email,followers\n\
    instagram,person1,Zoë One,mail1@example.org,1234501\n\
    tiktok,person2,\"Two, Bo\",mail2@example.org,1234502\n\
    youtube,person3,설인아,mail3@example.org,1234503\n";

#[test]
fn a_file_cut_after_any_byte_says_nothing_that_the_whole_does_not() {
    let header = PLAIN.find('\n').unwrap() + 1;
    cut_everywhere(PLAIN.as_bytes(), header);
    let windows = PLAIN.replace('\n', "\r\n");
    cut_everywhere(windows.as_bytes(), header + 1);
    let mac = PLAIN.replace('\n', "\r");
    cut_everywhere(mac.as_bytes(), header);
    let tabs = PLAIN.replace("Two, Bo", "Two").replace(',', "\t");
    cut_everywhere(tabs.as_bytes(), header);
    let utf16: Vec<u8> = PLAIN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    cut_everywhere(&[&[0xff, 0xfe], utf16.as_slice()].concat(), 2 + 2 * header);
}

#[test]
fn cells_of_several_lines_make_no_people_where_they_are_cut() {
    let file = "platform,username,name,note,followers\n\
        instagram,person1,One,\"tall\nand fast\",1234501\n\
        instagram,person2,Two,\"call, then\nwrite\nInstagram,bo,Bo,\"\"x\"\",1\nend\",1234502\n\
        instagram,person3,Three,\"a \"\"quote\"\"\",1234503\n";
    cut_everywhere(file.as_bytes(), file.find('\n').unwrap() + 1);
}

#[test]
fn a_last_row_with_cells_missing_is_rejected_and_one_with_all_is_reported() {
    let said = |file: &str| {
        let taken = take(file);
        let reasons: Vec<String> = taken
            .rejected
            .iter()
            .map(|bad| bad.reason.clone())
            .collect();
        (taken.rows.len(), reasons, taken.source.warnings())
    };
    let cut = || vec![CUT_OFF.to_owned()];
    let open = |line: u64| {
        vec![format!(
            "the file does not end with a line break; check the last row, line {line}"
        )]
    };
    let head = "username,name,followers\nann,Ann,1000\n";
    for (rest, rows, reasons, warnings) in [
        ("", 1, vec![], vec![]),
        ("ben", 1, cut(), vec![]),
        ("ben,Ben", 1, cut(), vec![]),
        ("ben,Ben\n", 2, vec![], vec![]),
        ("ben,Ben,", 2, vec![], open(3)),
        ("ben,Ben,12", 2, vec![], open(3)),
        ("ben,Ben,\"12\"", 2, vec![], open(3)),
        ("ben,\"Ben", 1, cut(), vec![]),
        ("ben,Ben,\"12", 1, cut(), vec![]),
        ("ben,Ben,12\n", 2, vec![], vec![]),
        ("ben,Ben,12\r", 2, vec![], vec![]),
        ("ben,Ben,12\n   ", 2, vec![], vec![]),
    ] {
        let wanted = (rows, reasons, warnings);
        assert_eq!(said(&format!("{head}{rest}")), wanted, "{rest:?}");
    }
    // Half a letter of the last cell.
    let half = [b"username,followers,name\nann,1,Ann\nzoe,2,Zo\xc3".as_slice()].concat();
    let options = Options {
        platform: Some(Platform::X),
        ..Options::default()
    };
    let reason = "column \"name\" ends within a character";
    assert_eq!(take_as("x.csv", half, &options).reasons(), [(3, reason)]);
}

#[test]
fn lines_behind_a_quote_that_is_never_closed_count_where_they_are_whole_rows() {
    let taken = take("username,name,followers\nann,\"Ann,1\nben,Ben,2\ncy,Cy\n");
    assert_eq!(taken.rows.len(), 1);
    assert_eq!(
        taken.reasons(),
        [
            (2, "the quote that opens on line 2 is never closed"),
            (4, "the file ends inside the quotes that open on line 2"),
        ]
    );
}
