//! `entourage keys`: every key with its name, for `[keys]` in the config file.

use serde_json::json;

use super::out::Out;
use crate::runtime::config::Config;
use crate::ui::keymap::{BINDINGS, say_keys};

/// Lists the keys in force; those of one's own are marked.
pub fn run(config: &Config, as_json: bool, out: &mut Out) -> u8 {
    let keymap = config.keymap();
    for binding in BINDINGS {
        let keys = keymap.keys(binding);
        let own = keymap.is_own(binding);
        out.line(if as_json {
            let line = json!({
                "name": binding.name(),
                "keys": keys.split(" | ").filter(|key| !key.is_empty()).collect::<Vec<_>>(),
                "default": binding.keys.split(" | ").filter(|key| !key.is_empty()).collect::<Vec<_>>(),
                "own": own,
                "where": binding.scope.title(),
                "does": binding.label,
            });
            line.to_string()
        } else {
            let mark = if own { "*" } else { " " };
            let shown = if keys.is_empty() {
                "–".to_owned()
            } else {
                say_keys(keys)
            };
            format!("{mark} {:<26}{shown:<20}{}", binding.name(), binding.label)
        });
    }
    0
}
