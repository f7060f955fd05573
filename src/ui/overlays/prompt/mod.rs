//! One line to type, for a date, a reason, an account or a pasted list; what was understood is echoed below.

mod echo;
mod read;
mod wanted;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use self::read::{
    account, added, as_of, because, contact_point, go_on, go_on_all, note, park, park_all, reason,
    refuse_blanks, rename, ruled, snooze, step, value, view_name,
};
pub use self::wanted::PromptFor;
use super::{Overlay, Taken};
use crate::domain::bulk::read_tags;
use crate::domain::ids::PersonId;
use crate::domain::merge::Merged;
use crate::domain::platform::{Handle, Platform, read_references};
use crate::domain::query::Reader;
use crate::domain::question::Question;
use crate::domain::settings;
use crate::domain::text::Clean;
use crate::ui::command::BoxCommand;
use crate::ui::draft::{BoxNumber, Draft, HoldsText, TextField};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::ask::Ask;
use crate::ui::screens::import::Chosen;
use crate::ui::subject::{OnePerson, Subject};
use crate::ui::widgets::line::{boxed, put_text, row};
use crate::ui::widgets::textbox::TextBox;

/// Columns of what is echoed below the line.
const ECHO_COLUMNS: usize = 68;

/// One line to type.
#[derive(Debug, Clone)]
pub struct Prompt {
    wanted: PromptFor,
    text: TextBox,
    error: Option<String>,
    /// Accounts that were typed and are being looked up.
    asked: Vec<(Option<Platform>, Handle)>,
    /// The file of that name is being written: the line stays until it is.
    writing: bool,
}

impl Prompt {
    /// An empty line; its title names whom or what it is about.
    #[must_use]
    pub fn new(wanted: PromptFor) -> Prompt {
        // A line of note may come back out of a note of several.
        let many = matches!(wanted, PromptFor::Add | PromptFor::Line(_));
        let place = wanted.place();
        Prompt {
            wanted,
            text: if many {
                TextBox::text(place, "")
            } else {
                TextBox::line(place, "")
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

    /// A line that stands there already.
    #[must_use]
    pub fn filled(wanted: PromptFor, text: &str) -> Prompt {
        let mut prompt = Prompt::new(wanted);
        prompt.text.begin_with(text);
        prompt
    }

    fn number(&self) -> BoxNumber {
        self.text.place().number
    }

    /// What the line is for.
    #[must_use]
    pub fn wanted(&self) -> &PromptFor {
        &self.wanted
    }

    /// Whom or what the line is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.wanted.subject()
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, merged: &Merged) {
        self.wanted.follow(merged);
        self.error = None;
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

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) {
        self.error = None;
        self.text.paste(text);
    }

    /// The line that an unsaved text was typed into, for the person or thing of this name; none where its place is
    /// another box.
    #[must_use]
    pub fn again(draft: &Draft, name: &Clean, look: &Look<'_>) -> Option<Prompt> {
        let reader = Reader {
            today: look.today,
            me: look.me.as_str(),
        };
        PromptFor::again(draft, name, reader).map(Prompt::new)
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
            PromptFor::Park(who, reason) => park(who.id, reason, &typed, look.today),
            PromptFor::Snooze(who) => snooze(who.id, &typed, look.today),
            PromptFor::Reason(change) => reason(change.set, &typed),
            PromptFor::Setting { setting, original } => {
                value(setting, original, &typed, look.settings)
            }
            PromptFor::GoOn {
                who,
                from,
                to,
                missing,
            } => go_on((who.id, from, to), missing, &typed),
            PromptFor::Add => self.look_up(&typed),
            PromptFor::Account(who) => account(who.id, &typed),
            PromptFor::ContactPoint(who) => contact_point(who.id, &typed),
            PromptFor::AsOf(file) => as_of(file, &typed, look.today),
            PromptFor::Rejects(file) => {
                let number = self.number();
                self.write_to(&typed, |to| Next::Chosen(file, Chosen::Rejects(number, to)))
            }
            PromptFor::GoOnAll(people, to) => go_on_all(people, to, &typed),
            PromptFor::Export(whom, _) => {
                let number = self.number();
                self.write_to(&typed, |to| Next::Export(number, whom, to))
            }
            PromptFor::ViewName(listing, seen) => view_name(*listing, seen, &typed),
            PromptFor::Rename(view) => rename(&view, &typed),
            PromptFor::Line(who) => note(who.id, &typed),
            PromptFor::Check(who, check, seen, verdict) => {
                Ok(because(who.id, check, seen, verdict, &typed))
            }
            PromptFor::Flag(who, flag, seen, decision) => {
                Ok(ruled(who.id, *flag, seen, decision, &typed))
            }
            PromptFor::Tags(people) => {
                read_tags(&typed).map(|action| vec![Next::SaveBulk(people, action)])
            }
            PromptFor::Step(people) => step(people, &typed, look.today),
            PromptFor::ParkAll(people, reason) => park_all(people, reason, &typed, look.today),
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
        Ok(self.asks().into_iter().collect())
    }

    /// Asks which of the accounts are known that are being looked up, where there are any.
    #[must_use]
    pub fn asks(&self) -> Option<Next> {
        let question = Question::Known(self.asked.clone());
        let is_asking = !self.asked.is_empty();
        is_asking.then(|| Next::Ask(Asker::Box(self.number()), question))
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
                let known = Notice::calm(format!("{name} is known already"));
                vec![
                    Next::Close,
                    Next::Say(known),
                    Next::Profile(OnePerson::new(person, name)),
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
                let add = Next::In(self.number(), added(&new));
                let ask = Ask::new(Subject::Desk, &words)
                    .option("enter", "Enter", "add them", vec![add])
                    .option("esc", "Esc", "leave it", Vec::new());
                vec![Next::open(Overlay::Ask(ask))]
            }
        }
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
        let inside = boxed(
            frame,
            area,
            72,
            high,
            self.wanted.title().as_str(),
            look.theme,
        );
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

impl TextField for Prompt {
    fn text_box(&self) -> &TextBox {
        &self.text
    }

    fn original(&self) -> Option<Option<String>> {
        match &self.wanted {
            PromptFor::Setting { original, .. } => Some(original.clone()),
            PromptFor::Park(..)
            | PromptFor::Snooze(_)
            | PromptFor::Reason(_)
            | PromptFor::GoOn { .. }
            | PromptFor::Add
            | PromptFor::Account(_)
            | PromptFor::ContactPoint(_)
            | PromptFor::AsOf(_)
            | PromptFor::Rejects(_)
            | PromptFor::Line(_)
            | PromptFor::Check(..)
            | PromptFor::Flag(..)
            | PromptFor::GoOnAll(..)
            | PromptFor::Export(..)
            | PromptFor::ViewName(..)
            | PromptFor::Rename(_)
            | PromptFor::Tags(_)
            | PromptFor::Step(_)
            | PromptFor::ParkAll(..) => None,
        }
    }
}

impl HoldsText for Prompt {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Prompt {
            text: _,
            wanted: _,
            error: _,
            asked: _,
            writing: _,
        } = self;
        visit(self);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}
