//! The settings: the team's from the database, one's own from the config file and from here.

mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::domain::change::{Change, SettingChange};
use crate::domain::question::{Question, SettingState};
use crate::domain::settings::{Kind, Setting};
use crate::ui::command::{ListCommand, SettingCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::personal::{Own, Personal};
use crate::ui::screens::Under;
use crate::ui::subject::Subject;
use crate::ui::theme::ThemeName;
use crate::ui::widgets::scroll::Scroll;

/// The state of the screen.
#[derive(Debug, Default)]
pub struct Settings {
    states: Vec<SettingState>,
    /// What is this user's own.
    pub personal: Personal,
    /// The setting to be changed as soon as it is known what is stored.
    wanted: Option<Setting>,
    /// The setting that the bar goes to as soon as they are listed.
    leads_to: Option<Setting>,
    cursor: usize,
    scroll: Scroll,
    area: Cell<Rect>,
}

/// A line that the cursor stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item<'a> {
    Team(&'a SettingState),
    Theme,
    Mouse,
}

impl Settings {
    pub(super) fn asks() -> Vec<Next> {
        vec![Next::Ask(Asker::Settings, Question::Settings)]
    }

    pub(super) fn receive(&mut self, states: Vec<SettingState>) -> Vec<Next> {
        self.states = states;
        if let Some(setting) = self.leads_to.take() {
            self.put_bar(setting);
        }
        let wanted = self.wanted.take();
        wanted.map_or_else(Vec::new, |setting| self.choose(setting))
    }

    fn items(&self) -> Vec<Item<'_>> {
        let team = self.states.iter().map(Item::Team);
        team.chain([Item::Theme, Item::Mouse]).collect()
    }

    pub(super) fn under(&self) -> Under {
        match self.items().get(self.cursor) {
            Some(Item::Team(state)) => Under::Setting(state.setting),
            Some(Item::Theme | Item::Mouse) => Under::Own(self.cursor),
            None => Under::Nothing,
        }
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let many = self.items().len();
        self.cursor = self.scroll.moved(command, self.cursor, many);
        Vec::new()
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let row = self.scroll.top() + usize::from(line.saturating_sub(area.y));
        let places = self.places();
        if let Some(at) = places.iter().position(|place| *place == row)
            && line < area.bottom()
        {
            self.cursor = at;
        }
        Vec::new()
    }

    /// Puts the bar on a setting; at once, or when they are listed.
    pub fn put_bar(&mut self, setting: Setting) {
        match self
            .states
            .iter()
            .position(|state| state.setting == setting)
        {
            Some(place) => self.cursor = place,
            None => self.leads_to = Some(setting),
        }
    }

    /// The themes to choose from.
    #[must_use]
    pub fn choose_theme(&self) -> Next {
        themes(self.personal.theme_name())
    }

    /// What a setting of the team may be, to choose from; once it is known what is stored.
    pub fn choose(&mut self, setting: Setting) -> Vec<Next> {
        let state = self.states.iter().find(|state| state.setting == setting);
        if state.is_none() {
            self.wanted = Some(setting);
        }
        state.map(edit).into_iter().collect()
    }

    /// Why a command does nothing now.
    pub(super) fn why_not(&self, command: SettingCommand) -> Option<&'static str> {
        let is_default = match self.items().get(self.cursor) {
            Some(Item::Team(state)) => state.stored.is_none(),
            Some(Item::Theme) => self.personal.theme.is_none(),
            Some(Item::Mouse) => self.personal.mouse.is_none(),
            None => return Some("a moment: the settings are on the way"),
        };
        match command {
            SettingCommand::Edit => None,
            SettingCommand::Reset => is_default.then_some("nothing was changed here"),
        }
    }

    pub(super) fn run(&self, command: SettingCommand) -> Vec<Next> {
        let Some(item) = self.items().get(self.cursor).copied() else {
            return Vec::new();
        };
        match (command, item) {
            (SettingCommand::Edit, Item::Team(state)) => vec![edit(state)],
            (SettingCommand::Edit, Item::Theme) => vec![themes(self.personal.theme_name())],
            (SettingCommand::Edit, Item::Mouse) => {
                vec![Next::Choose(Own::Mouse(Some(!self.personal.points())))]
            }
            (SettingCommand::Reset, Item::Team(state)) if state.stored.is_some() => {
                vec![apply(state, None)]
            }
            (SettingCommand::Reset, Item::Theme) => vec![Next::Choose(Own::Theme(None))],
            (SettingCommand::Reset, Item::Mouse) => vec![Next::Choose(Own::Mouse(None))],
            (SettingCommand::Reset, Item::Team(_)) => {
                vec![Next::Say(Notice::calm("this is the default already"))]
            }
        }
    }
}

/// What is stored, or the default.
fn value(state: &SettingState) -> &str {
    let default = state.setting.definition().default;
    state.stored.as_deref().unwrap_or(default)
}

fn apply(state: &SettingState, mine: Option<String>) -> Next {
    let change = Change::Setting(SettingChange {
        setting: state.setting,
        original: state.stored.clone(),
        mine,
    });
    Next::Apply(Subject::Setting(state.setting), change)
}

/// Words to choose from, or a line to type with what stands there.
fn edit(state: &SettingState) -> Next {
    let setting: Setting = state.setting;
    let line = setting.definition();
    let Kind::Choice(words) = line.kind else {
        let wanted = PromptFor::Setting {
            setting,
            original: state.stored.clone(),
        };
        let prompt = Prompt::filled(wanted, value(state));
        return Next::open(Overlay::Prompt(prompt));
    };
    let key = ChoiceOf::Setting(line.key.to_owned());
    let mut pick = Pick::new(key, Subject::Setting(setting), line.title);
    for (word, meaning) in words {
        let next = apply(state, Some((*word).to_owned()));
        pick.add(word, meaning, vec![next]);
    }
    let now = words.iter().position(|(word, _)| *word == value(state));
    pick.at(now.unwrap_or(0));
    Next::open(Overlay::Pick(pick))
}

fn themes(now: ThemeName) -> Next {
    let mut pick = Pick::new(ChoiceOf::Theme, Subject::Desk, "Theme");
    for theme in ThemeName::ALL {
        let choose = Next::Choose(Own::Theme(Some(theme)));
        pick.add(theme.word(), theme.does(), vec![choose]);
    }
    let place = ThemeName::ALL.iter().position(|theme| *theme == now);
    pick.at(place.unwrap_or(0));
    Next::open(Overlay::Pick(pick))
}
