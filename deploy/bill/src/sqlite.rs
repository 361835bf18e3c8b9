//! The SQLite that is compiled in: its version stands in its own header, not in that of the crate around it.

use std::fs;
use std::path::Path;

use crate::component::Component;

/// The library inside the crate whose sources lie in `folder`.
///
/// # Errors
/// A sentence: the header is not there or names no version.
pub(crate) fn component(folder: &Path) -> Result<Component, String> {
    let header = folder.join("sqlite3/sqlite3.h");
    let text = fs::read_to_string(&header).map_err(|why| format!("{}: {why}", header.display()))?;
    let version = text
        .lines()
        .find_map(|line| line.strip_prefix("#define SQLITE_VERSION "))
        .map(|version| version.trim().trim_matches('"').to_owned())
        .ok_or_else(|| format!("{} names no version", header.display()))?;
    Ok(Component {
        reference: format!("pkg:generic/sqlite@{version}"),
        name: "sqlite".to_owned(),
        version,
        licence: Some("blessing".to_owned()),
        sum: None,
        repository: Some("https://sqlite.org/src".to_owned()),
        is_tool: false,
    })
}
