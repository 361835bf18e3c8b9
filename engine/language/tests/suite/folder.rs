//! A small folder with one of everything that names may stand for.

use std::collections::BTreeMap;

pub(crate) const HEAD: &str = "\
process: seminar
title: Семинар
regulation: {act: Приказ № 1, text: regulation.md}
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {secretary: Секретарь, hr: {ru: Отдел кадров, en: Personnel}}
parameters:
  answer_term: {term: Срок ответа, value: 5 рабочих дней, reason: Срок не назван}
  mode: {choice: Порядок, options: {open: Открытый, closed: Закрытый}, value: open}
data:
  topic: {text: Тема}
  held_on: {date: День семинара}
  имя: {person_name: ФИО}
  format: {choice: Форма, options: {local: Очно, remote: Дистанционно}}
  members: {people: Члены комиссии, role: secretary}
start: {role: secretary, form: [topic, held_on, имя, format, members], basis: none, next: plan}
";

pub(crate) const TAIL: &str = "
  plan:
    user_task: Составить план
    basis: \"2.1\"
    role: secretary
    outcomes:
      agree: {title: Согласовать, next: visits}
      refuse: {title: Отказать, next: done}
  visits:
    for_each: Посетители
    basis: none
    process: visitor
    window: {public: true, closes: held_on}
    reports: [email, came]
    next: tell
  tell:
    send: Сообщить
    basis: none
    message: news
    each: row in visits.items
    to: row.item
    data: {topic: topic}
    next: done
  done: {end: Конец, basis: none}
";

const VISITOR: &str = "\
process: visitor
title: Посетитель
time_zone: Asia/Novokuznetsk
calendar: ru
applicant: email
data: {email: {email: Почта}, came: {boolean: Пришёл}, heard: {text: Тема}}
start: {child: true, form: [email], basis: none, next: news}
steps:
  news: {wait: Ждать новостей, basis: none, message: news, set: {heard: message.topic}, next: gone}
  gone: {end: Конец, basis: none}
";

const FILES: &[(&str, &str)] = &[
    (
        "organisation.yaml",
        "organisation: {name: Центр, head: {family: Иванов, given: Иван}}\n\
         people: {petrov: {name: Петров Пётр, position: секретарь, email: p@example.ru}}\n\
         roles: {secretary: petrov, hr: [petrov]}\n\
         pages: {news: {title: Новости}}\n",
    ),
    (
        "registers.yaml",
        "registers:\n  orders:\n    title: Журнал приказов\n    number: \"{n}\"\n    columns: {subject: {text: О чём}, day: {date: День}}\n",
    ),
    (
        "seminar/regulation.md",
        "# Приказ\n\n2.1. Секретарь составляет план семинара.\n\n2.2. Отдел кадров издаёт приказ.\n",
    ),
    (
        "seminar/letters/invite.md",
        "Тема: Семинар {{ topic }}\n\nПриходите {{ held_on }}.\n",
    ),
    (
        "shared/letters/reminder.md",
        "Тема: Срок\n\n{{ task.title }}\n",
    ),
    (
        "shared/letters/overdue.md",
        "Тема: Просрочка\n\n{{ task.title }}\n",
    ),
    ("seminar/documents/order.typ", "// title: Приказ\n"),
    ("seminar/visitor.yaml", VISITOR),
    (
        "seminar/scenarios/one.yaml",
        "scenario: Один\nat: \"2021-10-12T00:00\"\nstart: {by: petrov, as: first, input: {topic: Тема}}\nsteps:\n  - complete: {task: plan, by: petrov, outcome: agree}\n",
    ),
];

/// The folder with this text of the process, or with the model's own.
pub(crate) fn files(process: Option<&str>) -> BTreeMap<String, String> {
    let own = format!("{HEAD}steps:{TAIL}");
    let file = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    let mut files: BTreeMap<String, String> = FILES.iter().map(file).collect();
    files.insert(
        "seminar/process.yaml".to_owned(),
        process.unwrap_or(&own).to_owned(),
    );
    files
}

#[test]
fn the_folder_is_clean() {
    let found = reglament_language::Workspace::new(files(None)).diagnose();
    let errors: Vec<_> = found
        .iter()
        .filter(|d| d.code != "R070" && d.is_error())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}
