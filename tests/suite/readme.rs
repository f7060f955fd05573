//! README's picture is the real screen: the demo's Today; its tables are the program's own.

use crate::support::desk::Desk;
use crate::support::golden::is_in_readme;
use crate::support::world::World;

#[test]
fn the_picture_is_the_real_screen() {
    let world = World::demo("ada");
    let ada = Desk::open_at(&world, "ada", 120, 28);
    let lines: Vec<String> = ada
        .text()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    let shown = format!("{}\n", lines.join("\n").trim_end());
    is_in_readme(
        "<!-- picture -->\n```text\n",
        &shown,
        "```\n<!-- /picture -->",
    );
}

#[test]
fn the_views_for_other_tools_are_all_told() {
    let table = format!("{}\n", entourage::store::views_markdown().unwrap());
    is_in_readme("<!-- views -->\n", &table, "<!-- /views -->");
}

#[test]
fn the_fields_of_a_query_are_all_told() {
    let table = format!("{}\n", entourage::domain::query::markdown());
    is_in_readme("<!-- query fields -->\n", &table, "<!-- /query fields -->");
}
