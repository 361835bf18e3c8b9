//! Which folder of processes a `--folder` belongs to: it may be the whole folder or one regulation in it, whose own
//! `organisation.yaml` is edited then.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::folder::ProcessFolder;

/// Files and folders that stand beside the regulations.
const BESIDE: [&str; 3] = ["organisation.yaml", "registers.yaml", "shared"];

/// The whole folder, and the regulation in it; empty: the file beside the regulations.
pub(super) struct Package {
    pub(super) folder: ProcessFolder,
    pub(super) regulation: String,
}

impl Package {
    /// Finds and reads it.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let whole = |folder: &Path, regulation: String| {
            let folder = ProcessFolder::read(folder)?;
            Ok(Self { folder, regulation })
        };
        match (path.is_dir() && is_regulation(path))
            .then(|| above(path))
            .flatten()
        {
            Some((root, regulation)) => whole(&root, regulation),
            None => whole(path, String::new()),
        }
    }
}

/// The folder above that holds several regulations, and the name of this one.
fn above(path: &Path) -> Option<(PathBuf, String)> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => path.canonicalize().ok()?.parent()?.to_owned(),
    };
    let name = path.canonicalize().ok()?;
    let name = name.file_name()?.to_str()?.to_owned();
    let holds = BESIDE.iter().any(|each| parent.join(each).exists());
    holds.then_some((parent, name))
}

/// Whether a process lies right in the folder.
fn is_regulation(path: &Path) -> bool {
    path.join("process.yaml").is_file()
}
