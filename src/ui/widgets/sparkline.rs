//! A curve in one line of text.

/// Eight heights.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Values as a line of bars, at most `columns` of them; the lowest value is the lowest bar.
#[must_use]
pub fn sparkline(values: &[i64], columns: usize) -> String {
    let picked: Vec<i64> = if values.len() <= columns {
        values.to_vec()
    } else {
        (0..columns)
            .map(|n| values[n * (values.len() - 1) / columns.saturating_sub(1).max(1)])
            .collect()
    };
    let (Some(low), Some(high)) = (picked.iter().min(), picked.iter().max()) else {
        return String::new();
    };
    let span = i128::from(high - low).max(1);
    picked
        .iter()
        .map(|value| {
            let place = if high == low {
                3
            } else {
                i128::from(value - low) * 7 / span
            };
            BARS[usize::try_from(place).unwrap_or(0).min(7)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rising_curve_rises() {
        assert_eq!(sparkline(&[0, 1, 2, 3, 4, 5, 6, 7], 8), "▁▂▃▄▅▆▇█");
        assert_eq!(sparkline(&[5, 5], 8), "▄▄");
        assert_eq!(sparkline(&[], 8), "");
        assert_eq!(
            sparkline(&(0..100).collect::<Vec<_>>(), 10).chars().count(),
            10
        );
    }
}
