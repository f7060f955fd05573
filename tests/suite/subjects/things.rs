//! Boxes about other things than people, and those that another answer opens: what they were opened for stays.

use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::ids::SetId;
use entourage::domain::question::Sort;
use entourage::domain::saved_view::{Listing, ViewChange};
use entourage::domain::settings::Setting;

use super::{Crowd, Meddling, NAME, plays, top};
use crate::support::{Desk, Hand, World};

/// A box and the keys that open it; `FILE` stands for the path of a file with a row that is rejected.
pub struct Row {
    /// What it is.
    pub kind: &'static str,
    opens: &'static str,
}

const fn one(kind: &'static str, opens: &'static str) -> Row {
    Row { kind, opens }
}

/// Every box about other things.
pub const ROWS: &[Row] = &[
    one("reason to undo", "U x"),
    one("setting", ", enter"),
    one("new people", "2 a"),
    one("day of the figures", "I ctrl-u \"FILE\" enter d"),
    one("rejected rows", "I ctrl-u \"FILE\" enter tab tab w"),
    one("views", "2 v"),
    one("name of a view", "2 / \"tag:vegan\" enter v s"),
    one("another name of a view", "2 v e"),
    one("columns", "2 C"),
    one("errors", "f12"),
    one("unsaved text", "f11"),
    one(
        "clash",
        "2 / \"pia two\" enter n \"half\" esc e backspace \"x\" ctrl-s",
    ),
];

/// Ben changes what the lists hold in which the bar stands.
fn meddles(ben: &mut Hand) {
    let quinn = ben.person("Quinn Stays");
    ben.edits(quinn, Field::Place, Some("Malmö"));
    ben.sets(Setting::CareB, Some("77"));
    ben.does(view("Aaa first"));
}

fn view(name: &str) -> Change {
    let listing = Listing {
        query: "tag:crowd".into(),
        sort: Sort::Name,
        ..Listing::default()
    };
    Change::View(ViewChange::Save {
        name: name.into(),
        listing,
        seen: SetId::default(),
    })
}

#[test]
fn what_a_box_is_about_stays_when_the_lists_below_it_change() {
    for row in ROWS {
        let world = World::new();
        let mut ben = world.hand("ben");
        Crowd::new(&mut ben);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("instagram-2026-10-01.csv");
        std::fs::write(&file, "handle,name,followers\nnew.one,New,12\n,Nobody,3\n").unwrap();
        let mut ada = Desk::open_at(&world, "ada", 100, 40);
        ada.hand.does(view("Mine"));
        if row.kind == "clash" {
            // The form has been opened before ben saves the same field.
            let (opens, rest) = row.opens.split_at(row.opens.find(" backspace").unwrap());
            plays(&mut ada, opens);
            let two = ben.person(NAME);
            ben.edits(two, Field::Name, Some("Pia Second"));
            plays(&mut ada, rest);
        } else {
            if row.kind == "reason to undo" {
                let quinn = ben.person("Quinn Stays");
                ben.edits(quinn, Field::Niche, Some("rooibos"));
            }
            ada.looks_again();
            plays(&mut ada, &row.opens.replace("FILE", file.to_str().unwrap()));
        }
        let (kind, subject) = top(&ada).unwrap_or_else(|| panic!("{}\n{}", row.kind, ada.text()));
        assert_eq!(kind, row.kind, "{}", ada.text());
        meddles(&mut ben);
        ada.hears();
        assert_eq!(top(&ada), Some((kind, subject)), "{}", ada.text());
    }
}

#[test]
fn the_change_that_was_chosen_is_undone_though_newer_ones_stand_above_it() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open_at(&world, "ada", 120, 36), world.hand("ben"));
    let tom = ben.person("Tom Bakker");
    ben.edits(tom, Field::Niche, Some("arcades"));
    ada.looks_again();
    ada.press("U x")
        .sees("Why undo: Tom Bakker: niche changed?");
    ben.edits(tom, Field::Place, Some("Utrecht"));
    let amara = ben.person("Amara Okafor");
    ben.edits(amara, Field::Place, Some("Lagos"));
    ben.does(Change::History(HistoryChange::UndoLast));
    ada.hears();
    ada.types("not agreed").press("enter");
    assert_eq!(ben.field(amara, Field::Place), None, "{}", ada.notice());
    // His later change of Tom's row is in the way, and is named.
    ada.hears_said("by ben builds on it (Tom Bakker: place changed)")
        .sees("not agreed");
}

#[test]
fn the_view_that_was_chosen_is_renamed_though_another_stands_in_its_place() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), world.hand("ben"));
    ada.hand.does(view("Bbb"));
    ada.looks_again();
    ada.press("2 v e").sees("Rename the view Bbb");
    let before = ben.does(view("Aaa"));
    ada.hears();
    ada.types(" 2")
        .press("enter")
        .hears_said("called Bbb 2 now");
    assert!(before.said.as_str().contains("Aaa"));
    ada.sees("Bbb 2");
}

#[test]
fn what_the_palette_offers_for_a_line_is_not_done_to_another_line() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open_at(&world, "ada", 120, 36), world.hand("ben"));
    let lukasz = ben.person("Łukasz Żak");
    ada.opens("Łukasz Żak").press("backtab");
    ada.sees("Found through the barber fair list.");
    ada.press("ctrl-p").types(">take out the line");
    // A newer note comes to stand above, and the bar on it.
    ben.notes(lukasz, "ben was here");
    ada.hears();
    ada.press("enter")
        .hears_said("not under the bar any more; nothing was done");
    assert_eq!(ben.dossier(lukasz).unwrap().notes.len(), 2);
    // A key on a line that one sees is done at once.
    ada.press("j D").hears_said("took out a note");
}

#[test]
fn help_that_is_opened_elsewhere_does_nothing_to_a_row_that_is_not_seen() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let changes = ada.hand.last_seen();
    ada.press("2 ?").types("snooze").press("enter");
    ada.hears_said("Today is in front now");
    assert!(ada.app.overlays.is_empty());
    assert_eq!(ada.hand.last_seen(), changes);
}

#[test]
fn a_form_that_is_still_on_its_way_is_not_opened_for_somebody_else() {
    use entourage::ui::message::Message;
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker");
    let key = |name| Message::Key(crate::support::desk::key_named(name));
    // Nothing is answered between these keys.
    ada.app.update(key("e"));
    ada.app.update(key("q"));
    ada.goes_to("Zoë Ångström").press("enter");
    ada.sees("Zoë Ångström").sees_not("┌");
    assert!(ada.app.overlays.is_empty());
}

#[test]
fn what_a_late_answer_asks_waits_below_the_box_in_which_somebody_types() {
    use entourage::ui::effect::Effect;
    use entourage::ui::message::Message;
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 40);
    let mut ben = world.hand("ben");
    let crowd = Crowd::new(&mut ben);
    ada.looks_again();
    ada.goes_to(NAME).press("l").types("said at length");
    Meddling::Merges.happens(&mut ben, &crowd);
    let effects = ada
        .app
        .update(Message::Key(crate::support::desk::key_named("enter")));
    let [Effect::Apply(ticket, change)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    // Before the store answers, the next line is begun about somebody else.
    ada.goes_to("Tom Bakker").press("n").types("about Tom, c");
    let stamp = ada.hand.stamp();
    let Err(entourage::store::Failure::Refused(refusal)) =
        ada.hand.store.apply(change.clone(), &stamp)
    else {
        panic!("not refused");
    };
    ada.happens(Message::Refused(*ticket, refusal));
    ada.types(" c").sees("about Tom, c c").press("ctrl-s");
    ada.sees("ben merged Pia Two into Quinn Stays")
        .sees("said at length")
        .press("c")
        .hears_said("logged");
    assert_eq!(ben.dossier(crowd.quinn).unwrap().touches.len(), 1);
}

#[test]
fn a_line_that_was_typed_about_somebody_who_was_merged_comes_back_with_esc() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let crowd = Crowd::new(&mut ben);
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to(NAME).press(":").types("note likes green tea");
    Meddling::Merges.happens(&mut ben, &crowd);
    ada.press("enter").sees("c continue with Quinn Stays");
    ada.press("esc").sees(":note likes green tea");
    assert!(ben.dossier(crowd.quinn).unwrap().notes.is_empty());
}

#[test]
fn a_key_that_takes_a_question_away_is_not_meant_for_somebody_else() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open_at(&world, "ada", 100, 40), world.hand("ben"));
    let crowd = Crowd::new(&mut ben);
    plays(&mut ada, "2 / \"tag:crowd stage:discovery\" enter G L");
    ada.sees("Pia Two: ");
    Meddling::Moves.happens(&mut ben, &crowd);
    ada.hears();
    assert_eq!(ada.someone(), Some(crowd.three));
    let changes = ada.hand.last_seen();
    ada.press("x")
        .hears_said("The list has changed under this question");
    assert!(ada.app.overlays.is_empty() && ada.hand.last_seen() == changes);
    // Without such a change it is heard.
    ada.press("L").sees("Pia Three: ").press("x");
    ada.sees("Park Pia Three: why?");
}

#[test]
fn a_row_of_today_that_a_colleague_did_is_not_done_once_more_with_the_next_one() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), world.hand("ben"));
    ada.press("j j");
    let renee = ada.someone().unwrap();
    ben.edits(renee, Field::NextDate, Some("2027-01-01"));
    ada.hears();
    assert_eq!(
        ada.someone(),
        Some(renee),
        "struck through until the next key"
    );
    let changes = ada.hand.last_seen();
    ada.press("d")
        .hears_said("is no longer due; nothing was done");
    assert_eq!(ada.hand.last_seen(), changes);
    assert_ne!(ada.someone(), Some(renee));
    // One's own are done one after the other.
    ada.press("d");
    assert_eq!(ada.hand.last_seen().0, changes.0 + 1);
    ada.press("d").sees("Log a contact with Zoë Ångström");
}

#[test]
fn two_who_are_handed_over_one_right_after_the_other_are_both_handed_over() {
    use entourage::ui::effect::Effect;
    use entourage::ui::message::Message;
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut waiting = Vec::new();
    ada.press("j j");
    let first = ada.someone().unwrap();
    for keys in ["w b e n enter", "j w b e n enter"] {
        for key in keys.split(' ') {
            let key = Message::Key(crate::support::desk::key_named(key));
            waiting.extend(ada.app.update(key));
        }
    }
    let second = ada.someone().unwrap();
    assert_ne!(first, second);
    let asked: Vec<_> = waiting
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Ask(ticket, question) => Some((ticket, question)),
            _ => None,
        })
        .collect();
    for (ticket, question) in asked {
        let stamp = ada.hand.stamp();
        let answer = ada.hand.store.answer(&question, &stamp).unwrap();
        ada.happens(Message::Answered(ticket, answer));
    }
    let of = |ada: &mut Desk, person| {
        let step = ada.hand.field(person, Field::NextOwner);
        step.or(ada.hand.field(person, Field::Owner))
    };
    assert_eq!(of(&mut ada, first).as_deref(), Some("ben"));
    assert_eq!(of(&mut ada, second).as_deref(), Some("ben"));
}
