//! What comes in and goes out: other people's files, and ours for others. Knows the domain only.

mod cells;
pub mod export;
mod guard;
pub mod import;
mod json;
mod known;
pub mod portrait;

pub use guard::guarded;
pub use json::json_line;
