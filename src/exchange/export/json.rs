//! A person as JSON.

use serde_json::{Map, Value, json};

use super::table::decided;
use crate::domain::dates::iso;
use crate::domain::field::Field;
use crate::domain::person::{Account, Person};
use crate::domain::platform::{Platform, profile_url};
use crate::domain::portrait::{Moved, Portrait};
use crate::domain::terms::{RateLine, Sponsorship};
use crate::domain::text::Raw;
use crate::domain::touch::Channel;
use crate::domain::triage::Answered;

/// A person with everything that is known, as JSON. Text is as stored.
#[must_use]
pub fn json_of(portrait: &Portrait) -> Value {
    let dossier = &portrait.dossier;
    let person = &dossier.person;
    let mut fields = Map::new();
    for field in Field::ALL {
        if let Some(value) = person.values.get(*field) {
            fields.insert(field.column().to_owned(), json!(value.as_stored()));
        }
    }
    let extra: Map<String, Value> = person
        .extra
        .iter()
        .map(|(name, value)| (name.as_stored().to_owned(), json!(value.as_stored())))
        .collect();
    json!({
        "id": person.id,
        "fields": fields,
        "by_hand": Person::columns_by_hand(person.by_hand),
        "stage": person.stage.word(),
        "stage_since": iso(person.stage_since),
        "parked": person.parked.map(|parked| json!({
            "reason": parked.reason.stored(), "key": parked.reason.key(), "look_again": parked.look_again.map(iso),
        })),
        "shortlisted": portrait.shortlisted.map(iso),
        "snoozed_until": portrait.snoozed.map(iso),
        "added": iso(person.added),
        "accounts": dossier.accounts.iter().map(|account| json_account(account, portrait)).collect::<Vec<_>>(),
        "contact_points": dossier.contact_points.iter().map(|point| json!({
            "kind": point.kind.as_str(), "value": point.value.as_stored(),
            "manager": point.manager.as_ref().map(|manager| json!({
                "name": manager.name.as_stored(), "role": manager.role.as_str(),
            })),
        })).collect::<Vec<_>>(),
        "rates": dossier.rates.iter().map(|rate| json_rate(&rate.line)).collect::<Vec<_>>(),
        "sponsors": dossier.sponsors.iter().map(|sponsor| json_sponsor(&sponsor.what)).collect::<Vec<_>>(),
        "contacts": dossier.touches.iter().map(|touch| json!({
            "date": iso(touch.date), "direction": touch.direction.word(), "channel": touch.channel.map(Channel::word),
            "kind": touch.kind.word(), "text": touch.text.as_stored(), "by": touch.by.as_str(),
            "imported": touch.imported, "settled": touch.settled,
        })).collect::<Vec<_>>(),
        "notes": dossier.notes.iter().map(|note| json!({
            "date": iso(note.date), "by": note.by.as_str(), "text": note.text.as_stored(),
        })).collect::<Vec<_>>(),
        "fit_checks": portrait.checks.iter().map(json_check).collect::<Vec<_>>(),
        "moves": portrait.moves.iter().map(json_move).collect::<Vec<_>>(),
        "extra": extra,
    })
}

fn json_check(one: &Answered) -> Value {
    json!({
        "check": one.check.word(), "answer": one.verdict.word(), "why": one.line.as_stored(),
        "date": iso(one.date), "by": one.by.as_str(),
    })
}

fn json_move(one: &Moved) -> Value {
    json!({
        "from": one.from.word(), "to": one.to.word(), "date": iso(one.date), "by": one.by.as_str(),
        "without": one.without.as_stored(), "because": one.because.as_stored(),
    })
}

fn json_account(account: &Account, portrait: &Portrait) -> Value {
    json!({
        "platform": account.platform.word(),
        "handle": account.handle.as_str(),
        "handle_kind": Some(account.handle.kind().word()).filter(|word| !word.is_empty()),
        "url": profile_url(account.platform, &account.handle),
        "audience_country": account.audience_country.as_ref().map(Raw::as_stored),
        "audience": account.audience.iter().map(|share| json!({
            "kind": share.key.kind().word(), "key": share.key.stored(), "percent": percent_number(share.share),
            "date": iso(share.date), "source": share.source.as_stored(),
        })).collect::<Vec<_>>(),
        "stats": account.snapshots.iter().map(|snapshot| json!({
            "date": iso(snapshot.date), "source": snapshot.source.as_str(), "figures": snapshot.figures,
        })).collect::<Vec<_>>(),
        "flags_decided": decided(account, portrait),
    })
}

fn json_rate(line: &RateLine) -> Value {
    json!({
        "per": line.kind.word(), "platform": line.platform.as_ref().map(Platform::word), "amount": line.amount.number(),
        "currency": line.amount.currency.code(), "amount_minor": line.amount.minor, "note": line.note.as_stored(),
        "date": iso(line.date), "source": line.source.as_stored(),
    })
}

fn json_sponsor(what: &Sponsorship) -> Value {
    json!({
        "brand": what.brand.as_stored(), "posts": what.posts, "sponsored_posts": what.sponsored,
        "first_post": what.first.map(iso), "last_post": what.last.map(iso), "competitor": what.competitor,
        "date": iso(what.date), "source": what.source.as_stored(),
    })
}

/// Millionths as per cent; a share is at most a million of them, so nothing is lost.
fn percent_number(millionths: i64) -> f64 {
    i32::try_from(millionths).map_or(0.0, |share| f64::from(share) / 10_000.0)
}
