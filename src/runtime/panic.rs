//! A bug in the house: the terminal is given back, typed text is kept, and the report is printed clean.

use super::recovery::{PATIENCE, Shared};
use super::{log, terminal};

/// Installs the hook; before the terminal is taken (trust.md rule 15).
///
/// # Errors
/// When a hook is installed already.
pub fn install(typed: Shared) -> color_eyre::Result<()> {
    let theme = color_eyre::config::Theme::new();
    let (panic, report) = color_eyre::config::HookBuilder::default()
        .theme(theme)
        .display_env_section(false)
        .into_hooks();
    report.install()?;
    std::panic::set_hook(Box::new(move |info| {
        let text = panic.panic_report(info).to_string();
        for line in text.lines() {
            log::write(line);
        }
        // A thread of the store tells the loop, which ends the desk in order; only the loop's own panic ends it here.
        if std::thread::current().name() == Some("main") {
            terminal::restore_all();
            let kept = typed.save(PATIENCE);
            terminal::aside(&text);
            terminal::aside(&format!(
                "This is a bug. {}; the report is in {}.",
                what_was_typed(kept),
                log::file().display()
            ));
        }
    }));
    Ok(())
}

/// Installs the hook of a program without a screen: the report is printed clean, whatever text it repeats. The desk
/// puts its own in this one's place.
pub fn install_clean() {
    std::panic::set_hook(Box::new(|info| {
        terminal::aside(&format!("entourage: this is a bug. {info}"));
    }));
}

/// What is said of typed text when the desk breaks: that it is kept only where it is on disk.
#[must_use]
pub fn what_was_typed(kept: bool) -> &'static str {
    if kept {
        "What you typed is kept and will be offered at the next start"
    } else {
        "What you typed could not be kept, since the disk did not take it"
    }
}

/// Panics where a test asks for it; only in builds with debug assertions.
pub fn if_asked(place: &str) {
    if cfg!(debug_assertions) && std::env::var("ENTOURAGE_PANIC").is_ok_and(|asked| asked == place)
    {
        std::panic::panic_any(format!("asked for in {place} \u{1b}]52;c;AAAA\u{7}"));
    }
}
