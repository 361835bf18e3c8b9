//! Random regulations, as texts: blocks within blocks, so that every one of them can come to its end whatever the people decide.
//!
//! A failing run prints the text; it can be put into a folder and played with. What is sound by construction is not proved
//! here again, and constructs that need no time, no letter and no other instance are left to the properties of the core.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::dice::Dice;

/// The process that is begun by the clients.
pub(crate) const PROCESS: &str = "main";
/// People by what they hold; the first of a role does most of its work.
pub(crate) const PEOPLE: [&str; 4] = ["anna", "boris", "vera", "gleb"];

const ORGANISATION: &str = "
organisation: {name: Управление}
people:
  anna: {name: Иванова Анна Петровна, position: специалист, email: anna@example.ru}
  boris: {name: Петров Борис Ильич, position: специалист, email: boris@example.ru}
  vera: {name: Смирнова Вера Олеговна, position: начальник, email: vera@example.ru}
  gleb: {name: Орлов Глеб Ильич, position: эксперт, email: gleb@example.ru}
roles:
  clerk: {holders: [anna, boris]}
  head: {holders: [vera]}
  expert: {holders: [gleb, anna]}
overseers: head
";
const REGISTERS: &str = "
registers:
  book: {title: Журнал, number: \"{n}\", yearly: true, columns: {about: {text: О чём}}}
";
const HEAD: &str = "
title: Дело
time_zone: Asia/Novokuznetsk
calendar: ru
subject: name
roles: {clerk: Специалист, head: Начальник, expert: Эксперт}
data:
  name: {text: О ком}
  email: {email: Почта}
  count: {integer: Счёт}
";
const NOTICE: &str = "Тема: {{ task.title }}\n\nСрок: {{ task.due_on }}\n";

/// Files of a package: a process and the child that it may call.
pub(crate) fn package(dice: &mut Dice) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = [
        ("organisation.yaml", ORGANISATION),
        ("registers.yaml", REGISTERS),
        ("shared/letters/reminder.md", NOTICE),
        ("shared/letters/overdue.md", NOTICE),
        (
            "main/letters/hello.md",
            "Тема: О деле {{ name }}\n\nСчёт: {{ count ?? 0 }}.\n",
        ),
        ("main/documents/paper.typ", "// title: Бумага\n"),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    files.insert("main/process.yaml".to_owned(), main(dice));
    files.insert("main/child.yaml".to_owned(), child(dice));
    files
}

fn main(dice: &mut Dice) -> String {
    let mut text = format!("process: {PROCESS}{HEAD}applicant: email\n");
    let mut writer = Writer::new(dice, true);
    let first = writer.sequence(2, "done");
    let on = match writer.dice.below(3) {
        0 => "",
        1 => "on:\n  withdrawal: {title: Отозвать, applicant: true, next: withdrawn}\n",
        _ => {
            "on:\n  withdrawal: {title: Отозвать, applicant: true, next: withdrawn}\n  \
             slow: {title: Дело идёт долго, term: 9 дней, interrupting: false, next: control}\n"
        }
    };
    text.push_str(on);
    let _ = writeln!(
        text,
        "start:\n  public: true\n  form: [name, email, count?]\n  next: {first}"
    );
    text.push_str("steps:\n");
    text.push_str(&writer.steps);
    if on.contains("withdrawn") {
        text.push_str("  withdrawn: {end: Отозвано}\n");
    }
    if on.contains("slow") {
        text.push_str("  control: {user_task: Проверить ход, role: head, next: controlled}\n  controlled: {end: Проверено}\n");
    }
    text.push_str("  done: {end: Готово}\n");
    text
}

fn child(dice: &mut Dice) -> String {
    let mut text = format!("process: child{HEAD}");
    let mut writer = Writer::new(dice, false);
    let first = writer.sequence(1, "done");
    let _ = writeln!(text, "start: {{child: true, next: {first}}}");
    text.push_str("steps:\n");
    text.push_str(&writer.steps);
    text.push_str("  done: {end: Готово}\n");
    text
}

/// Writes steps from the end to the beginning, so that every step knows what follows it.
struct Writer<'d> {
    dice: &'d mut Dice,
    steps: String,
    named: u32,
    /// Whether children may be called.
    calls: bool,
}

impl<'d> Writer<'d> {
    fn new(dice: &'d mut Dice, calls: bool) -> Self {
        Self {
            dice,
            steps: String::new(),
            named: 0,
            calls,
        }
    }

    fn name(&mut self, letter: char) -> String {
        self.named += 1;
        format!("{letter}{}", self.named)
    }

    fn step(&mut self, letter: char, body: &str) -> String {
        let name = self.name(letter);
        let _ = writeln!(self.steps, "  {name}: {{{body}}}");
        name
    }

    /// Blocks one after another, which lead to `next`; gives where they begin. The first is work for a person, so that a
    /// case is never over before anybody has seen it.
    fn sequence(&mut self, depth: u32, next: &str) -> String {
        let mut next = next.to_owned();
        for _ in 0..=self.dice.below(3) {
            next = self.block(depth, &next);
        }
        self.task(depth, &next)
    }

    fn block(&mut self, depth: u32, next: &str) -> String {
        match self.dice.below(10) {
            0 => self.step('l', &format!("mail: Письмо, letter: hello, to: email, next: {next}")),
            1 if self.calls => self.step('d', &format!(
                "document: Бумага, template: paper, data: {{n: document.number}}, register: book, entry: {{about: name}}, next: {next}"
            )),
            2 => self.wait(next),
            3 => self.step('v', &format!(
                "service: Измерить, webhook: scales, give: {{name: name}}, take: {{count: result.count}}, \
                 retries: {{times: 2, delays: [10 минут]}}, next: {next}"
            )),
            4 | 5 if depth > 0 => self.fork(depth - 1, next),
            6 if depth > 0 => self.choice(depth - 1, next),
            7 if self.calls => self.call(next),
            8 if self.calls => self.many(next),
            _ => self.task(depth, next),
        }
    }

    fn wait(&mut self, next: &str) -> String {
        let term = *self.dice.one(&["2 часа", "1 день", "2 рабочих дня"]);
        self.step('w', &format!("wait: Ждать, term: {term}, next: {next}"))
    }

    fn task(&mut self, depth: u32, next: &str) -> String {
        let role = *self.dice.one(&["clerk", "head", "expert"]);
        let form = *self.dice.one(&["", ", form: [count]", ", show: name"]);
        let term = *self
            .dice
            .one(&["1 рабочий день", "3 рабочих дня", "5 часов"]);
        let deadline = match self.dice.below(4) {
            0 => String::new(),
            1 => format!(", deadline: {{term: {term}}}"),
            2 if term.contains("дня") => format!(
                ", deadline: {{term: {term}, remind: [за 1 рабочий день], overdue: {{notify: [head], every: рабочий день}}}}"
            ),
            _ => format!(", deadline: {{term: {term}, overdue: {{notify: [head]}}}}"),
        };
        let on = self.boundary(next);
        let answers = if depth > 0 && self.dice.permille(300) {
            let (one, other) = (self.merge(next), self.sequence(0, next));
            let other = self.step(
                'x',
                &format!("set: Отметить, values: {{count: (count ?? 0) + 1}}, next: {other}"),
            );
            format!(
                "outcomes: {{yes: {{title: Да, next: {one}}}, no: {{title: Нет, next: {other}}}}}"
            )
        } else {
            format!("next: {next}")
        };
        self.step(
            't',
            &format!("user_task: Сделать, role: {role}{form}{deadline}{on}, {answers}"),
        )
    }

    /// What may happen while a task waits.
    fn boundary(&mut self, next: &str) -> String {
        let term = *self.dice.one(&["3 часа", "1 день", "2 дня"]);
        match self.dice.below(6) {
            0 => format!(", on: [{{term: {term}, next: {next}}}]"),
            1 => {
                let aside = self.name('e');
                let _ = writeln!(self.steps, "  {aside}: {{end: Сказано}}");
                let hurry = self.step(
                    'h',
                    &format!("user_task: Поторопить, role: head, next: {aside}"),
                );
                format!(", on: [{{term: {term}, interrupting: false, next: {hurry}}}]")
            }
            _ => String::new(),
        }
    }

    /// One step, whatever leads to it: a join counts the steps before it.
    fn merge(&mut self, next: &str) -> String {
        self.step(
            'm',
            &format!("set: Собрать, values: {{count: (count ?? 0) + 1}}, next: {next}"),
        )
    }

    fn fork(&mut self, depth: u32, next: &str) -> String {
        let join = self.name('j');
        let ways: Vec<String> = (0..2 + self.dice.below(2))
            .map(|_| {
                let end = self.merge(&join);
                self.sequence(depth, &end)
            })
            .collect();
        let how = match self.dice.below(4) {
            0 => ", wait_for: any, rest: cancel",
            1 => ", wait_for: any, rest: ignore",
            _ => "",
        };
        let _ = writeln!(self.steps, "  {join}: {{join: Собрано{how}, next: {next}}}");
        self.step(
            'f',
            &format!(
                "set: Разойтись, values: {{count: (count ?? 0) + 1}}, next: [{}]",
                ways.join(", ")
            ),
        )
    }

    fn choice(&mut self, depth: u32, next: &str) -> String {
        let (one, other) = (self.sequence(depth, next), self.sequence(0, next));
        self.step('c', &format!(
            "decision: Выбрать, cases: [{{when: (count ?? 0) > 3, next: {one}}}], otherwise: {other}"
        ))
    }

    fn call(&mut self, next: &str) -> String {
        self.step('k', &format!(
            "call: Поручить, process: child, give: {{name: name, email: email}}, take: {{count: child.count}}, next: {next}"
        ))
    }

    fn many(&mut self, next: &str) -> String {
        let list = *self.dice.one(&["[1, 2]", "[1, 2, 3]", "[1]"]);
        let order = *self.dice.one(&["", ", one_by_one: true"]);
        self.step('g', &format!(
            "for_each: Обойти, process: child, each: \"row in {list}\"{order}, give: {{name: name, email: email, count: row}}, next: {next}"
        ))
    }
}
