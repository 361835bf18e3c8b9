//! What drawing costs: the shipped regulations, and 200 steps in 10 parallel branches.

use std::time::Instant;

use reglament_definition::{Definition, Language, compile};
use reglament_diagram::{Drawing, Frame, Marks, svg};

use crate::{table::Table, wide::wide};

/// Prints the median of several runs, layout and picture apart.
pub(crate) fn print(times: usize) {
    let shipped = compile(&reglament_tests::processes()).package;
    let shipped = shipped.expect("the shipped regulations compile");
    let wide = wide(&shipped);
    println!("one diagram");
    let mut table = Table::new(&["of", "steps", "layout", "picture", "bytes"]);
    let definitions = shipped.definitions.values();
    for definition in definitions.chain(wide.definitions.values()) {
        table.row(&row(definition, times.max(1)));
    }
    table.print();
}

fn row(definition: &Definition, times: usize) -> [String; 5] {
    let (mut layouts, mut pictures, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..times {
        let began = Instant::now();
        let drawing = Drawing::of(definition, Language::Russian);
        layouts.push(began.elapsed());
        let began = Instant::now();
        bytes = svg(&drawing, &Marks::default(), Frame::File).len();
        pictures.push(began.elapsed());
    }
    layouts.sort();
    pictures.sort();
    [
        definition.reference.process.clone(),
        definition.steps.len().to_string(),
        format!("{:.1?}", layouts[times / 2]),
        format!("{:.1?}", pictures[times / 2]),
        bytes.to_string(),
    ]
}
