//! `export`: people as CSV, JSON or Markdown, to a file of this user's own or to the standard output.

use std::io;
use std::path::Path;

use super::args::Export;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::ids::PersonId;
use crate::runtime::exporting::{self, Format};

/// Writes people.
pub fn run(mut opened: Opened, export: &Export, out: &mut Out) -> Result<u8, Failed> {
    let people = whom(&mut opened, export)?;
    let format = match format_of(export)? {
        Format::Markdown if export.person.is_some() => Format::Portrait,
        format => format,
    };
    let stamp = opened.stamp();
    if let Some(path) = &export.out {
        let done = exporting::to_file(&mut opened.store, &people, format, path, &stamp);
        out.saved(done.map_err(Failed::request)?);
        return Ok(0);
    }
    match exporting::write(&mut opened.store, &people, format, out.data(), &stamp) {
        Ok(()) => Ok(0),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(error) => Err(Failed::request(format!(
            "the standard output: the export cannot be written ({error})"
        ))),
    }
}

fn whom(opened: &mut Opened, export: &Export) -> Result<Vec<PersonId>, Failed> {
    if let Some(who) = &export.person {
        return Ok(vec![opened.find(who)?]);
    }
    let query = opened.query(&export.query)?;
    if query.is_everybody() {
        Ok(opened.store.everybody()?)
    } else {
        opened.people(query)
    }
}

fn format_of(export: &Export) -> Result<Format, Failed> {
    let named = if export.markdown {
        Some(Format::Markdown)
    } else {
        export.format.as_deref().and_then(Format::named)
    };
    if let Some(format) = named {
        return Ok(format);
    }
    let path = export.out.as_deref().unwrap_or(Path::new(""));
    Format::of(path)
        .map_err(|error| Failed::usage(format!("--out: {error}; or name one with --format")))
}
