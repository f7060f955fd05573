//! Imports and jobs at the desk: news of files, what goes on, what was cut off and what may be done about it.

use super::App;
use crate::domain::change::{Change, HistoryChange, ImportChange};
use crate::domain::ids::SetId;
use crate::domain::importing::{FileNews, Report};
use crate::domain::job::{Going, JobKind, OpenJob};
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::pick::Pick;
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

    /// A job of this desk gets on.
    pub(super) fn gets_on(&mut self, going: Going) -> Vec<Next> {
        self.screens.import.gets_on(&going);
        self.working = Some(going);
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

    /// Asks what becomes of the job that goes on here.
    pub(super) fn ask_stop(&self) -> Vec<Next> {
        let Some(going) = &self.working else {
            return vec![Next::Say(Notice::calm("no job goes on at this desk"))];
        };
        if going.is_sweep() {
            return vec![Next::Say(Notice::calm(
                "somebody was erased, and the file is swept of them; it ends by itself",
            ))];
        }
        let part = going
            .per_cent()
            .map_or_else(String::new, |part| format!(" at {part} %"));
        let stop = Next::Do(Effect::StopJob);
        let back = Next::TakeBack {
            set: going.set,
            reason: None,
        };
        let ask = Ask::new(&format!("Stop {}{part}?", going.label))
            .option("o", "o", "leave it open, to be resumed", vec![stop.clone()])
            .option("t", "t", "take back what came in", vec![stop, back])
            .option("esc", "Esc", "let it go on", Vec::new());
        vec![Next::open(Overlay::Ask(ask))]
    }

    /// Jobs that are open; of one that was cut off it is asked what becomes of it.
    pub(super) fn choose_job(&self) -> Vec<Next> {
        let jobs = &self.desk.jobs;
        match jobs.as_slice() {
            [] => vec![Next::Say(Notice::calm("no job is open"))],
            [only] => self.settle(only),
            _ => {
                let mut pick = Pick::new("Jobs that are open");
                for job in jobs {
                    pick.add(job.label.as_str(), &state(job), self.settle(job));
                }
                vec![Next::open(Overlay::Pick(pick))]
            }
        }
    }

    /// What becomes of the job with this set.
    pub(super) fn settle_job(&self, set: SetId) -> Vec<Next> {
        match self.desk.jobs.iter().find(|job| job.set == set) {
            Some(job) => self.settle(job),
            None => vec![Next::Say(Notice::calm("the job is settled by now"))],
        }
    }

    /// What may become of a job; one that goes on is let alone. A sweep that failed here goes on when asked.
    fn settle(&self, job: &OpenJob) -> Vec<Next> {
        let failed = job.kind == JobKind::Sweep && job.mine && self.working.is_none();
        if job.running && !failed {
            return vec![Next::Say(Notice::calm(format!(
                "{} goes on, {}",
                job.label,
                state(job)
            )))];
        }
        ways(job)
    }

    /// Says once which jobs were cut off.
    pub(super) fn tell_left_open(&mut self) {
        let told = &self.told_jobs;
        let new = |job: &&OpenJob| !job.running && !told.contains(&job.set);
        let Some(job) = self.desk.jobs.iter().find(new) else {
            return;
        };
        let ways = if job.kind == JobKind::Sweep {
            "resumes it"
        } else {
            "resumes it or takes it back"
        };
        let words = format!("{}: :jobs {ways}", sentence(job));
        let cut_off = self.desk.jobs.iter().filter(|job| !job.running);
        self.told_jobs = cut_off.map(|job| job.set).collect();
        if self.notice.is_none() {
            self.notice = Some(Notice::calm(words));
        }
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

/// How a job stands, in a few words.
fn state(job: &OpenJob) -> String {
    let part = job
        .per_cent()
        .map_or_else(String::new, |part| format!(" at {part} %"));
    let how = if job.running { "goes on" } else { "cut off" };
    format!("by {}, {how}{part}", job.by)
}

fn sentence(job: &OpenJob) -> String {
    let part = job
        .per_cent()
        .map_or_else(String::new, |part| format!(" at {part} %"));
    format!("{} by {} was cut off{part}", job.label, job.by)
}

/// What may become of a job that was cut off.
fn ways(job: &OpenJob) -> Vec<Next> {
    if job.kind == JobKind::Sweep {
        return vec![Next::Resume(job.set)];
    }
    let mut pick = Pick::new(&sentence(job));
    if job.can_resume() {
        pick.add(
            "resume",
            "goes on after the last row that is in",
            vec![Next::Resume(job.set)],
        );
    }
    let undo = Change::History(HistoryChange::Undo {
        set: job.set,
        reason: None,
    });
    pick.add(
        "take back",
        "what came in goes out again",
        vec![Next::Apply(undo)],
    );
    let close = Change::Imports(ImportChange::Close { set: job.set });
    pick.add(
        "close",
        "what came in stays, the rest never comes",
        vec![Next::Apply(close)],
    );
    vec![Next::open(Overlay::Pick(pick))]
}
