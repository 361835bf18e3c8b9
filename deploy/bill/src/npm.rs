//! The packages that are built into the text editor of the pages, from their lock file. Its builder is not shipped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::component::Component;

/// Every package of the lock file that is not only for development.
///
/// # Errors
/// A sentence: no lock file of npm.
pub(crate) fn components(lock: &str) -> Result<Vec<Component>, String> {
    let lock: Value =
        serde_json::from_str(lock).map_err(|why| format!("package-lock.json: {why}"))?;
    let packages = lock["packages"].as_object();
    let packages = packages.ok_or("package-lock.json names no packages")?;
    let shipped = packages.iter().filter(|(path, package)| {
        !path.is_empty() && package["dev"] != true && package["devOptional"] != true
    });
    Ok(shipped
        .filter_map(|(path, package)| component(path, package))
        .collect())
}

fn component(path: &str, package: &Value) -> Option<Component> {
    let (_, name) = path.rsplit_once("node_modules/")?;
    let version = package["version"].as_str()?;
    Some(Component {
        reference: format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
        name: name.to_owned(),
        version: version.to_owned(),
        licence: package["license"].as_str().map(str::to_owned),
        sum: package["integrity"].as_str().and_then(sum),
        repository: None,
        is_tool: false,
    })
}

/// `sha512-` and the sum in Base64.
fn sum(integrity: &str) -> Option<(&'static str, String)> {
    let bytes = STANDARD.decode(integrity.strip_prefix("sha512-")?).ok()?;
    let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(("SHA-512", hex))
}
