//! Every scorecard says what its act prints: the points of all rows, in the order of the form, and every wording.

use reglament_definition::{Scorecard, compile};
use reglament_scorecard::Points;

/// «до 40», «-100», «10»: the cells of the form that hold points, each a paragraph of its own.
fn printed(act: &str) -> Vec<String> {
    let cell = |text: &&str| {
        let number = text.trim_start_matches("до ").trim_start_matches('-');
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    };
    let paragraphs = act.split("\n\n").map(str::trim);
    paragraphs.filter(cell).map(str::to_owned).collect()
}

fn written(card: &Scorecard) -> Vec<String> {
    let points = |points: &Points| match points {
        Points::Fixed(points) | Points::Band { points, .. } => points.to_string(),
        Points::Given { to, .. } => format!("до {to}"),
    };
    card.card
        .rows()
        .map(|(_, row)| points(&row.points))
        .collect()
}

/// Without the stars of footnotes, and with single spaces.
fn plain(text: &str) -> String {
    let words = text.replace('*', "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_cell_of_the_form_is_a_row_of_the_card() {
    let compiled = compile(&reglament_tests::processes());
    let package = compiled.package.expect("the regulations compile");
    let mut rows = Vec::new();
    for definition in package.definitions.values() {
        let Some(regulation) = &definition.regulation else {
            continue;
        };
        for card in definition.scorecards.values() {
            let act = &package.files[&regulation.file];
            assert_eq!(
                written(card),
                printed(act),
                "{}: points of the rows",
                card.id
            );
            let said = plain(act);
            for (id, caption) in &card.captions {
                let title = plain(&caption.title.ru);
                assert!(
                    said.contains(&title),
                    "{}: `{id}` is not the act's: {title}",
                    card.id
                );
            }
            rows.push(written(card).len());
        }
    }
    assert_eq!(rows, [79], "cells with points of the cards that ship");
}
