//! Unsaved text at the desk: what is said of it, how it is discarded and brought back, and what is asked before it is lost.

use entourage::domain::text::Clean;
use entourage::ui::draft::{Draft, DraftFor};
use entourage::ui::keeping::Hitch;
use entourage::ui::message::Message;

use crate::support::{Desk, World};

/// A desk with unsaved text about two people.
fn with_two_texts(world: &World) -> Desk {
    let mut ada = Desk::open(world, "ada");
    for (name, words) in [
        ("Tom Bakker", "never mind"),
        ("Zoë Ångström", "on second thought"),
    ] {
        ada.goes_to(name).press("l").types(words).press("esc");
    }
    ada.press("1");
    ada
}

fn full(elsewhere: bool) -> Hitch {
    Hitch {
        cause: Clean::line("disk full"),
        details: Clean::line("/state/recover cannot be written (disk full)"),
        elsewhere,
    }
}

#[test]
fn discarded_text_goes_when_the_list_closes_and_u_brings_it_back_until_then() {
    let world = World::new();
    let mut ada = with_two_texts(&world);
    ada.press("f11").press("d");
    ada.hears_said(
        "Discarded when you close this list: Contact with Tom Bakker: never mind · u brings it back",
    );
    ada.sees_line(&["discarded", "never mind"]);
    assert_eq!(ada.app.drafts().len(), 2, "nothing is gone yet");
    ada.press("u")
        .hears_said("Brought back: Contact with Tom Bakker");
    ada.sees_not("discarded ·").press("esc");
    assert_eq!(ada.app.drafts().len(), 2);
    ada.press("f11 d esc");
    ada.hears_said("Discarded unsaved text: Contact with Tom Bakker: never mind");
    assert_eq!(ada.app.drafts().len(), 1);
    ada.goes_to("Tom Bakker").press("l").sees_not("never mind");
}

/// `d` is *done* on Today: one too many never gets there.
#[test]
fn a_d_too_many_reaches_nothing_behind_the_list() {
    let world = World::new();
    let mut ada = with_two_texts(&world);
    let changes = ada.hand.last_seen();
    ada.press("f11 d j d d d d d").sees("Unsaved text");
    ada.hears_said("Already discarded; u brings it back");
    ada.press("u u").sees_not("discarded ·");
    assert_eq!(ada.app.drafts().len(), 2);
    assert_eq!(ada.hand.last_seen(), changes, "nothing was done on Today");
    ada.press("d j d q esc esc").sees_not("Unsaved text");
    assert_eq!(ada.app.drafts(), []);
    assert_eq!(ada.hand.last_seen(), changes);
}

#[test]
fn a_discarded_text_that_is_opened_is_wanted_after_all() {
    let world = World::new();
    let mut ada = with_two_texts(&world);
    ada.press("f11 d enter")
        .sees("Log a contact with Tom Bakker")
        .sees("never mind");
    assert_eq!(ada.app.drafts().len(), 2);
}

/// The same key brings back what it discarded, in a note, a form and a line about somebody.
#[test]
fn changes_that_were_discarded_in_a_box_come_back_with_the_same_key() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for (keys, typed) in [
        ("n", "half a note"),
        ("e", " the Second"),
        ("enter tab tab tab a enter", "1200"),
    ] {
        ada.goes_to("Tom Bakker").press(keys).types(typed);
        let drafts = ada.app.drafts();
        assert_eq!(drafts.len(), 1, "{keys}");
        ada.press("ctrl-x ctrl-d")
            .hears_said("Changes discarded; the same key brings them back");
        assert_eq!(ada.app.drafts(), [], "{keys}");
        ada.press("ctrl-x ctrl-d")
            .hears_said("Your changes are back")
            .sees(typed.trim());
        assert_eq!(ada.app.drafts(), drafts, "{keys}");
        ada.press("ctrl-x ctrl-d ctrl-x ctrl-d ctrl-x ctrl-d esc esc");
        assert_eq!(ada.app.drafts(), [], "{keys}");
    }
}

/// Two desks that ended may have left text in the same place: each is opened, saved and discarded for itself.
#[test]
fn two_texts_of_one_place_are_two() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let text = |words: &str| Draft {
        place: DraftFor::Log(tom),
        about: "Tom Bakker".into(),
        texts: vec![(String::new(), words.into())],
        originals: Vec::new(),
    };
    ada.recovers(vec![text("mail: the first"), text("mail: the second")]);
    ada.press("j enter").sees("mail: the second");
    assert_eq!(ada.app.drafts().len(), 2);
    ada.types(" one").press("enter").hears_said("logged");
    assert_eq!(ada.app.drafts(), [text("mail: the first")]);
    // A new text in that place does not push the older one out either.
    ada.goes_to("Tom Bakker").commands("log mail: a third");
    ada.sees("mail: a third");
    assert_eq!(ada.app.drafts().len(), 2);
    ada.press("enter").hears_said("logged");
    assert_eq!(ada.app.drafts(), [text("mail: the first")]);
}

#[test]
fn kept_is_said_when_it_is_on_disk_and_not_before() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.full = Some(full(false));
    ada.goes_to("Tom Bakker").press("l").types("half a line");
    ada.sees("unsaved text cannot be kept (disk full)");
    ada.sees("Esc close").sees_not("text is kept");
    ada.press("esc")
        .hears_said("as long as Entourage runs")
        .sees_not("the text is kept");
    ada.sees("unsaved text cannot be kept (disk full) · F12");
    // One entry in the error list for all the tries.
    ada.sees("1 wrong, F12")
        .press("f12")
        .sees("/state/recover cannot be written");
    ada.press("esc l").types(" more");
    ada.full = None;
    ada.types(" and more")
        .sees_not("cannot be kept")
        .press("esc");
    ada.hears_said("not saved; the text is kept");
}

#[test]
fn text_that_is_kept_elsewhere_is_kept_and_says_how_long() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.full = Some(full(true));
    ada.goes_to("Tom Bakker").press("l").types("half a line");
    ada.sees("unsaved text is kept only until you log out (disk full) · F12");
    ada.press("esc").hears_said("not saved; the text is kept");
    ada.press("l ctrl-u backspace esc")
        .sees_not("until you log out");
}

#[test]
fn quitting_asks_before_text_is_lost() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.full = Some(full(false));
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("half a line")
        .press("esc");
    ada.happens(Message::WouldLose);
    ada.sees(
        "Unsaved text cannot be kept (disk full): Contact with Tom Bakker: half a line. Quit anyway?",
    );
    ada.press("enter q x").sees("Quit anyway?");
    assert!(!ada.ended);
    ada.press("esc").sees_not("Quit anyway?");
    ada.happens(Message::WouldLose);
    ada.press("Q");
    assert!(ada.ended);
}

/// A note with a text of its own that an editor emptied: the key brings back what was typed last, not what is stored.
#[test]
fn what_an_editor_emptied_comes_back_in_every_box() {
    let world = World::new();
    for keys in ["n", "l", "E"] {
        let mut ada = Desk::open(&world, "ada");
        ada.goes_to("Tom Bakker").press("enter").press(keys);
        ada.types("typed before").sees("typed before");
        ada.editor_writes("").sees_not("typed before");
        ada.press("ctrl-x ctrl-d").sees("typed before");
        ada.press("ctrl-x ctrl-d").sees_not("typed before");
        ada.press("ctrl-x ctrl-d").sees("typed before");
    }
}
