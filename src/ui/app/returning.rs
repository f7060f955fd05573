//! Unsaved text comes back to where it was typed: the same screen or box, for the same person.

use super::{Aim, App};
use crate::domain::ids::PersonId;
use crate::domain::person::Dossier;
use crate::domain::question::Answer;
use crate::domain::settings::Setting;
use crate::domain::text::{Clean, fold};
use crate::ui::command::QueryCommand;
use crate::ui::draft::{AimedText, BoxNumber, Draft, DraftFor, Manner, OneText};
use crate::ui::next::{Await, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
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
    /// Brings an unsaved text back. Where it is about a person, the store is asked first who that is by now: a box about
    /// somebody else would look like the one that it was typed into.
    pub(super) fn restore(&mut self, text: OneText) -> Vec<Next> {
        match text.place.person() {
            Some(person) => vec![Next::Await(Await::Return(person, Box::new(text)))],
            None => self.bring_back(&text),
        }
    }

    /// It is known who the person of an unsaved text is by now. Where that is somebody else, it is asked whether the text
    /// is for them; where they are gone, that is said, and the text is shown, to be copied.
    pub(super) fn restored_about(&mut self, text: &OneText, answer: Answer) -> Vec<Next> {
        // Whoever has left the list meanwhile does not want it any more.
        if !self.leave_list_that_opens(text.number) || self.kept.place_of(text.number).is_none() {
            return Vec::new();
        }
        let about = text.place.name_in(&text.about);
        let why = match answer {
            Answer::Merged(merged) => {
                let into = OnePerson::new(merged.into, merged.into_name.clone());
                let go_on = Next::TakeAlong(text.number, merged.gone, into);
                return vec![Next::open(super::gone::ask_instead(&merged, vec![go_on]))];
            }
            Answer::Erased(_) => "was erased for good",
            Answer::Person(_, None) => "is not in this database",
            Answer::Person(_, Some(dossier)) if is_known_as(&dossier, about) => {
                let someone = Someone::of(&dossier);
                let mut next = self.bring_back(text);
                for one in &mut next {
                    if let Next::Open(overlay) = one {
                        overlay.learn(&someone);
                    }
                }
                return next;
            }
            Answer::Person(person, Some(dossier)) => {
                return vec![ask_who(text, &OnePerson::new(person, dossier.name()))];
            }
            _ => return Vec::new(),
        };
        self.show_text(text, &format!("{about} {why}"))
    }

    /// Closes the list of unsaved texts that opens this one; whether there is one.
    fn leave_list_that_opens(&mut self, number: BoxNumber) -> bool {
        let opens = |overlay: &Overlay| match overlay {
            Overlay::Kept(list) => list.opens(number),
            _ => false,
        };
        let place = self.overlays.iter().position(opens);
        let list = place.map(|place| self.overlays.remove(place));
        if let Some(Overlay::Kept(list)) = &list {
            self.discard_from(list);
        }
        list.is_some()
    }

    /// Nobody answers who the person of a text is: the list of unsaved texts stays.
    pub(super) fn opens_no_text(&mut self) {
        for overlay in &mut self.overlays {
            if let Overlay::Kept(list) = overlay {
                list.opens_none();
            }
        }
    }

    /// The text is about this person from now on, into whom its person was merged or who has their number.
    pub(super) fn take_along(
        &mut self,
        number: BoxNumber,
        gone: PersonId,
        into: &OnePerson,
    ) -> Vec<Next> {
        let Some(place) = self.kept.place_of(number) else {
            return Vec::new();
        };
        let kept = &mut self.kept[place];
        kept.place.follow(gone, into.id);
        into.name.as_str().clone_into(&mut kept.about);
        let text = kept.clone();
        self.bring_back(&text)
    }

    /// There is no place any more where the text could be typed: it is shown, to be copied.
    fn show_text(&mut self, draft: &Draft, why: &str) -> Vec<Next> {
        self.returning = None;
        let mut lines = vec![format!("{}:", draft.title()), String::new()];
        lines.extend(draft.lines());
        lines.push(String::new());
        let words = "It cannot be saved, only copied. F11 lists it until you discard it.";
        lines.push(words.to_owned());
        let popup = Popup::new(Subject::Desk, why, lines);
        vec![Next::late(Overlay::Popup(popup))]
    }

    /// Opens the box or the screen of the text; the text is put into it when it opens.
    fn bring_back(&mut self, text: &OneText) -> Vec<Next> {
        self.offer_first(text);
        let draft: &Draft = text;
        let name = &Clean::line(draft.place.name_in(&draft.about));
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
            DraftFor::Check(_, check) => {
                let mut next = self.beside(&who());
                next.extend(FitBox::open_at(&who(), FitLine::Check(*check)));
                next
            }
            DraftFor::Flag(_, account, rule, figures) => {
                let flag = FitLine::Flag(*account, *rule, figures.clone());
                let mut next = self.beside(&who());
                next.extend(FitBox::open_at(&who(), flag));
                next
            }
            DraftFor::Account(_) | DraftFor::ContactPoint(_) | DraftFor::Remark(_) => {
                let mut next = self.beside(&who());
                next.extend(self.prompt_again(draft, name));
                next
            }
            DraftFor::Erase(_) => EraseBox::open(&who()),
            DraftFor::MergeWith(_) => self.merge_with(&who(), ""),
            DraftFor::Setting(key) => {
                let mut next = self.go(Place::Settings);
                if let Some(setting) = Setting::by_key(key) {
                    self.screens.settings.put_bar(setting);
                }
                next.extend(self.prompt_again(draft, name));
                next
            }
            DraftFor::Handles
            | DraftFor::Reason(_)
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

    /// Goes to a screen that shows this person: the triage that has them in front, or their profile.
    pub(super) fn beside(&mut self, who: &OnePerson) -> Vec<Next> {
        let is_in_front =
            self.place == Place::Triage && self.screens.triage.person() == Some(who.id);
        if is_in_front {
            Vec::new()
        } else {
            self.open_profile(who)
        }
    }

    /// The red flag of an unsaved text is not raised any more: the text is shown.
    pub(super) fn has_no_flag(&mut self, number: BoxNumber, place: &DraftFor) -> Vec<Next> {
        let is_fit =
            |overlay: &Overlay| matches!(overlay, Overlay::Fit(fit) if fit.number() == number);
        self.overlays.retain(|overlay| !is_fit(overlay));
        let text = self.kept.iter().find(|text| text.place == *place).cloned();
        let text = text.into_iter();
        text.flat_map(|text| self.show_text(&text, "This red flag is not raised any more"))
            .collect()
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

    /// The text is back in a line of a screen, which has no number: it is not listed any more.
    pub(super) fn came_back(&mut self, draft: &Draft) {
        if draft.place.manner() == Manner::WhileOpen
            && let Some(place) = self.kept.iter().position(|one| one.draft == *draft)
        {
            self.kept.remove(place);
        }
        self.is_in_its_box(&draft.place);
    }

    /// The text is back where it was typed. In a box it stays what it was before: unsaved, until it is saved or discarded.
    pub(super) fn is_in_its_box(&mut self, place: &DraftFor) {
        self.returning.take_if(|returning| returning == place);
        self.notice = Some(Notice::calm("your unsaved text is back"));
    }
}

/// Whether the person is known under the name that stands in a text: their name or one of their handles, also before the
/// account that it is about.
fn is_known_as(dossier: &Dossier, about: &str) -> bool {
    let about = fold(about.trim());
    let is_it = |name: &str| {
        let name = fold(name.trim());
        about == name
            || about
                .strip_prefix(&name)
                .is_some_and(|rest| rest.starts_with(", "))
    };
    let handles = dossier.accounts.iter();
    about.is_empty()
        || is_it(dossier.name().as_str())
        || handles
            .into_iter()
            .any(|account| is_it(account.handle.as_str()) || is_it(account.shown().as_str()))
}

/// The person of a text has another name by now, or is somebody else.
fn ask_who(text: &OneText, now: &OnePerson) -> Next {
    let words = format!(
        "This text was typed for {}. {} has taken their place: the same person under another name, or someone else.",
        text.place.name_in(&text.about),
        now.name
    );
    let go_on = Next::TakeAlong(text.number, now.id, now.clone());
    let ask = Ask::new(now, &words)
        .standing()
        .option(
            "c",
            "c",
            &format!("continue with {}", now.name),
            vec![go_on],
        )
        .option("esc", "Esc", "leave it", Vec::new());
    Next::open(Overlay::Ask(ask))
}
