//! What each field of a query asks of the database.

use rusqlite::types::Value;

use super::{Condition, words_of};
use crate::domain::dates::iso;
use crate::domain::money::Currency;
use crate::domain::platform::Platform;
use crate::domain::query::{QueryField, Test};
use crate::domain::settings::{Tier, Tiers};
use crate::domain::stage::Stage;
use crate::store::search;

/// Where a field is kept.
#[derive(Debug, Clone, Copy)]
enum Kept {
    /// A column of the card; blank or NULL where nothing is known.
    Card(&'static str),
    /// A column of the person.
    Person(&'static str),
    /// Words between commas on the card.
    CardSet(&'static str),
    /// Words between commas of the person.
    PersonSet(&'static str),
    /// A column of the latest snapshot of any account.
    Figure(&'static str),
}

pub(super) fn of_test(field: QueryField, test: &Test, tiers: Tiers) -> Condition {
    match field {
        QueryField::Stage => stage(test),
        QueryField::Tier => tier(test, tiers),
        QueryField::Platform => platform(test),
        QueryField::Name => full_text("name", "card.name", test),
        QueryField::Handle => handle(test),
        QueryField::Note => note(test),
        QueryField::Reach => reach(test),
        QueryField::Care => care(test),
        QueryField::Niche => full_text("rest", "card.niche", test),
        QueryField::Story => full_text("rest", &of_person("story"), test),
        QueryField::Tag => kept(Kept::CardSet("tags"), test),
        QueryField::Mark => kept(Kept::PersonSet("marks"), test),
        QueryField::Followers => kept(Kept::Card("followers"), test),
        QueryField::Engagement => kept(Kept::Card("engagement"), test),
        QueryField::Country => kept(Kept::Card("country"), test),
        QueryField::Owner => kept(Kept::Card("owner"), test),
        QueryField::Contacted => kept(Kept::Card("last_contact"), test),
        QueryField::Next => kept(Kept::Card("next_date"), test),
        QueryField::Step => kept(Kept::Card("next_step"), test),
        QueryField::Since => kept(Kept::Card("since"), test),
        QueryField::Reply => kept(Kept::Card("reply_owed"), test),
        QueryField::Parked => kept(Kept::Card("park_reason"), test),
        QueryField::Again => kept(Kept::Card("look_again"), test),
        QueryField::Shortlist => kept(Kept::Card("shortlisted"), test),
        QueryField::Fit => kept(Kept::Card("fit_yes"), test),
        QueryField::Flags => flags(test),
        QueryField::Segment => kept(Kept::Person("segment"), test),
        QueryField::Language => language(test),
        QueryField::Place => kept(Kept::Person("place"), test),
        QueryField::Boundaries => kept(Kept::Person("boundaries"), test),
        QueryField::Break => kept(Kept::Person("break_until"), test),
        QueryField::Prefers => kept(Kept::Person("channel"), test),
        QueryField::Added => kept(Kept::Person("added"), test),
        QueryField::Audience => audience(test),
        QueryField::Sponsor => sponsor(test),
        QueryField::Competitor => competitor(test),
        QueryField::Rate => rate(test),
        QueryField::Views => kept(Kept::Figure("average_views"), test),
        QueryField::Likes => kept(Kept::Figure("average_likes"), test),
        QueryField::Comments => kept(Kept::Figure("average_comments"), test),
        QueryField::Shares => kept(Kept::Figure("average_shares"), test),
        QueryField::Posts => kept(Kept::Figure("posts"), test),
        QueryField::Quality => kept(Kept::Figure("quality"), test),
    }
}

fn of_person(column: &str) -> String {
    format!("(SELECT {column} FROM person WHERE id = card.person_id)")
}

fn kept(kept: Kept, test: &Test) -> Condition {
    match kept {
        Kept::Card(column) => compared(&format!("card.{column}"), test),
        Kept::Person(column) => compared(&of_person(column), test),
        Kept::CardSet(column) => in_set(&format!("card.{column}"), test),
        Kept::PersonSet(column) => in_set(&of_person(column), test),
        Kept::Figure(column) => {
            let inner = match test {
                Test::Missing => compared(&format!("s.{column}"), &Test::Present),
                other => compared(&format!("s.{column}"), other),
            };
            let not = if *test == Test::Missing { "NOT " } else { "" };
            let sql = format!(
                "{not}EXISTS (SELECT 1 FROM account a JOIN snapshot s ON s.account_id = a.id
                   WHERE a.person_id = card.person_id
                     AND s.date = (SELECT max(date) FROM snapshot WHERE account_id = a.id) AND {})",
                inner.sql
            );
            Condition::new(sql, inner.values)
        }
    }
}

/// A row of another table of the person, of which a condition holds; `Missing` is none at all.
fn row_of(table: &str, test: &Test, holds: Option<Condition>) -> Condition {
    let there = format!("EXISTS (SELECT 1 FROM {table} WHERE {table}.person_id = card.person_id");
    match (test, holds) {
        (Test::Missing, _) => Condition::new(format!("NOT {there})"), Vec::new()),
        (_, Some(holds)) => Condition::new(format!("{there} AND {})", holds.sql), holds.values),
        (_, None) => Condition::new(format!("{there})"), Vec::new()),
    }
}

fn audience(test: &Test) -> Condition {
    let holds = match test {
        Test::Share(key, from, to) => {
            let much = within(
                "audience_share.share",
                from.map(Into::into),
                to.map(Into::into),
            );
            let mut values: Vec<Value> = vec![key.clone().into()];
            values.extend(much.values);
            let sql = format!("audience_share.key = ? AND {}", much.sql);
            Some(Condition::new(sql, values))
        }
        _ => None,
    };
    row_of("audience_share", test, holds)
}

fn sponsor(test: &Test) -> Condition {
    let holds = match test {
        Test::Holds(_) => Some(compared("sponsorship.brand", test)),
        _ => None,
    };
    row_of("sponsorship", test, holds)
}

fn competitor(test: &Test) -> Condition {
    let not = if *test == Test::Missing { "NOT " } else { "" };
    let sql = format!(
        "{not}EXISTS (SELECT 1 FROM sponsorship s JOIN competitor c ON c.brand_key = s.brand_key
           WHERE s.person_id = card.person_id)"
    );
    Condition::new(sql, Vec::new())
}

/// Amounts are kept in the smallest unit of their currency; they are compared in hundredths.
fn rate(test: &Test) -> Condition {
    let holds = match test {
        Test::Money(currency, from, to) => {
            let decimals = |number: u32| {
                let codes: Vec<String> = Currency::all()
                    .filter(|one| one.decimals() == number)
                    .map(|one| format!("'{}'", one.code()))
                    .collect();
                codes.join(", ")
            };
            let amount = format!(
                "(CASE WHEN rate.currency IN ({}) THEN rate.amount * 100 WHEN rate.currency IN ({}) THEN rate.amount / 10
                   ELSE rate.amount END)",
                decimals(0),
                decimals(3)
            );
            let much = within(&amount, from.map(Into::into), to.map(Into::into));
            let mut whole = much;
            if let Some(currency) = currency {
                whole.and("rate.currency = ?");
                whole.values.push(currency.code().to_owned().into());
            }
            Some(whole)
        }
        _ => None,
    };
    row_of("rate", test, holds)
}

/// The one we write in, and those they speak besides.
fn language(test: &Test) -> Condition {
    let (first, more) = (of_person("language"), of_person("languages"));
    match test {
        Test::Missing | Test::Present => compared(&first, test),
        _ => {
            let (one, other) = (compared(&first, test), in_set(&more, test));
            let values = one.values.into_iter().chain(other.values).collect();
            Condition::new(format!("({} OR {})", one.sql, other.sql), values)
        }
    }
}

/// A value compared as its test says; blank counts as nothing.
fn compared(value: &str, test: &Test) -> Condition {
    match test {
        Test::Missing => Condition::new(format!("coalesce({value}, '') = ''"), Vec::new()),
        Test::Present => Condition::new(format!("coalesce({value}, '') <> ''"), Vec::new()),
        Test::Is(word) => Condition::new(format!("{value} = ?"), vec![word.clone().into()]),
        Test::Holds(words) => Condition::new(
            format!("instr(folded({value}), ?) > 0"),
            vec![words_of(words).into()],
        ),
        Test::Within(from, to) | Test::Share(_, from, to) | Test::Money(_, from, to) => {
            within(value, from.map(Into::into), to.map(Into::into))
        }
        Test::Between(from, to) => within(
            value,
            from.map(|day| iso(day).into()),
            to.map(|day| iso(day).into()),
        ),
    }
}

fn within(value: &str, from: Option<Value>, to: Option<Value>) -> Condition {
    let sql = match (&from, &to) {
        (Some(_), Some(_)) => format!("{value} BETWEEN ? AND ?"),
        (Some(_), None) => format!("{value} >= ?"),
        (None, Some(_)) => format!("{value} <= ?"),
        (None, None) => format!("{value} IS NOT NULL"),
    };
    Condition::new(sql, from.into_iter().chain(to).collect())
}

/// Words stored with `, ` between them.
fn in_set(value: &str, test: &Test) -> Condition {
    match test {
        Test::Is(word) => Condition::new(
            format!("instr(', ' || {value} || ',', ?) > 0"),
            vec![format!(", {word},").into()],
        ),
        other => compared(value, other),
    }
}

/// Words of a text, narrowed by a column of the full text.
fn full_text(column: &str, value: &str, test: &Test) -> Condition {
    let Test::Holds(words) = test else {
        return compared(value, test);
    };
    let exact = compared(value, test);
    let Some(terms) = search::beginnings(words, true) else {
        return exact;
    };
    let mut values: Vec<Value> = vec![format!("{column} : ({terms})").into()];
    values.extend(exact.values);
    Condition::new(
        format!(
            "(card.person_id IN (SELECT rowid FROM search WHERE search MATCH ?) AND {})",
            exact.sql
        ),
        values,
    )
}

fn stage(test: &Test) -> Condition {
    let board = |sql: &str| Condition::new(format!("card.board {sql}"), Vec::new());
    match test {
        Test::Is(word) => match Stage::parse(word) {
            Some(stage) => board(&format!("= {}", stage.index())),
            None => board("= -1"),
        },
        Test::Missing => board("= -1"),
        Test::Present
        | Test::Holds(_)
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => board(">= 0"),
    }
}

fn tier(test: &Test, tiers: Tiers) -> Condition {
    let least = tiers.least(Tier::Nano);
    let (from, to) = match test {
        Test::Is(word) => Tier::parse(word).map_or((None, None), |tier| {
            (Some(tiers.least(tier)), tiers.most(tier))
        }),
        Test::Missing => {
            return Condition::new(
                "(card.followers IS NULL OR card.followers < ?)",
                vec![least.into()],
            );
        }
        Test::Present
        | Test::Holds(_)
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => (Some(least), None),
    };
    compared("card.followers", &Test::Within(from, to))
}

fn platform(test: &Test) -> Condition {
    let Test::Is(word) = test else {
        return compared("card.platforms", test);
    };
    let platform = Platform::stored(word);
    let letters = format!(" {} ", platform.letters());
    let mut condition = Condition::new(
        "instr(' ' || card.platforms || ' ', ?) > 0",
        vec![letters.into()],
    );
    if matches!(platform, Platform::Other | Platform::Named(_)) {
        // They share their letters; the accounts tell them apart.
        condition.and(
            "EXISTS (SELECT 1 FROM account WHERE person_id = card.person_id AND platform = ?)",
        );
        condition.values.push(word.clone().into());
    }
    condition
}

/// A beginning of any handle; or one account, as `platform/kind/key`, platform and kind may be blank.
fn handle(test: &Test) -> Condition {
    match test {
        Test::Is(account) => {
            let mut parts = account.splitn(3, '/');
            let mut part = || parts.next().unwrap_or_default();
            let (platform, kind, key) = (part(), part(), part());
            // A key in small letters is one of before kinds were known.
            let mut found = "SELECT person_id FROM account WHERE handle_key IN (?, ?)".to_owned();
            let mut values: Vec<Value> = vec![key.to_owned().into(), key.to_lowercase().into()];
            for (value, test) in [(platform, "platform = ?"), (kind, "handle_kind IN (?, '')")] {
                if !value.is_empty() {
                    found.push_str(" AND ");
                    found.push_str(test);
                    values.push(value.to_owned().into());
                }
            }
            Condition::new(format!("card.person_id IN ({found})"), values)
        }
        Test::Holds(words) => {
            let typed = words.trim().trim_start_matches('@');
            let end = |key: &str| format!("{key}\u{10FFFF}");
            let small = typed.to_lowercase();
            let mut within = "handle_key >= ? AND handle_key < ?".to_owned();
            let mut values: Vec<Value> = vec![small.clone().into(), end(&small).into()];
            if typed != small {
                // Numbers of channels, where capitals count.
                within.push_str(" OR handle_key >= ? AND handle_key < ?");
                values.extend([typed.to_owned().into(), end(typed).into()]);
            }
            Condition::new(
                format!("card.person_id IN (SELECT person_id FROM account WHERE {within})"),
                values,
            )
        }
        Test::Missing
        | Test::Present
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => compared("card.platforms", test),
    }
}

fn note(test: &Test) -> Condition {
    let written = "EXISTS (SELECT 1 FROM note WHERE note.person_id = card.person_id";
    match test {
        Test::Missing => Condition::new(format!("NOT {written})"), Vec::new()),
        Test::Holds(_) => {
            let one = full_text("rest", "note.text", test);
            Condition::new(format!("{written} AND {})", one.sql), one.values)
        }
        Test::Present
        | Test::Is(_)
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => Condition::new(format!("{written})"), Vec::new()),
    }
}

fn reach(test: &Test) -> Condition {
    let listed =
        "EXISTS (SELECT 1 FROM contact_point WHERE contact_point.person_id = card.person_id";
    match test {
        Test::Missing => Condition::new(format!("NOT {listed})"), Vec::new()),
        Test::Is(kind) => Condition::new(
            format!("{listed} AND contact_point.kind = ?)"),
            vec![kind.clone().into()],
        ),
        Test::Present
        | Test::Holds(_)
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => Condition::new(format!("{listed})"), Vec::new()),
    }
}

/// Open red flags; none of them is a count, too.
fn flags(test: &Test) -> Condition {
    match test {
        Test::Missing => Condition::new("card.flags = 0", Vec::new()),
        Test::Present => Condition::new("card.flags > 0", Vec::new()),
        Test::Is(_)
        | Test::Holds(_)
        | Test::Within(..)
        | Test::Between(..)
        | Test::Share(..)
        | Test::Money(..) => compared("card.flags", test),
    }
}

/// The level set by hand, else the segment's (see `domain::care`).
fn care(test: &Test) -> Condition {
    let level = "(SELECT coalesce(nullif(care_level, ''), CASE segment WHEN 'strategic partner' THEN 'A'
        WHEN 'growth bet' THEN 'B' WHEN 'community advocate' THEN 'B' WHEN 'campaign specialist' THEN 'C' END)
      FROM person WHERE id = card.person_id)";
    compared(level, test)
}
