//! `entourage settings`: the team's settings, shown and set.

use serde_json::json;

use super::opened::Opened;
use super::out::{Failed, Out};
use super::people::apply;
use crate::domain::change::{Change, SettingChange};
use crate::domain::dates::iso;
use crate::domain::question::{Answer, Question, SettingState};
use crate::domain::settings::{self, TABLE};
use crate::domain::text::{Clean, nearest};

/// Shows all settings or one, or sets one.
pub fn run(
    mut opened: Opened,
    key: Option<&str>,
    value: Option<&str>,
    as_json: bool,
    out: &mut Out,
) -> Result<u8, Failed> {
    let stamp = opened.stamp();
    let states = match opened.store.answer(&Question::Settings, &stamp)? {
        Answer::Settings(states) => states,
        _ => Vec::new(),
    };
    let wanted = key.map(|key| named(key, &states)).transpose()?;
    match (wanted, value) {
        (Some(state), Some(value)) => set(opened, state, value, out),
        (wanted, _) => {
            let shown = wanted.map_or_else(|| states.iter().collect(), |state| vec![state]);
            let widths = (20, 20);
            for state in shown {
                out.line(if as_json {
                    in_json(state).to_string()
                } else {
                    line(state, widths)
                });
            }
            Ok(0)
        }
    }
}

fn named<'a>(key: &str, states: &'a [SettingState]) -> Result<&'a SettingState, Failed> {
    let found = states
        .iter()
        .find(|state| state.setting.definition().key == key.trim());
    found.ok_or_else(|| {
        let keys = TABLE.iter().map(|line| line.key);
        let way_out = nearest(key, keys).map_or_else(
            || "`entourage settings` lists them".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Failed::usage(format!("\"{}\" is no setting; {way_out}", Clean::line(key)))
    })
}

fn value_of(state: &SettingState) -> &str {
    let default = state.setting.definition().default;
    state.stored.as_deref().unwrap_or(default)
}

fn line(state: &SettingState, (keys, values): (usize, usize)) -> String {
    let definition = state.setting.definition();
    let value = settings::say(state.setting, value_of(state));
    let from = match (&state.stored, &state.changed) {
        (Some(_), Some((by, day))) => format!("{by}, {}", iso(*day)),
        (Some(_), None) => "the team".to_owned(),
        (None, _) => "default".to_owned(),
    };
    let key = definition.key;
    format!(
        "{key:keys$}  {value:values$}  {from} · {}",
        definition.range()
    )
}

fn in_json(state: &SettingState) -> serde_json::Value {
    let definition = state.setting.definition();
    json!({
        "key": definition.key,
        "title": definition.title,
        "value": value_of(state),
        "default": definition.default,
        "range": definition.range(),
        "set": state.stored.is_some(),
        "changed_by": state.changed.as_ref().map(|(by, _)| by.as_str()),
        "changed_on": state.changed.as_ref().map(|(_, day)| iso(*day)),
        "does": definition.does,
    })
}

fn set(mut opened: Opened, state: &SettingState, value: &str, out: &mut Out) -> Result<u8, Failed> {
    let mine = (value.trim() != "default").then(|| value.to_owned());
    if let Some(typed) = &mine {
        let standing = opened.settings()?;
        settings::read(state.setting, typed, &standing)
            .map_err(|error| Failed::usage(error.to_string()))?;
    }
    let change = Change::Setting(SettingChange {
        setting: state.setting,
        original: state.stored.clone(),
        mine,
    });
    apply(&mut opened, change, out)
}
