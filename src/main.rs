//! Entourage.
fn main() {}
