//! Files without figures: an older one does not write over a newer one, and one that comes in once more changes nothing.

use std::fs;

use serde_json::Value;

use super::{Home, json_lines};

fn import(home: &Home, name: &str, text: &str, more: &[&str]) -> Value {
    let path = home.path().join(name);
    fs::write(&path, text).unwrap();
    let mut words = vec!["import", path.to_str().unwrap(), "--json"];
    words.extend(more);
    let ran = home.run(&home.path().join("new.db"), &words).ends(0);
    json_lines(&ran.out).remove(0)
}

fn field(home: &Home, field: &str) -> String {
    let ran = home.run(&home.path().join("new.db"), &["show", "ada", "--json"]);
    let shown = json_lines(&ran.ends(0).out).remove(0);
    shown["fields"][field]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

const MARCH: (&str, &str) = (
    "p1-2022-03.csv",
    "platform,handle,name,niche,country\ninstagram,ada,Ada,old niche,DE\n",
);
const SEPTEMBER: (&str, &str) = (
    "p2-2022-09.csv",
    "platform,handle,name,niche,country\ninstagram,ada,Ada B,new niche,FR\n",
);
const DECEMBER: (&str, &str) = (
    "p3-2022-12.csv",
    "platform,handle,followers\ninstagram,ada,300\n",
);

#[test]
fn in_whatever_order_files_come_the_newest_one_that_says_a_field_counts() {
    let files = [MARCH, SEPTEMBER, DECEMBER];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let home = Home::new();
        for one in order {
            let (name, text) = files[one];
            let tried = import(&home, name, text, &["--dry-run"]);
            let came = import(&home, name, text, &[]);
            for count in ["new", "updated", "unchanged", "conflicts"] {
                assert_eq!(tried[count], came[count], "{count} of {name}, {order:?}");
            }
        }
        let fields = ["name", "niche", "country"].map(|one| field(&home, one));
        assert_eq!(fields, ["Ada B", "new niche", "FR"], "{order:?}");
        // Any of them once more changes nothing.
        for (name, text) in files {
            let again = import(&home, name, text, &[]);
            let counts = (&again["new"], &again["updated"]);
            assert_eq!(counts, (&0.into(), &0.into()), "{name}, {order:?}");
        }
        let fields = ["name", "niche", "country"].map(|one| field(&home, one));
        assert_eq!(fields, ["Ada B", "new niche", "FR"], "{order:?}");
    }
}

#[test]
fn two_files_of_one_day_do_not_overwrite_each_other_when_they_are_repeated() {
    let home = Home::new();
    let one = "platform,handle,niche\ninstagram,ada,tea\n";
    let other = "platform,handle,niche\ninstagram,ada,coffee\n";
    assert_eq!(import(&home, "one.csv", one, &[])["new"], 1);
    assert_eq!(import(&home, "other.csv", other, &[])["updated"], 1);
    for (name, text) in [("one.csv", one), ("other.csv", other), ("one.csv", one)] {
        let tried = import(&home, name, text, &["--dry-run"]);
        let came = import(&home, name, text, &[]);
        assert_eq!(
            (&tried["updated"], &came["updated"]),
            (&0.into(), &0.into())
        );
        assert_eq!(field(&home, "niche"), "coffee", "{name}");
    }
    // A file that says something else is another one.
    let third = "platform,handle,niche\ninstagram,ada,tea\ninstagram,ben,tea\n";
    assert_eq!(import(&home, "one.csv", third, &[])["updated"], 1);
    assert_eq!(field(&home, "niche"), "tea");
}
