//! T14: the store against a model of it.

use std::collections::BTreeMap;

use entourage::domain::change::{Change, Edit, HistoryChange, PeopleChange, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{NoteId, PersonId};
use entourage::domain::lifecycle::{Facts, missing};
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::store::Failure;

use crate::support::{Chance, Hand, World};

/// The fields that the two change.
const FIELDS: [Field; 4] = [Field::Niche, Field::Place, Field::Owner, Field::Story];

/// A person's row as undo compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    fields: BTreeMap<Field, Option<String>>,
    by_hand: i64,
    stage: Stage,
    parked: Option<ParkReason>,
}

/// Something a change set changed: a person's row, or their note.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Person(Row),
    Note(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Do,
    Undo,
    Redo,
}

/// A change set as the model knows it.
#[derive(Debug)]
struct Set {
    who: usize,
    turn: Turn,
    undone: bool,
    person: usize,
    before: State,
    after: State,
}

/// What should be true.
struct Model {
    people: Vec<(PersonId, Row, NoteId, String)>,
    sets: Vec<Set>,
}

/// What one of the two wants to do, on what they saw.
#[derive(Debug, Clone)]
enum Wish {
    Edit(usize, Vec<(Field, Option<String>, Option<String>)>),
    Move(usize, Stage, Stage),
    Note(usize, String, String),
    Undo,
    Redo,
}

impl Model {
    fn now(&self, person: usize, like: &State) -> State {
        match like {
            State::Person(_) => State::Person(self.people[person].1.clone()),
            State::Note(_) => State::Note(self.people[person].3.clone()),
        }
    }

    fn becomes(&mut self, person: usize, state: &State) {
        match state {
            State::Person(row) => self.people[person].1 = row.clone(),
            State::Note(text) => self.people[person].3.clone_from(text),
        }
    }

    fn write(&mut self, who: usize, turn: Turn, person: usize, after: State) {
        let before = self.now(person, &after);
        self.becomes(person, &after);
        self.sets.push(Set {
            who,
            turn,
            undone: false,
            person,
            before,
            after,
        });
    }

    /// The set that `u` or Ctrl-R of somebody means.
    fn target(&self, who: usize, turn: Turn) -> Option<usize> {
        let mine = |set: &Set| set.who == who && !set.undone;
        if turn == Turn::Undo {
            return self
                .sets
                .iter()
                .rposition(|set| mine(set) && set.turn != Turn::Undo);
        }
        let last = self
            .sets
            .iter()
            .rposition(|set| set.who == who && set.turn == Turn::Do);
        let found = self
            .sets
            .iter()
            .rposition(|set| mine(set) && set.turn == Turn::Undo)?;
        (last.is_none_or(|last| found > last)).then_some(found)
    }

    /// Whose change of the same has to go first: the latest that stands, else the latest.
    fn author(&self, target: usize) -> usize {
        let set = &self.sets[target];
        let same = |one: &&Set| {
            one.person == set.person
                && std::mem::discriminant(&one.after) == std::mem::discriminant(&set.after)
        };
        let stands = |one: &&Set| same(one) && !one.undone && one.turn != Turn::Undo;
        let later = || self.sets[target + 1..].iter().rev();
        later()
            .find(stands)
            .or_else(|| later().find(same))
            .unwrap()
            .who
    }

    /// Makes the wish come true at a desk, and says how the store differs from the model, if it does.
    fn grant(&mut self, who: usize, hand: &mut Hand, wish: &Wish) -> Result<(), String> {
        match wish {
            Wish::Edit(person, edits) => self.edit(who, hand, *person, edits),
            Wish::Move(person, from, to) => self.step(who, hand, *person, *from, *to),
            Wish::Note(person, original, mine) => self.note(who, hand, *person, original, mine),
            Wish::Undo => self.turn_back(who, hand, Turn::Undo),
            Wish::Redo => self.turn_back(who, hand, Turn::Redo),
        }
    }

    fn edit(
        &mut self,
        who: usize,
        hand: &mut Hand,
        person: usize,
        edits: &[(Field, Option<String>, Option<String>)],
    ) -> Result<(), String> {
        let mut row = self.people[person].1.clone();
        let mut clashing = Vec::new();
        for (field, original, mine) in edits {
            let now = row.fields[field].clone();
            if now == *mine {
            } else if now == *original {
                row.fields.insert(*field, mine.clone());
                row.by_hand |= field.bit();
            } else {
                clashing.push((*field, original.clone(), mine.clone(), now));
            }
        }
        let change = Change::People(PeopleChange::Edit {
            person: self.people[person].0,
            edits: edits
                .iter()
                .map(|(field, original, mine)| Edit {
                    field: *field,
                    original: original.clone(),
                    mine: mine.clone(),
                })
                .collect(),
        });
        match (hand.apply(change), clashing.is_empty()) {
            (Ok(receipt), true) => {
                if receipt.set.is_some() != (row != self.people[person].1) {
                    return Err(format!("a change set for nothing, or none: {receipt:?}"));
                }
                if receipt.set.is_some() {
                    self.write(who, Turn::Do, person, State::Person(row));
                }
                Ok(())
            }
            (Err(Failure::Refused(Refusal::Clashes { fields, .. })), false) => {
                let text = |raw: &Option<entourage::domain::text::Raw>| {
                    raw.as_ref().map(|raw| raw.as_stored().to_owned())
                };
                let told: Vec<_> = fields
                    .iter()
                    .map(|clash| {
                        (
                            clash.field,
                            text(&clash.original),
                            text(&clash.mine),
                            text(&clash.theirs),
                        )
                    })
                    .collect();
                if told == clashing {
                    Ok(())
                } else {
                    Err(format!("{told:?} was told instead of {clashing:?}"))
                }
            }
            (other, _) => Err(format!("{other:?} where {clashing:?} clash")),
        }
    }

    fn step(
        &mut self,
        who: usize,
        hand: &mut Hand,
        person: usize,
        from: Stage,
        to: Stage,
    ) -> Result<(), String> {
        let mut row = self.people[person].1.clone();
        let stale = row.stage != from || row.parked.is_some();
        let change = Change::People(PeopleChange::Move {
            person: self.people[person].0,
            from,
            to,
            without: missing(Facts::default(), from, to),
            because: None,
        });
        match (hand.apply(change), stale) {
            (Ok(_), false) => {
                row.stage = to;
                row.by_hand |= entourage::domain::person::Person::STAGE_BY_HAND;
                self.write(who, Turn::Do, person, State::Person(row));
                Ok(())
            }
            (Err(Failure::Refused(Refusal::Stale { .. })), true) => Ok(()),
            (other, _) => Err(format!("{other:?} where stale is {stale}")),
        }
    }

    fn note(
        &mut self,
        who: usize,
        hand: &mut Hand,
        person: usize,
        original: &str,
        mine: &str,
    ) -> Result<(), String> {
        let (id, _, note, now) = self.people[person].clone();
        let change = Change::Talk(TalkChange::EditNote {
            person: id,
            note,
            original: original.to_owned(),
            mine: mine.to_owned(),
        });
        match hand.apply(change) {
            Ok(_) if now == mine => Ok(()),
            Ok(_) if now == original => {
                self.write(who, Turn::Do, person, State::Note(mine.to_owned()));
                Ok(())
            }
            Err(Failure::Refused(Refusal::NoteClash { theirs, .. }))
                if now != original && now != mine && theirs.as_stored() == now =>
            {
                Ok(())
            }
            other => Err(format!("{other:?} where {now:?} stands")),
        }
    }

    fn turn_back(&mut self, who: usize, hand: &mut Hand, turn: Turn) -> Result<(), String> {
        let change = if turn == Turn::Undo {
            HistoryChange::UndoLast
        } else {
            HistoryChange::RedoLast
        };
        let answer = hand.apply(Change::History(change));
        let Some(target) = self.target(who, turn) else {
            return match answer {
                Err(Failure::Refused(
                    Refusal::NothingToUndo | Refusal::NothingToRedo | Refusal::FromElsewhere { .. },
                )) => Ok(()),
                other => Err(format!("{other:?} where nothing is left")),
            };
        };
        let (person, before, after) = {
            let set = &self.sets[target];
            (set.person, set.before.clone(), set.after.clone())
        };
        let free = self.now(person, &after) == after;
        match answer {
            Ok(_) if free => {
                self.write(who, turn, person, before);
                self.sets[target].undone = true;
                Ok(())
            }
            Err(Failure::Refused(Refusal::ChangedSince { by, .. }))
                if !free && by.as_str() == NAMES[self.author(target)] =>
            {
                Ok(())
            }
            other => Err(format!("{other:?} where it may {free} be taken back")),
        }
    }
}

const NAMES: [&str; 2] = ["ada", "ben"];

/// What somebody sees of a person.
fn seen(hand: &mut Hand, person: PersonId) -> (Row, String) {
    let dossier = hand.dossier(person).unwrap();
    let values = &dossier.person.values;
    let fields = FIELDS
        .iter()
        .map(|field| {
            (
                *field,
                values.get(*field).map(|raw| raw.as_stored().to_owned()),
            )
        })
        .collect();
    let row = Row {
        fields,
        by_hand: dossier.person.by_hand,
        stage: dossier.person.stage,
        parked: dossier.person.parked.map(|parked| parked.reason),
    };
    (row, dossier.notes[0].text.as_stored().to_owned())
}

fn wish(chance: &mut Chance, person: usize, saw: &(Row, String)) -> Wish {
    let value = |chance: &mut Chance, field: Field| {
        let one = chance.below(5);
        match (field, one) {
            (_, 0) => None,
            (Field::Owner, _) => Some(NAMES[one % 2].to_owned()),
            _ => Some(format!("{} {one}", field.column())),
        }
    };
    match chance.below(10) {
        0..=4 => {
            let mut fields: Vec<Field> = (0..=chance.below(2))
                .map(|_| *chance.one(&FIELDS))
                .collect();
            fields.dedup();
            let edits = fields
                .into_iter()
                .map(|field| (field, saw.0.fields[&field].clone(), value(chance, field)))
                .collect();
            Wish::Edit(person, edits)
        }
        5 | 6 => Wish::Move(person, saw.0.stage, {
            let others: Vec<Stage> = Stage::ALL
                .into_iter()
                .filter(|stage| *stage != saw.0.stage)
                .collect();
            *chance.one(&others)
        }),
        7 => Wish::Note(person, saw.1.clone(), format!("note {}", chance.below(4))),
        8 => Wish::Undo,
        _ => Wish::Redo,
    }
}

/// Two desks look at somebody, both act on what they saw, in either order; the store must do what the model does.
fn interleave(rounds: usize, seed: u64) {
    let world = World::empty();
    let mut hands = [world.hand(NAMES[0]), world.hand(NAMES[1])];
    let mut model = Model {
        people: Vec::new(),
        sets: Vec::new(),
    };
    for number in 0..5 {
        let mut maker = world.hand("maker");
        let person = maker.adds(Platform::Instagram, &format!("person{number}"), &[]);
        maker.notes(person, "note");
        let note = maker.dossier(person).unwrap().notes[0].id;
        let (row, text) = seen(&mut maker, person);
        model.people.push((person, row, note, text));
    }
    let mut chance = Chance::new(seed);
    let mut clashes = 0;
    for round in 0..rounds {
        let person = chance.below(model.people.len());
        let id = model.people[person].0;
        let saw = [seen(&mut hands[0], id), seen(&mut hands[1], id)];
        assert_eq!(saw[0], saw[1], "both see the same in round {round}");
        let wishes = [
            wish(&mut chance, person, &saw[0]),
            wish(&mut chance, person, &saw[1]),
        ];
        let first = chance.below(2);
        for who in [first, 1 - first] {
            let before = model.sets.len();
            if let Err(error) = model.grant(who, &mut hands[who], &wishes[who]) {
                panic!(
                    "round {round}, {} wishes {:?}: {error}",
                    NAMES[who], wishes[who]
                );
            }
            clashes += usize::from(model.sets.len() == before);
            let now = seen(&mut hands[1 - who], id);
            let should = (
                model.people[person].1.clone(),
                model.people[person].3.clone(),
            );
            assert_eq!(
                now, should,
                "round {round} after {} wished {:?}",
                NAMES[who], wishes[who]
            );
        }
        if round % 250 == 0 {
            hands[0].is_sound();
        }
    }
    assert!(clashes * 20 > rounds, "too few of them met: {clashes}");
    for (id, row, _, text) in &model.people {
        assert_eq!(&seen(&mut hands[0], *id), &(row.clone(), text.clone()));
    }
    hands[0].is_sound();
}

/// T14, fast.
#[test]
fn in_500_interleavings_nothing_is_overwritten_in_silence() {
    interleave(500, 14);
}

#[test]
#[ignore = "long: about three minutes; T14 in full"]
fn in_10_000_interleavings_nothing_is_overwritten_in_silence() {
    interleave(10_000, 41);
}
