//! `reglament bank`: a bank of questions from a spreadsheet, after showing what it would be.
//!
//! Nothing is half-imported: while one row is no question, or the check finds a mistake, nothing is written. The bank is
//! secret, so that the preview tells counts and places, never a question.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use reglament_definition::compile;
use reglament_documents::Table;
use reglament_documents::bank::{bank, template};
use reglament_documents::import::read_table;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct BankArguments {
    #[arg(
        value_name = "FILE",
        help = "Таблица вопросов: .xlsx или .csv; с --template – куда записать образец ¦ Table of questions: .xlsx or .csv; with --template, where to write the sample"
    )]
    file: PathBuf,
    #[arg(
        long,
        value_name = "BANK",
        help = "Банк: папка/banks/имя.yaml ¦ The bank: folder/banks/id.yaml"
    )]
    into: Option<PathBuf>,
    #[arg(
        long,
        default_value = "Банк вопросов",
        value_name = "TITLE",
        help = "Название банка ¦ Title of the bank"
    )]
    title: String,
    #[arg(
        long,
        value_name = "N",
        help = "Сколько вопросов каждой темы в варианте; без этого — все ¦ Questions of each topic in a variant; without it, all"
    )]
    draw: Option<usize>,
    #[arg(
        long,
        help = "Записать банк; без этого — только показать ¦ Write the bank; without it, only show"
    )]
    apply: bool,
    #[arg(
        long,
        help = "Записать образец таблицы с заголовками (.csv) ¦ Write a sample table with its headings (.csv)"
    )]
    template: bool,
}

/// Previews, and with `--apply` writes the YAML.
pub(crate) fn run(arguments: &BankArguments, output: &Output) -> Result<Exit, Failure> {
    let language = output.language;
    if arguments.template {
        write(&arguments.file, &template())?;
        let done = language.pick("Образец записан", "The sample was written");
        output.text(&format!("{done}: {}.", arguments.file.display()));
        return Ok(Exit::Ok);
    }
    let table = table(&arguments.file)?;
    let read = match bank(&table, &arguments.title, arguments.draw) {
        Ok(read) => read,
        Err(problems) => {
            let row = language.pick("Строка", "Row");
            let lines = problems.iter().map(|problem| {
                let says = language.pick(&problem.says.ru, &problem.says.en);
                format!("{row} {}: {says}", problem.row)
            });
            tell(output, &lines.collect::<Vec<_>>(), 0);
            return Ok(Exit::Findings);
        }
    };
    let mistakes = mistakes(&read.yaml, output);
    let mut lines = mistakes.clone();
    if mistakes.is_empty() {
        let (topic, questions) = (
            language.pick("Тема", "Topic"),
            language.pick("вопросов", "questions"),
        );
        let topics = read.topics.iter();
        lines.extend(
            topics.map(|(title, count)| format!("{topic} «{title}»: {questions} {count}.")),
        );
        let all = language.pick("Всего вопросов", "Questions in all");
        lines.push(format!("{all}: {}.", read.questions));
        lines.push(written(arguments, &read.yaml, output)?);
    }
    tell(output, &lines, read.questions);
    Ok(match mistakes.is_empty() {
        true => Exit::Ok,
        false => Exit::Findings,
    })
}

/// Writes the bank when it is to be written; says what was done.
fn written(arguments: &BankArguments, yaml: &str, output: &Output) -> Result<String, Failure> {
    let language = output.language;
    if !arguments.apply {
        let preview = language.pick(
            "Это просмотр. Чтобы записать банк, добавьте --into папка/banks/имя.yaml --apply.",
            "This is a preview. To write the bank add --into folder/banks/id.yaml --apply.",
        );
        return Ok(preview.to_owned());
    }
    let Some(into) = &arguments.into else {
        return Err(Failure::usage(
            "bank.into",
            "Укажите, куда записать банк: --into папка/banks/имя.yaml.",
            "Say where the bank goes: --into folder/banks/id.yaml.",
        ));
    };
    write(into, yaml.as_bytes())?;
    let done = language.pick("Банк записан", "The bank was written");
    Ok(format!("{done}: {}.", into.display()))
}

fn tell(output: &Output, lines: &[String], questions: usize) {
    if output.json {
        output.json(&json!({"questions": questions, "said": lines}));
    } else {
        output.text(&lines.join("\n"));
    }
}

fn table(file: &Path) -> Result<Table, Failure> {
    let shown = file.display();
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::usage(
            "file.unreadable",
            format!("«{shown}» не читается: {error}."),
            format!("`{shown}` cannot be read: {error}."),
        )
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    read_table(&name, &bytes).map_err(|error| {
        let says = error.sentence();
        let (ru, en) = (
            format!("{shown}: {}", says.ru),
            format!("{shown}: {}", says.en),
        );
        Failure::usage(error.code(), ru, en)
    })
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| Failure::file(file, &error))
}

/// What the check says of the bank, by place in the YAML that would be written.
fn mistakes(yaml: &str, output: &Output) -> Vec<String> {
    const BANK: &str = "bank/banks/bank.yaml";
    let files = BTreeMap::from([(BANK.to_owned(), yaml.to_owned())]);
    let found = compile(&files).diagnostics.into_iter();
    let found = found.filter(|found| found.file == BANK && found.is_error());
    found
        .map(|found| {
            let says = output.language.pick(found.ru.as_str(), found.en.as_str());
            format!("{}: {says}", found.code)
        })
        .collect()
}
