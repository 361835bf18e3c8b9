//! Settings of the mail server, the part of `reglament.toml` with a secret in it: read, or refused with a place; the password
//! stands in no print of what was read.

use reglament_mail::Settings;

pub(super) const WORDS: &[&str] = &[
    "transport = \"smtp\"\n",
    "host = ",
    "port = 587\n",
    "user = ",
    "password = \"secret-of-the-server\"\n",
    "from = ",
    "ca_file = ",
    "timeout_seconds = ",
    "hours = ",
    "language = \"en\"\n",
    "administrators = [",
    "\"\"\"",
    "'''",
    "[mail]\n",
    "1e9",
    "0x7fffffffffffffff",
    "-1",
    "2026-11-23",
    "{a = 1}",
    "\\u0000",
    "= = ",
];

const PASSWORD: &str = "secret-of-the-server";

pub(super) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match toml::from_str::<Settings>(&text) {
        Ok(settings) => assert!(!format!("{settings:?}").contains(PASSWORD) || !is_password(&text)),
        Err(error) => assert!(!error.message().is_empty()),
    }
}

/// Whether the known password stands where passwords do, and only there.
fn is_password(text: &str) -> bool {
    text.contains("password = \"secret") && text.matches(PASSWORD).count() == 1
}
