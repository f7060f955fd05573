//! A person at a keyboard: a real desk over a real store, on a terminal made of memory.
//!
//! What the desk wants done outside is done at once and in order, so that a story needs no threads and no waiting.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use entourage::domain::change::Stamp;
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::importing::Errand;
use entourage::domain::question::Question;
use entourage::runtime::files::Clerk;
use entourage::runtime::work::Work;
use entourage::store::{Failure, Presence, Store};
use entourage::ui::app::App;
use entourage::ui::command::Command;
use entourage::ui::draft::Draft;
use entourage::ui::effect::Effect;
use entourage::ui::keeping::{Hitch, Keeping};
use entourage::ui::message::{Message, Ticket};
use entourage::ui::theme::{Depth, Ground, Theme};
use entourage::ui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::golden;
use super::hand::Hand;
pub use super::keys::key_named;
use super::world::{World, today};

/// A person at a keyboard.
pub struct Desk {
    pub app: App,
    pub hand: Hand,
    reader: Store,
    clerk: Clerk,
    terminal: Terminal<TestBackend>,
    frame: Buffer,
    here: Option<Presence>,
    /// What went to the clipboard, to the browser, to the editor.
    pub copied: Vec<String>,
    pub opened: Vec<String>,
    pub editing: Vec<String>,
    /// Databases that were asked for by name.
    pub switched: Vec<String>,
    /// How far large jobs told that they are.
    pub progress: Vec<String>,
    /// Whether the desk has ended.
    pub ended: bool,
    /// Why the disk takes no unsaved text, where it does not.
    pub full: Option<Hitch>,
    /// Draws nothing: somebody else looks at it.
    pub blind: bool,
    /// What waits for the store, while it is locked.
    pub held: Vec<Effect>,
    locked: bool,
}

impl Desk {
    /// A desk of 100 columns and 30 rows.
    pub fn open(world: &World, login: &str) -> Desk {
        Desk::open_at(world, login, 100, 30)
    }

    pub fn open_at(world: &World, login: &str, columns: u16, rows: u16) -> Desk {
        let hand = world.hand(login);
        let reader = hand.store.reader().unwrap();
        let clerk = Clerk::new(Some(hand.store.reader().unwrap()));
        let theme = Theme::new(Ground::Dark, Depth::Sixteen);
        let mut desk = Desk {
            app: App::new(login, today(), theme, (columns, rows)),
            here: hand.store.enter(1_795_255_200_000, "Today"),
            hand,
            reader,
            clerk,
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            frame: Buffer::default(),
            copied: Vec::new(),
            opened: Vec::new(),
            editing: Vec::new(),
            switched: Vec::new(),
            progress: Vec::new(),
            ended: false,
            full: None,
            blind: false,
            held: Vec::new(),
            locked: false,
        };
        let effects = desk.app.begin();
        desk.perform(effects);
        desk.draw();
        desk
    }

    fn draw(&mut self) {
        if self.blind {
            return;
        }
        let app = &self.app;
        let drawn = self.terminal.draw(|frame| view::draw(app, frame)).unwrap();
        // What was drawn, not what the test backend made of it: it keeps letters under the second half of wide ones.
        self.frame.clone_from(drawn.buffer);
    }

    /// Something happens; everything that follows from it is done.
    pub fn happens(&mut self, message: Message) {
        let effects = self.app.update(message);
        self.perform(effects);
        self.keeps();
        self.draw();
    }

    /// Unsaved text is brought to disk at once.
    fn keeps(&mut self) {
        let drafts = self.app.drafts();
        let keeping = Keeping {
            hitch: self.full.clone().filter(|_| !drafts.is_empty()),
            on_disk: if self.full.as_ref().is_some_and(|hitch| !hitch.elsewhere) {
                [].into()
            } else {
                drafts.into()
            },
        };
        let effects = self.app.update(Message::Keeping(keeping));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        let mut rounds = 0;
        while let Some(effect) = queue.pop_front() {
            rounds += 1;
            assert!(
                rounds < 10_000,
                "the desk does not come to rest: {effect:?}"
            );
            if self.locked && matches!(effect, Effect::Apply(..) | Effect::TakeBack { .. }) {
                self.held.push(effect);
                continue;
            }
            let stamp = self.hand.stamp();
            let messages = self.outside(effect, &stamp);
            for message in messages {
                queue.extend(self.app.update(message));
            }
        }
    }

    fn outside(&mut self, effect: Effect, stamp: &Stamp) -> Vec<Message> {
        match effect {
            Effect::Ask(ticket, question) => vec![self.answer(ticket, &question, stamp)],
            Effect::Apply(ticket, change) => vec![match self.hand.store.apply(change, stamp) {
                Ok(receipt) => Message::Applied(ticket, receipt),
                Err(failure) => said(ticket, failure),
            }],
            Effect::TakeBack {
                ticket,
                set,
                reason,
            } => self.take_back(ticket, set, reason, stamp),
            Effect::File(ticket, errand) => self.goes(ticket, errand, stamp),
            Effect::Import {
                ticket,
                reading,
                confirmed,
            } => match Work::import(&mut self.hand.store, &reading, &confirmed, stamp) {
                Ok(work) => self.works(ticket, work),
                Err(failure) => vec![said(ticket, failure)],
            },
            Effect::Resume(ticket, set) => match Work::resume(&mut self.hand.store, set, stamp) {
                Ok(work) => self.works(ticket, work),
                Err(failure) => vec![said(ticket, failure)],
            },
            Effect::Bulk(ticket, bulk) => match Work::bulk(&mut self.hand.store, bulk, stamp) {
                Ok(work) => self.works(ticket, work),
                Err(failure) => vec![said(ticket, failure)],
            },
            Effect::Erase(ticket, erased) => self.erase(ticket, erased.person, stamp),
            Effect::Forget(people, _) => vec![Message::Forgotten(people)],
            Effect::Copy(text) => {
                self.copied.push(text);
                Vec::new()
            }
            Effect::Open(link) => {
                self.opened.push(link);
                Vec::new()
            }
            Effect::Edit(text) => {
                self.editing.push(text);
                Vec::new()
            }
            Effect::Switch(name) => {
                self.switched.push(name);
                Vec::new()
            }
            Effect::Quit | Effect::Abandon => {
                self.ended = true;
                Vec::new()
            }
            Effect::Repaint
            | Effect::Suspend
            | Effect::StopJob(_)
            | Effect::Keep(_)
            | Effect::Mouse(_) => Vec::new(),
        }
    }

    fn answer(&mut self, ticket: Ticket, question: &Question, stamp: &Stamp) -> Message {
        let store = if question.is_slow() {
            &mut self.reader
        } else {
            &mut self.hand.store
        };
        match store.answer(question, stamp) {
            Ok(answer) => Message::Answered(ticket, answer),
            Err(failure) => said(ticket, failure),
        }
    }

    fn take_back(
        &mut self,
        ticket: Ticket,
        set: SetId,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Vec<Message> {
        match Work::take_back(&mut self.hand.store, set, reason, stamp) {
            Ok(work) => self.works(ticket, work),
            Err(failure) => vec![said(ticket, failure)],
        }
    }

    fn erase(&mut self, ticket: Ticket, person: PersonId, stamp: &Stamp) -> Vec<Message> {
        match Work::erase(&mut self.hand.store, person, stamp) {
            Ok(work) => {
                let mut messages = vec![Message::Erased(ticket)];
                messages.extend(self.works(ticket, work));
                messages
            }
            Err(failure) => vec![said(ticket, failure)],
        }
    }

    /// Goes on an errand about files, a trial to its end.
    fn goes(&mut self, ticket: Ticket, errand: Errand, stamp: &Stamp) -> Vec<Message> {
        let mut news = self.clerk.take(ticket, errand, stamp);
        while self.clerk.is_busy() {
            news.extend(self.clerk.step());
        }
        let message = |(ticket, news)| Message::File(ticket, news);
        news.into_iter().map(message).collect()
    }

    /// Does a job from here to its end.
    fn works(&mut self, ticket: Ticket, work: Work) -> Vec<Message> {
        let mut work = work.in_slices_of(500);
        let mut messages = Vec::new();
        loop {
            match work.step(&mut self.hand.store) {
                Ok(None) => {
                    let going = work.going();
                    self.progress
                        .push(format!("{} {} of {}", going.label, going.done, going.total));
                    messages.push(Message::Progress(ticket, going));
                }
                Ok(Some(receipt)) => {
                    let report = work.report();
                    messages.extend(report.map(|report| Message::Imported(ticket, report)));
                    messages.push(Message::Applied(ticket, receipt));
                    while self.hand.store.follow_index(500).unwrap() {}
                    return messages;
                }
                Err(failure) => {
                    messages.push(said(ticket, failure));
                    return messages;
                }
            }
        }
    }

    /// The store makes no change until it is unlocked.
    pub fn locks(&mut self) -> &mut Desk {
        self.locked = true;
        self
    }

    /// The store makes the changes that wait for it.
    pub fn unlocks(&mut self) -> &mut Desk {
        self.locked = false;
        let held = std::mem::take(&mut self.held);
        self.perform(held);
        self.keeps();
        self.draw();
        self
    }

    /// Presses keys, written as the keymap writes them, with blanks between: `3 j L ctrl-s enter`.
    pub fn press(&mut self, keys: &str) -> &mut Desk {
        for key in keys.split_whitespace() {
            self.happens(Message::Key(key_named(key)));
        }
        self
    }

    /// Types text, letter by letter.
    pub fn types(&mut self, text: &str) -> &mut Desk {
        for letter in text.chars() {
            self.happens(Message::Key(KeyEvent::new(
                KeyCode::Char(letter),
                KeyModifiers::NONE,
            )));
        }
        self
    }

    pub fn pastes(&mut self, text: &str) -> &mut Desk {
        self.happens(Message::Paste(text.to_owned()));
        self
    }

    /// Types a line at `:` and runs it.
    pub fn commands(&mut self, line: &str) -> &mut Desk {
        self.press(":").types(line).press("enter")
    }

    /// Does what a command means, whichever key says it.
    pub fn does(&mut self, command: Command) -> &mut Desk {
        let key = entourage::ui::keymap::BINDINGS
            .iter()
            .find(|binding| binding.command == command)
            .unwrap_or_else(|| panic!("{command:?} has no key"));
        let first = key.keys.split(" | ").next().unwrap();
        self.press(first)
    }

    /// The editor comes back with a text.
    pub fn editor_writes(&mut self, text: &str) -> &mut Desk {
        self.happens(Message::Edited(Some(text.to_owned())));
        self
    }

    /// Clicks with the left button.
    pub fn clicks(&mut self, column: u16, row: u16) -> &mut Desk {
        self.happens(Message::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }));
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Desk {
        self.terminal.backend_mut().resize(columns, rows);
        self.happens(Message::Resized(columns, rows));
        self
    }

    /// Tells the others where this desk is, as it does when it has been there for a moment.
    pub fn settles(&mut self) -> &mut Desk {
        let at = self.app.whereabouts();
        if let Some(here) = &mut self.here {
            here.moved(&at);
        }
        self
    }

    /// Somebody came, went or moved.
    pub fn looks_around(&mut self) -> &mut Desk {
        let here = self.hand.store.colleagues();
        self.happens(Message::Here(here));
        self
    }

    /// The bell rang: has a colleague committed?
    pub fn hears(&mut self) -> bool {
        let changed = self.hand.store.changed_elsewhere();
        if changed {
            self.happens(Message::ChangedElsewhere);
        }
        changed
    }

    /// The ground of every place that was drawn.
    pub fn grounds(&self) -> Vec<ratatui::style::Color> {
        self.frame.content.iter().map(|cell| cell.bg).collect()
    }

    /// Shows what the hand of this desk has changed behind its screen.
    pub fn looks_again(&mut self) -> &mut Desk {
        self.happens(Message::ChangedElsewhere);
        self
    }

    /// Puts the cursor of the roster on somebody.
    pub fn goes_to(&mut self, name: &str) -> &mut Desk {
        self.press("2 esc /").types(name).press("enter");
        self.sees(name)
    }

    /// Opens somebody's profile, from the roster.
    pub fn opens(&mut self, name: &str) -> &mut Desk {
        self.goes_to(name).press("enter")
    }

    /// Goes to a field of the form that was just opened.
    pub fn at_field(&mut self, field: Field) -> &mut Desk {
        let place = Field::ALL.iter().position(|one| *one == field).unwrap();
        for _ in 0..place {
            self.press("tab");
        }
        self
    }

    /// Starts with text that a desk before left behind.
    pub fn recovers(&mut self, drafts: Vec<Draft>) -> &mut Desk {
        self.happens(Message::Recovered(drafts));
        self
    }

    /// The person under the cursor of the screen in front.
    pub fn someone(&self) -> Option<PersonId> {
        self.app
            .screens
            .someone(self.app.place)
            .map(|someone| someone.id)
    }

    /// What stands on the screen, line by line.
    pub fn text(&self) -> String {
        golden::text(&self.frame)
    }

    /// Columns and rows where a wide letter is cut in two by what was drawn after it.
    pub fn torn(&self) -> Vec<(u16, u16)> {
        golden::torn(&self.frame)
    }

    /// The line above the footer.
    pub fn notice(&self) -> String {
        self.app
            .notice
            .as_ref()
            .map_or_else(String::new, |notice| notice.words.to_string())
    }

    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Desk {
        let text = self.text();
        assert!(
            text.contains(words),
            "{words:?} is not on the screen:\n{text}"
        );
        self
    }

    #[track_caller]
    pub fn sees_not(&mut self, words: &str) -> &mut Desk {
        let text = self.text();
        assert!(!text.contains(words), "{words:?} is on the screen:\n{text}");
        self
    }

    /// One line of the screen must hold all of these words, in this order.
    #[track_caller]
    pub fn sees_line(&mut self, words: &[&str]) -> &mut Desk {
        let text = self.text();
        let holds = |line: &str| {
            words
                .iter()
                .try_fold(line, |rest, word| {
                    rest.split_once(word).map(|(_, rest)| rest)
                })
                .is_some()
        };
        assert!(text.lines().any(holds), "no line holds {words:?}:\n{text}");
        self
    }

    /// The notice must hold these words.
    #[track_caller]
    pub fn hears_said(&mut self, words: &str) -> &mut Desk {
        let notice = self.notice();
        assert!(
            notice.contains(words),
            "{words:?} was not said: {notice:?}\n{}",
            self.text()
        );
        self
    }

    /// The screen must be as `tests/screens/<name>.txt` has it.
    #[track_caller]
    pub fn screen(&mut self, name: &str) -> &mut Desk {
        golden::compare(name, &self.frame);
        self
    }
}

fn said(ticket: Ticket, failure: Failure) -> Message {
    match failure {
        Failure::Refused(refusal) => Message::Refused(ticket, refusal),
        Failure::Trouble(trouble) => Message::Failed(ticket, trouble),
        Failure::Interrupted => Message::Overtaken(ticket),
    }
}
