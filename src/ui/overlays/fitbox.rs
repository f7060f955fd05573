//! The fit checks and red flags of a person: a key answers the line under the cursor, and it is saved at once. The
//! cursor goes on to the next line; Enter right after an answer still says why about that answer.
//!
//! ```text
//!  ┌ Fit of Thandi Nkosi · 4/5 ─────────────────────────────────────────┐
//!  │ ▌ niche         known for our field?             yes   skin care  │
//!  │   audience      the people we want to reach?     –                │
//!  │   flag          followers +82 % from … to …      open             │
//!  └────────────────────────────────────────────────────────────────────┘
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Overlay;
use super::prompt::{Prompt, PromptFor};
use crate::domain::change::{Change, TriageChange};
use crate::domain::ids::AccountId;
use crate::domain::merge::Merged;
use crate::domain::question::Question;
use crate::domain::text::{Clean, fit, pad, wrap};
use crate::domain::triage::flags::Rule;
use crate::domain::triage::{Candidate, Check, Decision, Fit, Raised, Verdict};
use crate::ui::command::{BoxCommand, FitCommand, ListCommand};
use crate::ui::draft::{BoxNumber, DraftFor};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Await, Next};
use crate::ui::notice::Notice;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::bar::{Bar, Row};
use crate::ui::widgets::line::{boxed, choice, put, put_text, row, rows};
use crate::ui::widgets::scroll::Scroll;

/// Columns of the box.
const COLUMNS: u16 = 78;

/// The fit checks and red flags of a person.
#[derive(Debug, Clone)]
pub struct FitBox {
    pub(super) who: OnePerson,
    /// Answers to what it asks come to the box with this number.
    pub(super) number: BoxNumber,
    candidate: Option<Box<Candidate>>,
    /// The line to be on when the store has answered.
    line: Option<FitLine>,
    /// The store has answered; without a candidate they are gone.
    asked: bool,
    /// It was opened for an unsaved text that says why.
    returns: bool,
    bar: Bar<FitLine>,
    /// The line answered with the key before this one.
    answered: Option<FitLine>,
    /// An answer is on its way, and what is shown is from before it.
    saving: bool,
    /// Enter was pressed meanwhile.
    hasty: bool,
}

/// A line of the box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FitLine {
    /// A fit check.
    Check(Check),
    /// A red flag: its account, its rule and the figures it rests on.
    Flag(AccountId, Rule, String),
}

impl Row for FitLine {
    type Id = FitLine;

    fn id(&self) -> FitLine {
        self.clone()
    }

    fn name(&self) -> Clean {
        match self {
            FitLine::Check(check) => Clean::fixed(check.word()),
            FitLine::Flag(..) => Clean::fixed("This red flag"),
        }
    }
}

impl FitLine {
    fn of(raised: &Raised) -> FitLine {
        let flag = &raised.flag;
        FitLine::Flag(flag.account, flag.rule, flag.figures.clone())
    }
}

impl FitBox {
    /// Opens the box.
    #[must_use]
    pub fn open(who: &OnePerson) -> Vec<Next> {
        FitBox::with(who, None)
    }

    /// The same, and on the line that says why about this check or flag.
    #[must_use]
    pub fn open_at(who: &OnePerson, line: FitLine) -> Vec<Next> {
        FitBox::with(who, Some(line))
    }

    fn with(who: &OnePerson, line: Option<FitLine>) -> Vec<Next> {
        let mut fit = FitBox {
            who: who.clone(),
            number: BoxNumber::another(),
            hasty: line.is_some(),
            line,
            candidate: None,
            asked: false,
            returns: false,
            bar: Bar::default(),
            answered: None,
            saving: false,
        };
        fit.bar.renew(&fit.lines());
        vec![Next::open(Overlay::Fit(fit))]
    }

    /// The person into whom they were merged takes their place, with answers that are still to come.
    pub fn follow(&mut self, merged: &Merged) {
        if self.who.id == merged.gone {
            self.who.follow(merged);
            (self.candidate, self.asked) = (None, false);
        }
    }

    /// The number of the box.
    #[must_use]
    pub fn number(&self) -> BoxNumber {
        self.number
    }

    /// Asks for what it shows.
    #[must_use]
    pub fn asks(&self) -> Next {
        let question = Question::Candidates(vec![self.who.id]);
        Next::Ask(Asker::Box(self.number), question)
    }

    /// Takes how things stand now; an Enter that came before it opens its line.
    pub fn receive(&mut self, mut found: Vec<Candidate>) -> Vec<Next> {
        found.retain(|one| one.card.id == self.who.id);
        self.candidate = found.pop().map(Box::new);
        (self.saving, self.asked) = (false, true);
        let lines = self.lines();
        self.bar.renew(&lines);
        if let Some(line) = self.line.take() {
            if let (FitLine::Flag(account, rule, figures), false) = (&line, lines.contains(&line)) {
                let place = DraftFor::Flag(self.who.id, *account, *rule, figures.clone());
                return vec![Next::HasNoFlag(self.number, Box::new(place))];
            }
            self.returns = true;
            self.bar.put_on(&line, &lines);
        }
        if std::mem::take(&mut self.hasty) {
            return self.why();
        }
        Vec::new()
    }

    /// The lines as they are shown.
    fn lines(&self) -> Vec<FitLine> {
        let checks = Check::ALL.into_iter().map(FitLine::Check);
        checks.chain(self.flags().iter().map(FitLine::of)).collect()
    }

    /// Says that the flag under the bar is not raised any more.
    fn says_gone(&self) -> Option<Vec<Next>> {
        let lines = self.lines();
        let (_, name) = self.bar.gone(&lines)?;
        let words = format!("{name} is gone; move to another line");
        Some(vec![Next::Say(Notice::calm(words))])
    }

    fn flags(&self) -> &[Raised] {
        self.candidate.as_ref().map_or(&[], |one| &one.flags)
    }

    fn flag(&self) -> Option<&Raised> {
        let lines = self.lines();
        let line = self.bar.current(&lines)?;
        self.flags()
            .iter()
            .find(|raised| FitLine::of(raised) == *line)
    }

    fn check(&self) -> Option<Check> {
        match self.bar.current(&self.lines())? {
            FitLine::Check(check) => Some(*check),
            FitLine::Flag(..) => None,
        }
    }

    fn seen(&self, check: Check) -> Option<(Verdict, String)> {
        let answer = self.candidate.as_ref()?.answer(check)?;
        Some((answer.verdict, answer.line.as_stored().to_owned()))
    }

    /// Moves, or opens the line that says why.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                // Right after an answer it is that one that is meant.
                if let Some(line) = self.answered.take() {
                    self.bar.put_on(&line, &self.lines());
                }
                if self.saving {
                    self.hasty = true;
                    return Vec::new();
                }
                return self.why();
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.bar.moved(step, &Scroll::default(), &self.lines());
        self.answered = None;
        Vec::new()
    }

    /// One line that says why, for what is answered or decided.
    fn why(&self) -> Vec<Next> {
        if let Some(said) = self.says_gone() {
            return said;
        }
        let prompt = match (self.check(), self.flag()) {
            (Some(check), _) => self.seen(check).map(|(verdict, line)| {
                let seen = Some((verdict, line.clone()));
                let wanted = PromptFor::Check(self.who.clone(), check, seen, verdict);
                Prompt::filled(wanted, &line)
            }),
            (None, Some(raised)) => raised.ruling.as_ref().map(|ruling| {
                let flag = Box::new(raised.flag.clone());
                let wanted =
                    PromptFor::Flag(self.who.clone(), flag, raised.decided(), ruling.decision);
                Prompt::filled(wanted, ruling.line.as_stored())
            }),
            (None, None) => None,
        };
        if let Some(prompt) = prompt {
            return vec![Next::open(Overlay::Prompt(prompt))];
        }
        let first = match self.flag() {
            Some(_) => "c clears it, a accepts it",
            None => "y, n or u first",
        };
        let then = if self.returns {
            "then Enter brings your unsaved text back"
        } else {
            "then Enter says why"
        };
        vec![Next::Say(Notice::calm(format!("{first}; {then}")))]
    }

    /// Answers the line under the cursor; the cursor goes on to the next.
    pub fn answer(&mut self, command: FitCommand) -> Vec<Next> {
        if self.candidate.is_none() {
            if self.asked {
                return vec![Next::Await(Await::WhyGone(self.who.clone(), self.number))];
            }
            let words = "a moment: the answers are on the way";
            return vec![Next::Say(Notice::calm(words))];
        }
        if let Some(said) = self.says_gone() {
            return said;
        }
        let change = match (command, self.check(), self.flag()) {
            (FitCommand::Yes, Some(check), _) => self.answered(check, Some(Verdict::Yes)),
            (FitCommand::No, Some(check), _) => self.answered(check, Some(Verdict::No)),
            (FitCommand::Unsure, Some(check), _) => self.answered(check, Some(Verdict::Unsure)),
            (FitCommand::Open, Some(check), _) => self.answered(check, None),
            (FitCommand::Clear, _, Some(raised)) => self.ruled(raised, Some(Decision::Cleared)),
            (FitCommand::Accept, _, Some(raised)) => self.ruled(raised, Some(Decision::Accepted)),
            (FitCommand::Open, _, Some(raised)) => self.ruled(raised, None),
            (FitCommand::Clear | FitCommand::Accept, ..) => {
                return vec![Next::Say(Notice::calm(
                    "that key is for a red flag; y, n and u answer a check",
                ))];
            }
            (FitCommand::Yes | FitCommand::No | FitCommand::Unsure, ..) => {
                return vec![Next::Say(Notice::calm("c clears a red flag, a accepts it"))];
            }
            (FitCommand::Open, None, None) => return Vec::new(),
        };
        let answered = self.bar.current(&self.lines()).cloned();
        self.run(BoxCommand::Down);
        (self.answered, self.saving) = (answered, true);
        vec![Next::Apply((&self.who).into(), Change::Triage(change))]
    }

    fn answered(&self, check: Check, verdict: Option<Verdict>) -> TriageChange {
        let seen = self.seen(check);
        // Why it was so says nothing of the other answer.
        let line = seen
            .as_ref()
            .filter(|(before, _)| Some(*before) == verdict)
            .map_or_else(String::new, |(_, line)| line.clone());
        TriageChange::Check {
            person: self.who.id,
            check,
            seen,
            mine: verdict.map(|verdict| (verdict, line)),
        }
    }

    fn ruled(&self, raised: &Raised, decision: Option<Decision>) -> TriageChange {
        TriageChange::Flag {
            person: self.who.id,
            flag: raised.flag.clone(),
            seen: raised.decided(),
            decision: decision.map(|decision| (decision, String::new())),
        }
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let score = self
            .candidate
            .as_ref()
            .and_then(|one| Fit::of(&one.checks).words());
        let score = score.map_or_else(String::new, |score| format!(" · {score}"));
        let below = self.below(look);
        let many = Check::ALL.len() + self.flags().len();
        let high = u16::try_from(many + below.len() + 3).unwrap_or(u16::MAX);
        let title = format!("Fit and flags of {}{score}", self.who.name);
        let inside = boxed(
            frame,
            area,
            COLUMNS,
            high.min(area.height),
            &title,
            look.theme,
        );
        let list = usize::from(inside.height)
            .saturating_sub(below.len() + 1)
            .max(1);
        let first = Scroll::default().first(self.bar.place(), list, many);
        let lines = self.lines();
        for (index, at) in (first..many).zip(rows(inside).take(list)) {
            let (words, detail) = self.line(index);
            put(
                frame,
                at,
                choice(self.bar.is_at(index, &lines), words, detail, look.theme),
            );
        }
        for (line, y) in below.iter().zip(list + 1..) {
            if let Some(at) = row(inside, u16::try_from(y).unwrap_or(u16::MAX)) {
                put_text(frame, at, line, look.theme.plain);
            }
        }
    }

    fn line(&self, index: usize) -> (String, String) {
        if let Some(check) = Check::ALL.get(index) {
            let answer = self.candidate.as_ref().and_then(|one| one.answer(*check));
            let said = answer.map_or_else(
                || "–".to_owned(),
                |one| format!("{:<7}{}", one.verdict.word(), one.line.line()),
            );
            let words = format!("{} {}", pad(check.word(), 13), pad(check.question(), 32));
            return (words, said);
        }
        let Some(raised) = self.flags().get(index - Check::ALL.len()) else {
            return (String::new(), String::new());
        };
        let state = raised
            .ruling
            .as_ref()
            .map_or("open", |one| one.decision.word());
        let words = format!(
            "{} {}",
            pad("red flag", 13),
            pad(&fit(raised.flag.words.as_str(), 50), 50)
        );
        (words, format!(" {state}"))
    }

    /// A flag under the cursor in full.
    fn below(&self, look: &Look<'_>) -> Vec<String> {
        let Some(raised) = self.flag() else {
            return Vec::new();
        };
        let words = crate::ui::screens::say_raised(raised, look);
        wrap(&words, usize::from(COLUMNS) - 4)
    }
}
