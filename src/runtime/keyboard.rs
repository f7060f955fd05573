//! The keyboard's thread: reads what the terminal sends, mends what the line split, and passes it on.
//!
//! It blocks in `read` and wakes for input only. A lone Esc is held for 50 ms, since a slow line may have split an
//! arrow key behind it (crossterm gives Esc, `[`, `A` then). While an editor has the terminal, the thread waits.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::event::Event;
use crate::ui::message::Message;

/// How long a lone Esc is held.
const HOLD: Duration = Duration::from_millis(50);
/// Keys that follow a paste this closely were not typed: the pasted text carried the end of a paste in itself.
const TAIL: Duration = Duration::from_millis(50);

/// Stops the thread at its next wake-up, and lets it go on.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<(Mutex<GateState>, Condvar)>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum GateState {
    #[default]
    Open,
    Closing,
    Closed,
}

impl Gate {
    /// Asks the thread to wait, and waits until it does.
    pub fn close(&self) {
        let (state, changed) = &*self.0;
        let Ok(mut now) = state.lock() else { return };
        *now = GateState::Closing;
        // A window change wakes the read without a key; the thread then finds the gate.
        let _ = rustix::process::kill_process(
            rustix::process::getpid(),
            rustix::process::Signal::WINCH,
        );
        while *now == GateState::Closing {
            match changed.wait_timeout(now, Duration::from_millis(500)) {
                Ok((next, wait)) => {
                    now = next;
                    if wait.timed_out() {
                        return;
                    }
                }
                Err(_) => return,
            }
        }
    }

    /// Lets the thread go on.
    pub fn open(&self) {
        let (state, changed) = &*self.0;
        if let Ok(mut now) = state.lock() {
            *now = GateState::Open;
            changed.notify_all();
        }
    }

    /// Waits while the gate is closed.
    fn pass(&self) {
        let (state, changed) = &*self.0;
        let Ok(mut now) = state.lock() else { return };
        while *now != GateState::Open {
            *now = GateState::Closed;
            changed.notify_all();
            match changed.wait(now) {
                Ok(next) => now = next,
                Err(_) => return,
            }
        }
    }
}

/// Starts the keyboard's threads.
///
/// # Errors
/// When the system gives no thread.
pub fn start(to: Sender<Event>) -> std::io::Result<Gate> {
    let gate = Gate::default();
    let (raw, inputs) = channel();
    let reading = gate.clone();
    std::thread::Builder::new()
        .name("keyboard".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            loop {
                reading.pass();
                match event::read() {
                    Ok(input) => {
                        if raw.send(input).is_err() {
                            return;
                        }
                    }
                    // The terminal is gone; whoever watches it ends the desk.
                    Err(_) => return,
                }
            }
        })?;
    std::thread::Builder::new()
        .name("joiner".into())
        .stack_size(256 * 1024)
        .spawn(move || join(&inputs, &to))?;
    Ok(gate)
}

/// Passes inputs on, putting together what was split behind an Esc.
fn join(inputs: &Receiver<Input>, to: &Sender<Event>) {
    let mut send =
        |input: Input| message(input).is_none_or(|message| to.send(Event::Desk(message)).is_ok());
    let mut tail = Tail::default();
    while let Ok(input) = inputs.recv() {
        let Some(input) = tail.take(input, Instant::now()) else {
            continue;
        };
        if !is_escape(&input) {
            if !send(input) {
                return;
            }
            continue;
        }
        let mut joiner = Joiner::default();
        let all_sent = loop {
            match inputs.recv_timeout(HOLD) {
                Ok(next) => {
                    if let Some(whole) = joiner.take(next) {
                        break whole.into_iter().all(&mut send);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    break joiner.as_typed().into_iter().all(&mut send);
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        };
        if !all_sent {
            return;
        }
    }
}

/// What follows a paste too closely to have been typed (trust.md 3.1).
#[derive(Debug, Default)]
struct Tail {
    last: Option<Instant>,
}

impl Tail {
    /// Gives the input back as it is, as more of the pasted text, or not at all.
    fn take(&mut self, input: Input, now: Instant) -> Option<Input> {
        let is_close = self
            .last
            .is_some_and(|last| now.duration_since(last) < TAIL);
        match input {
            Input::Paste(_) => {
                self.last = Some(now);
                Some(input)
            }
            Input::Key(key) if is_close => {
                self.last = Some(now);
                pasted(key).map(|letter| Input::Paste(letter.to_string()))
            }
            Input::Key(_)
            | Input::Mouse(_)
            | Input::Resize(..)
            | Input::FocusGained
            | Input::FocusLost => Some(input),
        }
    }
}

/// The letter that a key is in pasted text; keys that would do something are none.
fn pasted(key: KeyEvent) -> Option<char> {
    let is_plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match key.code {
        KeyCode::Char(letter) if is_plain && key.kind != KeyEventKind::Release => Some(letter),
        KeyCode::Enter => Some('\n'),
        _ => None,
    }
}

fn is_escape(input: &Input) -> bool {
    matches!(
        input,
        Input::Key(KeyEvent {
            code: KeyCode::Esc,
            modifiers: KeyModifiers::NONE,
            ..
        })
    )
}

fn message(input: Input) -> Option<Message> {
    match input {
        Input::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
        Input::Paste(text) => Some(Message::Paste(text)),
        Input::Mouse(mouse) => Some(Message::Mouse(mouse)),
        // The signal's own thread tells of the window.
        Input::Key(_) | Input::Resize(..) | Input::FocusGained | Input::FocusLost => None,
    }
}

/// Puts together a sequence whose Esc came by itself.
#[derive(Debug, Default)]
pub struct Joiner {
    after: Vec<Input>,
}

impl Joiner {
    /// Takes what came within the time behind an Esc; gives the keys when it is clear what was meant.
    pub fn take(&mut self, input: Input) -> Option<Vec<Input>> {
        let letter = match &input {
            Input::Key(KeyEvent {
                code: KeyCode::Char(letter),
                modifiers,
                ..
            }) if !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(*letter),
            _ => None,
        };
        self.after.push(input);
        let letters: Option<String> = self.after.iter().map(letter_of).collect();
        match (letter, letters.as_deref()) {
            (_, Some("[" | "O")) => None,
            (Some(last), Some(text)) if text.len() > 1 => {
                if last.is_ascii_digit() || last == ';' {
                    return None;
                }
                Some(sequence(text).map_or_else(|| self.as_typed(), |key| vec![Input::Key(key)]))
            }
            // Esc and a letter in one breath is Alt and the letter.
            (Some(letter), Some(_)) => Some(vec![Input::Key(KeyEvent::new(
                KeyCode::Char(letter),
                KeyModifiers::ALT,
            ))]),
            _ => Some(self.as_typed()),
        }
    }

    /// The keys as they came.
    #[must_use]
    pub fn as_typed(&self) -> Vec<Input> {
        let escape = Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        std::iter::once(escape)
            .chain(self.after.iter().cloned())
            .collect()
    }
}

fn letter_of(input: &Input) -> Option<char> {
    match input {
        Input::Key(KeyEvent {
            code: KeyCode::Char(letter),
            ..
        }) => Some(*letter),
        _ => None,
    }
}

/// The key of a sequence without its Esc: `[A`, `OP`, `[5~`, `[1;5C`.
fn sequence(text: &str) -> Option<KeyEvent> {
    let body = text.get(1..)?;
    let last = body.chars().last()?;
    let mut numbers = body
        .trim_end_matches(last)
        .split(';')
        .map(|number| number.parse::<u8>().unwrap_or(1));
    let first = numbers.next().unwrap_or(1);
    let modifier = numbers.next().unwrap_or(1).saturating_sub(1);
    let code = match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'F' => KeyCode::End,
        'H' => KeyCode::Home,
        'Z' => KeyCode::BackTab,
        'P'..='S' => KeyCode::F(u8::try_from(u32::from(last) - u32::from('P')).ok()? + 1),
        '~' => match first {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            11..=15 => KeyCode::F(first - 10),
            17..=21 => KeyCode::F(first - 11),
            23 | 24 => KeyCode::F(first - 12),
            _ => return None,
        },
        _ => return None,
    };
    let mut modifiers = KeyModifiers::NONE;
    for (bit, one) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        modifiers.set(one, modifier & bit != 0);
    }
    Some(KeyEvent::new(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> Vec<Input> {
        let mut joiner = Joiner::default();
        for letter in text.chars() {
            if let Some(whole) = joiner.take(Input::Key(KeyEvent::new(
                KeyCode::Char(letter),
                KeyModifiers::NONE,
            ))) {
                return whole;
            }
        }
        joiner.as_typed()
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Vec<Input> {
        vec![Input::Key(KeyEvent::new(code, modifiers))]
    }

    #[test]
    fn a_split_arrow_is_an_arrow() {
        assert_eq!(joined("[A"), key(KeyCode::Up, KeyModifiers::NONE));
        assert_eq!(joined("OB"), key(KeyCode::Down, KeyModifiers::NONE));
        assert_eq!(joined("[1;5C"), key(KeyCode::Right, KeyModifiers::CONTROL));
        assert_eq!(joined("[5~"), key(KeyCode::PageUp, KeyModifiers::NONE));
        assert_eq!(joined("[24~"), key(KeyCode::F(12), KeyModifiers::NONE));
    }

    #[test]
    fn keys_close_behind_a_paste_are_text_and_later_ones_are_keys() {
        let begin = Instant::now();
        let at = |millis| begin + Duration::from_millis(millis);
        let press = |code| Input::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let mut tail = Tail::default();
        let typed = press(KeyCode::Char('L'));
        assert_eq!(tail.take(typed.clone(), at(0)), Some(typed.clone()));
        tail.take(Input::Paste("text".into()), at(10));
        assert_eq!(
            tail.take(typed.clone(), at(11)),
            Some(Input::Paste("L".into()))
        );
        assert_eq!(
            tail.take(press(KeyCode::Enter), at(12)),
            Some(Input::Paste("\n".into()))
        );
        assert_eq!(tail.take(press(KeyCode::Esc), at(13)), None);
        assert_eq!(tail.take(press(KeyCode::F(2)), at(60)), None);
        assert_eq!(tail.take(typed.clone(), at(111)), Some(typed));
    }

    #[test]
    fn esc_and_a_letter_in_one_breath_is_alt() {
        assert_eq!(joined("b"), key(KeyCode::Char('b'), KeyModifiers::ALT));
    }

    #[test]
    fn what_is_no_sequence_stays_as_it_was_typed() {
        assert_eq!(joined("[x").len(), 3);
        assert_eq!(joined("[").len(), 2);
        assert_eq!(joined("").len(), 1);
    }
}
