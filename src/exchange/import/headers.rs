//! Headers of what is known beside names and figures: audience shares, rates, past sponsors, sizes, postal address.
//!
//! Only a header that can mean nothing else is taken; every other column stays an extra field as before.

use super::role::{Piece, Role};
use crate::domain::audience::{AgeBand, AudienceKey, AudienceKind, Gender};
use crate::domain::country;
use crate::domain::money::Currency;
use crate::domain::terms::RateKind;
use crate::domain::text::fold;

/// Header words of each role, squeezed.
#[rustfmt::skip]
const ALIASES: &[(Role, &[&str])] = &[
    (Role::Rates, &["rates", "ratecard", "ratecards"]),
    (Role::Currency, &["currency", "currencycode", "waehrung", "wahrung", "moneda", "devise"]),
    (Role::Sponsors, &["sponsors", "pastsponsors", "previoussponsors", "pastbrands", "previousbrands", "brandsworkedwith",
        "pastbrandcollaborations", "pastbrandpartnerships", "brandpartners", "sponsoredby"]),
    (Role::Shares(AudienceKind::Country), &["audiencecountries", "topaudiencecountries", "audiencebycountry", "followersbycountry"]),
    (Role::Shares(AudienceKind::Gender), &["audiencegender", "audiencegenders", "audiencebygender", "gendersplit", "followersbygender"]),
    (Role::Shares(AudienceKind::Age), &["audienceage", "audienceages", "audiencebyage", "agesplit", "followersbyage"]),
    (Role::Size(Piece::Shoes), &["shoesize", "shoessize", "sizeshoes", "schuhgroesse", "schuhgrosse"]),
    (Role::Size(Piece::Clothes), &["clothingsize", "clothessize", "sizeclothes", "konfektionsgrosse"]),
    (Role::Size(Piece::Shirt), &["shirtsize", "tshirtsize", "teesize", "sizeshirt"]),
    (Role::Size(Piece::Dress), &["dresssize", "sizedress"]),
    (Role::Size(Piece::Trousers), &["trousersize", "trouserssize", "pantsize", "pantssize", "sizetrousers"]),
    (Role::Size(Piece::Ring), &["ringsize", "sizering"]),
    (Role::Address, &["address", "postaladdress", "mailingaddress", "shippingaddress", "deliveryaddress", "streetaddress",
        "street", "address1", "addressline1", "shippingaddressline1", "shippingaddress1", "line1", "mailingstreet", "strasse",
        "anschrift", "adresse", "direccion", "rue", "calle"]),
    (Role::AddressLine, &["address2", "addressline2", "shippingaddressline2", "shippingaddress2", "line2"]),
    (Role::Postcode, &["zip", "zipcode", "postcode", "postalcode", "shippingaddresszipcode", "shippingzip", "shippingpostalcode", "mailingpostalcode",
        "mailingzip", "plz", "postleitzahl", "codepostal", "codigopostal", "cap"]),
    (Role::City, &["city", "town", "shippingaddresscity", "shippingcity", "mailingcity"]),
    (Role::Region, &["state", "stateregion", "region", "province", "stateprovince", "shippingaddressstate", "shippingstate",
        "mailingstate", "bundesland"]),
    (Role::AddressCountry, &["shippingaddresscountrycode", "shippingaddresscountry", "shippingcountry", "addresscountry", "mailingcountry"]),
];

/// Words that say that a share is one of an audience.
const AUDIENCE: &[&str] = &[
    "audience",
    "audiences",
    "follower",
    "followers",
    "subscriber",
    "subscribers",
    "viewers",
    "fans",
];
/// Words that say that a column holds shares.
const SHARE: &[&str] = &["percent", "pct", "percentage", "share"];
/// Words between the others.
const BETWEEN: &[&str] = &[
    "of",
    "the",
    "in",
    "from",
    "is",
    "are",
    "group",
    "years",
    "split",
    "demographics",
];

/// What a header says, where it can mean nothing else.
pub fn role(header: &str) -> Option<Role> {
    let folded = fold(header);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.concat();
    let known = ALIASES
        .iter()
        .find(|(_, names)| names.contains(&whole.as_str()));
    known
        .map(|(role, _)| *role)
        .or_else(|| rate(header, &words))
        .or_else(|| share(&folded, &words))
}

/// `Rate per post`, `price_per_video (USD)`, `story price`, `Price ($)`.
fn rate(header: &str, words: &[&str]) -> Option<Role> {
    let telling = words.iter().filter(|word| currency_of_word(word).is_none());
    let text = telling.copied().collect::<Vec<_>>().concat();
    if text == "price" && (words.len() == 1 || currency(header).is_some()) {
        return Some(Role::Rate(RateKind::Post));
    }
    if text == "hourlyrate" {
        return Some(Role::Rate(RateKind::Hour));
    }
    let kind = RateKind::ALL.into_iter().find(|kind| {
        let word = kind.word();
        let before = ["rateper", "priceper", "costper", "feeper", "chargeper"].iter();
        let behind = ["price", "fee"].iter();
        before.clone().any(|start| text == format!("{start}{word}"))
            || behind.clone().any(|end| text == format!("{word}{end}"))
            || (text == format!("{word}rate")
                && !matches!(kind, RateKind::Post | RateKind::Video | RateKind::Short))
    });
    kind.map(Role::Rate)
}

/// The currency that a header names: `(USD)`, `price_eur`, `Price (€)`.
pub fn currency(header: &str) -> Option<Currency> {
    let marks = |c: char| c.is_whitespace() || "()[]_-/:,.".contains(c);
    let mut parts = header.split(marks).filter(|part| !part.is_empty());
    parts.find_map(|part| {
        let is_sign = !part.chars().all(char::is_alphabetic);
        currency_of_word(part).or_else(|| is_sign.then(|| Currency::parse(part)).flatten())
    })
}

/// Letters that are a currency and no word: three of them, and none that headers use for something else.
fn currency_of_word(word: &str) -> Option<Currency> {
    Currency::by_code(word)
        .filter(|currency| !matches!(currency.code(), "ALL" | "TOP" | "TRY" | "PEN" | "CUP"))
}

/// `Audience female %`, `% female`, `age 18-24`, `US audience`.
fn share(folded: &str, words: &[&str]) -> Option<Role> {
    let says_audience = words.iter().any(|word| AUDIENCE.contains(word));
    let says_share = folded.contains('%') || words.iter().any(|word| SHARE.contains(word));
    let is_filler =
        |word: &&str| AUDIENCE.contains(word) || SHARE.contains(word) || BETWEEN.contains(word);
    if let Some(key) = age(folded, words, says_audience || says_share) {
        return Some(Role::Share(key));
    }
    let rest: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_filler(word))
        .collect();
    let rest: Vec<&str> = rest
        .into_iter()
        .filter(|word| !matches!(*word, "gender" | "country" | "location"))
        .collect();
    if !(says_audience || says_share) || rest.is_empty() {
        return None;
    }
    if let ([one], Some(gender)) = (
        rest.as_slice(),
        rest.first().and_then(|word| Gender::parse(word)),
    ) {
        // A lone letter is no gender in a header.
        return (one.len() > 1).then_some(Role::Share(AudienceKey::Gender(gender)));
    }
    // Followers are counted as often as they are parted by country; audiences are not.
    let says_country = words.iter().any(|word| word.starts_with("audience"));
    let code = country::parse(&rest.join(" ")).filter(|_| says_country)?;
    Some(Role::Share(AudienceKey::Country(code)))
}

/// A span of ages that the header names, and nothing else that is not about ages.
fn age(folded: &str, words: &[&str], says_share: bool) -> Option<AudienceKey> {
    let says_age = words
        .iter()
        .any(|word| matches!(*word, "age" | "ages" | "aged"));
    if !(says_age || says_share) {
        return None;
    }
    let is_known = |word: &str| {
        AUDIENCE.contains(&word)
            || SHARE.contains(&word)
            || BETWEEN.contains(&word)
            || matches!(word, "age" | "ages" | "aged" | "to" | "y")
    };
    let is_digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    if !words.iter().all(|word| is_known(word) || is_digits(word)) {
        return None;
    }
    let numbers: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| is_digits(word))
        .collect();
    let band = match numbers.as_slice() {
        [from, to] => AgeBand::parse(&format!("{from}-{to}")),
        [from] if folded.contains(&format!("{from}+")) => AgeBand::parse(&format!("{from}+")),
        _ => None,
    };
    band.map(AudienceKey::Age)
        .filter(|key| Role::Share(*key).has_word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(header: &str) -> Option<&'static str> {
        role(header).map(Role::word)
    }

    #[test]
    fn headers_of_audiences_are_known() {
        for (header, wanted) in [
            ("audience female %", "audience-female"),
            ("% Male", "audience-male"),
            ("Women (% of followers)", "audience-female"),
            ("audience_gender_female", "audience-female"),
            ("age 18-24", "audience-18-24"),
            ("Audience age 65+ (%)", "audience-65+"),
            ("audience_25_34_pct", "audience-25-34"),
            ("Audience US %", "audience-us"),
            ("United Kingdom audience", "audience-gb"),
            ("Audience countries", "audience-countries"),
            ("Gender split", "audience-genders"),
        ] {
            assert_eq!(word(header), Some(wanted), "{header}");
        }
    }

    #[test]
    fn headers_of_rates_are_known_with_their_currency() {
        for (header, wanted, code) in [
            ("Rate per post", "rate-post", None),
            ("price_per_video_usd", "rate-video", Some("USD")),
            ("Story price (€)", "rate-story", Some("EUR")),
            ("Price", "rate-post", None),
            ("Price ($)", "rate-post", Some("USD")),
            ("hourly rate", "rate-hour", None),
            ("Reel rate EUR", "rate-reel", Some("EUR")),
        ] {
            assert_eq!(word(header), Some(wanted), "{header}");
            assert_eq!(currency(header).map(Currency::code), code, "{header}");
        }
    }

    #[test]
    fn what_could_mean_something_else_stays_unknown() {
        for header in [
            "rate",
            "rate_cents",
            "engagement rate per post",
            "post rate",
            "female",
            "age",
            "gender",
            "price range",
            "18-24",
            "Followers US",
            "Followers",
            "top 10 %",
            "share",
            "audience",
            "audience quality",
            "video views",
            "brands",
            "average age",
            "size",
            "Creator City",
            "Country",
            "comment rate",
            "unit price",
            "female friends %",
        ] {
            assert_eq!(word(header), None, "{header}");
        }
    }
}
