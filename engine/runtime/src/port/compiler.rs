//! The port for compiling a package, and the reader of YAML behind it. Tests put hand-made definitions there instead.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_definition::{Compiled, Package, Source, read};

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
    /// The package, unless errors keep it from running at all, and every error that keeps it from being published.
    /// Definitions carry their digests; versions are given at publishing.
    fn compile(&self, files: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>);

    /// The same with everything that is proved before publishing. What is published already is compiled only: a later
    /// version of the program may prove more, and running instances must not stop for that.
    fn check(&self, files: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>) {
        self.compile(files)
    }

    /// Dates of effect of the processes that have one. The default compiles; a reader of files may look at the heads only.
    fn dates(&self, files: &BTreeMap<String, String>) -> BTreeMap<String, NaiveDate> {
        let definitions = self.compile(files).0.map(|package| package.definitions);
        let dated = definitions.unwrap_or_default().into_iter();
        dated
            .filter_map(|(process, found)| Some((process, found.edition?.in_force?)))
            .collect()
    }
}

/// The reader of YAML.
#[derive(Clone, Copy, Debug, Default)]
pub struct YamlCompiler;

impl Compiler for YamlCompiler {
    fn compile(&self, files: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>) {
        answer(reglament_definition::compile(files))
    }

    fn check(&self, files: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>) {
        answer(reglament_proof::check(files))
    }

    fn dates(&self, files: &BTreeMap<String, String>) -> BTreeMap<String, NaiveDate> {
        let yaml = files
            .iter()
            .filter(|(path, text)| path.ends_with(".yaml") && text.contains("in_force"));
        let dated = yaml.filter_map(|(path, text)| {
            let root = read(&Source::new(path, text)).0?;
            let date = root.get("edition")?.get("in_force")?.text()?.to_owned();
            let process = root.get("process")?.text()?.to_owned();
            Some((process, NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok()?))
        });
        dated.collect()
    }
}

fn answer(compiled: Compiled) -> (Option<Package>, Vec<CompileProblem>) {
    let errors = compiled.diagnostics.iter().filter(|found| found.is_error());
    let problems = errors.map(|found| CompileProblem {
        code: found.code.to_owned(),
        file: found.file.clone(),
        line: u32::try_from(found.line).unwrap_or(u32::MAX),
        ru: found.ru.clone(),
        en: found.en.clone(),
    });
    let problems = problems.collect();
    (compiled.package, problems)
}
