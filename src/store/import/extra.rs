//! Columns without a home, kept with the person as a JSON object of texts.

use super::carried::is_same;

/// Whether an extra column stands there already as a file says it.
pub fn stands(now: Option<&str>, (name, value): &(String, String)) -> bool {
    let Some(now) = now else {
        return false;
    };
    // Most files bring no control characters, and most people have none.
    if now.contains("\\u00") {
        let map: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(now).unwrap_or_default();
        let there = map
            .iter()
            .find(|(one, _)| is_same(one, name))
            .and_then(|(_, there)| there.as_str());
        return there.is_some_and(|there| is_same(there, value));
    }
    false
}

/// Whether two people said different things under one name and were merged, as far as the names tell: both are kept, the
/// second as `Agency 2`.
pub fn is_numbered(now: Option<&str>) -> bool {
    let Some(now) = now.filter(|now| now.contains(" 2\"")) else {
        return false;
    };
    let map = map_of(Some(now));
    map.keys()
        .any(|name| map.contains_key(&format!("{name} 2")))
}

/// The values that are kept under a name and its numbers, where there are several.
pub fn values_of(now: Option<&str>, name: &str) -> Vec<String> {
    let map = map_of(now);
    let text = |name: &str| Some(map.get(name)?.as_str()?.to_owned());
    let mut values: Vec<String> = text(name).into_iter().collect();
    values.extend((2..).map_while(|number| text(&format!("{name} {number}"))));
    values
}

fn map_of(now: Option<&str>) -> serde_json::Map<String, serde_json::Value> {
    now.and_then(|now| serde_json::from_str(now).ok())
        .unwrap_or_default()
}

/// Extra columns as a JSON object of texts, those that are there over those of the row.
pub fn filled_extra<'a>(
    now: Option<&str>,
    extra: impl Iterator<Item = &'a (String, String)>,
) -> Option<String> {
    let map: serde_json::Map<String, serde_json::Value> = now
        .and_then(|now| serde_json::from_str(now).ok())
        .unwrap_or_default();
    merged_extra(now, extra.filter(|(name, _)| !map.contains_key(name)))
}

/// Extra columns as a JSON object of texts, those of the row over those that are there.
pub fn merged_extra<'a>(
    now: Option<&str>,
    extra: impl Iterator<Item = &'a (String, String)>,
) -> Option<String> {
    let mut map: serde_json::Map<String, serde_json::Value> = now
        .and_then(|now| serde_json::from_str(now).ok())
        .unwrap_or_default();
    for (name, value) in extra {
        map.insert(name.clone(), serde_json::Value::String(value.clone()));
    }
    (!map.is_empty()).then(|| serde_json::Value::Object(map).to_string())
}
