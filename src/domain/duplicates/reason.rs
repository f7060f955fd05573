//! Why two people may be one, and how much that weighs.

/// What two or more people share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A link of one leads to an account of the other: `TT ada.lov`.
    Profile(Box<str>),
    /// The same mail address.
    Mail(Box<str>),
    /// The same telephone number.
    Phone(Box<str>),
    /// The same page of their own.
    Page(Box<str>),
    /// The same handle, on these platforms: `ada.lov`, `IG, TT`.
    Handle(Box<str>, Box<str>),
    /// Handles that differ in signs and trimmings alone.
    Near(Box<str>),
    /// The same name, on different platforms.
    Name(Box<str>),
}

/// Where mail of many lies: an address there is one person's own.
const PUBLIC: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "proton.me",
    "protonmail.com",
    "mail.ru",
    "yandex.ru",
    "qq.com",
    "163.com",
    "naver.com",
];
/// What stands before the `@` where several people read the mail.
const DESKS: &[&str] = &[
    "info",
    "contact",
    "hello",
    "hi",
    "booking",
    "bookings",
    "management",
    "mgmt",
    "press",
    "business",
    "office",
    "collab",
    "collabs",
    "pr",
    "team",
    "agency",
    "talent",
    "partnerships",
    "inquiries",
    "enquiries",
    "sales",
    "mail",
];

impl Reason {
    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> u32 {
        let is_long = |text: &str| text.chars().count() >= 10;
        match self {
            Reason::Profile(_) => 60,
            Reason::Mail(mail) => {
                let (before, host) = mail.split_once('@').unwrap_or((mail, ""));
                let is_desk = DESKS.contains(&before) && !PUBLIC.contains(&host);
                if is_desk { 20 } else { 50 }
            }
            Reason::Phone(_) => 45,
            Reason::Page(_) => 40,
            Reason::Handle(handle, _) if handle.chars().count() < 5 => 15,
            Reason::Handle(handle, _) => 30 + if is_long(handle) { 10 } else { 0 },
            Reason::Near(_) => 20,
            Reason::Name(_) => 25,
        }
    }

    /// One line with the value: `same mail ada@lov.example`.
    #[must_use]
    pub fn say(&self) -> String {
        match self {
            Reason::Profile(account) => format!("a link leads to {account}"),
            Reason::Mail(mail) => format!("same mail {mail}"),
            Reason::Phone(phone) => format!("same phone {phone}"),
            Reason::Page(page) => format!("same link {page}"),
            Reason::Handle(handle, platforms) => format!("same handle {handle} on {platforms}"),
            Reason::Near(handles) => format!("near handles {handles}"),
            Reason::Name(name) => format!("same name {name}"),
        }
    }
}

/// How sure it is that people are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Hardly any doubt.
    Surely,
    /// More likely than not.
    Probably,
    /// Worth a look.
    Perhaps,
}

impl Sureness {
    /// By the weight of the reasons.
    #[must_use]
    pub fn of(score: u32) -> Sureness {
        match score {
            60.. => Sureness::Surely,
            40..=59 => Sureness::Probably,
            _ => Sureness::Perhaps,
        }
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sureness::Surely => "surely",
            Sureness::Probably => "probably",
            Sureness::Perhaps => "perhaps",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_of_ones_own_weighs_more_than_one_that_many_read() {
        let own = Reason::Mail("info@gmail.com".into()).weight();
        let desk = Reason::Mail("info@agency.example".into()).weight();
        assert!(own > desk);
        assert_eq!(Reason::Mail("ada@agency.example".into()).weight(), own);
    }

    #[test]
    fn two_weak_reasons_are_surer_than_one() {
        let (name, handle) = (
            Reason::Name("Ada Lovelace".into()),
            Reason::Handle("adalovelace".into(), "IG, TT".into()),
        );
        assert_eq!(Sureness::of(name.weight()), Sureness::Perhaps);
        assert_eq!(Sureness::of(handle.weight()), Sureness::Probably);
        assert_eq!(
            Sureness::of(name.weight() + handle.weight()),
            Sureness::Surely
        );
    }
}
