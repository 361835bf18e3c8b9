//! Where the program writes: answers to the standard output, failures to the standard error.
//!
//! The only place that writes to either. With `--json` a failure is a JSON object on the standard output, so that a
//! script reads one stream. A reader that went away (`| head`) ends the run quietly.

use std::cell::Cell;
use std::io::{ErrorKind, IsTerminal, Write};

use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;
use crate::language::Language;

/// The two streams and the manner of writing to them.
pub(crate) struct Output {
    /// The language of the user.
    pub(crate) language: Language,
    /// Whether answers are JSON.
    pub(crate) json: bool,
    /// Whether colours may be used.
    pub(crate) colour: bool,
    lost: Cell<bool>,
}

impl Output {
    /// Output in a language; colours only on a terminal whose user has not set `NO_COLOR`.
    pub(crate) fn new(language: Language, json: bool) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            language,
            json,
            colour: !plain && std::io::stdout().is_terminal(),
            lost: Cell::new(false),
        }
    }

    /// Writes lines of text.
    pub(crate) fn text(&self, text: &str) {
        let mut stdout = std::io::stdout().lock();
        let written = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            self.lost.set(true);
        }
    }

    /// Writes a value as indented JSON.
    pub(crate) fn json(&self, value: &impl Serialize) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.text(&text),
            Err(_) => self.lost.set(true),
        }
    }

    /// Says why the command was not carried out.
    pub(crate) fn failure(&self, failure: &Failure) {
        let text = failure.text(self.language);
        if self.json {
            self.json(&json!({"error": {"code": failure.code, "message": text}}));
        } else {
            complain(&format!(
                "{}: {text}",
                self.language.pick("ошибка", "error")
            ));
        }
    }

    /// True when an answer could not be written (a full disk), so that the run must not count as done.
    pub(crate) fn lost(&self) -> bool {
        self.lost.get()
    }
}

/// Writes to the standard error. There is nobody left to tell when that fails.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
