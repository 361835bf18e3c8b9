//! The regulation that the killed program runs: a public form, one task, one letter.
//!
//! Every instance is about a subject of its own, so that a doubled start shows as two instances of one subject.

use std::fs;
use std::path::Path;

use reglament_tests::Program;

/// The process.
pub(crate) const PROCESS: &str = "request";
/// Who does the tasks, and the password.
pub(crate) const CLERK: (&str, &str) = ("orlova", "a-long-password-of-tests");

const NOTICE: &str = "Тема: {{ task.title }}\n\nСрок: {{ task.due_on }}\n";

const FILES: [(&str, &str); 5] = [
    (
        "organisation.yaml",
        "
organisation: {name: Управление}
people:
  orlova: {name: Орлова Вера Петровна, position: специалист, email: orlova@example.ru}
roles: {clerk: orlova}
",
    ),
    (
        "request/process.yaml",
        "
process: request
title: {ru: Запрос, en: A request}
time_zone: Asia/Novokuznetsk
calendar: ru
subject: topic
applicant: email
roles:
  clerk: {ru: Специалист, en: Clerk}
data:
  topic: {text: {ru: О чём, en: Topic}}
  email: {email: {ru: Почта, en: E-mail}}
  note: {text: {ru: Ответ, en: Answer}}
start:
  public: true
  form: [topic, email]
  basis: none
  next: answer
steps:
  answer:
    user_task: {ru: Ответить, en: Answer}
    basis: none
    role: clerk
    form: [note]
    deadline: {term: 5 рабочих дней, remind: [в день срока], overdue: {notify: [clerk], every: рабочий день}}
    next: letter
  letter:
    mail: {ru: Отправить ответ, en: Send the answer}
    basis: none
    letter: answer
    to: email
    next: answered
  answered:
    end: {ru: Отвечено, en: Answered}
    basis: none
",
    ),
    (
        "request/letters/answer.md",
        "Тема: Ответ на запрос {{ topic }}\n\nЗдравствуйте!\n\nОтвет: {{ note }}\n",
    ),
    ("shared/letters/reminder.md", NOTICE),
    ("shared/letters/overdue.md", NOTICE),
];

/// Letters that wait before anybody works: the clerk is told of her password.
pub(crate) const LETTERS_BEFORE: usize = 1;

/// Writes settings and regulation into `folder`, publishes, and gives the clerk a password.
pub(crate) fn prepare(program: &Program, folder: &Path, mail_port: u16) {
    write(folder, mail_port);
    program.run(&["publish", "processes"]);
    let (person, password) = CLERK;
    program.run_with(&["user", "set-password", person, "--stdin"], password);
}

/// The same, where an answered request rests until a moment of its start, and a second letter follows.
pub(super) fn prepare_with_rest(program: &Program, folder: &Path, mail_port: u16) {
    write(folder, mail_port);
    let path = folder.join("processes/request/process.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in REST {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    fs::write(path, text).unwrap();
    program.run(&["publish", "processes"]);
    let (person, password) = CLERK;
    program.run_with(&["user", "set-password", person, "--stdin"], password);
}

/// What differs in the process then.
const REST: [(&str, &str); 3] = [
    ("form: [topic, email]", "form: [topic, email, until]"),
    (
        "  note: {text:",
        "  until: {moment: {ru: Отдых до, en: Rest until}}\n  note: {text:",
    ),
    (
        "    next: answered\n",
        "    next: rest
  rest:
    wait: {ru: Подождать, en: Wait}
    basis: none
    until: until
    next: second
  second:
    mail: {ru: Отправить ещё раз, en: Send once more}
    basis: none
    letter: answer
    to: email
    next: answered
",
    ),
];

/// Writes settings and regulation into `folder`.
pub(crate) fn write(folder: &Path, mail_port: u16) {
    let settings = format!(
        "[mail]\ntransport = \"smtp\"\nhost = \"localhost\"\nport = {mail_port}\nencryption = \"none\"\n\
         from = \"no-reply@example.ru\"\ntimeout_seconds = 5\nfinal_reply_seconds = 5\n"
    );
    fs::write(folder.join("reglament.toml"), settings).unwrap();
    for (path, text) in FILES {
        let path = folder.join("processes").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
