//! Imports at the desk: news of files, and what is asked about them.

use super::App;
use crate::domain::importing::{FileNews, Report};
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::screens::Place;

impl App {
    /// News of a file, for the one who asked last.
    pub(super) fn file_news(&mut self, ticket: Ticket, news: FileNews) -> Vec<Next> {
        let asked = self.awaited.iter().find(|(_, one)| **one == ticket);
        let Some(asker) = asked.map(|(asker, _)| *asker) else {
            return Vec::new();
        };
        if !matches!(news, FileNews::Trying(..) | FileNews::Looking(_)) {
            self.awaited.remove(&asker);
        }
        if matches!(asker, Asker::Export | Asker::File)
            && let Some(next) = self.told_of_path(&news)
        {
            return next;
        }
        match (asker, news) {
            (Asker::Export, FileNews::Done(words)) => vec![Next::Say(Notice::done(words.as_str()))],
            (Asker::Export, FileNews::Wrong(words)) => {
                vec![Next::Say(Notice::wrong(words.as_str()))]
            }
            (Asker::Duplicates, news) => {
                self.screens.duplicates.receive(news);
                Vec::new()
            }
            (Asker::Overlay, news) => self.told_of_erasing(news),
            (_, news) => self.screens.import.receive(news),
        }
    }

    /// News for the line in which the path was typed: it goes when the file is there, and says why it is not.
    fn told_of_path(&mut self, news: &FileNews) -> Option<Vec<Next>> {
        let is_writing =
            |overlay: &Overlay| matches!(overlay, Overlay::Prompt(prompt) if prompt.is_writing());
        let at = self.overlays.iter().position(is_writing)?;
        match (news, self.overlays.get_mut(at)) {
            (FileNews::Done(words), _) => {
                self.overlays.remove(at);
                Some(vec![Next::Say(Notice::done(words.as_str()))])
            }
            (FileNews::Wrong(words), Some(Overlay::Prompt(prompt))) => {
                prompt.cannot_write(words.as_str());
                Some(Vec::new())
            }
            _ => None,
        }
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
