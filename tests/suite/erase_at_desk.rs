//! Somebody is erased for good at the desk: asked about twice, swept behind, and told to colleagues who look at them.

use entourage::domain::bulk::{Bulk, BulkAction};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::runtime::work::Work;
use entourage::ui::effect::Effect;
use entourage::ui::message::Message;

use crate::support::{Desk, Hand, World};

const NAME: &str = "Quillabeth Zanzibarra";

/// A small desk beside Quilla and a note about somebody else that names her.
fn ada(world: &World) -> (Desk, PersonId) {
    let mut hand = world.hand("cleo");
    let quilla = hand.quilla();
    let tom = hand.person("Tom Bakker");
    hand.notes(tom, "knows Quillabeth Zanzibarra well");
    (Desk::open_at(world, "ada", 80, 24), quilla)
}

impl Desk {
    /// Answers both questions about the person under the cursor.
    fn erases(&mut self, handle: &str) -> &mut Desk {
        self.commands("erase")
            .press("enter")
            .types(handle)
            .press("enter")
    }
}

/// How many changes there are.
fn changes(hand: &mut Hand) -> i64 {
    hand.last_seen().0
}

#[test]
fn somebody_is_erased_after_two_questions_and_not_before() {
    let world = World::new();
    let (mut ada, quilla) = ada(&world);
    let before = changes(&mut ada.hand);
    ada.goes_to(NAME).press("ctrl-p").types(">erase for good");
    ada.press("enter").screen("erase_told").press("esc");
    ada.commands("erase").press("enter");
    ada.types("ada.lov").press("enter").screen("erase_typed");
    ada.press("esc").sees(NAME);
    ada.commands("erase")
        .press("enter enter")
        .sees("Type quilla.zanz");
    ada.press("esc");
    assert_eq!(changes(&mut ada.hand), before);
    assert!(ada.hand.dossier(quilla).is_some() && ada.app.overlays.is_empty());
    ada.erases("@Quilla.Zanz")
        .hears_said("erased somebody for good: accounts 1")
        .press("esc")
        .sees_not("Quillabeth");
    assert!(ada.hand.dossier(quilla).is_none());
    assert!(
        ada.progress
            .iter()
            .any(|at| at.starts_with("sweeping the file"))
    );
    ada.hand.is_sound();
    ada.press("ctrl-p").types("zanz").sees_not("Quillabeth");
}

#[test]
fn what_was_erased_is_not_taken_back() {
    let world = World::empty();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.hand.adds(Platform::Instagram, "quilla.zanz", &[]);
    ada.looks_again()
        .goes_to("quilla.zanz")
        .erases("quilla.zanz");
    ada.press("u").hears_said("nothing left to take back");
    ada.press("U").sees("erased somebody for good");
    ada.press("x")
        .hears_said("nothing left to take back")
        .sees_not("Take back:");
    let tom = ada.hand.adds(Platform::Instagram, "tombakker", &[]);
    ada.hand.adds(Platform::Instagram, "quilla.again", &[]);
    ada.looks_again()
        .goes_to("quilla.again")
        .erases("quilla.again");
    // What comes before it is asked about, and named.
    ada.press("u")
        .sees("cannot be taken back")
        .sees("tombakker")
        .press("esc");
    assert!(ada.hand.dossier(tom).is_some());
}

#[test]
fn an_open_profile_of_somebody_erased_says_so_and_goes_back() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ben.press("3 2").opens(NAME);
    ada.opens(NAME).erases("quilla.zanz");
    ada.hears_said("erased somebody for good")
        .sees("2 Roster 22");
    assert!(ben.hears());
    ben.hears_said("Quillabeth Zanzibarra was erased for good")
        .screen("erase_told_to_a_colleague");
    // Nothing leads there any more.
    ben.press("esc ctrl-p").sees_not("Quillabeth");
}

#[test]
fn whoever_was_taken_back_is_gone_and_not_erased() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let quilla = ada.quilla();
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ben.opens(NAME);
    for _ in 0..60 {
        ada.undoes();
        if ada.dossier(quilla).is_none() {
            break;
        }
    }
    ben.hears();
    ben.sees("a colleague took the change back that added them");
    let rows: Vec<_> = (1..1_200)
        .map(|row| crate::support::world::row(row, Platform::Instagram, &format!("crowd{row}")))
        .collect();
    let import = ada.imports("crowd.csv", "2026-11-01", &rows);
    ben.hears();
    ben.opens("crowd700");
    ada.takes_back_in(import.set, 500);
    ben.hears();
    ben.sees("a colleague took the change back that added them");
}

#[test]
fn triage_and_merging_go_on_without_whoever_is_erased() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ben.goes_to(NAME)
        .press("T")
        .sees("1 of 2")
        .sees_line(&[NAME, "outreach"]);
    let mut cleo = Desk::open_at(&world, "cleo", 80, 24);
    cleo.goes_to(NAME).press("* &").sees("Merge");
    ada.goes_to(NAME).erases("quilla.zanz");
    ben.hears();
    ben.sees("1 of 1").sees_line(&["Tom Bakker", "Netherlands"]);
    cleo.hears();
    cleo.hears_said("somebody of them is gone");
}

#[test]
fn today_and_the_pipeline_erase_whoever_is_under_the_cursor() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    for screen in ["1", "3"] {
        ada.press(screen);
        let someone = ada.app.screens.someone(ada.app.place);
        let name = someone.expect("somebody is under the cursor").name;
        ada.commands("erase")
            .sees(&format!("Erase {name} for good?"));
        ada.press("esc");
    }
    ada.commands("erase tombakker")
        .sees("takes the person under the cursor")
        .press("esc");
    ada.press("U")
        .commands("erase")
        .hears_said("nobody is under the cursor");
}

#[test]
fn text_that_was_being_typed_about_them_at_this_desk_goes_too() {
    let world = World::new();
    let (mut ada, quilla) = ada(&world);
    ada.goes_to(NAME)
        .press("n")
        .types("half a whisperednote")
        .press("esc");
    assert_eq!(ada.app.drafts().len(), 1);
    ada.erases("quilla.zanz");
    assert!(ada.app.drafts().is_empty() && ada.hand.dossier(quilla).is_none());
}

#[test]
fn nobody_is_asked_about_while_a_job_is_open() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let (seen, stamp) = (ben.last_seen(), ben.stamp());
    let bulk = Bulk {
        seen,
        people: vec![tom],
        action: BulkAction::Set(Field::Owner, Some("cleo".into())),
    };
    let mut work = Work::bulk(&mut ben.store, bulk, &stamp).unwrap();
    ada.hears();
    ada.goes_to(NAME)
        .commands("erase")
        .hears_said("nobody is erased while a job is open");
    assert!(ada.app.overlays.is_empty());
    while work.step(&mut ben.store).unwrap().is_none() {}
    ada.hears();
    ada.commands("erase").sees("Deleted: the person");
}

#[test]
fn a_change_that_waits_for_a_colleagues_sweep_says_so() {
    let world = World::new();
    let mut cleo = Desk::open(&world, "cleo");
    let quilla = cleo.hand.quilla();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let stamp = cleo.hand.stamp();
    let mut work = Work::erase(&mut cleo.hand.store, quilla, &stamp).unwrap();
    ada.hears();
    ada.goes_to("Tom Bakker").sees_not("your change waits");
    // What would be done at once is on its way here.
    let key = Message::Key(crate::support::desk::key_named("x"));
    ada.app.update(key);
    let key = Message::Key(crate::support::desk::key_named("enter"));
    ada.app.update(key);
    let effects = ada
        .app
        .update(Message::Key(crate::support::desk::key_named("enter")));
    let [Effect::Apply(ticket, change)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    ada.happens(Message::Due);
    ada.sees("cleo erased somebody for good")
        .screen("change_waits_for_sweep");
    while work.step(&mut cleo.hand.store).unwrap().is_none() {}
    let stamp = ada.hand.stamp();
    let receipt = ada.hand.store.apply(change.clone(), &stamp).unwrap();
    ada.happens(Message::Applied(*ticket, receipt));
    ada.sees_not("your change waits").hears_said("parked");
}

#[test]
fn a_sweep_that_was_cut_off_is_offered_and_resumed() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let quilla = cleo.quilla();
    let stamp = cleo.stamp();
    drop(Work::erase(&mut cleo.store, quilla, &stamp).unwrap());
    drop(cleo);
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.hears_said("sweeping the file by cleo was cut off: :jobs resumes it");
    ada.press("1 f").sees("sweeping the file");
    ada.press("f9").hears_said("erased somebody for good");
    ada.press("f9").hears_said("no job is open");
    ada.hand.is_sound();
}

#[test]
fn a_colleague_who_hears_of_it_keeps_nothing_about_them_but_what_is_on_the_screen() {
    let world = World::new();
    let (mut ada, quilla) = ada(&world);
    let mut ben = Desk::open(&world, "ben");
    for keys in ["n", "l"] {
        ben.goes_to(NAME).press(keys).types("half a whisper");
        ben.press("esc");
    }
    ben.goes_to("Tom Bakker").press("n").types("something else");
    ben.press("esc");
    ben.goes_to(NAME).press("t").types("fri half a step");
    assert_eq!(ben.app.drafts().len(), 4);
    ada.goes_to(NAME).erases("quilla.zanz");
    assert!(ada.hand.dossier(quilla).is_none());
    ben.hears();
    // What is in front of them can be copied, and is kept nowhere.
    ben.sees("half a step")
        .sees("Quillabeth Zanzibarra was erased for good. This text cannot be saved, only copied")
        .sees("Esc close")
        .sees_not("kept");
    let left = ben.app.drafts();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].text(""), Some("something else"));
    ben.press("esc")
        .hears_said("Quillabeth Zanzibarra was erased for good; the text was discarded");
    ben.press("z").hears_said(
        "Quillabeth Zanzibarra was erased for good; your unsaved text about them was deleted",
    );
    ben.press("f11").sees("something else").sees_not("whisper");
}

/// A list of unsaved texts that is open shows nothing of them any more, and gives nothing back.
#[test]
fn an_open_list_of_unsaved_texts_loses_those_about_somebody_who_is_erased() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    let mut ben = Desk::open(&world, "ben");
    ben.goes_to(NAME)
        .press("n")
        .types("half a whisper")
        .press("esc");
    ben.goes_to("Tom Bakker")
        .press("n")
        .types("something else")
        .press("esc");
    ben.press("f11").sees("half a whisper").press("d");
    ada.goes_to(NAME).erases("quilla.zanz");
    ben.hears();
    ben.sees_not("half a whisper").sees("something else");
    ben.press("u").sees_not("half a whisper").press("esc");
    assert_eq!(ben.app.drafts().len(), 1);
}

/// Text that an instance left whose person was erased before it came back is no one's to delete but its author's.
#[test]
fn text_that_comes_back_about_somebody_erased_before_is_shown_until_it_is_discarded() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    let mut ben = Desk::open(&world, "ben");
    ben.goes_to(NAME)
        .press("n")
        .types("half a whisper")
        .press("esc");
    let left = ben.app.drafts();
    drop(ben);
    ada.goes_to(NAME).erases("quilla.zanz");
    let mut ben = Desk::open(&world, "ben");
    ben.recovers(left).sees("half a whisper");
    ada.goes_to("Tom Bakker")
        .press("n")
        .types("news")
        .press("ctrl-s");
    ben.hears();
    assert_eq!(ben.app.drafts().len(), 1);
    ben.press("enter")
        .sees("half a whisper")
        .sees("only copied");
}

/// What was discarded in a box, or typed at the command line, is in memory only, and goes with them as well.
#[test]
fn what_was_discarded_about_them_is_not_brought_back() {
    let world = World::new();
    let (mut ada, _) = ada(&world);
    ada.goes_to(NAME).commands("note met Quillabeth Zanzibarra");
    ada.press("n")
        .types("half a whisper")
        .press("ctrl-x ctrl-d");
    ada.hears_said("Changes discarded").press("esc");
    ada.erases("quilla.zanz");
    ada.press(": up up up").sees_not("note met").press("esc");
}
