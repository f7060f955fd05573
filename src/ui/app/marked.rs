//! One action on the people who are marked; where nobody is, some of it is done with the one under the cursor. Whom it
//! is done with is taken at the key press, and goes along through every question to the end.

use super::{Aim, App};
use crate::domain::bulk::{BulkAction, Readiness};
use crate::domain::change::Change;
use crate::domain::counts::say_grouped;
use crate::domain::field::{CARE_LEVELS, Field, SEGMENTS};
use crate::domain::importing::Whom;
use crate::domain::parking::ParkReason;
use crate::domain::question::Question;
use crate::domain::settings::HouseRules;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::ui::command::PersonCommand;
use crate::ui::draft::ChoiceOf;
use crate::ui::effect::Effect;
use crate::ui::next::{Await, Next};
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::{People, Subject};

/// So many are changed at once, in one transaction; more are a job.
const AT_ONCE: usize = 200;

/// Something that is done with one person or several.
#[derive(Debug, Clone, PartialEq)]
pub enum PeopleAction {
    /// To another stage: which? Forward or back is what the cursor stands on.
    Stage {
        /// The next one, and not the one before.
        forward: bool,
    },
    /// To this one, if they are ready.
    To(Stage),
    /// Another owner: who?
    Owner,
    /// Another segment: which?
    Segment,
    /// Another care level: which?
    Care,
    /// Tags on and off.
    Tags,
    /// A next step.
    Step,
    /// Off the board: why?
    Park,
    /// Off the board for this reason: look again when?
    ParkFor(ParkReason),
    /// This.
    Do(BulkAction),
}

impl App {
    /// How many are marked on the screen in front.
    #[must_use]
    pub fn marked(&self) -> usize {
        if self.place == Place::Tab(Tab::Roster) {
            self.screens.roster.marks().count()
        } else {
            0
        }
    }

    /// What a key for one person means where many are marked; nothing where it means the one under the cursor alone.
    pub(super) fn for_marked(aim: &Aim, command: PersonCommand) -> Option<PeopleAction> {
        let many = aim.marked().is_some();
        match command {
            PersonCommand::Owner => Some(PeopleAction::Owner),
            PersonCommand::Tags => Some(PeopleAction::Tags),
            PersonCommand::Advance if many => Some(PeopleAction::Stage { forward: true }),
            PersonCommand::Retreat if many => Some(PeopleAction::Stage { forward: false }),
            PersonCommand::Park if many => Some(PeopleAction::Park),
            PersonCommand::Step if many => Some(PeopleAction::Step),
            PersonCommand::Open
            | PersonCommand::Log
            | PersonCommand::Step
            | PersonCommand::Edit
            | PersonCommand::Advance
            | PersonCommand::Retreat
            | PersonCommand::Park
            | PersonCommand::Note
            | PersonCommand::Copy
            | PersonCommand::Link
            | PersonCommand::Fit
            | PersonCommand::Merge
            | PersonCommand::Erase => None,
        }
    }

    /// All that can be done with them.
    pub(super) fn choose_for(people: &People) -> Vec<Next> {
        let mut pick = Pick::new(
            ChoiceOf::Change(people.into()),
            people,
            &format!("Change {}", people.name()),
        );
        for (words, key, what) in [
            ("owner", 'w', PeopleAction::Owner),
            ("tags", '#', PeopleAction::Tags),
            ("stage", 'L', PeopleAction::Stage { forward: true }),
            ("segment", 's', PeopleAction::Segment),
            ("care level", 'c', PeopleAction::Care),
            ("next step", 't', PeopleAction::Step),
            ("park", 'x', PeopleAction::Park),
            (
                "back on the board",
                'b',
                PeopleAction::Do(BulkAction::Unpark),
            ),
        ] {
            pick.add_key(words, key, vec![Next::With(people.clone(), what)]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Does it, or asks what is still to be known.
    pub(super) fn with_people(&mut self, people: People, what: PeopleAction) -> Vec<Next> {
        let prompt = |wanted| vec![Next::open(Overlay::Prompt(Prompt::new(wanted)))];
        match what {
            PeopleAction::Stage { forward } => pick_stage(&people, forward),
            PeopleAction::To(to) => vec![Next::Await(Await::Ready(people, to))],
            PeopleAction::Owner => self.pick_owner(&people),
            PeopleAction::Segment => pick_word(&people, Field::Segment, SEGMENTS),
            PeopleAction::Care => pick_word(&people, Field::CareLevel, CARE_LEVELS),
            PeopleAction::Tags => prompt(PromptFor::Tags(people)),
            PeopleAction::Step => prompt(PromptFor::Step(people)),
            PeopleAction::Park => pick_reason(&people),
            PeopleAction::ParkFor(reason) => prompt(PromptFor::ParkAll(people, reason)),
            PeopleAction::Do(action) => vec![Next::Bulk(people, action)],
        }
    }

    fn pick_owner(&self, people: &People) -> Vec<Next> {
        let mut pick = Pick::new(
            ChoiceOf::Owner(people.into()),
            people,
            &format!("Owner of {}", people.name()),
        );
        for member in &self.desk.members {
            let detail = if *member == self.me { "you" } else { "" };
            let owner = Some(member.to_string());
            pick.add(member.as_str(), detail, set_of(people, Field::Owner, owner));
        }
        pick.add("nobody", "", set_of(people, Field::Owner, None));
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Asks for the file to which the marked, or all of the list in front, are written.
    pub(super) fn export_where(&self, aim: &Aim) -> Vec<Next> {
        let (whom, words) = match aim.marked() {
            Some(people) => (Whom::People(people.ids().to_vec()), people.name()),
            None => (
                Whom::List(self.screens.roster.list()),
                Clean::fixed("this list"),
            ),
        };
        let prompt = Prompt::new(PromptFor::Export(whom, words));
        vec![Next::open(Overlay::Prompt(prompt))]
    }

    /// Few at once, many as a job; out of a box, which comes back with its text if it fails.
    pub(super) fn begin_bulk(
        &mut self,
        people: People,
        action: BulkAction,
        overlay: Option<Overlay>,
        effects: &mut Vec<Effect>,
    ) {
        let bulk = people.bulk(action);
        let subject = Subject::People(people);
        if bulk.people.len() <= AT_ONCE {
            self.apply(subject, Change::Bulk(bulk), overlay, effects);
        } else {
            let ticket = self.begin_job_of(overlay);
            if let Some(pending) = self.pending.get_mut(ticket) {
                (pending.forward, pending.subject) = (true, subject);
                pending.action = Some(bulk.action.clone());
            }
            effects.push(Effect::Bulk(ticket, bulk));
        }
    }

    /// How many are marked, for the footer.
    #[must_use]
    pub fn marked_words(&self) -> Option<Clean> {
        let range = self.place == Place::Tab(Tab::Roster) && self.screens.roster.has_range();
        match (range, self.marked()) {
            (true, _) => Some(Clean::fixed("marking rows: V ends, Esc leaves")),
            (false, 0) => None,
            (false, many) => Some(Clean::line(&format!(
                "{} marked",
                say_grouped(i64::try_from(many).unwrap_or(0))
            ))),
        }
    }
}

fn pick_stage(people: &People, forward: bool) -> Vec<Next> {
    let mut pick = Pick::new(
        ChoiceOf::Stage(people.into(), forward),
        people,
        &format!("Move {} to", people.name()),
    );
    for stage in Stage::ALL {
        let to = Next::With(people.clone(), PeopleAction::To(stage));
        pick.add(stage.word(), "", vec![to]);
    }
    // Where they are is asked: the marked may be on no page that is shown.
    let stages = Question::Stages(people.ids().to_vec(), forward);
    vec![Next::open(Overlay::Pick(pick.awaiting(stages)))]
}

pub(super) fn pick_word(people: &People, field: Field, words: &[&str]) -> Vec<Next> {
    let mut pick = Pick::new(
        ChoiceOf::Word(people.into(), field),
        people,
        &format!("{} of {}", field.label(), people.name()),
    );
    for word in words {
        pick.add(word, "", set_of(people, field, Some((*word).to_owned())));
    }
    pick.add("none", "", set_of(people, field, None));
    vec![Next::open(Overlay::Pick(pick))]
}

fn set_of(people: &People, field: Field, value: Option<String>) -> Vec<Next> {
    vec![Next::Bulk(people.clone(), BulkAction::Set(field, value))]
}

fn pick_reason(people: &People) -> Vec<Next> {
    let mut pick = Pick::new(
        ChoiceOf::ParkPeople(people.into()),
        people,
        &format!("Park {}: why?", people.name()),
    );
    for reason in ParkReason::OFFERED {
        let park = Next::With(people.clone(), PeopleAction::ParkFor(reason));
        pick.add(reason.word(), "", vec![park]);
    }
    vec![Next::open(Overlay::Pick(pick))]
}

/// `80 chosen, 62 ready, 3 of them back from advocacy: all · ready only · cancel`; nothing is asked where all are ready
/// and nobody goes back.
pub(super) fn ready(rules: HouseRules, people: &People, to: Stage, found: Readiness) -> Vec<Next> {
    let go = |only_ready: bool| {
        let action = BulkAction::Move {
            to,
            only_ready,
            because: None,
        };
        vec![Next::Bulk(people.clone(), action)]
    };
    let all_may = found.not_ready == 0 || rules == HouseRules::Light;
    let back = found.say_back();
    if all_may && back.is_none() {
        return go(false);
    }
    let many = |number: usize| say_grouped(i64::try_from(number).unwrap_or(0));
    let mut words = format!("{} chosen, {} ready", many(found.chosen), many(found.ready));
    for (people, why) in [(found.there, "there already"), (found.parked, "parked")] {
        if people > 0 {
            words = format!("{words}, {} {why}", many(people));
        }
    }
    if let Some(back) = back {
        words = format!("{words}, {back}");
    }
    if let Some(only) = people.only() {
        words = format!("{}: {words}", only.name);
    }
    let ask = Ask::new(people, &format!("{words}: to {}?", to.word())).standing();
    let all = match rules {
        _ if all_may => go(false),
        HouseRules::Light | HouseRules::Standard => go(false),
        HouseRules::Strict => {
            let why = Prompt::new(PromptFor::GoOnAll(people.clone(), to));
            vec![Next::open(Overlay::Prompt(why))]
        }
    };
    let ask = ask.option("a", "a", "all", all);
    let ask = if all_may {
        ask
    } else {
        ask.option("r", "r", "ready only", go(true))
    };
    let ask = ask.option("esc", "Esc", "cancel", Vec::new());
    vec![Next::late(Overlay::Ask(ask))]
}
