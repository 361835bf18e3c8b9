//! Many branches beside each other: the states of the walk grow with their sum, not with their product.

/// Ten branches of twenty steps, each with a choice in the middle.
fn branches(branches: usize, steps: usize) -> String {
    let names: Vec<String> = (0..branches).map(|branch| format!("b{branch}_0")).collect();
    let mut body = format!(
        "start: {{public: true, next: [{}]}}\nsteps:\n",
        names.join(", ")
    );
    for branch in 0..branches {
        for step in 0..steps {
            let next = match step + 1 == steps {
                true => "both".to_owned(),
                false => format!("b{branch}_{}", step + 1),
            };
            let way = match step == steps / 2 {
                true => format!(
                    "outcomes: {{yes: {{title: Да, next: {next}}}, no: {{title: Нет, next: b{branch}_0}}}}"
                ),
                false => format!("next: {next}"),
            };
            body += &format!(
                "  b{branch}_{step}: {{user_task: Шаг {branch}-{step}, role: clerk, {way}}}\n"
            );
        }
    }
    body + "  both: {join: Все ветви, next: done}\n  done: {end: Готово}\n"
}

#[test]
fn ten_branches_of_twenty_steps_are_decided() {
    assert_eq!(super::said(&branches(10, 20)), []);
}

#[test]
fn one_bad_branch_among_ten_is_told_shortly() {
    let body = branches(10, 20).replace("next: b7_0}}", "next: done}}");
    let said = super::said(&body);
    assert!(
        said.iter()
            .any(|(code, ru, _)| code.starts_with("R202") && ru.contains("Шаг 7-19")),
        "{said:?}"
    );
}
