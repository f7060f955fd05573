//! What an import came to, for people and for scripts.

use serde_json::json;

use crate::cli::args::Import;
use crate::cli::out::Out;
use crate::domain::counts::{say_grouped, say_many};
use crate::domain::dated::Dated;
use crate::domain::dates::iso;
use crate::domain::ids::SetId;
use crate::domain::importing::Outcome;
use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::import::{Role, Source};
use crate::runtime::importing::taking::tally;
use crate::runtime::importing::{Summary, telling};
use crate::store::import::{Importing, Replaced};

/// Lines of each kind that are listed on the screen.
const LISTED: usize = 20;

/// What there is to tell of.
pub struct Told<'a> {
    /// The file.
    pub source: &'a Source,
    /// What came of it.
    pub importing: &'a Importing,
    /// The change that stays; none where nothing was changed, or the file was only tried.
    pub stays: Option<SetId>,
    /// What is told row by row.
    pub summary: &'a Summary,
    /// What an earlier file with these headers taught, in words.
    pub learned: Option<&'a str>,
    /// The day of the figures, and where it is known from.
    pub dated: Dated,
    /// What is doubtful about whole columns and about the day, one clause each.
    pub warnings: &'a [Clean],
}

/// Says what came of an import.
pub fn tell(told: &Told<'_>, import: &Import, out: &mut Out) {
    let Told {
        source,
        importing,
        summary,
        learned,
        dated,
        warnings,
        stays,
    } = told;
    let counts = importing.counts;
    let read = source.counts();
    if import.json {
        out.json(&as_json(told, import));
        return;
    }
    if let Some(line) = telling::dated(source, *dated) {
        out.line(line);
    }
    for warning in *warnings {
        out.line(format!("Warning: {warning}"));
    }
    let trial = if import.dry_run { "would be: " } else { "" };
    if let Some(learned) = learned {
        out.line(format!(
            "{learned} (--map says otherwise, --forget forgets it)"
        ));
    }
    for column in source.columns() {
        if column.role != Role::Extra {
            out.line(format!(
                "  {} → {}",
                Clean::line(&column.header),
                column.role.word()
            ));
        }
    }
    if let Some(platform) = source.platform().say(source.columns()) {
        out.line(format!("  platform: {}", Clean::line(&platform)));
    }
    let extra: Vec<String> = source
        .columns()
        .iter()
        .filter(|column| column.role == Role::Extra)
        .map(|column| Clean::line(&column.header).to_string())
        .collect();
    if !extra.is_empty() {
        out.line(format!("  kept as extra fields: {}", extra.join(", ")));
    }
    out.line(format!(
        "{trial}{} new, {} updated, {} unchanged, {}, {} rejected, {} blank: {} of {}",
        say(counts.new),
        say(counts.updated),
        say(counts.unchanged),
        Outcome::Conflict.say(counts.conflicts),
        say(read.rejected),
        say(read.blank),
        say_many(read.rows, "row", "rows"),
        source.name()
    ));
    let identified = counts.say_identified();
    if let Some(identified) = &identified {
        out.line(format!(
            "{trial}{identified}: platform or kind of name known now"
        ));
    }
    if counts.new + counts.updated + counts.conflicts + read.rejected == 0 {
        out.line(match (identified, stays) {
            (Some(_), _) => "everything else was known already",
            (None, None) => "everything was known already; nothing was changed",
            (None, Some(_)) => {
                "everything was known already; the meaning of the columns is remembered"
            }
        });
    }
    if let Some(parked) = tally(importing, source).say_parked() {
        out.line(format!("{trial}{parked}"));
    }
    tell_rows(importing, summary, out);
    if source.short_rows() > 0 {
        out.line(format!(
            "  {} cells at their end; taken as blank",
            say_many(source.short_rows(), "row lacks", "rows lack")
        ));
    }
    for remark in source.remarks() {
        out.line(format!("  {}", Clean::line(remark)));
    }
    if let Some(change) = stays {
        out.line(format!(
            "entourage undo {} takes the whole import back",
            change.0
        ));
    }
}

/// The rows that somebody should look at.
fn tell_rows(importing: &Importing, summary: &Summary, out: &mut Out) {
    listed(
        out,
        importing.kept.len(),
        "kept, although the file says otherwise",
        importing.kept.iter().map(|kept| {
            format!(
                "line {}: {} of {}: kept \"{}\", the file says \"{}\"",
                kept.line,
                kept.field.to_lowercase(),
                kept.name,
                kept.kept,
                kept.file
            )
        }),
    );
    listed(
        out,
        importing.damaged.len(),
        "kept, because the file has the text damaged",
        importing.damaged.iter().map(|kept| {
            format!(
                "line {}: {} of {}: kept \"{}\", the file has \"{}\"",
                kept.line,
                kept.field.to_lowercase(),
                kept.name,
                kept.kept,
                kept.file
            )
        }),
    );
    listed(
        out,
        importing.replaced.len(),
        "figures replaced",
        importing.replaced.iter().map(Replaced::say),
    );
    listed(
        out,
        importing.repeated.len(),
        "accounts and people that appear twice with different values; the first row was used",
        importing.repeated.iter().map(of_line),
    );
    listed(
        out,
        importing.apart.len(),
        "new people who may be known already; merge those who are one person",
        importing.apart.iter().map(of_line),
    );
    listed(
        out,
        importing.strangers.len(),
        "owners who are no members, kept as an extra field",
        importing
            .strangers
            .iter()
            .map(|(owner, rows)| format!("{owner}: {}", say_many(*rows, "row", "rows"))),
    );
    listed(
        out,
        summary.rejected.len(),
        "rejected",
        summary.rejected.iter().map(of_line),
    );
    listed(
        out,
        usize::try_from(summary.remarked).unwrap_or(usize::MAX),
        "rows with something to look at",
        summary.remarks.iter().map(of_line),
    );
}

fn of_line((line, words): &(u64, impl std::fmt::Display)) -> String {
    format!("line {line}: {words}")
}

/// A count with its thousands apart.
pub fn say(count: u64) -> String {
    say_grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

fn listed(out: &mut Out, many: usize, what: &str, lines: impl Iterator<Item = String>) {
    if many == 0 {
        return;
    }
    out.line(format!("{what}: {many}"));
    for line in lines.take(LISTED) {
        out.line(format!("  {line}"));
    }
    if many > LISTED {
        out.line(format!(
            "  and {} more; --json lists them all",
            many - LISTED
        ));
    }
}

/// The platform of the rows and where it comes from; `name` is null where every row says its own.
fn platform_json(source: &Source) -> serde_json::Value {
    let choice = source.platform();
    let column = choice
        .column()
        .and_then(|place| source.columns().get(place));
    json!({
        "name": choice.platform().as_ref().map(Platform::word),
        "from": choice.word(),
        "header": column.map(|column| column.header.as_str()),
    })
}

fn as_json(told: &Told<'_>, import: &Import) -> serde_json::Value {
    let Told {
        source,
        importing,
        summary,
        dated,
        warnings,
        ..
    } = told;
    let counts = importing.counts;
    let read = source.counts();
    let (encoding, sample) = source.encoding();
    json!({
        "file": source.name(),
        "dry_run": import.dry_run,
        "change": told.stays,
        "rows": read.rows, "new": counts.new, "updated": counts.updated, "unchanged": counts.unchanged,
        "conflicts": counts.conflicts, "rejected": read.rejected, "blank": read.blank,
        "identified": counts.identified,
        "parked": counts.asked + counts.parked,
        "asked_not_to_be_contacted": counts.asked, "asked_not_to_be_contacted_known": counts.asked_known,
        "figures": {
            "date": iso(dated.day), "from": dated.origin.key(), "since": dated.since.map(iso),
            "column": source.dated_by(),
        },
        "warnings": warnings.iter().map(Clean::as_str).collect::<Vec<_>>(),
        "columns": source.columns().iter().map(|column| json!({
            "header": column.header, "role": column.role.word(), "reason": column.reason,
        })).collect::<Vec<_>>(),
        "platform": platform_json(source),
        "kept": importing.kept.iter().map(|kept| json!({
            "line": kept.line, "name": kept.name.as_str(), "field": kept.field.as_ref(),
            "kept": kept.kept.as_str(), "file": kept.file.as_str(),
        })).collect::<Vec<_>>(),
        "damaged": importing.damaged.iter().map(|kept| json!({
            "line": kept.line, "name": kept.name.as_str(), "field": kept.field.as_ref(),
            "kept": kept.kept.as_str(), "file": kept.file.as_str(),
        })).collect::<Vec<_>>(),
        "encoding": {"name": encoding, "sample": sample},
        "replaced": importing.replaced.iter().map(|one| json!({
            "line": one.line, "account": one.account.as_str(), "date": iso(one.date),
        })).collect::<Vec<_>>(),
        "repeated": importing.repeated.iter().map(|(line, account)| json!({"line": line, "account": account.as_str()})).collect::<Vec<_>>(),
        "kept_apart": importing.apart.iter().map(|(line, why)| json!({"line": line, "why": why.as_str()})).collect::<Vec<_>>(),
        "owners_unknown": importing.strangers,
        "rejects": summary.rejected.iter().map(|(line, reason)| json!({"line": line, "reason": reason})).collect::<Vec<_>>(),
        "remarks": summary.remarks.iter().map(|(line, remark)| json!({"line": line, "remark": remark})).collect::<Vec<_>>(),
        "file_remarks": source.remarks(),
    })
}
