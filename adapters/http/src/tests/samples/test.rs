//! Samples of a test: before it, one question of each kind of control, after it.

use super::{Sample, Samples};
use crate::ui::parts::{Chip, Link, OptionView, Pair, Problem, Tone};
use crate::ui::test::{
    TestControl, TestPage, TestPlace, TestProgress, TestQuestion, TestRow, TestStartPage,
};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let mut wrong = question(make, TestControl::Number);
    wrong.shell.failed = true;
    wrong.problem = Some(Problem {
        field: String::new(),
        text: "Ответ не подходит к вопросу и не сохранён: проверьте, что введено, и повторите."
            .to_owned(),
    });
    vec![
        make.page("test_start", start(make)),
        make.page("test", question(make, TestControl::Radio)),
        make.page("test_checks", question(make, TestControl::Checks)),
        make.page("test_selects", question(make, TestControl::Selects)),
        make.page("test_wrong", wrong),
    ]
}

const HERE: &str = "/c/K7QM-2XRD/test/exam";

fn start(make: Samples) -> TestStartPage {
    let text = |key| make.locale.text(key).to_owned();
    TestStartPage {
        shell: make.public("Пройти компьютерное тестирование", HERE),
        state: Chip::new(Tone::Soon, text("test.ready")),
        facts: vec![
            Pair::new(text("test.subject"), "Петров Пётр Петрович"),
            Pair::new(text("test.time"), make.locale.count("test.minutes", 120)),
            Pair::new(text("test.count"), "40"),
        ],
        rules: vec![text("test.rule_clock"), text("test.rule_saved")],
        begin: Some(format!("{HERE}/begin")),
    }
}

fn question(make: Samples, control: TestControl) -> TestPage {
    let text = |key| make.locale.text(key).to_owned();
    let row = |(place, title): (usize, &str)| TestRow {
        place,
        title: title.to_owned(),
        chosen: place == 2,
        options: ["лицензирование", "аккредитация"]
            .iter()
            .zip(1..)
            .map(|(title, value): (&&str, u32)| OptionView {
                value: value.to_string(),
                title: (*title).to_owned(),
                note: String::new(),
                chosen: value == 1,
            })
            .collect(),
    };
    let rows = [
        "Учредитель",
        "Педагогический совет",
        "Общее собрание работников",
    ];
    let place = |place| TestPlace {
        place,
        href: format!("{HERE}?q={place}"),
        answered: place < 12,
        here: place == 12,
    };
    TestPage {
        shell: make.public("Пройти компьютерное тестирование", HERE),
        progress: TestProgress {
            ends: make.locale.fill("test.ends", &[("date", "12:20")]),
            left: "1:04:37".to_owned(),
            ends_ms: 1_637_478_000_000,
            now_ms: 1_637_474_123_000,
            answered: make
                .locale
                .fill("test.answered", &[("answered", "11"), ("all", "40")]),
            answered_of: make.locale.fill("test.answered", &[("all", "40")]),
        },
        places: (1..=40).map(place).collect(),
        question: TestQuestion {
            place: 12,
            heading: make
                .locale
                .fill("test.question", &[("place", "12"), ("all", "40")]),
            text: "Кто утверждает устав образовательной организации?".to_owned(),
            hint: text("test.hint_single"),
            control,
            rows: match control {
                TestControl::Number => Vec::new(),
                _ => (1..).zip(rows).map(row).collect(),
            },
            number: "12,5".to_owned(),
            unit: "дней".to_owned(),
            kept: true,
        },
        action: format!("{HERE}/answers/12"),
        back: Some(Link::new(text("test.back"), format!("{HERE}?q=11"))),
        next: 13,
        save: text("test.save_next"),
        finish: format!("{HERE}/finish"),
        problem: None,
    }
}
