//! `reglament backup key`: a pair of keys. The secret one is written where nobody else reads it, or printed.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use clap::Args;
use reglament_backup::NewKey;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of `backup key`.
#[derive(Debug, Args)]
pub(super) struct NewKeyFile {
    #[arg(
        long,
        value_name = "FILE",
        help = "Куда записать секретный ключ; файла ещё не должно быть ¦ Where to write the secret key; there must be no such file yet"
    )]
    out: PathBuf,
}

pub(super) fn run(arguments: &NewKeyFile, output: &Output) -> Result<Exit, Failure> {
    let key = NewKey::make();
    let file = &arguments.out;
    let mut options = OpenOptions::new();
    let opened = options.write(true).create_new(true).mode(0o600).open(file);
    opened
        .and_then(|mut opened| {
            opened.write_all(key.text().as_bytes())?;
            opened.sync_all()
        })
        .map_err(|error| Failure::file(file, &error))?;
    let recipient = key.recipient();
    if output.json {
        output.json(&json!({"recipient": recipient, "file": file}));
        return Ok(Exit::Ok);
    }
    let place = file.display();
    output.text(&match output.language {
        crate::language::Language::Ru => format!(
            "Открытый ключ: {recipient}\n\nВ настройки сервера:\n\n[backup]\nrecipients = [\"{recipient}\"]\n\n\
             Секретный ключ — в файле {place}. Унесите его с сервера и храните в двух местах: без него копии не откроет никто."
        ),
        crate::language::Language::En => format!(
            "Public key: {recipient}\n\nFor the settings of the server:\n\n[backup]\nrecipients = [\"{recipient}\"]\n\n\
             The secret key is in {place}. Take it away from the server and keep it in two places: without it nobody opens a backup."
        ),
    });
    Ok(Exit::Ok)
}
