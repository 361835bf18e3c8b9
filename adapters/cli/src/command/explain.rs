//! `reglament explain`: the page behind a diagnostic code.
//!
//! Pages are Markdown, Russian first with a short English section; both are part of the program.

use clap::Args;
use reglament_definition::{CODES, explain};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    #[arg(
        value_name = "CODE",
        help = "Код замечания, например R012; без кода — список всех ¦ Code of a diagnostic, such as R012; without it, a list"
    )]
    code: Option<String>,
}

/// Prints one page, or the list of codes.
pub(crate) fn run(arguments: &ExplainArguments, output: &Output) -> Result<Exit, Failure> {
    let Some(code) = &arguments.code else {
        list(output);
        return Ok(Exit::Ok);
    };
    let page = explain(code).ok_or_else(|| {
        Failure::usage(
            "code.unknown",
            format!("Кода «{code}» нет; все коды печатает reglament explain."),
            format!("There is no code `{code}`; `reglament explain` prints them all."),
        )
    })?;
    if output.json {
        output.json(&json!({"code": code.to_uppercase(), "text": half(page, output.language)}));
    } else {
        output.text(half(page, output.language));
    }
    Ok(Exit::Ok)
}

fn list(output: &Output) {
    if output.json {
        let codes: Vec<_> = CODES.iter().map(|(code, _)| code).collect();
        output.json(&json!({ "codes": codes }));
        return;
    }
    for (code, page) in CODES {
        let heading = half(page, output.language)
            .lines()
            .next()
            .unwrap_or_default();
        let title = heading.trim_start_matches(['#', ' ']);
        let title = title
            .strip_prefix(code)
            .unwrap_or(title)
            .trim_start_matches(['.', ' ']);
        output.text(&format!("{code}  {title}"));
    }
}

/// The half of a page in one language: English begins at the last second-level heading.
fn half(page: &'static str, language: Language) -> &'static str {
    let cut = page.rfind("\n## ").unwrap_or(page.len());
    language.pick(&page[..cut], &page[cut..]).trim()
}
