//! The program at a real terminal: it starts, is interrupted, broken and left, and gives the terminal back.

mod editor;
mod erasing;
mod frozen;
mod leaving;
mod midnight;
mod moved;
mod own_files;
mod pasting;
pub mod pty;
mod quitting;
mod starting;
mod stopping;
mod subject;
mod switching;
mod typed;
mod unkept;

use self::pty::{Home, Pty, Start};
use crate::support::World;

/// The desk of the story, on the roster.
fn roster(home: &Home, world: &World) -> Pty {
    let mut desk = Start::desk(home, &world.path()).start();
    desk.see("1 Today").send("2").see("22 influencers");
    // The foot comes last, but for rows with joined letters: the frame is here whole.
    desk.see("? all").see("Nova").see("अनिता");
    desk
}

/// The roster with only this person on it, under the cursor.
fn find(desk: &mut Pty, name: &str) {
    desk.send("2").see("influencers").send("/").see(" /  ");
    desk.send(name).see("1 influencer").send("\r");
    desk.see("Enter open");
}
