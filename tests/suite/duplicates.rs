//! People who may be one: found, looked at side by side, made one or said to be two; at the desk and without it.

use crate::support::World;
use crate::terminal::pty::Home;

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(parse).collect()
}

#[test]
fn a_command_lists_duplicates_and_another_makes_them_one() {
    let (home, world) = (Home::new(), World::of_second_shape());
    let database = world.path();
    let run = |words: &[&str]| home.run(&database, words);
    let found = json_lines(&run(&["duplicates", "--json"]).ends(0).out);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["sureness"], "surely");
    assert_eq!(found[0]["people"][1]["name"], "Zoe Angstrom");
    let told = run(&["duplicates"]).ends(0);
    assert!(
        told.out.contains("same mail zoe@angstrom.example"),
        "{told:?}"
    );
    assert!(told.err.contains("1 among 3 people"), "{told:?}");
    let merged = run(&["merge", "ig zoe.angstrom", "tt zoe.angstrom"])
        .ends(0)
        .out;
    assert!(
        merged.contains("merged Zoe Angstrom into Zoë Ångström · entourage undo"),
        "{merged}"
    );
    assert!(
        merged.contains("Niche: skincare, not skincare and sun"),
        "{merged}"
    );
    assert!(merged.contains("Tags: all of it"), "{merged}");
    run(&["check"]).ends(0);
    let again = run(&["merge", "ig zoe.angstrom", "tt zoe.angstrom"]).fails(1);
    assert!(
        again
            .err
            .contains("are one person already; nothing was changed"),
        "{again:?}"
    );
    let history = run(&["history", "tt zoe.angstrom"]).ends(0).out;
    assert!(history.contains("call about rates"), "{history}");
    let told = run(&["duplicates"]).ends(0);
    assert!(
        told.out.is_empty() && told.err.contains("no duplicates among 2 people"),
        "{told:?}"
    );
    run(&["undo"]).ends(0);
    run(&["check"]).ends(0);
    let apart = run(&["merge", "--not-same", "ig zoe.angstrom", "tt zoe.angstrom"])
        .ends(0)
        .out;
    assert!(
        apart.contains("are not the same; not offered again"),
        "{apart}"
    );
    assert!(run(&["duplicates"]).ends(0).out.is_empty());
    run(&["merge", "ig zoe.angstrom"]).ends(2);
}
