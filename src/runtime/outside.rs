//! The clipboard of the terminal and links: OSC 52 works over SSH; a browser is started only where one is at hand.

use std::io::Write;
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Copies a text to the clipboard of the terminal.
///
/// # Errors
/// What the terminal says.
pub fn copy(text: &str) -> std::io::Result<()> {
    let mut out = super::terminal::out();
    execute!(out, CopyToClipboard::to_clipboard_from(text))?;
    out.flush()
}

/// Whether a text is a link that may be opened: http or https, no control characters or blanks.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let known = text.starts_with("https://") || text.starts_with("http://");
    known
        && !text
            .chars()
            .any(|letter| letter.is_control() || letter.is_whitespace())
}

/// Opens a link in a browser; `false` when none is at hand, as over SSH.
#[must_use]
pub fn open(link: &str) -> bool {
    let local = std::env::var_os("SSH_CONNECTION").is_none();
    let screen = std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some()
        || cfg!(target_os = "macos");
    if !local || !screen || !is_link(link) {
        return false;
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Command::new(opener)
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_links_are_opened() {
        assert!(is_link("https://www.instagram.com/ada.lov"));
        for no in [
            "-x",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "https://a\u{7}",
        ] {
            assert!(!is_link(no), "{no:?}");
        }
    }
}
