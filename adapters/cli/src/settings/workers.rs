//! Workers of the settings: the digest of a token is read here, the token itself is known to the worker alone.

use std::collections::BTreeMap;

use reglament_http::auth::{Worker, Workers};

use super::file::WorkerEntry;
use crate::failure::Failure;

/// Reads the workers.
pub(super) fn read(entries: &BTreeMap<String, WorkerEntry>) -> Result<Workers, Failure> {
    let worker = |(name, entry): (&String, &WorkerEntry)| {
        Ok(Worker {
            name: name.clone(),
            token_sha256: digest(&entry.token_sha256).ok_or_else(|| wrong(name))?,
            topics: entry.topics.clone(),
        })
    };
    let workers: Result<Vec<_>, Failure> = entries.iter().map(worker).collect();
    Ok(Workers::new(workers?))
}

fn digest(hex: &str) -> Option<[u8; 32]> {
    let hex = hex.trim().as_bytes();
    let mut bytes = [0; 32];
    if hex.len() != 2 * bytes.len() || !hex.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

fn wrong(name: &str) -> Failure {
    Failure::usage(
        "settings.worker",
        format!(
            "Настройка workers.{name}.token_sha256: нужны 64 шестнадцатеричных знака, как печатает sha256sum."
        ),
        format!(
            "The setting workers.{name}.token_sha256 needs the 64 hex digits that sha256sum prints."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn a_digest_is_sixty_four_hex_digits() {
        assert_eq!(digest(&"ff".repeat(32)), Some([255; 32]));
        for wrong in [
            "",
            "ff",
            &"fg".repeat(32),
            &"ff".repeat(33),
            &"я".repeat(32),
        ] {
            assert_eq!(digest(wrong), None, "{wrong}");
        }
    }
}
