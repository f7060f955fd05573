//! Files with bytes that are no letters: the good rows come in, the bad ones are named, and no good name is damaged.

use std::fs;

use serde_json::Value;

use super::{Home, json_lines};

fn import(home: &Home, name: &str, bytes: &[u8], more: &[&str]) -> Value {
    let path = home.path().join(name);
    fs::write(&path, bytes).unwrap();
    let mut words = vec![
        "import",
        path.to_str().unwrap(),
        "--json",
        "--platform",
        "instagram",
    ];
    words.extend(more);
    let ran = home.run(&home.path().join("new.db"), &words).ends(0);
    json_lines(&ran.out).remove(0)
}

fn field(home: &Home, handle: &str, field: &str) -> String {
    let ran = home.run(&home.path().join("new.db"), &["show", handle, "--json"]);
    let shown = json_lines(&ran.ends(0).out).remove(0);
    shown["fields"][field]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// A list of German names, one of which has a byte of another encoding in it.
fn one_bad() -> Vec<u8> {
    let mut file = b"Name,Username,Followers\r\n".to_vec();
    for row in 0..200 {
        let name = if row == 57 {
            &b"J\xfcrgen Gro\xdf"[..]
        } else {
            "Jürgen Größe".as_bytes()
        };
        file.extend(name);
        file.extend(format!(" {row},u{row:03},{}\r\n", 1_000 + row).bytes());
    }
    file
}

#[test]
fn one_bad_byte_costs_its_own_row_and_no_other_name() {
    let home = Home::new();
    let rejects = home.path().join("rejects.csv");
    let summary = import(
        &home,
        "x.csv",
        &one_bad(),
        &["--rejects", rejects.to_str().unwrap()],
    );
    assert_eq!(
        (&summary["new"], &summary["rejected"]),
        (&199.into(), &1.into())
    );
    assert_eq!(summary["rejects"][0]["line"], 59);
    let reason = summary["rejects"][0]["reason"].as_str().unwrap();
    assert_eq!(
        reason,
        "column \"Name\" has a byte that is not UTF-8 (0xFC)"
    );
    assert_eq!(summary["encoding"]["name"], "UTF-8");
    assert_eq!(summary["encoding"]["sample"], "Jürgen Größe 0");
    assert_eq!(field(&home, "u000", "name"), "Jürgen Größe 0");
    let written = fs::read(&rejects).unwrap();
    let exact = b"J\xfcrgen Gro\xdf 57,u057,1057";
    assert!(written.windows(exact.len()).any(|window| window == exact));
    // Mended, and the row comes in.
    let mended = import(
        &home,
        "y.csv",
        "Name,Username,Followers\nJürgen Groß 57,u057,1057\n".as_bytes(),
        &[],
    );
    assert_eq!(mended["new"], 1);
}

#[test]
fn a_letter_cut_at_the_end_of_the_file_costs_its_own_row() {
    let home = Home::new();
    let file = b"Name,Username,Followers,City\nAnn,ann.otter,12000,Ulm\nBob,bob.otter,1300,K\xc3";
    let summary = import(&home, "x.csv", file, &[]);
    assert_eq!(
        (&summary["new"], &summary["rejected"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        summary["rejects"][0]["reason"],
        "column \"City\" ends within a character"
    );
    let half = "handle,name\nada,Ada\nbo,B"
        .encode_utf16()
        .flat_map(u16::to_le_bytes);
    let half: Vec<u8> = half.chain([0x3d]).collect();
    let summary = import(&home, "y.csv", &half, &[]);
    assert_eq!(
        summary["rejects"][0]["reason"],
        "column \"name\" has a character that is not UTF-16"
    );
}

#[test]
fn known_texts_are_never_replaced_by_damaged_ones() {
    let home = Home::new();
    let header = "handle,name,niche,tags,note,favourite\n";
    let good = format!("{header}zoe,Zoë Lindqvist,Küche,café,trägt Grün,Malmö\n");
    import(&home, "2026-10-01.csv", good.as_bytes(), &[]);
    let latin = |text: &str| -> String { text.bytes().map(char::from).collect() };
    let scrambled = |text: &str| {
        encoding_rs::WINDOWS_1252
            .decode(text.as_bytes())
            .0
            .into_owned()
    };
    let row = "zoe,Zoë Lindqvist,Küche,café,trägt Grün,Malmö\n";
    for (day, row) in [
        ("2026-10-02", scrambled(row)),
        ("2026-10-03", scrambled(&scrambled(row))),
        ("2026-10-04", latin(row)),
        (
            "2026-10-05",
            row.replace(|letter: char| !letter.is_ascii(), "\u{fffd}"),
        ),
        (
            "2026-10-06",
            row.replace(|letter: char| !letter.is_ascii(), "?"),
        ),
    ] {
        let file = format!("{header}{row}");
        let summary = import(&home, &format!("{day}.csv"), file.as_bytes(), &[]);
        assert_eq!(
            (&summary["updated"], &summary["unchanged"]),
            (&0.into(), &1.into()),
            "{summary:#}"
        );
        let damaged = summary["damaged"].as_array().unwrap();
        let fields: Vec<&str> = damaged
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        assert_eq!(
            fields,
            ["Name", "Niche", "Tags", "Extra fields", "Note"],
            "{row}"
        );
        assert_eq!(damaged[0]["kept"], "Zoë Lindqvist");
        assert_eq!(field(&home, "zoe", "name"), "Zoë Lindqvist");
        assert_eq!(field(&home, "zoe", "niche"), "Küche");
    }
    let spellings = [
        row.replace('ë', "e\u{308}")
            .replace('ü', "u\u{308}")
            .replace('é', "e\u{301}")
            .replace('ä', "a\u{308}")
            .replace('ö', "o\u{308}"),
        row.replace("zoe,", "zoe,\u{feff}")
            .replace("ch", "c\u{200b}h")
            .replace("caf", "ca\u{200b}f")
            .replace("tr", "t\u{202e}r")
            .replace("Mal", "M\u{ad}al"),
    ];
    for row in spellings {
        let summary = import(
            &home,
            "2026-10-06.csv",
            format!("{header}{row}").as_bytes(),
            &[],
        );
        assert_eq!(
            (&summary["updated"], &summary["unchanged"]),
            (&0.into(), &1.into()),
            "{summary:#}"
        );
        let damaged = summary["damaged"].as_array().unwrap();
        assert_eq!(damaged.len(), 5, "{summary:#}");
        for one in damaged {
            assert_eq!(one["name"], "Zoë Lindqvist");
            assert_ne!(one["kept"], one["file"], "the two can be told apart");
        }
    }
    // Somebody new comes in as the file has them, with a warning; the next good file puts it right.
    let file = scrambled(&format!("{header}bjork,Björk,,,,\n"));
    let summary = import(&home, "2026-10-07.csv", file.as_bytes(), &[]);
    assert!(
        summary["warnings"]
            .to_string()
            .contains("probably \\\"Björk\\\""),
        "{summary:#}"
    );
    assert_eq!(field(&home, "bjork", "name"), "BjÃ¶rk");
    import(
        &home,
        "2026-10-08.csv",
        format!("{header}bjork,Björk,,,,\n").as_bytes(),
        &[],
    );
    assert_eq!(field(&home, "bjork", "name"), "Björk");
    // Good spellings take the place of damaged ones, in lists too.
    let lost = format!("{header}yan,?? ??????,?ód?,caf?,z?ote,Krak?w\n");
    import(&home, "2026-10-09.csv", lost.as_bytes(), &[]);
    let good = format!("{header}yan,Ян Иванов,Łódź,café,złote,Kraków\n");
    for (day, updated) in [("2026-10-10", 1), ("2026-10-11", 0)] {
        let summary = import(&home, &format!("{day}.csv"), good.as_bytes(), &[]);
        assert_eq!(summary["updated"], updated, "{summary:#}");
    }
    let shown = home.run(&home.path().join("new.db"), &["show", "yan", "--json"]);
    let shown = json_lines(&shown.ends(0).out).remove(0).to_string();
    for good in ["Ян Иванов", "Łódź", "café", "złote", "Kraków"] {
        assert!(shown.contains(good), "{good}: {shown}");
    }
    assert!(
        !shown.contains("caf?") && !shown.contains("z?ote"),
        "{shown}"
    );
}

/// Files of every encoding, as programs write them, and letters that others wrote instead.
#[test]
fn known_names_stay_whatever_encoding_a_file_is_in() {
    let home = Home::new();
    let names = [
        ("bj", "Bjørn Ås"),
        ("lu", "Łukasz Černý"),
        ("ip", "İpek Şahin"),
        ("ol", "Олена Шевченко"),
        ("li", "李娜"),
        ("ka", "Kāi Renée"),
    ];
    let file = |name: &dyn Fn(&str) -> String| {
        let rows = names.map(|(handle, text)| format!("{handle},{}\n", name(text)));
        format!("handle,name\n{}", rows.concat())
    };
    import(
        &home,
        "2026-10-01.csv",
        file(&str::to_owned).as_bytes(),
        &[],
    );
    let each = |name: &str, letter: &dyn Fn(char) -> String| -> String {
        let one = |c: char| {
            if c.is_ascii() {
                c.to_string()
            } else {
                letter(c)
            }
        };
        name.chars().map(one).collect()
    };
    let forms: [&dyn Fn(&str) -> String; 7] = [
        &|name| each(name, &|c| format!("&#{};", u32::from(c))),
        &|name| each(name, &|c| format!("\\u{:04x}", u32::from(c))),
        &|name| {
            each(name, &|c| {
                let bytes = c.to_string().into_bytes();
                let codes: Vec<String> = bytes.iter().map(|byte| format!("%{byte:02X}")).collect();
                codes.concat()
            })
        },
        &|name| each(name, &|_| "_".to_owned()),
        &|name| each(name, &|_| "□".to_owned()),
        &|name| encoding_rs::GBK.decode(name.as_bytes()).0.into_owned(),
        &|name| encoding_rs::KOI8_R.decode(name.as_bytes()).0.into_owned(),
    ];
    for (day, form) in forms.iter().enumerate() {
        let text = file(form);
        let summary = import(
            &home,
            &format!("2026-10-{:02}.csv", day + 2),
            text.as_bytes(),
            &[],
        );
        assert_eq!(summary["updated"], 0, "{text}{summary:#}");
        let damaged = summary["damaged"].as_array().map_or(0, Vec::len);
        assert_eq!(damaged, names.len(), "{text}{summary:#}");
    }
    for (handle, name) in names {
        assert_eq!(field(&home, handle, "name"), name);
    }
    // A real correction is taken.
    let file = "handle,name\nbj,Bjorn Ås\nlu,Łukasz Čermák\nol,Олена Коваль\nli,李纳\n";
    let summary = import(&home, "2026-10-20.csv", file.as_bytes(), &[]);
    assert_eq!(summary["updated"], 4, "{summary:#}");
    let again = import(
        &home,
        "2026-10-21.csv",
        "handle,name\nbj,Björn Ås\n".as_bytes(),
        &[],
    );
    assert_eq!(again["updated"], 1, "{again:#}");
    assert_eq!(field(&home, "bj", "name"), "Björn Ås");
}

#[test]
fn a_guessed_encoding_is_told_with_a_sample_and_lacks_no_byte_in_silence() {
    let home = Home::new();
    let summary = import(
        &home,
        "x.csv",
        b"handle,name\nzoe,Zo\xeb\nbo,Bj\xf6rk\nju,J\x81rgen\n",
        &[],
    );
    assert_eq!(summary["encoding"]["name"], "Windows-1252");
    assert_eq!(summary["encoding"]["sample"], "Zoë");
    assert_eq!(
        summary["file_remarks"][0],
        "read as Windows-1252, for example \"Zoë\""
    );
    let told = summary["warnings"].to_string();
    assert!(told.contains("0x81 in line 4"), "{told}");
}
