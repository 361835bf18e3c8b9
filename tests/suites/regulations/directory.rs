//! The sample directory of the campaign: eight districts and four hundred schools, each with its head, always the same.
//! `REGLAMENT_GOLDEN=write` writes it anew.

use std::fmt::Write as _;
use std::fs;

use reglament_tests::root;

const FILE: &str = "processes/attestation_campaign/organisation.yaml";
const SCHOOLS: usize = 400;

const HEAD: &str = "\
# The department that runs the campaign, the eight districts of the city and a SAMPLE of four hundred schools.
#
# The names of the districts are real. Schools, their numbers, all people and all e-mail addresses (example.ru) are invented
# and written by tests/suites/regulations/directory.rs: replace them before real work; no process has to be changed for that.

organisation:
  name: Департамент образования
  full_name: Департамент образования Администрации города Екатеринбурга
  city: Екатеринбург
  site: https://example.ru

unit_kinds:
  department: {ru: Департамент, en: Department}
  district: {ru: Районное управление образования, en: District}
  school: {ru: Образовательная организация, en: School}

units:
  ekb_department: {name: {ru: Департамент образования, en: Department of education}, kind: department}
";

/// Id, adjective of the name, English name.
const DISTRICTS: [[&str; 3]; 8] = [
    ["akademicheskiy", "Академический", "Akademichesky"],
    ["verkh_isetskiy", "Верх-Исетский", "Verkh-Isetsky"],
    ["zheleznodorozhnyy", "Железнодорожный", "Zheleznodorozhny"],
    ["kirovskiy", "Кировский", "Kirovsky"],
    ["leninskiy", "Ленинский", "Leninsky"],
    ["oktyabrskiy", "Октябрьский", "Oktyabrsky"],
    [
        "ordzhonikidzevskiy",
        "Орджоникидзевский",
        "Ordzhonikidzevsky",
    ],
    ["chkalovskiy", "Чкаловский", "Chkalovsky"],
];

const DEPARTMENT: [[&str; 3]; 2] = [
    ["ekb_lapina", "Лапина Ольга Андреевна", "начальник отдела"],
    ["ekb_zotov", "Зотов Андрей Павлович", "главный специалист"],
];

const FAMILIES: [&str; 20] = [
    "Авдеева",
    "Баранова",
    "Власова",
    "Гордеева",
    "Дроздова",
    "Ершова",
    "Жарова",
    "Зимина",
    "Исаева",
    "Климова",
    "Ладыгина",
    "Мешкова",
    "Носова",
    "Осипова",
    "Панова",
    "Рогова",
    "Седова",
    "Тарасова",
    "Усова",
    "Широкова",
];
const GIVEN: [&str; 10] = [
    "Анна",
    "Вера",
    "Галина",
    "Дарья",
    "Елена",
    "Ирина",
    "Людмила",
    "Мария",
    "Наталья",
    "Ольга",
];
const PATRONYMICS: [&str; 7] = [
    "Андреевна",
    "Борисовна",
    "Викторовна",
    "Игоревна",
    "Олеговна",
    "Павловна",
    "Юрьевна",
];

fn name(n: usize) -> String {
    let family = FAMILIES[n % FAMILIES.len()];
    let given = GIVEN[(n / FAMILIES.len() + n) % GIVEN.len()];
    let patronymic = PATRONYMICS[(n * 3 + n / 7) % PATRONYMICS.len()];
    format!("{family} {given} {patronymic}")
}

fn district_of(school: usize) -> &'static str {
    DISTRICTS[(school - 1) * DISTRICTS.len() / SCHOOLS][0]
}

fn directory() -> String {
    let mut text = HEAD.to_owned();
    for [id, ru, en] in DISTRICTS {
        let line = format!("{{ru: {ru} район, en: {en} district}}");
        writeln!(
            text,
            "  {id}: {{name: {line}, kind: district, parent: ekb_department}}"
        )
        .unwrap();
    }
    for n in 1..=SCHOOLS {
        let name = format!("{{ru: Школа № {n}, en: School {n}}}");
        let district = district_of(n);
        writeln!(
            text,
            "  school_{n:03}: {{name: {name}, kind: school, parent: {district}}}"
        )
        .unwrap();
    }
    text += "\npeople:\n";
    let mut person = |id: &str, name: &str, position: &str, unit: &str| {
        writeln!(
            text,
            "  {id}: {{name: {name}, position: {position}, email: {id}@example.ru, unit: {unit}}}"
        )
        .unwrap();
    };
    for [id, name, position] in DEPARTMENT {
        person(id, name, position, "ekb_department");
    }
    for (n, [id, ..]) in DISTRICTS.iter().enumerate() {
        let position = "начальник районного управления образования";
        person(&format!("head_{id}"), &name(n * 41), position, id);
    }
    for n in 1..=SCHOOLS {
        person(
            &format!("head_{n:03}"),
            &name(n),
            "директор",
            &format!("school_{n:03}"),
        );
    }
    let list = |ids: Vec<String>| ids.join(", ");
    let department = list(DEPARTMENT.iter().map(|[id, ..]| (*id).to_owned()).collect());
    let heads = list(
        DISTRICTS
            .iter()
            .map(|[id, ..]| format!("head_{id}"))
            .collect(),
    );
    write!(
        text,
        "\n# Who sees every case of this organisation and answers for its terms.\noverseers: department\n\nroles:\n  department: [{department}]\n  district_head: [{heads}]\n  school_head:\n"
    )
    .unwrap();
    for n in 1..=SCHOOLS {
        writeln!(text, "    - head_{n:03}").unwrap();
    }
    text
}

#[test]
fn the_directory_is_the_generated_one() {
    let path = root().join(FILE);
    let wanted = directory();
    if std::env::var("REGLAMENT_GOLDEN").is_ok_and(|mode| mode == "write") {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert!(found == wanted, "write {FILE} anew: REGLAMENT_GOLDEN=write");
}
