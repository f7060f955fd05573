//! README's picture is the real screen: the demo's Today.

use std::path::PathBuf;

use crate::support::desk::Desk;
use crate::support::world::World;

const BEGIN: &str = "<!-- picture -->\n```text\n";
const END: &str = "```\n<!-- /picture -->";

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
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let from = readme.find(BEGIN).expect("README has a picture") + BEGIN.len();
    let to = from + readme[from..].find(END).expect("the picture ends");
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        let written = format!("{}{shown}{}", &readme[..from], &readme[to..]);
        std::fs::write(&path, written).unwrap();
        return;
    }
    assert_eq!(
        &readme[from..to],
        shown,
        "UPDATE_SCREENS=1 cargo test writes it anew"
    );
}
