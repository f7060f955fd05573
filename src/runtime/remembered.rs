//! Where one was: starting again lands on the same screen, search and row. A file per database and user.

use std::io::{self, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::private::{self, Folder};
use crate::domain::names::Names;
use crate::domain::text::Clean;
use crate::ui::app::App;
use crate::ui::look::Look;
use crate::ui::screens::{Place, Tab, roster, triage};

/// What is remembered between two starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    screen: String,
    team: bool,
    roster: roster::Remembered,
    pipeline_sort: String,
    pipeline_column: usize,
    pipeline_lanes: String,
    import_folder: String,
    triage: triage::Remembered,
}

/// The folder of these files in the state folder.
const FOLDER: &str = "screens";
/// More than that is none of ours, in bytes.
const LARGEST: u64 = 1_000_000;

/// The name of the file of a database.
fn name(database: &Path) -> String {
    let whole = database
        .canonicalize()
        .unwrap_or_else(|_| database.to_path_buf());
    // The name of the file tells the database apart; a plain hash is enough for that.
    let hash = whole
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}.json")
}

/// The folder, where it is there.
fn folder() -> io::Result<Folder> {
    Folder::open(&super::paths::state_folder())?.enter(FOLDER)
}

/// Puts the desk where it was.
pub fn restore(app: &mut App, database: &Path) {
    let read = folder().and_then(|folder| folder.read(&name(database), LARGEST));
    let Some(remembered) = read
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Remembered>(&bytes).ok())
    else {
        return;
    };
    app.place = Place::Tab(match remembered.screen.as_str() {
        "roster" => Tab::Roster,
        "pipeline" => Tab::Pipeline,
        _ => Tab::Today,
    });
    app.screens.today.set_mine(!remembered.team);
    let (today, me, theme) = (app.today, app.me.clone(), app.theme);
    let settings = app.desk.settings.clone();
    let look = Look {
        theme: &theme,
        today,
        me: &me,
        settings: &settings,
        here: &[],
    };
    app.screens.roster.remember(&remembered.roster, &look);
    app.screens.pipeline.remember(
        &remembered.pipeline_sort,
        remembered.pipeline_column,
        &remembered.pipeline_lanes,
    );
    app.screens.import.set_folder(&remembered.import_folder);
    app.screens.triage.remember(remembered.triage);
}

/// Remembers where the desk is. A place that cannot be written is forgotten.
pub fn save(app: &App, database: &Path) {
    let remembered = Remembered {
        screen: match app.home() {
            Tab::Today => "today",
            Tab::Roster => "roster",
            Tab::Pipeline => "pipeline",
        }
        .to_owned(),
        team: !app.screens.today.is_mine(),
        roster: app.screens.roster.remembered(),
        pipeline_sort: app.screens.pipeline.sort().word().to_owned(),
        pipeline_column: app.screens.pipeline.active(),
        pipeline_lanes: app.screens.pipeline.lanes().to_owned(),
        import_folder: app.screens.import.folder(),
        triage: app.screens.triage.remembered(),
    };
    let written = serde_json::to_value(&remembered).and_then(|mut remembered| {
        blank(&mut remembered, app.erased_names());
        serde_json::to_vec(&remembered)
    });
    keep(database, written.map_err(std::io::Error::other));
}

/// Forgets searches and lists that name somebody who was erased, by any of these names.
///
/// # Errors
/// The file in which they may still stand.
pub fn forget(database: &Path, names: &Names) -> Result<(), Clean> {
    let name = name(database);
    let forgotten = match folder() {
        Err(error) if is_missing(&error) => Ok(()),
        Err(error) => Err(error),
        Ok(folder) => forget_in(&folder, &name, names),
    };
    forgotten.map_err(|error| {
        let path = super::paths::state_folder().join(FOLDER).join(name);
        Clean::line(&format!(
            "a search that names them may still be remembered: delete {} ({})",
            path.display(),
            private::cause(&error)
        ))
    })
}

/// Whether there is nothing of that name.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn forget_in(folder: &Folder, name: &str, names: &Names) -> io::Result<()> {
    let bytes = match folder.read(name, LARGEST) {
        Err(error) if is_missing(&error) => return Ok(()),
        bytes => bytes?,
    };
    let Ok(before) = serde_json::from_slice::<Value>(&bytes) else {
        // Nothing is remembered from a file that is not whole.
        return folder.remove(name);
    };
    let mut remembered = before.clone();
    blank(&mut remembered, names);
    if remembered == before {
        return Ok(());
    }
    folder.write(name, &serde_json::to_vec(&remembered)?)
}

/// Blanks every text with one of these names in it.
fn blank(value: &mut Value, names: &Names) {
    match value {
        Value::String(text) => {
            if names.are_in(text) {
                text.clear();
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| blank(one, names)),
        Value::Object(all) => all.values_mut().for_each(|one| blank(one, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn keep(database: &Path, bytes: std::io::Result<Vec<u8>>) {
    let written = bytes.and_then(|bytes| {
        let folder = super::paths::state()?.below(FOLDER)?;
        folder.write(&name(database), &bytes)
    });
    if let Err(error) = written {
        super::log::write(&format!("the screen cannot be remembered: {error}"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    #[test]
    fn a_search_for_any_name_of_somebody_who_was_erased_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("screens.json");
        let place = Folder::open(folder.path()).unwrap();
        let names = Names::of(["Ada Lovelace", "ada.lov", "old.ada", "ada@x.example"]);
        for query in [
            "ada lovelace",
            "handle:old.ada",
            "ada@x.example stage:outreach",
        ] {
            let remembered = serde_json::json!({"roster": {"query": query}, "screen": "roster"});
            fs::write(&path, remembered.to_string()).unwrap();
            forget_in(&place, "screens.json", &names).unwrap();
            let left = fs::read_to_string(&path).unwrap();
            assert_eq!(
                left, r#"{"roster":{"query":""},"screen":"roster"}"#,
                "{query}"
            );
        }
        let other = r#"{"roster":{"query":"adamant"}}"#;
        fs::write(&path, other).unwrap();
        forget_in(&place, "screens.json", &names).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), other);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_taken_for_one_without_their_name() {
        let folder = tempfile::tempdir().unwrap();
        let names = Names::of(["Ada Lovelace"]);
        let path = folder.path().join("screens.json");
        let place = Folder::open(folder.path()).unwrap();
        forget_in(&place, "screens.json", &names).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(forget_in(&place, "screens.json", &names).is_err());
        fs::remove_dir(&path).unwrap();
        fs::write(&path, "{\"query\": \"Ada Lovel").unwrap();
        forget_in(&place, "screens.json", &names).unwrap();
        assert!(!path.exists(), "half a file is of no use to anybody");
    }
}
