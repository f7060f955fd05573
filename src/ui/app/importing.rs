//! Imports at the desk: news of files, and what is asked about them.

use super::App;
use crate::domain::importing::{FileNews, Report};
use crate::ui::draft::BoxNumber;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::screens::Place;

impl App {
    /// News of a file, for the box or screen that asked.
    pub(super) fn file_news(&mut self, ticket: Ticket, news: FileNews) -> Vec<Next> {
        let asked = self.awaited.iter().find(|(_, one)| **one == ticket);
        let Some(asker) = asked.map(|(asker, _)| *asker) else {
            return Vec::new();
        };
        if !matches!(news, FileNews::Trying(..) | FileNews::Looking(_)) {
            self.awaited.remove(&asker);
        }
        match asker {
            Asker::Box(number) => return self.file_news_in_box(number, news),
            Asker::Duplicates => self.screens.duplicates.receive(news),
            Asker::Folder => self.screens.import.receive_folder(news),
            Asker::Rows | Asker::Recheck => {
                return self.screens.import.receive_for_preview(news);
            }
            Asker::File => return self.screens.import.receive(news),
            // They ask the store, and no files.
            Asker::Desk
            | Asker::Today
            | Asker::Page
            | Asker::Whole
            | Asker::Column(_)
            | Asker::Board
            | Asker::Ids
            | Asker::Marks
            | Asker::Triage
            | Asker::Candidates
            | Asker::Vocabulary
            | Asker::Profile
            | Asker::Settings
            | Asker::History
            | Asker::Changed
            | Asker::News
            | Asker::Sides => {}
        }
        Vec::new()
    }

    /// News for the box that asked, wherever it lies by now. A line in which a path was typed goes when its file is
    /// there, and says why it is not; where it was closed meanwhile, the notice says so.
    fn file_news_in_box(&mut self, number: BoxNumber, news: FileNews) -> Vec<Next> {
        let mut boxes = self.overlays.iter_mut();
        let asked = boxes.find(|overlay| overlay.number() == Some(number));
        match (news, asked) {
            (FileNews::Erasure(erasure), Some(Overlay::Erase(erase))) => erase.receive(erasure),
            (FileNews::Wrong(words), Some(Overlay::Erase(_))) => {
                let say = Next::Say(Notice::wrong(words.as_str()));
                return self.in_box(number, |_, _| vec![Next::Close, say]);
            }
            (FileNews::Wrong(words), Some(Overlay::Prompt(prompt))) if prompt.is_writing() => {
                prompt.cannot_write(words.as_str());
            }
            (FileNews::Wrong(words), _) => return vec![Next::Say(Notice::wrong(words.as_str()))],
            (FileNews::Done(words), asked) => {
                if matches!(asked, Some(Overlay::Prompt(prompt)) if prompt.is_writing()) {
                    self.overlays
                        .retain(|overlay| overlay.number() != Some(number));
                }
                return vec![Next::Say(Notice::done(words.as_str()))];
            }
            (
                FileNews::Erasure(_)
                | FileNews::Folder(..)
                | FileNews::Seen(_)
                | FileNews::Trying(..)
                | FileNews::Tried(..)
                | FileNews::Rows { .. }
                | FileNews::Rechecked(..)
                | FileNews::Looking(_)
                | FileNews::Duplicates(_),
                _,
            ) => {}
        }
        Vec::new()
    }

    /// A file is in.
    pub(super) fn imported(&mut self, report: Report) -> Vec<Next> {
        self.screens.import.ended(report);
        Vec::new()
    }

    /// The import, at the file that was typed or where it was left.
    pub(super) fn open_import(&mut self, path: &str) -> Vec<Next> {
        let mut next = self.go(Place::Import);
        next.extend(if path.is_empty() {
            self.screens.import.enter()
        } else {
            self.screens.import.open(path)
        });
        next
    }

    /// Asks for something about files.
    pub(super) fn errand(
        &mut self,
        asker: Asker,
        errand: crate::domain::importing::Errand,
        effects: &mut Vec<Effect>,
    ) {
        let ticket = self.ticket();
        self.awaited.insert(asker, ticket);
        let leaves = crate::domain::importing::Errand::leaves;
        if leaves(&errand) {
            self.awaited.remove(&asker);
        }
        effects.push(Effect::File(ticket, errand));
    }
}
