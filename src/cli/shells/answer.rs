//! What the scripts ask while somebody types: `entourage __complete …`. It only looks, and is silent about whatever
//! is wrong: a shell's prompt is no place for a sentence.

use std::ffi::OsString;
use std::process::ExitCode;

use super::line::{self, Line};
use super::place::{Place, Wanted};
use crate::cli::opened::me;
use crate::cli::out::Out;
use crate::domain::platform::Handle;
use crate::domain::query::{Vocabulary, offers};
use crate::domain::text::{Clean, fold};
use crate::exchange::import::{Options, Role, Source};
use crate::runtime::config::Config;
use crate::runtime::importing::opening::at_home;
use crate::runtime::paths;
use crate::store::Store;

/// The word by which the scripts ask; no command for people.
const ASKED: &str = "__complete";
/// Lines that are answered.
const MOST: usize = 50;

/// One thing that may stand at the cursor, and what it means.
type Offer = (String, Clean);

/// Answers a script; none where a person wrote the command line. Exit code 1: ask somebody else, such as the words
/// that are in the script itself.
#[must_use]
pub fn answer(mut arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if arguments.nth(1)? != ASKED {
        return None;
    }
    let said: Vec<String> = arguments
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    // Bash gives the part of the word that it would replace, and the line; the others give words, fish the last of them
    // as it was typed.
    let (line, part) = match said.as_slice() {
        [shell, part, text] if shell == "bash" => (line::split(text), Some(part.as_str())),
        [shell, words @ .., last] if shell == "fish" => (Line::of(words, &line::bare(last)), None),
        [_, words @ .., last] => (Line::of(words, last), None),
        _ => return Some(ExitCode::from(1)),
    };
    let words = line.words.get(1..).unwrap_or_default();
    let Some(place) = Place::of(words) else {
        return Some(ExitCode::from(1));
    };
    let word = words.last().map_or("", String::as_str);
    let (stays, typed) = word.split_at(place.stays);
    let before = part.map(|part| line::not_replaced(word, part));
    // A closed pipe is no matter.
    let mut out = Out::new();
    for (value, meaning) in found(words, &place, typed) {
        let value = format!("{stays}{value}");
        let written = match before {
            Some(before) => value
                .get(before..)
                .map(|text| line::quoted(text, line.open)),
            None => Some(value.clone()),
        };
        // What does not look like itself is not offered: it would not be found.
        let is_plain = Clean::line(&value).as_str() == value;
        if let Some(written) = written.filter(|_| is_plain) {
            out.exactly(&format!("{written}\t{meaning}\n"));
        }
    }
    Some(ExitCode::SUCCESS)
}

fn found(words: &[String], place: &Place, typed: &str) -> Vec<Offer> {
    let config = Config::read(&[paths::system_config_file(), paths::config_file()]);
    let config = config.unwrap_or_default();
    if place.wanted == Wanted::Desk {
        let desks = config.desks.keys().filter(|name| name.starts_with(typed));
        return desks.map(|name| (name.clone(), Clean::default())).collect();
    }
    if place.wanted == Wanted::Column {
        return columns(words, typed);
    }
    let Some(store) = meant(words, &config) else {
        return Vec::new();
    };
    match place.wanted {
        Wanted::Person => people(&store, typed),
        Wanted::View => views(&store, typed),
        Wanted::Query => terms(&store, typed),
        Wanted::Desk | Wanted::Column => Vec::new(),
    }
}

/// `Header=role`: the roles behind the sign, the headers of the file before it, where one is named on the line.
fn columns(words: &[String], typed: &str) -> Vec<Offer> {
    if let Some((header, begun)) = typed.rsplit_once('=') {
        let roles = Role::ALL.iter().map(|role| role.word());
        return roles
            .filter(|word| word.starts_with(begun))
            .map(|word| (format!("{header}={word}"), Clean::default()))
            .collect();
    }
    let files = words.iter().map(|word| at_home(word));
    let source = files
        .filter(|path| path.is_file())
        .find_map(|path| Source::open(&path, &Options::default()).ok());
    let Some(source) = source else {
        return Vec::new();
    };
    let columns = source.columns().iter();
    columns
        .filter(|column| column.header.starts_with(typed))
        .take(MOST)
        .map(|column| {
            let offer = format!("{}=", column.header);
            (offer, Clean::fixed(column.role.word()))
        })
        .collect()
}

/// The database that the line names so far, only to be looked at.
fn meant(words: &[String], config: &Config) -> Option<Store> {
    let value = |name: &str| {
        let at = words.iter().position(|word| word.starts_with(name))?;
        match words[at].strip_prefix(name)? {
            "" => words.get(at + 1).cloned(),
            rest => rest.strip_prefix('=').map(str::to_owned),
        }
    };
    let db = value("--db").map(|path| at_home(&path));
    let named = paths::database(db.as_deref(), value("--desk").as_deref(), config).ok()?;
    Store::look(named.path(), &me()).ok()
}

fn people(store: &Store, typed: &str) -> Vec<Offer> {
    let bare = typed.strip_prefix('@').unwrap_or(typed);
    let key = Handle::parse(bare).map_or_else(|_| String::new(), |handle| handle.key());
    let at = &typed[..typed.len() - bare.len()];
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let mut found = store.handles_from(&key, most).unwrap_or_default();
    if bare != key && !bare.is_empty() {
        // Numbers of channels, where capitals count.
        found.extend(store.handles_from(bare, most).unwrap_or_default());
    }
    let offers = found.into_iter().filter(|one| !one.key.starts_with('-'));
    offers
        .map(|one| (format!("{at}{}", one.key), one.whose))
        .collect()
}

fn views(store: &Store, typed: &str) -> Vec<Offer> {
    let views = store.views().unwrap_or_default();
    let begins = |name: &Clean| fold(name.as_str()).starts_with(&fold(typed));
    let found = views.into_iter().filter(|view| begins(&view.name));
    let offer = |view: crate::domain::saved_view::SavedView| {
        (view.name.to_string(), Clean::line(&view.query))
    };
    found.take(MOST).map(offer).collect()
}

/// Fields and values; those that would have to be counted over everybody are left to the desk.
fn terms(store: &Store, typed: &str) -> Vec<Offer> {
    let known = Vocabulary {
        members: store.members().unwrap_or_default(),
        ..Vocabulary::default()
    };
    let found = offers(typed, typed.len(), &known);
    let Some(before) = typed.get(..found.replaces.start) else {
        return Vec::new();
    };
    let offer = |one: crate::domain::query::Offer| {
        (format!("{before}{}", one.insert), Clean::line(&one.says))
    };
    found.offers.into_iter().map(offer).collect()
}
