//! What a typed line means, by what was asked for: a change, a question, or one sentence why not.

use chrono::NaiveDate;

use crate::domain::bulk::BulkAction;
use crate::domain::change::{
    Change, HistoryChange, NewAccount, PeopleChange, SettingChange, TalkChange, TriageChange,
};
use crate::domain::dated::Dated;
use crate::domain::dates::{self, read_step};
use crate::domain::detail::Reach;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::lifecycle::{GoingOn, Missing};
use crate::domain::parking::ParkReason;
use crate::domain::platform::{Handle, Platform, read_name, read_reference};
use crate::domain::saved_view::{Listing, ViewChange};
use crate::domain::settings::{self, Setting, Settings};
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::domain::triage::{Check, Decision, Flag, Verdict};
use crate::ui::draft::ChoiceOf;
use crate::ui::next::Next;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::screens::import::Chosen;
use crate::ui::subject::{OneFile, OneView, People, Subject};

/// A name with a blank in it is a channel of a platform that has such, or a slip of the finger.
pub(super) fn refuse_blanks(platform: Option<Platform>, handle: &Handle) -> Result<(), String> {
    let are_words = platform.is_none_or(|platform| platform.handles_are_words());
    if are_words && handle.as_str().contains(char::is_whitespace) {
        return Err(format!(
            "\"{}\" has a blank in it; one handle a line, and yt before the name of a channel",
            Clean::line(handle.as_str())
        ));
    }
    Ok(())
}

pub(super) fn as_of(file: OneFile, typed: &str, today: NaiveDate) -> Result<Vec<Next>, String> {
    let dated = Dated::given(dates::parse_figures(typed, today)?, today);
    Ok(vec![Next::Close, Next::Chosen(file, Chosen::AsOf(dated))])
}

fn save(change: Change) -> Vec<Next> {
    vec![Next::Save(change)]
}

pub(super) fn note(person: PersonId, typed: &str) -> Result<Vec<Next>, String> {
    let text = typed.trim();
    if text.is_empty() {
        return Err("type a line, or leave with Esc".into());
    }
    Ok(save(Change::Talk(TalkChange::AddNote {
        person,
        text: text.to_owned(),
    })))
}

pub(super) fn park(
    person: PersonId,
    reason: ParkReason,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<Next>, String> {
    let look_again = look_again(typed, today)?;
    Ok(save(Change::People(PeopleChange::Park {
        person,
        reason,
        look_again,
    })))
}

fn look_again(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    match typed.trim() {
        "" => Ok(None),
        text => dates::parse(text, today)
            .map(Some)
            .map_err(|error| error.to_string()),
    }
}

pub(super) fn snooze(person: PersonId, typed: &str, today: NaiveDate) -> Result<Vec<Next>, String> {
    let until = dates::parse(typed, today).map_err(|error| error.to_string())?;
    Ok(save(Change::People(PeopleChange::Snooze { person, until })))
}

pub(super) fn park_all(
    people: People,
    reason: ParkReason,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<Next>, String> {
    let look_again = look_again(typed, today)?;
    let park = BulkAction::Park { reason, look_again };
    Ok(vec![Next::SaveBulk(people, park)])
}

fn named(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("type a name".into());
    }
    Ok(name.to_owned())
}

/// Keeps a list under a name.
pub(super) fn view_name(listing: Listing, seen: SetId, typed: &str) -> Result<Vec<Next>, String> {
    let name = named(typed)?;
    Ok(save(Change::View(ViewChange::Save {
        name,
        listing,
        seen,
    })))
}

pub(super) fn rename(view: &OneView, typed: &str) -> Result<Vec<Next>, String> {
    let name = named(typed)?;
    Ok(save(Change::View(ViewChange::Rename {
        view: view.id,
        seen: view.version,
        name,
    })))
}

/// Why a fit check was answered so.
pub(super) fn because(
    person: PersonId,
    check: Check,
    seen: Option<(Verdict, String)>,
    verdict: Verdict,
    typed: &str,
) -> Vec<Next> {
    let mine = Some((verdict, typed.trim().to_owned()));
    save(Change::Triage(TriageChange::Check {
        person,
        check,
        seen,
        mine,
    }))
}

/// Why a red flag was cleared or accepted.
pub(super) fn ruled(
    person: PersonId,
    flag: Flag,
    seen: Option<(Decision, String)>,
    decision: Decision,
    typed: &str,
) -> Vec<Next> {
    let decision = Some((decision, typed.trim().to_owned()));
    save(Change::Triage(TriageChange::Flag {
        person,
        flag,
        seen,
        decision,
    }))
}

pub(super) fn go_on_all(people: People, to: Stage, typed: &str) -> Result<Vec<Next>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("type why; house rules are strict".into());
    }
    let action = BulkAction::Move {
        to,
        only_ready: false,
        because: Some(GoingOn::Words(typed.to_owned())),
    };
    Ok(vec![Next::SaveBulk(people, action)])
}

pub(super) fn step(people: People, typed: &str, today: NaiveDate) -> Result<Vec<Next>, String> {
    let (date, text) = read_step(typed, today)?;
    if text.is_empty() && date.is_none() {
        return Err("type what is to be done, with a date: fri call about rates".into());
    }
    Ok(vec![Next::SaveBulk(
        people,
        BulkAction::Step { text, date },
    )])
}

pub(super) fn reason(set: SetId, typed: &str) -> Result<Vec<Next>, String> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err("type why; a colleague will read it".into());
    }
    Ok(save(Change::History(HistoryChange::Undo {
        set,
        reason: Some(reason.to_owned()),
    })))
}

pub(super) fn value(
    setting: Setting,
    original: Option<String>,
    typed: &str,
    standing: &Settings,
) -> Result<Vec<Next>, String> {
    let mine = settings::read(setting, typed, standing).map_err(|error| error.to_string())?;
    Ok(save(Change::Setting(SettingChange {
        setting,
        original,
        mine: Some(mine),
    })))
}

pub(super) fn go_on(
    (person, from, to): (PersonId, Stage, Stage),
    without: Vec<Missing>,
    typed: &str,
) -> Result<Vec<Next>, String> {
    let because = typed.trim();
    if because.is_empty() {
        return Err("house rules are strict: type why".into());
    }
    Ok(save(Change::People(PeopleChange::Move {
        person,
        from,
        to,
        without,
        because: Some(GoingOn::Words(because.to_owned())),
    })))
}

pub(super) fn account(person: PersonId, typed: &str) -> Result<Vec<Next>, String> {
    let (platform, handle) = read_reference(typed).map_err(|error| error.to_string())?;
    let Some(platform) = platform else {
        return Err(
            "which platform? type it before the handle: ig ada, tt ada, yt ada, kick:ada".into(),
        );
    };
    Ok(save(Change::People(PeopleChange::AddAccount {
        person,
        account: NewAccount { platform, handle },
    })))
}

/// Reads `ana@agency.com via Ana Ruiz (agency)`.
pub(super) fn contact_point(person: PersonId, typed: &str) -> Result<Vec<Next>, String> {
    let (value, manager) = match typed.split_once(" via ") {
        Some((value, manager)) => (value.trim(), Some(Reach::manager_of(manager))),
        None => (typed.trim(), None),
    };
    if value.is_empty() {
        return Err("type a mail address, a phone number or a link".into());
    }
    if value.contains('@') && value.contains(char::is_whitespace) {
        return Err(format!(
            "\"{}\" is no address; type ana@agency.com, and their manager's behind via",
            Clean::line(value)
        ));
    }
    let change = PeopleChange::AddContactPoint {
        person,
        kind: Reach::kind_of(value).into(),
        value: value.into(),
        manager,
    };
    Ok(save(Change::People(change)))
}

/// Adds new people; a handle whose platform is not known asks for it once for all.
pub(super) fn added(new: &[(Option<Platform>, Handle)]) -> Vec<Next> {
    let with = |platform: Platform| {
        let accounts = new
            .iter()
            .map(|(own, handle)| NewAccount {
                platform: own.unwrap_or(platform),
                handle: match own {
                    Some(_) => handle.clone(),
                    None => read_name(platform, handle.as_str()).unwrap_or_else(|_| handle.clone()),
                },
            })
            .collect();
        Next::Save(Change::People(PeopleChange::Add { accounts }))
    };
    if new.iter().all(|(platform, _)| platform.is_some()) {
        return vec![with(Platform::Other)];
    }
    let mut pick = Pick::new(
        ChoiceOf::PlatformOfHandles,
        Subject::Desk,
        "On which platform?",
    );
    for platform in Platform::ALL {
        pick.add(platform.title(), platform.letters(), vec![with(platform)]);
    }
    vec![Next::open(Overlay::Pick(pick))]
}
