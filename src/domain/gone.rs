//! People who are not there any more, and how each of them went.

use super::counts::{say_grouped, say_many};
use super::ids::PersonId;
use super::merge::Merged;
use super::text::Clean;

/// Names that are said one by one; of more, how many.
const NAMED: usize = 4;

/// A person who is not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Their number.
    pub person: PersonId,
    /// How they went.
    pub how: How,
}

/// How a person went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// They were erased for good.
    Erased,
    /// The change was undone that added them.
    Removed,
    /// They were merged into another person.
    Merged(Merged),
}

/// `Ada Lovelace was erased, Bo was merged into Cy`. Of people whose names are not known any more, how many.
#[must_use]
pub fn say_gone(gone: &[Gone], name_of: impl Fn(PersonId) -> Option<Clean>) -> String {
    let (mut named, mut erased, mut removed) = (Vec::new(), 0_usize, 0_usize);
    for one in gone {
        match (&one.how, name_of(one.person)) {
            (How::Merged(merged), _) => {
                named.push(format!(
                    "{} was merged into {}",
                    merged.name, merged.into_name
                ));
            }
            (How::Erased, Some(name)) => named.push(format!("{name} was erased")),
            (How::Removed, Some(name)) => named.push(format!("{name} was removed by an undo")),
            (How::Erased, None) => erased += 1,
            (How::Removed, None) => removed += 1,
        }
    }
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    if more > 0 {
        let more = say_grouped(i64::try_from(more).unwrap_or(i64::MAX));
        named.push(format!("{more} more are gone"));
    }
    for (many, what) in [(erased, "erased"), (removed, "removed by an undo")] {
        if many > 0 {
            named.push(format!(
                "{} {what}",
                say_many(many, "person was", "people were")
            ));
        }
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_gone_is_said_by_name_where_it_is_known() {
        let gone = |person, how| Gone {
            person: PersonId(person),
            how,
        };
        let merged = Merged {
            gone: PersonId(2),
            name: Clean::fixed("Bo"),
            into: PersonId(3),
            into_name: Clean::fixed("Cy"),
            by: Clean::fixed("ben"),
        };
        let all = [
            gone(1, How::Erased),
            gone(2, How::Merged(merged)),
            gone(4, How::Erased),
            gone(5, How::Erased),
            gone(6, How::Removed),
        ];
        let name = |person: PersonId| (person.0 == 1).then(|| Clean::fixed("Ada Lovelace"));
        assert_eq!(
            say_gone(&all, name),
            "Ada Lovelace was erased, Bo was merged into Cy, 2 people were erased, 1 person was removed by an undo"
        );
        let many: Vec<Gone> = (0..6).map(|one| gone(one, How::Erased)).collect();
        let name = |person: PersonId| Some(Clean::line(&format!("P{}", person.0)));
        assert_eq!(
            say_gone(&many, name),
            "P0 was erased, P1 was erased, P2 was erased, P3 was erased, 2 more are gone"
        );
    }
}
