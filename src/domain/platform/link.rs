//! A text that is written as a link, taken apart.

use super::facts::{FACTS, Facts, SHORTENERS};
use super::{Platform, profiles};

/// A text that is written as a link (`https://…`, `www.…`, a host with a path, or the host of a platform).
#[derive(Debug)]
pub(super) struct Link<'a> {
    /// Lower case, without `www.`, `m.` and the like.
    pub host: String,
    /// As it was written, but for those.
    host_as_written: String,
    /// The parts of the path, percent-encoding undone.
    pub path: Vec<String>,
    query: &'a str,
    fragment: &'a str,
    /// Host and path as they stand, without the slash at the end, and what names a page behind them.
    bare: String,
    /// Whether something behind the path names a page: `?id=1`, `#!/ada`.
    pub names_page: bool,
    /// Whether the host could be one: words with dots between them.
    pub has_host: bool,
    /// Whether it could as well be a name with dots in it: there is neither scheme nor path.
    pub could_be_name: bool,
}

impl<'a> Link<'a> {
    pub fn split(text: &'a str) -> Option<Link<'a>> {
        let scheme_ends = text
            .find("://")
            .filter(|&at| at <= 9 && text[..at].bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = scheme_ends.map_or(text, |at| &text[at + 3..]);
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let is_telegram = text.starts_with("tg://");
        let (host, path) = match rest.split_once('/') {
            _ if is_telegram => ("t.me", rest),
            Some((host, path)) => (host, path),
            None => (rest, ""),
        };
        let written = host;
        let host = host.to_ascii_lowercase();
        let named = ["www.", "m.", "mobile.", "web."]
            .iter()
            .find_map(|head| host.strip_prefix(head))
            .filter(|rest| rest.contains('.'));
        let looks_like_host = host.contains('.')
            && !host.starts_with(['.', '@'])
            && !host.ends_with('.')
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let bare_host = named.unwrap_or(&host);
        // `ada.com` alone may well be a handle, `ada.com/x` and `instagram.com` not; neither is `ada.b/` a host.
        let has_path = path.contains(|c: char| c != '/');
        let is_known = host_platform(bare_host).is_some() || is_shortener(bare_host);
        let behind = behind_path(query, fragment);
        let names_page = rest.contains('/') && !behind.is_empty();
        let is_link = scheme_ends.is_some()
            || (looks_like_host && (has_path || names_page || named.is_some() || is_known));
        is_link.then(|| Link {
            host: bare_host.to_owned(),
            host_as_written: written[host.len() - bare_host.len()..].to_owned(),
            path: path
                .split('/')
                .filter(|part| !part.is_empty())
                .map(decode_percent)
                .collect(),
            query,
            fragment,
            bare: if behind.is_empty() {
                format!("{bare_host}/{path}")
                    .trim_end_matches('/')
                    .to_owned()
            } else {
                format!("{bare_host}/{}{behind}", path.trim_end_matches('/'))
            },
            names_page: !behind.is_empty(),
            has_host: host.contains('.')
                && host.split('.').all(|label| {
                    !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                }),
            could_be_name: scheme_ends.is_none() && !has_path && !is_known,
        })
    }

    /// A path as it is written behind the host of a platform: `in/ada`, `profile.php?id=1`.
    pub fn of_path(host: &str, path: &'a str) -> Link<'a> {
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Link {
            host: host.to_owned(),
            host_as_written: host.to_owned(),
            path: path
                .split('/')
                .filter(|part| !part.is_empty())
                .map(decode_percent)
                .collect(),
            query,
            fragment,
            bare: String::new(),
            names_page: false,
            has_host: true,
            could_be_name: false,
        }
    }

    /// The platform it leads to.
    pub fn platform(&self) -> Option<Platform> {
        host_platform(&self.host).or_else(|| {
            let names_somebody = self.path.first().is_some_and(|part| part.starts_with('@'));
            (is_fediverse(&self.host) && (names_somebody || self.path.len() > 1))
                .then_some(Platform::Mastodon)
        })
    }

    /// Whether it only passes on.
    pub fn is_short(&self) -> bool {
        is_shortener(&self.host)
    }

    /// The value of a word behind the `?`.
    pub fn asked(&self, word: &str) -> Option<String> {
        let found = self.query.split('&').find_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            name.eq_ignore_ascii_case(word).then_some(value)
        });
        found.filter(|value| !value.is_empty()).map(decode_percent)
    }

    /// The path that old addresses have behind `#!`.
    pub fn old_path(&self) -> Option<String> {
        let path = self.fragment.strip_prefix("!/")?;
        path.split(['/', '?'])
            .next()
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
    }

    /// What stands before a host in its name, as it was written: `Ada` of `Ada.substack.com`.
    pub fn subdomain(&self, of: &str) -> Option<&str> {
        let name = self.host.strip_suffix(of)?.strip_suffix('.')?;
        self.host_as_written.get(..name.len())
    }

    /// Host, path and what names a page behind them: the site of somebody's own.
    pub fn site(&self) -> &str {
        &self.bare
    }
}

/// The link that was pasted behind the beginning of a platform's addresses, as `="https://instagram.com/"&B2` does where
/// the cells hold links already. None where what stands before it names an account itself.
pub(super) fn pasted_behind(text: &str) -> Option<&str> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    let address = &text[..text.find(['?', '#']).unwrap_or(text.len())];
    let lower = address.to_ascii_lowercase();
    let schemes = ["https://", "http://"].map(|scheme| lower.rfind(scheme));
    let at = schemes.into_iter().flatten().max().filter(|at| *at > 0);
    let at = at.or_else(|| second_host(&lower))?;
    let (before, inner) = text.split_at(at);
    if before.chars().all(|c| matches!(c, '@' | '＠' | '/')) {
        return Some(inner);
    }
    let outer = Link::split(before)?;
    let platform = outer.platform()?;
    let names_one = profiles::named(platform, &outer).is_some_and(|(_, name)| !name.is_empty());
    (!names_one).then_some(inner)
}

/// Where a host stands in a path, with more behind it: `www.…` of any platform, or the path's own host again.
fn second_host(address: &str) -> Option<usize> {
    let start = address.find("://").map_or(0, |at| at + 3);
    let (host, path) = address[start..].split_once('/')?;
    let own = host.strip_prefix("www.").unwrap_or(host);
    let begins = start + host.len() + 1;
    let parts = path.match_indices(['/', '@']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(parts).find_map(|at| {
        let (inner, rest) = path[at..].split_once('/')?;
        let bare = inner.strip_prefix("www.");
        let is_host = bare.is_some_and(|bare| host_platform(bare).is_some())
            || (inner == own && host_platform(own).is_some());
        (is_host && !rest.is_empty()).then_some(begins + at)
    })
}

/// What names a page behind a path, in one order: the query without what tells where a visitor comes from or which
/// language they read, and a fragment that is a path of its own (`#!/ada`, `#/ada`) or names a value (`#id=1`).
fn behind_path(query: &str, fragment: &str) -> String {
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| names_page(pair)).collect();
    pairs.sort_unstable();
    let mut behind = String::new();
    if !pairs.is_empty() {
        behind.push('?');
        behind.push_str(&pairs.join("&"));
    }
    if fragment.contains(['/', '=']) {
        behind.push('#');
        behind.push_str(fragment);
    }
    behind
}

/// Whether a part of a query names a page, and is not added by whoever passes the link on.
fn names_page(pair: &str) -> bool {
    const ADDED: &[&str] = &[
        "fbclid",
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "yclid",
        "ttclid",
        "twclid",
        "igshid",
        "igsh",
        "si",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "_ga",
        "_gl",
        "ref",
        "ref_src",
        "ref_url",
        "referrer",
        "source",
        "share",
        "hl",
        "lang",
        "locale",
        "li_fat_id",
        "s_cid",
    ];
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    !name.is_empty() && !name.starts_with("utm_") && !ADDED.contains(&name.as_str())
}

/// The platform of a host, whatever country's it is (`de.linkedin.com`, `pinterest.de`). Other subdomains are pages of
/// the platform's own (`help.instagram.com`), where they do not stand for accounts themselves (`ada.substack.com`).
fn host_platform(host: &str) -> Option<Platform> {
    if is_shortener(host) {
        return None;
    }
    if let Some(at) = host.find("pinterest.") {
        return is_country(&host[..at]).then_some(Platform::Pinterest);
    }
    let is_account = |platform| {
        matches!(
            platform,
            Platform::Substack | Platform::Telegram | Platform::Bluesky
        )
    };
    let known = |facts: &&Facts| {
        facts.hosts.iter().any(|known| {
            host.strip_suffix(known).is_some_and(|head| {
                let is_one_label = head
                    .strip_suffix('.')
                    .is_some_and(|label| !label.contains('.'));
                is_country(head) || (is_account(facts.platform) && is_one_label)
            })
        })
    };
    FACTS.iter().find(known).map(|facts| facts.platform)
}

/// What stands before a platform's host in links to accounts: nothing, a country or language, a kind of client.
fn is_country(head: &str) -> bool {
    const CLIENTS: &[&str] = &[
        "old", "new", "np", "amp", "music", "studio", "open", "space", "api", "chat", "player",
        "story", "touch", "mbasic", "free", "web", "mobile",
    ];
    let Some(label) = head.strip_suffix('.') else {
        return head.is_empty();
    };
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    is_code(label)
        || label
            .split_once('-')
            .is_some_and(|(one, other)| is_code(one) && is_code(other))
        || CLIENTS.contains(&label)
}

fn is_shortener(host: &str) -> bool {
    SHORTENERS.contains(&host)
}

/// Hosts of the fediverse that are known by their names.
fn is_fediverse(host: &str) -> bool {
    const KNOWN: &[&str] = &[
        "mas.to",
        "hachyderm.io",
        "fosstodon.org",
        "infosec.exchange",
        "techhub.social",
        "universeodon.com",
        "chaos.social",
        "pixelfed.social",
        "mstdn.social",
        "toot.community",
        "aus.social",
        "ohai.social",
        "sfba.social",
        "c.im",
        "home.social",
        "troet.cafe",
        "norden.social",
    ];
    let words = ["mastodon", "mstdn", "masto", "pixelfed"];
    KNOWN.contains(&host)
        || host
            .split(['.', '-'])
            .any(|label| words.iter().any(|word| label.starts_with(word)))
}

/// Undoes percent-encoding; what is not well encoded stays as it is.
pub(super) fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: u8| {
            char::from(b)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        };
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
