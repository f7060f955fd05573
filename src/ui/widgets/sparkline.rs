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

/// Points with their places in time as a curve of exactly so many bars, straight from one point to the next.
///
/// The places must rise; without two different ones there is no curve.
#[must_use]
pub fn curve(points: &[(i64, i64)], columns: usize) -> String {
    let (Some((from, _)), Some((to, last))) = (points.first(), points.last()) else {
        return String::new();
    };
    let steps = i128::try_from(columns.saturating_sub(1)).unwrap_or(0);
    if to <= from || steps == 0 {
        return String::new();
    }
    let at = |step: i128| -> i64 {
        let place = i128::from(*from) * steps + i128::from(to - from) * step;
        let around = points
            .windows(2)
            .find(|pair| place <= i128::from(pair[1].0) * steps);
        let Some([(left, low), (right, high)]) = around else {
            return *last;
        };
        let along = place - i128::from(*left) * steps;
        let whole = i128::from(right - left).max(1) * steps;
        let rise = (i128::from(*high) - i128::from(*low)) * along / whole;
        i64::try_from(i128::from(*low) + rise).unwrap_or(*high)
    };
    sparkline(&(0..=steps).map(at).collect::<Vec<i64>>(), columns)
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

    #[test]
    fn a_curve_fills_its_room_and_keeps_to_the_dates() {
        assert_eq!(curve(&[(0, 0), (7, 7)], 8), "▁▂▃▄▅▆▇█");
        assert_eq!(curve(&[(0, 0), (6, 0), (7, 7)], 8), "▁▁▁▁▁▁▁█");
        assert_eq!(curve(&[(0, 5), (7, 5)], 4), "▄▄▄▄");
        assert_eq!(curve(&[(0, 9), (90, 2)], 40).chars().count(), 40);
        assert_eq!(curve(&[(3, 1)], 8), "");
    }
}
