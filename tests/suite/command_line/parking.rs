//! What a file says of parking is told: before anything is changed, afterwards, and to scripts.

use super::{everything, file, json_lines};
use crate::support::World;
use crate::terminal::pty::Home;

const CRM: &str = "platform,handle,Phone Number,Do Not Contact\n\
    twitch,tombakker,+49 151 0000001,yes\ntwitch,somebody.new,,TRUE\ntwitch,somebody.else,,perhaps\ntwitch,fine,,no\n";

#[test]
fn who_asked_not_to_be_contacted_is_counted_before_and_after() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(&home, "crm.csv", CRM);
    let before = everything(&home, &world.path());
    let said = "parked 2 people: asked not to be contacted (1 already known)";
    let tried = home
        .run(&world.path(), &["import", &csv, "--dry-run"])
        .ends(0);
    assert!(tried.out.contains(said), "{tried:?}");
    assert!(everything(&home, &world.path()) == before);
    let ran = home.run(&world.path(), &["import", &csv]).ends(0);
    for words in [
        said,
        "\"Do Not Contact\" \"perhaps\" is neither yes nor no",
        "Phone Number → phone",
        "Do Not Contact → do-not-contact",
    ] {
        assert!(ran.out.contains(words), "{words}: {ran:?}");
    }
    home.run(&world.path(), &["undo"]).ends(0);
    let ran = home.run(&world.path(), &["import", &csv, "--json"]).ends(0);
    let summary = &json_lines(&ran.out)[0];
    assert_eq!(summary["asked_not_to_be_contacted"], 2, "{summary:#}");
    assert_eq!(summary["asked_not_to_be_contacted_known"], 1);
    assert_eq!(summary["parked"], 2);
    let shown = home
        .run(&world.path(), &["show", "tombakker", "--json"])
        .ends(0);
    for words in ["asked not to be contacted", "+49 151 0000001"] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let listed = home
        .run(&world.path(), &["list", "parked:contacted", "--json"])
        .ends(0);
    assert_eq!(json_lines(&listed.out).len(), 2);
}

#[test]
fn somebody_who_appears_twice_in_the_file_is_not_already_known() {
    let home = Home::new();
    let csv = file(
        &home,
        "crm.csv",
        "platform,handle,do not contact,status\n\
         tiktok,ada.x,,no reply\ntiktok,ada.x,yes,\ntiktok,bo.x,,\ntiktok,bo.x,yes,\ntiktok,cy.x,yes,\n",
    );
    let said = "parked 3 people: asked not to be contacted\n";
    let database = home.path().join("new.db");
    let ran = home.run(&database, &["import", &csv]).ends(0);
    assert!(ran.out.contains(said), "{ran:?}");
}

#[test]
fn who_asked_not_to_be_contacted_stays_so_and_what_the_file_says_is_listed() {
    let home = Home::new();
    let database = home.path().join("new.db");
    let csv = |name: &str, text: &str| file(&home, name, text);
    let asked = csv(
        "asked.csv",
        "platform,handle,do not contact\ntiktok,ada.x,yes\n",
    );
    home.run(&database, &["import", &asked]).ends(0);
    for (name, text, line) in [
        (
            "no.csv",
            "platform,handle,do not contact\ntiktok,ada.x,no\n",
            Some("no"),
        ),
        (
            "parked.csv",
            "platform,handle,parked\ntiktok,ada.x,declined\n",
            Some("other reason"),
        ),
        (
            "fee.csv",
            "platform,handle,status\ntiktok,ada.x,parked: declined: fee\n",
            Some("declined: fee"),
        ),
        (
            "again.csv",
            "platform,handle,parked,look again\ntiktok,ada.x,no reply,2027-01-03\n",
            Some("no reply, look again on Sun 3 Jan 2027"),
        ),
        (
            "same.csv",
            "platform,handle,do not contact\ntiktok,ada.x,yes\n",
            None,
        ),
        (
            "blank.csv",
            "platform,handle,do not contact\ntiktok,ada.x,\n",
            None,
        ),
    ] {
        let csv = csv(name, text);
        for arguments in [&["import", &csv, "--dry-run"][..], &["import", &csv]] {
            let ran = home.run(&database, arguments).ends(0);
            assert!(!ran.out.contains("parked as"), "{name}: {ran:?}");
            let kept = "line 2: parked of ada.x: kept \"asked not to be contacted\", the file says";
            match line {
                Some(words) => {
                    let line = format!("{kept} \"{words}\"");
                    assert_eq!(ran.out.matches(&line).count(), 1, "{name}: {ran:?}");
                }
                None => assert!(!ran.out.contains("the file says"), "{name}: {ran:?}"),
            }
        }
        let listed = home
            .run(&database, &["list", "parked:contacted", "--json"])
            .ends(0);
        assert_eq!(json_lines(&listed.out).len(), 1, "{name}");
    }
}

/// The option that a line of advice shows, as a shell reads it.
fn advised(out: &str) -> Option<String> {
    let from = out.find("use --map=")? + "use ".len();
    let line = out[from..].lines().next()?;
    Some(line.to_owned())
}

#[test]
fn advice_about_a_column_works_as_it_is_printed_whatever_its_header_is() {
    let home = Home::new();
    for (number, header) in [
        "Marketing opt-out",
        "-Email Opt Out",
        "--no-mail",
        "=Opt out of mail",
        "\"Opt out, mail\"",
        "\"Email \"\"opt-out\"\"\"",
        "Don't email",
        "Email opt out $HOME `id` \\ !",
        "Email_Opt_Out__c",
        "email=opt-out=yes",
        "Désinscrit",
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("platform,handle,{header}\ntiktok,ada.x,yes\ntiktok,bo.x,no\n");
        let csv = file(&home, &format!("{number}.csv"), &text);
        let database = home.path().join(format!("{number}.db"));
        let ran = home.run(&database, &["import", &csv]).ends(0);
        let option = advised(&ran.out).unwrap_or_else(|| advised(&ran.err).unwrap_or_default());
        assert!(!option.is_empty(), "{header}: {ran:?}");
        let words = std::process::Command::new("sh")
            .args(["-c", &format!("printf '%s\\n' {option}")])
            .output()
            .unwrap();
        let option = String::from_utf8(words.stdout).unwrap();
        let option = option.trim_end_matches('\n');
        assert_eq!(option.lines().count(), 1, "{header}: {option}");
        home.run(&database, &["import", &csv, option]).ends(0);
        let listed = home
            .run(&database, &["list", "parked:contacted", "--json"])
            .ends(0);
        assert_eq!(json_lines(&listed.out).len(), 1, "{header}: {option}");
    }
}
