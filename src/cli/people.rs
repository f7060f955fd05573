//! `list`, `show`, `log`, `next` and `stage`.

use serde_json::json;

use super::args::QueryArgs;
use super::opened::Opened;
use super::out::{Failed, Out};
use crate::domain::card::Card;
use crate::domain::change::{Change, Edit, NewTouch, PeopleChange, TalkChange};
use crate::domain::counts::{say_count, say_rate};
use crate::domain::dates::{iso, read_step, say_full};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::{self, GoingOn};
use crate::domain::parking::ParkReason;
use crate::domain::question::{Answer, At, Brief, List, Question, Sort};
use crate::domain::refusal::Refusal;
use crate::domain::settings::HouseRules;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, pad, pad_left};
use crate::domain::touch::{Channel, read_line};
use crate::exchange::export::{json_of, markdown_of};
use crate::runtime::clock;
use crate::store::Failure;

/// People asked for at once.
const PAGE: u32 = 500;

/// Lists people.
pub fn list(
    mut opened: Opened,
    query: &QueryArgs,
    sort: Option<&str>,
    limit: u32,
    json: bool,
    out: &mut Out,
) -> Result<u8, Failed> {
    let view = opened.view(query)?;
    let query = opened.query(query)?;
    let searched = query.words.iter().any(|word| !word.negated);
    let sort = match sort {
        Some(sort) => Sort::parse(sort).ok_or_else(|| {
            Failed::usage(format!(
                "--sort: \"{}\" is no order; there are: {}",
                Clean::line(sort),
                Sort::ROSTER.map(Sort::word).join(", ")
            ))
        })?,
        None => match &view {
            Some(view) => view.sort,
            None if searched => Sort::Best,
            None => Sort::Name,
        },
    };
    let list = List {
        query,
        sort,
        reversed: view.is_some_and(|view| view.sort == sort && view.reversed),
    };
    let stamp = opened.stamp();
    opened
        .store
        .answer(&Question::Whole(list.clone()), &stamp)?;
    let most = if limit == 0 { u32::MAX } else { limit };
    let mut from = 0;
    while from < most && !out.is_closed() {
        let question = Question::Page {
            list: list.clone(),
            at: At::Row(from),
            rows: PAGE.min(most - from),
            previews: false,
        };
        let Answer::Page(page) = opened.store.answer(&question, &stamp)? else {
            break;
        };
        let cards: Vec<&Card> = page
            .cards
            .iter()
            .skip((from - page.from.min(from)) as usize)
            .collect();
        if cards.is_empty() || page.from < from {
            break;
        }
        for card in &cards {
            if json {
                out.json(&card_json(card));
            } else {
                out.line(card_line(card));
            }
        }
        from += u32::try_from(cards.len()).unwrap_or(PAGE);
    }
    Ok(0)
}

fn card_line(card: &Card) -> String {
    let followers = card.followers.map_or_else(|| "-".into(), say_count);
    let rate = card.engagement.map_or_else(|| "-".into(), say_rate);
    let stage = if card.parked.is_some() {
        "parked"
    } else {
        card.stage.word()
    };
    let next = card
        .next_date
        .map(iso)
        .into_iter()
        .chain((!card.next_step.is_empty()).then(|| card.next_step.to_string()));
    format!(
        "{}  {}  {}  {}  {}  {}  {}",
        pad(card.name.as_str(), 28),
        pad(card.platforms.as_str(), 8),
        pad(card.handle.as_str(), 24),
        pad_left(&followers, 7),
        pad_left(&rate, 6),
        pad(stage, 13),
        next.collect::<Vec<_>>().join(" ")
    )
}

/// A card as JSON.
pub fn card_json(card: &Card) -> serde_json::Value {
    json!({
        "id": card.id, "name": card.name.as_str(), "handle": card.handle.as_str(), "platforms": card.platforms.as_str(),
        "followers": card.followers, "engagement_rate": card.engagement.map(|rate| rate as f64 / 1_000_000.0),
        "niche": card.niche.as_str(), "country": card.country.as_str(), "tags": card.tags.as_str(),
        "stage": card.stage.word(), "since": iso(card.since), "parked": card.parked.map(ParkReason::stored),
        "last_contact": card.last_contact.map(iso), "reply_owed": card.reply_owed.map(iso),
        "next_step": card.next_step.as_str(), "next_date": card.next_date.map(iso), "owner": card.owner.as_str(),
    })
}

/// Shows a person.
pub fn show(mut opened: Opened, who: &str, json: bool, out: &mut Out) -> Result<u8, Failed> {
    let person = opened.find(who)?;
    let stamp = opened.stamp();
    let Answer::Person(_, Some(dossier)) =
        opened.store.answer(&Question::Person(person), &stamp)?
    else {
        return Err(Failed::request("this person is gone"));
    };
    if json {
        let portrait = opened.store.kept(person)?;
        let portrait = portrait.ok_or_else(|| Failed::request("this person is gone"))?;
        out.json(&json_of(&portrait));
    } else {
        for line in markdown_of(&dossier, clock::today()).lines() {
            out.line(line);
        }
    }
    Ok(0)
}

fn brief(opened: &mut Opened, person: PersonId) -> Result<Brief, Failed> {
    let stamp = opened.stamp();
    match opened.store.answer(&Question::Brief(person), &stamp)? {
        Answer::Brief(Some(brief)) => Ok(brief),
        _ => Err(Failed::request("this person is gone")),
    }
}

/// Makes a change and tells what it did, with the number that takes it back.
pub fn apply(opened: &mut Opened, change: Change, out: &mut Out) -> Result<u8, Failed> {
    save(opened, change, None, out)
}

/// Saves, and then says how the line was understood, where there was one.
fn save(
    opened: &mut Opened,
    change: Change,
    understood: Option<String>,
    out: &mut Out,
) -> Result<u8, Failed> {
    let stamp = opened.stamp();
    opened.store.join(stamp.at)?;
    let receipt = opened.store.apply(change, &stamp)?;
    if let Some(understood) = understood {
        out.saved(understood);
    }
    let number = receipt.set.map_or_else(String::new, |set| {
        format!(" · entourage undo {} takes it back", set.0)
    });
    out.saved(format!("{}{number}", receipt.said));
    if let Some(offer) = receipt.offer {
        let to = offer.to.word();
        out.line(format!(
            "{} could be in {to} by now: `entourage stage WHO {to}` moves them",
            offer.name
        ));
    }
    Ok(0)
}

/// Logs a contact.
pub fn log(mut opened: Opened, who: &str, line: &str, out: &mut Out) -> Result<u8, Failed> {
    let person = opened.find(who)?;
    let channel = brief(&mut opened, person)?.channel;
    let read = read_line(line, clock::today(), channel).map_err(Failed::usage)?;
    if read.text.is_empty() {
        return Err(Failed::usage(
            "what was said? entourage log ada.lov in: likes the idea",
        ));
    }
    let change = Change::Talk(TalkChange::Log(NewTouch {
        person,
        direction: read.direction,
        channel: read.channel,
        kind: read.kind,
        date: read.date,
        text: read.text,
    }));
    let how = read.channel.map_or("no channel", Channel::word);
    let understood = format!(
        "{} · {how} · {} · {}",
        read.direction.word(),
        read.kind.word(),
        say_full(read.date)
    );
    save(&mut opened, change, Some(understood), out)
}

/// Sets the next step, or says that it is done.
pub fn next(
    mut opened: Opened,
    who: &str,
    line: &str,
    done: bool,
    out: &mut Out,
) -> Result<u8, Failed> {
    let person = opened.find(who)?;
    let brief = brief(&mut opened, person)?;
    if done {
        let (step, date) = (brief.card.next_step, brief.card.next_date);
        if step.is_empty() && date.is_none() {
            return Err(Failed::request(format!(
                "{} has no next step; nothing was changed",
                brief.card.name
            )));
        }
        return apply(
            &mut opened,
            Change::People(PeopleChange::StepDone { person, step, date }),
            out,
        );
    }
    let [old_text, old_date, _] = brief.step;
    let (date, text) = read_step(line, clock::today()).map_err(Failed::usage)?;
    if text.is_empty() && date.is_none() {
        return Err(Failed::usage(
            "what is the next step? entourage next ada.lov fri call about rates, or --done",
        ));
    }
    let edits = vec![
        Edit {
            field: Field::NextStep,
            original: old_text,
            mine: (!text.is_empty()).then_some(text),
        },
        Edit {
            field: Field::NextDate,
            original: old_date,
            mine: date.map(iso),
        },
    ];
    apply(
        &mut opened,
        Change::People(PeopleChange::Edit { person, edits }),
        out,
    )
}

/// Moves a person to a stage; what the checklist misses is told once, and `--because` goes on.
pub fn stage(
    mut opened: Opened,
    who: &str,
    to: &str,
    because: Option<&str>,
    out: &mut Out,
) -> Result<u8, Failed> {
    let Some(to) = Stage::parse(to) else {
        let words = Stage::ALL.map(Stage::word).join(", ");
        return Err(Failed::usage(format!(
            "\"{}\" is no stage; there are: {words}",
            Clean::line(to)
        )));
    };
    let because = match because {
        None => None,
        Some(text) => Some(reason(text, opened.settings()?.rules)?),
    };
    let person = opened.find(who)?;
    let card = brief(&mut opened, person)?.card;
    let without = if because.is_some() {
        lifecycle::missing(card.facts, card.stage, to)
    } else {
        Vec::new()
    };
    let change = PeopleChange::Move {
        person,
        from: card.stage,
        to,
        without,
        because,
    };
    let stamp = opened.stamp();
    opened.store.join(stamp.at)?;
    match opened.store.apply(Change::People(change), &stamp) {
        Ok(receipt) => {
            let number = receipt.set.map_or_else(String::new, |set| {
                format!(" · entourage undo {} takes it back", set.0)
            });
            out.saved(format!("{}{number}", receipt.said));
            Ok(0)
        }
        Err(Failure::Refused(Refusal::Wants(missing))) => Err(Failed::request(format!(
            "{} Fill it in, or go on with --because later",
            lifecycle::sentence(&missing)
        ))),
        Err(Failure::Refused(refusal @ Refusal::WantsTyped(_))) => Err(Failed::request(format!(
            "{refusal}: --because \"in your words\""
        ))),
        Err(failure) => Err(failure.into()),
    }
}

/// One of the short reasons; words of one's own where house rules want them.
fn reason(text: &str, rules: HouseRules) -> Result<GoingOn, Failed> {
    GoingOn::read(text)
        .filter(|one| rules == HouseRules::Strict || !matches!(one, GoingOn::Words(_)))
        .ok_or_else(|| {
            let short = GoingOn::ALL;
            let words: Vec<&str> = short.iter().map(GoingOn::word).collect();
            let words = words.join(", ");
            Failed::usage(format!(
                "--because: \"{}\" is none of: {words}",
                Clean::line(text)
            ))
        })
}
