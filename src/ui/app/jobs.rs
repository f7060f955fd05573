//! Jobs at the desk: what goes on here, what was cut off, and what may be done about it.

use super::App;
use crate::domain::change::{Change, HistoryChange, ImportChange};
use crate::domain::ids::SetId;
use crate::domain::job::{Going, JobKind, OpenJob};
use crate::domain::text::Clean;
use crate::ui::draft::ChoiceOf;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::pick::Pick;
use crate::ui::subject::Subject;

impl App {
    /// A job of this desk gets on, or has begun: one goes on, and those that were begun behind it wait.
    pub(super) fn gets_on(&mut self, ticket: Ticket, going: Going) -> Vec<Next> {
        if self.pending.get(ticket).is_some_and(|one| one.import) {
            self.screens.import.gets_on(&going);
        }
        if let Some((_, known)) = self.working.iter_mut().find(|(one, _)| *one == ticket) {
            *known = going;
            return Vec::new();
        }
        // Its line takes the place of what was said before, as that the job is left open which it takes back.
        self.notice = self.going().map(|before| {
            let words = format!("{} waits until {} has ended", going.label, before.label);
            Notice::calm(words)
        });
        self.working.push((ticket, going));
        Vec::new()
    }

    /// The job that goes on at this desk.
    pub(super) fn going(&self) -> Option<&Going> {
        self.working.first().map(|(_, going)| going)
    }

    /// Whether this desk works on a job, or will.
    #[must_use]
    pub fn works_on(&self, set: SetId) -> bool {
        self.working.iter().any(|(_, going)| going.set == set)
    }

    /// The line of the job that goes on here, unless it goes on behind.
    #[must_use]
    pub fn progress(&self) -> Option<Clean> {
        let shown = !self.behind && !self.is_importing_in_front();
        let mut words = self.going().filter(|_| shown)?.line().to_string();
        match self.working.len() {
            0 | 1 => {}
            2 => words.push_str(" · 1 more waits"),
            many => words = format!("{words} · {} more wait", many - 1),
        }
        // In a box, Esc closes the box.
        if self.overlays.is_empty() {
            words.push_str(" · Esc lets it go on behind");
        }
        Some(Clean::line(&words))
    }

    /// What goes on behind, for the footer: `job at 64 %`.
    #[must_use]
    pub fn behind_words(&self) -> Option<Clean> {
        let going = self.going().filter(|_| self.behind)?;
        let jobs = match self.working.len() {
            1 => "job".to_owned(),
            many => format!("{many} jobs"),
        };
        let part = going
            .per_cent()
            .map_or_else(|| " going on".to_owned(), |part| format!(" at {part} %"));
        Some(Clean::line(&format!("{jobs}{part}")))
    }

    /// Asks what becomes of the job that goes on here; of several, of which.
    pub(super) fn ask_stop(&self) -> Vec<Next> {
        match self.working.as_slice() {
            [] => vec![Next::Say(Notice::calm("no job goes on at this desk"))],
            [(_, only)] => ask_stop_of(only),
            many => {
                let mut pick = Pick::new(ChoiceOf::RunningJobs, Subject::Desk, "Stop which job?");
                for (place, (_, going)) in many.iter().enumerate() {
                    let how = if place == 0 { "goes on" } else { "waits" };
                    pick.add(going.label.as_str(), how, ask_stop_of(going));
                }
                vec![Next::open(Overlay::Pick(pick))]
            }
        }
    }

    /// Jobs that are open; of one that was cut off it is asked what becomes of it.
    pub(super) fn choose_job(&self) -> Vec<Next> {
        let jobs = &self.desk.jobs;
        match jobs.as_slice() {
            [] => vec![Next::Say(Notice::calm("no job is open"))],
            [only] => self.settle(only),
            _ => {
                let mut pick = Pick::new(ChoiceOf::Jobs, Subject::Desk, "Jobs that are open");
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

    /// What may become of a job: one that goes on here can be stopped, one that goes on elsewhere is let alone. A sweep
    /// that failed here goes on when asked.
    fn settle(&self, job: &OpenJob) -> Vec<Next> {
        let here = self.working.iter().find(|(_, going)| going.set == job.set);
        if let Some((_, going)) = here {
            return ask_stop_of(going);
        }
        let failed = job.kind == JobKind::Sweep && job.mine && self.working.is_empty();
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
        let ways = match job.kind {
            JobKind::Sweep => "resumes it",
            JobKind::Undo => "resumes it or closes it",
            JobKind::Import | JobKind::Bulk | JobKind::Older => "resumes it or takes it back",
        };
        let words = format!("{}: :jobs {ways}", sentence(job));
        let cut_off = self.desk.jobs.iter().filter(|job| !job.running);
        self.told_jobs = cut_off.map(|job| job.set).collect();
        if self.notice.is_none() {
            self.notice = Some(Notice::calm(words));
        }
    }
}

/// Asks what becomes of a job that goes on here. How far it is stands in its line, and goes on there.
fn ask_stop_of(going: &Going) -> Vec<Next> {
    if going.is_sweep() {
        return vec![Next::Say(Notice::calm(
            "somebody was erased, and the file is swept of them; it ends by itself",
        ))];
    }
    let stop = Next::Do(Effect::StopJob(going.set));
    let job = Subject::change(going.set, &going.label);
    let mut ask = Ask::new(job, &format!("Stop {}?", going.label)).option(
        "o",
        "o",
        "leave it open, to be resumed",
        vec![stop.clone()],
    );
    // What takes back is not taken back itself: the rest could be told by nobody.
    if going.kind != JobKind::Undo {
        let back = Next::TakeBack {
            set: going.set,
            reason: None,
        };
        ask = ask.option("t", "t", "take back what came in", vec![stop, back]);
    }
    let ask = ask.option("esc", "Esc", "let it go on", Vec::new());
    vec![Next::open(Overlay::Ask(ask))]
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
    let subject = Subject::change(job.set, &job.label);
    let mut pick = Pick::new(ChoiceOf::Job(job.set), subject.clone(), &sentence(job));
    if job.can_resume() {
        pick.add(
            "resume",
            "goes on after the last row that is in",
            vec![Next::Resume(job.set)],
        );
    }
    let close = Change::Imports(ImportChange::Close { set: job.set });
    if job.kind == JobKind::Undo {
        // What takes back is not taken back itself.
        let words = "what was taken back is gone, the rest stays";
        pick.add("close", words, vec![Next::Apply(subject, close)]);
        return vec![Next::open(Overlay::Pick(pick))];
    }
    let undo = Change::History(HistoryChange::Undo {
        set: job.set,
        reason: None,
    });
    pick.add(
        "take back",
        "what came in goes out again",
        vec![Next::Apply(subject.clone(), undo)],
    );
    pick.add(
        "close",
        "what came in stays, the rest never comes",
        vec![Next::Apply(subject, close)],
    );
    vec![Next::open(Overlay::Pick(pick))]
}
