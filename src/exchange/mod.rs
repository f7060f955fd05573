//! What comes in and goes out: other people's files, and ours for others. Knows the domain only.

pub mod export;
pub mod import;
mod json;

pub use json::json_line;
