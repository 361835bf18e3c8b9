//! The port for compiling a package. The reader of YAML stands behind it, so that tests can run hand-made definitions.

use std::collections::BTreeMap;

use reglament_definition::Package;

/// An error that keeps a package from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileProblem {
    /// Stable code.
    pub code: String,
    /// File.
    pub file: String,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: u32,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

/// Compiles the files of a package.
pub trait Compiler: Send + Sync {
    /// The package. Its definitions carry their digests; versions are given at publishing.
    ///
    /// # Errors
    /// Every problem found.
    fn compile(&self, files: &BTreeMap<String, String>) -> Result<Package, Vec<CompileProblem>>;
}
