//! Titles and one row of each table, for whoever begins from an empty sheet.

use crate::sheet::{Sheet, SheetRow, What};

/// A sample table.
pub fn template(table: What) -> Sheet {
    let (header, row): (&[&str], &[&str]) = match table {
        What::Person => (
            &[
                "Логин",
                "Фамилия",
                "Имя",
                "Отчество",
                "Должность",
                "Почта",
                "Подразделение",
                "С",
                "По",
                "Роли",
            ],
            &[
                "petrov",
                "Петров",
                "Иван",
                "Сергеевич",
                "директор",
                "petrov@example.ru",
                "school_1",
                "01.09.2022",
                "",
                "school_head",
            ],
        ),
        What::Unit => (
            &["id", "Название", "Вид", "Входит в"],
            &["school_1", "Школа № 1", "school", "north"],
        ),
    };
    let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    Sheet {
        header: owned(header),
        rows: vec![SheetRow {
            number: 2,
            cells: owned(row),
        }],
    }
}
