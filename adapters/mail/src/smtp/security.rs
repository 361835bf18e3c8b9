//! Whom to believe when the mail server shows its certificate: the authorities of the operating system and those of
//! `ca_file` (an office's own authority, the Russian Trusted Root). Nothing can switch the check off.

use super::bad_ca_file;
use crate::{limits, reason::Reason};
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use std::{fs, io::Read, path::Path};

/// Builds the parameters for one host name.
pub(super) fn parameters(host: &str, ca_file: Option<&Path>) -> Result<TlsParameters, Reason> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = ca_file {
        builder = builder.add_root_certificate(authorities(path)?);
    }
    builder.build().map_err(|error| {
        Reason::new(
            "M109",
            format!("Не удалось подготовить шифрование для «{host}» ({error}): проверьте `mail.ca_file`."),
            format!("Encryption for «{host}» could not be prepared ({error}): check `mail.ca_file`."),
        )
    })
}

fn authorities(path: &Path) -> Result<Certificate, Reason> {
    let mut pem = Vec::new();
    let file = fs::File::open(path).map_err(|error| bad_ca_file(path, &error.to_string()))?;
    file.take(limits::CA_FILE_BYTES_MAX + 1)
        .read_to_end(&mut pem)
        .map_err(|error| bad_ca_file(path, &error.to_string()))?;
    if pem.len() as u64 > limits::CA_FILE_BYTES_MAX {
        return Err(bad_ca_file(path, "> 1 MiB"));
    }
    // An empty list of certificates would be taken in silence, and fail only at the first letter.
    if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
        return Err(bad_ca_file(path, "BEGIN CERTIFICATE?"));
    }
    Certificate::from_pem(&pem).map_err(|error| bad_ca_file(path, &error.to_string()))
}
