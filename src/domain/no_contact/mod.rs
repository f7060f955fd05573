//! Words that ask for no contact: in headers of files, in a status, in a cell; in English, German, French, Spanish,
//! Italian, Dutch and Portuguese. In other languages the commonest phrases are known, and only ever *may* ask.
//!
//! # The rule
//!
//! | a text has | and nothing else but small words | and more words |
//! |---|---|---|
//! | a *not* before a verb of contact (`bitte nicht kontaktieren`), *not … be* and its participle, *opted out*, `DNC` | asks for no contact | may ask for it |
//! | the same and a way or a purpose (`do not call`, `marketing opt-out`) | may ask for it | may ask for it |
//! | *no* and contact (`no contact`), or *not* and the participle alone (`not contacted`) | may ask for it | may ask for it |
//! | *not* before what bothers people (`ne pas démarcher`), or behind contact (`Kontakt nicht erwünscht`) | may ask for it | may ask for it |
//! | words of lists to avoid, of opposition and of unsubscribing (`Werbesperre`, `blocked`, `opposition`) | may ask for it | nothing |
//! | words of consent (`opt-in`, `may be contacted`, `accepts marketing`) | its *no* may ask for it | nothing |
//!
//! A *not* or *no* turns the word behind it round: `not opted out`, `no DNC` and `not blocked` are words of consent, and
//! `not opted in` may ask. What is turned round twice (`never asked not to be contacted`), or says *no* at its end
//! (`DNC no`), asks for nothing that is certain: it may ask.
//!
//! Words for a reason, a date or a status (`do not contact (reason)`) count as small ones, but a date makes a text that
//! asks one that may ask.

mod phrases;
mod words;

use words::{
    ANSWERS, ASKED, AVOID, BE, CONSENT, CONTACTABLE, DATE, DISTURB, MAY, NARROW, NEITHER, NO, NOT,
    NOUNS, PARTICIPLES, REASON, ROMANCE, SMALL, STATUS, VERBS, WELCOME, YES, is_one_of, words,
};

/// What a text says of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoContact {
    /// It asks for no contact at all.
    Asked {
        /// Whether it is about the reason: what stands under such a header is one.
        reason: bool,
    },
    /// It may ask for no contact, or for less.
    Maybe,
    /// It is about a status, which may be that somebody refused.
    Status,
    /// It says that contact is welcome; whoever says no to that may ask for none.
    Consent,
}

impl NoContact {
    /// What a text says of contact, by the rule above; none where it says nothing of it.
    #[must_use]
    pub fn of(text: &str) -> Option<NoContact> {
        NoContact::by_words(text).or_else(|| phrases::of(text))
    }

    /// Whether a text speaks of the day until which it asks: a date under such a header may lie behind us.
    #[must_use]
    pub fn has_end(text: &str) -> bool {
        let until = "until till til before bis hasta jusqu jusque ate fino tot through end ends ended expires expiry";
        words(text).iter().any(|word| is_one_of(until, word))
    }

    /// Whether a text asks for no contact at all, and is not about the reason.
    #[must_use]
    pub fn is_asked(text: &str) -> bool {
        NoContact::by_words(text) == Some(NoContact::Asked { reason: false })
    }

    fn by_words(text: &str) -> Option<NoContact> {
        let words = words(text);
        let has = |list: &str| words.iter().any(|word| is_one_of(list, word));
        let rest = |lists: &[&str]| {
            words.iter().any(|word| {
                !lists.iter().any(|list| is_one_of(list, word))
                    && !word.bytes().all(|b| b.is_ascii_digit())
            })
        };
        if has(NEITHER) {
            return None;
        }
        let turned = Turned::of(&words);
        let asks = turned.has_plain(ASKED)
            || refuses(&words, NOT, VERBS)
            || refuses_in_french(&words, ROMANCE)
            || refuses(&words, "no", ROMANCE);
        let asks = asks || (has(BE) && refuses(&words, NOT, PARTICIPLES));
        let asks = asks || (has(WELCOME) && refuses(&words, NO, NOUNS));
        let small = [
            SMALL,
            NOT,
            NO,
            VERBS,
            PARTICIPLES,
            NOUNS,
            BE,
            ASKED,
            REASON,
            WELCOME,
        ];
        let is_doubtful = turned.has_twice() || answers_no(&words) || turned.has(ASKED);
        if asks && !is_doubtful && !has(NARROW) && !rest(&small) {
            return Some(NoContact::Asked {
                reason: has(REASON),
            });
        }
        let is_bothered = refuses(&words, NOT, DISTURB)
            || refuses(&words, NO, DISTURB)
            || refuses_in_french(&words, DISTURB)
            || refuses_in_french(&words, NARROW);
        let is_unwelcome =
            (refuses(&words, NOT, WELCOME) || refuses(&words, NO, WELCOME)) && has(NOUNS);
        let may_ask = asks || refuses(&words, NO, NOUNS) || refuses(&words, NOT, PARTICIPLES);
        if may_ask || is_bothered || is_unwelcome || is_list(&words) {
            return Some(NoContact::Maybe);
        }
        if turned.has(ASKED) {
            return Some(NoContact::Consent);
        }
        let more = [
            SMALL,
            REASON,
            DATE,
            NARROW,
            NOT,
            NO,
            NOUNS,
            AVOID,
            CONSENT,
            MAY,
            STATUS,
            VERBS,
            PARTICIPLES,
            BE,
            CONTACTABLE,
        ];
        if rest(&more) {
            return None;
        }
        let less = refuses(&words, NOT, NARROW) || refuses(&words, NO, NARROW);
        let refused = turned.has(CONSENT) || turned.has(CONTACTABLE);
        if turned.has_plain(AVOID) || less || refused {
            return Some(if has(STATUS) {
                NoContact::Status
            } else {
                NoContact::Maybe
            });
        }
        let may = refuses(&words, MAY, VERBS) || refuses(&words, MAY, PARTICIPLES);
        let welcomes = has(CONSENT) || has(CONTACTABLE) || (has(MAY) && has(NOUNS)) || may;
        if welcomes || turned.has(AVOID) {
            return Some(NoContact::Consent);
        }
        (has(STATUS) && has(NARROW)).then_some(NoContact::Status)
    }
}

/// Words of a text with how many times a *not* or *no* before them turns them round.
struct Turned<'a>(Vec<(&'a str, usize)>);

impl<'a> Turned<'a> {
    fn of(words: &'a [String]) -> Turned<'a> {
        const TARGETS: [&str; 8] = [
            ASKED,
            VERBS,
            PARTICIPLES,
            NARROW,
            AVOID,
            CONSENT,
            CONTACTABLE,
            DISTURB,
        ];
        // `ne plus jamais` is one refusal.
        let is_french = words.iter().any(|word| word == "ne");
        let is_half = |word: &str| is_french && is_one_of("pas plus jamais", word);
        let (mut found, mut times) = (Vec::new(), 0);
        for (at, word) in words.iter().enumerate() {
            if TARGETS.iter().any(|list| is_one_of(list, word)) {
                found.push((word.as_str(), times));
                times = 0;
            } else if is_half(word) {
                times += usize::from(at == 0 || !is_half(&words[at - 1]));
            } else if word != "stop" && (is_one_of(NOT, word) || is_one_of(NO, word)) {
                times += 1;
            }
        }
        Turned(found)
    }

    /// Whether a word of a list is turned round.
    fn has(&self, list: &str) -> bool {
        let mut found = self.0.iter();
        found.any(|(word, times)| *times > 0 && is_one_of(list, word))
    }

    /// Whether a word of a list stands there as it is.
    fn has_plain(&self, list: &str) -> bool {
        let mut found = self.0.iter();
        found.any(|(word, times)| *times == 0 && is_one_of(list, word))
    }

    /// Whether a verb of contact is turned round twice.
    fn has_twice(&self) -> bool {
        let is_verb = |word| is_one_of(VERBS, word) || is_one_of(PARTICIPLES, word);
        self.0
            .iter()
            .any(|(word, times)| *times > 1 && is_verb(word))
    }
}

/// Whether a text says *no* at its end, as the answer to what stands before it: `DNC no`, and not `DNC yes/no`.
fn answers_no(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    is_one_of(ANSWERS, last) && !before.iter().any(|word| is_one_of(YES, word))
}

/// Whether a word of the one list comes before one of the other.
fn refuses(words: &[String], no: &str, what: &str) -> bool {
    let first = words.iter().position(|word| is_one_of(no, word));
    first.is_some_and(|at| words[at + 1..].iter().any(|word| is_one_of(what, word)))
}

/// `ne pas contacter`, `ne plus contacter`
fn refuses_in_french(words: &[String], what: &str) -> bool {
    let has = |list| words.iter().any(|word| is_one_of(list, word));
    has("ne") && has("pas plus jamais") && has(what)
}

/// `lista negra`, `schwarze liste`
fn is_list(words: &[String]) -> bool {
    let pair = |pair: &[String]| {
        let [one, other] = pair else { return false };
        let is = |list: &str, colour: &str| is_one_of(list, one) && is_one_of(colour, other);
        is("lista liste", "negra nera noire rouge")
            || is("schwarze black block zwarte", "liste list lijst")
    };
    words.windows(2).any(pair)
}

#[cfg(test)]
mod tests;
