//! Platform and handle of a row.
//!
//! # Which platform
//!
//! A link believes itself: one that leads to a profile says platform and name. Where the row's platform cell names one
//! platform ([`Naming`]), the handle is on it; where that is blank, the handle is on the link's platform, else on the one
//! that was given or that the file tells. Where the cell is filled and names no one platform (`Instagram & TikTok`,
//! `???`), nothing else but the row's own link can say whose account it is: platform and name are the link's, and a row
//! without one is rejected.
//!
//! # A handle and a link that are two accounts
//!
//! The row's handle counts where something else than the link says its platform, and the link is kept as an extra field.
//! Where only the link says the platform, nothing says that there is such a handle on it: the link counts. Either way a
//! remark says which was used.

use super::error::quote;
use super::plan::Cells;
use super::sink::Sink;
use crate::domain::counts;
use crate::domain::incoming::Incoming;
use crate::domain::platform::{self, Handle, HandleError, NameKind, Naming, Platform};

/// The columns that name accounts.
#[derive(Debug, Default)]
pub struct AccountColumns {
    pub handle: Option<usize>,
    pub url: Option<usize>,
    pub platform: Option<usize>,
    /// The platform of rows that do not name one.
    pub fallback: Option<Platform>,
    pub is_ours: bool,
    /// The last cell that named a platform: most rows say the same as the one before.
    last: Option<(String, Naming)>,
}

/// The cells of a row that name its account.
#[derive(Clone, Copy)]
struct Said<'a> {
    named: &'a str,
    url: &'a str,
    platform: &'a str,
}

impl AccountColumns {
    /// The columns at these places.
    pub fn new(places: [Option<usize>; 3], fallback: Option<Platform>, is_ours: bool) -> Self {
        let [handle, url, platform] = places;
        AccountColumns {
            handle,
            url,
            platform,
            fallback,
            is_ours,
            last: None,
        }
    }

    /// Platform and handle of a row, and what was odd about them.
    ///
    /// # Errors
    /// Why the row names no account, in one clause.
    pub fn read(&mut self, cells: &Cells<'_>, headers: &[String]) -> Result<Incoming, String> {
        let cell = |place: Option<usize>| {
            place
                .map(|place| cells.get(place))
                .filter(|cell| self.is_ours || !counts::is_blank(cell))
                .unwrap_or_default()
        };
        let said = Said {
            named: cell(self.handle),
            url: cell(self.url),
            platform: cell(self.platform),
        };
        if self.is_ours && said.platform.is_empty() && said.named.is_empty() {
            return Ok(Incoming::of_person(cells.line()));
        }
        if self.is_ours {
            let mut row = written(cells.line(), said.platform, said.named)?;
            row.as_it_stood = as_it_stood(said.named, &row.handle, true);
            return Ok(row);
        }
        let naming = (!said.platform.is_empty()).then(|| self.naming(said.platform));
        let mut row = match naming {
            Some(naming @ (Naming::Several(_) | Naming::Beside | Naming::Nothing)) => {
                let mut row = self.by_link(cells.line(), said, naming, headers)?;
                // Such rows were kept as `other`, by the name in the cell.
                row.as_it_stood = Handle::parse(said.named).ok();
                row
            }
            Some(Naming::One(platform)) => {
                self.by_cells(cells.line(), said, Some(platform), headers)?
            }
            None => self.by_cells(cells.line(), said, None, headers)?,
        };
        if row.as_it_stood.is_none() {
            row.as_it_stood = as_it_stood(said.named, &row.handle, false);
        }
        if row.platform == Platform::Mastodon && !row.handle.as_str().contains('@') {
            row.remarks.push(format!(
                "Mastodon name {} has no server; the same name on another server is another person's",
                quote(row.handle.as_str())
            ));
        }
        Ok(row)
    }

    fn naming(&mut self, cell: &str) -> Naming {
        match &self.last {
            Some((last, naming)) if last == cell => *naming,
            _ => {
                let naming = Naming::of(cell);
                self.last = Some((cell.to_owned(), naming));
                naming
            }
        }
    }

    /// A row whose platform is this, or is not said.
    fn by_cells(
        &self,
        line: u64,
        said: Said<'_>,
        platform: Option<Platform>,
        headers: &[String],
    ) -> Result<Incoming, String> {
        let Said { named, url, .. } = said;
        // A column of links may hold handles where there is no other for them.
        let reads_url = platform::is_link(url)
            || platform::holds_handle(url)
            || (self.handle.is_none() && !url.contains(char::is_whitespace));
        let of_row = platform.or(self.fallback);
        let linked = (reads_url && !url.is_empty()).then(|| read(url, platform, of_row));
        let of_url = linked.as_ref().and_then(|read| read.as_ref().ok()?.0);
        let on = platform.or(of_url).or(self.fallback);
        let mut found = Found::default();
        let (own, handle) = match (named, linked.as_ref()) {
            ("", Some(Ok(linked))) => linked.clone(),
            ("", Some(Err(error))) => return Err(error.to_string()),
            ("", None) => return Err("no handle".to_owned()),
            (named, linked) => {
                let read = read(named, platform.or(of_url), on);
                match (&read, linked) {
                    (Ok(own), Some(Ok(link))) if are_two(own, link) => {
                        let by_itself = platform::is_link(named);
                        let is_said = by_itself || platform.is_some() || self.fallback == of_url;
                        let taken = if is_said { own } else { link };
                        found.contradicts(named, url, is_said);
                        taken.clone()
                    }
                    _ => found.take(read, named, linked)?,
                }
            }
        };
        let settled = own.or(on).ok_or("no platform")?;
        let mut row = Incoming::of_account(line, settled, handle);
        row.mails.extend(found.mail);
        row.remarks.extend(found.remark);
        if let Some(left) = found.left {
            row.extra.push((header(headers, self.handle), left));
        }
        if let Some(said) = platform
            && said != row.platform
        {
            row.remarks.push(format!(
                "the platform column says {said}, the link {}; took the link's",
                row.platform
            ));
        }
        let is_said_again = linked.is_some_and(|linked| {
            linked.is_ok_and(|(_, handle)| handle.loose_key() == row.handle.loose_key())
        });
        if !url.is_empty() && !is_said_again {
            row.extra.push((header(headers, self.url), url.to_owned()));
        }
        Ok(row)
    }

    /// A row whose platform cell names no one platform: its link says which, and whose.
    ///
    /// # Errors
    /// What is wrong with the cell, where no link leads to a profile.
    fn by_link(
        &self,
        line: u64,
        said: Said<'_>,
        naming: Naming,
        headers: &[String],
    ) -> Result<Incoming, String> {
        let Said {
            named,
            url,
            platform,
        } = said;
        let wrong = format!(
            "platform {} {}",
            quote(platform),
            naming.wrong().unwrap_or_default()
        );
        let linked = |text: &str| match platform::read_reference(text) {
            Ok((Some(on), handle)) if !text.is_empty() => Some((on, handle)),
            Ok(_) | Err(_) => None,
        };
        let of_url = linked(url);
        let is_of_url = of_url.is_some();
        let Some((on, handle)) = of_url.or_else(|| linked(named)) else {
            return Err(wrong);
        };
        let mut row = Incoming::of_account(line, on, handle);
        Sink {
            row: &mut row,
            header: &header(headers, self.platform),
            cell: platform,
        }
        .keep(format_args!("{wrong}; took {on} from the link"));
        if is_of_url && !named.is_empty() {
            match platform::read_on(on, named) {
                Ok((_, again)) if again.loose_key() == row.handle.loose_key() => {}
                Err(HandleError::Mail(mail)) => row.mails.push(mail),
                _ => Sink {
                    row: &mut row,
                    header: &header(headers, self.handle),
                    cell: named,
                }
                .keep(format_args!(
                    "handle {} is not the link's; took the link's",
                    quote(named)
                )),
            }
        } else if !is_of_url && !url.is_empty() {
            row.extra.push((header(headers, self.url), url.to_owned()));
        }
        Ok(row)
    }
}

fn header(headers: &[String], place: Option<usize>) -> String {
    let header = place.and_then(|place| headers.get(place));
    header.cloned().unwrap_or_default()
}

/// What names an account; the platform where the text itself says it, or where it is known.
type Named = Result<(Option<Platform>, Handle), HandleError>;

/// Reads a cell on the platform that its row says, else on the one that is supposed.
fn read(text: &str, said: Option<Platform>, supposed: Option<Platform>) -> Named {
    let (on, handle) = match (said, supposed) {
        (Some(said), _) => platform::read_on(said, text)?,
        (None, Some(supposed)) => platform::read_supposing(supposed, text)?,
        (None, None) => return platform::read_reference(text),
    };
    Ok((Some(on), handle))
}

/// The account of a row of our own export.
fn written(line: u64, platform: &str, named: &str) -> Result<Incoming, String> {
    if named.is_empty() {
        return Err("no handle".to_owned());
    }
    if platform.is_empty() {
        return Err("no platform".to_owned());
    }
    let naming = Platform::read_written(platform);
    let wrong = || {
        let wrong = naming.wrong().unwrap_or_default();
        format!("platform {} {wrong}", quote(platform))
    };
    let platform = naming.one().ok_or_else(wrong)?;
    // Our export writes links of no account: people who add rows paste them.
    if platform::is_link(named) {
        match platform::read_on(platform, named) {
            Ok((on, handle)) if on != platform => {
                let mut row = Incoming::of_account(line, on, handle);
                row.remarks.push(format!(
                    "the platform column says {platform}, the link {on}; took the link's"
                ));
                return Ok(row);
            }
            Err(error) if named.contains("://") => return Err(error.to_string()),
            Ok(_) | Err(_) => {}
        }
    }
    let handle = platform::read_written(platform, named).map_err(|error| error.to_string())?;
    Ok(Incoming::of_account(line, platform, handle))
}

/// The cell of a handle as a plain name, where the handle is another: the first Entourage took off blanks at both ends and
/// one `@`, and kept the rest. Its export wrote what it kept.
fn as_it_stood(named: &str, handle: &Handle, is_ours: bool) -> Option<Handle> {
    if named == handle.as_str() || named.contains("://") {
        return None;
    }
    let stood = if is_ours {
        Handle::of(NameKind::Plain, named).ok()?
    } else {
        Handle::parse(named).ok()?
    };
    (stood.loose_key() != handle.loose_key()).then_some(stood)
}

/// What was found beside the account of a row.
#[derive(Default)]
struct Found {
    mail: Option<String>,
    remark: Option<String>,
    /// The cell of the handle, where the link was used instead of it.
    left: Option<String>,
}

/// Whether a handle and a link name two accounts: on two platforms, or by names that can be compared. A number that only
/// the platform gives says nothing about the name.
fn are_two(handle: &(Option<Platform>, Handle), link: &(Option<Platform>, Handle)) -> bool {
    let is_number = |handle: &Handle| {
        matches!(
            handle.kind(),
            NameKind::Channel
                | NameKind::Id
                | NameKind::Invite
                | NameKind::Number
                | NameKind::Artist
                | NameKind::Show
        )
    };
    if is_number(&handle.1) || is_number(&link.1) {
        return false;
    }
    handle.0 != link.0 || handle.1.loose_key() != link.1.loose_key()
}

impl Found {
    /// Notes that a handle and a link are two accounts, and which of them is used.
    fn contradicts(&mut self, named: &str, url: &str, takes_handle: bool) {
        let (named_as, url) = (quote(named), quote(url));
        self.remark = Some(if takes_handle {
            format!(
                "handle {named_as} and link {url} are two accounts; took the handle's, kept the link as an extra field"
            )
        } else {
            self.left = Some(named.to_owned());
            format!(
                "handle {named_as} and link {url} are two accounts; took the link's, kept the handle as an extra field"
            )
        });
    }

    /// What names the account: the cell of the handle, or the link where that holds something else.
    fn take(
        &mut self,
        named: Named,
        cell: &str,
        linked: Option<&Named>,
    ) -> Result<(Option<Platform>, Handle), String> {
        let linked = linked.and_then(|linked| linked.as_ref().ok());
        match (named, linked) {
            // The link says of which kind the name is.
            (Ok((on, handle)), Some((of_url, link)))
                if handle.kind() == NameKind::Plain
                    && *of_url == on
                    && link.loose_key() == handle.loose_key() =>
            {
                Ok((on, link.clone()))
            }
            (Ok(named), _) => Ok(named),
            (Err(HandleError::Blank), Some(linked)) => Ok(linked.clone()),
            (Err(HandleError::Mail(mail)), Some(linked)) => {
                self.mail = Some(mail);
                Ok(linked.clone())
            }
            (Err(error @ HandleError::NoHandle(..)), Some(linked)) => {
                self.remark = Some(format!("{error}; took the link's"));
                Ok(linked.clone())
            }
            (Err(HandleError::Blank), None) if counts::is_blank(cell) => {
                Err("no handle".to_owned())
            }
            (Err(HandleError::Blank), None) => Err(format!("no handle: {}", quote(cell))),
            (Err(error), _) => Err(error.to_string()),
        }
    }
}
