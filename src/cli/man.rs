//! `entourage man`: the manual page in roff, made from the arguments, the table of keys and the table of settings.

use clap_mangen::Man;

use super::out::{Failed, Out};
use crate::domain::settings::{TABLE, say};
use crate::domain::text::{Clean, nearest};
use crate::ui::keymap::{BINDINGS, LAYOUTS, say_keys};

/// Prints the page of the program, or of one of its commands.
pub fn run(command: Option<&str>, out: &mut Out) -> Result<u8, Failed> {
    let whole = super::commands();
    let mut page = Vec::new();
    let written = match command {
        None => Man::new(whole).render(&mut page),
        Some(name) => Man::new(named(&whole, name)?).render(&mut page),
    };
    written.map_err(|error| Failed::request(format!("the page cannot be written ({error})")))?;
    let mut text = String::from_utf8_lossy(&page).into_owned();
    if command.is_none() {
        text.push_str(&settings());
        text.push_str(&keys());
        text.push_str(REST);
    }
    out.exactly(&text);
    Ok(0)
}

fn named(whole: &clap::Command, name: &str) -> Result<clap::Command, Failed> {
    let found = whole.find_subcommand(name);
    found.cloned().ok_or_else(|| {
        let names = whole.get_subcommands().map(clap::Command::get_name);
        let near = nearest(name, names).map_or_else(
            || "`entourage help` lists them".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        Failed::usage(format!("there is no command {}; {near}", Clean::line(name)))
    })
}

/// Text that roff takes as it is.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

fn section(title: &str) -> String {
    format!(".SS {}\n", plain(title))
}

fn item(head: &str, text: &str) -> String {
    format!(".TP\n\\fB{}\\fR\n{}\n", plain(head), plain(text))
}

fn settings() -> String {
    let mut text = ".SH SETTINGS\nThe team's settings stand in the database; entourage settings shows and sets them.\n".to_owned();
    for line in TABLE {
        let words = format!(
            "{}: {}. {} (default {})",
            line.title,
            line.does,
            line.range(),
            say(line.setting, line.default)
        );
        text.push_str(&item(line.key, &words));
    }
    text
}

fn keys() -> String {
    let mut text =
        ".SH KEYS\nEach with the name that [keys] in the config file knows it by.\n".to_owned();
    let mut last = None;
    for binding in BINDINGS {
        if last != Some(binding.scope) {
            text.push_str(&section(binding.scope.title()));
            last = Some(binding.scope);
        }
        let words = format!("{} ({})", binding.label, binding.name());
        text.push_str(&item(&say_keys(binding.keys), &words));
    }
    let layouts: Vec<String> = LAYOUTS
        .iter()
        .map(|layout| format!("{} ({})", layout.name, layout.title))
        .collect();
    text.push_str(".SS Keyboards of other scripts\n");
    text.push_str(&plain(&format!(
        "layout = \"ru\" in the config file makes commands work without switching the keyboard: {}.\n",
        layouts.join(", ")
    )));
    text
}

const REST: &str = ".SH FILES
.TP
\\fB$XDG_CONFIG_HOME/entourage/config.toml\\fR
The config file; it stands over /etc/entourage/config.toml.
.TP
\\fB$XDG_DATA_HOME/entourage/entourage.db\\fR
The default database.
.TP
\\fB$XDG_STATE_HOME/entourage\\fR
The log, what is remembered, and text that was being typed.
.SH ENVIRONMENT
.TP
\\fBENTOURAGE_DB\\fR
The database, where neither \\-\\-db nor \\-\\-desk names one.
.TP
\\fBNO_COLOR\\fR
No colours.
.SH EXIT STATUS
0 done, 1 the request failed, 2 wrong usage; today gives 3 when something is late.
";
