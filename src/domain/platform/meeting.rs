//! Whether what a source names is an account that is known.

use super::reference::read_on;
use super::{Handle, Platform};

/// How an account that is known and a name from a source belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meeting {
    /// The same platform, kind and name.
    Same,
    /// The account was kept before its platform or kind was known, and the source says which: it is learned.
    Learns,
    /// The source says less than is known: the name fits, and may fit others, too.
    Vague,
}

/// How an account that is known and a name from a source belong together; none where they are two.
///
/// Only an account whose platform or kind was never said may be another's: those that an older program kept as `other`
/// because it did not know the platform, and names without their kind on platforms that have several.
#[must_use]
pub fn meeting(known: (Platform, &Handle), source: (Platform, &Handle)) -> Option<Meeting> {
    let ((on, handle), (platform, name)) = (known, source);
    if on == platform {
        return same_platform(platform, handle, name);
    }
    let is_loosely = || handle.loose_key() == name.loose_key();
    if on == Platform::Other && platform.is_younger() {
        return (is_loosely() || reads_as(platform, handle, name)).then_some(Meeting::Learns);
    }
    if platform == Platform::Other && on.is_younger() {
        return (is_loosely() || reads_as(on, name, handle)).then_some(Meeting::Vague);
    }
    None
}

/// How an account whose cell was kept as it stood and a name from a source belong together; none where they are two. The
/// first Entourage kept `/ada`, `ada?hl=de` and `c/ada` so, and on `other` where it could not tell the platform.
///
/// What no handle can be there today is vague: only what else is known of the person tells.
#[must_use]
pub fn meeting_as_it_stood(
    kept: (Platform, &Handle),
    source: (Platform, &Handle),
) -> Option<Meeting> {
    let ((on, stood), (platform, name)) = (kept, source);
    let Ok((read, again)) = read_on(platform, stood.as_str()) else {
        return Some(Meeting::Vague);
    };
    if read != platform {
        return None;
    }
    let is_said_now = on != platform && !platform.is_younger();
    match same_platform(platform, &again, name)? {
        Meeting::Same | Meeting::Learns if !is_said_now => Some(Meeting::Learns),
        Meeting::Same | Meeting::Learns | Meeting::Vague => Some(Meeting::Vague),
    }
}

fn same_platform(platform: Platform, handle: &Handle, name: &Handle) -> Option<Meeting> {
    let is_said = |handle: &Handle| handle.kind() != super::NameKind::Plain;
    if handle.kind() == super::NameKind::Site && name.kind() == super::NameKind::Site {
        if handle.key() == name.key() {
            return Some(Meeting::Same);
        }
        // An address was kept without what names a page behind it.
        let is_kept_bare = !handle.as_str().contains(['?', '#']);
        let address = name.key();
        let address = address.split(['?', '#']).next().unwrap_or_default();
        let is_page = address.trim_end_matches('/') == handle.key();
        return (is_kept_bare && is_page).then_some(Meeting::Learns);
    }
    if handle.kind() == name.kind() {
        return (handle.key() == name.key()).then_some(Meeting::Same);
    }
    let is_loosely = || platform.leaves_kind_open() && handle.loose_key() == name.loose_key();
    match (is_said(handle), is_said(name)) {
        // The text of a channel's number tells its kind to us, if it did not to the program that kept it.
        (false, true) => match read_on(platform, handle.as_str()) {
            Ok((_, again)) if is_said(&again) => (again.kind() == name.kind()
                && again.key() == name.key())
            .then_some(Meeting::Learns),
            _ => is_loosely().then_some(Meeting::Learns),
        },
        (true, false) => is_loosely().then_some(Meeting::Vague),
        _ => None,
    }
}

/// Whether what was kept without its platform is this name there.
fn reads_as(platform: Platform, kept: &Handle, name: &Handle) -> bool {
    read_on(platform, kept.as_str()).is_ok_and(|(on, again)| {
        on == platform && again.kind() == name.kind() && again.key() == name.key()
    })
}
