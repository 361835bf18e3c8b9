//! `reglament copy-database`: a whole installation from one database to another one, of the same kind or not.
//!
//! The store copies and compares; here is what people read about it. Afterwards every journal of the copy is replayed, as
//! `reglament verify` does, and what no database holds is named.

mod by_hand;

use clap::Args;
use reglament_runtime::Difference;
use reglament_store::{Copied, Database, MoveError, Step, TableCopy, copy_database};
use serde_json::json;

use super::verify;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::plural::counted;
use crate::settings::{DatabaseText, Settings};
use crate::wiring::{block_on, folder_of, with_service};
use by_hand::by_hand;

/// Signs of a table's digest that people are shown.
const SHOWN: usize = 12;

/// What is copied where.
#[derive(Debug, Args)]
pub(crate) struct CopyDatabaseArguments {
    #[arg(
        value_name = "FROM",
        help = "Какую базу: файл или postgres://…; сервер, который с ней работает, остановлен ¦ Which database: a file or postgres://…; the server that works with it is stopped"
    )]
    from: DatabaseText,
    #[arg(
        value_name = "TO",
        help = "В какую: новый файл или пустая база postgres://… ¦ To which: a new file or an empty database postgres://…"
    )]
    to: DatabaseText,
}

/// Copies, compares, replays.
pub(crate) fn run(arguments: &CopyDatabaseArguments, output: &Output) -> Result<Exit, Failure> {
    let (from, to) = (arguments.from.read()?, arguments.to.read()?);
    if let Database::File(path) = &to {
        folder_of(path)?;
    }
    let told = |step: Step<'_>| {
        if let (Step::Table(table), false) = (step, output.json)
            && table.contents.rows > 0
        {
            output.text(&line(table));
        }
    };
    let copied = block_on(async { copy_database(&from, &to, told).await.map_err(not_copied) })?;
    if !output.json {
        output.text(&summary(&copied, output));
    }
    let settings = Settings::of_database(&arguments.to)?;
    let differences = with_service(&settings, async |service| service.verify().await)?;
    if output.json {
        output.json(&answer(&from, &to, &copied, &differences));
    } else {
        verify::tell(&differences, output);
        output.text(output.language.pick(
            "\nОсталось сделать самим:",
            "\nWhat remains to be done by hand:",
        ));
        for task in by_hand(&from, &to) {
            output.text(&format!("- {}", output.language.pick(&task.ru, &task.en)));
        }
    }
    Ok(match differences.is_empty() {
        true => Exit::Ok,
        false => Exit::Findings,
    })
}

fn line(table: &TableCopy) -> String {
    let sha256 = table.contents.sha256.get(..SHOWN).unwrap_or_default();
    format!("{:<18}{:>10}  {sha256}", table.name, table.contents.rows)
}

fn rows(copied: &Copied) -> u64 {
    copied.tables.iter().map(|table| table.contents.rows).sum()
}

fn summary(copied: &Copied, output: &Output) -> String {
    let (rows, sha256) = (rows(copied), &copied.sha256);
    let count = usize::try_from(rows).unwrap_or(usize::MAX);
    let forms = ["строка", "строки", "строк"];
    let ru = format!(
        "Скопировано: {}. Прочитано заново и совпадает, sha256 {sha256}.",
        counted(count, forms)
    );
    let en = format!("Rows copied: {rows}. Read again and equal, sha256 {sha256}.");
    let mut text = output.language.pick(&ru, &en).to_owned();
    for table in copied.tables.iter().filter(|table| table.replaced > 0) {
        let (name, replaced) = (table.name, table.replaced);
        text += "\n";
        text += &match output.language.pick("ru", "en") {
            "ru" => format!(
                "{name}: в {} знак U+0000, которого в PostgreSQL нет, заменён знаком U+FFFD.",
                counted(
                    usize::try_from(replaced).unwrap_or(usize::MAX),
                    ["тексте", "текстах", "текстах"]
                )
            ),
            _ => format!(
                "{name}: texts in which U+FFFD took the place of the letter U+0000, which PostgreSQL has not: {replaced}."
            ),
        };
    }
    text
}

fn answer(
    from: &Database,
    to: &Database,
    copied: &Copied,
    differences: &[Difference],
) -> serde_json::Value {
    let tables = copied.tables.iter().map(|table| {
        json!({
            "table": table.name, "rows": table.contents.rows, "sha256": table.contents.sha256, "replaced": table.replaced,
        })
    });
    let tasks = by_hand(from, to);
    let tasks = tasks
        .iter()
        .map(|task| json!({"code": task.code, "ru": task.ru, "en": task.en}));
    json!({
        "ok": differences.is_empty(), "from": from.to_string(), "to": to.to_string(), "rows": rows(copied),
        "sha256": copied.sha256, "tables": tables.collect::<Vec<_>>(), "differences": differences,
        "by_hand": tasks.collect::<Vec<_>>(),
    })
}

fn not_copied(error: MoveError) -> Failure {
    let (code, ru, en) = (error.code(), error.ru(), format!("{error}."));
    match error {
        MoveError::Missing(_) | MoveError::Same(_) => Failure::usage(code, ru, en),
        MoveError::Foreign(_)
        | MoveError::Older { .. }
        | MoveError::Altered { .. }
        | MoveError::NotEmpty { .. }
        | MoveError::Zero { .. } => Failure::refused(code, ru, en),
        _ => Failure::fault(code, ru, en),
    }
}
