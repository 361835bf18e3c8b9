//! Templates that want more than they may have: files, packages, time, memory. Each dies alone; the parent names why.

use std::time::Duration;

use libtest_mimic::{Failed, Trial};
use reglament_documents::{RenderError, Renderer};

use crate::paper;

/// Template and the code of the error it must end with.
const CASES: [(&str, &str, &str); 10] = [
    (
        "reads_a_file_of_the_machine",
        "#read(\"/etc/passwd\")",
        "D003",
    ),
    (
        "climbs_out_of_the_root",
        "#read(\"../../etc/passwd\")",
        "D003",
    ),
    ("wants_a_package", "#import \"@preview/cetz:0.3.0\"", "D003"),
    (
        "recurses_without_end",
        "#let f(n) = f(n + 1)\n#f(0)",
        "D003",
    ),
    ("loops_without_end", "#while true { }", "D003"),
    (
        "wants_an_unknown_font",
        "#set text(font: \"Comic Sans\")\nх",
        "D003",
    ),
    (
        "refuses_in_its_own_words",
        "#panic(\"missing-field:a.b\")",
        "D001",
    ),
    (
        "asks_for_four_gigabytes",
        "#let s = \"0123456789\" * 400000000\n#s.len()",
        "D008",
    ),
    (
        "doubles_a_string",
        "#let s = \"0123456789abcdef\"\n#for i in range(40) { s = s + s }\n#s.len()",
        "dead",
    ),
    (
        "nests_boxes",
        "#let b = [x]\n#for i in range(200000) { b = box(b) }\n#b",
        "dead",
    ),
];

/// One trial for each template, and the parent's own limits.
pub(crate) fn trials() -> Vec<Trial> {
    let rows = CASES.iter().map(|(name, source, code)| {
        Trial::test(format!("hostile::{name}"), move || ends_with(source, code))
    });
    let own = [
        Trial::test("hostile::the_wall_clock_kills", wall_clock_kills),
        Trial::test(
            "hostile::processor_time_is_limited",
            processor_time_is_limited,
        ),
        Trial::test("hostile::a_missing_program_is_told", missing_program),
        Trial::test("hostile::many_at_once_wait_their_turn", many_at_once),
        Trial::test("hostile::a_long_request_is_refused", long_request),
    ];
    rows.chain(own).collect()
}

fn ends_with(source: &str, expected: &str) -> Result<(), Failed> {
    // These may also run out of time, and show no more by living longer.
    let renderer = match expected {
        "dead" => paper::renderer().with_wall_clock(Duration::from_secs(5)),
        _ => paper::renderer(),
    };
    let outcome = paper::block_on(renderer.render(&paper::lone(source)));
    let error = outcome.err().ok_or("a paper was made")?;
    let right = match expected {
        // Refused by Typst, out of stack, memory or time, depending on the machine: never a paper, never a hang.
        "dead" => matches!(error.code(), "D003" | "D007" | "D008"),
        code => error.code() == code,
    };
    if right {
        Ok(())
    } else {
        Err(format!("{}: {}", error.code(), error.sentence().en).into())
    }
}

/// A template that would take hours.
const HOURS: &str = "#for a in range(100000) { for b in range(100000) { } }";

fn wall_clock_kills() -> Result<(), Failed> {
    let renderer = paper::renderer().with_wall_clock(Duration::from_millis(300));
    match paper::block_on(renderer.render(&paper::lone(HOURS))) {
        Err(RenderError::TimedOut { .. }) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

/// An orphan of a killed server also ends: the child counts its processor time itself.
fn processor_time_is_limited() -> Result<(), Failed> {
    let renderer = paper::renderer().with_wall_clock(Duration::from_secs(300));
    match paper::block_on(renderer.render(&paper::lone(HOURS))) {
        Err(RenderError::Died { .. }) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn missing_program() -> Result<(), Failed> {
    let renderer = Renderer::new("/nonexistent/reglament".into(), 1);
    match paper::block_on(renderer.render(&paper::lone("х"))) {
        Err(error @ RenderError::Process(_)) if error.is_retryable() => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn many_at_once() -> Result<(), Failed> {
    let renderer = paper::renderer();
    paper::block_on(async {
        let mut set = tokio::task::JoinSet::new();
        for number in 0..6 {
            let renderer = renderer.clone();
            set.spawn(async move { renderer.render(&paper::lone(&format!("{number}"))).await });
        }
        set.join_all().await
    })
    .into_iter()
    .collect::<Result<Vec<_>, _>>()
    .map(|_| ())
    .map_err(|error| error.sentence().en.into())
}

fn long_request() -> Result<(), Failed> {
    let request = paper::lone(&"х".repeat(reglament_documents::limits::REQUEST_BYTES));
    match paper::block_on(paper::renderer().render(&request)) {
        Err(RenderError::RequestTooLong { .. }) => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}
