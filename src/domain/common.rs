//! Words that lists are called after whoever is in them: platforms, months, countries, languages, and what people call
//! lists. A person may have such a word for a name (May, `instagram`), and a list of that name is about others.

use super::dates::is_month;
use super::platform::{Platform, guess_from_words};
use super::text::fold;
use super::{country, language};

/// What lists and what is in them are called, folded.
const LISTS: &str = "account accounts agency all ambassador ambassadors archive backup beauty best blog blogger bloggers \
    book brand brands campaign candidates channel channels client clients clean contact contacts copy creator creators \
    crm daily data database draft edit email emails export exports fashion file files final fitness followers food \
    fresh friends gaming health home import imports influencer influencers kids leads lifestyle list lists macro mail \
    mails manager market master mega micro mid monthly music names nano new news old original our page pages partner \
    partners people person pitch post posts press product profile profiles project q1 q2 q3 q4 raw report reports \
    result results review roster sales scrape scraped search season sheet shop shortlist skincare social spring star \
    stars summer autumn winter sport sports stats table talent talents team teams tech template test top total travel \
    update updated user users vip wave week weekly work year ugc csv tsv xls xlsx txt liste listen neu alt kontakte \
    lista listas nuevo nouveau lijst";

/// Whether a folded word is one that lists are called after.
#[must_use]
pub fn is_common(word: &str) -> bool {
    word.chars().all(char::is_numeric)
        || LISTS.split_whitespace().any(|one| one == word)
        || is_month(word)
        || Platform::parse(word).is_some()
        || guess_from_words(word).is_some()
        || country::parse(word).is_some()
        || language::parse(word).is_some()
        || language::all().any(|(_, name)| fold(name) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists_are_told_from_names() {
        for word in [
            "instagram",
            "ig",
            "tiktok",
            "may",
            "june",
            "mai",
            "spain",
            "swedish",
            "list",
            "creators",
            "2022",
            "csv",
        ] {
            assert!(is_common(word), "{word}");
        }
        for word in ["zoe", "quix", "lovelace", "adalov"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
