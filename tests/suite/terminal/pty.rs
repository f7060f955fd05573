//! The real program at a pseudo-terminal: keys in, the parsed screen out; nothing sleeps, everything has a deadline.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_entourage");
/// The day on which the story plays.
pub const TODAY: &str = "2026-11-21";
/// Whatever takes longer than this does not happen.
pub const LONG: Duration = Duration::from_secs(15);

/// A home folder of one's own.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Home {
        let folder = tempfile::Builder::new()
            .prefix("entourage-home-")
            .tempdir_in("/dev/shm");
        Home(folder.or_else(|_| tempfile::tempdir()).unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn state(&self) -> PathBuf {
        self.path().join("state/entourage")
    }

    /// What is kept of typed text, all files together.
    pub fn kept(&self) -> String {
        let mut kept = String::new();
        for entry in fs::read_dir(self.state().join("recover"))
            .into_iter()
            .flatten()
            .flatten()
        {
            if entry.path().extension().is_some_and(|end| end == "json") {
                let _ = writeln!(
                    kept,
                    "{}",
                    fs::read_to_string(entry.path()).unwrap_or_default()
                );
            }
        }
        kept
    }

    /// Waits until this text is on disk.
    #[track_caller]
    pub fn keeps(&self, text: &str, within: Duration) {
        let (until, ticks) = (Instant::now() + within, tick());
        while !self.kept().contains(text) {
            assert!(Instant::now() < until, "not kept: {text}\n{}", self.kept());
            let _ = ticks.recv_timeout(Duration::from_millis(10));
        }
    }

    /// The environment of a program here.
    pub fn environment(&self) -> Vec<(OsString, OsString)> {
        let below = |name: &str| self.path().join(name).into_os_string();
        let path = std::env::var_os("PATH").unwrap_or_default();
        [
            ("PATH", path),
            ("HOME", below("")),
            ("XDG_CONFIG_HOME", below("config")),
            ("ENTOURAGE_SYSTEM_CONFIG", below("machine.toml")),
            ("XDG_STATE_HOME", below("state")),
            ("XDG_DATA_HOME", below("data")),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
        ]
        .map(|(name, value)| (name.into(), value))
        .into()
    }

    /// A command without a terminal, not started yet.
    pub fn command(&self, database: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env_clear()
            .envs(self.environment())
            .current_dir(self.path())
            .arg("--db")
            .arg(database)
            .args(["--today", TODAY])
            .args(words)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command without a terminal.
    pub fn run(&self, database: &Path, words: &[&str]) -> Ran {
        Ran::of(self.command(database, words).output().unwrap())
    }
}

/// What a command came to.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// It must have ended with this code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// It must have failed with this code and one clean sentence, and have said nothing else.
    #[track_caller]
    pub fn fails(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:#?}");
        assert_eq!(self.out, "", "{self:#?}");
        assert!(self.err.starts_with("entourage: "), "{self:#?}");
        assert_eq!(self.err.lines().count(), 1, "{self:#?}");
        assert!(!self.err.contains('\u{1b}'), "{self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        self
    }
}

/// A channel on which nothing ever comes: a deadline to wait on.
pub fn tick() -> Receiver<()> {
    let (keep, ticks) = channel();
    // Kept open: a channel without a sender would not wait.
    std::mem::forget(keep);
    ticks
}

/// A program that is to be started.
pub struct Start {
    command: CommandBuilder,
    size: (u16, u16),
}

impl Start {
    /// The desk on this database.
    pub fn desk(home: &Home, database: &Path) -> Start {
        let mut start = Start::program(home, PROGRAM);
        start.command.arg("--db");
        start.command.arg(database);
        start.command.args(["--today", TODAY]);
        start
    }

    /// Any program.
    pub fn program(home: &Home, program: &str) -> Start {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        command.cwd(home.path());
        Start {
            command,
            size: (100, 30),
        }
    }

    pub fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Start {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Start {
        self.command.env(name, value);
        self
    }

    pub fn without(mut self, name: &str) -> Start {
        self.command.env_remove(name);
        self
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Start {
        self.size = (columns, rows);
        self
    }

    pub fn start(self) -> Pty {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let tty = pair.master.tty_name().unwrap();
        let before = termios(&*pair.master);
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        let pid = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        drop(pair.slave);
        let (tell, ended) = channel();
        std::thread::spawn(move || {
            let _ = tell.send(child.wait().unwrap());
        });
        let mut pty = Pty {
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            chunks: channel().1,
            stopping: channel().0,
            stopped: channel().1,
            tty,
            before,
            pid,
            ended,
            status: None,
            screen: vt100::Parser::new(size_of(rows), size_of(columns), 0),
            wire: Vec::new(),
        };
        pty.listen();
        pty
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn size_of(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number.max(1)).unwrap()
}

fn termios(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// A program at a pseudo-terminal.
pub struct Pty {
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    chunks: Receiver<Vec<u8>>,
    stopping: std::sync::mpsc::Sender<()>,
    stopped: Receiver<()>,
    tty: PathBuf,
    before: String,
    pub pid: Pid,
    ended: Receiver<ExitStatus>,
    status: Option<ExitStatus>,
    screen: vt100::Parser,
    /// Every byte that came.
    pub wire: Vec<u8>,
}

impl Pty {
    /// Begins to read what the program writes.
    fn listen(&mut self) {
        let mut reader = self.master.as_ref().unwrap().try_clone_reader().unwrap();
        let (tell, chunks) = channel();
        let (stopping, stop) = channel::<()>();
        let (done, stopped) = channel();
        (self.chunks, self.stopping, self.stopped) = (chunks, stopping, stopped);
        std::thread::spawn(move || {
            let mut buffer = [0; 16_384];
            while let Ok(length @ 1..) = reader.read(&mut buffer) {
                if stop.try_recv().is_ok() || tell.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
            drop(reader);
            let _ = done.send(());
        });
    }

    /// Stops reading: from now on the terminal is frozen.
    pub fn freeze(&mut self) {
        self.stopping.send(()).unwrap();
        // A byte from the other side wakes the reader.
        let _ = self.other_side().write_all(b" ");
        self.stopped.recv_timeout(LONG).unwrap();
    }

    /// Reads again.
    pub fn thaw(&mut self) {
        self.listen();
    }

    fn other_side(&self) -> fs::File {
        let no_tty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
        fs::OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(no_tty)
            .open(&self.tty)
            .unwrap()
    }

    /// Closes the terminal's window: nothing is typed any more, and nobody reads.
    pub fn close(&mut self) {
        {
            // Without an end-of-file letter the writer says nothing when it goes.
            let slave = self.other_side();
            let mut modes = rustix::termios::tcgetattr(&slave).unwrap();
            modes.special_codes[rustix::termios::SpecialCodeIndex::VEOF] = 0;
            rustix::termios::tcsetattr(&slave, rustix::termios::OptionalActions::Now, &modes)
                .unwrap();
        }
        self.freeze();
        self.writer = None;
        self.master = None;
    }

    pub fn send(&mut self, keys: impl AsRef<[u8]>) -> &mut Pty {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_ref()).unwrap();
        writer.flush().unwrap();
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master
            .as_ref()
            .unwrap()
            .resize(size(columns, rows))
            .unwrap();
        self.screen
            .screen_mut()
            .set_size(size_of(rows), size_of(columns));
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    fn take(&mut self, chunk: &[u8]) {
        self.screen.process(chunk);
        self.wire.extend_from_slice(chunk);
    }

    /// Waits for the screen to be as it should; whether it came to be.
    pub fn comes(&mut self, within: Duration, is: impl Fn(&str) -> bool) -> bool {
        let until = Instant::now() + within;
        loop {
            while let Ok(chunk) = self.chunks.try_recv() {
                self.take(&chunk);
            }
            if is(&self.text()) {
                return true;
            }
            match self
                .chunks
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(chunk) => self.take(&chunk),
                Err(_) => return false,
            }
        }
    }

    /// Waits until the screen shows this.
    #[track_caller]
    pub fn see(&mut self, text: &str) -> &mut Pty {
        let seen = self.comes(LONG, |screen| screen.contains(text));
        assert!(seen, "not seen: {text}\n{}", self.text());
        self
    }

    /// Waits until the screen does not show this any more.
    #[track_caller]
    pub fn loses(&mut self, text: &str) -> &mut Pty {
        let lost = self.comes(LONG, |screen| !screen.contains(text));
        assert!(lost, "still seen: {text}\n{}", self.text());
        self
    }

    /// Waits until something is so that is not on the screen, while what comes is read.
    #[track_caller]
    pub fn waits_for(&mut self, is: impl Fn() -> bool) {
        let until = Instant::now() + LONG;
        while !is() {
            assert!(
                Instant::now() < until,
                "it does not come to be\n{}",
                self.text()
            );
            self.waits(Duration::from_millis(10));
        }
    }

    /// Waits until these bytes have come.
    #[track_caller]
    pub fn waits_for_wire(&mut self, is: impl Fn(&[u8]) -> bool) {
        let until = Instant::now() + LONG;
        while !is(&self.wire) {
            assert!(Instant::now() < until, "it does not come\n{}", self.text());
            self.waits(Duration::from_millis(10));
        }
    }

    /// Sets the terminal to the modes it had before the program, as a shell does.
    pub fn makes_cooked(&mut self) {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let slave = self.other_side();
        let mut modes = tcgetattr(&slave).unwrap();
        modes.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        tcsetattr(&slave, OptionalActions::Now, &modes).unwrap();
    }

    /// Whether the program is still there after everything that came within this time.
    pub fn lives_for(&mut self, time: Duration) -> bool {
        if self.status.is_none() {
            self.status = self.ended.recv_timeout(time).ok();
        }
        self.status.is_none()
    }

    /// Waits for the end; gives the exit code and everything that was written.
    #[track_caller]
    pub fn ends(&mut self, within: Duration) -> u32 {
        if self.status.is_none() {
            self.status = self.ended.recv_timeout(within).ok();
        }
        let Some(status) = self.status.clone() else {
            while let Ok(chunk) = self.chunks.try_recv() {
                self.take(&chunk);
            }
            panic!("still there after {within:?}\n{}", self.text());
        };
        loop {
            match self.chunks.recv_timeout(LONG) {
                Ok(chunk) => self.take(&chunk),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("somebody holds the terminal"),
            }
        }
        assert_eq!(status.signal(), None, "killed");
        status.exit_code()
    }

    /// Waits for an end by kill -9.
    pub fn is_killed(&mut self) {
        let status = self.ended.recv_timeout(LONG).unwrap();
        assert_eq!(status.signal(), Some("Killed"));
        self.status = Some(status);
    }

    /// The bytes after the alternate screen was left.
    pub fn afterwards(&self) -> &[u8] {
        let at = last(&self.wire, b"\x1b[?1049l").unwrap_or(0);
        &self.wire[at..]
    }

    /// Lets time pass where time itself is the point, as within a split escape.
    pub fn waits(&mut self, time: Duration) {
        self.comes(time, |_| false);
    }

    /// Nothing was ever switched on.
    #[track_caller]
    pub fn is_untouched(&self) {
        assert!(last(&self.wire, b"\x1b[?1049h").is_none());
        assert_eq!(termios(&**self.master.as_ref().unwrap()), self.before);
    }

    /// The terminal is as it was before: modes, screen, cursor, mouse, paste.
    #[track_caller]
    pub fn is_restored(&self) {
        for (mode, away, here) in [
            ("alternate screen", &b"\x1b[?1049l"[..], &b"\x1b[?1049h"[..]),
            ("bracketed paste", b"\x1b[?2004l", b"\x1b[?2004h"),
            ("mouse", b"\x1b[?1000l", b"\x1b[?1000h"),
            ("mouse coordinates", b"\x1b[?1006l", b"\x1b[?1006h"),
            ("cursor", b"\x1b[?25h", b"\x1b[?25l"),
        ] {
            let (left, entered) = (last(&self.wire, away), last(&self.wire, here));
            assert!(left.is_some() && left > entered, "{mode} is left on");
        }
        assert_eq!(termios(&**self.master.as_ref().unwrap()), self.before);
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.status.is_none() && self.ended.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
    }
}

/// Nobody upgrades this database for as long as this is there.
pub fn holds_upgrade(database: &Path) -> fs::File {
    let file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(entourage::store::beside(database, ".upgrade"))
        .unwrap();
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).unwrap();
    file
}

/// Makes a named pipe.
pub fn pipe(path: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

/// Where the last of these stands.
pub fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
