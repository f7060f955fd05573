//! The person's own editor on a text: a private file in a private folder, no shell, and the text comes back only
//! when it is sound (trust.md 3.4, rule 18).

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;
use std::process::Command;

/// The editor as arguments: `VISUAL`, `EDITOR`, else `vi`.
///
/// # Errors
/// One sentence when the variable cannot be split into words.
pub fn arguments() -> Result<Vec<String>, String> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    });
    let named = named.unwrap_or_else(|| "vi".to_owned());
    match shell_words::split(&named) {
        Ok(words) if !words.is_empty() => Ok(words),
        _ => Err(format!(
            "EDITOR is \"{}\", which is no command; set it to one",
            crate::domain::text::Clean::line(&named)
        )),
    }
}

/// Runs the editor on a text; `None` when it was left without a change.
///
/// # Errors
/// One sentence; the text stays in its file then, which the sentence names.
pub fn edit(text: &str) -> Result<Option<String>, String> {
    let words = arguments()?;
    let folder = private_folder()
        .map_err(|error| format!("no private folder for the editor's file ({error})"))?;
    let path = folder.path().join("text.md");
    write(&path, text).map_err(|error| format!("the editor's file cannot be written ({error})"))?;
    let ended = Command::new(&words[0])
        .args(&words[1..])
        .arg(&path)
        .status();
    let keep = |why: String| {
        let kept = folder.keep();
        Err(format!(
            "{why}; the text is in {}",
            kept.join("text.md").display()
        ))
    };
    match ended {
        Err(error) => {
            return Err(format!(
                "{} cannot be started ({error}); set EDITOR",
                crate::domain::text::Clean::line(&words[0])
            ));
        }
        Ok(status) if !status.success() => return Ok(None),
        Ok(_) => {}
    }
    match read(&path) {
        Ok(edited) if edited.trim_end() == text.trim_end() => Ok(None),
        Ok(edited) => Ok(Some(edited)),
        Err(error) => keep(format!("what the editor left cannot be read ({error})")),
    }
}

/// A new folder that only this user may enter, below the runtime folder or the state folder.
fn private_folder() -> io::Result<tempfile::TempDir> {
    let run = std::env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|path| path.is_dir());
    let base = run.unwrap_or_else(super::paths::state_folder);
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&base)?;
    tempfile::Builder::new()
        .prefix("entourage-")
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir_in(base)
}

fn write(path: &std::path::Path, text: &str) -> io::Result<()> {
    let flags = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .custom_flags(flags)
        .open(path)?;
    file.write_all(text.trim_end().as_bytes())?;
    // Editors expect a last line that ends.
    file.write_all(b"\n")
}

/// Reads the file again: ours, a plain file, not huge, UTF-8. Editors may have put a new file in its place.
fn read(path: &std::path::Path) -> io::Result<String> {
    let flags = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or(0);
    let mut file = fs::OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)?;
    let data = file.metadata()?;
    if !data.is_file()
        || data.uid() != rustix::process::geteuid().as_raw()
        || data.len() > 1_000_000
    {
        return Err(io::Error::other(
            "it is not a file of yours of at most 1 MB",
        ));
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(text)
}
