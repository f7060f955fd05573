//! Time zones: names of the IANA database, or a distance from UTC.

use chrono_tz::{TZ_VARIANTS, Tz};

/// Reads `Europe/Stockholm` in any case, the city alone (`stockholm`, `new york`), or `UTC+2`; gives the stored form.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let wanted = squeeze(text);
    let whole = TZ_VARIANTS
        .iter()
        .find(|zone| squeeze(zone.name()) == wanted);
    let city = || {
        TZ_VARIANTS
            .iter()
            .find(|zone| squeeze(city(**zone)) == wanted)
    };
    whole
        .or_else(city)
        .map(|zone| zone.name().to_owned())
        .or_else(|| distance(text))
}

fn city(zone: Tz) -> &'static str {
    let name = zone.name();
    name.rsplit('/').next().unwrap_or(name)
}

fn squeeze(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "_")
}

/// `UTC+2`, `gmt -3:30`, `+05:45`: hours up to 14, minutes in quarters.
fn distance(text: &str) -> Option<String> {
    let plain: String = text
        .to_uppercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let rest = plain
        .strip_prefix("UTC")
        .or_else(|| plain.strip_prefix("GMT"))
        .unwrap_or(&plain);
    let (sign, size) = match rest.strip_prefix('+') {
        Some(size) => ('+', size),
        None => ('-', rest.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = size.split_once(':').unwrap_or((size, "0"));
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 14 || minutes > 45 || minutes % 15 != 0 {
        return None;
    }
    Some(if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn zones_are_read_by_name_by_city_and_by_distance() {
        for (typed, stored) in [
            ("europe/stockholm", "Europe/Stockholm"),
            ("Stockholm", "Europe/Stockholm"),
            ("new york", "America/New_York"),
            ("utc", "UTC"),
            ("UTC+2", "UTC+2"),
            ("gmt -3:30", "UTC-3:30"),
            ("+05:45", "UTC+5:45"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(stored), "{typed}");
        }
    }

    #[test]
    fn what_is_no_zone_is_none() {
        for typed in ["Mars/Base", "UTC+25", "UTC+2:10", "+", "12", ""] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
