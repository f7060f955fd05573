//! Pieces that screens are drawn from: text boxes, lists, lines. They know the theme, no verbs and no screens.

pub mod bar;
pub mod line;
pub mod scroll;
pub mod sparkline;
pub mod textbox;
