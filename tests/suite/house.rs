//! The walls of the house, looked at from outside: what a review would have to find again and again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path
            .file_stem()
            .is_some_and(|stem| stem == "tests" || stem == "hostile");
        if is_test {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Lines below this folder of `src` that hold one of these, without comments and test modules.
fn lines_with(folder: &str, words: &[&str]) -> Vec<String> {
    let mut files = Vec::new();
    sources(&root().join("src").join(folder), &mut files);
    assert!(!files.is_empty(), "nothing below src/{folder}");
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_domain_knows_nobody() {
    let others = [
        "crate::store",
        "crate::ui",
        "crate::runtime",
        "crate::exchange",
        "crate::cli",
        "rusqlite",
        "ratatui",
        "crossterm",
        "std::fs",
        "std::thread",
        "std::env",
        "Utc::now",
        "Local::now",
        "Instant::now",
        "SystemTime::now",
    ];
    assert_eq!(lines_with("domain", &others), Vec::<String>::new());
}

#[test]
fn the_screens_do_nothing_themselves() {
    let others = [
        "crate::store",
        "crate::runtime",
        "crate::cli",
        "rusqlite",
        "std::fs",
        "std::thread",
        "std::env",
        "Utc::now",
        "Local::now",
        "Instant::now",
        "SystemTime::now",
    ];
    assert_eq!(lines_with("ui", &others), Vec::<String>::new());
}

#[test]
fn only_the_store_speaks_to_the_database() {
    for folder in ["domain", "ui", "runtime", "exchange", "cli", "demo"] {
        let sql = ["rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM"];
        assert_eq!(lines_with(folder, &sql), Vec::<String>::new());
    }
    assert_eq!(
        lines_with("store", &["ratatui", "crossterm", "crate::ui"]),
        Vec::<String>::new()
    );
}

/// Rule 25 and T8: in one room of the store files are opened, created, renamed and deleted, by descriptor and without
/// following a link; and never the database's own. Everything that is written out of a database goes by that room too.
#[test]
fn files_beside_a_database_are_touched_in_one_room_alone() {
    let words = [
        "File::open",
        "File::create",
        "File::options",
        "OpenOptions",
        "DirBuilder",
        "tempfile::",
        "fs::read(",
        "fs::read_",
        "fs::write",
        "fs::copy",
        "fs::rename",
        "fs::remove_",
        "fs::create_dir",
        "fs::hard_link",
        "fs::set_permissions",
        "fs::open",
        "fs::chown",
        "fs::unlink",
        "fs::mkdir",
        "symlink(",
        ".exists()",
        ".is_dir()",
        ".is_file()",
    ];
    let outside = |line: &String| !line.contains("src/store/side/");
    let mut found: Vec<String> = lines_with("store", &words)
        .into_iter()
        .filter(outside)
        .collect();
    for folder in ["demo", "cli"] {
        found.extend(lines_with(folder, &words[..words.len() - 3]));
    }
    found.extend(
        lines_with("runtime", &words[..words.len() - 3])
            .into_iter()
            .filter(|line| line.contains("exporting.rs") || line.contains("rejects.rs")),
    );
    // Looking whether somebody named a file or a folder opens nothing; the folder of a new database is the user's.
    let known = [
        "store/access.rs: if !data.is_file() {",
        "store/restore.rs: Ok(data) if data.is_file() => {}",
        "store/open.rs: if !folder.exists() {",
        "store/open.rs: use std::os::unix::fs::DirBuilderExt;",
        "store/open.rs: fs::DirBuilder::new()",
    ];
    found.retain(|line| !known.iter().any(|known| line.ends_with(known)));
    assert_eq!(found, Vec::<String>::new());
}

/// The full text keeps its structure in memory, so that a connection that was open while a colleague merged it sees
/// damage where there is none: whether a file is sound is asked on a connection that was opened for it.
#[test]
fn a_file_is_checked_on_a_fresh_connection() {
    let asked = lines_with("", &["integrity_check", "quick_check"]);
    let fresh = ["store/backup.rs", "store/restore.rs", "store/check.rs"];
    for line in &asked {
        assert!(fresh.iter().any(|file| line.contains(file)), "{line}");
    }
    assert_eq!(asked.len(), 3, "{asked:#?}");
}

#[test]
fn every_writing_transaction_is_immediate() {
    assert_eq!(
        lines_with(
            "",
            &["DEFERRED", "Deferred", "EXCLUSIVE", "unchecked_transaction"]
        ),
        Vec::<String>::new()
    );
    let plain = lines_with("", &[".transaction()"]);
    assert_eq!(plain.len(), 1, "one place, which only reads: {plain:#?}");
    assert!(plain[0].contains("store/mod.rs"), "{plain:#?}");
    let by_hand = lines_with("store", &["\"BEGIN"]);
    assert_eq!(by_hand, Vec::<String>::new());
    // Within the transaction of an import's slice, which is immediate.
    let within = lines_with("store", &["SAVEPOINT"]);
    let is_import = |line: &String| line.contains("store/import/refused.rs");
    assert!(within.iter().all(is_import), "{within:#?}");
}

#[test]
fn nothing_in_the_running_program_gives_up() {
    let words = [
        ".unwrap()",
        ".expect(",
        "todo!",
        "unimplemented!",
        "dbg!",
        "println!",
        "eprintln!",
        "unsafe ",
    ];
    assert_eq!(lines_with("", &words), Vec::<String>::new());
}

/// Letters are taken in these places only; in all but the first they choose something, and are no text.
#[test]
fn letters_are_typed_into_text_boxes_alone() {
    let known = [
        "ui/widgets/textbox.rs",
        "ui/app/keys.rs",
        "ui/keymap/",
        "ui/overlays/ask.rs",
        "ui/overlays/help.rs",
        "ui/overlays/pick.rs",
        "ui/overlays/views.rs",
        "ui/screens/query_line.rs",
    ];
    for line in lines_with("ui", &["KeyCode::Char("]) {
        assert!(known.iter().any(|file| line.contains(file)), "{line}");
    }
    let area = lines_with("ui", &["tui_textarea", "TextArea"]);
    let elsewhere = |line: &&String| !line.contains("ui/widgets/textbox.rs");
    assert_eq!(area.iter().filter(elsewhere).count(), 0, "{area:#?}");
}

/// A text box is made with its place in the recovery, and whoever has one lets it be visited there. Its type is
/// taken apart without `..`, so that a second text box of the same type is not forgotten.
#[test]
fn every_text_box_is_visited_for_the_recovery() {
    let mut files = Vec::new();
    sources(&root().join("src/ui"), &mut files);
    let mut visited = 0;
    for file in files {
        let name = file.display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let has = ["text: TextBox,", "Option<TextBox>", "Vec<TextBox>"];
        if has.iter().any(|field| text.contains(field)) {
            let is_visited = ["HoldsText for ", "TextField for "];
            assert!(is_visited.iter().any(|how| text.contains(how)), "{name}");
            visited += 1;
        } else {
            assert!(
                !text.contains(": TextBox,") || name.ends_with("textbox.rs"),
                "{name}"
            );
        }
        for block in text.split("impl HoldsText for ").skip(1) {
            let fields = block.split("fn boxes").next().unwrap();
            assert!(!fields.contains(".."), "{name}: {fields}");
        }
    }
    assert!(visited >= 10, "{visited}");
    let boxes = fs::read_to_string(root().join("src/ui/overlays/texts.rs")).unwrap();
    assert!(!boxes.contains("_ =>"), "a new box is looked at there");
}

#[test]
fn every_library_may_be_given_away_with_the_program() {
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--filter-platform",
            &host,
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&metadata.stderr);
    assert!(metadata.status.success(), "{told}");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(is_free(licence), "{}: {licence}", package["name"]);
    }
}

/// Whether a licence expression can be kept with permissive licences alone.
fn is_free(expression: &str) -> bool {
    const FREE: [&str; 9] = [
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Zlib",
        "0BSD",
        "Unicode-3.0",
        "Unlicense",
        "ISC",
    ];
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    plain
        .split(" AND ")
        .all(|needed| needed.split(" OR ").any(|one| FREE.contains(&one.trim())))
}

#[test]
fn a_licence_that_binds_is_seen() {
    assert!(is_free("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(is_free("Unlicense/MIT"));
    assert!(!is_free("GPL-3.0-only"));
    assert!(!is_free("MIT AND GPL-3.0-only"));
    assert!(!is_free("none"));
}
