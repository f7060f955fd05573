//! Signals of a command without a screen. Ctrl-Z stops it between two changes and never in the middle of one. What ends
//! a long job is heard between two of its slices, so that the command can say what is saved and how to do the rest.

use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};

use rustix::process::{Signal, getpid, kill_process};
use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::signals::can_stop;
use crate::store::between_changes;

/// The signal that asked a job to end.
static ASKED: AtomicI32 = AtomicI32::new(0);
/// How many jobs look at it.
static LISTENING: AtomicUsize = AtomicUsize::new(0);

/// Starts the thread that hears signals.
///
/// # Errors
/// When the system gives no thread or refuses the handlers; signals do then what they do by themselves.
pub fn start() -> std::io::Result<()> {
    // What whoever started us wants ignored, as nohup does, stays so.
    let ignored = ignored();
    let heard = [SIGTSTP, SIGHUP, SIGINT, SIGQUIT, SIGTERM];
    let heard = heard.into_iter().filter(|one| ignored & bit(*one) == 0);
    let mut signals = Signals::new(heard)?;
    std::thread::Builder::new()
        .name("signals".into())
        .stack_size(256 * 1024)
        .spawn(move || signals.forever().for_each(take))?;
    Ok(())
}

fn take(signal: i32) {
    if signal == SIGTSTP {
        if can_stop() {
            between_changes(|| {
                let _ = kill_process(getpid(), Signal::STOP);
            });
        }
        return;
    }
    // Whoever asks a second time does not wait any longer.
    let is_heard =
        LISTENING.load(Ordering::SeqCst) > 0 && ASKED.swap(signal, Ordering::SeqCst) == 0;
    if !is_heard {
        let _ = emulate_default_handler(signal);
    }
}

/// Signals that were ignored when this process began, a bit each.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

fn bit(signal: i32) -> u64 {
    u32::try_from(signal - 1).map_or(0, |place| 1 << place)
}

/// A job that ends between two slices when it is asked to.
#[derive(Debug)]
pub struct Listening(());

impl Listening {
    /// From now on, until it is dropped.
    #[must_use]
    pub fn begin() -> Listening {
        LISTENING.fetch_add(1, Ordering::SeqCst);
        Listening(())
    }

    /// The signal that asked it to end.
    #[must_use]
    pub fn asked(&self) -> Option<i32> {
        Some(ASKED.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        LISTENING.fetch_sub(1, Ordering::SeqCst);
    }
}
