//! `export`: people as CSV, JSON or Markdown, to a file of this user's own or to the standard output.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::args::Export;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::ids::PersonId;
use crate::domain::person::Dossier;
use crate::domain::question::{Answer, Question};
use crate::domain::text::Clean;
use crate::exchange::export::{csv_header, csv_rows, json_of, markdown_of};
use crate::exchange::json_line;
use crate::runtime::clock;
use crate::store::{Kind, beside};

/// Writes people.
pub fn run(mut opened: Opened, export: &Export, out: &mut Out) -> Result<u8, Failed> {
    let people = whom(&mut opened, export)?;
    let format = format_of(export)?;
    let written = match &export.out {
        Some(path) => {
            let unfinished = beside(path, ".unfinished");
            refuse_existing(path)?;
            let mut file = BufWriter::new(create(&unfinished, opened.store.kind())?);
            let written = write(&mut opened, &people, format, &mut file)?
                .and_then(|()| file.flush())
                .and_then(|()| std::fs::rename(&unfinished, path));
            if written.is_err() {
                // Ours, made a moment ago.
                let _ = std::fs::remove_file(&unfinished);
            }
            written
        }
        None => write(&mut opened, &people, format, &mut io::stdout().lock())?,
    };
    match (written, &export.out) {
        (Ok(()), Some(path)) => {
            out.line(format!(
                "{} people written to {}",
                people.len(),
                path.display()
            ));
            Ok(0)
        }
        (Ok(()), None) => Ok(0),
        (Err(error), None) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        (Err(error), path) => {
            let place = path.as_ref().map_or_else(
                || "the standard output".into(),
                |path| path.display().to_string(),
            );
            Err(Failed::request(format!(
                "{place}: the export cannot be written ({error})"
            )))
        }
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

fn format_of(export: &Export) -> Result<&str, Failed> {
    let ending = export
        .out
        .as_ref()
        .and_then(|path| path.extension())
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match (export.format.as_deref(), ending.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, Some("json" | "jsonl")) => Ok("json"),
        (None, Some("md" | "markdown")) => Ok("markdown"),
        (None, Some("csv") | None) => Ok("csv"),
        (None, Some(other)) => Err(Failed::usage(format!(
            "--out: .{other} tells no format; name one with --format csv, json or markdown"
        ))),
    }
}

fn refuse_existing(path: &Path) -> Result<(), Failed> {
    if path.symlink_metadata().is_ok() {
        return Err(Failed::request(format!(
            "{}: there is a file already; nothing was changed",
            path.display()
        )));
    }
    Ok(())
}

/// A new file that those may read to whom the database is open.
pub fn create(path: &Path, kind: Kind) -> Result<std::fs::File, Failed> {
    kind.create(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failed::request(format!(
            "{}: there is a file already; nothing was changed",
            path.display()
        )),
        _ => Failed::request(format!("{}: cannot be written ({error})", path.display())),
    })
}

fn write(
    opened: &mut Opened,
    people: &[PersonId],
    format: &str,
    to: &mut dyn Write,
) -> Result<io::Result<()>, Failed> {
    match format {
        "json" => each(opened, people, &mut |dossier| {
            writeln!(to, "{}", json_line(&json_of(dossier)))
        }),
        "markdown" => {
            let today = clock::today();
            each(opened, people, &mut |dossier| {
                writeln!(to, "{}", Clean::text(&markdown_of(dossier, today)))
            })
        }
        _ => {
            let extra = opened.store.extra_names()?;
            let mut csv = csv::Writer::from_writer(to);
            let header = csv.write_record(csv_header(&extra)).map_err(into_io);
            if header.is_err() {
                return Ok(header);
            }
            let rows = each(opened, people, &mut |dossier| {
                csv_rows(dossier, &extra)
                    .iter()
                    .try_for_each(|row| csv.write_record(row).map_err(into_io))
            })?;
            Ok(rows.and_then(|()| csv.flush()))
        }
    }
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn each(
    opened: &mut Opened,
    people: &[PersonId],
    one: &mut dyn FnMut(&Dossier) -> io::Result<()>,
) -> Result<io::Result<()>, Failed> {
    let stamp = opened.stamp();
    for person in people {
        if let Answer::Person(_, Some(dossier)) =
            opened.store.answer(&Question::Person(*person), &stamp)?
        {
            let written = one(&dossier);
            if written.is_err() {
                return Ok(written);
            }
        }
    }
    Ok(Ok(()))
}
