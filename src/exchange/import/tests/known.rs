//! What a file says beside fields and figures: audiences, rates, sponsors, sizes, languages, addresses.

use super::*;

const KNOWN: &str = "platform,handle,name,audience female %,Audience male %,age 18-24,Age 25-34,Audience US %,Rate per post (EUR),Story price,currency,\
past brands,shoe size,shirt size,languages,address,zip,city\n\
instagram,ada.lov,Ada,64%,35,31.5,0.8,42,600,\"1.5k\",USD,\"Nike; Glow Lab, Inc.\",39 EU,M,\"en, sv\",Storgatan 1,211 34,Malmö\n\
instagram,bo.b,Bo,90,80,,,,ask,€150,,Nike,,,Klingonese,,1000,Gent\n";

fn understood(text: &str) -> Taken {
    let bytes = text.as_bytes().to_vec();
    take_all(Source::from_bytes("list.csv", bytes, &Options::default()).unwrap())
}

#[test]
fn audiences_rates_sponsors_sizes_languages_and_addresses_are_understood() {
    let taken = understood(KNOWN);
    let ada = &taken.rows[0];
    let shares: Vec<String> = ada
        .audience
        .iter()
        .map(|one| format!("{} {}", one.key.stored(), one.share))
        .collect();
    assert_eq!(
        shares,
        [
            "female 640000",
            "male 350000",
            "18-24 315000",
            "25-34 8000",
            "US 420000"
        ]
    );
    let rates: Vec<String> = ada
        .rates
        .iter()
        .map(|one| format!("{} {}", one.kind.word(), one.amount.say()))
        .collect();
    assert_eq!(rates, ["post 600 EUR", "story 1,500 USD"]);
    let brands: Vec<&str> = ada.sponsors.iter().map(|one| one.brand.as_str()).collect();
    assert_eq!(brands, ["Nike", "Glow Lab, Inc."]);
    assert_eq!(ada.language.as_deref(), Some("en"));
    let fields: Vec<(&str, &str)> = ada
        .fields
        .iter()
        .map(|(field, value)| (field.column(), value.as_str()))
        .collect();
    assert_eq!(
        fields,
        [("sizes", "shoes 39 EU, shirt M"), ("languages", "sv")]
    );
    assert_eq!(ada.addresses, ["Storgatan 1\n211 34 Malmö"]);
    assert!(ada.extra.is_empty(), "{:?}", ada.extra);
}

#[test]
fn what_is_not_sure_stays_an_extra_field_with_a_reason() {
    let taken = understood(KNOWN);
    let bo = &taken.rows[1];
    assert!(bo.audience.is_empty(), "90 and 80 per cent are no audience");
    let rates: Vec<String> = bo.rates.iter().map(|one| one.amount.say()).collect();
    assert_eq!(rates, ["150 EUR"]);
    assert!(
        bo.addresses.is_empty(),
        "a city without a street is no address"
    );
    let remarks = bo.remarks.join("\n");
    for words in ["170% in all", "rate \"ask\"", "language \"Klingonese\""] {
        assert!(remarks.contains(words), "{words} in {remarks}");
    }
}

#[test]
fn a_price_without_a_currency_and_a_city_without_a_street_stay_as_they_were() {
    let taken = understood(
        "platform,handle,price,currency,city,state\ninstagram,ada.lov,600,EUR,Malmö,Skåne\n",
    );
    assert_eq!(taken.rows[0].rates[0].amount.say(), "600 EUR");
    let alone = understood("platform,handle,price,city,state\ninstagram,ada.lov,600,Malmö,Skåne\n");
    assert!(alone.rows[0].rates.is_empty());
    let extra: Vec<&str> = alone.rows[0]
        .extra
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(extra, ["city", "state", "price"]);
    let other = understood("platform,handle,currency\ninstagram,ada.lov,EUR\n");
    assert_eq!(
        other.rows[0].extra,
        [("currency".to_owned(), "EUR".to_owned())]
    );
}

#[test]
fn shares_of_one_file_are_in_one_unit() {
    let taken = understood(
        "platform,handle,audience female,audience male,audience 65+\ninstagram,ada.lov,0.64,0.35,0.01\n",
    );
    let shares: Vec<i64> = taken.rows[0].audience.iter().map(|one| one.share).collect();
    assert_eq!(shares, [640_000, 350_000, 10_000]);
}
