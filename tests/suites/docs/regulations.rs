//! `docs/regulations.md` says which step and which story carries out which clause, as the product itself tells it.

use std::fs;

use reglament_calendar::Calendar;
use reglament_definition::compile;
use reglament_scenario::{Story, Walked, play, trace};
use reglament_tests::{processes, root, stories};

const INTRO: &str = "# Clauses, steps and scenarios

Which step of a shipped regulation carries out which clause of its act, which scenarios come to that step, and which clauses
a scenario comes through. `reglament regulations` prints this page for any folder; `make golden` writes it here. Of the
scenarios of a step the shortest are named, the others counted. A scenario counts for every clause of a step that it enters.

";

#[test]
fn the_page_of_the_regulations_is_up_to_date() {
    let compiled = compile(&processes());
    let package = compiled.package.expect("the regulations compile");
    let calendar = Calendar::russia();
    let walked = stories().into_iter().map(|(path, text)| {
        let story = Story::parse(&text).expect("the stories can be read");
        let folder = path.split('/').next().unwrap_or_default();
        let footprint = play(&package, &calendar, folder, &story, false).footprint;
        let title = story.scenario.clone();
        Walked {
            path,
            title,
            footprint,
        }
    });
    let walked: Vec<Walked> = walked.collect();
    let acts = trace(&package, &compiled.coverage, &walked);
    let pages: Vec<String> = acts.iter().map(|act| act.page(true)).collect();
    let page = format!("{INTRO}{}", pages.join("\n"));
    let file = root().join("docs/regulations.md");
    if std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write") {
        fs::write(&file, page).unwrap();
        return;
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    let same = known
        .lines()
        .zip(page.lines())
        .take_while(|(is, should)| is == should);
    assert!(
        known == page,
        "docs/regulations.md:{}: out of date, run `make golden`",
        same.count() + 1
    );
    let untried: Vec<String> = acts
        .iter()
        .flat_map(|act| act.clauses.iter().map(move |clause| (act, clause)))
        .filter(|(_, clause)| {
            clause.text_only.is_none() && clause.steps.iter().all(|step| step.stories.is_empty())
        })
        .map(|(act, clause)| format!("{} {}", act.file, clause.id))
        .collect();
    assert_eq!(
        untried,
        Vec::<String>::new(),
        "clauses that no story comes to"
    );
}
