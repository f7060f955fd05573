//! Boxes on top of a screen, one file each; a stack whose top has the keyboard.

pub mod ask;
pub mod clash;
pub mod columns;
pub mod erasebox;
pub mod errors;
pub mod find;
pub mod fitbox;
pub mod form;
pub mod help;
pub mod kept;
mod labelled;
pub mod line;
pub mod logbox;
pub mod notebox;
pub mod pick;
pub mod popup;
pub mod prompt;
pub mod sheet;
mod texts;
pub mod views;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::command::BoxCommand;
use super::keymap::Scope;
use super::look::Look;
use super::next::Next;
use super::screens::Someone;
use super::subject::Subject;
use crate::domain::merge::Merged;
use crate::domain::question::Answer;
use crate::domain::stage::Stage;

/// A box on top.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A question in one line.
    Ask(ask::Ask),
    /// A few things to choose from.
    Pick(pick::Pick),
    /// One line to type.
    Prompt(prompt::Prompt),
    /// Text to read.
    Popup(popup::Popup),
    /// The form of a person.
    Form(form::Form),
    /// A line about a person: a rate, a sponsor, an audience, an address.
    Sheet(sheet::Sheet),
    /// Fit checks and red flags.
    Fit(fitbox::FitBox),
    /// Erasing somebody for good.
    Erase(erasebox::EraseBox),
    /// A contact or a next step in one line.
    Log(logbox::LogBox),
    /// A note.
    Note(notebox::NoteBox),
    /// Two people changed the same.
    Clash(clash::ClashBox),
    /// All keys.
    Help(help::Help),
    /// Find anything.
    Find(find::Find),
    /// The command line.
    Line(line::CommandLine),
    /// What went wrong.
    Errors(errors::Errors),
    /// Text kept from a desk that ended.
    Kept(kept::Kept),
    /// The saved views.
    Views(views::ViewsBox),
    /// The columns of the roster.
    Columns(columns::ColumnChoice),
}

/// Whether a box took a key.
#[derive(Debug)]
pub enum Taken {
    /// It did, and this follows.
    Yes(Vec<Next>),
    /// The keymap may have it.
    No,
}

impl Overlay {
    /// The person for whom a box of commands was opened was read.
    pub fn learn(&mut self, someone: &Someone) {
        if let Overlay::Line(line) = self {
            line.aim.learn(someone);
        } else if let Overlay::Help(help) = self {
            help.aim.learn(someone);
        } else if let Overlay::Find(find) = self {
            find.learn(someone);
        }
    }

    /// What it asks when it is opened; the answer comes to this box alone.
    #[must_use]
    pub fn asks(&self) -> Option<Next> {
        match self {
            Overlay::Log(log) => Some(log.asks()),
            Overlay::Fit(fit) => Some(fit.asks()),
            Overlay::Erase(erase) => Some(erase.asks()),
            Overlay::Pick(pick) => pick.asks(),
            Overlay::Prompt(prompt) => prompt.asks(),
            Overlay::Find(find) => find.asks(),
            Overlay::Ask(_)
            | Overlay::Popup(_)
            | Overlay::Form(_)
            | Overlay::Sheet(_)
            | Overlay::Note(_)
            | Overlay::Clash(_)
            | Overlay::Help(_)
            | Overlay::Line(_)
            | Overlay::Errors(_)
            | Overlay::Kept(_)
            | Overlay::Views(_)
            | Overlay::Columns(_) => None,
        }
    }

    /// The scope that is heard while this box is on top.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Overlay::Form(_) | Overlay::Sheet(_) => Scope::Form,
            Overlay::Note(_) => Scope::Note,
            Overlay::Log(_) => Scope::Log,
            Overlay::Prompt(_) | Overlay::Line(_) => Scope::Line,
            Overlay::Ask(_) | Overlay::Pick(_) | Overlay::Help(_) | Overlay::Find(_) => Scope::Pick,
            Overlay::Popup(_) | Overlay::Errors(_) => Scope::Read,
            Overlay::Clash(_) => Scope::Clash,
            Overlay::Kept(_) => Scope::Kept,
            Overlay::Columns(_) => Scope::Columns,
            Overlay::Views(_) => Scope::Views,
            Overlay::Fit(_) => Scope::Fit,
            Overlay::Erase(_) => Scope::Erase,
        }
    }

    /// Whom or what it was opened for.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Overlay::Ask(ask) => ask.subject.clone(),
            Overlay::Pick(pick) => pick.subject.clone(),
            Overlay::Prompt(prompt) => prompt.subject(),
            Overlay::Popup(popup) => popup.subject.clone(),
            Overlay::Form(form) => form.who.as_ref().map_or(Subject::Desk, Subject::person),
            Overlay::Sheet(sheet) => (&sheet.who).into(),
            Overlay::Fit(fit) => (&fit.who).into(),
            Overlay::Erase(erase) => (&erase.who).into(),
            Overlay::Log(log) => (&log.who).into(),
            Overlay::Note(note) => (&note.who).into(),
            Overlay::Clash(clash) => clash.who().into(),
            Overlay::Help(help) => help.aim.subject(),
            Overlay::Find(find) => find.subject(),
            Overlay::Line(line) => line.aim.subject(),
            Overlay::Views(views) => views.subject(),
            Overlay::Errors(_) | Overlay::Kept(_) | Overlay::Columns(_) => Subject::Desk,
        }
    }

    /// The person into whom they were merged takes the place of one who is gone. Only boxes with text of a person do:
    /// the others were closed when their key was pressed.
    pub fn follow(&mut self, merged: &Merged) {
        self.texts_follow(merged);
        match self {
            Overlay::Prompt(prompt) => prompt.follow(merged),
            Overlay::Form(form) => form.follow(merged),
            Overlay::Sheet(sheet) => sheet.follow(merged),
            Overlay::Fit(fit) => fit.follow(merged),
            Overlay::Log(log) => log.who.follow(merged),
            Overlay::Note(note) => note.who.follow(merged),
            Overlay::Clash(clash) => clash.who.follow(merged),
            Overlay::Ask(_)
            | Overlay::Pick(_)
            | Overlay::Popup(_)
            | Overlay::Erase(_)
            | Overlay::Help(_)
            | Overlay::Find(_)
            | Overlay::Line(_)
            | Overlay::Errors(_)
            | Overlay::Kept(_)
            | Overlay::Views(_)
            | Overlay::Columns(_) => {}
        }
    }

    /// Whether letters are text in it.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        match self {
            Overlay::Pick(pick) => pick.takes_text(),
            Overlay::Ask(_)
            | Overlay::Popup(_)
            | Overlay::Errors(_)
            | Overlay::Clash(_)
            | Overlay::Kept(_)
            | Overlay::Columns(_) => false,
            Overlay::Prompt(_)
            | Overlay::Form(_)
            | Overlay::Sheet(_)
            | Overlay::Fit(_)
            | Overlay::Erase(_)
            | Overlay::Log(_)
            | Overlay::Note(_)
            | Overlay::Help(_)
            | Overlay::Find(_)
            | Overlay::Line(_)
            | Overlay::Views(_) => true,
        }
    }

    /// Takes a raw key; what it does not take goes to the keymap.
    pub fn key(&mut self, key: KeyEvent, look: &Look<'_>) -> Taken {
        match self {
            Overlay::Ask(ask) => ask.key(key),
            Overlay::Pick(pick) => pick.key(key),
            Overlay::Prompt(prompt) => prompt.key(key),
            Overlay::Form(form) => form.key(key, look),
            Overlay::Sheet(sheet) => sheet.key(key, look),
            Overlay::Log(log) => log.key(key),
            Overlay::Note(note) => note.key(key),
            Overlay::Help(help) => help.key(key),
            Overlay::Find(find) => find.key(key),
            Overlay::Line(line) => line.key(key),
            Overlay::Views(views) => views.key(key),
            Overlay::Erase(erase) => erase.key(key),
            Overlay::Popup(_)
            | Overlay::Errors(_)
            | Overlay::Clash(_)
            | Overlay::Kept(_)
            | Overlay::Fit(_)
            | Overlay::Columns(_) => Taken::No,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Vec<Next> {
        match self {
            Overlay::Prompt(prompt) => prompt.paste(text),
            Overlay::Form(form) => form.paste(text),
            Overlay::Sheet(sheet) => sheet.paste(text),
            Overlay::Log(log) => log.paste(text),
            Overlay::Note(note) => note.paste(text),
            Overlay::Find(find) => return find.paste(text),
            Overlay::Line(line) => line.paste(text),
            Overlay::Help(help) => help.paste(text),
            Overlay::Pick(pick) => pick.paste(text),
            Overlay::Erase(erase) => erase.paste(text),
            Overlay::Ask(_)
            | Overlay::Popup(_)
            | Overlay::Clash(_)
            | Overlay::Errors(_)
            | Overlay::Kept(_)
            | Overlay::Views(_)
            | Overlay::Fit(_)
            | Overlay::Columns(_) => {}
        }
        Vec::new()
    }

    /// Does what a command means.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        match self {
            Overlay::Ask(_) => Vec::new(),
            Overlay::Pick(pick) => pick.run(command),
            Overlay::Prompt(prompt) => prompt.run(command, look),
            Overlay::Popup(popup) => popup.run(command),
            Overlay::Form(form) => form.run(command, look),
            Overlay::Sheet(sheet) => sheet.run(command, look),
            Overlay::Log(log) => log.run(command, look),
            Overlay::Note(note) => note.run(command),
            Overlay::Clash(clash) => clash.run(command),
            Overlay::Help(help) => help.run(command),
            Overlay::Find(find) => find.run(command),
            Overlay::Line(line) => line.run(command),
            Overlay::Errors(errors) => errors.run(command),
            Overlay::Kept(kept) => kept.run(command),
            Overlay::Columns(columns) => columns.run(command),
            Overlay::Views(views) => views.run(command),
            Overlay::Fit(fit) => fit.run(command),
            Overlay::Erase(erase) => erase.run(command),
        }
    }

    /// Why a command does nothing in this box as it stands.
    #[must_use]
    pub fn why_not(&self, command: BoxCommand) -> Option<&'static str> {
        match (self, command) {
            (Overlay::Log(log), BoxCommand::Next | BoxCommand::Previous) if log.is_step() => {
                Some("a next step stays a next step")
            }
            (Overlay::Kept(kept), BoxCommand::Submit | BoxCommand::Discard) if kept.is_empty() => {
                Some("no unsaved text")
            }
            (Overlay::Prompt(_), BoxCommand::Next | BoxCommand::Previous) => {
                Some("nothing to complete here")
            }
            (Overlay::Erase(erase), BoxCommand::Submit) if erase.is_looking() => {
                Some("still looking for what would go")
            }
            (Overlay::Find(find), BoxCommand::Submit) if find.is_empty() => {
                Some("nothing to open yet")
            }
            (Overlay::Help(help), BoxCommand::Submit) if help.is_empty() => {
                Some("no key does that")
            }
            _ => None,
        }
    }

    /// Takes an answer that the box asked for.
    pub fn receive(&mut self, answer: Answer, look: &Look<'_>) -> Vec<Next> {
        match (self, answer) {
            (Overlay::Log(log), Answer::Brief(brief)) => log.receive(brief, look),
            (Overlay::Fit(fit), Answer::Candidates(found)) => fit.receive(found),
            (Overlay::Find(find), Answer::Find(words, cards)) => find.receive(&words, cards),
            (Overlay::Prompt(prompt), Answer::Known(known)) => prompt.receive(known),
            (Overlay::Pick(pick), Answer::Stages(spread, forward)) => {
                let toward = spread.toward(forward).map(Stage::index);
                let there = spread.people.map(|people| match people {
                    0 => String::new(),
                    many => format!("{many} there"),
                });
                pick.suggest(toward, &there)
            }
            _ => Vec::new(),
        }
    }

    /// Takes the text that comes back from the person's editor.
    pub fn edited(&mut self, text: &str) {
        match self {
            Overlay::Form(form) => form.edited(text),
            Overlay::Sheet(sheet) => sheet.edited(text),
            Overlay::Note(note) => note.edited(text),
            Overlay::Log(log) => log.edited(text),
            _ => {}
        }
    }

    /// Draws the box; questions and single lines stand at the foot, the others in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, foot: Rect, look: &Look<'_>) {
        match self {
            Overlay::Ask(ask) => ask.view(frame, foot, look),
            Overlay::Pick(pick) => pick.view(frame, area, look),
            Overlay::Prompt(prompt) => prompt.view(frame, area, look),
            Overlay::Popup(popup) => popup.view(frame, area, look),
            Overlay::Form(form) => form.view(frame, area, look),
            Overlay::Sheet(sheet) => sheet.view(frame, area, look),
            Overlay::Log(log) => log.view(frame, area, look),
            Overlay::Note(note) => note.view(frame, area, look),
            Overlay::Clash(clash) => clash.view(frame, area, look),
            Overlay::Help(help) => help.view(frame, area, look),
            Overlay::Find(find) => find.view(frame, area, look),
            Overlay::Line(line) => line.view(frame, foot, look),
            Overlay::Errors(errors) => errors.view(frame, area, look),
            Overlay::Kept(kept) => kept.view(frame, area, look),
            Overlay::Columns(columns) => columns.view(frame, area, look),
            Overlay::Views(views) => views.view(frame, area, look),
            Overlay::Fit(fit) => fit.view(frame, area, look),
            Overlay::Erase(erase) => erase.view(frame, area, look),
        }
    }
}
