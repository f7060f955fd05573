//! Unsaved text on its way to disk: what may be said of it, and what is asked before it is lost.

use super::App;
use crate::domain::text::Clean;
use crate::ui::command::{BoxCommand, Command};
use crate::ui::draft::{Draft, DraftFor, Manner, OneText};
use crate::ui::effect::Effect;
use crate::ui::keeping::Keeping;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::kept::Kept;
use crate::ui::subject::Subject;

/// Stands in for what the editor will write: nobody types it.
const WRITTEN: &str = "\u{e000}written\u{e000}";

/// Text that was discarded in a box, or removed in an editor.
#[derive(Debug)]
pub(super) struct Discarded {
    /// The text as it was.
    text: Draft,
    /// The unsaved text that the box held afterwards: as long as it holds the same, the old text can be brought back.
    afterwards: Option<Draft>,
    /// An editor removed it. No person has seen that yet, so the text stays in the recovery for as long as it can be
    /// brought back: an editor that loses its terminal may end well after emptying its file.
    by_editor: bool,
}

impl Discarded {
    /// Where the text belongs.
    pub(super) fn place(&self) -> &DraftFor {
        &self.text.place
    }
}

impl App {
    /// The editor ended, with a text for the box where it wrote one. A text that it removed can be brought back.
    pub(super) fn edited(&mut self, text: Option<String>) -> Vec<Next> {
        let key = self.key_to(Command::Box(BoxCommand::Discard));
        let words = match (text, self.overlays.last_mut()) {
            (Some(text), Some(overlay)) => {
                let before = overlay.draft();
                overlay.edited(&text);
                let empty = "The editor left an empty file, so the box is empty";
                if !text.trim().is_empty() {
                    "the text is here; Ctrl-S saves it".to_owned()
                } else if let Some(before) = before {
                    self.discarded = Some(Discarded {
                        text: before,
                        afterwards: overlay.draft(),
                        by_editor: true,
                    });
                    key.map_or_else(
                        || empty.to_owned(),
                        |key| format!("{empty} · {key} brings the text back"),
                    )
                } else {
                    empty.to_owned()
                }
            }
            (Some(_), None) => return Vec::new(),
            (None, _) => "The editor closed without saving; the text is unchanged".to_owned(),
        };
        vec![Next::Say(Notice::calm(words))]
    }

    /// The text of the box on top as it was before its editor emptied it, until something else is typed there.
    pub(super) fn emptied_in_editor(&self) -> Option<&Draft> {
        let discarded = self.discarded.as_ref()?;
        let overlay = self.overlays.last()?;
        let is_as_left = discarded.by_editor
            && overlay.place().as_ref() == Some(&discarded.text.place)
            && overlay.draft() == discarded.afterwards;
        is_as_left.then_some(&discarded.text)
    }

    /// The disk has taken unsaved text, or has not. The cause goes into the error list once, not at every further try.
    pub(super) fn keeps(&mut self, keeping: Keeping) {
        let before = std::mem::replace(&mut self.keeping, keeping);
        match &self.keeping.hitch {
            Some(hitch) if self.listed_hitch.as_ref() != Some(hitch) => {
                let trouble = crate::domain::refusal::Trouble::with_details(
                    hitch.line().as_str(),
                    hitch.details.as_str(),
                );
                self.listed_hitch = Some(hitch.clone());
                self.list_trouble(trouble);
            }
            // The disk takes text again: the next failure is news.
            None if !self.keeping.on_disk.is_empty() => self.listed_hitch = None,
            Some(_) | None => {}
        }
        let is_new = self.keeping.hitch != before.hitch;
        let is_here = self.say_kept();
        // Nothing else of this is shown: typing does not draw twice.
        self.changed |= is_new || is_here;
    }

    /// A box with unsaved text was closed: that it is kept is said when it is on disk.
    pub(super) fn closes_text(&mut self, text: OneText) {
        self.closing = Some(text);
        self.say_kept();
    }

    /// Says that the text of the closed box is kept, once it is; whether it did.
    fn say_kept(&mut self) -> bool {
        let Some(text) = &self.closing else {
            return false;
        };
        let mut kept = self.kept.iter();
        if self.is_in_a_box(text.number) || !kept.any(|one| one == text) {
            // It was opened again, saved or discarded meanwhile: nobody waits for it any more.
            self.closing = None;
            return false;
        }
        let became = self.what_became(&text.place);
        let comes_back = text.place.manner() == Manner::UntilSaved && became.is_none();
        let words = match (self.keeping.has(text), comes_back) {
            (true, true) => "not saved; the text is kept and comes back when you open this again",
            (true, false) => "not saved; the text is kept, F11 lists it until you discard it",
            (false, _) if !self.keeping.is_failing() => return false,
            (false, true) => {
                "not saved; the text comes back when you open this again, as long as Entourage runs"
            }
            (false, false) => "not saved; F11 lists the text, as long as Entourage runs",
        };
        let words = became.map_or_else(|| words.to_owned(), |became| format!("{became}; {words}"));
        self.closing = None;
        let is_free = self.notice.is_none();
        if is_free {
            self.notice = Some(Notice::calm(words));
        }
        is_free
    }

    /// A box was closed whose text is not known to be on disk yet.
    #[must_use]
    pub fn is_closing_text(&self) -> bool {
        self.closing.is_some()
    }

    /// The line that stays for as long as there is unsaved text that is not kept: that of somebody who was erased, or that
    /// which the disk does not take.
    #[must_use]
    pub fn standing(&self) -> Option<Clean> {
        let hitch = self.keeping.hitch.as_ref();
        let hitch = hitch.map(|hitch| Clean::line(&format!("{} · F12", hitch.line())));
        self.says_erased().or(hitch)
    }

    /// What the footer calls a key: closing a box promises to keep its text only where the disk takes it.
    #[must_use]
    pub fn label(&self, command: Command, label: &'static str) -> &'static str {
        let is_kept = || !self.keeping.is_failing() && self.says_erased().is_none();
        match command {
            Command::Back if !self.overlays.is_empty() && !is_kept() => "close",
            _ => label,
        }
    }

    /// The unsaved text of the box on top with a stand-in for what its editor will write, and which of its texts that is.
    #[must_use]
    pub fn edited_draft(&self) -> Option<(Draft, usize)> {
        let mut overlay = self.overlays.last()?.clone();
        overlay.edited(WRITTEN);
        let draft = overlay.draft()?;
        let place = draft.texts.iter().position(|(_, text)| text == WRITTEN)?;
        Some((draft, place))
    }

    /// The desk was to end, and unsaved text would be lost with it.
    pub(super) fn would_lose(&self) -> Vec<Next> {
        let drafts = self.drafts();
        let about = match drafts.as_slice() {
            [] => return vec![Next::Do(Effect::Abandon)],
            [one] => one.line().to_string(),
            [one, more @ ..] => format!("{} (and {} more)", one.line(), more.len()),
        };
        let cause = self.keeping.hitch.as_ref().map(|hitch| hitch.cause.clone());
        let why = cause.map_or_else(String::new, |cause| format!(" ({cause})"));
        let words = format!("Unsaved text cannot be kept{why}: {about}. Quit anyway?");
        let ask = Ask::new(Subject::Desk, &words)
            .option(
                "Q",
                "Q",
                "quit and lose it",
                vec![Next::Do(Effect::Abandon)],
            )
            .option("esc", "Esc", "stay", Vec::new())
            .standing();
        vec![Next::open(Overlay::Ask(ask))]
    }

    /// Whether the box on top has text of its own to discard.
    pub(super) fn is_typing_draft(&self) -> bool {
        self.overlays.last().and_then(Overlay::place).is_some()
    }

    /// Discards what was typed in the box on top; again brings it back, as long as nothing else was typed there.
    pub(super) fn discard_changes(&mut self) -> Vec<Next> {
        let look = look!(self);
        let Some(overlay) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let place = overlay.place();
        let mut next = Vec::new();
        let held = overlay.draft();
        let back = self.discarded.take_if(|discarded| {
            Some(&discarded.text.place) == place.as_ref() && discarded.afterwards == held
        });
        let words = match (back, held) {
            (Some(discarded), _) => {
                next = overlay.put_back(&discarded.text);
                "Your changes are back"
            }
            (None, Some(draft)) => {
                overlay.run(BoxCommand::Discard, &look);
                if overlay.draft().is_some() {
                    // A box whose text cannot be discarded.
                    return Vec::new();
                }
                self.discarded = Some(Discarded {
                    text: draft,
                    afterwards: None,
                    by_editor: false,
                });
                "Changes discarded; the same key brings them back"
            }
            (None, None) => "Nothing was changed here",
        };
        next.push(Next::Say(Notice::calm(words)));
        next
    }

    /// In the box of unsaved texts, brings the last one back that was discarded there.
    pub(super) fn undiscard(&mut self) -> Option<Vec<Next>> {
        match self.overlays.last_mut() {
            Some(Overlay::Kept(kept)) => Some(kept.bring_back()),
            Some(_) | None => None,
        }
    }

    /// The box of unsaved texts closes: what was discarded in it goes now.
    pub(super) fn discard_from(&mut self, kept: &Kept) {
        let discarded = kept.discarded();
        for draft in &discarded {
            self.kept.settle(draft.number, None);
        }
        self.notice = match discarded.as_slice() {
            [] => return,
            [one] => Some(Notice::done(format!(
                "Discarded unsaved text: {}",
                one.line()
            ))),
            many => Some(Notice::done(format!(
                "Discarded {} unsaved texts",
                many.len()
            ))),
        };
    }
}
