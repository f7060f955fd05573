//! What somebody says a column means, `--map 'Fan count=followers'`: read, and written as advice.

use super::error::ImportError;
use super::role::{Role, squeeze};
use crate::domain::text::Clean;

/// Reads one `--map` argument, `Header=role`. The last `=` counts, since headers may have one too.
///
/// # Errors
/// If there is no `=` or no header, or the role is unknown; the sentence then lists the roles.
pub fn parse_map(text: &str) -> Result<(String, Role), ImportError> {
    let bad = || ImportError::BadMap {
        text: text.to_owned(),
    };
    let (header, word) = text.rsplit_once('=').ok_or_else(bad)?;
    if header.trim().is_empty() || word.trim().is_empty() {
        return Err(bad());
    }
    let unknown = || {
        let nearest = nearest(word, Role::ALL.iter().map(|role| role.word()));
        ImportError::UnknownRole {
            word: word.trim().to_owned(),
            nearest: nearest.and_then(|at| Role::ALL.get(at).copied()),
        }
    };
    Ok((
        header.trim().to_owned(),
        Role::parse(word).ok_or_else(unknown)?,
    ))
}

/// The option that gives a column a role, as a shell takes it whatever the header is: `--map='Fan count=followers'`.
pub fn map_option(header: &str, role: Role) -> String {
    let header = Clean::line(header).to_string().replace('\'', "'\\''");
    format!("--map='{header}={}'", role.word())
}

/// The place of the candidate that takes the fewest changes to become the wanted text; none if nothing is near.
pub(super) fn nearest<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<usize> {
    let wanted: Vec<char> = squeeze(wanted).chars().take(40).collect();
    candidates
        .enumerate()
        .map(|(place, text)| {
            (
                changes(&wanted, &squeeze(text).chars().take(40).collect::<Vec<_>>()),
                place,
            )
        })
        .min()
        .filter(|(changes, _)| *changes <= wanted.len().div_ceil(2))
        .map(|(_, place)| place)
}

/// Insertions, deletions and replacements between two texts (Levenshtein).
fn changes(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_header_and_role() {
        assert_eq!(
            parse_map("Fan count=followers").unwrap(),
            ("Fan count".to_owned(), Role::Followers)
        );
        assert_eq!(
            parse_map("a=b = note").unwrap(),
            ("a=b".to_owned(), Role::Note)
        );
        assert!(matches!(
            parse_map("followers"),
            Err(ImportError::BadMap { .. })
        ));
        assert!(matches!(
            parse_map("=followers"),
            Err(ImportError::BadMap { .. })
        ));
        let error = parse_map("Fans=folower").unwrap_err();
        assert_eq!(
            error,
            ImportError::UnknownRole {
                word: "folower".into(),
                nearest: Some(Role::Followers)
            }
        );
    }

    #[test]
    fn nothing_near_is_none() {
        assert_eq!(nearest("qqqqq", ["handle", "name"].into_iter()), None);
        assert_eq!(nearest("hanlde", ["name", "handle"].into_iter()), Some(1));
    }
}
