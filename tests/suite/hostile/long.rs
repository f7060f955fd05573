//! Long runs of one character in a cell or a line: read or refused, and never by a call for each character, which
//! would overflow the small stacks of the threads that read files.

use chrono::NaiveDate;
use entourage::domain::audience::{AudienceKind, read_shares};
use entourage::domain::counts::{Mark, parse_count, parse_exact, parse_rate, sign_of};
use entourage::domain::dates;
use entourage::domain::money::Money;
use entourage::domain::platform::read_references;
use entourage::domain::text::Clean;
use entourage::domain::touch::read_line;

/// Far more calls than the stack below has room for.
const LONG: usize = 6_000;

/// Everything that reads what stands in a cell or is typed into a line.
fn read_everything(text: &str) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let _ = parse_count(text);
    let _ = parse_rate(text);
    let _ = parse_exact(text, Mark::Decimal, 2, 1_000_000);
    let _ = sign_of(text);
    let _ = Money::read(text, None);
    let _ = dates::parse(text, today);
    let _ = dates::parse_past(text, today);
    let _ = dates::import(text);
    let _ = dates::read_step(text, today);
    let _ = read_line(text, today, None);
    let _ = read_shares(AudienceKind::Country, text);
    let _ = read_references(text);
    let _ = Clean::line(text);
}

#[test]
fn a_run_of_any_sign_is_read_in_a_small_stack() {
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let reading = small.spawn(|| {
        for sign in "-+−–—.,'\"()[]{}<>/\\|@#%‰$€&*!?=~^_`:; 0aKé万".chars() {
            let run: String = std::iter::repeat_n(sign, LONG).collect();
            for text in [run.clone(), format!("{run}1"), format!("1{run}")] {
                read_everything(&text);
            }
        }
    });
    assert!(reading.unwrap().join().is_ok());
}

/// The desk died of such a cell and left the terminal raw.
#[test]
fn a_file_with_a_run_of_dashes_is_imported() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dashes.csv");
    let run = "-".repeat(LONG);
    std::fs::write(
        &file,
        format!("username,custom,platform\nq1,{run},instagram\n"),
    )
    .unwrap();
    let database = folder.path().join("desk.db");
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_entourage"))
        .args([
            "--db",
            database.to_str().unwrap(),
            "import",
            file.to_str().unwrap(),
        ])
        .env("XDG_STATE_HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
}
