//! What the database is about: the shipped regulations, and an office with twelve processes of its own beside them.
//!
//! Each process of the office has three tasks at once: one for a role with many tasks, one for an inspector by name, one
//! for the head of a school among four hundred. The shipped regulations lend the schools and their heads.

use std::{collections::BTreeMap, fmt::Write as _};

/// Processes of the office.
pub(crate) const PROCESSES: usize = 12;
/// Those who register, all with the same tasks.
pub(crate) const CLERKS: usize = 4;
/// Those who inspect, each with tasks of their own.
pub(crate) const INSPECTORS: usize = 40;
/// Schools of the shipped regulation, each with one head.
pub(crate) const SCHOOLS: usize = 400;

/// Oversees everything.
pub(crate) const OVERSEER: &str = "semenova";
/// One of those with the most tasks.
pub(crate) const BUSY: &str = "clerk_01";
/// Holds one role and has no task.
pub(crate) const IDLE: &str = "tikhonov";
/// Head of one school.
pub(crate) const HEAD: &str = "head_001";
/// Head of a district of fifty schools.
pub(crate) const DISTRICT: &str = "head_akademicheskiy";
/// Sees only what is their own.
pub(crate) const INSPECTOR: &str = "inspector_01";

const PROCESS: &str = include_str!("office/process.yaml");

/// The process of this number, from 1.
pub(crate) fn process(number: usize) -> String {
    format!("case_{number:02}")
}

/// The package.
pub(crate) fn files() -> BTreeMap<String, String> {
    let mut files = reglament_tests::processes();
    files.insert("office/organisation.yaml".into(), organisation());
    for number in 1..=PROCESSES {
        // Every third process tells no units apart: whoever holds a role of it sees all of it.
        let access = match number % 3 {
            0 => "",
            _ => "access: {unit: school, own: office_inspectors}",
        };
        let text = PROCESS
            .replace("case_NN", &process(number))
            .replace("№ NN", &format!("№ {number}"))
            .replace("# access", access);
        files.insert(format!("office/{}.yaml", process(number)), text);
    }
    files
}

fn organisation() -> String {
    let mut text = String::from("people:\n");
    let mut roles = String::from("roles:\n");
    for (role, position, count) in [
        ("clerk", "делопроизводитель", CLERKS),
        ("inspector", "инспектор", INSPECTORS),
    ] {
        let ids: Vec<String> = (1..=count).map(|n| format!("{role}_{n:02}")).collect();
        for (id, letter) in ids
            .iter()
            .zip("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ".chars().cycle())
        {
            let name = format!("{letter}ветлугина Анна {letter}ковлевна");
            let _ = writeln!(
                text,
                "  {id}: {{name: {name}, position: {position}, email: {id}@example.ru}}"
            );
        }
        let _ = writeln!(roles, "  office_{role}s: [{}]", ids.join(", "));
    }
    text + &roles
}
