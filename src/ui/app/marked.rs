//! One action on the people who are marked; where nobody is, some of it is done with the one under the cursor.

use super::App;
use crate::domain::bulk::{Bulk, BulkAction, Readiness};
use crate::domain::change::Change;
use crate::domain::counts::say_grouped;
use crate::domain::field::{CARE_LEVELS, Field, SEGMENTS};
use crate::domain::importing::{Errand, Whom};
use crate::domain::parking::ParkReason;
use crate::domain::question::Question;
use crate::domain::settings::HouseRules;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::ui::command::PersonCommand;
use crate::ui::effect::Effect;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::{Place, Tab};

/// So many are changed at once, in one transaction; more are a job.
const AT_ONCE: usize = 200;

/// Something that is done with those who are marked.
#[derive(Debug, Clone, PartialEq)]
pub enum Marked {
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
    /// Whom an action would change: the marked, else the person under the cursor.
    fn targets(&self) -> usize {
        match self.marked() {
            0 => usize::from(self.screens.someone(self.place).is_some()),
            many => many,
        }
    }

    /// How many are marked on the screen in front.
    #[must_use]
    pub fn marked(&self) -> usize {
        if self.place == Place::Tab(Tab::Roster) {
            self.screens.roster.marks().count()
        } else {
            0
        }
    }

    /// What a key for one person means where many are marked; nothing where it means the one under the cursor.
    pub(super) fn for_marked(&self, command: PersonCommand) -> Option<Marked> {
        let many = self.marked() > 0;
        match command {
            PersonCommand::Owner => Some(Marked::Owner),
            PersonCommand::Tags => Some(Marked::Tags),
            PersonCommand::Advance if many => Some(Marked::Stage { forward: true }),
            PersonCommand::Retreat if many => Some(Marked::Stage { forward: false }),
            PersonCommand::Park if many => Some(Marked::Park),
            PersonCommand::Step if many => Some(Marked::Step),
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

    /// `Ada Lovelace`, or `80 people`.
    fn whom(&self) -> String {
        match (self.marked(), self.screens.someone(self.place)) {
            (0, Some(someone)) => someone.name.to_string(),
            (1, _) => "1 person".to_owned(),
            (many, _) => format!("{} people", say_grouped(i64::try_from(many).unwrap_or(0))),
        }
    }

    /// All that can be done with them.
    pub(super) fn choose_for_marked(&self) -> Vec<Next> {
        let mut pick = Pick::new(&format!("Change {}", self.whom()));
        for (words, key, what) in [
            ("owner", 'w', Marked::Owner),
            ("tags", '#', Marked::Tags),
            ("stage", 'L', Marked::Stage { forward: true }),
            ("segment", 's', Marked::Segment),
            ("care level", 'c', Marked::Care),
            ("next step", 't', Marked::Step),
            ("park", 'x', Marked::Park),
            ("back on the board", 'b', Marked::Do(BulkAction::Unpark)),
        ] {
            pick.add_key(words, key, vec![Next::Marked(what)]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Does it, or asks what is still to be known.
    pub(super) fn with_marked(&mut self, what: Marked) -> Vec<Next> {
        if self.targets() == 0 {
            return vec![Next::Say(Notice::calm(
                "nobody is marked or under the cursor",
            ))];
        }
        match what {
            Marked::Stage { forward } => self.pick_stage(forward),
            Marked::To(to) => {
                let people = self.bulk(BulkAction::Unpark).people;
                vec![Next::Ask(Asker::Ready, Question::Ready(people, to))]
            }
            Marked::Owner => self.pick_owner(),
            Marked::Segment => self.pick_word(Field::Segment, SEGMENTS),
            Marked::Care => self.pick_word(Field::CareLevel, CARE_LEVELS),
            Marked::Tags => self.prompt(PromptFor::MarkedTags, "Tags of"),
            Marked::Step => self.prompt(PromptFor::MarkedStep, "Next step of"),
            Marked::Park => self.pick_reason(),
            Marked::ParkFor(reason) => {
                let title = format!("Park {}: look again when?", self.whom());
                let prompt = Prompt::new(PromptFor::MarkedPark(reason), &title);
                vec![Next::open(Overlay::Prompt(prompt))]
            }
            Marked::Do(action) => vec![Next::Bulk(self.bulk(action))],
        }
    }

    fn prompt(&self, wanted: PromptFor, title: &str) -> Vec<Next> {
        let title = format!("{title} {}", self.whom());
        vec![Next::open(Overlay::Prompt(Prompt::new(wanted, &title)))]
    }

    fn bulk(&self, action: BulkAction) -> Bulk {
        let marks = self.screens.roster.marks();
        if self.marked() > 0 {
            return Bulk {
                people: marks.people(),
                seen: marks.seen(),
                action,
            };
        }
        let people = self.screens.someone(self.place).map(|someone| someone.id);
        Bulk {
            people: people.into_iter().collect(),
            seen: match self.place.tab() {
                Some(Tab::Roster) => self.screens.roster.seen(),
                Some(Tab::Today | Tab::Pipeline) | None => self.desk.seen,
            },
            action,
        }
    }

    fn pick_stage(&self, forward: bool) -> Vec<Next> {
        let mut pick = Pick::new(&format!("Move {} to", self.whom()));
        for stage in Stage::ALL {
            pick.add(stage.word(), "", vec![Next::Marked(Marked::To(stage))]);
        }
        // Where they are is asked: the marked may be on no page that is shown.
        let people = self.bulk(BulkAction::Unpark).people;
        vec![
            Next::open(Overlay::Pick(pick.awaiting())),
            Next::Ask(Asker::Overlay, Question::Stages(people, forward)),
        ]
    }

    fn pick_owner(&self) -> Vec<Next> {
        let mut pick = Pick::new(&format!("Owner of {}", self.whom()));
        for member in &self.desk.members {
            let detail = if *member == self.me { "you" } else { "" };
            let action = BulkAction::Set(Field::Owner, Some(member.to_string()));
            pick.add(
                member.as_str(),
                detail,
                vec![Next::Marked(Marked::Do(action))],
            );
        }
        let nobody = BulkAction::Set(Field::Owner, None);
        pick.add("nobody", "", vec![Next::Marked(Marked::Do(nobody))]);
        vec![Next::open(Overlay::Pick(pick))]
    }

    fn pick_word(&self, field: Field, words: &[&str]) -> Vec<Next> {
        let mut pick = Pick::new(&format!("{} of {}", field.label(), self.whom()));
        for word in words {
            let action = BulkAction::Set(field, Some((*word).to_owned()));
            pick.add(word, "", vec![Next::Marked(Marked::Do(action))]);
        }
        let none = BulkAction::Set(field, None);
        pick.add("none", "", vec![Next::Marked(Marked::Do(none))]);
        vec![Next::open(Overlay::Pick(pick))]
    }

    fn pick_reason(&self) -> Vec<Next> {
        let mut pick = Pick::new(&format!("Park {}: why?", self.whom()));
        for reason in ParkReason::OFFERED {
            let next = vec![Next::Marked(Marked::ParkFor(reason))];
            pick.add(reason.word(), "", next);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Writes the marked, or all of the list in front, to a file.
    pub(super) fn export(&self, to: String) -> Vec<Next> {
        let whom = if self.marked() > 0 {
            Whom::People(self.screens.roster.marks().people())
        } else {
            Whom::List(self.screens.roster.list())
        };
        vec![Next::Errand(Asker::Export, Errand::Export { whom, to })]
    }

    /// Asks for the file.
    pub(super) fn export_where(&self) -> Vec<Next> {
        let whom = match self.marked() {
            0 => "this list".to_owned(),
            _ => self.whom(),
        };
        let prompt = Prompt::new(PromptFor::Export, &format!("Write {whom} to which file?"));
        vec![Next::open(Overlay::Prompt(prompt))]
    }

    /// Few at once, many as a job.
    pub(super) fn begin_bulk(&mut self, bulk: Bulk, effects: &mut Vec<Effect>) {
        if bulk.people.len() <= AT_ONCE {
            self.apply(Change::Bulk(bulk), None, effects);
        } else {
            let ticket = self.begin_job();
            if let Some(pending) = self.pending.get_mut(&ticket) {
                pending.forward = true;
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

/// `80 chosen, 62 ready, 3 of them back from advocacy: all · ready only · cancel`; nothing is asked where all are ready
/// and nobody goes back.
pub(super) fn ready(rules: HouseRules, to: Stage, found: Readiness) -> Vec<Next> {
    let go = |only_ready: bool| {
        vec![Next::Marked(Marked::Do(BulkAction::Move {
            to,
            only_ready,
            because: None,
        }))]
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
    let ask = Ask::new(&format!("{words}: to {}?", to.word())).standing();
    let all = match rules {
        _ if all_may => go(false),
        HouseRules::Light | HouseRules::Standard => go(false),
        HouseRules::Strict => vec![Next::open(Overlay::Prompt(Prompt::new(
            PromptFor::MarkedGoOn(to),
            "Why do they move on?",
        )))],
    };
    let ask = ask.option("a", "a", "all", all);
    let ask = if all_may {
        ask
    } else {
        ask.option("r", "r", "ready only", go(true))
    };
    let ask = ask.option("esc", "Esc", "cancel", Vec::new());
    vec![Next::open(Overlay::Ask(ask))]
}
