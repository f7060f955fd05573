//! Power cuts: writers are killed at any moment, and everything that was said to be saved is there, whole.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use entourage::domain::change::{Change, NewTouch, Stamp, TalkChange};
use entourage::domain::ids::{ActionId, DeskId, PersonId};
use entourage::domain::question::{Answer, Question};
use entourage::domain::touch::{Direction, Kind};
use entourage::store::{Store, Who};

use crate::support::{Chance, World, today};
use crate::terminal::pty::tick;

/// Tells this program that it is a writer: the database, the person, the writer's name.
const WRITER: &str = "ENTOURAGE_SUITE_WRITER";

fn stamp(action: String) -> Stamp {
    Stamp {
        action: ActionId(action),
        at: 1_795_255_200_000,
        today: today(),
    }
}

fn contact(person: PersonId, text: String) -> Change {
    Change::Talk(TalkChange::Log(NewTouch {
        person,
        direction: Direction::Out,
        channel: None,
        kind: Kind::Other,
        date: today(),
        text,
    }))
}

fn open(path: &Path, desk: &str) -> Store {
    let who = Who {
        login: "ada".into(),
        desk: DeskId(desk.into()),
    };
    Store::open(path, &who).unwrap()
}

/// Not a test: the other process of the tests below. It logs contacts for ever and says each one that was saved.
#[test]
#[ignore = "long: the writer that the crash tests start"]
fn writer() {
    let Ok(order) = std::env::var(WRITER) else {
        return;
    };
    let words: Vec<&str> = order.split('|').collect();
    let &[path, person, name] = words.as_slice() else {
        panic!("{order}")
    };
    let mut store = open(Path::new(path), name);
    let person = PersonId(person.parse().unwrap());
    let mut out = std::io::stdout();
    for number in 0.. {
        let action = format!("{name}/{number}");
        if let Err(failure) = store.apply(contact(person, action.clone()), &stamp(action.clone())) {
            let _ = writeln!(out, "failed {failure:?}");
            return;
        }
        if writeln!(out, "saved {action}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
    }
}

/// A writer in a process of its own.
struct Writer {
    child: Child,
    lines: Receiver<String>,
}

impl Writer {
    fn start(path: &Path, person: PersonId, name: &str) -> Writer {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["crash::writer", "--exact", "--ignored", "--nocapture"])
            .env(WRITER, format!("{}|{}|{name}", path.display(), person.0))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                // The harness may have written before the first word of ours, on the same line.
                let from = line.find("saved ").or_else(|| line.find("failed "));
                if let Some(from) = from
                    && tell.send(line[from..].to_owned()).is_err()
                {
                    return;
                }
            }
        });
        Writer { child, lines }
    }

    /// Ends it by kill -9 and notes what it said; a writer that saw an error fails the test.
    fn kill(mut self, saved: &mut BTreeSet<String>) {
        let early = self.child.try_wait().unwrap();
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        for line in &self.lines {
            match line.strip_prefix("saved ") {
                Some(action) => assert!(saved.insert(action.to_owned())),
                None => panic!("a writer saw an error: {line}"),
            }
        }
        assert!(early.is_none(), "a writer ended by itself: {early:?}");
    }
}

/// Kills so many writers, three at work at any time, each after 30 to 280 ms of life in which it had begun to save.
#[allow(clippy::print_stdout)] // what it came to is wanted
fn kill_writers(kills: usize) {
    let world = World::new();
    let path = world.path();
    let mut ada = world.hand("ada");
    let person = ada.person("Tom Bakker");
    let mut chance = Chance::new(9);
    let mut saved = BTreeSet::new();
    let begin = Instant::now();
    let mut born = 0;
    let mut next = || {
        born += 1;
        Writer::start(&path, person, &format!("writer-{born}"))
    };
    let mut writers: Vec<Writer> = (0..3).map(|_| next()).collect();
    let ticks = tick();
    for _ in 0..kills {
        let wait = 30 + chance.below(251) as u64;
        // Nothing ever comes here: this is the random life of the writer, not a wait for something.
        let _ = ticks.recv_timeout(Duration::from_millis(wait) / 3);
        let unlucky = chance.below(writers.len());
        writers.swap_remove(unlucky).kill(&mut saved);
        writers.push(next());
    }
    for writer in writers {
        writer.kill(&mut saved);
    }
    let took = begin.elapsed();
    let store = open(&path, "judge");
    assert!(store.check().unwrap().is_empty());
    let there = contacts(&path);
    assert!(saved.len() > kills / 2, "hardly anything was saved");
    let lost: Vec<_> = saved.difference(&there).collect();
    assert!(lost.is_empty(), "{} lost: {lost:?}", lost.len());
    // At most the one that each killed writer had not yet said.
    let unsaid = there.difference(&saved).count();
    assert!(unsaid <= kills + 3, "{unsaid} were never said");
    let sets = whole_sets(&path);
    assert_eq!(
        there, sets,
        "a change set without its contact, or a contact without its set"
    );
    println!(
        "{kills} kills in {took:?}: {} saved and said, {unsaid} saved unsaid, 0 lost",
        saved.len()
    );
}

/// The contacts that writers logged, each once.
fn contacts(path: &Path) -> BTreeSet<String> {
    let sql = "SELECT text FROM touch WHERE text LIKE 'writer-%'";
    let all = strings(path, sql);
    let once: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(once.len(), all.len(), "a contact stands twice");
    once
}

/// The writers' change sets that are closed and hold rows.
fn whole_sets(path: &Path) -> BTreeSet<String> {
    let open = "SELECT action_id FROM change_set WHERE action_id LIKE 'writer-%' AND (rows = 0 OR label = '' \
                OR rows <> (SELECT count(*) FROM journal WHERE set_id = change_set.id))";
    assert_eq!(strings(path, open), Vec::<String>::new(), "half a change");
    let all = "SELECT action_id FROM change_set WHERE action_id LIKE 'writer-%'";
    strings(path, all).into_iter().collect()
}

fn strings(path: &Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut rows = connection.prepare(sql).unwrap();
    let strings = rows.query_map([], |row| row.get(0)).unwrap();
    strings.map(Result::unwrap).collect()
}

#[test]
fn nothing_that_was_said_to_be_saved_is_lost_by_kills() {
    kill_writers(200);
}

#[test]
#[ignore = "long: 1,000 kills take about a minute and a half"]
fn nothing_that_was_said_to_be_saved_is_lost_by_a_thousand_kills() {
    kill_writers(1_000);
}

#[test]
fn an_action_that_is_sent_again_is_one_change() {
    let world = World::new();
    let person = world.hand("ada").person("Tom Bakker");
    let change = || contact(person, "writer-0/0".into());
    let first = open(&world.path(), "lost-line")
        .apply(change(), &stamp("writer-0/0".into()))
        .unwrap();
    // The answer was lost on the way; a new connection sends the action once more.
    let mut again = open(&world.path(), "lost-line");
    let second = again.apply(change(), &stamp("writer-0/0".into())).unwrap();
    assert_eq!((first.set, &first.said), (second.set, &second.said));
    assert_eq!(contacts(&world.path()).len(), 1);
    let Answer::History(sets) = again
        .answer(
            &Question::History {
                person: Some(person),
                before: None,
                rows: 100,
            },
            &stamp("asks".into()),
        )
        .unwrap()
    else {
        panic!()
    };
    assert_eq!(
        sets.iter().filter(|set| Some(set.id) == first.set).count(),
        1
    );
}

#[test]
fn an_action_killed_before_its_answer_may_be_sent_again() {
    let world = World::new();
    let path = world.path();
    let person = world.hand("ada").person("Tom Bakker");
    let mut saved = BTreeSet::new();
    for round in 0..20 {
        let name = format!("writer-{round}");
        let writer = Writer::start(&path, person, &name);
        let first = writer.lines.recv_timeout(Duration::from_secs(15)).unwrap();
        assert_eq!(first, format!("saved {name}/0"));
        saved.insert(format!("{name}/0"));
        writer.kill(&mut saved);
        // Whoever does not know whether it was saved sends the next one, known or unknown, once more.
        let last = saved
            .iter()
            .filter_map(|action| action.strip_prefix(&format!("{name}/")))
            .filter_map(|number| number.parse::<u32>().ok())
            .max()
            .unwrap();
        for number in [last, last + 1] {
            let action = format!("{name}/{number}");
            open(&path, &name)
                .apply(contact(person, action.clone()), &stamp(action.clone()))
                .unwrap();
            saved.insert(action);
        }
    }
    assert_eq!(contacts(&path), saved);
    assert_eq!(whole_sets(&path), saved);
    assert!(open(&path, "judge").check().unwrap().is_empty());
}
