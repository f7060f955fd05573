//! Columns without a home, kept with the person as a JSON object of texts.

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
