//! What an author waits for: everything that the compiler says, and completion, on a process of 500 lines.
//!
//! Both run on every key that is pressed; more than 50 ms would be felt.

use std::time::Instant;

use reglament_definition::Language;
use reglament_language::{Workspace, complete, hover};

use crate::table::Table;

/// Lines of the process that is measured.
const LINES: usize = 500;
/// Its file.
const PATH: &str = "long/process.yaml";

/// Prints the times.
pub(crate) fn print(times: usize) {
    let mut files = reglament_tests::processes();
    files.insert(PATH.to_owned(), process());
    let text = files[PATH].clone();
    let offset = text.rfind("role: ").unwrap() + "role: s".len();
    let when = text.rfind("when: ").unwrap();
    let condition = when + text[when..].find('.').unwrap() + 1;
    let workspace = Workspace::new(files.clone());
    let ask = |offset| complete(&workspace, PATH, offset, Language::Russian).len();
    println!("one key pressed in a process of {LINES} lines, beside the shipped regulations");
    let mut table = Table::new(&["what", "median"]);
    let mut row = |what: &str, work: &dyn Fn() -> usize| {
        let mut spent: Vec<_> = (0..times.max(1))
            .map(|_| {
                let began = Instant::now();
                assert!(work() > 0, "{what} gives something");
                began.elapsed()
            })
            .collect();
        spent.sort();
        table.row(&[what.to_owned(), format!("{:.1?}", spent[spent.len() / 2])]);
    };
    row("read the folder", &|| {
        Workspace::new(files.clone()).files().len()
    });
    row("diagnose", &|| workspace.diagnose().len());
    row("complete a role", &|| ask(offset));
    row("complete an expression", &|| ask(condition));
    row("hover", &|| {
        usize::from(hover(&workspace, PATH, offset, Language::Russian).is_some())
    });
    table.print();
}

/// A process of the wanted length: tasks and decisions in turn. Its last steps lead nowhere, so that there is something to say.
fn process() -> String {
    let mut text = String::from(
        "process: long\ntitle: Длинный\ntime_zone: Europe/Moscow\ncalendar: ru\nroles: {secretary: Секретарь}\n\
         data:\n  topic: {text: Тема}\nstart: {role: secretary, basis: none, next: plan_0}\nsteps:\n",
    );
    let mut step = 0;
    while text.lines().count() < LINES {
        let next = step + 1;
        text.push_str(&format!(
            "  plan_{step}:\n    user_task: Составить план {step}\n    basis: none\n    role: secretary\n    form: [topic?]\n\
             \x20   deadline:\n      term: 5 рабочих дней\n      remind: [в день срока]\n    next: choice_{step}\n\
             \x20 choice_{step}:\n    decision: Есть тема?\n    basis: none\n    cases:\n\
             \x20     - {{when: plan_{step}.completed_on > today(), next: plan_{next}}}\n    otherwise: plan_{next}\n"
        ));
        step = next;
    }
    text
}
