//! `duplicates` and `merge`.

use serde_json::json;

use super::args::Merge;
use super::opened::Opened;
use super::out::{Failed, Out};
use super::people::{apply, card_json};
use crate::domain::change::{Change, MergeChange};
use crate::domain::counts::say_grouped;
use crate::domain::duplicates::{Duplicate, Duplicates};
use crate::domain::ids::PersonId;
use crate::domain::merge::{Line, Pick, Sides, Standing};
use crate::domain::question::{Answer, Question};
use crate::domain::text::{Clean, pad};
use crate::runtime::clock;
use crate::store::duplicates::Looking;

/// Lists people who may be one.
pub fn list(mut opened: Opened, as_json: bool, out: &mut Out) -> Result<u8, Failed> {
    let mut looking = Looking::default();
    let found = loop {
        if let Some(found) = opened.store.look_for_duplicates(&mut looking)? {
            break found;
        }
    };
    for duplicate in &found.found {
        if as_json {
            out.json(&json!({
                "sureness": duplicate.sureness().word(), "score": duplicate.score,
                "why": duplicate.reasons.iter().map(|reason| Clean::line(&reason.say()).to_string()).collect::<Vec<_>>(),
                "people": duplicate.people.iter().map(card_json).collect::<Vec<_>>(),
            }));
        } else {
            out.line(line(duplicate));
        }
    }
    if !as_json {
        tell(&found, out);
    }
    Ok(0)
}

fn line(duplicate: &Duplicate) -> String {
    let people = duplicate
        .people
        .iter()
        .map(|card| format!("{} ({} {})", card.name, card.platforms, card.handle));
    let people: Vec<String> = people.collect();
    let sure = pad(duplicate.sureness().word(), 8);
    format!("{sure}  {}: {}", people.join(" = "), duplicate.why())
}

/// How many there are, and what was left out.
fn tell(found: &Duplicates, out: &mut Out) {
    let grouped = |many: usize| say_grouped(i64::try_from(many).unwrap_or(i64::MAX));
    let looked = format!("among {} people", grouped(found.people));
    out.aside(match (found.total, found.found.len()) {
        (0, _) => format!("no duplicates {looked}"),
        (all, shown) if shown < all => {
            format!("the surest {} of {} {looked}", grouped(shown), grouped(all))
        }
        (all, _) => format!("{} {looked}", grouped(all)),
    });
    if let Some(left_out) = found.left_out() {
        out.aside(left_out.to_string());
    }
}

/// Everybody who is meant, each once: two names of one person are told apart from two people.
fn people(opened: &mut Opened, keep: &str, others: &[String]) -> Result<Vec<PersonId>, Failed> {
    let mut people = vec![opened.find(keep)?];
    let mut names = vec![keep];
    for other in others {
        let person = opened.find(other)?;
        if let Some(place) = people.iter().position(|one| *one == person) {
            return Err(Failed::request(format!(
                "{} and {} are one person already; nothing was changed",
                Clean::line(names[place]),
                Clean::line(other)
            )));
        }
        people.push(person);
        names.push(other);
    }
    Sides::allow(&people).map_err(|why| Failed::request(format!("{why}; nothing was changed")))?;
    Ok(people)
}

/// Makes people one, with the choice that the desk would offer; or remembers that they are not.
pub fn merge(mut opened: Opened, merge: &Merge, out: &mut Out) -> Result<u8, Failed> {
    let people = people(&mut opened, &merge.keep, &merge.others)?;
    if merge.not_same {
        let change = MergeChange::NotSame { people };
        return apply(&mut opened, Change::Merge(change), out);
    }
    let stamp = opened.stamp();
    let Answer::Sides(sides, _) = opened
        .store
        .answer(&Question::Sides(people.clone()), &stamp)?
    else {
        return Err(Failed::request("nobody was found; nothing was changed"));
    };
    let chosen = chosen(&sides, people[0]);
    let change = MergeChange::Merge {
        keep: people[0],
        seen: sides,
        picks: Vec::new(),
    };
    let code = apply(&mut opened, Change::Merge(change), out)?;
    for words in chosen {
        out.line(words);
    }
    Ok(code)
}

/// What was chosen where they differed: `Place: Malmö, not Lund`.
fn chosen(sides: &Sides, keep: PersonId) -> Vec<String> {
    let today = clock::today();
    let lines = Line::all();
    let differ = lines
        .iter()
        .filter(|line| sides.standing(**line) == Standing::Differ);
    let told = differ.map(|line| {
        let show = |place: usize| sides.show(*line, place, today);
        let all: Vec<Clean> = (0..sides.0.len())
            .map(show)
            .filter(|one| !one.is_empty())
            .collect();
        match sides.default_pick(*line, keep) {
            Pick::All => format!("  {}: all of it", line.label()),
            Pick::Of(place) => {
                let stays = show(place);
                let gone = all.iter().filter(|one| **one != stays).map(Clean::as_str);
                let gone = gone.collect::<Vec<_>>().join(", ");
                format!("  {}: {stays}, not {gone}", line.label())
            }
        }
    });
    told.collect()
}
