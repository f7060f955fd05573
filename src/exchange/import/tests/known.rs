//! What a file says beside fields and figures: audiences, rates, sponsors, sizes, languages, addresses.

use super::*;
use crate::domain::field::Field;
use crate::domain::parking::ParkReason;

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
    assert_eq!(
        bo.fields,
        [(Field::Place, "Gent".to_owned())],
        "but where they live"
    );
    assert_eq!(extra(bo, "zip"), Some("1000"), "and nothing of it is lost");
    let remarks = bo.remarks.join("\n");
    for words in ["170% in all", "rate \"ask\"", "language \"Klingonese\""] {
        assert!(remarks.contains(words), "{words} in {remarks}");
    }
}

#[test]
fn a_price_without_a_currency_stays_as_it_was_and_a_city_without_a_street_is_where_they_live() {
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
    assert_eq!(extra, ["price"]);
    assert_eq!(
        alone.rows[0].fields,
        [(Field::Place, "Malmö, Skåne".to_owned())]
    );
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

/// A list as a CRM exports it.
const CRM: &str = "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone,WhatsApp,Lead Status,Do Not Contact,Unsubscribed,\
Instagram Handle,City,State/Region,Country/Region,Pronouns,Time Zone,Segment,Priority\n\
1,Ada,Lovelace,ada@example.org,+49 151 0000001,0049 151 0000001,,Open,No,true,@ada.lov,Köln,NRW,Germany,she/her,Europe/Berlin,\
growth bet,B\n\
2,Bo,Diddley,,00 49 151 0000002,,+49 151 0000003,Do not contact,,false,bo.d,São Paulo,,Brazil,,UTC-3,Strategic Partner,a\n\
3,Cy,Twombly,,call Ana,,,Open,TRUE,,cy.t,,,,,,,\n\
4,Di,Prince,,4.9151E+11,,,Connected,perhaps,,di.p,,,,,,,\n";

#[test]
fn a_list_of_a_crm_brings_phones_places_and_who_asked_not_to_be_contacted() {
    let taken = understood_as("instagram.csv", CRM);
    let roles: Vec<(&str, &str)> = taken
        .source
        .columns()
        .iter()
        .map(|column| (column.header.as_str(), column.role.word()))
        .filter(|(_, role)| *role != "extra")
        .collect();
    assert_eq!(
        roles,
        [
            ("First Name", "first-name"),
            ("Last Name", "last-name"),
            ("Email", "mail"),
            ("Phone Number", "phone"),
            ("Mobile Phone", "phone"),
            ("WhatsApp", "whatsapp"),
            ("Lead Status", "status"),
            ("Do Not Contact", "do-not-contact"),
            ("Instagram Handle", "handle"),
            ("City", "city"),
            ("State/Region", "region"),
            ("Country/Region", "country"),
            ("Pronouns", "pronouns"),
            ("Time Zone", "time-zone"),
            ("Segment", "segment"),
            ("Priority", "priority"),
        ]
    );
    let reaches = |row: &Incoming| -> Vec<(String, String)> {
        let each = row.reaches.iter();
        each.map(|one| (one.kind.clone(), one.value.clone()))
            .collect()
    };
    let pair = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
    assert_eq!(
        reaches(&taken.rows[0]),
        [pair("phone", "+49 151 0000001")],
        "as typed, and the same digits once"
    );
    assert_eq!(
        reaches(&taken.rows[1]),
        [
            pair("phone", "00 49 151 0000002"),
            pair("whatsapp", "+49 151 0000003")
        ]
    );
    let fields: Vec<(&str, &str)> = taken.rows[0]
        .fields
        .iter()
        .map(|(field, value)| (field.column(), value.as_str()))
        .collect();
    assert_eq!(
        fields,
        [
            ("pronouns", "she/her"),
            ("time_zone", "Europe/Berlin"),
            ("segment", "growth bet"),
            ("care_level", "B"),
            ("place", "Köln, NRW"),
        ]
    );
    let parked: Vec<Option<ParkReason>> = taken.rows.iter().map(|row| row.parked).collect();
    let asked = Some(ParkReason::AskedNotToBeContacted);
    assert_eq!(parked, [None, asked, asked, None]);
    assert_eq!(extra(&taken.rows[1], "Lead Status"), Some("Do not contact"));
    assert_eq!(extra(&taken.rows[0], "Unsubscribed"), Some("true"));
    assert_eq!(
        taken.source.warnings(),
        [
            "column \"Unsubscribed\" may ask for no contact (1 row, for example \"true\" in line 2); no one is parked for it; \
             if these people asked not to be contacted at all, use --map='Unsubscribed=do-not-contact'"
        ]
    );
    let remarks = |row: &Incoming| row.remarks.join("\n");
    assert!(remarks(&taken.rows[2]).contains("phone \"call Ana\" is not a phone number"));
    assert!(remarks(&taken.rows[3]).contains("its last digits are lost"));
    assert!(
        remarks(&taken.rows[3]).contains("\"Do Not Contact\" \"perhaps\" is neither yes nor no")
    );
    assert_eq!(extra(&taken.rows[3], "Do Not Contact"), Some("perhaps"));
}

#[test]
fn a_stage_of_another_system_that_says_parked_parks() {
    let taken = understood(
        "Username,Platform,Stage\nann.a,Instagram,outreach\nann.d,Instagram,parked: declined\nann.e,Instagram,Parked\n\
         ann.f,Instagram,Collaboration\nann.g,Instagram,parked: no reply\nann.h,Instagram,Do not contact\n",
    );
    let parked: Vec<Option<ParkReason>> = taken.rows.iter().map(|row| row.parked).collect();
    let other = Some(ParkReason::Other);
    assert_eq!(
        parked,
        [
            None,
            other,
            other,
            None,
            Some(ParkReason::NoReply),
            Some(ParkReason::AskedNotToBeContacted)
        ]
    );
    assert_eq!(extra(&taken.rows[1], "Stage"), Some("parked: declined"));
    assert!(taken.rows[1].remarks[0].contains("read as \"other reason\""));
}

#[test]
fn headers_and_answers_of_other_languages_park_too() {
    for (header, yes, no) in [
        ("Do Not Contact", "TRUE", "FALSE"),
        ("DNC", "x", ""),
        ("Opted out", "1", "0"),
        ("Nicht kontaktieren", "ja", "nein"),
        ("Ne pas contacter", "oui", "non"),
        ("No contactar", "sí", "no"),
        ("Parked", "asked_not_to_be_contacted", ""),
        ("parked reason", "Asked not to be contacted", "no"),
    ] {
        let taken = understood(&format!(
            "platform,handle,{header}\ninstagram,ann,{yes}\ninstagram,bo,{no}\n"
        ));
        let parked: Vec<Option<ParkReason>> = taken.rows.iter().map(|row| row.parked).collect();
        assert_eq!(
            parked,
            [Some(ParkReason::AskedNotToBeContacted), None],
            "{header}"
        );
        assert!(taken.rows.iter().all(|row| row.remarks.is_empty()));
    }
}

#[test]
fn a_column_that_speaks_of_mail_parks_only_who_says_so() {
    let text = "platform,handle,HasOptedOutOfEmail\ninstagram,ann,true\ninstagram,bo,false\n";
    let taken = understood(text);
    assert!(taken.rows.iter().all(|row| row.parked.is_none()));
    assert_eq!(taken.source.warnings().len(), 1);
    let options = mapped(&["HasOptedOutOfEmail=do-not-contact"]);
    let taken = take_as("list.csv", text, &options);
    assert!(taken.rows[0].parked.is_some() && taken.rows[1].parked.is_none());
    assert!(taken.source.warnings().is_empty());
}

fn understood_as(name: &str, text: &str) -> Taken {
    let bytes = text.as_bytes().to_vec();
    take_all(Source::from_bytes(name, bytes, &Options::default()).unwrap())
}

#[test]
fn a_tag_that_may_ask_for_no_contact_is_told_and_parks_no_one() {
    let taken =
        understood("platform,handle,tags\ninstagram,ann,\"vegan, DNC\"\ninstagram,bo,vegan\n");
    assert_eq!(taken.rows[0].parked, None);
    assert_eq!(
        taken.rows[0].remarks,
        ["tag \"dnc\" may ask for no contact; no one is parked for a tag"]
    );
    assert!(taken.rows[1].remarks.is_empty());
}

#[test]
fn a_column_of_reasons_parks_where_it_says_one_and_keeps_the_text() {
    let taken = understood(
        "platform,handle,Do not contact (reason)\ninstagram,ann,asked by mail in May\ninstagram,bo,\n\
         instagram,cy,n/a\ninstagram,di,yes\ninstagram,ed,no\n",
    );
    let asked = Some(ParkReason::AskedNotToBeContacted);
    let parked: Vec<Option<ParkReason>> = taken.rows.iter().map(|row| row.parked).collect();
    assert_eq!(parked, [asked, None, None, asked, None]);
    assert_eq!(
        extra(&taken.rows[0], "Do not contact (reason)"),
        Some("asked by mail in May")
    );
    assert!(taken.source.warnings().is_empty());
}

#[test]
fn a_column_that_may_ask_for_no_contact_is_a_warning_with_a_way_out() {
    for (header, cell, way_out) in [
        (
            "Marketing opt-out",
            "yes",
            Some("--map='Marketing opt-out=do-not-contact'"),
        ),
        (
            "-Email Opt Out",
            "x",
            Some("--map='-Email Opt Out=do-not-contact'"),
        ),
        (
            "Werbesperre",
            "ja",
            Some("--map='Werbesperre=do-not-contact'"),
        ),
        ("Werbesperre", "seit Mai", Some("park them by hand")),
        (
            "Do not contact until",
            "2027-01-02",
            Some("park them by hand"),
        ),
        (
            "Не связываться",
            "да",
            Some("--map='Не связываться=do-not-contact'"),
        ),
        ("請勿聯絡", "是", Some("--map='請勿聯絡=do-not-contact'")),
        (
            "Ne pas démarcher",
            "oui",
            Some("--map='Ne pas démarcher=do-not-contact'"),
        ),
        ("May be contacted", "no", Some("park them by hand")),
        ("Peut être contacté", "non", Some("park them by hand")),
        ("Not opted out", "no", Some("park them by hand")),
        ("Not opted out", "yes", None),
        ("May be contacted", "yes", None),
        (
            "Opposition",
            "oui",
            Some("--map='Opposition=do-not-contact'"),
        ),
        (
            "Unsubscribed at",
            "2026-01-02",
            Some("--map='Unsubscribed at=do-not-contact'"),
        ),
        (
            "Don't email",
            "yes",
            Some("--map='Don'\\''t email=do-not-contact'"),
        ),
        ("Can contact", "no", Some("park them by hand")),
        ("Marketing opt-out", "no", None),
        ("Can contact", "yes", None),
        ("Unsubscribed", "false", None),
        ("Marketing status", "Subscribed", None),
    ] {
        let file = format!("platform,handle,{header}\ninstagram,bo,\ninstagram,ann,{cell}\n");
        let taken = understood(&file);
        assert!(
            taken.rows.iter().all(|row| row.parked.is_none()),
            "{header}"
        );
        let warnings = taken.source.warnings();
        match way_out {
            None => assert!(warnings.is_empty(), "{header}: {warnings:?}"),
            Some(words) => {
                let begins = format!("column \"{header}\" may ask for no contact (1 row, ");
                assert_eq!(warnings.len(), 1, "{header}: {warnings:?}");
                assert!(warnings[0].starts_with(&begins), "{warnings:?}");
                assert!(warnings[0].ends_with(words), "{warnings:?}");
            }
        }
    }
}

#[test]
fn never_is_no_no() {
    let parked = |header: &str, cell: &str| {
        let taken = understood(&format!(
            "platform,handle,{header}\ninstagram,ann,{cell}\ninstagram,bo,x\n"
        ));
        (taken.rows[0].parked, taken.rows[0].remarks.len())
    };
    assert_eq!(parked("Nicht kontaktieren", "nie"), (None, 1));
    assert_eq!(parked("Opt out", "never"), (None, 1));
    assert_eq!(parked("Nie kontaktować", "nie"), (None, 0));
}

/// Whoever follows the advice of a warning parks at least one of the people it counted.
#[test]
fn the_advice_of_a_warning_parks_who_it_counts() {
    let asked = Some(ParkReason::AskedNotToBeContacted);
    for (header, cell, parks) in [
        ("Unsubscribed at", "2026-03-01", true),
        ("Unsubscribed at", "01.03.2026 10:15", true),
        ("Opt-out date", "03/04/2026", true),
        ("Werbesperre seit", "2026-03-01", true),
        ("Werbesperre", "ja", true),
        ("Zakaz kontaktu", "tak", true),
        ("Aranmasın", "evet", true),
        ("連絡不可", "はい", true),
        ("Werbesperre", "seit Mai", false),
        ("Do not contact until", "2027-01-02", false),
        ("No email", "weekends", false),
    ] {
        let file = format!("platform,handle,{header}\ninstagram,bo,\ninstagram,ann,{cell}\n");
        let warning = understood(&file).source.warnings()[0].clone();
        let advises = warning.contains("--map=");
        let options = Options {
            map: vec![(header.to_owned(), Role::DoNotContact)],
            ..Options::default()
        };
        let taken = take_as("x.csv", file.as_str(), &options);
        let parked: Vec<_> = taken.rows.iter().map(|row| row.parked).collect();
        assert_eq!(parked[0], None, "{header}");
        assert!(!taken.rows[0].is_unparked, "{header}: blank says nothing");
        assert_eq!(
            (parked[1] == asked, advises),
            (parks, parks),
            "{header} {cell}: {warning}"
        );
        let is_date = cell.starts_with(|c: char| c.is_ascii_digit());
        let kept = extra(&taken.rows[1], header);
        assert_eq!(kept, (is_date || !parks).then_some(cell), "{header} {cell}");
    }
}
