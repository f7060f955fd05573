//! Money: whole minor units of a currency, never a floating number; how people write it, and how we say it.
//!
//! `1.5k EUR`, `€600`, `600,50 eur`, `US$ 1,200` and `1 200 CHF` are read. A sign that several currencies share
//! (`¥`, `kr`) is not guessed; a lone `$` is the US dollar unless letters beside it say otherwise (`$500 CAD`).

use std::fmt;

use super::counts::{self, CountError, Mark, say_grouped};

/// The currencies of ISO 4217 in use, by their letters.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD \
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYI UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";
/// Currencies without a smaller unit.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
/// Currencies with a thousandth.
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";
/// Signs that stand for one currency.
const SIGNS: [(&str, &str); 26] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("$", "USD"),
    ("us$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("r$", "BRL"),
    ("cn¥", "CNY"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("₩", "KRW"),
    ("₦", "NGN"),
    ("₫", "VND"),
    ("₴", "UAH"),
    ("₪", "ILS"),
    ("₽", "RUB"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("zł", "PLN"),
];
/// Signs that several currencies share.
const SHARED: [(&str, &str); 3] = [
    ("¥", "JPY or CNY"),
    ("kr", "SEK, NOK or DKK"),
    ("rs", "INR or PKR"),
];
/// The largest amount we believe, in minor units.
const LARGEST: i128 = 1_000_000_000_000_000;

/// A currency by its ISO 4217 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static str);

impl Currency {
    /// The currency with these three letters, in any case.
    #[must_use]
    pub fn by_code(text: &str) -> Option<Currency> {
        let wanted = text.trim();
        (wanted.len() == 3)
            .then(|| {
                CODES
                    .split(' ')
                    .find(|code| code.eq_ignore_ascii_case(wanted))
            })
            .flatten()
            .map(Currency)
    }

    /// The currency with these letters or this sign (`€`, `US$`), where it is the only one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Currency> {
        let wanted = text.trim().to_lowercase();
        let sign = SIGNS.iter().find(|(sign, _)| *sign == wanted);
        sign.map(|(_, code)| Currency(code))
            .or_else(|| Self::by_code(&wanted))
    }

    /// Its three letters.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }

    /// How many decimals it has: two for EUR, none for JPY, three for KWD.
    #[must_use]
    pub fn decimals(self) -> u32 {
        if WHOLE.contains(self.0) {
            0
        } else if THOUSANDTHS.contains(self.0) {
            3
        } else if self.0 == "CLF" {
            4
        } else {
            2
        }
    }

    /// All currencies, in the order of their letters.
    pub fn all() -> impl Iterator<Item = Currency> {
        CODES.split(' ').map(Currency)
    }
}

/// An amount of money, never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units: 600.50 EUR is 60,050.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why a text is no amount of money. Displays as one sentence without a full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// No number in it, or more than a number and a currency.
    NotMoney,
    /// A number without a currency.
    NoCurrency,
    /// A sign that several currencies share; these.
    Shared(&'static str),
    /// Two currencies.
    TwoCurrencies,
    /// Letters that are no currency.
    UnknownCurrency,
    /// Below zero.
    Negative,
    /// More decimals than the currency has.
    TooFine(Currency),
    /// Larger than anybody is paid.
    TooLarge,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MoneyError::NotMoney => {
                f.write_str("that is no amount; type 600 EUR, €600 or 1.5k USD")
            }
            MoneyError::NoCurrency => f.write_str("in which currency? type 600 EUR or €600"),
            MoneyError::Shared(codes) => write!(f, "that sign is {codes}; type the three letters"),
            MoneyError::TwoCurrencies => f.write_str("that names two currencies; type 600 EUR"),
            MoneyError::UnknownCurrency => {
                f.write_str("that currency is not known; type its three letters: 600 EUR")
            }
            MoneyError::Negative => f.write_str("an amount cannot be below zero"),
            MoneyError::TooFine(currency) => match currency.decimals() {
                0 => write!(f, "{} has no decimals", currency.code()),
                decimals => write!(f, "{} has {decimals} decimals", currency.code()),
            },
            MoneyError::TooLarge => f.write_str("that is too large to be true"),
        }
    }
}

impl std::error::Error for MoneyError {}

impl Money {
    /// Reads an amount with its currency; `known` is the currency where the text names none.
    ///
    /// A dot or comma before exactly three digits parts thousands (`1.200 EUR` is 1,200 euros), in a currency of
    /// three decimals only the comma does.
    ///
    /// # Errors
    /// See [`MoneyError`].
    pub fn read(text: &str, known: Option<Currency>) -> Result<Money, MoneyError> {
        let text = text.trim();
        let first = text
            .find(|c: char| c.is_ascii_digit())
            .ok_or(MoneyError::NotMoney)?;
        let last = text
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(first, |last| last + 1);
        let (before, number, after) = (
            text[..first].trim(),
            &text[first..last],
            text[last..].trim(),
        );
        let (before, is_negative) = match before
            .strip_suffix(['-', '−'])
            .or_else(|| before.strip_prefix(['-', '−']))
        {
            Some(rest) => (rest.trim(), true),
            None => (before, false),
        };
        let (unit, after) = split_unit(after);
        let currency = one_currency(before, after)?
            .or(known)
            .ok_or(MoneyError::NoCurrency)?;
        let mark = if currency.decimals() == 3 {
            Mark::Decimal
        } else {
            Mark::Thousands
        };
        let minor = counts::parse_exact(
            &format!("{number}{unit}"),
            mark,
            currency.decimals(),
            LARGEST,
        );
        let minor = minor.map_err(|error| match error {
            CountError::TooFine => MoneyError::TooFine(currency),
            CountError::TooLarge => MoneyError::TooLarge,
            CountError::NotANumber | CountError::Negative | CountError::Percentage => {
                MoneyError::NotMoney
            }
        })?;
        if is_negative && minor != 0 {
            return Err(MoneyError::Negative);
        }
        Ok(Money { minor, currency })
    }

    /// The amount as people read it: `1,500 EUR`, `600.50 EUR`.
    #[must_use]
    pub fn say(self) -> String {
        let (whole, part) = self.parts();
        format!("{}{part} {}", say_grouped(whole), self.currency.code())
    }

    /// The amount for files, which [`Money::read`] reads back exactly: `1500 EUR`, `600.50 EUR`.
    #[must_use]
    pub fn plain(self) -> String {
        format!("{} {}", self.number(), self.currency.code())
    }

    /// The number alone, for columns of figures: `1500`, `600.50`.
    #[must_use]
    pub fn number(self) -> String {
        let (whole, part) = self.parts();
        format!("{whole}{part}")
    }

    /// The whole units, and the decimals with their point where there are any.
    fn parts(self) -> (i64, String) {
        let decimals = self.currency.decimals();
        let unit = 10_i64.pow(decimals);
        let part = self.minor % unit;
        let part = if part == 0 {
            String::new()
        } else {
            format!(".{part:0width$}", width = decimals as usize)
        };
        (self.minor / unit, part)
    }
}

/// A unit of thousands at the beginning of what follows the number, and the rest: `k EUR`. Letters that are a currency
/// as a whole (`MAD`, `KRW`) have no unit in them.
fn split_unit(after: &str) -> (&str, &str) {
    if Currency::parse(after).is_some() {
        return ("", after);
    }
    for unit in ["tsd", "mio", "mln", "k", "m"] {
        let begins = after
            .get(..unit.len())
            .filter(|head| head.eq_ignore_ascii_case(unit));
        if let Some(head) = begins {
            let rest = after[unit.len()..].trim_start_matches('.').trim();
            if rest.is_empty() || Currency::parse(rest).is_some() || is_shared(rest).is_some() {
                return (head, rest);
            }
        }
    }
    ("", after)
}

/// The one currency that stands before or after a number, if any.
fn one_currency(before: &str, after: &str) -> Result<Option<Currency>, MoneyError> {
    let one = |text: &str| match (text, is_shared(text), Currency::parse(text)) {
        ("", ..) => Ok(None),
        (_, Some(codes), _) => Err(MoneyError::Shared(codes)),
        (_, _, Some(currency)) => Ok(Some(currency)),
        _ if text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_ascii_punctuation()) =>
        {
            Err(MoneyError::UnknownCurrency)
        }
        _ => Err(MoneyError::NotMoney),
    };
    match (one(before), one(after)) {
        // A shared sign, or the dollar's, is told apart by the letters.
        (Ok(Some(code)), Err(MoneyError::Shared(_)))
        | (Err(MoneyError::Shared(_)), Ok(Some(code))) => Ok(Some(code)),
        (Ok(Some(_)), Ok(Some(code))) if before == "$" => Ok(Some(code)),
        (Ok(Some(code)), Ok(Some(_))) if after == "$" => Ok(Some(code)),
        (Ok(Some(one)), Ok(Some(other))) if one != other => Err(MoneyError::TwoCurrencies),
        (before, after) => Ok(before?.or(after?)),
    }
}

fn is_shared(text: &str) -> Option<&'static str> {
    let wanted = text.trim_end_matches('.').to_lowercase();
    SHARED
        .iter()
        .find(|(sign, _)| *sign == wanted)
        .map(|(_, codes)| *codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        Money::read(text, None).map_or_else(|error| error.to_string(), Money::say)
    }

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, wanted) in [
            ("600 EUR", "600 EUR"),
            ("€600", "600 EUR"),
            ("600€", "600 EUR"),
            ("600,50 eur", "600.50 EUR"),
            ("600.5 EUR", "600.50 EUR"),
            ("1.5k EUR", "1,500 EUR"),
            ("1,5k€", "1,500 EUR"),
            ("EUR 1.200", "1,200 EUR"),
            ("1.234,56 EUR", "1,234.56 EUR"),
            ("1'234.50 chf", "1,234.50 CHF"),
            ("1 200 CHF", "1,200 CHF"),
            ("$1,200", "1,200 USD"),
            ("US$ 1200", "1,200 USD"),
            ("$500 CAD", "500 CAD"),
            ("2m KRW", "2,000,000 KRW"),
            ("500 MAD", "500 MAD"),
            ("12 KWD", "12 KWD"),
            ("1.250 KWD", "1.250 KWD"),
            ("1,250 KWD", "1,250 KWD"),
            ("1200 jpy", "1,200 JPY"),
            ("¥1200 CNY", "1,200 CNY"),
            ("0 EUR", "0 EUR"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_money_says_what_to_type() {
        for (text, wanted) in [
            ("", MoneyError::NotMoney),
            ("ask her", MoneyError::NotMoney),
            ("600", MoneyError::NoCurrency),
            ("600 quid", MoneyError::UnknownCurrency),
            ("¥600", MoneyError::Shared("JPY or CNY")),
            ("600 kr", MoneyError::Shared("SEK, NOK or DKK")),
            ("€600 GBP", MoneyError::TwoCurrencies),
            ("-5 EUR", MoneyError::Negative),
            ("600-800 EUR", MoneyError::NotMoney),
            ("600 EUR per post", MoneyError::NotMoney),
            ("99999999999999999 EUR", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::read(text, None), Err(wanted), "{text}");
        }
        assert!(said("12.5 JPY").contains("JPY has no decimals"));
        assert!(said("0.125 EUR").contains("EUR has 2 decimals"));
    }

    #[test]
    fn a_known_currency_stands_in_only_where_the_text_names_none() {
        let eur = Currency::by_code("eur");
        assert_eq!(
            Money::read("600", eur).map(Money::say),
            Ok("600 EUR".into())
        );
        assert_eq!(
            Money::read("$600", eur).map(Money::say),
            Ok("600 USD".into())
        );
    }

    #[test]
    fn what_is_written_to_files_is_read_back_exactly() {
        for currency in Currency::all() {
            for minor in [0, 1, 10, 999, 1_000, 60_050, 1_234_567_890] {
                let money = Money { minor, currency };
                assert_eq!(
                    Money::read(&money.plain(), None),
                    Ok(money),
                    "{}",
                    money.plain()
                );
            }
        }
    }

    #[test]
    fn every_currency_has_three_letters_of_its_own() {
        let codes: Vec<&str> = CODES.split(' ').collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert!(codes.iter().all(|code| code.len() == 3));
        for code in WHOLE
            .split(' ')
            .chain(THOUSANDTHS.split(' '))
            .chain(SIGNS.map(|(_, code)| code))
        {
            assert!(codes.contains(&code), "{code}");
        }
    }
}
