//! Terms read into words and filters.

use super::error::QueryError;
use super::lexer::{self, Piece, Term};
use super::value;
use super::{Filter, Query, QueryField, Reader, Test, Word};
use crate::domain::platform::{Platform, is_link, read_reference};
use crate::domain::text::{Clean, nearest};

/// Bytes that a query may have; far more than anybody types.
const LONGEST: usize = 2_000;
/// Terms that a query may have.
const MOST: usize = 50;

pub(super) fn parse(text: &str, reader: Reader<'_>) -> Result<Query, QueryError> {
    if text.len() > LONGEST {
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        return Err(QueryError::new(
            end..text.len(),
            format!(
                "a query has at most {LONGEST} letters, and this has {}; shorten it",
                text.len()
            ),
        ));
    }
    let terms = lexer::terms(text)?;
    if let Some(over) = terms.get(MOST) {
        return Err(QueryError::new(
            over.at.start..text.len(),
            format!(
                "a query has at most {MOST} terms, and this has {}; shorten it",
                terms.len()
            ),
        ));
    }
    let mut query = Query {
        text: text.trim().to_owned(),
        ..Query::default()
    };
    for term in terms {
        match &term.field {
            Some(name) => query.filters.push(filter(text, &term, name, reader)?),
            None => word(&mut query, &term),
        }
    }
    Ok(query)
}

/// A word to be searched for; a link to a profile, or `ig:ada`, stands for its account.
fn word(query: &mut Query, term: &Term) {
    let Some(piece) = term.values.first() else {
        return;
    };
    if !piece.quoted
        && is_link(&piece.text)
        && let Some(filter) = account(&piece.text, term.negated)
    {
        query.filters.push(filter);
        return;
    }
    if !piece.text.trim().is_empty() {
        query.words.push(Word {
            text: piece.text.clone(),
            together: piece.quoted,
            negated: term.negated,
        });
    }
}

/// The account that a link or `ig:ada` names.
fn account(typed: &str, negated: bool) -> Option<Filter> {
    let (platform, handle) = read_reference(typed).ok()?;
    let word = platform.as_ref().map_or("", Platform::word);
    let kind = handle.kind().word();
    Some(Filter {
        field: QueryField::Handle,
        negated,
        any_of: vec![Test::Is(format!("{word}/{kind}/{}", handle.key()))],
    })
}

fn filter(text: &str, term: &Term, name: &Piece, reader: Reader<'_>) -> Result<Filter, QueryError> {
    let Some(field) = QueryField::parse(&name.text) else {
        let named = Platform::parse(&name.text)
            .and_then(|_| account(&text[name.at.start..term.at.end], term.negated));
        return named.ok_or_else(|| unknown(term, name));
    };
    let last = term.values.len() - 1;
    let mut any_of = Vec::with_capacity(term.values.len());
    for (index, piece) in term.values.iter().enumerate() {
        if piece.text.trim().is_empty() {
            if index == last && index > 0 {
                // A comma at the end waits for another value.
                break;
            }
            let at = name.at.start..piece.at.end.max(name.at.end);
            return Err(QueryError::new(
                at,
                format!("{}: wants a value, {}", field.name(), value::wanted(field)),
            ));
        }
        any_of.push(value::test(text, field, piece, reader)?);
    }
    Ok(Filter {
        field,
        negated: term.negated,
        any_of,
    })
}

fn unknown(term: &Term, name: &Piece) -> QueryError {
    let shown = Clean::line(&name.text);
    let near = nearest(&name.text, QueryField::names());
    let way_out = match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!(
            "quote it to search for it: \"{}\"",
            shown_term(term, &shown)
        ),
    };
    QueryError::new(
        name.at.clone(),
        format!("there is no field {shown}; {way_out}"),
    )
    .or(near)
}

fn shown_term(term: &Term, name: &Clean) -> String {
    let value = term.values.first().map_or("", |piece| piece.text.as_str());
    let value: String = value.chars().take(30).collect();
    format!("{name}:{}", Clean::line(&value))
}
