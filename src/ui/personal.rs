//! What somebody chose for themselves at the desk: theme and mouse. It stands over the config file until the file says
//! something else than it did then: the later of the two is meant.

use super::theme::{Eyes, Theme, ThemeName};

/// What somebody chose for themselves, over what the config file says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Personal {
    /// What the terminal can show.
    pub eyes: Eyes,
    /// The theme of the config file.
    pub config_theme: ThemeName,
    /// Whether the mouse points, by the config file.
    pub config_mouse: Option<bool>,
    /// The theme chosen at the desk.
    pub theme: Option<ThemeName>,
    /// Whether the mouse points, chosen at the desk.
    pub mouse: Option<bool>,
}

/// A choice; `None` goes back to the config file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Colours.
    Theme(Option<ThemeName>),
    /// Whether the mouse points.
    Mouse(Option<bool>),
}

impl Personal {
    /// The name of the theme in force.
    #[must_use]
    pub fn theme_name(&self) -> ThemeName {
        self.theme.unwrap_or(self.config_theme)
    }

    /// The theme in force.
    #[must_use]
    pub fn colours(&self) -> Theme {
        Theme::named(self.theme_name(), self.eyes)
    }

    /// Whether the mouse points.
    #[must_use]
    pub fn points(&self) -> bool {
        self.mouse.or(self.config_mouse).unwrap_or(true)
    }

    /// Takes a choice.
    pub fn choose(&mut self, own: Own) {
        match own {
            Own::Theme(theme) => self.theme = theme,
            Own::Mouse(mouse) => self.mouse = mouse,
        }
    }
}
