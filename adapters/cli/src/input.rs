//! Answers to a form as the command line gives them: a JSON object, or `@file` with one.
//!
//! What the fields must hold is checked by the engine.

use clap::Args;
use reglament_core::RawInput;
use serde_json::Value;

use crate::failure::Failure;
use crate::limits::INPUT_BYTES;

/// The flag.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    #[arg(
        long,
        value_name = "JSON",
        help = "Поля формы: объект JSON или @файл с ним ¦ Fields of the form: a JSON object, or @file with one"
    )]
    input: Option<String>,
}

impl InputArguments {
    /// The fields; none without the flag.
    pub(crate) fn read(&self) -> Result<RawInput, Failure> {
        let Some(given) = &self.input else {
            return Ok(RawInput::new());
        };
        let text = match given.strip_prefix('@') {
            None => given.clone(),
            Some(path) => file(path)?,
        };
        match serde_json::from_str(&text) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(_) => Err(Failure::usage(
                "input.no_object",
                "Поля формы — это объект JSON: {\"поле\": \"значение\"}.",
                "The fields of a form are a JSON object: {\"field\": \"value\"}.",
            )),
            Err(error) => Err(Failure::usage(
                "input.unreadable",
                format!("Поля формы не читаются как JSON: {error}."),
                format!("The fields of the form are no JSON: {error}."),
            )),
        }
    }
}

fn file(path: &str) -> Result<String, Failure> {
    let size = std::fs::metadata(path).map(|file| file.len());
    let text = match size {
        Ok(size) if size > INPUT_BYTES => Err(std::io::ErrorKind::FileTooLarge.into()),
        Ok(_) => std::fs::read_to_string(path),
        Err(error) => Err(error),
    };
    text.map_err(|error| {
        Failure::usage(
            "input.file",
            format!("Файл «{path}» не читается: {error}."),
            format!("The file `{path}` cannot be read: {error}."),
        )
    })
}
