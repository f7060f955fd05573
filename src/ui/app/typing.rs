//! What is typed on the command line, done with what stood under the bar when the line was opened.

use super::people::{log_box, park_prompt};
use super::{Aim, App};
use crate::domain::change::{Change, TalkChange};
use crate::domain::lane::LaneBy;
use crate::domain::question::Sort;
use crate::domain::refusal::Refusal;
use crate::ui::command::BoxCommand;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::logbox::LogKind;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::{Place, Someone, Tab};
use crate::ui::typed::{self, Typed};

impl App {
    /// Does what was typed on the command line.
    pub(super) fn type_line(&mut self, aim: &Aim, line: &str) -> Vec<Next> {
        if !line.trim().is_empty() && self.typed_lines.last().map(String::as_str) != Some(line) {
            self.typed_lines.push(line.to_owned());
        }
        let typed = match typed::read(line) {
            Ok(typed) => typed,
            Err(error) => return vec![Next::Say(Notice::calm(error))],
        };
        if self.desk.read_only && changes_somebody(&typed) {
            return vec![Next::Say(Notice::calm(Refusal::ReadOnly.to_string()))];
        }
        match typed {
            Typed::Nothing => Vec::new(),
            Typed::Command(command) => vec![Next::Run(aim.clone(), command)],
            Typed::Sort(sort) => self.sort(aim.place(), sort),
            Typed::Lanes(by) => self.lanes(by),
            Typed::Find(words) => {
                let mut next = self.go(Place::Tab(Tab::Roster));
                let look = look!(self);
                next.extend(self.screens.roster.search_for(&words, &look));
                next
            }
            Typed::Desk(name) if name.is_empty() => self.choose_desk(),
            Typed::Desk(name) => vec![Next::Switch(name)],
            Typed::Import(path) => self.open_import(&path),
            Typed::Add(text) => self.add(&text),
            Typed::Merge(words) => App::merge(aim, &words),
            Typed::Stage(_) if aim.someone().is_some_and(|someone| someone.on_the_way) => {
                let name = aim.subject().name();
                let words = format!("{name} is still being read; type it again");
                vec![Next::Say(Notice::calm(words))]
            }
            Typed::Stage(to) => with(aim, |someone| self.move_to(someone, to)),
            Typed::Park(reason) => with(aim, |someone| vec![park_prompt(&someone.one(), reason)]),
            Typed::Log(text) => with(aim, |someone| {
                vec![log_box(LogKind::Contact, &someone.one(), &text)]
            }),
            Typed::Step(text) => with(aim, |someone| {
                vec![log_box(LogKind::Step, &someone.one(), &text)]
            }),
            Typed::Note(text) => with(aim, |someone| {
                let mut again = self.command_line(aim.clone());
                again.paste(line);
                let note = Change::Talk(TalkChange::AddNote {
                    person: someone.id,
                    text,
                });
                let again = Box::new(Overlay::Line(again));
                vec![Next::Keeping(again, (&someone.one()).into(), note)]
            }),
        }
    }

    /// Sorts the list of a place.
    pub(super) fn sort(&mut self, place: Place, sort: Sort) -> Vec<Next> {
        if place == Place::Tab(Tab::Pipeline) {
            self.screens.pipeline.sort_by(sort)
        } else {
            self.screens.roster.sort_by(sort)
        }
    }

    /// Parts the cards of the pipeline, which comes to the front.
    pub(super) fn lanes(&mut self, by: Option<LaneBy>) -> Vec<Next> {
        let mut next = self.go(Place::Tab(Tab::Pipeline));
        next.extend(self.screens.pipeline.part_by(by));
        next
    }

    /// The line for new people with this text in it, as if Enter had been pressed.
    fn add(&self, text: &str) -> Vec<Next> {
        let mut prompt = Prompt::new(PromptFor::Add);
        prompt.paste(text);
        // What that asks is asked when the box opens.
        drop(prompt.run(BoxCommand::Submit, &self.look()));
        vec![Next::open(Overlay::Prompt(prompt))]
    }
}

/// Whether a line is there to change the person under the bar. A command is asked about by its own name.
fn changes_somebody(typed: &Typed) -> bool {
    match typed {
        Typed::Stage(_)
        | Typed::Park(_)
        | Typed::Log(_)
        | Typed::Step(_)
        | Typed::Note(_)
        | Typed::Merge(_) => true,
        Typed::Command(_)
        | Typed::Sort(_)
        | Typed::Lanes(_)
        | Typed::Find(_)
        | Typed::Desk(_)
        | Typed::Import(_)
        | Typed::Add(_)
        | Typed::Nothing => false,
    }
}

fn with(aim: &Aim, act: impl FnOnce(&Someone) -> Vec<Next>) -> Vec<Next> {
    match aim.someone() {
        Some(someone) => act(someone),
        None => vec![Next::Say(Notice::calm("nobody is under the cursor"))],
    }
}
