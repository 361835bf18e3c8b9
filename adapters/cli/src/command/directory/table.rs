//! Reading of a table file for the directory.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use reglament_directory::{Sheet, SheetRow};
use reglament_documents::Sentence;
use reglament_documents::import::read_table;
use reglament_documents::limits::TABLE_BYTES;

use crate::failure::Failure;

/// The table and what its reader noticed.
pub(super) fn table(file: &Path) -> Result<(Sheet, Vec<Sentence>), Failure> {
    let shown = file.display();
    let bytes = bytes(file).map_err(|error| {
        Failure::usage(
            "file.unreadable",
            format!("«{shown}» не читается: {error}."),
            format!("`{shown}` cannot be read: {error}."),
        )
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let table = read_table(&name, &bytes).map_err(|error| {
        let says = error.sentence();
        let (ru, en) = (
            format!("{shown}: {}", says.ru),
            format!("{shown}: {}", says.en),
        );
        Failure::usage(error.code(), ru, en)
    })?;
    let rows = table.rows.into_iter().map(|row| SheetRow {
        number: row.number,
        cells: row.cells,
    });
    let sheet = Sheet {
        header: table.header,
        rows: rows.collect(),
    };
    Ok((sheet, table.notes))
}

/// The bytes; of a file that is too long just so many that the reader of tables sees it.
fn bytes(file: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(TABLE_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(file)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
