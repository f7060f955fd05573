//! What comes back for a change: the notice, the question that follows, or the box with its text as it was.

use super::App;
use super::pending::{Fate, Pending};
use super::people::{ask_missing, ask_typed};
use crate::domain::change::{
    Change, HistoryChange, Offer, PeopleChange, Receipt, TalkChange, TriageChange,
};
use crate::domain::ids::SetId;
use crate::domain::job::{Going, JobKind};
use crate::domain::lifecycle::{GoingOn, Missing};
use crate::domain::refusal::{Refusal, Trouble};
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};
use crate::ui::command::Command;
use crate::ui::draft::DraftFor;
use crate::ui::effect::Effect;
use crate::ui::keymap::{BINDINGS, Scope, say_first};
use crate::ui::message::Ticket;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::clash::ClashBox;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::{Place, Screens, Tab};
use crate::ui::subject::{OneChange, OnePerson, Subject};

impl App {
    /// Whether a change is on its way to the database; a job is none.
    #[must_use]
    pub fn is_saving(&self) -> bool {
        self.pending.values().any(Pending::is_change)
    }

    pub(super) fn applied(&mut self, ticket: Ticket, receipt: Receipt) -> Vec<Next> {
        self.end_job(ticket);
        let over = self.is_over(ticket, Fate::Saved);
        let pending = over.map(|over| over.pending).unwrap_or_default();
        self.screens.today.did(&receipt.people);
        if pending.import {
            self.screens.import.is_in(receipt.set);
        }
        if let Some(reversed) = receipt.reverses {
            self.screens.import.reversed(reversed, receipt.set);
        }
        self.notice = Some(self.said(&receipt, &pending));
        self.merged(pending.change.as_ref());
        let is_history = |change: &Change| matches!(change, Change::History(_));
        if pending.change.as_ref().is_none_or(is_history) {
            self.screens.duplicates.taken_back();
        }
        if let (
            Some(Change::People(PeopleChange::Add { .. } | PeopleChange::Create { .. })),
            Some(person),
        ) = (&pending.change, receipt.people.first())
        {
            self.screens.roster.look_at(*person);
        }
        if self.place == Place::Triage {
            self.screens.triage.saved();
            if let Some(Change::History(HistoryChange::UndoLast | HistoryChange::Undo { .. })) =
                pending.change
            {
                self.screens.triage.bring_back(&receipt.people);
            }
        }
        let mut next = self.refresh();
        next.extend(receipt.offer.as_ref().map(offered));
        next
    }

    pub(super) fn failed(&mut self, ticket: Ticket, trouble: Trouble) -> Vec<Next> {
        self.end_job(ticket);
        self.awaited.retain(|_, one| *one != ticket);
        self.waiting.remove(&ticket);
        self.opens_no_text();
        self.not_decided(ticket);
        self.is_over(ticket, Fate::Back(trouble.sentence.as_str()));
        let mut next = self.trouble(trouble);
        next.extend(self.refresh_if_shown_early());
        next
    }

    /// The job of this ticket has ended, however it did: its line goes.
    fn end_job(&mut self, ticket: Ticket) {
        self.working.retain(|(one, _)| *one != ticket);
        if self.pending.get(ticket).is_some_and(|one| one.import) {
            self.screens.import.failed();
        }
    }

    /// The ticket of an import that is about to begin.
    pub(super) fn begin_import(&mut self) -> Ticket {
        let ticket = self.begin_job();
        if let Some(pending) = self.pending.get_mut(ticket) {
            (pending.forward, pending.import) = (true, true);
        }
        ticket
    }

    /// The job was stopped on purpose; it can be resumed, or settled otherwise.
    pub(super) fn stopped(&mut self, ticket: Ticket, going: &Going) -> Vec<Next> {
        self.end_job(ticket);
        self.is_over(ticket, Fate::Kept);
        let part = going
            .per_cent()
            .map_or_else(String::new, |part| format!(" at {part} %"));
        let ways = match going.kind {
            JobKind::Undo => "resumed or closed",
            JobKind::Import | JobKind::Bulk | JobKind::Sweep | JobKind::Older => {
                "resumed or taken back"
            }
        };
        let words = format!(
            "{} is left open{part}; it stands in Today under Tidy up, to be {ways}",
            going.label
        );
        let mut next = self.refresh();
        next.push(Next::Say(Notice::calm(words)));
        next
    }

    /// The notice of a receipt, with the keys of the box in front: `logged; Freya is now in outreach · u takes both
    /// back`.
    fn said(&self, receipt: &Receipt, pending: &Pending) -> Notice {
        if receipt.set.is_none() {
            return Notice::done(receipt.said.as_str());
        }
        let taken_back = match &pending.change {
            Some(Change::History(HistoryChange::UndoLast | HistoryChange::Undo { .. })) => true,
            Some(_) => false,
            None => !pending.forward,
        };
        let (command, does) = if taken_back {
            (Command::Redo, "does it again".to_owned())
        } else {
            let takes = format!("takes {} back", receipt.takes_back);
            (Command::Undo, takes)
        };
        // A key of one's own may have been taken away.
        let way_back = match self.key_to(command) {
            Some(key) => format!(" · {key} {does}"),
            None => String::new(),
        };
        Notice::done(format!("{}{way_back}", receipt.said))
    }

    /// The key of a command: the one of the box in front, or else the one that is heard without it.
    pub(super) fn key_to(&self, command: Command) -> Option<String> {
        let below = Screens::scopes(self.place).iter().copied();
        let scopes = self.scopes().into_iter().chain(below);
        let key_in = |scope: Scope| {
            let mut all = BINDINGS.iter();
            let binding = all.find(|one| one.scope == scope && one.command == command)?;
            let keys = self.keymap.keys(binding);
            (!keys.is_empty()).then(|| say_first(keys))
        };
        scopes.map(key_in).find_map(|key| key)
    }

    /// Triage went on before the change was made; a candidate about whom nothing was saved comes back.
    fn not_decided(&mut self, ticket: Ticket) {
        let change = self.pending.get(ticket).and_then(|one| one.change.as_ref());
        if let Some(
            Change::People(PeopleChange::Park { person, .. })
            | Change::Triage(TriageChange::Shortlist { person, .. }),
        ) = change
        {
            self.screens.triage.bring_back(&[*person]);
        }
    }

    /// The pipeline shows a move before it is made; a refusal puts the card back.
    fn refresh_if_shown_early(&mut self) -> Vec<Next> {
        if self.place == Place::Tab(Tab::Pipeline) {
            self.screens.asks(self.place)
        } else {
            Vec::new()
        }
    }

    pub(super) fn refused(&mut self, ticket: Ticket, refusal: Refusal) -> Vec<Next> {
        self.end_job(ticket);
        self.not_decided(ticket);
        let words = refusal.to_string();
        let mut next = self.refresh_if_shown_early();
        next.extend(match refusal {
            Refusal::Wants(missing) => self.wants(ticket, missing, ask_missing, words),
            Refusal::WantsTyped(missing) => self.wants(ticket, missing, ask_typed, words),
            Refusal::Clashes {
                person,
                name,
                by,
                fields,
            } => self.clash(ticket, OnePerson::new(person, name), by, fields),
            Refusal::SettingClash { by, theirs, .. } => {
                // A word that was picked has no box, and is told in the notice alone.
                if let Some(Overlay::Prompt(prompt)) = self.pending.box_of(ticket) {
                    prompt.clash(&by, theirs);
                }
                self.told(ticket, words)
            }
            Refusal::NoteClash { by, theirs, .. } => match self.note_clash(ticket, by, theirs) {
                Some(next) => next,
                None => self.told(ticket, words),
            },
            Refusal::DetailClash { by, theirs } => {
                if let Some(Overlay::Sheet(sheet)) = self.pending.box_of(ticket) {
                    sheet.clash(by, *theirs);
                }
                self.told(ticket, words)
            }
            Refusal::FromElsewhere { set, label, .. } | Refusal::BeforeErased { set, label } => {
                self.is_over(ticket, Fate::Kept);
                let subject = Subject::change(set, &label);
                let undo = Change::History(HistoryChange::Undo { set, reason: None });
                let undo = Next::Apply(subject.clone(), undo);
                vec![confirm(subject, &words, undo)]
            }
            Refusal::Large { set, label, .. } => vec![self.large(ticket, set, &label, &words)],
            Refusal::WantsReason => {
                let mut next = Vec::from_iter(self.wants_reason(ticket));
                next.push(Next::Say(Notice::calm(words)));
                next
            }
            Refusal::Merged(merged) => self.offer_instead(ticket, merged),
            Refusal::PeopleGone(gone) => self.offer_rest(ticket, &gone),
            Refusal::Gone => self.told_gone(ticket, super::gone::is_deleted),
            Refusal::PersonErased => self.told_person_gone(ticket, super::gone::was_erased),
            Refusal::PersonGone => self.told_person_gone(ticket, super::gone::is_gone),
            Refusal::Known { .. }
            | Refusal::Invalid(_)
            | Refusal::Stale { .. }
            | Refusal::Parked { .. }
            | Refusal::NothingToUndo
            | Refusal::NothingToRedo
            | Refusal::AlreadyUndone
            | Refusal::ChangedSince { .. }
            | Refusal::StillOpen { .. }
            | Refusal::JobLeft { .. }
            | Refusal::TakesBack { .. }
            | Refusal::JobTaken { .. }
            | Refusal::NoJob { .. }
            | Refusal::EraseWaits { .. }
            | Refusal::PreviewOutdated
            | Refusal::Erased
            | Refusal::ReadOnly => self.told(ticket, words),
        });
        next
    }

    /// What was asked for by name, from the history, goes in slices without another question; else it is asked about.
    fn large(&mut self, ticket: Ticket, set: SetId, label: &Clean, words: &str) -> Next {
        let change = self.pending.get(ticket).and_then(|one| one.change.clone());
        if let Some(Change::History(HistoryChange::Undo { set, reason })) = change {
            let ticket = self.goes_on_as_job(ticket);
            return Next::Do(Effect::TakeBack {
                ticket,
                set,
                reason,
            });
        }
        self.is_over(ticket, Fate::Kept);
        let back = Next::TakeBack { set, reason: None };
        confirm(Subject::change(set, label), words, back)
    }

    /// The box comes back as the first one, whatever somebody types in above it by now; the screens show what is
    /// there, and the sentence says why.
    fn told(&mut self, ticket: Ticket, words: String) -> Vec<Next> {
        self.is_over(ticket, Fate::Back(&words));
        let mut next = self.refresh();
        next.push(Next::Say(Notice::calm(words)));
        next
    }

    /// Both versions and a choice; what else was typed goes with it.
    fn clash(
        &mut self,
        ticket: Ticket,
        who: OnePerson,
        by: Clean,
        fields: Vec<crate::domain::refusal::Clash>,
    ) -> Vec<Next> {
        let waiting = self.pending.get(ticket).and_then(Pending::overlay);
        let text = waiting.and_then(Overlay::number);
        // The typed text stays kept until the choice is saved.
        let over = self.is_over(ticket, Fate::Kept);
        let mut edits = match over.and_then(|over| over.pending.change) {
            Some(Change::People(PeopleChange::Edit { edits, .. })) => edits,
            _ => Vec::new(),
        };
        edits.retain(|edit| !fields.iter().any(|clash| clash.field == edit.field));
        let clash = ClashBox::new(who, by, fields, edits, text);
        let mut next = self.refresh();
        next.push(Next::late(Overlay::Clash(clash)));
        next
    }

    /// The same choice about a note.
    fn note_clash(&mut self, ticket: Ticket, by: Clean, theirs: Raw) -> Option<Vec<Next>> {
        let pending = self.pending.get(ticket)?;
        let who = pending.subject.one()?.clone();
        let Some(Change::Talk(TalkChange::EditNote {
            note,
            original,
            mine,
            ..
        })) = &pending.change
        else {
            return None;
        };
        let (note, versions) = (*note, [Raw::new(original), Raw::new(mine), theirs]);
        let text = pending.overlay().and_then(Overlay::number);
        self.is_over(ticket, Fate::Kept);
        let clash = ClashBox::of_note(who, by, note, versions, text);
        let mut next = self.refresh();
        next.push(Next::late(Overlay::Clash(clash)));
        Some(next)
    }

    /// The checklist's question, with what the store found missing on the fresh row. A reason that was typed is kept for
    /// the line of the new question.
    fn wants(
        &mut self,
        ticket: Ticket,
        missing: Vec<Missing>,
        ask: fn(&OnePerson, (Stage, Stage), &[Missing]) -> Next,
        words: String,
    ) -> Vec<Next> {
        let pending = self.pending.get(ticket);
        let asked = pending.and_then(|pending| match (pending.subject.one(), &pending.change) {
            (Some(who), Some(Change::People(PeopleChange::Move { from, to, .. }))) => {
                Some((who.clone(), *from, *to))
            }
            _ => None,
        });
        let Some((who, from, to)) = asked else {
            return self.told(ticket, words);
        };
        let question = ask(&who, (from, to), &missing);
        let person = who.id;
        let place = DraftFor::Move {
            person,
            from,
            to,
            missing,
        };
        self.is_over(ticket, Fate::KeptFor(place));
        vec![question]
    }

    /// What was changed since, or by somebody else, is undone with a reason.
    fn wants_reason(&mut self, ticket: Ticket) -> Option<Next> {
        let pending = self.is_over(ticket, Fate::Kept)?.pending;
        let Some(Change::History(HistoryChange::Undo { set, .. })) = pending.change else {
            return None;
        };
        let label = pending.subject.name();
        let why = Prompt::new(PromptFor::Reason(OneChange { set, label }));
        Some(Next::late(Overlay::Prompt(why)))
    }
}

/// A move that a fact speaks for, where the team wants it offered.
fn offered(offer: &Offer) -> Next {
    let Offer {
        person,
        name,
        from,
        to,
    } = offer;
    let go = Change::People(PeopleChange::Move {
        person: *person,
        from: *from,
        to: *to,
        without: Missing::ALL.to_vec(),
        because: Some(GoingOn::Words("offered with the contact".into())),
    });
    let who = OnePerson::new(*person, name.clone());
    let go = Next::Apply((&who).into(), go);
    let ask = Ask::new(&who, &format!("Logged. Move {name} to {}?", to.word()))
        .option("enter", "Enter", "move", vec![go])
        .option("esc", "Esc", "leave it", Vec::new());
    Next::late(Overlay::Ask(ask))
}

fn confirm(subject: Subject, words: &str, yes: Next) -> Next {
    let ask = Ask::new(subject, &format!("{words}. Take it back?"))
        .option("enter", "Enter", "take it back", vec![yes])
        .option("esc", "Esc", "leave it", Vec::new());
    Next::late(Overlay::Ask(ask))
}
