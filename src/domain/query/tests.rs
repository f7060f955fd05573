//! The grammar as a table: what is typed, what is read, where it goes wrong.

use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn read(text: &str) -> Result<Query, QueryError> {
    let reader = Reader {
        today: day("2026-11-21"),
        me: "ada",
    };
    Query::parse(text, reader)
}

/// A query in one line: what was understood, without the words of the typist.
fn said(text: &str) -> String {
    let query = match read(text) {
        Ok(query) => query,
        Err(error) => return format!("{}..{} {}", error.at.start, error.at.end, error.sentence),
    };
    let words = query.words.iter().map(|word| {
        let sign = if word.negated { "-" } else { "" };
        let mark = if word.together { "'" } else { "" };
        format!("{sign}{mark}{}{mark}", word.text)
    });
    let filters = query.filters.iter().map(|filter| {
        let sign = if filter.negated { "-" } else { "" };
        let tests: Vec<String> = filter.any_of.iter().map(test_said).collect();
        format!("{sign}{}={}", filter.field.name(), tests.join("|"))
    });
    words.chain(filters).collect::<Vec<_>>().join(" ")
}

fn test_said(test: &Test) -> String {
    let number = |n: &Option<i64>| n.map_or(String::new(), |n| n.to_string());
    let date = |d: &Option<NaiveDate>| d.map_or(String::new(), |d| d.to_string());
    match test {
        Test::Missing => "missing".into(),
        Test::Present => "present".into(),
        Test::Is(word) => word.clone(),
        Test::Holds(words) => format!("~{words}"),
        Test::Within(from, to) => format!("[{};{}]", number(from), number(to)),
        Test::Between(from, to) => format!("[{};{}]", date(from), date(to)),
        Test::Share(whose, from, to) => format!("{whose}[{};{}]", number(from), number(to)),
        Test::Money(currency, from, to) => format!(
            "{}[{};{}]",
            currency.map_or("", |one| one.code()),
            number(from),
            number(to)
        ),
    }
}

#[test]
fn every_form_of_the_grammar_is_read_as_the_table_says() {
    let table = [
        // Words.
        ("", ""),
        ("  tanaka  ", "tanaka"),
        ("skin care", "skin care"),
        ("\"skin care\"", "'skin care'"),
        ("-vegan", "-vegan"),
        ("-\"skin care\"", "-'skin care'"),
        ("- vegan", "- vegan"),
        ("a,b", "a,b"),
        ("12:30", "12:30"),
        ("佐藤 stage:outreach", "佐藤 stage=outreach"),
        // Accounts.
        (
            "https://www.instagram.com/ada.lov/",
            "handle=instagram//ada.lov",
        ),
        ("ig:ada.lov", "handle=instagram//ada.lov"),
        ("-tiktok:ada", "-handle=tiktok//ada"),
        // Choices, by a beginning; alternatives; negation.
        ("stage:outreach", "stage=outreach"),
        ("STAGE:Out", "stage=outreach"),
        ("tier:micro,macro", "tier=micro|macro"),
        ("tier:micro,", "tier=micro"),
        ("-tag:paused", "-tag=paused"),
        ("tag:#UGC", "tag=ugc"),
        ("platform:yt", "platform=youtube"),
        ("on:insta,tiktok", "platform=instagram|tiktok"),
        ("parked:fee", "parked=declined: fee"),
        (
            "parked:yes -parked:topic",
            "parked=present -parked=declined: topic",
        ),
        (
            "segment:\"growth bet\",campaign",
            "segment=growth bet|campaign specialist",
        ),
        ("owner:me", "owner=ada"),
        ("owner:none", "owner=missing"),
        ("owner:me,none", "owner=ada|missing"),
        ("country:NG,sweden", "country=NG|SE"),
        ("-country:US", "-country=US"),
        ("lang:sv", "language=sv"),
        ("reply:yes", "reply=present"),
        ("-reply:yes", "-reply=present"),
        ("niche:\"skin care\"", "niche=~skin care"),
        ("boundaries:any", "boundaries=present"),
        // Counts and rates; what is shown as 12K is 12k.
        ("followers:>20m", "followers=[20000001;]"),
        ("followers:>=10k", "followers=[10000;]"),
        ("followers:<1,5", "followers=[;0]|[5;5]"),
        ("followers:10k..200k", "followers=[10000;200000]"),
        ("followers:10k..", "followers=[10000;]"),
        ("followers:..200k", "followers=[;200000]"),
        ("followers:12k", "followers=[11500;12499]"),
        ("followers:12000", "followers=[12000;12000]"),
        ("followers>20m", "followers=[20000001;]"),
        ("er:>2%", "er=[20001;]"),
        ("er:2..3.5", "er=[20000;35000]"),
        ("er:3%", "er=[25000;34999]"),
        ("er:3.0%", "er=[29500;30499]"),
        // Days.
        ("contacted:>45d", "contacted=[;2026-10-06]"),
        ("contacted:<7d", "contacted=[2026-11-15;]"),
        ("contacted:30d..60d", "contacted=[2026-09-22;2026-10-22]"),
        ("contacted:>2026-03-01", "contacted=[2026-03-02;]"),
        ("contacted:2026-03", "contacted=[2026-03-01;2026-03-31]"),
        (
            "contacted:2025..2026-02",
            "contacted=[2025-01-01;2026-02-28]",
        ),
        ("contacted:never", "contacted=missing"),
        ("contacted:yesterday", "contacted=[2026-11-20;2026-11-20]"),
        ("next:late", "next=[;2026-11-20]"),
        ("next:today", "next=[2026-11-21;2026-11-21]"),
        ("next:<7d", "next=[;2026-11-27]"),
        ("next:fri", "next=[2026-11-27;2026-11-27]"),
        ("next:none", "next=missing"),
        // Audiences and amounts.
        (
            "audience:women>60%,sweden",
            "audience=female[600001;]|SE[1;]",
        ),
        ("audience:18-24:20%..40%", "audience=18-24[200000;400000]"),
        ("rate:<500eur", "rate=EUR[;49999]"),
        ("rate:200..500", "rate=[20000;50000]"),
        ("rate:>50000jpy", "rate=JPY[5000001;]"),
        (
            "sponsor:halcyon competitor:no",
            "sponsor=~halcyon competitor=missing",
        ),
        // All of it together, as in the product's page.
        (
            "stage:outreach tier:micro,macro country:NG er:>2% followers:10k..200k owner:me contacted:>45d -tag:paused \"skin care\"",
            "'skin care' stage=outreach tier=micro|macro country=NG er=[20001;] followers=[10000;200000] owner=ada contacted=[;2026-10-06] -tag=paused",
        ),
    ];
    for (typed, meant) in table {
        assert_eq!(said(typed), meant, "{typed}");
    }
}

#[test]
fn every_error_names_its_place_and_the_way_out() {
    let table = [
        (
            "foo:",
            "0..3 there is no field foo; did you mean followers?",
        ),
        (
            "xyzzy:",
            "0..5 there is no field xyzzy; quote it to search for it: \"xyzzy:\"",
        ),
        (
            "tanaka stgae:outreach",
            "7..12 there is no field stgae; did you mean stage?",
        ),
        (
            "stage:outrech",
            "6..13 stage: \"outrech\" is not known; did you mean outreach?",
        ),
        (
            "stage:",
            "0..6 stage: wants a value, one of discovery, outreach, collaboration, nurturing, advocacy, parked",
        ),
        (
            "stage:,outreach",
            "0..6 stage: wants a value, one of discovery, outreach, collaboration, nurturing, advocacy, parked",
        ),
        (
            "tier:m",
            "5..6 tier: \"m\" is not known; did you mean mega?",
        ),
        (
            "er:>x",
            "4..5 er: \"x\" cannot be read, it is not a rate (write 2.5%)",
        ),
        (
            "er:>",
            "3..4 er: a number is missing behind >, such as er:>2%",
        ),
        (
            "followers:10k..x",
            "15..16 followers: \"x\" cannot be read, it is not a number (write 84200, 84,200 or 84.2K)",
        ),
        (
            "followers:200k..10k",
            "10..19 followers: the range goes backwards; write 10k..200k",
        ),
        (
            "followers:2%",
            "10..12 followers: \"2%\" cannot be read, it is a percentage, not a count",
        ),
        (
            "\"open",
            "0..5 this quote is not closed; write another \" behind the words",
        ),
        (
            "niche:\"open tag:x",
            "6..17 this quote is not closed; write another \" behind the words",
        ),
        (
            "audience:cats>2%",
            "9..13 audience: \"cats\" cannot be read, it wants a country, a gender or an age such as 18-24",
        ),
        (
            "reply:maybe",
            "6..11 reply: \"maybe\" is not known; it wants yes or no",
        ),
        (
            "country:swedn",
            "8..13 country: \"swedn\" is not known; did you mean Sweden?",
        ),
        (
            "platform:instgram",
            "9..17 platform: \"instgram\" is not known; did you mean instagram?",
        ),
    ];
    for (typed, error) in table {
        assert_eq!(said(typed), error, "{typed}");
    }
    let date = said("contacted:>32 dec");
    assert!(
        date.starts_with("11..13 contacted: \"32\" cannot be read"),
        "{date}"
    );
}

#[test]
fn a_place_is_told_in_letters_from_one() {
    let told = |text: &str| read(text).err().map(|error| error.to_string());
    let place = |text: &str| told(text).and_then(|said| said.split(':').next().map(str::to_owned));
    assert_eq!(place("foo:").as_deref(), Some("at 1"));
    assert_eq!(place("söt foo:").as_deref(), Some("at 5"));
}

#[test]
fn what_takes_the_place_of_an_error_makes_it_readable() {
    for typed in [
        "stgae:outreach",
        "stage:outrech",
        "followers:200k..10k",
        "\"open",
        "segment:groth",
    ] {
        let error = read(typed).expect_err(typed);
        let instead = error.instead.clone().unwrap_or_default();
        let mended = format!(
            "{}{instead}{}",
            &typed[..error.at.start],
            &typed[error.at.end..]
        );
        assert!(read(&mended).is_ok(), "{typed} became {mended}");
    }
}

#[test]
fn ten_kilobytes_and_a_thousand_terms_are_refused_in_one_sentence() {
    let long = said(&"ä".repeat(5_000));
    assert!(
        long.starts_with("2000..10000 a query has at most 2000 letters"),
        "{long}"
    );
    let many = said(&"a ".repeat(900));
    assert!(
        many.contains("at most 50 terms, and this has 900"),
        "{many}"
    );
}

#[test]
fn nothing_that_can_be_typed_makes_the_reader_stumble() {
    let letters = [
        "\"", ":", ",", "-", ">", "<", "=", "..", " ", "stage", "er", "next", "ä", "5", "%", "d",
        "https://",
    ];
    let mut seed = 7_usize;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..8 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(letters[(seed >> 33) % letters.len()]);
        }
        if let Err(error) = read(&text) {
            assert!(
                error.at.end <= text.len() && error.at.start <= error.at.end,
                "{text}"
            );
            assert!(text.get(error.at.clone()).is_some(), "{text}: {error:?}");
        }
        for cursor in 0..=text.len() {
            let found = offers(&text, cursor, &Vocabulary::default());
            assert!(
                text.get(found.replaces.clone()).is_some(),
                "{text} at {cursor}"
            );
        }
    }
}

fn offered(text: &str) -> Vec<String> {
    let known = Vocabulary {
        members: vec!["ada".into(), "ben".into()],
        tags: vec!["vegan".into(), "paused".into()],
        niches: vec!["skin care".into()],
        countries: vec!["SE".into()],
    };
    let found = offers(text, text.len(), &known);
    found.offers.into_iter().map(|offer| offer.insert).collect()
}

#[test]
fn fields_and_values_are_offered_by_what_is_typed() {
    assert_eq!(offered("st"), ["stage:", "step:", "story:"]);
    assert_eq!(offered("tanaka -ti"), ["tier:"]);
    assert_eq!(offered("stage:o"), ["outreach"]);
    assert_eq!(offered("tier:micro,ma"), ["macro"]);
    assert_eq!(offered("owner:"), ["me", "ada", "ben", "none", "any"]);
    assert_eq!(offered("tag:v"), ["vegan"]);
    assert_eq!(offered("niche:"), ["\"skin care\"", "none", "any"]);
    assert_eq!(offered("country:")[0], "SE");
    assert_eq!(offered("country:swe"), ["SE"]);
    assert_eq!(offered("reply:"), ["yes", "no"]);
    assert_eq!(offered("stage:outreach"), Vec::<String>::new());
    assert_eq!(offered("foo:x"), Vec::<String>::new());
}

#[test]
fn an_offer_takes_the_place_of_what_was_typed_only() {
    let text = "tanaka tier:micro,ma";
    let found = offers(text, text.len(), &Vocabulary::default());
    assert_eq!(&text[found.replaces.clone()], "ma");
    let quoted = "segment:\"gro";
    let found = offers(quoted, quoted.len(), &Vocabulary::default());
    assert_eq!(&quoted[found.replaces.clone()], "\"gro");
    assert_eq!(found.offers[0].insert, "\"growth bet\"");
}

#[test]
fn every_field_reads_its_own_example_and_is_named_once() {
    let mut names: Vec<&str> = QueryField::names().collect();
    let before = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), before);
    for field in QueryField::ALL {
        assert!(read(field.like()).is_ok(), "{}", field.like());
    }
}

#[test]
fn the_numbers_offered_are_numbers_of_the_field() {
    assert_eq!(offered("fit:")[0], ">=4");
    assert_eq!(offered("flags:")[0], "0");
    assert_eq!(offered("quality:")[0], ">=80");
    assert_eq!(offered("posts:")[0], ">200");
    assert_eq!(offered("break:"), ["any", "none", "<7d"]);
    assert_eq!(offered("followers:")[0], ">10k");
    // What is offered is read as it stands.
    for field in QueryField::ALL {
        for value in offered(&format!("{}:", field.name())) {
            let text = format!("{}:{value}", field.name());
            assert!(read(&text).is_ok(), "{text}");
        }
    }
}
