//! Where one was: starting again lands on the same screen, search and row. A file per database and user.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::private;
use crate::domain::text::{Clean, fold};
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

fn file(database: &Path) -> PathBuf {
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
    super::paths::state_folder()
        .join("screens")
        .join(format!("{hash:016x}.json"))
}

/// Puts the desk where it was.
pub fn restore(app: &mut App, database: &Path) {
    let Some(remembered) = fs::read(file(database))
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
    let erased: Vec<&str> = app.erased.iter().map(Clean::as_str).collect();
    let written = serde_json::to_value(&remembered).and_then(|mut remembered| {
        blank(&mut remembered, &erased);
        serde_json::to_vec(&remembered)
    });
    keep(database, written.map_err(std::io::Error::other));
}

/// Forgets searches and lists that name somebody who was erased.
///
/// # Errors
/// The file in which they still stand.
pub fn forget(database: &Path, words: &[&str]) -> Result<(), Clean> {
    let Some(mut remembered) = fs::read(file(database))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok())
    else {
        return Ok(());
    };
    let before = remembered.clone();
    blank(&mut remembered, words);
    if remembered == before {
        return Ok(());
    }
    let path = file(database);
    let written = serde_json::to_vec(&remembered)
        .map_err(std::io::Error::other)
        .and_then(|bytes| private::write(&path, &bytes));
    written.map_err(|error| {
        Clean::line(&format!(
            "a search that names them could not be deleted: delete {} ({})",
            path.display(),
            private::cause(&error)
        ))
    })
}

/// Blanks every text with one of these words in it.
fn blank(value: &mut Value, words: &[&str]) {
    match value {
        Value::String(text) => {
            let folded = fold(text);
            if words.iter().any(|word| folded.contains(&fold(word))) {
                text.clear();
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| blank(one, words)),
        Value::Object(all) => all.values_mut().for_each(|one| blank(one, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn keep(database: &Path, bytes: std::io::Result<Vec<u8>>) {
    let written = bytes.and_then(|bytes| private::write(&file(database), &bytes));
    if let Err(error) = written {
        super::log::write(&format!("the screen cannot be remembered: {error}"));
    }
}
