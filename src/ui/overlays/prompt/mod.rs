//! One line to type, for a date, a reason, an account or a pasted list; what was understood is echoed below.

mod read;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use self::read::{
    account, added, as_of, as_of_day, contact_point, go_on, look_again, marked, marked_go_on,
    marked_step, named, note, park, reason, refuse_blanks, save, value,
};
use super::{Overlay, Taken};
use crate::domain::bulk::{BulkAction, read_tags};
use crate::domain::change::{Change, PeopleChange, TriageChange};
use crate::domain::dates::{self, read_step};
use crate::domain::ids::{PersonId, SetId, ViewId};
use crate::domain::lifecycle::Missing;
use crate::domain::parking::ParkReason;
use crate::domain::platform::{Handle, Platform, read_references};
use crate::domain::question::Question;
use crate::domain::saved_view::ViewChange;
use crate::domain::settings::{self, Setting};
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::domain::triage::{Check, Decision, Flag, Verdict};
use crate::ui::command::BoxCommand;
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::ask::Ask;
use crate::ui::screens::import::Chosen;
use crate::ui::widgets::line::{boxed, put_text, row};
use crate::ui::widgets::textbox::TextBox;

/// Columns of what is echoed below the line.
const ECHO_COLUMNS: usize = 68;

/// What the line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptFor {
    /// The day to look again at somebody parked; blank is never.
    Park(PersonId, ParkReason),
    /// The day on which somebody comes back into Today.
    Snooze(PersonId),
    /// Why a colleague's change is taken back.
    Reason(SetId),
    /// Why somebody moves on although something is missing.
    GoOn {
        /// Whom.
        person: PersonId,
        /// From where.
        from: Stage,
        /// To where.
        to: Stage,
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// The value of a setting of the team.
    Setting {
        /// Which.
        setting: Setting,
        /// What is stored; the author saw it.
        original: Option<String>,
    },
    /// Handles or links of new people.
    Add,
    /// The platform of a handle that does not tell it.
    Account(PersonId),
    /// A way to reach the person.
    ContactPoint(PersonId),
    /// The day of a file's figures.
    AsOf,
    /// Where the rejected rows of a file are written.
    Rejects,
    /// A line of note about somebody.
    Line(PersonId),
    /// Why a fit check was answered so: the answer with its line that stood there, and the answer.
    Check(PersonId, Check, Option<(Verdict, String)>, Verdict),
    /// Why a red flag was cleared or accepted.
    Flag(PersonId, Box<Flag>, Decision),
    /// Why those who are marked go to a stage although something is missing.
    MarkedGoOn(Stage),
    /// The file that people are written to.
    Export,
    /// The name of a view.
    ViewName,
    /// Another name of a view, as it was seen.
    Rename(ViewId, i64),
    /// Tags of those who are marked.
    MarkedTags,
    /// The next step of those who are marked.
    MarkedStep,
    /// The day to look again at those who are marked and parked; blank is never.
    MarkedPark(ParkReason),
}

/// One line to type.
#[derive(Debug, Clone)]
pub struct Prompt {
    wanted: PromptFor,
    title: Clean,
    text: TextBox,
    error: Option<String>,
    /// Accounts that were typed and are being looked up.
    asked: Vec<(Option<Platform>, Handle)>,
    /// The file of that name is being written: the line stays until it is.
    writing: bool,
}

impl Prompt {
    /// An empty line.
    #[must_use]
    pub fn new(wanted: PromptFor, title: &str) -> Prompt {
        // A line of note may come back out of a note of several.
        let many = matches!(wanted, PromptFor::Add | PromptFor::Line(_));
        Prompt {
            wanted,
            title: Clean::line(title),
            text: if many {
                TextBox::text("")
            } else {
                TextBox::line("")
            },
            error: None,
            asked: Vec::new(),
            writing: false,
        }
    }

    /// Whether the file that was typed is being written.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.writing
    }

    /// The file cannot be written: why, below the path that was typed.
    pub fn cannot_write(&mut self, why: &str) {
        self.writing = false;
        self.error = Some(why.to_owned());
    }

    /// Puts a proposal into the line.
    pub fn suggest(&mut self, text: &str) {
        self.text.set(text);
    }

    /// A line that stands there already.
    #[must_use]
    pub fn filled(wanted: PromptFor, title: &str, text: &str) -> Prompt {
        let mut prompt = Prompt::new(wanted, title);
        prompt.text.set(text);
        prompt
    }

    /// Letters go into the box; Enter always submits.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        if matches!(key.code, KeyCode::Enter) {
            return Taken::No;
        }
        if self.writing && !matches!(key.code, KeyCode::Esc) {
            return Taken::Yes(Vec::new());
        }
        self.error = None;
        if self.text.key(key) {
            Taken::Yes(Vec::new())
        } else {
            Taken::No
        }
    }

    /// Puts a text into the box.
    pub fn set(&mut self, text: &str) {
        self.text.set(text);
    }

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) {
        self.error = None;
        self.text.paste(text);
    }

    /// Where its text belongs; a date or a name is typed again sooner than it is looked for.
    #[must_use]
    pub fn place(&self) -> Option<DraftFor> {
        match self.wanted {
            PromptFor::Add => Some(DraftFor::Handles),
            PromptFor::Reason(set) => Some(DraftFor::Reason(set)),
            PromptFor::Account(person) => Some(DraftFor::Account(person)),
            PromptFor::ContactPoint(person) => Some(DraftFor::ContactPoint(person)),
            PromptFor::Line(person) => Some(DraftFor::Note(person)),
            PromptFor::Park(..)
            | PromptFor::Setting { .. }
            | PromptFor::Check(..)
            | PromptFor::Flag(..)
            | PromptFor::GoOn { .. }
            | PromptFor::Snooze(_)
            | PromptFor::AsOf
            | PromptFor::Rejects
            | PromptFor::MarkedTags
            | PromptFor::ViewName
            | PromptFor::Export
            | PromptFor::Rename(..)
            | PromptFor::MarkedGoOn(_)
            | PromptFor::MarkedStep
            | PromptFor::MarkedPark(_) => None,
        }
    }

    /// The line that a kept text was typed into.
    #[must_use]
    pub fn again(draft: &Draft) -> Option<Prompt> {
        let wanted = match draft.place {
            DraftFor::Handles => PromptFor::Add,
            DraftFor::Reason(set) => PromptFor::Reason(set),
            DraftFor::Account(person) => PromptFor::Account(person),
            DraftFor::ContactPoint(person) => PromptFor::ContactPoint(person),
            DraftFor::Log(_)
            | DraftFor::Step(_)
            | DraftFor::Note(_)
            | DraftFor::EditNote(..)
            | DraftFor::Person(_)
            | DraftFor::Line(..)
            | DraftFor::NewPerson => return None,
        };
        Some(Prompt::new(wanted, &draft.about))
    }

    /// What was typed so far.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        if self.text.is_blank() {
            return None;
        }
        Some(Draft {
            place: self.place()?,
            about: self.title.to_string(),
            texts: vec![(String::new(), self.text.value())],
            originals: Vec::new(),
        })
    }

    /// A colleague changed the same setting: what they made it, and what another Enter does.
    pub fn clash(&mut self, by: &Clean, theirs: Option<String>) {
        if let PromptFor::Setting { setting, original } = &mut self.wanted {
            let line = setting.definition();
            let now = settings::say(*setting, theirs.as_deref().unwrap_or(line.default));
            self.error = Some(format!(
                "{by} made it {now} meanwhile; Enter again saves yours, Esc leaves theirs"
            ));
            *original = theirs;
        }
    }

    /// Puts kept text back.
    pub fn restore(&mut self, draft: &Draft) {
        if let Some((_, text)) = draft.texts.first() {
            self.text.set(text);
        }
    }

    /// Does what the line says.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        if !matches!(command, BoxCommand::Submit | BoxCommand::Save) {
            return Vec::new();
        }
        if self.writing {
            return Vec::new();
        }
        let typed = self.text.value();
        let result = match self.wanted.clone() {
            PromptFor::Park(person, reason) => park(person, reason, &typed, look.today),
            PromptFor::Snooze(person) => dates::parse(&typed, look.today)
                .map(|until| save(Change::People(PeopleChange::Snooze { person, until })))
                .map_err(|error| error.to_string()),
            PromptFor::Reason(set) => reason(set, &typed),
            PromptFor::Setting { setting, original } => {
                value(setting, original, &typed, look.settings)
            }
            PromptFor::GoOn {
                person,
                from,
                to,
                missing,
            } => go_on((person, from, to), missing, &typed),
            PromptFor::Add => self.look_up(&typed),
            PromptFor::Account(person) => account(person, &typed),
            PromptFor::ContactPoint(person) => contact_point(person, &typed),
            PromptFor::AsOf => as_of(&typed, look.today),
            PromptFor::Rejects => self.write_to(&typed, |to| Next::Chosen(Chosen::Rejects(to))),
            PromptFor::MarkedGoOn(to) => marked_go_on(to, &typed),
            PromptFor::Export => self.write_to(&typed, Next::Export),
            PromptFor::ViewName => named(&typed).map(|name| vec![Next::SaveView(name)]),
            PromptFor::Rename(view, seen) => named(&typed)
                .map(|name| save(Change::View(ViewChange::Rename { view, seen, name }))),
            PromptFor::Line(person) => note(person, &typed),
            PromptFor::Check(person, check, seen, verdict) => {
                let mine = Some((verdict, typed.trim().to_owned()));
                Ok(save(Change::Triage(TriageChange::Check {
                    person,
                    check,
                    seen,
                    mine,
                })))
            }
            PromptFor::Flag(person, flag, decision) => {
                let decision = Some((decision, typed.trim().to_owned()));
                Ok(save(Change::Triage(TriageChange::Flag {
                    person,
                    flag: *flag,
                    decision,
                })))
            }
            PromptFor::MarkedTags => read_tags(&typed).map(marked),
            PromptFor::MarkedStep => marked_step(&typed, look.today),
            PromptFor::MarkedPark(reason) => look_again(&typed, look.today)
                .map(|look_again| marked(BulkAction::Park { reason, look_again })),
        };
        result.unwrap_or_else(|error| {
            self.error = Some(error);
            Vec::new()
        })
    }

    /// Writes the file that was typed; the line stays until it is there.
    fn write_to(
        &mut self,
        typed: &str,
        write: impl FnOnce(String) -> Next,
    ) -> Result<Vec<Next>, String> {
        let to = typed.trim();
        if to.is_empty() {
            return Err("type a file: ~/spring.csv".into());
        }
        self.writing = true;
        Ok(vec![write(to.to_owned())])
    }

    /// Asks which of the typed accounts are known before any is added.
    fn look_up(&mut self, typed: &str) -> Result<Vec<Next>, String> {
        let mut accounts: Vec<(Option<Platform>, Handle)> = Vec::new();
        for one in read_references(typed) {
            let (platform, handle) = one.map_err(|error| error.to_string())?;
            refuse_blanks(platform, &handle)?;
            let is_same = |(other, one): &(Option<Platform>, Handle)| {
                *other == platform && one.kind() == handle.kind() && one.key() == handle.key()
            };
            if !accounts.iter().any(is_same) {
                accounts.push((platform, handle));
            }
        }
        if accounts.is_empty() {
            return Err(
                "type or paste handles or links: @ada.lov, instagram.com/ada.lov, tt ada".into(),
            );
        }
        self.asked = accounts;
        let asked = self.asked.clone();
        Ok(vec![Next::Ask(Asker::Overlay, Question::Known(asked))])
    }

    /// Takes which accounts are known: `12 handles, 3 known: add 9?`
    pub fn receive(&mut self, known: Vec<Option<(PersonId, Clean)>>) -> Vec<Next> {
        let asked = std::mem::take(&mut self.asked);
        let all = asked.len();
        let mut new = Vec::new();
        let mut there = None;
        for (account, found) in asked.into_iter().zip(known) {
            match found {
                Some(person) => there = Some(person),
                None => new.push(account),
            }
        }
        if new.is_empty() {
            // Nothing of it is left to be done.
            self.text.set("");
        }
        match (all, new.as_slice(), there) {
            (1, [], Some((person, name))) => {
                vec![
                    Next::Close,
                    Next::Say(Notice::calm(format!("{name} is known already"))),
                    Next::Profile(person),
                ]
            }
            (_, [], _) => vec![
                Next::Close,
                Next::Say(Notice::calm(format!("all {all} are known already"))),
            ],
            (1, ..) => added(&new),
            _ => {
                let words = format!(
                    "{all} handles, {} known: add {}?",
                    all - new.len(),
                    new.len()
                );
                let ask = Ask::new(&words)
                    .option("enter", "Enter", "add them", added(&new))
                    .option("esc", "Esc", "leave it", Vec::new());
                vec![Next::open(Overlay::Ask(ask))]
            }
        }
    }

    fn echo(&self, look: &Look<'_>) -> (String, bool) {
        if let Some(error) = &self.error {
            return (error.clone(), true);
        }
        if self.writing {
            return ("writing… Esc leaves it to itself".into(), false);
        }
        let typed = self.text.value();
        let words = match &self.wanted {
            PromptFor::Park(..) | PromptFor::MarkedPark(_) if typed.trim().is_empty() => {
                "a date to look again (+3m, 12 mar), or Enter for none".into()
            }
            PromptFor::ViewName => {
                "a name; one that is there already is kept anew with this list".into()
            }
            PromptFor::Rename(..) => "a name".into(),
            PromptFor::Export => {
                "a new file: .csv, .json or .md tells the format; ~/ is your home".into()
            }
            PromptFor::MarkedTags => match read_tags(&typed) {
                Ok(_) => "Enter changes them; - in front takes a tag off".into(),
                Err(error) => error,
            },
            PromptFor::Setting { setting, .. } => setting.definition().range(),
            PromptFor::GoOn { .. } | PromptFor::MarkedGoOn(_) => {
                "one line; it is kept with the move".into()
            }
            PromptFor::MarkedStep => match read_step(&typed, look.today) {
                Ok((Some(date), text)) => format!("{} · {text}", dates::say_full(date)),
                Ok((None, text)) if text.is_empty() => {
                    "a date and what is to be done: fri call about rates".into()
                }
                Ok((None, text)) => format!("no date · {text}"),
                Err(error) => error,
            },
            PromptFor::Park(..) | PromptFor::MarkedPark(_) | PromptFor::Snooze(_) => {
                match dates::parse(&typed, look.today) {
                    Ok(date) => dates::say_full(date),
                    Err(_) if typed.trim().is_empty() => "fri, +3d, 12 dec or 2026-12-01".into(),
                    Err(error) => error.to_string(),
                }
            }
            PromptFor::AsOf => match as_of_day(&typed, look.today) {
                Ok(date) => dates::say_full(date),
                Err(_) if typed.trim().is_empty() => {
                    "today, yesterday, 12 nov or 2026-11-12; growth is reckoned from it".into()
                }
                Err(error) => error,
            },
            PromptFor::Rejects => "a new file; one that is there is never written over".into(),
            PromptFor::Line(_) => "what you noticed; it is kept as a note".into(),
            PromptFor::Check(..) | PromptFor::Flag(..) => {
                "why, or where it can be seen; blank takes the line out".into()
            }
            PromptFor::Reason(_) => "one line; it stands in the history beside the change".into(),
            PromptFor::Add => {
                "handles or links, one or a pasted list: @ada.lov  tiktok.com/@ada  yt ada".into()
            }
            PromptFor::Account(_) => "a link, or the platform and the handle: ig ada.lov".into(),
            PromptFor::ContactPoint(_) => {
                "mail, phone or link; their manager's: ana@agency.com via Ana Ruiz (agency)".into()
            }
        };
        (words, false)
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let lines = if self.text.is_many() {
            self.text.height(66).clamp(1, 8)
        } else {
            1
        };
        let (echo, wrong) = self.echo(look);
        // A long path in front of what is wrong with it takes more lines.
        let echoed = crate::domain::text::wrap(&echo, ECHO_COLUMNS)
            .len()
            .clamp(2, 6);
        let high = lines + 2 + u16::try_from(echoed).unwrap_or(2);
        let inside = boxed(frame, area, 72, high, self.title.as_str(), look.theme);
        let place = Rect {
            height: lines.min(inside.height),
            ..inside
        };
        self.text.view(frame, place, look.theme.plain, true);
        let style = if wrong {
            look.theme.alarm
        } else {
            look.theme.dim
        };
        for (line, y) in crate::domain::text::wrap(&echo, usize::from(inside.width))
            .iter()
            .zip(lines..)
        {
            if let Some(at) = row(inside, y) {
                put_text(frame, at, Clean::line(line).as_str(), style);
            }
        }
    }
}
