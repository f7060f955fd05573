//! Things done with the person who stood under the bar when the key was pressed, on whichever screen.

use super::{Aim, App};
use crate::domain::change::{Change, ForMerged, PeopleChange};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::{self, GoingOn, Missing};
use crate::domain::merge::Merged;
use crate::domain::parking::ParkReason;
use crate::domain::platform;
use crate::domain::question::Answer;
use crate::domain::settings::HouseRules;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::ui::command::{Command, PersonCommand, ProfileCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::effect::Effect;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::erasebox::EraseBox;
use crate::ui::overlays::fitbox::FitBox;
use crate::ui::overlays::logbox::{LogBox, LogKind};
use crate::ui::overlays::notebox::NoteBox;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::today::hand_over;
use crate::ui::screens::{Place, Someone, Tab};
use crate::ui::subject::OnePerson;

impl App {
    pub(super) fn person(&mut self, aim: &Aim, command: PersonCommand) -> Vec<Next> {
        if let Some(what) = App::for_marked(aim, command) {
            return match aim.people() {
                Some(people) => self.with_people(people.clone(), what),
                None => nobody_under_the_bar(),
            };
        }
        let Some(someone) = aim.someone() else {
            return Vec::new();
        };
        let who = someone.one();
        match command {
            PersonCommand::Owner | PersonCommand::Tags => Vec::new(),
            PersonCommand::Open => {
                self.remember(who.id, who.name.clone());
                vec![Next::Profile(who)]
            }
            PersonCommand::Log => vec![log_box(LogKind::Contact, &who, "")],
            PersonCommand::Step => vec![log_box(LogKind::Step, &who, "")],
            PersonCommand::Note => vec![Next::open(Overlay::Note(NoteBox::new(&who)))],
            PersonCommand::Edit => self.edit(aim, &who),
            PersonCommand::Advance => match someone.stage.next() {
                Some(to) => self.move_to(someone, to),
                None => vec![Next::Say(Notice::calm(format!(
                    "{} is in advocacy, the last stage",
                    someone.name
                )))],
            },
            PersonCommand::Retreat => match someone.stage.previous() {
                Some(to) => self.move_to(someone, to),
                None => vec![Next::Say(Notice::calm(format!(
                    "{} is in discovery, the first stage; x parks",
                    someone.name
                )))],
            },
            PersonCommand::Park => park(someone, aim),
            PersonCommand::Copy => self.copy(&who),
            PersonCommand::Link => self.link(&who),
            PersonCommand::Fit => FitBox::open(&who),
            PersonCommand::Merge => App::merge(aim, ""),
            PersonCommand::Erase => EraseBox::open(&who),
        }
    }

    /// The form of a person; on their profile the sheet of the line under the bar, where it is still that line.
    fn edit(&mut self, aim: &Aim, who: &OnePerson) -> Vec<Next> {
        let is_here = self.place == Place::Profile && self.screens.profile.person() == Some(who.id);
        if is_here && self.is_still_under(aim) {
            let look = look!(self);
            return self.screens.profile.edit(&look);
        }
        self.edit_person(who)
    }

    /// The profile of a person and their form.
    pub(super) fn edit_person(&mut self, who: &OnePerson) -> Vec<Next> {
        self.remember(who.id, who.name.clone());
        let mut next = self.open_profile(who);
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
        let who = someone.one();
        let way = (someone.stage, to);
        match self.desk.settings.rules {
            _ if missing.is_empty() => {}
            HouseRules::Light => {}
            HouseRules::Standard => {
                return vec![ask_missing(&who, way, &missing)];
            }
            HouseRules::Strict => {
                return vec![ask_typed(&who, way, &missing)];
            }
        }
        if self.place == Place::Tab(Tab::Pipeline) {
            self.screens.pipeline.show_move(who.id, to);
        }
        let change = Change::People(PeopleChange::Move {
            person: who.id,
            from: someone.stage,
            to,
            without: Vec::new(),
            because: None,
        });
        vec![Next::Apply((&who).into(), change)]
    }

    fn copy(&mut self, who: &OnePerson) -> Vec<Next> {
        if self.place == Place::Profile && self.screens.profile.person() == Some(who.id) {
            return self
                .screens
                .profile
                .copies()
                .map(|pick| Next::open(Overlay::Pick(pick)))
                .into_iter()
                .collect();
        }
        let name = who.name.as_str().to_owned();
        let mut pick = Pick::new(
            ChoiceOf::Copy(who.id),
            who,
            &format!("Copy of {}", who.name),
        );
        pick.add(&name, "name", vec![Next::Do(Effect::Copy(name.clone()))]);
        if let Some(handle) = self.screens.roster.handle_of(who.id) {
            pick.add(
                &handle,
                "handle",
                vec![Next::Do(Effect::Copy(handle.clone()))],
            );
        }
        pick.add(
            "more…",
            "open the profile for mails and links",
            vec![Next::Profile(who.clone())],
        );
        vec![Next::open(Overlay::Pick(pick))]
    }

    fn link(&mut self, who: &OnePerson) -> Vec<Next> {
        let link = match self.place {
            Place::Profile if self.screens.profile.person() == Some(who.id) => {
                self.screens.profile.link()
            }
            Place::Triage if self.screens.triage.person() == Some(who.id) => {
                self.screens.triage.link()
            }
            _ => self.screens.roster.link_of(who.id),
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
                let someone = self.screens.someone(place);
                let next = someone.filter(|next| next.id != person);
                next.map(|next| next.one())
            }
            _ => self.screens.roster.neighbour(person, forward),
        };
        match next {
            Some(who) => vec![Next::Profile(who)],
            None => vec![Next::Say(Notice::calm("that was the last one here"))],
        }
    }

    /// The members, to choose the one who takes a person or their next step.
    pub(super) fn members_for(&self, who: &OnePerson, field: Field) -> Vec<Next> {
        let mut pick = Pick::new(
            ChoiceOf::HandOver(who.id, field),
            who,
            &format!("Hand {} to", who.name),
        );
        for member in &self.desk.members {
            let detail = if *member == self.me { "you" } else { "" };
            let give = Next::Give(who.clone(), field, member.clone(), None);
            pick.add(member.as_str(), detail, vec![give]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// The person who is handed over is here: the change names what stood there.
    pub(super) fn hand(
        who: &OnePerson,
        field: Field,
        member: &Clean,
        instead: Option<Merged>,
        answer: Answer,
    ) -> Vec<Next> {
        let dossier = match answer {
            Answer::Person(_, Some(dossier)) => dossier,
            Answer::Merged(merged) => {
                let into = OnePerson::new(merged.into, merged.into_name.clone());
                let give = Next::Give(into, field, member.clone(), Some(merged.clone()));
                return vec![Next::late(super::gone::ask_instead(&merged, vec![give]))];
            }
            Answer::Erased(_) => return vec![Next::Say(super::gone::was_erased(&who.name))],
            _ => return vec![Next::Say(super::gone::is_gone(&who.name))],
        };
        let original = dossier.person.values.get(field);
        let original = original.map(|raw| raw.as_stored().to_owned());
        let mut change = hand_over(who.id, field, original, member.to_string());
        if let Some(merged) = instead {
            let (gone, into) = (merged.gone, merged.into);
            change = Change::Instead(Box::new(ForMerged { gone, into, change }));
        }
        vec![Next::Apply(who.into(), change)]
    }
}

fn nobody_under_the_bar() -> Vec<Next> {
    vec![Next::Say(Notice::calm("nobody is under the cursor"))]
}

pub(super) fn log_box(kind: LogKind, who: &OnePerson, line: &str) -> Next {
    let mut log = LogBox::new(kind, who);
    log.set(line);
    Next::open(Overlay::Log(log))
}

fn park(someone: &Someone, aim: &Aim) -> Vec<Next> {
    let who = someone.one();
    if someone.parked {
        let seen = aim.seen();
        let unpark = Change::People(PeopleChange::Unpark {
            person: who.id,
            seen,
        });
        return vec![Next::Apply((&who).into(), unpark)];
    }
    park_why(&who)
}

/// The reasons to park a person.
pub(super) fn park_why(who: &OnePerson) -> Vec<Next> {
    park_why_in(ChoiceOf::Park(who.id), who)
}

/// The same, as the list with this key.
pub(super) fn park_why_in(key: ChoiceOf, who: &OnePerson) -> Vec<Next> {
    let title = format!("Park {}: why?", who.name);
    let mut pick = Pick::new(key, who, &title);
    for reason in ParkReason::OFFERED {
        pick.add(reason.word(), "", vec![park_prompt(who, reason)]);
    }
    vec![Next::open(Overlay::Pick(pick))]
}

pub(super) fn park_prompt(who: &OnePerson, reason: ParkReason) -> Next {
    let wanted = PromptFor::Park(who.clone(), reason);
    Next::open(Overlay::Prompt(Prompt::new(wanted)))
}

/// `No niche, no note. L again: move anyway · Enter: fill in`, and a reason with one key.
pub(super) fn ask_missing(
    who: &OnePerson,
    (from, to): (Stage, Stage),
    missing: &[Missing],
) -> Next {
    let go_on = |because: Option<GoingOn>| {
        let change = Change::People(PeopleChange::Move {
            person: who.id,
            from,
            to,
            without: missing.to_vec(),
            because,
        });
        vec![Next::Apply(who.into(), change)]
    };
    let words = format!("{}: {}", who.name, lifecycle::sentence(missing));
    let ask = Ask::new(who, &words)
        .option("L", "L", "again: move anyway", go_on(None))
        .option("enter", "Enter", "fill in", fill_in(who, missing))
        .option(
            "k",
            "k",
            GoingOn::KnowThem.word(),
            go_on(Some(GoingOn::KnowThem)),
        )
        .option("p", "p", "by phone", go_on(Some(GoingOn::AgreedByPhone)))
        .option("t", "t", GoingOn::Later.word(), go_on(Some(GoingOn::Later)))
        .option("o", "o", GoingOn::Other.word(), go_on(Some(GoingOn::Other)));
    Next::late(Overlay::Ask(ask))
}

/// `No niche. House rules are strict. L: type why and move · Enter: fill in`.
pub(super) fn ask_typed(who: &OnePerson, (from, to): (Stage, Stage), missing: &[Missing]) -> Next {
    let why = Prompt::new(PromptFor::GoOn {
        who: who.clone(),
        from,
        to,
        missing: missing.to_vec(),
    });
    let why = Next::open(Overlay::Prompt(why));
    let words = format!(
        "{}: {} House rules are strict.",
        who.name,
        lifecycle::sentence(missing)
    );
    let ask = Ask::new(who, &words)
        .option("L", "L", "again: type why, and move", vec![why])
        .option("enter", "Enter", "fill in", fill_in(who, missing));
    Next::late(Overlay::Ask(ask))
}

/// Where the first thing that is missing is filled in.
fn fill_in(who: &OnePerson, missing: &[Missing]) -> Vec<Next> {
    match missing.first() {
        Some(Missing::Flags) => FitBox::open(who),
        Some(Missing::Note) => vec![Next::open(Overlay::Note(NoteBox::new(who)))],
        Some(Missing::Reply) => vec![log_box(LogKind::Contact, who, "")],
        Some(Missing::Account) => {
            let wanted = PromptFor::Account(who.clone());
            vec![Next::open(Overlay::Prompt(Prompt::new(wanted)))]
        }
        Some(Missing::Niche) | None => vec![Next::Edit(who.clone())],
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
