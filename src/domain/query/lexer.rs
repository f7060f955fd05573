//! A query taken apart into terms, each with its place; nothing is judged here.

use std::ops::Range;

use super::QueryField;
use super::error::QueryError;

/// A piece of text and its place, quotes left out of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) at: Range<usize>,
    pub(super) quoted: bool,
}

/// What stands between two blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) negated: bool,
    /// The name before the colon, or before `>`, `<`, `=`.
    pub(super) field: Option<Piece>,
    /// The values, parted by commas; of a word there is one.
    pub(super) values: Vec<Piece>,
    pub(super) at: Range<usize>,
}

/// The terms of a query.
pub(super) fn terms(text: &str) -> Result<Vec<Term>, QueryError> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(skip) = text[rest..].find(|letter: char| !letter.is_whitespace()) {
        let start = rest + skip;
        let term = term(text, start)?;
        rest = term.at.end;
        found.push(term);
    }
    Ok(found)
}

/// Reads the term that begins at a byte.
fn term(text: &str, start: usize) -> Result<Term, QueryError> {
    let negated = text[start..].starts_with('-') && has_more(&text[start + 1..]);
    let begin = start + usize::from(negated);
    let field = field(text, begin);
    let values_from = field.as_ref().map_or(begin, |(_, end)| *end);
    let (values, end) = values(text, values_from, field.is_some())?;
    Ok(Term {
        negated,
        field: field.map(|(piece, _)| piece),
        values,
        at: start..end,
    })
}

fn has_more(text: &str) -> bool {
    text.starts_with(|letter: char| !letter.is_whitespace())
}

/// The name of a field and where its values begin; a sign of more or less belongs to the value.
fn field(text: &str, begin: usize) -> Option<(Piece, usize)> {
    let rest = &text[begin..];
    let length = rest.find(|letter: char| !(letter.is_alphabetic() || letter == '_'))?;
    let sign = rest[length..].chars().next()?;
    let link = rest[length..].starts_with("://");
    let end = match sign {
        ':' if !link => length + 1,
        '>' | '<' | '=' if QueryField::parse(&rest[..length]).is_some() => length,
        _ => return None,
    };
    if length == 0 {
        return None;
    }
    let piece = Piece {
        text: rest[..length].to_owned(),
        at: begin..begin + length,
        quoted: false,
    };
    Some((piece, begin + end))
}

/// The values of a term, up to the next blank outside quotes.
fn values(text: &str, begin: usize, listed: bool) -> Result<(Vec<Piece>, usize), QueryError> {
    let mut values = Vec::new();
    let mut piece = Piece {
        text: String::new(),
        at: begin..begin,
        quoted: false,
    };
    let mut letters = text[begin..].char_indices();
    let mut end = text.len();
    while let Some((offset, letter)) = letters.next() {
        let place = begin + offset;
        match letter {
            '"' => {
                piece.quoted = true;
                let mut closed = false;
                for (_, inside) in letters.by_ref() {
                    if inside == '"' {
                        closed = true;
                        break;
                    }
                    piece.text.push(inside);
                }
                if !closed {
                    let error = "this quote is not closed; write another \" behind the words";
                    return Err(QueryError::new(place..text.len(), error)
                        .or(Some(format!("{}\"", &text[place..]))));
                }
            }
            ',' if listed => {
                piece.at.end = place;
                values.push(std::mem::replace(
                    &mut piece,
                    Piece {
                        text: String::new(),
                        at: place + 1..place + 1,
                        quoted: false,
                    },
                ));
            }
            letter if letter.is_whitespace() => {
                end = place;
                break;
            }
            letter => piece.text.push(letter),
        }
    }
    piece.at.end = end;
    values.push(piece);
    Ok((values, end))
}
