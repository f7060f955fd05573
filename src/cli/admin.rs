//! `init`, `backup`, `restore` and `check`.

use std::path::Path;

use super::args::Init;
use super::opened::{Opened, me, name_of};
use super::out::{Failed, Out};
use crate::domain::counts::say_many;
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;
use crate::runtime::paths::Named;
use crate::runtime::{clock, paths};
use crate::store::{Failure, Remedy, Store};

/// Makes a new database.
pub fn init(init: &Init, db: Option<&Path>, out: &mut Out) -> Result<u8, Failed> {
    match (init.path.as_deref().or(db), &init.shared, &init.group) {
        (_, Some(folder), Some(group)) => share(folder, group, init.name.as_deref(), out),
        (Some(path), _, _) => make(path, init.name.as_deref(), out),
        _ => Err(Failed::usage(
            "name the file of the new database: entourage init FILE",
        )),
    }
}

fn make(path: &Path, name: Option<&str>, out: &mut Out) -> Result<u8, Failed> {
    let name = name.map_or_else(|| name_of(path), str::to_owned);
    let mut store = Store::create(path, &name, &me(), clock::now())?;
    out.saved(format!(
        "made {} for {name}; only you may read it. Open it with: entourage --db {}",
        path.display(),
        path.display()
    ));
    join(&mut store, out);
    Ok(0)
}

/// Enters who made a database as its first member. It is made whatever comes of this, and their first change enters
/// them, too.
fn join(store: &mut Store, out: &mut Out) {
    if let Err(failure) = store.join(clock::now()) {
        out.aside(format!(
            "entourage: {}; the database is made, and your first change makes you a member of it",
            Failed::from(failure).cause()
        ));
    }
}

fn share(folder: &Path, group: &str, name: Option<&str>, out: &mut Out) -> Result<u8, Failed> {
    let file = name.map_or_else(|| "entourage.db".to_owned(), file_for);
    let called = name.unwrap_or(group);
    let made = Store::share(folder, group, &file, called, &me(), clock::now());
    let mut store = made.map_err(|error| Failed::request(error.to_string()))?;
    join(&mut store, out);
    let path = store.path();
    out.saved(format!(
        "made {} for {called}; everybody in the group {group} may read and change it",
        path.display()
    ));
    out.line(format!(
        "With this line in {} all find it without being told:",
        paths::system_config_file().display()
    ));
    // A string of JSON is one of TOML, too.
    out.line(format!(
        "db = {}",
        serde_json::Value::from(path.to_string_lossy())
    ));
    Ok(0)
}

/// The name of a file for a desk of this name: `Halcyon Skincare` is kept in `halcyon-skincare.db`.
fn file_for(name: &str) -> String {
    let letters = fold(name);
    let words: Vec<&str> = letters
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        "entourage.db".to_owned()
    } else {
        format!("{}.db", words.join("-"))
    }
}

/// Keeps one backup a day, of seven days and four weeks.
pub fn rotate(opened: &Opened, folder: &Path, out: &mut Out) -> Result<u8, Failed> {
    let done = opened.store.rotate(folder, clock::today())?;
    out.saved(format!(
        "backup written and checked: {}",
        done.written.display()
    ));
    for gone in &done.removed {
        out.line(format!("taken away: {}", gone.display()));
    }
    match done.not_removed {
        None => Ok(0),
        Some(why) => Err(Failed::request(format!(
            "the backup is written, but old backups in {} could not be removed ({why}); remove them by hand",
            folder.display()
        ))),
    }
}

/// Puts a backup in the place of what the database holds.
pub fn restore(named: &Named, from: &Path, out: &mut Out) -> Result<u8, Failed> {
    if matches!(named, Named::ToLookAt(_)) {
        return Err(Failure::Refused(Refusal::ReadOnly).into());
    }
    let done = Store::restore(named.path(), from, &me(), clock::now(), clock::today())
        .map_err(|error| Failed::request(error.to_string()))?;
    out.saved(format!(
        "restored {} from {}",
        named.path().display(),
        from.display()
    ));
    if done.upgraded {
        out.line("it was written by an older Entourage and is up to date now");
    }
    if let Some(kept) = done.kept {
        out.line(format!("what was there before: {}", kept.display()));
    }
    if done.erased_since > 0 {
        out.line(format!(
            "{} erased after this backup was made, and it may have brought them back: erase them again",
            say_many(done.erased_since, "person was", "people were")
        ));
    }
    Ok(0)
}

/// Writes a checked copy.
pub fn backup(opened: &Opened, to: &Path, out: &mut Out) -> Result<u8, Failed> {
    opened.store.backup(to)?;
    out.saved(format!("backup written and checked: {}", to.display()));
    Ok(0)
}

/// Looks whether the database is sound.
pub fn check(opened: Opened, out: &mut Out) -> Result<u8, Failed> {
    for limit in opened.store.unseen_by_check() {
        out.line(&limit);
    }
    let findings = opened.store.check()?;
    for finding in findings.iter().take(100) {
        out.line(&finding.what);
    }
    if findings.is_empty() {
        out.line("sound");
        return Ok(0);
    }
    let count = i64::try_from(findings.len()).unwrap_or(i64::MAX);
    let found = say_many(count, "finding", "findings");
    let path = opened.store.path().display();
    // Never the advice to restore while an erasure is unfinished, whatever else was found.
    let unfinished = findings
        .iter()
        .any(|finding| finding.remedy == Remedy::FinishErasure);
    Err(Failed::request(if unfinished {
        format!(
            "{found} in {path}; finish the erasure first with `entourage erase --resume`, then check again. Do not restore a backup: it would bring the erased person back"
        )
    } else {
        format!("{found} in {path}; restore a backup")
    }))
}
