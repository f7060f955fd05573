//! Things done with the person under the cursor, on whichever screen; and what is typed on the command line.

use super::App;
use crate::domain::change::{Change, HistoryChange, PeopleChange, TalkChange};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::{self, GoingOn, Missing};
use crate::domain::parking::ParkReason;
use crate::domain::platform;
use crate::domain::settings::HouseRules;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::ui::command::{Command, PersonCommand, ProfileCommand};
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::effect::Effect;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::erasebox::EraseBox;
use crate::ui::overlays::fitbox::FitBox;
use crate::ui::overlays::form::Form;
use crate::ui::overlays::logbox::{LogBox, LogKind};
use crate::ui::overlays::notebox::NoteBox;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::today::hand_over;
use crate::ui::screens::{Place, Someone, Tab};
use crate::ui::typed::{self, Typed};

/// Takes back the last change of this desk.
pub(super) fn undo_last() -> Change {
    Change::History(HistoryChange::UndoLast)
}

/// Does again what was last taken back.
pub(super) fn redo_last() -> Change {
    Change::History(HistoryChange::RedoLast)
}

impl App {
    pub(super) fn person(&mut self, command: PersonCommand) -> Vec<Next> {
        if let Some(what) = self.for_marked(command) {
            return self.with_marked(what);
        }
        let Some(someone) = self.screens.someone(self.place) else {
            return Vec::new();
        };
        match command {
            PersonCommand::Owner | PersonCommand::Tags => Vec::new(),
            PersonCommand::Open => {
                self.remember(someone.id, someone.name);
                vec![Next::Profile(someone.id)]
            }
            PersonCommand::Log => vec![log_box(LogKind::Contact, &someone)],
            PersonCommand::Step => vec![log_box(LogKind::Step, &someone)],
            PersonCommand::Note => vec![Next::open(Overlay::Note(NoteBox::new(
                someone.id,
                &someone.name,
            )))],
            PersonCommand::Edit => self.edit(&someone),
            PersonCommand::Advance => match someone.stage.next() {
                Some(to) => self.move_to(&someone, to),
                None => vec![Next::Say(Notice::calm(format!(
                    "{} is in advocacy, the last stage",
                    someone.name
                )))],
            },
            PersonCommand::Retreat => match someone.stage.previous() {
                Some(to) => self.move_to(&someone, to),
                None => vec![Next::Say(Notice::calm(format!(
                    "{} is in discovery, the first stage; x parks",
                    someone.name
                )))],
            },
            PersonCommand::Park => park(&someone),
            PersonCommand::Copy => self.copy(&someone),
            PersonCommand::Link => self.link(),
            PersonCommand::Fit => FitBox::open(someone.id, &someone.name),
            PersonCommand::Merge => self.merge(""),
            PersonCommand::Erase => EraseBox::open(someone.id, &someone.name),
        }
    }

    fn edit(&mut self, someone: &Someone) -> Vec<Next> {
        if self.place == Place::Profile {
            let look = look!(self);
            return self.screens.profile.edit(&look);
        }
        self.remember(someone.id, someone.name.clone());
        let mut next = self.open_profile(someone.id);
        next.extend(self.screens.profile.edit_person());
        next
    }

    /// Moves a person; what the checklist misses is asked about once.
    pub(super) fn move_to(&mut self, someone: &Someone, to: Stage) -> Vec<Next> {
        if someone.parked {
            return vec![Next::Say(Notice::calm(format!(
                "{} is parked; x brings them back on the board",
                someone.name
            )))];
        }
        let missing = someone
            .facts
            .map(|facts| lifecycle::missing(facts, someone.stage, to))
            .unwrap_or_default();
        let way = (someone.stage, to);
        match self.desk.settings.rules {
            _ if missing.is_empty() => {}
            HouseRules::Light => {}
            HouseRules::Standard => {
                return vec![ask_missing(someone.id, &someone.name, way, &missing)];
            }
            HouseRules::Strict => {
                return vec![ask_typed(someone.id, &someone.name, way, &missing)];
            }
        }
        if self.place == Place::Tab(Tab::Pipeline) {
            self.screens.pipeline.show_move(someone.id, to);
        }
        vec![Next::Apply(Change::People(PeopleChange::Move {
            person: someone.id,
            from: someone.stage,
            to,
            without: Vec::new(),
            because: None,
        }))]
    }

    fn copy(&mut self, someone: &Someone) -> Vec<Next> {
        if self.place == Place::Profile {
            return self
                .screens
                .profile
                .copies()
                .map(|pick| Next::open(Overlay::Pick(pick)))
                .into_iter()
                .collect();
        }
        let name = someone.name.as_str().to_owned();
        let mut pick = Pick::new(&format!("Copy of {}", someone.name));
        pick.add(&name, "name", vec![Next::Do(Effect::Copy(name.clone()))]);
        if let Some(handle) = self.screens.roster.handle_of(someone.id) {
            pick.add(
                &handle,
                "handle",
                vec![Next::Do(Effect::Copy(handle.clone()))],
            );
        }
        pick.add(
            "more…",
            "open the profile for mails and links",
            vec![Next::Profile(someone.id)],
        );
        vec![Next::open(Overlay::Pick(pick))]
    }

    fn link(&mut self) -> Vec<Next> {
        let link = match self.place {
            Place::Profile => self.screens.profile.link(),
            Place::Triage => self.screens.triage.link(),
            _ => self
                .screens
                .someone(self.place)
                .and_then(|someone| self.screens.roster.link_of(someone.id)),
        };
        match link {
            Some(link) => vec![Next::Do(Effect::Open(link))],
            None => vec![Next::Say(Notice::calm(
                "no link is known here; open the profile and press o",
            ))],
        }
    }

    pub(super) fn profile(&mut self, command: ProfileCommand) -> Vec<Next> {
        match command {
            ProfileCommand::NextPerson => self.leaf(true),
            ProfileCommand::PreviousPerson => self.leaf(false),
            _ => {
                let look = look!(self);
                self.screens
                    .run(Place::Profile, Command::Profile(command), &look)
            }
        }
    }

    /// To the next person of the list one came from.
    fn leaf(&mut self, forward: bool) -> Vec<Next> {
        let Some(person) = self.screens.profile.person() else {
            return Vec::new();
        };
        let step = if forward {
            crate::ui::command::ListCommand::Down
        } else {
            crate::ui::command::ListCommand::Up
        };
        let from = self.came_from.last().copied();
        let next = match from {
            Some(place @ Place::Tab(Tab::Today | Tab::Pipeline)) => {
                self.screens.step(place, step);
                self.screens
                    .someone(place)
                    .map(|someone| someone.id)
                    .filter(|next| *next != person)
            }
            _ => self.screens.roster.neighbour(person, forward),
        };
        match next {
            Some(person) => vec![Next::Profile(person)],
            None => vec![Next::Say(Notice::calm("that was the last one here"))],
        }
    }

    /// Opens kept text where it belongs.
    pub(super) fn restore(&mut self, draft: Draft, name: &Clean) -> Vec<Next> {
        let overlay = match &draft.place {
            DraftFor::Log(person) => Overlay::Log(LogBox::new(LogKind::Contact, *person, name)),
            DraftFor::Step(person) => Overlay::Log(LogBox::new(LogKind::Step, *person, name)),
            DraftFor::Note(person) | DraftFor::EditNote(person, _) => {
                Overlay::Note(NoteBox::new(*person, name))
            }
            DraftFor::NewPerson => Overlay::Form(Form::blank()),
            DraftFor::Person(person) => {
                // The form wants to know how the person stands now; the text is put into it when it opens.
                let mut next = self.open_profile(*person);
                next.extend(self.screens.profile.edit_person());
                return next;
            }
            DraftFor::Line(person, line) => {
                let mut next = self.open_profile(*person);
                next.extend(self.screens.profile.edit_line(*line));
                return next;
            }
            DraftFor::Handles
            | DraftFor::Reason(_)
            | DraftFor::Account(_)
            | DraftFor::ContactPoint(_) => match Prompt::again(&draft) {
                Some(prompt) => Overlay::Prompt(prompt),
                None => return Vec::new(),
            },
        };
        let mut overlay = overlay;
        super::boxes::put_back(&mut overlay, &draft);
        vec![Next::open(overlay)]
    }

    /// Does what was typed on the command line.
    pub(super) fn type_line(&mut self, line: &str) -> Vec<Next> {
        if !line.trim().is_empty() && self.typed_lines.last().map(String::as_str) != Some(line) {
            self.typed_lines.push(line.to_owned());
        }
        let typed = match typed::read(line) {
            Ok(typed) => typed,
            Err(error) => return vec![Next::Say(Notice::calm(error))],
        };
        match typed {
            Typed::Nothing => Vec::new(),
            Typed::Command(command) => vec![Next::Run(command)],
            Typed::Sort(sort) if self.place == Place::Tab(Tab::Pipeline) => {
                self.screens.pipeline.sort_by(sort)
            }
            Typed::Sort(sort) => self.screens.roster.sort_by(sort),
            Typed::Lanes(by) => {
                let mut next = self.go(Place::Tab(Tab::Pipeline));
                next.extend(self.screens.pipeline.part_by(by));
                next
            }
            Typed::Find(words) => {
                let mut next = self.go(Place::Tab(Tab::Roster));
                let look = look!(self);
                next.extend(self.screens.roster.search_for(&words, &look));
                next
            }
            Typed::Desk(name) if name.is_empty() => self.choose_desk(),
            Typed::Desk(name) => vec![Next::Switch(name)],
            Typed::Import(path) => self.open_import(&path),
            Typed::Add(text) => add(&text),
            Typed::Stage(to) => self.with_someone(|app, someone| app.move_to(&someone, to)),
            Typed::Park(reason) => {
                self.with_someone(|_, someone| vec![park_prompt(someone.id, &someone.name, reason)])
            }
            Typed::Merge(words) => self.merge(&words),
            Typed::Log(text) => self
                .with_someone(|_, someone| vec![log_box_with(LogKind::Contact, &someone, &text)]),
            Typed::Step(text) => {
                self.with_someone(|_, someone| vec![log_box_with(LogKind::Step, &someone, &text)])
            }
            Typed::Note(text) => self.with_someone(|_, someone| {
                vec![Next::Apply(Change::Talk(TalkChange::AddNote {
                    person: someone.id,
                    text,
                }))]
            }),
        }
    }

    fn with_someone(&mut self, act: impl FnOnce(&mut App, Someone) -> Vec<Next>) -> Vec<Next> {
        match self.screens.someone(self.place) {
            Some(someone) => act(self, someone),
            None => vec![Next::Say(Notice::calm("nobody is under the cursor"))],
        }
    }

    /// The members, to choose the one who takes a person or their next step.
    pub(super) fn members_for(&self, person: PersonId, field: Field, name: &Clean) -> Vec<Next> {
        let mut pick = Pick::new(&format!("Hand {name} to"));
        for member in &self.desk.members {
            let detail = if *member == self.me { "you" } else { "" };
            let give = Next::Give(person, field, member.clone());
            pick.add(member.as_str(), detail, vec![give]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// The person who is handed over is here: the change names what stood there.
    pub(super) fn hand(&mut self, dossier: Option<&crate::domain::person::Dossier>) -> Vec<Next> {
        let (Some((person, field, member)), Some(dossier)) = (self.handing.take(), dossier) else {
            return Vec::new();
        };
        let original = dossier
            .person
            .values
            .get(field)
            .map(|raw| raw.as_stored().to_owned());
        vec![Next::Apply(hand_over(
            person,
            field,
            original,
            member.to_string(),
        ))]
    }
}

fn add(text: &str) -> Vec<Next> {
    let mut prompt = Prompt::new(PromptFor::Add, "Add people");
    prompt.paste(text);
    vec![
        Next::open(Overlay::Prompt(prompt)),
        Next::Run(Command::Box(crate::ui::command::BoxCommand::Submit)),
    ]
}

fn log_box(kind: LogKind, someone: &Someone) -> Next {
    Next::open(Overlay::Log(LogBox::new(kind, someone.id, &someone.name)))
}

fn log_box_with(kind: LogKind, someone: &Someone, line: &str) -> Next {
    let mut log = LogBox::new(kind, someone.id, &someone.name);
    log.set(line);
    Next::open(Overlay::Log(log))
}

fn park(someone: &Someone) -> Vec<Next> {
    if someone.parked {
        return vec![Next::Apply(Change::People(PeopleChange::Unpark {
            person: someone.id,
        }))];
    }
    let mut pick = Pick::new(&format!("Park {}: why?", someone.name));
    for reason in ParkReason::OFFERED {
        pick.add(
            reason.word(),
            "",
            vec![park_prompt(someone.id, &someone.name, reason)],
        );
    }
    vec![Next::open(Overlay::Pick(pick))]
}

fn park_prompt(person: PersonId, name: &Clean, reason: ParkReason) -> Next {
    Next::open(Overlay::Prompt(Prompt::new(
        PromptFor::Park(person, reason),
        &format!("Park {name}: look again when?"),
    )))
}

/// `No niche, no note. L again: move anyway · Enter: fill in`, and a reason with one key.
pub(super) fn ask_missing(
    person: PersonId,
    name: &Clean,
    (from, to): (Stage, Stage),
    missing: &[Missing],
) -> Next {
    let go_on = |because: Option<GoingOn>| {
        vec![Next::Apply(Change::People(PeopleChange::Move {
            person,
            from,
            to,
            without: missing.to_vec(),
            because,
        }))]
    };
    let ask = Ask::new(&lifecycle::sentence(missing))
        .option("L", "L", "again: move anyway", go_on(None))
        .option("enter", "Enter", "fill in", fill_in(person, name, missing))
        .option(
            "k",
            "k",
            GoingOn::KnowThem.word(),
            go_on(Some(GoingOn::KnowThem)),
        )
        .option("p", "p", "by phone", go_on(Some(GoingOn::AgreedByPhone)))
        .option("t", "t", GoingOn::Later.word(), go_on(Some(GoingOn::Later)))
        .option("o", "o", GoingOn::Other.word(), go_on(Some(GoingOn::Other)));
    Next::open(Overlay::Ask(ask))
}

/// `No niche. House rules are strict. L: type why and move · Enter: fill in`.
pub(super) fn ask_typed(
    person: PersonId,
    name: &Clean,
    (from, to): (Stage, Stage),
    missing: &[Missing],
) -> Next {
    let why = PromptFor::GoOn {
        person,
        from,
        to,
        missing: missing.to_vec(),
    };
    let title = format!("Why to {} all the same?", to.word());
    let why = Next::open(Overlay::Prompt(Prompt::new(why, &title)));
    let words = format!("{} House rules are strict.", lifecycle::sentence(missing));
    let ask = Ask::new(&words)
        .option("L", "L", "again: type why, and move", vec![why])
        .option("enter", "Enter", "fill in", fill_in(person, name, missing));
    Next::open(Overlay::Ask(ask))
}

/// Where the first thing that is missing is filled in.
fn fill_in(person: PersonId, name: &Clean, missing: &[Missing]) -> Vec<Next> {
    match missing.first() {
        Some(Missing::Flags) => FitBox::open(person, name),
        Some(Missing::Note) => vec![Next::open(Overlay::Note(NoteBox::new(person, name)))],
        Some(Missing::Reply) => vec![Next::open(Overlay::Log(LogBox::new(
            LogKind::Contact,
            person,
            name,
        )))],
        Some(Missing::Account) => {
            vec![Next::open(Overlay::Prompt(Prompt::new(
                PromptFor::Account(person),
                &format!("Account of {name}"),
            )))]
        }
        Some(Missing::Niche) | None => vec![
            Next::Profile(person),
            Next::Run(Command::Person(PersonCommand::Edit)),
        ],
    }
}

/// What the roster can tell of a person without asking.
impl crate::ui::screens::roster::Roster {
    fn shown(&self, person: PersonId) -> Option<&crate::domain::card::Card> {
        self.cards().iter().find(|card| card.id == person)
    }

    fn handle_of(&self, person: PersonId) -> Option<String> {
        self.shown(person)
            .map(|card| card.handle.as_str().to_owned())
    }

    fn link_of(&self, person: PersonId) -> Option<String> {
        let card = self.shown(person)?;
        let first = card.platforms.as_str().split(' ').next()?;
        let platform = platform::Platform::ALL
            .into_iter()
            .find(|one| one.letters() == first)?;
        let (platform, handle) = platform::read_on(platform, card.handle.as_str()).ok()?;
        platform::profile_url(platform, &handle)
    }
}
