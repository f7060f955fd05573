//! Jobs that go on at the desk: their line, which of them is stopped, and how.

use entourage::domain::change::Receipt;
use entourage::domain::ids::SetId;
use entourage::domain::job::{Going, JobKind};
use entourage::domain::text::Clean;
use entourage::ui::message::{Message, Ticket};

use crate::support::{Desk, World};

fn going(set: i64, kind: JobKind, label: &str, done: i64) -> Going {
    Going {
        set: SetId(set),
        kind,
        label: Clean::line(label),
        done,
        total: 100,
        rate: 21_000,
        left: Some(2),
    }
}

impl Desk {
    /// A job of this ticket tells that it is so far.
    fn gets_on(&mut self, ticket: u64, kind: JobKind, label: &str, done: i64) -> &mut Desk {
        let set = i64::try_from(ticket).unwrap();
        let going = going(set, kind, label, done);
        self.happens(Message::Progress(Ticket(ticket), going));
        self
    }
}

const MINE: &str = "tags +mine for 43,228 people";
const BIG: &str = "tags +bigB for 43,228 people";

#[test]
fn what_takes_back_is_left_open_or_goes_on_and_is_never_taken_back_itself() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.gets_on(901, JobKind::Bulk, MINE, 16).press("ctrl-k");
    ada.sees("t take back what came in").press("esc");
    let stopped = going(901, JobKind::Bulk, MINE, 40);
    ada.happens(Message::Stopped(Ticket(901), stopped));
    ada.hears_said("at 40 %; it stands in Today under Tidy up, to be resumed or taken back");
    // What it is stopped for begins: it is told how that goes on, and not what was left.
    ada.gets_on(902, JobKind::Undo, &format!("took back: {MINE}"), 16);
    ada.sees_not("left open").sees("16 %");
    ada.press("ctrl-k")
        .sees(&format!("Stop took back: {MINE}?"));
    ada.sees("o leave it open").sees("Esc let it go on");
    ada.sees_not("what came in");
    let stopped = going(902, JobKind::Undo, "took back: it", 40);
    ada.press("esc")
        .happens(Message::Stopped(Ticket(902), stopped));
    ada.hears_said("to be resumed or closed");
    ada.press("ctrl-k").sees("no job goes on at this desk");
}

/// The keys of a window that is too small, and whether the desk ends.
#[test]
fn in_a_window_that_is_too_small_a_running_job_is_asked_about_before_it_quits() {
    let world = World::new();
    for (keys, ends) in [
        ("q", true),
        ("ctrl-c", true),
        ("esc", false),
        ("enter", false),
        ("x u d", false),
    ] {
        let mut ada = Desk::open_at(&world, "ada", 80, 24);
        ada.press("2 l").types("half a line");
        ada.resize(40, 10);
        ada.press(keys);
        assert_eq!(ada.ended, ends, "{keys}");
        // What was typed is there when it ends, and is written as at every end.
        assert_eq!(ada.app.drafts().len(), 1, "{keys}");
    }
    for keys in ["q", "ctrl-c"] {
        let mut ada = Desk::open_at(&world, "ada", 80, 24);
        ada.gets_on(901, JobKind::Import, "import of june.csv", 16);
        ada.resize(40, 10);
        ada.press(keys).sees("import of june.csv is still running");
        assert!(!ada.ended);
        ada.press("esc").sees_not("still running").press(keys);
        assert!(!ada.ended, "the question was left by Esc");
        ada.press(keys);
        assert!(ada.ended);
    }
}

#[test]
fn a_second_job_says_that_it_waits_and_ctrl_k_asks_which_is_meant() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.gets_on(901, JobKind::Bulk, MINE, 16);
    ada.gets_on(902, JobKind::Bulk, BIG, 0);
    ada.hears_said(&format!("{BIG} waits until {MINE} has ended"));
    ada.press("j").gets_on(901, JobKind::Bulk, MINE, 17);
    ada.sees("1 more waits");
    ada.press("ctrl-k").sees("Stop which job?");
    ada.sees_line(&[MINE, "goes on"]).sees_line(&[BIG, "waits"]);
    ada.press("down enter").sees(&format!("Stop {BIG}?"));
    ada.press("esc");
    // The first has come to its end: the second goes on, and is the only one.
    ada.happens(Message::Applied(
        Ticket(901),
        Receipt {
            set: Some(SetId(901)),
            said: Clean::line(MINE),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
            offer: None,
            reverses: None,
        },
    ));
    ada.press("j").gets_on(902, JobKind::Bulk, BIG, 3);
    ada.sees(&format!("{BIG} 3 %")).sees_not("more waits");
    ada.press("ctrl-k").sees(&format!("Stop {BIG}?"));
}

#[test]
fn the_question_names_no_part_that_stands_still_and_cuts_no_line() {
    let world = World::new();
    for columns in [80, 120] {
        let mut ada = Desk::open_at(&world, "ada", columns, 24);
        ada.gets_on(901, JobKind::Bulk, MINE, 16).press("ctrl-k");
        ada.gets_on(901, JobKind::Bulk, MINE, 64);
        ada.sees(&format!("{MINE} 64 % · 21,000 rows/s · 2 s left"));
        ada.sees(&format!("Stop {MINE}?")).sees_not("16 %");
        ada.sees_not("lets it go on behind");
    }
}

#[test]
fn a_job_that_goes_on_behind_still_says_how_far_it_is() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.gets_on(901, JobKind::Bulk, MINE, 16).press("esc");
    ada.sees_not(MINE).sees("job at 16 %");
    ada.gets_on(901, JobKind::Bulk, MINE, 64)
        .sees("job at 64 %");
    ada.press("2").sees("job at 64 %");
    ada.gets_on(902, JobKind::Bulk, BIG, 0)
        .sees("2 jobs at 64 %");
    ada.happens(Message::Stopped(
        Ticket(902),
        going(902, JobKind::Bulk, BIG, 0),
    ));
    ada.press("j").sees("job at 64 %");
    ada.happens(Message::Stopped(
        Ticket(901),
        going(901, JobKind::Bulk, MINE, 64),
    ));
    ada.press("j").sees_not("job at");
}
