//! Counts and rates as exports write them, and as they are said.

use super::*;

#[test]
fn counts_are_read_as_exports_write_them() {
    let cases = [
        ("209.6K", 209_600),
        ("1.2M", 1_200_000),
        ("29.0b", 29_000_000_000),
        ("0.89k", 890),
        ("0.01k", 10),
        ("1,234", 1_234),
        ("1 234", 1_234),
        ("1\u{a0}234\u{202f}567", 1_234_567),
        ("1'234", 1_234),
        ("1.234.567", 1_234_567),
        ("1,234,567.49", 1_234_567),
        ("1.234,5", 1_235),
        ("48500000", 48_500_000),
        ("477900000.00", 477_900_000),
        (" 1.5k ", 1_500),
        ("12,5K", 12_500),
        ("12,34", 12),
        ("1.234", 1_234),
        ("1.234K", 1_234),
        ("0.123", 0),
        ("1.00", 1),
        ("4.85E+08", 485_000_000),
        ("3 Mio.", 3_000_000),
        ("12.3万", 123_000),
        ("-0", 0),
        ("0", 0),
        ("+7", 7),
        (".5K", 500),
        ("1e12", 1_000_000_000_000),
    ];
    for (text, count) in cases {
        assert_eq!(parse_count(text), Ok(Some(count)), "{text}");
        assert_eq!(parse_typed_count(text), Ok(Some(count)), "{text}");
    }
}

#[test]
fn cells_that_say_nothing_are_none() {
    for text in [
        "", "  ", "N/A", "n/a", "-", "–", "NaN", "NaN%", "null", "#VALOR!", "#N/A", "#DIV/0!",
    ] {
        assert_eq!(parse_count(text), Ok(None), "{text}");
        assert_eq!(parse_rate(text), Ok(None), "{text}");
    }
}

#[test]
fn nonsense_is_an_error_that_says_why() {
    let cases = [
        ("1.39%", CountError::Percentage),
        ("-5", CountError::Negative),
        ("-5 followers", CountError::NotANumber),
        ("1e99", CountError::TooLarge),
        ("1000000000001", CountError::TooLarge),
        (
            "99999999999999999999999999999999999999",
            CountError::TooLarge,
        ),
        ("9e9999", CountError::TooLarge),
        ("abc", CountError::NotANumber),
        ("1.2.3", CountError::NotANumber),
        ("1,2345,678", CountError::NotANumber),
        ("ada1", CountError::NotANumber),
        ("10K-50K", CountError::NotANumber),
        ("K", CountError::NotANumber),
        ("2024-05-01", CountError::NotANumber),
        ("1e", CountError::NotANumber),
    ];
    for (text, error) in cases {
        assert_eq!(parse_count(text), Err(error), "{text}");
    }
    assert_eq!(CountError::Negative.to_string(), "it is below zero");
}

#[test]
fn a_decimal_column_reads_three_decimals_as_decimals() {
    assert_eq!(parse_count_as("1.234", Mark::Decimal), Ok(Some(1)));
    assert_eq!(parse_count_as("1,234", Mark::Decimal), Ok(Some(1_234)));
    assert_eq!(parse_count_as("1,234", Mark::DecimalComma), Ok(Some(1)));
    assert_eq!(parse_count_as("1.234", Mark::DecimalComma), Ok(Some(1_234)));
    assert_eq!(
        parse_count_as("1.234.567", Mark::Decimal),
        Ok(Some(1_234_567))
    );
}

#[test]
fn the_step_is_the_worth_of_the_last_digit() {
    for (text, step) in [
        ("48.5M", 100_000),
        ("48500000", 1),
        ("9M", 1_000_000),
        ("125", 1),
        ("1.00", 1),
    ] {
        assert_eq!(count_step(text), Some(step), "{text}");
    }
    assert_eq!(count_step("abc"), None);
}

#[test]
fn rates_are_millionths() {
    let cases = [
        ("1.39%", 13_900),
        ("1,39 %", 13_900),
        ("0.0139", 13_900),
        ("1.91", 19_100),
        ("1", 1_000_000),
        ("0", 0),
        ("0.123", 123_000),
        ("12.345", 123_450),
        ("12,345", 123_450),
        ("1,391%", 13_910),
        ("5‰", 5_000),
        ("0.0000005", 1),
    ];
    for (text, rate) in cases {
        assert_eq!(parse_rate(text), Ok(Some(rate)), "{text}");
    }
    assert_eq!(parse_rate("-1%"), Err(CountError::Negative));
    assert_eq!(parse_rate("1001%"), Err(CountError::TooLarge));
    assert_eq!(parse_rate("2K"), Err(CountError::NotANumber));
    assert_eq!(
        parse_rate_as("163", RateUnit::BasisPoints),
        Ok(Some(16_300))
    );
    assert_eq!(parse_rate_as("0.5", RateUnit::Percent), Ok(Some(5_000)));
    assert_eq!(parse_rate_as("0.5%", RateUnit::Fraction), Ok(Some(5_000)));
}

#[test]
fn the_unit_of_a_rate_column_is_guessed_from_header_and_cells() {
    assert_eq!(
        guess_rate_unit(["163", "20"], "engagement_bp"),
        RateUnit::BasisPoints
    );
    assert_eq!(
        guess_rate_unit(["1.39%", "NaN%"], "60d_eng_rate"),
        RateUnit::Percent
    );
    assert_eq!(guess_rate_unit(["0.5", "0.2"], "ER %"), RateUnit::Percent);
    assert_eq!(
        guess_rate_unit(["0.0027", "0.31"], "engagementRate"),
        RateUnit::Fraction
    );
    assert_eq!(
        guess_rate_unit(["0.9", "1.91"], "engagement_rate"),
        RateUnit::Percent
    );
    assert_eq!(
        guess_rate_unit(["0.4", "0.5", "0.7", "0.3", "0.9"], "er"),
        RateUnit::Percent
    );
    assert_eq!(guess_rate_unit(["NaN%", ""], "er"), RateUnit::Fraction);
}

#[test]
fn counts_are_said_shortly() {
    let cases = [
        (0, "0"),
        (999, "999"),
        (1_000, "1.0K"),
        (84_210, "84.2K"),
        (99_949, "99.9K"),
        (99_950, "100K"),
        (140_000, "140K"),
        (999_499, "999K"),
        (999_500, "1.0M"),
        (1_200_000, "1.2M"),
        (29_000_000_000, "29.0B"),
        (999_999_999_999, "1.0T"),
        (-1_250, "-1.3K"),
        (i64::MIN, "-9223372T"),
    ];
    for (count, said) in cases {
        assert_eq!(say_count(count), said, "{count}");
    }
}

#[test]
fn counts_are_said_in_full_with_commas() {
    for (count, said) in [
        (7, "7"),
        (1_234, "1,234"),
        (1_234_567, "1,234,567"),
        (-100_000, "-100,000"),
    ] {
        assert_eq!(say_grouped(count), said);
    }
}

#[test]
fn rates_are_said_in_percent() {
    for (rate, said) in [
        (0, "0.0%"),
        (300, "<0.1%"),
        (48_000, "4.8%"),
        (999_600, "100%"),
        (1_200_000, "120%"),
    ] {
        assert_eq!(say_rate(rate), said);
    }
}
