//! What people see and press, without I/O: a message comes in, state changes, effects go out, a frame is drawn.
//!
//! Start with [`app`], then [`keymap`] (the whole keyboard on one page) and [`screens`]. Not here: SQL, threads,
//! the clock, files. Nothing in this folder can fail because of the disk.

pub mod app;
pub mod command;
pub mod draft;
pub mod effect;
pub mod keeping;
pub mod keymap;
pub mod look;
pub mod message;
pub mod next;
pub mod notice;
pub mod overlays;
pub mod personal;
pub mod screens;
pub mod subject;
pub mod theme;
pub mod typed;
pub mod view;
pub mod widgets;
