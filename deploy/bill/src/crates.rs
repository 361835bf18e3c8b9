//! The crates of the program: what Cargo resolved for the machine on which it is built, without what only tests need.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::component::Component;

/// Crates by the id that Cargo gives them.
pub(crate) struct Crates {
    packages: BTreeMap<String, Value>,
    /// From a crate to those that it needs, and whether it needs them only to be built.
    needs: BTreeMap<String, Vec<(String, bool)>>,
    /// What is inside the program.
    inside: BTreeSet<String>,
    /// What took part in building it, `inside` included.
    reached: BTreeSet<String>,
    /// Name and version to the sum of the lock file.
    sums: BTreeMap<(String, String), String>,
}

impl Crates {
    /// The crates under the program of this name.
    pub(crate) fn of(root: &Path, program: &str) -> Result<Self, String> {
        let metadata = metadata(root)?;
        let mut packages = BTreeMap::new();
        for package in list(&metadata["packages"]) {
            packages.insert(text(&package["id"]), package.clone());
        }
        let mut needs = BTreeMap::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let needed = list(&node["deps"]).iter().filter_map(needed).collect();
            needs.insert(text(&node["id"]), needed);
        }
        let start = packages.iter().find(|(_, one)| one["name"] == program);
        let start = start.map(|(id, _)| id.clone());
        let start = start.ok_or_else(|| format!("no crate `{program}`"))?;
        Ok(Self {
            inside: reached(&needs, &start, false),
            reached: reached(&needs, &start, true),
            sums: sums(root)?,
            packages,
            needs,
        })
    }

    /// Each as a component.
    pub(crate) fn components(&self) -> Result<Vec<Component>, String> {
        let package = |id: &String| {
            let package = self.packages.get(id);
            let package = package.ok_or_else(|| format!("Cargo does not know `{id}`"))?;
            Ok(self.component(package, !self.inside.contains(id)))
        };
        self.reached.iter().map(package).collect()
    }

    fn component(&self, package: &Value, is_tool: bool) -> Component {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        // Before SPDX had expressions, crates wrote a stroke for «or».
        let licence = package["license"].as_str();
        let licence = licence.map(|licence| licence.replace(" / ", " OR ").replace('/', " OR "));
        let sum = self.sums.get(&(name.clone(), version.clone()));
        let repository = package["repository"].as_str();
        Component {
            reference: address(package),
            name,
            version,
            licence,
            sum: sum.map(|sum| ("SHA-256", sum.clone())),
            repository: repository.map(str::to_owned),
            is_tool,
        }
    }

    /// From the reference of a crate to those of what it needs.
    pub(crate) fn arrows(&self) -> BTreeMap<String, Vec<String>> {
        let address = |id: &String| self.packages.get(id).map(address);
        let arrow = |id: &String| {
            let on = self.needs.get(id)?.iter();
            Some((address(id)?, on.filter_map(|(on, _)| address(on)).collect()))
        };
        self.reached.iter().filter_map(arrow).collect()
    }

    /// The reference of the crate of this name.
    pub(crate) fn reference_of(&self, name: &str) -> Option<String> {
        self.named(name).map(address)
    }

    /// The reference of the crate of this name, and where its sources lie.
    pub(crate) fn folder_of(&self, name: &str) -> Option<(String, PathBuf)> {
        let package = self.named(name)?;
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        Some((address(package), manifest.parent()?.to_owned()))
    }

    fn named(&self, name: &str) -> Option<&Value> {
        let mut all = self.reached.iter().filter_map(|id| self.packages.get(id));
        all.find(|package| package["name"] == name)
    }
}

fn metadata(root: &Path) -> Result<Value, String> {
    let rustc = Command::new("rustc").arg("-vV").output();
    let rustc = rustc.map_err(|why| format!("rustc: {why}"))?.stdout;
    let rustc = String::from_utf8_lossy(&rustc);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not say for what it builds")?;
    let asked = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        host,
    ];
    let output = Command::new(env!("CARGO"))
        .args(asked)
        .current_dir(root)
        .output();
    let output = output.map_err(|why| format!("cargo: {why}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|why| format!("cargo metadata: {why}"))
}

/// What is needed, and whether only to build; `None` for what only tests need.
fn needed(dependency: &Value) -> Option<(String, bool)> {
    let kinds: Vec<&Value> = list(&dependency["dep_kinds"])
        .iter()
        .map(|kind| &kind["kind"])
        .collect();
    let runs = kinds.iter().any(|kind| kind.is_null());
    let builds = kinds.iter().any(|kind| *kind == "build");
    (runs || builds).then(|| (text(&dependency["pkg"]), !runs))
}

fn reached(
    needs: &BTreeMap<String, Vec<(String, bool)>>,
    start: &str,
    with_tools: bool,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next = vec![start.to_owned()];
    while let Some(id) = next.pop() {
        let on = needs.get(&id).into_iter().flatten();
        if found.insert(id.clone()) {
            next.extend(
                on.filter(|(_, tool)| with_tools || !tool)
                    .map(|(on, _)| on.clone()),
            );
        }
    }
    found
}

fn sums(root: &Path) -> Result<BTreeMap<(String, String), String>, String> {
    let lock = root.join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(|why| format!("{}: {why}", lock.display()))?;
    let lock: toml::Table = toml::from_str(&lock).map_err(|why| format!("Cargo.lock: {why}"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let sum = |package: &toml::Value| {
        let field = |name| Some(package.get(name)?.as_str()?.to_owned());
        Some(((field("name")?, field("version")?), field("checksum")?))
    };
    Ok(packages.into_iter().flatten().filter_map(sum).collect())
}

fn address(package: &Value) -> String {
    let (name, version) = (text(&package["name"]), text(&package["version"]));
    // The only sign that an address must not have as it is.
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
