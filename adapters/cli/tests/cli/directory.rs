//! `directory import`: files as offices bring them, from the preview to the written file and its check.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;

use crate::program::{Ran, reglament_in};
use crate::sample::{edit, sample};

const FILE: &str = "processes/organisation.yaml";

fn organisation(folder: &Path) -> String {
    fs::read_to_string(folder.join(FILE)).unwrap()
}

fn import(folder: &Path, words: &[&str]) -> Ran {
    reglament_in(folder, &[&["directory", "import"], words].concat())
}

/// A CSV as Excel of a Russian office writes it: Windows-1251, semicolons, no mark.
fn cp1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x0410 + 0xC0).unwrap(),
        'ё' => 0xB8,
        '№' => 0xB9,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn staffed(test: &str) -> PathBuf {
    let folder = sample(test);
    edit(
        &folder.join(FILE),
        "people:\n",
        "unit_kinds: {part: Отдел}\nunits:\n  office: {name: Канцелярия, kind: part}  # второй этаж\npeople:\n",
    );
    folder
}

#[test]
fn a_cp1251_table_is_shown_first_and_written_on_demand() {
    let folder = staffed("directory_csv");
    let table = cp1251(
        "ФИО;Должность;Почта;Подразделение;С;Роли\r\n\
         Орлова Вера Петровна;главный специалист;;;01.09.2026;\r\n\
         Щёголева Анна Ильинична;специалист;a@example.ru;Канцелярия;;hr\r\n",
    );
    fs::write(folder.join("staff.csv"), table).unwrap();
    let before = organisation(&folder);

    let shown = import(&folder, &["staff.csv"]);
    assert_eq!(shown.code, 0, "{}{}", shown.stdout, shown.stderr);
    insta::assert_snapshot!(shown.stdout.replace('\\', "/"));
    assert_eq!(organisation(&folder), before, "a preview writes nothing");

    let written = import(&folder, &["staff.csv", "--write"]);
    assert_eq!(written.code, 0, "{}{}", written.stdout, written.stderr);
    let after = organisation(&folder);
    insta::assert_snapshot!(after);
    assert_eq!(reglament_in(&folder, &["check"]).code, 0);

    let again = import(&folder, &["staff.csv", "--write", "--lang=en"]);
    assert!(
        again.stdout.ends_with("There is nothing to change.\n"),
        "{}",
        again.stdout
    );
    assert_eq!(organisation(&folder), after);
}

#[test]
fn a_workbook_with_real_dates_and_a_table_of_units() {
    let folder = staffed("directory_xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let titles = [
        "Фамилия",
        "Имя",
        "Отчество",
        "Должность",
        "E-mail",
        "Отдел",
        "Дата приёма",
        "Дата увольнения",
    ];
    for (column, title) in (0..).zip(titles) {
        sheet.write(0, column, title).unwrap();
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (column, text) in (0..).zip([
        "Лебедев",
        "Пётр",
        "Олегович",
        "архивариус",
        "lebedev@example.ru",
        "Архив",
    ]) {
        sheet.write(1, column, text).unwrap();
    }
    // A cell that is formatted as a date, and one that lost its format.
    sheet.write_with_format(1, 6, 46266, &day).unwrap();
    sheet.write(1, 7, 46630).unwrap();
    workbook.save(folder.join("staff.xlsx")).unwrap();
    fs::write(
        folder.join("units.csv"),
        "\u{feff}Название;Вид;Входит в\nАрхив;Отдел;Канцелярия\n",
    )
    .unwrap();

    let words = ["staff.xlsx", "--units=units.csv", "--write", "--json"];
    let written = import(&folder, &words);
    assert_eq!(written.code, 0, "{}{}", written.stdout, written.stderr);
    let told: Value = serde_json::from_str(&written.stdout).unwrap();
    assert_eq!(told["written"], true);
    assert_eq!(told["plan"]["changes"][0]["id"], "arkhiv");
    let after = organisation(&folder);
    for line in [
        "  office: {name: Канцелярия, kind: part}  # второй этаж\n  arkhiv: {name: Архив, kind: part, parent: office}\n",
        "  lebedev: {name: Лебедев Пётр Олегович, email: lebedev@example.ru, posts: [{unit: arkhiv, position: архивариус, from: 2026-09-01, until: 2027-08-31}]}\n",
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
}

#[test]
fn wrong_rows_stop_everything_unless_they_are_left_out_by_name() {
    let folder = staffed("directory_wrong");
    let table = "ФИО,Должность,Почта,Роли\nЛебедев,архивариус,l@example.ru,\nКим Олег,юрист,kim@example.ru,hr\n";
    fs::write(folder.join("staff.csv"), table).unwrap();
    let before = organisation(&folder);
    let refused = import(&folder, &["staff.csv", "--write"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stdout.contains("строка 2, графа «ФИО»"),
        "{}",
        refused.stdout
    );
    assert_eq!(organisation(&folder), before);

    let rest = import(&folder, &["staff.csv", "--write", "--skip-wrong"]);
    assert_eq!(rest.code, 1, "what was left out is a finding");
    assert!(
        rest.stdout.contains("строка 2, графа «ФИО»"),
        "{}",
        rest.stdout
    );
    assert!(organisation(&folder).contains("  kim: {name: Ким Олег"));
    assert!(organisation(&folder).contains("roles: {hr: [orlova, kim], controller: chernov}"));
}

#[test]
fn a_directory_that_fails_the_check_is_not_written() {
    let folder = staffed("directory_check");
    edit(
        &folder.join("processes/orders/process.yaml"),
        "next: done",
        "next: dome",
    );
    fs::write(
        folder.join("staff.csv"),
        "ФИО;Должность\nОрлова Вера Петровна;начальник\n",
    )
    .unwrap();
    let before = organisation(&folder);
    let refused = import(&folder, &["staff.csv", "--write"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stdout.contains("«dome»"), "{}", refused.stdout);
    assert_eq!(organisation(&folder), before);
}

#[test]
fn a_regulation_gets_a_directory_of_its_own_and_absent_people_a_last_day() {
    let folder = staffed("directory_own");
    let people = "Логин;ФИО;Должность;Почта\nkim;Ким Олег;юрист;kim@example.ru\n";
    fs::write(folder.join("staff.csv"), people).unwrap();
    let written = import(
        &folder,
        &["staff.csv", "--folder=processes/orders", "--write"],
    );
    assert_eq!(written.code, 0, "{}{}", written.stdout, written.stderr);
    let own = folder.join("processes/orders/organisation.yaml");
    let text = fs::read_to_string(own).unwrap();
    assert_eq!(
        text,
        "people:\n  kim: {name: Ким Олег, position: юрист, email: kim@example.ru}\n"
    );

    fs::write(folder.join("staff.csv"), "Логин\norlova\n").unwrap();
    let ended = import(&folder, &["staff.csv", "--complete=2026-12-31", "--write"]);
    assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    let after = organisation(&folder);
    assert!(
        after.contains("posts: [{position: заместитель начальника, until: 2026-12-31}]"),
        "{after}"
    );
    assert!(
        after.contains("controller: {person: chernov, until: 2026-12-31}"),
        "{after}"
    );
}

#[test]
fn the_sample_table_can_be_read_back() {
    let folder = staffed("directory_template");
    for table in ["people", "units"] {
        let done = reglament_in(&folder, &["directory", "template", table, "sample.csv"]);
        assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
        let file = if table == "people" {
            "sample.csv"
        } else {
            "--units=sample.csv"
        };
        let shown = import(&folder, &[file]);
        assert_eq!(shown.code, 1, "the sample names units and roles of its own");
        assert!(
            !shown.stdout.contains("Не прочитаны графы"),
            "{}",
            shown.stdout
        );
    }
}
