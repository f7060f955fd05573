//! The day of a file's figures: from its rows, from the command, from its name, else today with a warning.

use std::fs;

use serde_json::Value;

use super::{Home, json_lines};

/// An empty folder to import files into a new database from.
struct Files {
    home: Home,
}

impl Files {
    fn new() -> Files {
        Files { home: Home::new() }
    }

    /// Imports a file of this name and text; the summary.
    fn import(&self, name: &str, text: &str, more: &[&str]) -> Value {
        let path = self.home.path().join(name);
        fs::write(&path, text).unwrap();
        let mut words = vec!["import", path.to_str().unwrap(), "--json"];
        words.extend(["--platform", "instagram"].iter().chain(more));
        let ran = self.home.run(&self.database(), &words).ends(0);
        json_lines(&ran.out).remove(0)
    }

    fn database(&self) -> std::path::PathBuf {
        self.home.path().join("new.db")
    }

    /// Dates and followers of the account, newest first.
    fn curve(&self, handle: &str) -> Vec<(String, i64)> {
        let ran = self.home.run(&self.database(), &["show", handle, "--json"]);
        let shown = json_lines(&ran.ends(0).out).remove(0);
        let snapshots = shown["accounts"][0]["stats"].as_array().unwrap();
        let each = |one: &Value| {
            let date = one["date"].as_str().unwrap().to_owned();
            (date, one["figures"]["followers"].as_i64().unwrap())
        };
        let mut curve: Vec<_> = snapshots.iter().map(each).collect();
        curve.sort_by(|a, b| b.cmp(a));
        curve
    }
}

fn warnings(summary: &Value) -> String {
    let all = summary["warnings"].as_array().unwrap();
    let each = all.iter().map(|one| one.as_str().unwrap());
    each.collect::<Vec<_>>().join(" | ")
}

#[test]
fn months_in_names_date_figures_whatever_the_order_of_the_files() {
    let (december, september) = (
        "handle,followers\nada.x,2000\n",
        "handle,followers\nada.x,1000\n",
    );
    for names in [
        ["list dec 2022.csv", "list sep 2022.csv"],
        ["Dezember-2022.csv", "sept-22.csv"],
        ["202212.csv", "09-2022.csv"],
        ["31.12.2022.csv", "30.09.2022.csv"],
    ] {
        let files = Files::new();
        let summary = files.import(names[0], december, &[]);
        let figures = &summary["figures"];
        assert_eq!(
            (&figures["date"], &figures["from"]),
            (&"2022-12-31".into(), &"file-name".into())
        );
        assert_eq!(warnings(&summary), "");
        files.import(names[1], september, &[]);
        let wanted = [
            ("2022-12-31".to_owned(), 2000),
            ("2022-09-30".to_owned(), 1000),
        ];
        assert_eq!(files.curve("ada.x"), wanted, "{names:?}");
        // Once more, and nothing is new.
        let again = files.import(names[1], september, &[]);
        assert_eq!(
            (&again["new"], &again["updated"]),
            (&0.into(), &0.into()),
            "{names:?}"
        );
        assert_eq!(files.curve("ada.x").len(), 2);
    }
}

#[test]
fn what_was_read_under_the_first_day_of_its_month_is_known() {
    let files = Files::new();
    let text = "handle,followers,rate per post (EUR)\nada.x,1000,50\n";
    // As versions dated months that did not know better.
    files.import("a.csv", text, &["--as-of", "2022-09-01"]);
    files.import(
        "b.csv",
        "handle,followers,rate per post (EUR)\nada.x,1500,60\n",
        &["--as-of", "2022-10-01"],
    );
    let again = files.import("instagram-2022-09.csv", text, &[]);
    assert_eq!(
        (&again["updated"], &again["unchanged"]),
        (&0.into(), &1.into()),
        "{again:#}"
    );
    assert_eq!(files.curve("ada.x").len(), 2);
    let other = files.import(
        "instagram-2022-09.csv",
        "handle,followers\nada.x,1100\n",
        &[],
    );
    assert_eq!(other["updated"], 1, "other figures are news");
    assert_eq!(files.curve("ada.x").len(), 3);
}

#[test]
fn a_date_column_dates_each_row_and_the_rest_follows_the_file() {
    let files = Files::new();
    let text = "platform,handle,name,as_of,followers\n\
        instagram,ada.x,,2026-06-28,1000\n\
        instagram,bo.x,,28/06/2026,2000\n\
        instagram,cy.x,,Jun 2026,3000\n\
        instagram,di.x,,,4000\n\
        instagram,ed.x,,2030-01-01,5000\n\
        instagram,fi.x,,soon,6000\n\
        instagram,gi.x,,2026-06-28T09:00:00Z,6000\n";
    let summary = files.import("export-cut dec 2022.csv", text, &[]);
    assert_eq!(summary["figures"]["column"], "as_of");
    for (handle, date) in [
        ("ada.x", "2026-06-28"),
        ("bo.x", "2026-06-28"),
        ("cy.x", "2026-06-30"),
        ("di.x", "2022-12-31"),
        ("ed.x", "2022-12-31"),
        ("fi.x", "2022-12-31"),
        ("gi.x", "2026-06-28"),
    ] {
        assert_eq!(files.curve(handle)[0].0, date, "{handle}");
    }
    let told = warnings(&summary);
    assert!(
        told.contains("1 row has a date that lies ahead (for example 2030-01-01 in line 6)"),
        "{told}"
    );
    assert!(
        told.contains("1 row has no date that is clear (for example soon in line 7)"),
        "{told}"
    );
}

#[test]
fn other_headers_date_rows_as_well_and_a_column_can_be_mapped() {
    for header in [
        "Date",
        "collected_at",
        "Scraped",
        "fetched at",
        "Last updated",
        "datum",
    ] {
        let files = Files::new();
        let text = format!("handle,followers,{header}\nada.x,1000,2024-02-03\n");
        let summary = files.import("x.csv", &text, &[]);
        assert_eq!(files.curve("ada.x")[0].0, "2024-02-03", "{header}");
        assert_eq!(warnings(&summary), "", "{header}");
    }
    let files = Files::new();
    let text = "handle,followers,when\nada.x,1000,2024-02-03\n";
    files.import("x.csv", text, &["--map", "when=as-of"]);
    assert_eq!(files.curve("ada.x")[0].0, "2024-02-03");
    // Without figures a date is the date of something else.
    let files = Files::new();
    let summary = files.import("x.csv", "handle,date,note\nada.x,2024-02-03,call\n", &[]);
    assert_eq!(summary["columns"][1]["role"], "extra");
}

#[test]
fn without_a_date_it_is_today_and_said_as_a_warning() {
    let text = "handle,followers\nada.x,1000\n";
    for (name, words) in [
        ("list.csv", "neither the file nor its name has a date"),
        ("jan-mar 2022.csv", "January 2022 or March 2022"),
        ("list 2099-01.csv", "January 2099, lies ahead"),
        (
            "top 10 2022 v2 1080p.csv",
            "neither the file nor its name has a date",
        ),
    ] {
        let files = Files::new();
        let summary = files.import(name, text, &[]);
        let figures = &summary["figures"];
        assert_eq!(
            (&figures["date"], &figures["from"]),
            (&"2026-11-21".into(), &"today".into())
        );
        assert!(warnings(&summary).contains(words), "{summary:#}");
        let summary = files.import(name, text, &["--as-of", "nov 2022"]);
        assert_eq!(summary["figures"]["date"], "2022-11-30");
        assert_eq!(warnings(&summary), "", "somebody named it");
    }
}

#[test]
fn the_day_is_told_to_people_as_well() {
    let files = Files::new();
    let path = files.home.path().join("list dec 2022.csv");
    fs::write(&path, "handle,followers\nada.x,1000\n").unwrap();
    let run = |more: &[&str]| {
        let words = [
            "import",
            path.to_str().unwrap(),
            "--platform",
            "tiktok",
            "--dry-run",
        ];
        let words: Vec<&str> = words.iter().chain(more).copied().collect();
        files.home.run(&files.database(), &words)
    };
    assert!(
        run(&[])
            .ends(0)
            .out
            .starts_with("Figures dated 31 Dec 2022 (from the file name)\n")
    );
    for (typed, said) in [
        ("2022-11", "30 Nov 2022"),
        ("sept-22", "30 Sep 2022"),
        ("nov 2026", "21 Nov 2026"),
    ] {
        let ran = run(&["--as-of", typed]).ends(0);
        assert!(
            ran.out
                .starts_with(&format!("Figures dated {said} (as given)\n")),
            "{ran:?}"
        );
    }
    for (typed, said) in [
        ("2022", "only a year"),
        ("dec 2026", "lies ahead"),
        ("03/04/2022", "3 Apr or 4 Mar"),
    ] {
        let ran = run(&["--as-of", typed]).fails(2);
        assert!(
            ran.err.contains("--as-of") && ran.err.contains(said),
            "{ran:?}"
        );
    }
}
