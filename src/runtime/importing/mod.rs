//! Files and the store brought together, for the desk and for the command line alike.
//!
//! [`opening`] opens a file with what was learned of its headers, [`recipe`] says how to open it the same way again,
//! [`taking`] brings its rows in slice by slice and goes on after a cut, [`trying`] does the same on a copy,
//! [`rejects`] writes the rows that could not be taken, [`summary`] gathers what is told at the end, [`telling`] says it.

pub mod broken;
pub mod opening;
pub mod recipe;
pub mod rejects;
pub mod summary;
pub mod taking;
pub mod telling;
pub mod trying;

pub use self::broken::Broken;
pub use self::opening::Opening;
pub use self::recipe::Recipe;
pub use self::rejects::Rejects;
pub use self::summary::Summary;
pub use self::taking::Taking;
pub use self::trying::Trying;
