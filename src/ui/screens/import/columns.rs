//! The second step: what each column means, the platform and the day of the figures.

use std::sync::Arc;

use super::preview::Preview;
use super::{Chosen, Import, Step};
use crate::domain::change::{Change, ImportChange};
use crate::domain::dated::Dated;
use crate::domain::importing::{ColumnSeen, Errand};
use crate::domain::platform::Platform;
use crate::domain::preview::{Basis, Since};
use crate::domain::text::Clean;
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::subject::Subject;

impl Import {
    /// A list of what the column under the cursor may mean.
    pub(super) fn ask_role(&mut self) -> Vec<Next> {
        let Some(seen) = &self.seen else {
            return Vec::new();
        };
        let Some(column) = seen.columns.get(self.column) else {
            return Vec::new();
        };
        self.wrong = None;
        let file = self.file();
        let title = format!("\"{}\" is", column.header);
        let key = ChoiceOf::Role(file.path.clone(), column.header.clone());
        let mut pick = Pick::new(key, Subject::File(file.clone()), &title);
        for role in &seen.roles {
            let taken = seen
                .columns
                .iter()
                .find(|other| other.role.as_str() == role.word && !other.is_twin && !role.several);
            let detail = match taken {
                Some(other) if other.header == column.header => "as it is".to_owned(),
                Some(other) => format!("taken from \"{}\"", other.header),
                None => String::new(),
            };
            let role_of = Chosen::Role(self.column, column.header.clone(), role.word);
            let chosen = Next::Chosen(file.clone(), role_of);
            pick.add(role.word, &detail, vec![chosen]);
        }
        let here = seen.roles.iter();
        let here = here.take_while(|role| role.word != column.role.as_str());
        pick.at(here.count());
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Says what a column means; a field that another column fills already is refused at the place.
    pub(super) fn set_role(
        &mut self,
        column: usize,
        header: String,
        word: &'static str,
    ) -> Vec<Next> {
        let Some(seen) = &self.seen else {
            return Vec::new();
        };
        let is_there = |one: &ColumnSeen| one.header == header;
        if !seen.columns.get(column).is_some_and(is_there) {
            return Vec::new();
        }
        let several = seen
            .roles
            .iter()
            .any(|role| role.word == word && role.several);
        let taken = seen.columns.iter().enumerate().find(|(place, other)| {
            *place != column && other.role.as_str() == word && !other.is_twin
        });
        if let (Some((_, other)), false) = (taken, several) {
            self.wrong = Some(Clean::line(&format!(
                "{word} is taken from \"{}\" already; make that column something else first",
                other.header
            )));
            return Vec::new();
        }
        let mut reading = self.reading.clone();
        reading.map.retain(|(known, _)| *known != header);
        reading.map.push((header, word.to_owned()));
        self.look_again(reading)
    }

    /// A list of platforms.
    pub(super) fn ask_platform(&self) -> Vec<Next> {
        let file = self.file();
        let title = "The accounts of this file are on";
        let key = ChoiceOf::PlatformOfFile(file.path.clone());
        let mut pick = Pick::new(key, Subject::File(file.clone()), title);
        for platform in Platform::ALL {
            let chosen = Next::Chosen(file.clone(), Chosen::Platform(platform));
            pick.add(platform.title(), platform.letters(), vec![chosen]);
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// A line for the day of the figures.
    pub(super) fn ask_as_of(&self) -> Vec<Next> {
        let prompt = Prompt::new(PromptFor::AsOf(self.file()));
        vec![Next::open(Overlay::Prompt(prompt))]
    }

    /// What was learned of such files is forgotten, and the file read without it.
    pub(super) fn forget(&mut self) -> Vec<Next> {
        let Some(seen) = &self.seen else {
            return Vec::new();
        };
        let (headers, lesson) = (seen.headers.clone(), seen.lesson);
        let mut reading = self.reading.clone();
        reading.unlearned = true;
        let mut next = self.look_again(reading);
        let forget = Change::Imports(ImportChange::Forget {
            headers,
            seen: lesson,
        });
        next.push(Next::Apply(Subject::File(self.file()), forget));
        next
    }

    /// To the preview; the platform and the day are asked for where nothing tells them.
    pub(super) fn try_out(&mut self) -> Vec<Next> {
        let Some(seen) = &self.seen else {
            return Vec::new();
        };
        if seen.platform.is_none() && seen.platform_open {
            return self.ask_platform();
        }
        if let Some(why) = &seen.not_ready {
            self.wrong = Some(why.clone());
            return Vec::new();
        }
        let Some(as_of) = self.as_of else {
            return self.ask_as_of();
        };
        self.step = Step::Preview;
        if self.preview.is_done_for(as_of) {
            return Vec::new();
        }
        self.begin_trial(as_of)
    }

    fn begin_trial(&mut self, as_of: Dated) -> Vec<Next> {
        let choice = std::mem::take(&mut self.preview).into_choice();
        self.preview = Preview::begun(as_of, choice);
        self.ask_trial(as_of)
    }

    /// Something happened to the people of the preview: it is made anew, and says so. One that was made anew meanwhile,
    /// or left, is not.
    pub(super) fn rechecked(&mut self, basis: &Arc<Basis>, since: Since) -> Vec<Next> {
        let is_shown = self.step == Step::Preview && self.preview.basis().as_ref() == Some(basis);
        let Some(as_of) = self.preview.as_of().filter(|_| is_shown) else {
            return Vec::new();
        };
        if since.is_nothing() {
            return Vec::new();
        }
        self.preview.begin_anew(since);
        self.ask_trial(as_of)
    }

    fn ask_trial(&self, as_of: Dated) -> Vec<Next> {
        vec![Next::Errand(
            Asker::File,
            Errand::Try {
                reading: self.reading.clone(),
                as_of,
            },
        )]
    }
}
