//! The document: what the program is, its components, and which of them depends on which.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::component::Component;
use crate::crates::Crates;
use crate::{npm, sqlite};

/// The crate whose program is shipped.
const PROGRAM: &str = "reglament";

/// The bill of materials of the source tree at `root`.
///
/// # Errors
/// A sentence: Cargo cannot be asked, or a lock file says something unheard of.
pub(crate) fn of(root: &Path) -> Result<Value, String> {
    let crates = Crates::of(root, PROGRAM)?;
    let mut components = crates.components()?;
    let mut arrows = crates.arrows();
    if let Some((by, folder)) = crates.folder_of("libsqlite3-sys") {
        let inside = sqlite::component(&folder)?;
        arrows.entry(by).or_default().push(inside.reference.clone());
        components.push(inside);
    }
    let lock = root.join("adapters/http/editor/package-lock.json");
    let lock = fs::read_to_string(&lock).map_err(|why| format!("{}: {why}", lock.display()))?;
    let packages = npm::components(&lock)?;
    let page = crates.reference_of("reglament-http").unwrap_or_default();
    for package in packages {
        let own = arrows.entry(page.clone()).or_default();
        own.push(package.reference.clone());
        components.push(package);
    }
    let program = crates.reference_of(PROGRAM).unwrap_or_default();
    let (own, others): (Vec<_>, Vec<_>) = components
        .into_iter()
        .partition(|component| component.reference == program);
    let own = own.first().ok_or("the program itself is not there")?;
    Ok(document(own, others, &arrows))
}

fn document(
    own: &Component,
    mut others: Vec<Component>,
    arrows: &BTreeMap<String, Vec<String>>,
) -> Value {
    others.sort_by(|one, other| one.reference.cmp(&other.reference));
    let mut program = own.json();
    program["type"] = json!("application");
    // What is asked for by a name that is no component (a crate of tests) is no part of the program.
    let known = |reference: &String| {
        *reference == own.reference || others.iter().any(|one| one.reference == *reference)
    };
    let dependencies: Vec<Value> = std::iter::once(&own.reference)
        .chain(others.iter().map(|one| &one.reference))
        .map(|reference| {
            let mut on: Vec<&String> = arrows.get(reference).into_iter().flatten().collect();
            on.retain(|reference| known(reference));
            on.sort_unstable();
            on.dedup();
            json!({ "ref": reference, "dependsOn": on })
        })
        .collect();
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": program },
        "components": others.iter().map(Component::json).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What readers of such files rely on: one place per reference, no arrow into nothing, everything named.
    #[test]
    fn the_bill_of_this_program_is_whole() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let bill = of(&root).unwrap();
        let components = bill["components"].as_array().unwrap();
        let references: Vec<&str> = components
            .iter()
            .map(|component| component["bom-ref"].as_str().unwrap())
            .collect();
        let set: BTreeSet<&str> = references.iter().copied().collect();
        assert_eq!(set.len(), references.len(), "a reference occurs twice");
        assert!(references.is_sorted());
        for name in [
            "typst",
            "axum",
            "sqlite",
            "@codemirror/view",
            "reglament-core",
        ] {
            let found = components.iter().find(|one| one["name"] == name);
            let found = found.unwrap_or_else(|| panic!("`{name}` is missing"));
            assert!(found["licenses"][0].is_object(), "{found}");
        }
        for name in ["reglament-tests", "insta", "proptest", "esbuild"] {
            let found = components.iter().find(|one| one["name"] == name);
            assert!(found.is_none(), "`{name}` is not shipped");
        }
        let program = bill["metadata"]["component"]["bom-ref"].as_str().unwrap();
        for arrow in bill["dependencies"].as_array().unwrap() {
            for on in arrow["dependsOn"].as_array().unwrap() {
                let on = on.as_str().unwrap();
                assert!(set.contains(on) || on == program, "{on} is no component");
            }
        }
        let foreign = components.iter().filter(|one| {
            one["purl"]
                .as_str()
                .is_some_and(|purl| purl.starts_with("pkg:cargo/"))
                && !one["name"].as_str().unwrap().starts_with("reglament")
        });
        for component in foreign {
            let sum = component["hashes"][0]["content"].as_str().unwrap();
            assert_eq!(sum.len(), 64, "{component}");
        }
        assert_eq!(bill, of(&root).unwrap());
    }
}
