//! People written to a file or a stream: the same for the command line and for the desk.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::domain::change::Stamp;
use crate::domain::counts::say_grouped;
use crate::domain::ids::PersonId;
use crate::domain::portrait::Portrait;
use crate::domain::text::Clean;
use crate::exchange::export::{csv_header, csv_rows, json_of, markdown_of};
use crate::exchange::json_line;
use crate::exchange::portrait::portrait_of;
use crate::store::{Failure, NewFile, Store};

/// How people are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table without formulas.
    Csv,
    /// One object a line.
    Json,
    /// To be read.
    Markdown,
    /// The same with everything that is kept, for one person who asks.
    Portrait,
}

impl Format {
    /// The format with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Format> {
        match name.to_lowercase().as_str() {
            "csv" => Some(Format::Csv),
            "json" | "jsonl" => Some(Format::Json),
            "markdown" | "md" => Some(Format::Markdown),
            _ => None,
        }
    }

    /// The format that a file's ending tells; a table where there is none.
    ///
    /// # Errors
    /// One sentence for an ending that tells no format.
    pub fn of(path: &Path) -> Result<Format, String> {
        let Some(ending) = path.extension() else {
            return Ok(Format::Csv);
        };
        let ending = ending.to_string_lossy();
        Format::named(&ending).ok_or_else(|| {
            let ending = Clean::line(&ending);
            format!(".{ending} tells no format; there are .csv, .json and .md")
        })
    }
}

/// Writes people to a new file, which has its name only when all of them are in it.
///
/// # Errors
/// One sentence with the place, the cause and the way out; no file is left then.
pub fn to_file(
    store: &mut Store,
    people: &[PersonId],
    format: Format,
    path: &Path,
    stamp: &Stamp,
) -> Result<String, String> {
    let shown = path.display();
    let begun = NewFile::begin(path, store.kind().of_copies());
    let mut begun = begun.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{shown}: there is a file already; nothing was changed")
        }
        _ => format!("{shown}: cannot be written ({error})"),
    })?;
    let mut file = BufWriter::new(begun.take().ok_or("the export was begun twice")?);
    write(store, people, format, &mut file, stamp)
        .and_then(|()| file.flush())
        .and_then(|()| begun.finish())
        .map_err(|error| format!("{shown}: the export cannot be written ({error})"))?;
    let many = say_grouped(i64::try_from(people.len()).unwrap_or(i64::MAX));
    let whom = if people.len() == 1 {
        "person"
    } else {
        "people"
    };
    Ok(format!("{many} {whom} written to {shown}"))
}

/// Writes people to a stream.
///
/// # Errors
/// What the stream says; what the database says stands in it as words.
pub fn write(
    store: &mut Store,
    people: &[PersonId],
    format: Format,
    to: &mut dyn Write,
    stamp: &Stamp,
) -> io::Result<()> {
    match format {
        Format::Json => each(store, people, &mut |dossier| {
            writeln!(to, "{}", json_line(&json_of(dossier)))
        }),
        Format::Markdown => each(store, people, &mut |dossier| {
            writeln!(
                to,
                "{}",
                Clean::text(&markdown_of(&dossier.dossier, stamp.today))
            )
        }),
        Format::Portrait => people.iter().try_for_each(|person| {
            let portrait = store.portrait(*person).map_err(unread)?;
            portrait.map_or(Ok(()), |portrait| {
                writeln!(to, "{}", Clean::text(&portrait_of(&portrait, stamp.today)))
            })
        }),
        Format::Csv => {
            let extra = store.extra_names().map_err(unread)?;
            let mut csv = csv::Writer::from_writer(to);
            csv.write_record(csv_header(&extra)).map_err(into_io)?;
            each(store, people, &mut |dossier| {
                csv_rows(dossier, &extra)
                    .iter()
                    .try_for_each(|row| csv.write_record(row).map_err(into_io))
            })?;
            csv.flush()
        }
    }
}

fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn unread(failure: Failure) -> io::Error {
    io::Error::other(match failure {
        Failure::Trouble(trouble) => trouble.sentence.to_string(),
        Failure::Refused(refusal) => refusal.to_string(),
        Failure::Interrupted => "interrupted".to_owned(),
    })
}

fn each(
    store: &mut Store,
    people: &[PersonId],
    one: &mut dyn FnMut(&Portrait) -> io::Result<()>,
) -> io::Result<()> {
    for person in people {
        if let Some(portrait) = store.kept(*person).map_err(unread)? {
            one(&portrait)?;
        }
    }
    Ok(())
}
