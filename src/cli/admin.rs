//! `init`, `backup` and `check`.

use std::path::Path;

use super::opened::{Opened, name_of};
use super::out::{Failed, Out};
use crate::runtime::{clock, who};
use crate::store::{Store, Who};

/// Makes a new, private database.
pub fn init(path: &Path, name: Option<&str>, out: &mut Out) -> Result<u8, Failed> {
    let who = Who {
        login: who::login(),
        desk: who::desk(),
    };
    let name = name.map_or_else(|| name_of(path), str::to_owned);
    let mut store = Store::create(path, &name, &who, clock::now())?;
    store.join(clock::now())?;
    out.line(format!(
        "made {} for {name}; only you may read it. Open it with: entourage --db {}",
        path.display(),
        path.display()
    ));
    Ok(0)
}

/// Writes a checked copy.
pub fn backup(opened: &Opened, to: &Path, out: &mut Out) -> Result<u8, Failed> {
    opened.store.backup(to)?;
    out.line(format!("backup written and checked: {}", to.display()));
    Ok(0)
}

/// Looks whether the database is sound.
pub fn check(opened: &Opened, out: &mut Out) -> Result<u8, Failed> {
    let findings = opened.store.check()?;
    for finding in findings.iter().take(100) {
        out.line(&finding.what);
    }
    match findings.len() {
        0 => {
            out.line("sound");
            Ok(0)
        }
        many => Err(Failed::request(format!(
            "{many} findings in {}; restore a backup",
            opened.store.path().display()
        ))),
    }
}
