//! Names of files with their dates, and those that have none.

#![allow(clippy::unwrap_used)]

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn found(name: &str) -> String {
    match in_name(name, today()) {
        InName::Nothing => "-".to_owned(),
        InName::One(period) => {
            let last = period.settled(NaiveDate::MAX).unwrap().format("%Y-%m-%d");
            let word = if period.is_long() { " by its end" } else { "" };
            format!("{last}{word}")
        }
        InName::Several(periods) => {
            let each = periods.iter().map(|period| period.say());
            each.collect::<Vec<_>>().join(" or ")
        }
    }
}

#[test]
fn days_are_found_in_names() {
    for (wanted, names) in [
        (
            "2022-12-31",
            "2022-12-31.csv|list 2022_12_31|x-20221231-final.csv|list20221231.csv|31.12.2022.csv|list 31-12-2022|\
             31_12_2022|31.12.22|31-12-22|31122022.csv|12-31-2022|31 dec 2022|31. Dezember 2022|dec 31, 2022|\
             Dec 31st 2022|31st december 2022|2022 dec 31|2022-dec-31|31-dec-22|31dec2022|\
             31 de diciembre de 2022|31 décembre 2022|2022年12月31日|2022년 12월 31일|dec 2022 2022-12-31|\
             export-2022-12-31T120000.csv|2022-12-31 10.15.22.csv|2022-12-31 at 10.15.22|IMG_20221231_101522|\
             instagram top200 2022-12-31 (2).csv|2022-12-31.csv.gz|12312022|list 31.12.2022 v2|1080p 2022-12-31",
        ),
        ("2024-05-07", "export 2024.5.7 final.csv|7.5.2024|07.05.24"),
        (
            "2021-01-01",
            "1er janvier 2021.csv|1ᵉʳ janvier 2021|1º de enero de 2021|1ro de enero 2021|1.º de janeiro de 2021|\
             1º gennaio 2021|1° gennaio 2021|1ste januari 2021|1e januari 2021|liste 1er janvier 2021|jan 1st 2021",
        ),
    ] {
        for name in names.split('|') {
            assert_eq!(found(name), wanted, "{name}");
        }
    }
}

#[test]
fn months_are_found_in_names() {
    for (wanted, names) in [
        (
            "2022-12-31 by its end",
            "list dec 2022.csv|list-december-2022|Dec2022|listDec2022.csv|dec22|dec-22|dec '22|DEC_2022|2022 dec|\
             2022-dec|2022dec|2022_December|Dezember 2022|dez 2022|décembre 2022|diciembre 2022|\
             diciembre de 2022|dezembro-2022|dicembre2022|december-2022 export|grudzień 2022|prosinec 2022|\
             aralık 2022|декабрь 2022|декабря 2022|2022-12|2022_12.csv|2022.12|12-2022|12.2022|12_2022|202212.csv|\
             list 202212|122022|list 12 2022|instagram 12-2022|2022年12月|2022년 12월|Dec. 2022|dec,2022|\
             2022-12 (2).csv|list 2022-12_2|2022-12v2|Q4 top 2022-12|12-2022 2.csv|dec 2022 list 2022-12",
        ),
        (
            "2022-09-30 by its end",
            "sept-22|sept 2022|Sep-2022|09-2022|202209|9-2022|settembre 2022|set 2022|lista set 2022.csv|\
             instagram-set-2022|lista wrz 2022|2022-09|wrzesień 2022|září 2022|Q3 2022|2022_Q3|q3-22|2022-Q3",
        ),
        ("2026-11-30 by its end", "list nov 2026|2026-11|nov 26"),
        (
            "2022-03-31 by its end",
            "März 2022|Ma\u{308}rz 2022|maerz-22|mars_2022|março 2022|Mrz 22|marzo 2022",
        ),
        ("2027-01-31 by its end", "2027-01"),
    ] {
        for name in names.split('|') {
            assert_eq!(found(name), wanted, "{name}");
        }
    }
}

#[test]
fn what_is_no_date_is_none() {
    for name in [
        "",
        "list.csv",
        "2022.csv",
        "list 2022",
        "instagram-top200.csv",
        "top 10 2022",
        "top-10-2022",
        "top10-2022",
        "list v2.2022",
        "vol 3 2022",
        "week 10 2022",
        "kw-10-2022",
        "2022-W48",
        "1080p",
        "1080",
        "list 1920x1080",
        "2022-13",
        "2022 and 03",
        "1822-03",
        "dec",
        "12 dec",
        "dec 12",
        "may list",
        "dec 31 ada",
        "@ada.2022_03",
        "of @dec_2022.csv",
        "1669852800",
        "export 220930",
        "id20221231",
        "12345678",
        "20221350",
        "30.02.2022",
        "2021-02-30.csv",
        "2021_02_30.csv",
        "2021-13-01",
        "2021-04-31 list",
        "20210230",
        "30 feb 2021",
        "feb 30, 2021",
        "2021 feb 30",
        "31 avril 2021",
        "30. Februar 2021",
        "2021-22",
        "2022-2023",
        "data set 2022",
        "sold out 2022",
        "roll out 22",
        "marco 2022 videos",
        "mars campaign 2022",
        "followers avg 2022",
        "Henkel AG 2022",
        "Ian 2022",
        "K-Mart 2022",
        "gen z 2022",
        "a2022-03b",
        "2022 10 creators",
        "200k",
        "2022-12k",
        "#2022-03",
        "listopad 2022",
        "31",
        "1.2.3.4",
        "10.0.0.1",
        "led 2022",
        "iphone pro 2022",
        "dec-31",
    ] {
        assert_eq!(found(name), "-", "{name}");
    }
}

#[test]
fn two_dates_in_a_name_are_told_and_none_is_taken() {
    for (name, wanted) in [
        ("2022-03 vs 2022-09", "March 2022 or September 2022"),
        ("jan-mar 2022", "January 2022 or March 2022"),
        ("2022 jan-mar", "January 2022 or March 2022"),
        ("jan to mar 2022", "January 2022 or March 2022"),
        ("jan vs feb 2021.csv", "January 2021 or February 2021"),
        ("jan v. feb 2021", "January 2021 or February 2021"),
        ("January or February 2021", "January 2021 or February 2021"),
        ("enero y febrero 2021", "January 2021 or February 2021"),
        (
            "jan list compared to feb 2021",
            "January 2021 or February 2021",
        ),
        ("feb 2021 against january", "January 2021 or February 2021"),
        ("january, 2021-02", "January 2021 or February 2021"),
        ("03-04-2022", "Fri 4 Mar 2022 or Sun 3 Apr 2022"),
        (
            "2022-03-31_2022-04-30",
            "Thu 31 Mar 2022 or Sat 30 Apr 2022",
        ),
        ("03042022", "Fri 4 Mar 2022 or Sun 3 Apr 2022"),
    ] {
        assert_eq!(found(name), wanted, "{name}");
    }
}

#[test]
fn the_day_of_figures_is_typed_as_people_say_it() {
    for (typed, wanted) in [
        ("2022-11", "2022-11-30"),
        ("nov 2022", "2022-11-30"),
        ("Nov. 2022", "2022-11-30"),
        ("november 2022", "2022-11-30"),
        ("11/2022", "2022-11-30"),
        ("2022/11", "2022-11-30"),
        ("11.2022", "2022-11-30"),
        ("202211", "2022-11-30"),
        ("sept-22", "2022-09-30"),
        ("sept22", "2022-09-30"),
        ("nov '22", "2022-11-30"),
        ("Q3 2022", "2022-09-30"),
        ("octobre 2022", "2022-10-31"),
        ("30.09.2022", "2022-09-30"),
        ("30/09/2022", "2022-09-30"),
        ("20220930", "2022-09-30"),
        ("yesterday", "2026-11-20"),
        ("12 nov", "2026-11-12"),
        ("nov 12", "2026-11-12"),
        ("nov", "2026-11-21"),
        ("december", "2025-12-31"),
        ("nov 2026", "2026-11-21"),
        ("2026-11", "2026-11-21"),
    ] {
        let day = parse_figures(typed, today()).unwrap().settled(today());
        assert_eq!(day.unwrap().to_string(), wanted, "{typed}");
    }
    for (typed, words) in [
        ("2022", "only a year"),
        ("2027-01", "January 2027 lies ahead"),
        ("dec 2026", "December 2026 lies ahead"),
        ("tomorrow", "lies ahead"),
        ("03/04/2022", "can be 3 Apr or 4 Mar"),
        ("soon", "not a date"),
        ("", "a date is missing"),
        ("31 feb 2022", "not a date"),
        ("list 2022-11", "not a date"),
    ] {
        let error = parse_figures(typed, today()).unwrap_err();
        assert!(error.contains(words), "{typed}: {error}");
    }
}

/// Whatever a name is made of, the scan ends, and what it finds is a date of this century.
#[test]
fn any_name_is_scanned_without_harm() {
    let pieces = [
        "dec", "2022", "12", "31", "-", ".", " ", "_", "Q", "4", "@", "年", "月", "T", "'", "set",
        "1080", "é", "\u{308}", "20221231", "to", "",
    ];
    for seed in 0..40_000_usize {
        let mut rest = seed;
        let mut name = String::new();
        for _ in 0..6 {
            name.push_str(pieces[rest % pieces.len()]);
            rest = rest / pieces.len() + seed * 7 % 13;
        }
        match in_name(&name, today()) {
            InName::Nothing => {}
            InName::One(period) => assert!((2000..2100).contains(&period.first().year())),
            InName::Several(periods) => assert!(periods.len() > 1, "{name}"),
        }
    }
}
