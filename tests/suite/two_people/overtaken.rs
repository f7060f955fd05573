//! Every change says what its author saw: where a colleague decided something else meanwhile, it is refused by name, and
//! the same from the author's own second window is no news to anybody.

use entourage::domain::change::{Change, PeopleChange, TalkChange, TriageChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::domain::saved_view::{Listing, ViewChange};
use entourage::domain::stage::Stage;
use entourage::domain::triage::{Check, Decision, Raised, Verdict};

use crate::support::world::{ago, row};
use crate::support::{Desk, Hand, World, day};

/// A person with a jump of followers, and the flag that it raises.
fn flagged(hand: &mut Hand) -> (PersonId, Raised) {
    for (date, followers) in [("2026-10-01", 2_000), ("2026-10-20", 9_000)] {
        let mut line = row(2, Platform::TikTok, "bought.fame");
        line.figures.followers = Some(followers);
        hand.imports("jump.csv", date, &[line]);
    }
    let person = hand.person("bought.fame");
    (person, raised(hand, person))
}

fn raised(hand: &mut Hand, person: PersonId) -> Raised {
    match hand.asks(&Question::Candidates(vec![person])) {
        Answer::Candidates(found) => found[0].flags[0].clone(),
        other => panic!("{other:?}"),
    }
}

fn decides(person: PersonId, seen: &Raised, decision: Option<Decision>) -> Change {
    Change::Triage(TriageChange::Flag {
        person,
        flag: seen.flag.clone(),
        seen: seen.decided(),
        decision: decision.map(|decision| (decision, String::new())),
    })
}

fn park(person: PersonId, reason: ParkReason) -> Change {
    Change::People(PeopleChange::Park {
        person,
        reason,
        look_again: None,
    })
}

#[test]
fn a_flag_that_a_colleague_decided_about_meanwhile_is_not_written_over() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let (person, open) = flagged(&mut ada);
    ben.does(decides(person, &open, Some(Decision::Accepted)));
    for mine in [Some(Decision::Cleared), None] {
        let seen = match mine {
            Some(_) => open.clone(),
            // Ada sees her own clearing of before; ben has accepted it since.
            None => Raised {
                ruling: raised(&mut ada, person).ruling.map(|mut ruling| {
                    ruling.decision = Decision::Cleared;
                    ruling
                }),
                ..open.clone()
            },
        };
        let refusal = ada.is_refused(decides(person, &seen, mine)).to_string();
        assert!(
            refusal.contains("ben accepted this red flag of bought.fame a moment ago"),
            "{refusal}"
        );
        let now = raised(&mut ada, person).decided();
        assert_eq!(now.map(|(decision, _)| decision), Some(Decision::Accepted));
    }
    // What was seen may be changed, and the same decision twice is one.
    let seen = raised(&mut ada, person);
    ada.does(decides(person, &seen, Some(Decision::Cleared)));
    ada.does(decides(person, &open, Some(Decision::Cleared)));
    // A second window of one's own is no news.
    ada.does(decides(person, &open, Some(Decision::Accepted)));
    // A decision that a colleague reopened is not made again unseen.
    let seen = raised(&mut ada, person);
    ben.does(decides(person, &seen, None));
    let refusal = ada.is_refused(decides(person, &seen, Some(Decision::Cleared)));
    assert!(refusal.to_string().contains("ben reopened"), "{refusal}");
    ada.is_sound();
}

#[test]
fn an_answer_that_a_colleague_took_out_is_not_given_again_after_another_of_ones_own() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let person = ada.person("Łukasz Żak");
    let answer = |check, seen, mine| {
        Change::Triage(TriageChange::Check {
            person,
            check,
            seen,
            mine,
        })
    };
    let yes = Some((Verdict::Yes, String::new()));
    ada.does(answer(Check::Niche, None, yes.clone()));
    ben.does(answer(Check::Niche, yes.clone(), None));
    ada.does(answer(Check::Content, None, yes.clone()));
    let no = Some((Verdict::No, String::new()));
    let refusal = ada.is_refused(answer(Check::Niche, yes, no));
    assert!(refusal.to_string().starts_with("ben "), "{refusal}");
}

#[test]
fn whom_a_colleague_parked_for_another_reason_is_not_brought_back_unseen() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    ada.does(park(tom, ParkReason::NoReply));
    let seen = ada.last_seen();
    let unpark = |seen| Change::People(PeopleChange::Unpark { person: tom, seen });
    ben.does(unpark(seen));
    ben.does(park(tom, ParkReason::AskedNotToBeContacted));
    // A change of hers to something else does not make the parking hers.
    ada.edits(tom, Field::Niche, Some("chess"));
    let refusal = ada.is_refused(unpark(seen)).to_string();
    assert!(refusal.contains("ben parked Tom Bakker"), "{refusal}");
    let refusal = ada.is_refused(park(tom, ParkReason::NotAFit)).to_string();
    assert!(refusal.contains("ben parked Tom Bakker"), "{refusal}");
    assert_eq!(
        ada.dossier(tom).unwrap().person.parked.unwrap().reason,
        ParkReason::AskedNotToBeContacted
    );
    let seen = ada.last_seen();
    ada.does(unpark(seen));
}

#[test]
fn a_day_to_come_back_that_a_colleague_chose_is_theirs_whatever_else_one_changed() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    let snooze = |until| {
        Change::People(PeopleChange::Snooze {
            person: tom,
            until: day(until),
        })
    };
    ben.does(snooze("2027-01-11"));
    ada.edits(tom, Field::Niche, Some("chess"));
    let refusal = ada.is_refused(snooze("2027-02-11")).to_string();
    assert!(refusal.contains("ben snoozed Tom Bakker"), "{refusal}");
    ben.does(snooze("2027-03-11"));
}

#[test]
fn a_note_that_a_colleague_changed_meanwhile_is_not_removed() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    ada.notes(tom, "likes tea");
    let note = ada.dossier(tom).unwrap().notes[0].clone();
    let seen = note.text.as_stored().to_owned();
    ben.does(Change::Talk(TalkChange::EditNote {
        person: tom,
        note: note.id,
        original: seen.clone(),
        mine: "likes coffee".into(),
    }));
    let remove = |seen: &str| {
        Change::Talk(TalkChange::RemoveNote {
            person: tom,
            note: note.id,
            seen: seen.to_owned(),
        })
    };
    let refusal = ada.is_refused(remove(&seen)).to_string();
    assert!(
        refusal.contains("ben changed this note on Tom Bakker"),
        "{refusal}"
    );
    ada.does(remove("likes coffee"));
}

#[test]
fn a_view_of_the_team_that_a_colleague_saved_meanwhile_is_not_replaced() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let save = |query: &str, seen| {
        Change::View(ViewChange::Save {
            name: "Spring".into(),
            listing: Listing {
                query: query.into(),
                ..Listing::default()
            },
            seen,
        })
    };
    ada.does(save("stage:outreach", SetId::default()));
    let view = ada.store.views().unwrap().remove(0);
    ada.does(Change::View(ViewChange::Share {
        view: view.id,
        seen: view.version,
        team: true,
    }));
    let seen = ada.last_seen();
    ben.does(save("stage:nurturing", seen));
    let refusal = ada.is_refused(save("stage:advocacy", seen)).to_string();
    assert!(refusal.contains("ben changed the view Spring"), "{refusal}");
    assert_eq!(ada.store.views().unwrap()[0].query, "stage:nurturing");
    let seen = ada.last_seen();
    ada.does(save("stage:advocacy", seen));
}

#[test]
fn a_colleague_is_said_to_have_been_faster_only_where_one_was() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    ada.edits(tom, Field::NextStep, Some("call"));
    let done = Change::People(PeopleChange::StepDone {
        person: tom,
        step: entourage::domain::text::Clean::fixed("call"),
        date: None,
    });
    ada.does(done.clone());
    // What ben does to something else is not what stands in the way.
    ben.edits(tom, Field::Niche, Some("chess"));
    let refusal = ada.is_refused(done).to_string();
    assert!(
        refusal.starts_with("you changed the next step of Tom Bakker a moment ago"),
        "{refusal}"
    );
    // Long ago is not a moment ago.
    let mut before = world.hand("ben");
    before.today = ago(9);
    before.does(park(tom, ParkReason::NoReply));
    let refusal = ada.is_refused(Change::People(PeopleChange::Move {
        person: tom,
        from: Stage::Discovery,
        to: Stage::Outreach,
        without: Vec::new(),
        because: None,
    }));
    let words = refusal.to_string();
    assert!(words.starts_with("ben parked Tom Bakker on "), "{words}");
    assert!(
        words.contains("bring them back on the board first"),
        "{words}"
    );
}

#[test]
fn a_decision_that_came_too_late_at_the_desk_shows_what_stands_now() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let (person, open) = flagged(&mut ben);
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("bought.fame").press("F").sees("red flag");
    for _ in 0..8 {
        ada.press("j");
    }
    ben.does(decides(person, &open, Some(Decision::Accepted)));
    ada.press("c")
        .hears_said("ben accepted this red flag of bought.fame a moment ago")
        .sees("accepted");
}
