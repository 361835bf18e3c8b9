//! Both drawings of one small process that has a node of every shape.

use std::collections::BTreeMap;

use reglament_definition::{Definition, Language, compile};

use crate::{Drawing, Frame, Mark, Marks, Stand, mermaid, outline, svg};

const PROCESS: &str = r#"
process: orders
title: {ru: Приказ о результатах, en: Order on the results}
time_zone: Asia/Novokuznetsk
calendar: ru
roles:
  hr: {ru: Отдел кадров, en: Personnel}
  chair: {ru: Председатель, en: Chair}
data:
  ready_on: {date: {ru: Готово к, en: Ready by}}
  votes: {integer: Голосов «за»}
  address: {email: Адрес}
start:
  role: hr
  form: [ready_on, address]
  next: [protocol, wait]
steps:
  protocol:
    user_task: {ru: 1. Подписать «протокол», en: 1. Sign the protocol}
    basis: none
    signed_by: [chair, hr]
    next: result
  result:
    decision: {ru: Голосов достаточно?, en: Enough votes?}
    basis: none
    cases: [{when: "(votes ?? 0) >= 3 and votes < 9", next: order}]
    otherwise: end
  order:
    user_task: {ru: Издать приказ, en: Issue the order}
    basis: none
    role: hr
    form: [votes]
    outcomes:
      issued: {title: {ru: Издан, en: Issued}, next: both}
      again: {title: {ru: Вернуть, en: Return}, next: protocol}
    deadline: {term: 5 раб. дн., from: protocol.effective_on}
    on: [{term: 1 месяц, next: end}]
  wait:
    wait: {ru: Ждать дня, en: Wait for the day}
    basis: none
    until: ready_on
    next: both
  both:
    join: {ru: Обе ветви, en: Both branches}
    basis: none
    next: letter
  letter:
    mail: {ru: Известить, en: Tell}
    basis: none
    letter: done
    to: address
    next: end
  end:
    end: {ru: Закончено, en: Done}
    basis: none
on:
  withdrawal: {title: {ru: Отозвать, en: Withdraw}, role: hr, next: end, basis: none}
"#;

fn definition() -> Definition {
    compiled(PROCESS)
}

fn compiled(process: &str) -> Definition {
    let files = [
        ("orders/process.yaml", process),
        ("orders/letters/done.md", "Тема: Готово\n\nГотово.\n"),
        (
            "organisation.yaml",
            "organisation: {name: Управление}\npeople:\n  ivanov: {name: Иванов Иван Иванович, position: директор, email: i@example.ru}\nroles: {hr: ivanov, chair: ivanov}\n",
        ),
    ];
    let files = files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into_iter()
        .collect::<BTreeMap<_, _>>();
    let compiled = compile(&files);
    let wrong: Vec<_> = compiled
        .diagnostics
        .iter()
        .filter(|d| d.is_error())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    compiled
        .package
        .unwrap()
        .definitions
        .remove("orders")
        .unwrap()
}

#[test]
fn mermaid_in_russian() {
    insta::assert_snapshot!(mermaid(&definition(), Language::Russian));
}

#[test]
fn mermaid_in_english() {
    insta::assert_snapshot!(mermaid(&definition(), Language::English));
}

#[test]
fn outline_in_russian() {
    insta::assert_snapshot!(outline(&definition(), Language::Russian));
}

#[test]
fn outline_in_english() {
    insta::assert_snapshot!(outline(&definition(), Language::English));
}

#[test]
fn nothing_lies_upon_something_else() {
    for language in [Language::Russian, Language::English] {
        let found = Drawing::of(&definition(), language).overlaps();
        assert!(found.is_empty(), "{found:#?}");
    }
}

/// Also the label of a line that goes up, as that of «Вернуть».
#[test]
fn a_label_stands_on_its_line() {
    let drawing = Drawing::of(&definition(), Language::Russian);
    let labelled = drawing
        .lines
        .iter()
        .filter_map(|line| Some((line, line.label.as_ref()?)));
    let mut seen = 0;
    for (line, ((x, y), text, _)) in labelled {
        let stands = line.points.windows(2).any(|piece| {
            let (from, to) = (piece[0], piece[1]);
            let within =
                |value: f64, a: f64, b: f64| a.min(b) - 1.0 <= value && value <= a.max(b) + 1.0;
            within(*x, from.0, to.0) && within(*y, from.1, to.1)
        });
        assert!(stands, "{text:?} at {x}, {y} of {:?}", line.points);
        seen += 1;
    }
    assert!(seen > 3, "only {seen} labels");
}

#[test]
fn the_picture_as_svg() {
    let drawing = Drawing::of(&definition(), Language::Russian);
    let marks = Marks(BTreeMap::from([
        ("protocol".to_owned(), mark(Stand::Passed, 2)),
        ("result".to_owned(), mark(Stand::Passed, 1)),
        ("order".to_owned(), mark(Stand::Late, 1)),
        ("wait".to_owned(), mark(Stand::Here, 1)),
        ("of another version".to_owned(), mark(Stand::Stuck, 1)),
    ]));
    insta::assert_snapshot!(svg(&drawing, &marks, Frame::Render));
}

#[test]
fn what_was_skipped_is_told_and_lies_on_the_way() {
    let marks = Marks(BTreeMap::from([
        ("protocol".to_owned(), mark(Stand::Skipped, 1)),
        ("result".to_owned(), mark(Stand::Here, 1)),
    ]));
    for (language, word) in [
        (Language::Russian, ">пропущен<"),
        (Language::English, ">skipped<"),
    ] {
        let drawing = Drawing::of(&definition(), language);
        let picture = svg(&drawing, &marks, Frame::Inline);
        assert!(picture.contains(word), "{picture}");
        assert!(picture.contains(" skipped\""), "{picture}");
        let gone = picture.matches("class=\"line passed\"").count();
        assert_eq!(gone, 1, "the instance went on from it: {picture}");
    }
}

#[test]
fn a_start_by_schedule_tells_its_days_and_its_hour() {
    let form = "  role: hr\n  form: [ready_on, address]\n";
    let cron = |cron: &str| PROCESS.replace(form, &format!("  cron: \"{cron}\"\n"));
    let rows = [
        (
            "0 30 8 8-14 SEP TUE",
            "по расписанию: во второй вторник сентября в 08:30",
        ),
        ("0 */5 * * * *", "по расписанию: 0 */5 * * * *"),
    ];
    for (schedule, words) in rows {
        let definition = compiled(&cron(schedule));
        let drawing = Drawing::of(&definition, Language::Russian);
        let (start, _) = &drawing.nodes[0];
        assert_eq!(start.notes.join(" "), words, "{schedule}");
        let told = outline(&definition, Language::Russian);
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn a_picture_in_a_page_has_links_and_no_styles() {
    let drawing = Drawing::of(&definition(), Language::English);
    let page = svg(&drawing, &Marks::default(), Frame::Inline);
    assert!(
        !page.contains("<style") && !page.contains("style="),
        "{page}"
    );
    for step in &definition().steps {
        let link = format!("href=\"#step-{}\"", step.id);
        assert!(page.contains(&link), "{link} is missing");
    }
    let file = svg(&drawing, &Marks::default(), Frame::File);
    assert!(file.contains("@font-face"), "a file carries its typeface");
}

#[test]
fn equal_definitions_give_equal_bytes() {
    let draw = || {
        let drawing = Drawing::of(&definition(), Language::Russian);
        svg(&drawing, &Marks::default(), Frame::File)
    };
    let first = draw();
    for _ in 0..8 {
        assert!(draw() == first, "two runs differ");
    }
}

fn mark(stand: Stand, runs: u32) -> Mark {
    Mark {
        stand,
        runs,
        badge: None,
    }
}
