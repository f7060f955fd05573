//! Expected screens: plain text beside the tests, and one line with a hash of the styles.
//!
//! `UPDATE_SCREENS=1` writes them anew; the difference is reviewed like code. Times of day are shown in the zone of
//! whoever runs the tests, so they are masked.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;

use entourage::domain::text::width;
use ratatui::buffer::Buffer;

/// The letters of a screen, line by line, without the blanks at the end.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Where a wide letter's second half is taken by something else: the terminal would show neither whole.
pub fn torn(buffer: &Buffer) -> Vec<(u16, u16)> {
    let mut torn = Vec::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let wide = width(buffer[(x, y)].symbol()) > 1;
            let whole = x + 1 < buffer.area.width && buffer[(x + 1, y)].symbol() == " ";
            if wide && !whole {
                torn.push((x, y));
            }
        }
    }
    torn
}

/// A hash of every cell's colours and weight (FNV-1a).
fn styles(buffer: &Buffer) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut words = String::new();
    for cell in &buffer.content {
        words.clear();
        let _ = write!(words, "{:?} {:?} {:?};", cell.fg, cell.bg, cell.modifier);
        for byte in words.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("styles {hash:016x}")
}

/// `10:04` becomes `··:··`.
fn masked(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for at in 0..letters.len().saturating_sub(4) {
        let time = matches!(
            letters[at..at + 5],
            [a, b, ':', c, d] if [a, b, c, d].iter().all(char::is_ascii_digit)
        );
        if time {
            for place in [0, 1, 3, 4] {
                letters[at + place] = '·';
            }
        }
    }
    letters.into_iter().collect()
}

#[track_caller]
pub fn compare(name: &str, buffer: &Buffer) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/screens")
        .join(format!("{name}.txt"));
    let shown = format!("{}{}\n", masked(&text(buffer)), styles(buffer));
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        std::fs::write(&path, &shown).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == shown,
        "{} differs (UPDATE_SCREENS=1 writes it anew)\n--- expected\n{expected}--- shown\n{shown}",
        path.display()
    );
}

/// What stands in README between two marks; `UPDATE_SCREENS` writes it anew.
#[track_caller]
pub fn is_in_readme(begin: &str, shown: &str, end: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let from = readme.find(begin).expect("README has the mark") + begin.len();
    let to = from + readme[from..].find(end).expect("README has the end mark");
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        let written = format!("{}{shown}{}", &readme[..from], &readme[to..]);
        std::fs::write(&path, written).unwrap();
        return;
    }
    assert_eq!(
        &readme[from..to],
        shown,
        "UPDATE_SCREENS=1 cargo test writes it anew"
    );
}
