//! Parameters that organisation.yaml sets: the process and the parameter must exist and the value must be of its kind.

use crate::lower::{Outline, Reader, World, parse_value, refuse_value};
use crate::source::{Entry, Node};

pub(super) fn check(world: &World<'_>) {
    for (reader, root) in &world.organisation_files {
        let parameters = root.get("parameters").and_then(Node::map);
        file(world, *reader, parameters.unwrap_or_default());
    }
}

fn file(world: &World<'_>, reader: Reader<'_>, parameters: &[Entry]) {
    for process in parameters {
        let Some(outline) = world.outlines.get(&process.key) else {
            if !world.knows_all_processes() {
                continue;
            }
            let known = world.outlines.keys().map(String::as_str);
            reader.unknown(
                "R023",
                ("Процесс", "process"),
                &process.key,
                &process.key_span,
                known,
            );
            continue;
        };
        process
            .value
            .map()
            .unwrap_or_default()
            .iter()
            .for_each(|entry| parameter(reader, outline, entry));
    }
}

fn parameter(reader: Reader<'_>, outline: &Outline<'_>, entry: &Entry) {
    let Some(parameter) = outline.parameters.get(&entry.key) else {
        let known = outline.parameters.keys().map(String::as_str);
        reader.unknown(
            "R028",
            ("Параметр", "parameter"),
            &entry.key,
            &entry.key_span,
            known,
        );
        return;
    };
    if let Some(Err(refusal)) = entry
        .value
        .text()
        .map(|text| parse_value(text, &parameter.kind))
    {
        refuse_value(reader, &entry.value, &parameter.kind, refusal);
    }
}
