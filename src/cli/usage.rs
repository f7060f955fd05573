//! What the argument parser says, cleaned: it repeats what was typed, as it was typed.

use clap::error::{ContextKind, ContextValue};

use super::out::Out;
use crate::domain::text::Clean;

/// Prints help to the standard output and an error to the other one; gives the exit code.
pub fn say(error: clap::Error, out: &mut Out) -> u8 {
    let is_wrong = error.use_stderr();
    let text = told(error);
    if is_wrong {
        out.aside_text(&text);
        return 2;
    }
    out.text(&text);
    0
}

/// The words of the parser. What it repeats of the arguments stays in its line, so that it cannot pass for a line of
/// ours.
fn told(mut error: clap::Error) -> String {
    let repeated: Vec<(ContextKind, ContextValue)> = error
        .context()
        .map(|(kind, value)| (kind, in_a_line(value)))
        .collect();
    for (kind, value) in repeated {
        error.insert(kind, value);
    }
    // Without the parser's colours: what is printed has none.
    error.render().to_string()
}

fn in_a_line(value: &ContextValue) -> ContextValue {
    let line = |text: &str| String::from(Clean::line(text));
    match value {
        ContextValue::String(text) => ContextValue::String(line(text)),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| line(text)).collect())
        }
        // Advice that repeats an argument.
        ContextValue::StyledStrs(texts) => ContextValue::StyledStrs(
            texts
                .iter()
                .map(|text| line(&text.to_string()).into())
                .collect(),
        ),
        // How a command is used is our own text of several lines; truths and numbers repeat nothing.
        other => other.clone(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Args;

    #[test]
    fn an_argument_stays_in_its_line() {
        for words in [
            &["entourage", "a\nentourage: forged"][..],
            &["entourage", "list", "--a\nentourage: forged"],
            &["entourage", "undo", "1\nentourage: forged"],
            &["entourage", "export", "--format", "x\r\nentourage: forged"],
            &["a\nentourage: forged", "--frobnicate"],
        ] {
            let error = Args::try_parse_from(words).unwrap_err();
            let text = told(error);
            let is_forged = text.lines().any(|line| line.starts_with("entourage: "));
            assert!(!is_forged, "{text}");
        }
    }
}
