//! The compiler of definitions behind the runtime's port.
//!
//! A package with any error is refused, uncovered clauses included: they forbid publishing.

use std::collections::BTreeMap;

use reglament_definition::{Diagnostic, Package, compile};
use reglament_runtime::port::{CompileProblem, Compiler};

/// Compiles packages with `reglament-definition`.
pub(super) struct DefinitionCompiler;

impl Compiler for DefinitionCompiler {
    fn compile(&self, files: &BTreeMap<String, String>) -> Result<Package, Vec<CompileProblem>> {
        let compiled = compile(files);
        let errors = compiled.diagnostics.iter().filter(|found| found.is_error());
        let problems: Vec<CompileProblem> = errors.map(problem).collect();
        match compiled.package {
            Some(package) if problems.is_empty() => Ok(package),
            _ => Err(problems),
        }
    }
}

fn problem(diagnostic: &Diagnostic) -> CompileProblem {
    CompileProblem {
        code: diagnostic.code.to_owned(),
        file: diagnostic.file.clone(),
        line: u32::try_from(diagnostic.line).unwrap_or(u32::MAX),
        ru: diagnostic.ru.clone(),
        en: diagnostic.en.clone(),
    }
}
