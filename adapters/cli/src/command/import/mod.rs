//! `reglament import`: fills the table of a task from a spreadsheet, after showing what would happen.
//!
//! Nothing is half-imported: while a single row has no certain person behind it, `--commit` does nothing. With
//! `--commit` and a clean preview the task is done with the table as its answer.

mod preview;

use std::path::{Path, PathBuf};

use clap::Args;
use reglament_core::RawInput;
use reglament_documents::Table;
use reglament_documents::import::{ImportError, read_table};
use reglament_documents::matching::{Candidate, Columns, Preview, match_rows};
use reglament_runtime::{FieldKindView, FieldView, Service, TaskView};
use serde_json::{Value, json};

use crate::command::task::{TaskAddress, view};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::input::InputArguments;
use crate::output::Output;
use crate::settings::{Settings, SettingsArguments};
use crate::wiring::{self, with_service};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    #[arg(
        value_name = "INSTANCE/TASK",
        help = "Задача: дело/номер ¦ Task: instance/number"
    )]
    task: String,
    #[arg(
        value_name = "FILE",
        help = "Таблица: .xlsx или .csv ¦ Table: .xlsx or .csv"
    )]
    file: PathBuf,
    #[arg(
        long,
        value_name = "PERSON",
        help = "Кто выполняет задачу ¦ Who does the task"
    )]
    by: String,
    #[arg(
        long,
        value_name = "FIELD",
        help = "Поле-таблица формы, если их несколько ¦ Table field of the form, if there are several"
    )]
    field: Option<String>,
    #[arg(
        long,
        help = "Выполнить задачу; без этого — только показать ¦ Do the task; without it, only show"
    )]
    commit: bool,
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    settings: SettingsArguments,
}

/// Previews, and with `--commit` does the task.
pub(crate) fn run(arguments: &ImportArguments, output: &Output) -> Result<Exit, Failure> {
    let address = TaskAddress::read(&arguments.task)?;
    let table = read(&arguments.file)?;
    let input = arguments.input.read()?;
    let settings = Settings::read(&arguments.settings)?;
    let wish = Wish {
        arguments,
        address,
        table,
        input,
    };
    with_service(&settings, async |service| {
        wish.carry_out(service, output).await
    })
}

struct Wish<'a> {
    arguments: &'a ImportArguments,
    address: TaskAddress,
    table: Table,
    input: RawInput,
}

impl Wish<'_> {
    async fn carry_out(self, service: &Service, output: &Output) -> Result<Exit, Failure> {
        let by = &self.arguments.by;
        let task = view(service, &self.address, Some(by)).await?;
        let field = table_field(&task, self.arguments.field.as_deref())?;
        let candidates = candidates(service, by, &task, field).await?;
        let columns = columns_of(&self.table, field);
        let columns = columns.map_err(|error| unreadable(&self.arguments.file, &error))?;
        let found = match_rows(&self.table, &candidates, &columns);
        let clean = found.unmatched.is_empty() && !found.matched.is_empty();
        let mut done = None;
        if self.arguments.commit && clean {
            let mut input = self.input;
            input.insert(field.name.clone(), rows(&found, field));
            let (instance, task) = (&self.address.instance, self.address.task);
            let given = service
                .complete_task(service.new_command_id(), by, instance, task, None, input)
                .await;
            done = Some(given.map_err(|error| Failure::service(&error))?);
        }
        if output.json {
            output.json(&json!({"preview": found, "committed": done}));
        } else {
            preview::print(
                &found,
                &candidates,
                done.is_some(),
                self.arguments.commit,
                output,
            );
        }
        Ok(if clean { Exit::Ok } else { Exit::Findings })
    }
}

fn read(file: &Path) -> Result<Table, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        let shown = file.display();
        Failure::usage(
            "file.unreadable",
            format!("«{shown}» не читается: {error}."),
            format!("`{shown}` cannot be read: {error}."),
        )
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    read_table(&name, &bytes).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &ImportError) -> Failure {
    let (sentence, shown) = (error.sentence(), file.display());
    Failure::usage(
        error.code(),
        format!("{shown}: {}", sentence.ru),
        format!("{shown}: {}", sentence.en),
    )
}

/// The table field that is filled: the one named, or the only one.
fn table_field<'t>(task: &'t TaskView, named: Option<&str>) -> Result<&'t FieldView, Failure> {
    let is_table = |field: &&FieldView| matches!(field.kind, FieldKindView::Table { .. });
    let mut tables = task.form.fields.iter().filter(is_table);
    let found = match named {
        Some(name) => tables.find(|field| field.name == name),
        None => tables.next().filter(|_| tables.next().is_none()),
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = task
            .form
            .fields
            .iter()
            .filter(is_table)
            .map(|f| f.name.as_str())
            .collect();
        let names = names.join(", ");
        Failure::usage(
            "import.field",
            format!("Укажите поле-таблицу этой задачи: --field; есть: {names}."),
            format!("Name the table field of this task with --field; there are: {names}."),
        )
    })
}

/// The columns of the file that fill those of the field.
fn columns_of(table: &Table, field: &FieldView) -> Result<Columns, ImportError> {
    let FieldKindView::Table { columns, .. } = &field.kind else {
        return Columns::recognise(&table.header);
    };
    let wanted = columns
        .iter()
        .map(|column| (column.name.clone(), column.title.clone()));
    wiring::columns(table, &wanted.collect::<Vec<_>>())
}

/// Who may stand behind the rows: the items of the table, with their schools from the instance where they are reported.
async fn candidates(
    service: &Service,
    by: &str,
    task: &TaskView,
    field: &FieldView,
) -> Result<Vec<Candidate>, Failure> {
    let instance = service.instance(by, &task.instance).await;
    let instance = instance.map_err(|error| Failure::service(&error))?;
    let school = |id: &str| {
        let child = instance
            .children
            .iter()
            .find(|child| child.instance.as_str() == id)?;
        let data = child.data.iter().find(|data| data.name == "school")?;
        data.value.as_str().map(str::to_owned)
    };
    let FieldKindView::Table { rows, .. } = &field.kind else {
        return Ok(Vec::new());
    };
    let candidate = |row: &reglament_runtime::ChoiceView| Candidate {
        id: row.id.clone(),
        name: row.title.ru.clone(),
        school: school(&row.id).unwrap_or_default(),
    };
    Ok(rows.iter().map(candidate).collect())
}

/// The answer for the table: a row for each matched person, with those values that are columns of the field.
fn rows(found: &Preview, field: &FieldView) -> Value {
    let FieldKindView::Table { columns, .. } = &field.kind else {
        return Value::Null;
    };
    let row = |matched: &reglament_documents::matching::MatchedRow| {
        let mut row = serde_json::Map::new();
        row.insert("item".to_owned(), json!(matched.candidate));
        for column in columns {
            if let Some(value) = matched.values.get(&column.name) {
                let value = match column.kind {
                    FieldKindView::Integer { .. } => value
                        .parse::<i64>()
                        .map_or_else(|_| json!(value), |n| json!(n)),
                    _ => json!(value),
                };
                row.insert(column.name.clone(), value);
            }
        }
        Value::Object(row)
    };
    found.matched.iter().map(row).collect()
}
