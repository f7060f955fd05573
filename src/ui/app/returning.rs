//! Unsaved text comes back to where it was typed: the same screen or box, for the same person.

use super::{Aim, App};
use crate::domain::merge::Merged;
use crate::domain::question::Answer;
use crate::domain::text::Clean;
use crate::ui::command::QueryCommand;
use crate::ui::draft::{AimedText, Draft, DraftFor, Manner, OneText};
use crate::ui::next::{Await, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::erasebox::EraseBox;
use crate::ui::overlays::fitbox::{FitBox, FitLine};
use crate::ui::overlays::form::Form;
use crate::ui::overlays::logbox::{LogBox, LogKind};
use crate::ui::overlays::notebox::NoteBox;
use crate::ui::overlays::popup::Popup;
use crate::ui::overlays::prompt::Prompt;
use crate::ui::screens::{Place, Someone, Tab};
use crate::ui::subject::{OnePerson, People, Subject};

impl App {
    /// Brings an unsaved text back, at once, so that the next key goes into it. Meanwhile the store is asked whether the
    /// person it is about is still there.
    pub(super) fn restore(&mut self, text: OneText) -> Vec<Next> {
        self.offer_first(&text);
        let name = Clean::line(text.place.name_in(&text.about));
        let mut next = self.bring_back(&text, &name);
        if let Some(person) = text.place.person() {
            next.push(Next::Await(Await::Return(person, Box::new(text))));
        }
        next
    }

    /// It is known whether the person of an unsaved text is still there. Where they are not, that is said, and the text
    /// is shown, to be copied.
    pub(super) fn restored_about(&mut self, draft: &OneText, answer: Answer) -> Vec<Next> {
        let why = match answer {
            Answer::Merged(merged) => {
                let words = format!(
                    "{}; saving asks whether this goes to {}",
                    merged.say(),
                    merged.into_name
                );
                // A form is of the one who stays, and so is what was typed into it.
                let mut next = match self.box_of(draft) {
                    Some(_) => Vec::new(),
                    None => self.take_along(draft, &merged),
                };
                next.push(Next::Say(Notice::calm(words)));
                return next;
            }
            Answer::Erased(_) => "was erased for good",
            Answer::Person(_, None) => "is gone",
            Answer::Person(_, Some(dossier)) => {
                if matches!(draft.place, DraftFor::Aimed(..)) {
                    let someone = Someone::of(&dossier);
                    self.overlays
                        .iter_mut()
                        .for_each(|overlay| overlay.learn(&someone));
                }
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        let about = draft.place.name_in(&draft.about);
        // A box of commands covers the line in which that would be said.
        let is_seen = !matches!(draft.place, DraftFor::Aimed(..));
        if self.box_of(draft).is_some() && is_seen {
            let words = format!("{about} {why}. This text cannot be saved, only copied");
            return vec![Next::Say(Notice::wrong(words))];
        }
        self.show_text(draft, &format!("{about} {why}"))
    }

    /// The text is about the one into whom its person was merged from now on.
    fn take_along(&mut self, text: &OneText, merged: &Merged) -> Vec<Next> {
        let Some(place) = self.kept.place_of(text.number) else {
            return Vec::new();
        };
        let kept = &mut self.kept[place];
        kept.place.follow(merged.gone, merged.into);
        merged.into_name.as_str().clone_into(&mut kept.about);
        let text = kept.clone();
        self.restore(text)
    }

    /// The box that the text was put back into.
    fn box_of(&self, text: &OneText) -> Option<&Overlay> {
        let mut boxes = self.overlays.iter().rev();
        boxes.find(|overlay| overlay.number() == Some(text.number))
    }

    /// There is no place any more where the text could be typed: it is shown, to be copied.
    fn show_text(&mut self, draft: &Draft, why: &str) -> Vec<Next> {
        self.returning = None;
        let mut lines = vec![format!("{}:", draft.title()), String::new()];
        lines.extend(draft.lines());
        lines.push(String::new());
        lines.push("F11 lists it until you discard it.".to_owned());
        let popup = Popup::new(Subject::Desk, why, lines);
        vec![Next::late(Overlay::Popup(popup))]
    }

    /// Opens the box or the screen of the text; the text is put into it when it opens.
    fn bring_back(&mut self, draft: &Draft, name: &Clean) -> Vec<Next> {
        self.returning = Some(draft.place.clone());
        let who = || OnePerson::new(draft.place.person().unwrap_or_default(), name.clone());
        let open = |overlay| vec![Next::open(overlay)];
        match &draft.place {
            DraftFor::Log(_) => open(Overlay::Log(LogBox::new(LogKind::Contact, &who()))),
            DraftFor::Step(_) => open(Overlay::Log(LogBox::new(LogKind::Step, &who()))),
            DraftFor::Note(_) => open(Overlay::Note(NoteBox::new(&who()))),
            DraftFor::EditNote(_, note) => {
                open(Overlay::Note(NoteBox::again(&who(), *note, draft)))
            }
            DraftFor::NewPerson => open(Overlay::Form(Form::blank())),
            // The form wants to know how the person stands now.
            DraftFor::Person(_) => self.edit_person(&who()),
            DraftFor::Line(_, line) => {
                let mut next = self.open_profile(&who());
                next.extend(self.screens.profile.edit_line(*line));
                next
            }
            DraftFor::Check(_, check) => FitBox::open_at(&who(), FitLine::Check(*check)),
            DraftFor::Flag(_, account, rule, figures) => {
                let flag = FitLine::Flag(*account, *rule, figures.clone());
                FitBox::open_at(&who(), flag)
            }
            DraftFor::Erase(_) => EraseBox::open(&who()),
            DraftFor::MergeWith(_) => self.merge_with(&who(), ""),
            DraftFor::Setting(_) => {
                let mut next = self.go(Place::Settings);
                next.extend(self.prompt_again(draft, name));
                next
            }
            DraftFor::Handles
            | DraftFor::Reason(_)
            | DraftFor::Account(_)
            | DraftFor::ContactPoint(_)
            | DraftFor::Move { .. }
            | DraftFor::MovePeople(..)
            | DraftFor::StepOfPeople(_)
            | DraftFor::Tags(_)
            | DraftFor::Park(..)
            | DraftFor::ParkPeople(..)
            | DraftFor::Snooze(_)
            | DraftFor::ViewName(_)
            | DraftFor::Rename(..)
            | DraftFor::Export(_) => self.prompt_again(draft, name),
            DraftFor::AsOf(path) | DraftFor::Rejects(path) => {
                self.file_prompt_again(draft, name, path)
            }
            DraftFor::ImportPath => self.import_path_again(draft),
            DraftFor::ImportChoices(path) => self.choices_again(draft, path),
            DraftFor::Query(tab) => self.query_again(draft, *tab),
            // Of whom the commands were is not known: they act on no one.
            DraftFor::CommandLine => self.aimed_again(AimedText::CommandLine, None),
            DraftFor::Find => self.aimed_again(AimedText::Find, None),
            DraftFor::Keys => self.aimed_again(AimedText::Keys, None),
            DraftFor::Aimed(text, group) => {
                let people = People::several(&group.people, Some(name.clone()), group.seen);
                self.aimed_again(*text, Some(people))
            }
            DraftFor::Choice(choice) => self.choose_again(draft, choice, name),
        }
    }

    /// The box of commands, for the people for whom it was opened then, whoever stands under the bar by now.
    fn aimed_again(&self, text: AimedText, people: Option<People>) -> Vec<Next> {
        let aim = Aim::again(self.place, people);
        vec![Next::open(match text {
            AimedText::CommandLine => Overlay::Line(self.command_line(aim)),
            AimedText::Find => Overlay::Find(self.find_anything(aim)),
            AimedText::Keys => Overlay::Help(self.help(aim)),
        })]
    }

    /// The line that the text was typed into.
    fn prompt_again(&mut self, draft: &Draft, name: &Clean) -> Vec<Next> {
        match Prompt::again(draft, name, &self.look()) {
            Some(prompt) => vec![Next::open(Overlay::Prompt(prompt))],
            None => self.show_text(draft, "This text has no place any more"),
        }
    }

    /// A line about a file that is being imported: the file is opened first.
    fn file_prompt_again(&mut self, draft: &Draft, name: &Clean, path: &str) -> Vec<Next> {
        let prompt = self.prompt_again(draft, name);
        if let Some(why) = self.screens.import.is_busy() {
            return vec![Next::Say(Notice::calm(why))];
        }
        let mut next = self.go(Place::Import);
        next.extend(if self.screens.import.has_open(path) {
            prompt
        } else {
            let place = DraftFor::ImportChoices(path.to_owned());
            let chosen = self.kept.iter().find(|one| one.place == place);
            let chosen = chosen.map(|one| one.draft.clone());
            self.screens.import.open_again(path, chosen, prompt)
        });
        next
    }

    fn import_path_again(&mut self, draft: &Draft) -> Vec<Next> {
        if let Some(why) = self.screens.import.is_busy() {
            return vec![Next::Say(Notice::calm(why))];
        }
        let mut next = self.go(Place::Import);
        let path = draft.text("").unwrap_or_default();
        next.extend(self.screens.import.put_back_path(path));
        self.came_back(draft);
        next
    }

    fn choices_again(&mut self, draft: &Draft, path: &str) -> Vec<Next> {
        if let Some(why) = self.screens.import.is_busy() {
            return vec![Next::Say(Notice::calm(why))];
        }
        let mut next = self.go(Place::Import);
        let chosen = Some(draft.clone());
        next.extend(self.screens.import.open_again(path, chosen, Vec::new()));
        next
    }

    fn query_again(&mut self, draft: &Draft, tab: Tab) -> Vec<Next> {
        let place = Place::Tab(tab);
        let mut next = self.go(place);
        let text = draft.text("").unwrap_or_default();
        let look = look!(self);
        next.extend(self.screens.run_query(place, QueryCommand::Begin, &look));
        let put_back =
            |line: &mut crate::ui::screens::query_line::QueryLine| line.put_back(text, &look);
        next.extend(self.screens.with_query(place, put_back));
        self.came_back(draft);
        next
    }

    /// The text is back in its box: what is kept only while a box is open is not listed any more.
    pub(super) fn came_back(&mut self, draft: &Draft) {
        if self.returning.as_ref() == Some(&draft.place) {
            self.returning = None;
        }
        if draft.place.manner() == Manner::WhileOpen
            && let Some(place) = self.kept.iter().position(|one| one.draft == *draft)
        {
            self.kept.remove(place);
        }
        self.notice = Some(Notice::calm("your unsaved text is back"));
    }
}
