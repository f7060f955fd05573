//! Where things are: the database that was meant, the config file, and what is kept for this user.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::private::Folder;

/// How a database was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// With `--db`, `ENTOURAGE_DB` or in the config: it must be there.
    Explicitly(PathBuf),
    /// Not at all: the default one, made at the first start.
    Default(PathBuf),
    /// Either way, but only to be looked at: nothing is made or changed.
    ToLookAt(PathBuf),
}

impl Named {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Named::Explicitly(path) | Named::Default(path) | Named::ToLookAt(path) => path,
        }
    }

    /// The same, but only to be looked at.
    #[must_use]
    pub fn to_look_at(self) -> Named {
        match self {
            Named::Explicitly(path) | Named::Default(path) | Named::ToLookAt(path) => {
                Named::ToLookAt(path)
            }
        }
    }
}

fn base(variable: &str, below_home: &str) -> PathBuf {
    let set = std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    set.unwrap_or_else(|| {
        std::env::home_dir()
            .unwrap_or_else(|| PathBuf::from("/"))
            .join(below_home)
    })
    .join("entourage")
}

/// The folder of the config file.
#[must_use]
pub fn config_file() -> PathBuf {
    base("XDG_CONFIG_HOME", ".config").join("config.toml")
}

/// The config file of the whole machine, below this user's own; a variable may name another.
#[must_use]
pub fn system_config_file() -> PathBuf {
    std::env::var_os("ENTOURAGE_SYSTEM_CONFIG")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .unwrap_or_else(|| PathBuf::from("/etc/entourage/config.toml"))
}

/// The folder of the log, kept text and what is remembered.
#[must_use]
pub fn state_folder() -> PathBuf {
    base("XDG_STATE_HOME", ".local/state")
}

/// The same folder, opened, and made where it is missing.
///
/// # Errors
/// What the disk says, and where it is not this user's alone.
pub fn state() -> std::io::Result<Folder> {
    Folder::make(&state_folder())
}

/// Where unsaved text goes while the state folder cannot be written; the system empties it at the end of the session.
#[must_use]
pub fn runtime_folder() -> Option<PathBuf> {
    std::env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute() && path.is_dir())
        .map(|path| path.join("entourage"))
}

/// The default database.
#[must_use]
pub fn default_database() -> PathBuf {
    base("XDG_DATA_HOME", ".local/share").join("entourage.db")
}

/// Which database is meant: `--db`, `--desk`, `ENTOURAGE_DB`, the config file, the default.
///
/// # Errors
/// One sentence when the config knows no desk of that name.
pub fn database(db: Option<&Path>, desk: Option<&str>, config: &Config) -> Result<Named, String> {
    if let Some(path) = db {
        return Ok(Named::Explicitly(path.to_path_buf()));
    }
    if let Some(name) = desk {
        return self::desk(name, config).map(Named::Explicitly);
    }
    if let Some(path) = std::env::var_os("ENTOURAGE_DB").filter(|path| !path.is_empty()) {
        return Ok(Named::Explicitly(PathBuf::from(path)));
    }
    if let Some(path) = &config.db {
        return Ok(Named::Explicitly(home(path)));
    }
    Ok(Named::Default(default_database()))
}

/// The database that the config calls so.
///
/// # Errors
/// One sentence when it knows none of that name.
pub fn desk(name: &str, config: &Config) -> Result<PathBuf, String> {
    let path = config.desks.get(name).map(|path| home(path));
    path.ok_or_else(|| no_desk(name, config))
}

fn no_desk(name: &str, config: &Config) -> String {
    let name = crate::domain::text::Clean::line(name);
    let known: Vec<String> = config
        .desks
        .keys()
        .map(|desk| crate::domain::text::Clean::line(desk).to_string())
        .collect();
    let file = config_file();
    if known.is_empty() {
        format!(
            "no desk is called \"{name}\": {} has no [desks]; write [desks] and {name} = \"/path/to.db\" into it",
            file.display()
        )
    } else {
        format!(
            "no desk is called \"{name}\"; {} knows: {}",
            file.display(),
            known.join(", ")
        )
    }
}

/// `~/` at the beginning means the home folder.
fn home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
