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

/// T8: in the store, files are opened by name in these places only, and each of them opens what is not the database.
#[test]
fn the_databases_own_files_are_opened_by_sqlite_alone() {
    let words = [
        "File::open",
        "fs::read(",
        "fs::read_to_string",
        "fs::copy",
        "OpenOptions::new",
    ];
    let known = ["kind.rs", "presence.rs", "backup.rs", "rotation.rs"];
    for line in lines_with("store", &words) {
        assert!(known.iter().any(|file| line.contains(file)), "{line}");
    }
    for folder in ["runtime", "cli"] {
        assert_eq!(lines_with(folder, &["fs::copy"]), Vec::<String>::new());
    }
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
    let by_hand = lines_with("store", &["\"BEGIN", "SAVEPOINT"]);
    assert_eq!(by_hand, Vec::<String>::new());
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
