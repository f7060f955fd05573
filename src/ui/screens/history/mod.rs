//! The history: everybody's change sets with their fields; any of them can be taken back after a look at it.

mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::domain::change::{Change, HistoryChange};
use crate::domain::ids::SetId;
use crate::domain::question::{ChangeSet, ChangedField, Question};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::ui::command::{ListCommand, PastCommand};
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::Under;
use crate::ui::subject::{OneChange, Subject};
use crate::ui::widgets::bar::{Bar, Row};
use crate::ui::widgets::scroll::Scroll;

/// Change sets asked for at once.
const PAGE: u32 = 200;

/// The state of the history.
#[derive(Debug, Default)]
pub struct Past {
    sets: Vec<ChangeSet>,
    loaded: bool,
    more: bool,
    asking_more: bool,
    bar: Bar<SetId>,
    fields: Option<(SetId, Vec<ChangedField>)>,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Past {
    pub(super) fn asks(&mut self) -> Vec<Next> {
        self.asking_more = false;
        let rows = PAGE.max(u32::try_from(self.sets.len()).unwrap_or(PAGE));
        vec![Next::Ask(
            Asker::History,
            Question::History {
                person: None,
                before: None,
                rows,
            },
        )]
    }

    pub(super) fn receive(&mut self, sets: Vec<ChangeSet>) -> Vec<Next> {
        self.loaded = true;
        self.more = sets.len() >= PAGE as usize;
        if std::mem::take(&mut self.asking_more) {
            self.sets.extend(sets);
        } else {
            self.sets = sets;
        }
        self.bar.renew(&self.sets);
        self.look()
    }

    pub(super) fn changed(&mut self, set: SetId, fields: Vec<ChangedField>) {
        self.fields = Some((set, fields));
    }

    /// Why the change under the cursor cannot be taken back.
    pub(super) fn why_not(&self) -> Option<String> {
        let Some(set) = self.current() else {
            let gone = self.bar.gone(&self.sets);
            return Some(gone.map_or_else(
                || "nothing has been changed yet".to_owned(),
                |(_, name)| format!("{name} is not listed any more; move to another change"),
            ));
        };
        if let Some(by) = &set.undone_by {
            return Some(format!("{by} took it back already"));
        }
        // An erasure, or what was about nobody but who was erased: nothing of it is kept.
        (set.rows == 0 && !set.open).then(|| Refusal::Erased.to_string())
    }

    pub(super) fn under(&self) -> Under {
        self.current()
            .map_or(Under::Nothing, |set| Under::Change(set.id))
    }

    fn current(&self) -> Option<&ChangeSet> {
        self.bar.current(&self.sets)
    }

    /// Asks for the fields of the change under the cursor.
    fn look(&mut self) -> Vec<Next> {
        self.current()
            .map(|set| Next::Ask(Asker::Changed, Question::Changed(set.id)))
            .into_iter()
            .collect()
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        self.bar.moved(command, &self.scroll, &self.sets);
        let mut next = self.look();
        let near = self.bar.place() + 2 * self.scroll.height() >= self.sets.len();
        if near && self.more && !self.asking_more {
            self.asking_more = true;
            let before = self.sets.last().map(|set| set.id);
            next.push(Next::Ask(
                Asker::History,
                Question::History {
                    person: None,
                    before,
                    rows: PAGE,
                },
            ));
        }
        next
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let row = self.scroll.top() + usize::from(line.saturating_sub(area.y));
        if line < area.bottom() && row < self.sets.len() {
            self.bar.put(row, &self.sets);
            return self.look();
        }
        Vec::new()
    }

    pub(super) fn run(&mut self, command: PastCommand) -> Vec<Next> {
        match command {
            PastCommand::TakeBack => self.take_back(),
        }
    }

    /// Mine after a question, a colleague's after a typed reason; the fields stand beside it as the preview.
    fn take_back(&self) -> Vec<Next> {
        let set = match (self.why_not(), self.current()) {
            (None, Some(set)) => set,
            (why, _) => {
                return why
                    .into_iter()
                    .map(|why| Next::Say(Notice::calm(why)))
                    .collect();
            }
        };
        if !set.mine {
            let change = OneChange {
                set: set.id,
                label: set.label.clone(),
            };
            let prompt = Prompt::new(PromptFor::Reason(change));
            return vec![Next::open(Overlay::Prompt(prompt))];
        }
        let subject = Subject::change(set.id, &set.label);
        let ask = Ask::new(subject, &format!("Take back: {}?", set.label))
            .option("enter", "Enter", "take it back", vec![undo(set)])
            .option("esc", "Esc", "leave it", Vec::new());
        vec![Next::open(Overlay::Ask(ask))]
    }
}

impl Row for ChangeSet {
    type Id = SetId;

    fn id(&self) -> SetId {
        self.id
    }

    fn name(&self) -> Clean {
        self.label.clone()
    }
}

/// The change that takes a set back; a large one goes in slices.
fn undo(set: &ChangeSet) -> Next {
    if set.rows > 1_000 {
        Next::TakeBack {
            set: set.id,
            reason: None,
        }
    } else {
        let undo = Change::History(HistoryChange::Undo {
            set: set.id,
            reason: None,
        });
        Next::Apply(Subject::change(set.id, &set.label), undo)
    }
}
