//! Opening the database that was meant, for the desk and for commands.

use std::path::Path;

use super::args::QueryArgs;
use super::out::{Failed, Out};
use crate::demo;
use crate::domain::change::Stamp;
use crate::domain::ids::ActionId;
use crate::domain::ids::PersonId;
use crate::domain::job::JobKind;
use crate::domain::platform::read_reference;
use crate::domain::query::{Query, Reader};
use crate::domain::question::{Answer, Holder, List, Question, Sort};
use crate::domain::refusal::Refusal;
use crate::domain::saved_view::SavedView;
use crate::domain::settings::Settings;
use crate::domain::text::{Clean, fold};
use crate::runtime::paths::Named;
use crate::runtime::{clock, opening, terminal, who};
use crate::store::{CannotOpen, Failure, Presence, Scratch, Store, Who};

/// An open database with who opened it.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Who.
    pub who: Who,
    actions: u64,
}

/// A demo; its throw-away folder goes when this is dropped.
pub struct Demo {
    /// The open database.
    pub opened: Opened,
    _folder: Option<Scratch>,
}

/// Who runs this program, as a desk of its own.
pub fn me() -> Who {
    Who {
        login: who::login(),
        desk: who::desk(),
    }
}

/// The name of a new desk: the file's.
pub fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "Entourage".into(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// Says that the database is upgraded, where somebody waits for it at a terminal.
fn say_upgrading(people: u64) {
    if terminal::has_aside() {
        terminal::aside(&opening::upgrading("the database", people));
    }
}

/// Opens what was meant, to change it or only to look at it.
fn meant(named: &Named, who: &Who) -> Result<Store, CannotOpen> {
    match named {
        Named::ToLookAt(path) => Store::look(path, who),
        Named::Explicitly(path) | Named::Default(path) => {
            Store::open_telling(path, who, &say_upgrading)
        }
    }
}

impl Opened {
    /// Opens the database for a command; one that is missing is not made.
    pub fn open(named: &Named) -> Result<Opened, Failed> {
        let who = me();
        match meant(named, &who) {
            Ok(store) => Ok(Opened {
                store,
                who,
                actions: 0,
            }),
            Err(CannotOpen::Missing(_)) if matches!(named, Named::Default(_)) => {
                Err(Failed::request(format!(
                    "there is no database yet; `entourage` makes the default one, `entourage import FILE` fills it ({})",
                    named.path().display()
                )))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the database for the desk; the default one is made at the first start.
    pub fn for_desk(named: &Named) -> Result<Opened, Failed> {
        // What a demo that was killed has left.
        Scratch::sweep();
        let who = me();
        let store = match (meant(named, &who), named) {
            (Err(CannotOpen::Missing(_)), Named::Default(path)) => {
                Store::create(path, "Entourage", &who, clock::now())?
            }
            (opened, _) => opened?,
        };
        Ok(Opened {
            store,
            who,
            actions: 0,
        })
    }

    /// Opens the database for an import; one that is missing is made, and said so.
    pub fn or_create(named: &Named, out: &mut Out) -> Result<Opened, Failed> {
        let who = me();
        let store = match meant(named, &who) {
            Err(CannotOpen::Missing(path)) if !matches!(named, Named::ToLookAt(_)) => {
                let made = Opened::made(&path)?;
                out.aside(format!("made a new database: {}", path.display()));
                return Ok(made);
            }
            opened => opened?,
        };
        let opened = Opened {
            store,
            who,
            actions: 0,
        };
        opened.for_changes()
    }

    /// Makes a database.
    pub fn made(path: &Path) -> Result<Opened, Failed> {
        let who = me();
        Ok(Opened {
            store: Store::create(path, &name_of(path), &who, clock::now())?,
            who,
            actions: 0,
        })
    }

    /// Says which jobs were cut off and what may be done about them, and that nothing can be changed on a full disk;
    /// scripts read the other output.
    pub fn tell_left_open(&self, out: &mut Out) -> Result<(), Failed> {
        if self.store.is_on_full_disk() {
            out.aside("the disk is full: opened read-only; free some space to change things");
        }
        for job in self.store.left_open()? {
            let part = job
                .per_cent()
                .map_or_else(String::new, |part| format!(" at {part} %"));
            let number = job.set.0;
            let ways = match job.kind {
                JobKind::Import => {
                    format!("`entourage import --resume {number}`, `entourage undo {number}`")
                }
                JobKind::Bulk => {
                    format!("`entourage undo --resume {number}`, `entourage undo {number}`")
                }
                // What takes back is not taken back itself.
                JobKind::Undo => format!("`entourage undo --resume {number}`"),
                JobKind::Sweep | JobKind::Older => format!("`entourage undo {number}`"),
            };
            out.aside(format!(
                "{} by {} was cut off{part}: {ways} or `entourage import --close {number}`",
                job.label, job.by
            ));
        }
        Ok(())
    }

    /// The same, for a command that changes something.
    pub fn for_changes(self) -> Result<Opened, Failed> {
        if self.store.is_on_full_disk() {
            return Err(CannotOpen::Full(self.store.path().into()).into());
        }
        if self.store.is_read_only() {
            return Err(Failure::Refused(Refusal::ReadOnly).into());
        }
        Ok(self)
    }

    /// Takes a place beside the database, so that others see that a job is alive.
    pub fn presence(&self, screen: &str) -> Option<Presence> {
        self.store.enter(clock::now(), screen)
    }

    /// A stamp for the next action.
    pub fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(format!("{}/{}", self.who.desk.0, self.actions)),
            at: clock::now(),
            today: clock::today(),
        }
    }

    /// The view that is meant by its name.
    pub fn view(&mut self, typed: &QueryArgs) -> Result<Option<SavedView>, Failed> {
        let Some(name) = &typed.view else {
            return Ok(None);
        };
        let stamp = self.stamp();
        let answer = self.store.answer(&Question::Desk { owed: false }, &stamp)?;
        let views = match answer {
            Answer::Desk(desk) => desk.views,
            _ => Vec::new(),
        };
        let there = |view: &&SavedView| fold(view.name.as_str()) == fold(name);
        if let Some(view) = views.iter().find(there) {
            return Ok(Some(view.clone()));
        }
        let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
        let known = if names.is_empty() {
            "none is saved yet; v and then s in the roster saves one".to_owned()
        } else {
            format!("there are: {}", names.join(", "))
        };
        Err(Failed::usage(format!(
            "--view: no view is called \"{}\"; {known}",
            Clean::line(name)
        )))
    }

    /// The query that was typed as arguments.
    pub fn query(&mut self, typed: &QueryArgs) -> Result<Query, Failed> {
        let view = self.view(typed)?;
        let reader = Reader {
            today: clock::today(),
            me: &self.who.login,
        };
        let text = typed.text();
        let read = |text: &str, what: &str| {
            Query::parse(text, reader).map_err(|error| Failed::usage(format!("{what}, {error}")))
        };
        let query = read(&text, "the query")?;
        let Some(view) = view else {
            return Ok(query);
        };
        // Each alone first, so that a place is one in what somebody sees.
        read(&view.query, &format!("the view \"{}\"", view.name))?;
        read(&format!("{} {text}", view.query), "the view and the query")
    }

    /// The team's settings.
    pub fn settings(&mut self) -> Result<Settings, Failed> {
        let stamp = self.stamp();
        match self.store.answer(&Question::Desk { owed: false }, &stamp)? {
            Answer::Desk(desk) => Ok(desk.settings),
            _ => Ok(Settings::default()),
        }
    }

    /// Everybody whom a query finds, by name.
    pub fn people(&mut self, query: Query) -> Result<Vec<PersonId>, Failed> {
        let list = List {
            query,
            sort: Sort::Name,
            reversed: false,
        };
        let stamp = self.stamp();
        match self.store.answer(&Question::Ids(list), &stamp)? {
            Answer::Ids(_, ids) => Ok(ids.iter().map(|id| PersonId(i64::from(*id))).collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// The person who is meant by a handle, a link or a name.
    pub fn find(&mut self, who: &str) -> Result<PersonId, Failed> {
        let stamp = self.stamp();
        if let Ok((platform, handle)) = read_reference(who) {
            let question = Question::Holders(platform, handle);
            if let Answer::Holders(there) = self.store.answer(&question, &stamp)? {
                match there.as_slice() {
                    [] => {}
                    [one, rest @ ..] if rest.iter().all(|other| other.person == one.person) => {
                        return Ok(one.person);
                    }
                    many => return Err(several(who, many)),
                }
            }
        }
        let Answer::Find(_, cards) = self.store.answer(&Question::Find(who.to_owned()), &stamp)?
        else {
            return Err(Failed::request("nobody was found"));
        };
        let shown = Clean::line(who);
        let exact: Vec<_> = cards
            .iter()
            .filter(|card| card.name.as_str().to_lowercase() == shown.as_str().to_lowercase())
            .collect();
        match (exact.as_slice(), cards.as_slice()) {
            ([one], _) => Ok(one.id),
            (_, [one]) => Ok(one.id),
            (_, []) => Err(Failed::request(format!(
                "nobody is called \"{shown}\"; `entourage list` shows who is there"
            ))),
            (_, many) => {
                let names: Vec<String> = many
                    .iter()
                    .take(5)
                    .map(|card| format!("{} ({} {})", card.name, card.platforms, card.handle))
                    .collect();
                Err(Failed::request(format!(
                    "\"{shown}\" may be {}; type platform and handle, as ig ada.lov",
                    names.join(", ")
                )))
            }
        }
    }
}

/// A handle that several people have, each on another platform or as another kind of name.
fn several(who: &str, many: &[Holder]) -> Failed {
    let names: Vec<String> = many
        .iter()
        .map(|holder| {
            let handle = holder.handle.written(holder.platform);
            format!(
                "{} ({} {})",
                holder.name,
                holder.platform,
                Clean::line(&handle)
            )
        })
        .collect();
    let first = many.first().map_or_else(String::new, |holder| {
        let handle = holder.handle.written(holder.platform);
        format!("{}:{}", holder.platform.word(), Clean::line(&handle))
    });
    Failed::request(format!(
        "\"{}\" is {}; type the platform before it, as \"{first}\"",
        Clean::line(who),
        names.join(" and ")
    ))
}

/// Makes and opens the demo.
pub fn demo(keep: Option<&Path>) -> Result<Demo, Failed> {
    let who = me();
    let (folder, path) = if let Some(path) = keep {
        (None, path.to_path_buf())
    } else {
        let folder = Scratch::demo().map_err(|error| {
            Failed::request(format!("no folder for the demo ({error}); use --keep FILE"))
        })?;
        let path = folder.database();
        (Some(folder), path)
    };
    demo::fill(&path, &who.login, clock::today())
        .map_err(|error| Failed::request(error.to_string()))?;
    let store = Store::open(&path, &who)?;
    Ok(Demo {
        opened: Opened {
            store,
            who,
            actions: 0,
        },
        _folder: folder,
    })
}
