//! A correct regulation compiles without a word, and every construct arrives in the model.

use reglament_definition::{ClauseState, Language, StepKind, TermSource, compile};

use crate::folder::files;

#[test]
fn the_model_regulation_is_clean() {
    let compiled = compile(&files());
    let printed: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|d| d.render(&files()[&d.file], Language::Russian, false))
        .collect();
    assert_eq!(printed.join("\n"), "");
    let package = compiled.package.expect("no errors");
    let seminar = &package.definitions["seminar"];
    assert_eq!(seminar.steps.len(), 12);
    assert_eq!(
        seminar.parameters["answer_term"]
            .value
            .as_term()
            .unwrap()
            .to_string(),
        "4 рабочих дня",
        "the organisation's override"
    );
    let StepKind::Join(join) = &seminar.step("both").unwrap().kind else {
        panic!("a join")
    };
    assert_eq!(
        join.from,
        ["announce", "registration"],
        "filled in from the flows"
    );
    let StepKind::UserTask(plan) = &seminar.step("plan").unwrap().kind else {
        panic!("a task")
    };
    assert_eq!(
        plan.deadline.as_ref().unwrap().term,
        TermSource::Parameter("answer_term".into())
    );
    assert_eq!(
        seminar.letters.keys().collect::<Vec<_>>(),
        ["announce", "overdue", "reminder"]
    );
    assert_eq!(
        seminar.documents["order"].title.en.as_deref(),
        Some("Order")
    );
    assert_eq!(
        seminar.regulation.as_ref().unwrap().clause("2.2а"),
        Some("Секретарь сообщает о семинаре и регистрирует участников.")
    );
}

#[test]
fn coverage_counts_all_processes_of_an_act() {
    let coverage = compile(&files()).coverage;
    let [coverage] = coverage.as_slice() else {
        panic!("one act")
    };
    let states: Vec<String> = coverage
        .clauses
        .iter()
        .map(|c| match &c.state {
            ClauseState::Covered(by) => {
                let by: Vec<String> = by
                    .iter()
                    .map(|by| format!("{}/{}", by.process, by.step))
                    .collect();
                format!("{} {}", c.id, by.join(" "))
            }
            state => format!("{} {state:?}", c.id),
        })
        .collect();
    assert_eq!(
        states,
        [
            "1.1 TextOnly(\"предмет регулирования\")",
            "2.1 seminar/start seminar/plan",
            "2.2 ByProvisions",
            "2.2а seminar/announce",
            "2.2б seminar/registration visitor/start visitor/checking",
            "2.3 seminar/mark seminar/enough seminar/order seminar/tell",
            "2.4 seminar/withdrawal",
        ]
    );
    assert_eq!(
        (coverage.operative, coverage.covered, coverage.percent),
        (5, 5, 100)
    );
}

#[test]
fn digests_follow_what_a_definition_is_made_of() {
    let digest = |path: &str| {
        let mut files = files();
        files.get_mut(path).unwrap().push('\n');
        let package = compile(&files).package.unwrap();
        (
            package.definitions["seminar"].reference.digest.clone(),
            package.digest,
        )
    };
    let package = compile(&files()).package.unwrap();
    let before = (
        package.definitions["seminar"].reference.digest.clone(),
        package.digest,
    );
    assert_eq!(before.0.len(), 64);
    for path in [
        "seminar/process.yaml",
        "seminar/regulation.md",
        "seminar/letters/announce.md",
        "registers.yaml",
    ] {
        assert_ne!(digest(path).0, before.0, "{path}");
    }
    let after = digest("organisation.yaml");
    assert_eq!(after.0, before.0, "people do not belong to a definition");
    assert_ne!(after.1, before.1);
}
