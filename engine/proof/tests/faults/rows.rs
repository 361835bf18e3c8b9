//! The processes: name and everything below the head.

pub(crate) const FAULTS: &[(&str, &str)] = &[
    ("a branch goes past the join", "
start: {public: true, next: [law, list]}
steps:
  law:
    user_task: Проверить нормативную базу
    role: clerk
    outcomes: {fine: {title: Годится, next: both}, wrong: {title: Не годится, next: stopped}}
  list: {user_task: Проверить список, role: clerk, next: both}
  both: {join: Всё проверено, next: done}
  stopped: {end: Остановлено}
  done: {end: Готово}
"),
    ("a wait that nobody lets go", "
data: {ready: {boolean: Готово ли}}
start: {public: true, next: prepare}
steps:
  prepare: {set: Отметить, values: {ready: 'false'}, next: hold}
  hold: {wait: Ждать готовности, when: ready, next: done}
  done: {end: Готово}
"),
    ("a circle without a way out", "
data: {kind: {choice: Вид, options: {a: первый, b: второй}}}
start: {public: true, next: first}
steps:
  first: {set: Назначить вид, values: {kind: \"'a'\"}, next: work}
  work: {user_task: Рассмотреть, role: clerk, next: again}
  again: {decision: Ещё раз?, cases: [{when: kind == 'a', next: work}], otherwise: done}
  done: {end: Готово}
"),
    ("a step behind a condition that never holds", "
data: {urgent: {boolean: Срочно}}
start: {public: true, next: mark}
steps:
  mark: {set: Отметить, values: {urgent: 'false'}, next: ask}
  ask: {decision: Срочно?, cases: [{when: urgent, next: quick}], otherwise: done}
  quick: {user_task: Рассмотреть срочно, role: clerk, next: done}
  done: {end: Готово}
"),
    ("a branch comes to the join twice", "
start: {public: true, next: begin}
steps:
  begin: {user_task: Начать, role: clerk, next: [left, right]}
  left: {user_task: Левая ветвь, role: clerk, next: [both, left_again]}
  left_again: {user_task: Повторить левую, role: clerk, outcomes: {yes: {title: Да, next: left}, no: {title: Нет, next: over}}}
  right: {user_task: Правая ветвь, role: clerk, next: both}
  both: {join: Обе ветви, next: done}
  over: {end: Хватит}
  done: {end: Готово}
"),
    ("a circle that leaves a token at every round", "
start: {public: true, next: more}
steps:
  more: {user_task: Ещё одно, role: clerk, outcomes: {yes: {title: Да, next: [more, check]}, no: {title: Нет, next: done}}}
  check: {user_task: Проверить, role: clerk, next: done}
  done: {end: Готово}
"),
    ("a condition over a field that may be empty", "
data: {score: {integer: Баллы}}
start: {public: true, next: enter}
steps:
  enter: {user_task: Внести баллы, role: clerk, form: [score?], next: ask}
  ask: {decision: Прошёл?, cases: [{when: score > 50, next: good}], otherwise: bad}
  good: {end: Прошёл}
  bad: {end: Не прошёл}
"),
    ("a letter before its field is filled in", "
data: {score: {integer: Баллы}}
start: {public: true, next: enter}
steps:
  enter:
    user_task: Внести баллы
    role: clerk
    form: [score?]
    outcomes: {came: {title: Пришёл, requires: [score], next: letter}, absent: {title: Не пришёл, next: letter}}
  letter: {mail: Сообщить итог, letter: result, to: \"'a@example.ru'\", next: done}
  done: {end: Готово}
"),
    ("a document with a blank", "
data: {score: {integer: Баллы}}
start: {public: true, next: came}
steps:
  came:
    user_task: Отметить явку
    role: clerk
    outcomes: {yes: {title: Пришёл, next: enter}, no: {title: Не пришёл, next: order}}
  enter: {user_task: Внести баллы, role: clerk, form: [score], next: order}
  order: {document: Издать приказ, template: order, register: orders, entry: {score: score}, next: done}
  done: {end: Готово}
"),
    ("a term from a date that does not exist", "
start: {public: true, next: ask}
steps:
  ask: {user_task: Рассмотреть, role: clerk, outcomes: {yes: {title: Да, next: order}, no: {title: Нет, next: hand}}}
  order: {user_task: Издать приказ, role: clerk, next: hand}
  hand: {user_task: Выдать на руки, role: clerk, deadline: {term: 5 рабочих дней, from: order.completed_on}, next: done}
  done: {end: Готово}
"),
    ("a field that nobody reads", "
data: {note: {text: Отметка}}
start: {public: true, next: write}
steps:
  write: {user_task: Отметить, role: clerk, form: [note], next: done}
  done: {end: Готово}
"),
    ("nobody is left to sign", "
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: clerk, next: sign}
  sign: {user_task: Подписать, role: clerk, not_by: draft.signed_by, next: done}
  done: {end: Готово}
"),
    ("cases that cover each other", "
data: {score: {integer: Баллы, min: 0, max: 100}}
start: {public: true, form: [score], next: ask}
steps:
  ask:
    decision: Сколько баллов?
    cases: [{when: score >= 50, next: good}, {when: score >= 80, next: best}, {when: score < 50, next: bad}]
    otherwise: odd
  good: {end: Хорошо}
  best: {end: Отлично}
  bad: {end: Плохо}
  odd: {end: Странно}
"),
    ("a promise that the new year breaks", "
promise:
  - {within: 30 календарных дней, from: start, to: answer}
start: {public: true, next: consider}
steps:
  consider: {user_task: Рассмотреть, role: clerk, deadline: {term: 15 рабочих дней}, next: answer}
  answer: {user_task: Ответить, role: clerk, deadline: {term: 3 рабочих дня}, next: done}
  done: {end: Готово}
"),
    ("a promise round a circle", "
promise: [{within: 30 дней, to: answer}]
start: {public: true, next: consider}
steps:
  consider:
    user_task: Рассмотреть
    role: clerk
    deadline: {term: 5 рабочих дней}
    outcomes: {again: {title: Ещё раз, next: consider}, enough: {title: Хватит, next: answer}}
  answer: {user_task: Ответить, role: clerk, next: done}
  done: {end: Готово}
"),
    ("dates out of order", "
promise: [{first: order.due_on, before: publish.due_on}]
start: {public: true, next: consider}
steps:
  consider: {user_task: Рассмотреть, role: clerk, next: order}
  order: {user_task: Издать приказ, role: clerk, deadline: {term: 10 рабочих дней, from: consider.completed_on}, next: publish}
  publish: {user_task: Разместить, role: clerk, deadline: {term: 14 дней, from: consider.completed_on}, next: done}
  done: {end: Готово}
"),
    ("promises and acceptances that are not understood", "
promise: [{within: 30 дней}, {first: go.due, before: went.due_on}, {to: go}]
accepts: {R999: нет такого, R208: ''}
start: {public: true, next: go}
steps:
  go: {user_task: Сделать, role: clerk, next: done}
  done: {end: Готово}
"),
    ("an acceptance of nothing", "
accepts: {R208: отметка остаётся в деле}
start: {public: true, next: go}
steps:
  go: {user_task: Сделать, role: clerk, next: done}
  done: {end: Готово}
"),
    ("a vote without a decision goes where the decision is read", "
data: {note: {text: Вывод}}
start: {public: true, next: meeting}
steps:
  meeting:
    user_task: Проголосовать
    vote: {members: chair, chair: chair, tie: tell, no_quorum: tell}
    outcomes: {yes: {title: За, next: tell}, no: {title: Против, next: tell}}
  tell: {set: Записать вывод, values: {note: lower(meeting.outcome)}, next: read}
  read: {user_task: Прочесть, role: clerk, show: [note], deadline: {term: 5 дней, from: meeting.effective_on}, next: done}
  done: {end: Готово}
"),
    ("nobody is left for four eyes", "
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: clerk, next: approve}
  approve: {user_task: Утвердить, role: clerk, excludes: draft, next: done}
  done: {end: Готово}
"),
    ("who voted may not approve, and nobody else is there", "
start: {public: true, next: meeting}
steps:
  meeting:
    user_task: Проголосовать
    vote: {members: chair, chair: chair, tie: done, no_quorum: done}
    outcomes: {yes: {title: За, next: approve}, no: {title: Против, next: done}}
  approve: {user_task: Утвердить, role: chair, excludes: meeting, next: done}
  done: {end: Готово}
"),
    ("an executor who may not be named", "
data: {executor: {text: Исполнитель}}
start: {public: true, form: ['executor?'], next: work}
steps:
  work: {user_task: Исполнить, assignee: executor, next: done}
  done: {end: Готово}
"),
];

pub(crate) const CLEAN: &[(&str, &str)] = &[
    ("guards", "
data: {score: {integer: Баллы}}
start: {public: true, next: enter}
steps:
  enter: {user_task: Внести баллы, role: clerk, form: [score?], next: ask}
  ask: {decision: Прошёл?, cases: [{when: has(score) and score > 50, next: letter}], otherwise: bad}
  letter: {mail: Сообщить итог, letter: result, to: \"'a@example.ru'\", next: good}
  good: {end: Прошёл}
  bad: {end: Не прошёл}
"),
    ("two decisions that hang together", "
data: {decision: {choice: Решение, options: {yes: да, no: нет}}}
start: {public: true, next: decide}
steps:
  decide: {user_task: Решить, role: clerk, form: [decision], next: refused}
  refused: {decision: Отказано?, cases: [{when: decision == 'no', next: [reasons, order]}], otherwise: order}
  reasons: {user_task: Указать причины, role: clerk, next: ready}
  order: {user_task: Издать приказ, role: clerk, next: told}
  told: {decision: Разрешено?, cases: [{when: decision == 'yes', next: done}], otherwise: ready}
  ready: {join: Причины и приказ, from: [reasons, told], next: done}
  done: {end: Готово}
"),
    ("values compared with each other, not with constants", "
parameters: {threshold: {integer: Порог, value: 60, reason: Порог не назван}}
data: {score: {integer: Баллы, min: 0, max: 100}, before: {integer: Прежние баллы}}
start: {public: true, form: [score, before?], next: ask}
steps:
  ask:
    decision: Сколько баллов?
    cases: [{when: score >= threshold, next: good}, {when: before ?? score >= 50, next: fair}]
    otherwise: bad
  good: {end: Хорошо}
  fair: {end: Удовлетворительно}
  bad: {end: Плохо}
"),
    ("a field that only the cancellation reads", "
data: {paid: {boolean: Оплачено}}
start: {public: true, next: pay}
on:
  cancellation: {title: Прекратить, role: chair, when: not (paid ?? false)}
steps:
  pay: {user_task: Оплатить, role: clerk, form: [paid], next: done}
  done: {end: Готово}
"),
    ("an opaque condition asked twice", "
data: {sum: {integer: Сумма}}
start: {public: true, form: [sum], next: large}
steps:
  large: {decision: Крупная?, cases: [{when: sum * 2 > 1000, next: [check, order]}], otherwise: order}
  check: {user_task: Проверить, role: clerk, next: both}
  order: {user_task: Издать приказ, role: clerk, next: again}
  again: {decision: Крупная?, cases: [{when: sum * 2 > 1000, next: both}], otherwise: done}
  both: {join: Проверено и издано, from: [check, again], next: done}
  done: {end: Готово}
"),
    ("an accepted warning", "
accepts: {R208: отметка остаётся в деле}
data: {note: {text: Отметка}}
start: {public: true, next: write}
steps:
  write: {user_task: Отметить, role: clerk, form: [note], next: done}
  done: {end: Готово}
"),
    ("a deputy is left", "
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: clerk, next: sign}
  sign: {user_task: Подписать, role: [clerk, chair], not_by: draft.signed_by, next: done}
  done: {end: Готово}
"),
    ("promises that are kept", "
promise:
  - {within: 60 дней, from: start, to: answer}
  - {first: consider.due_on, before: answer.due_on}
start: {public: true, next: consider}
steps:
  consider: {user_task: Рассмотреть, role: clerk, deadline: {term: 15 рабочих дней}, next: answer}
  answer: {user_task: Ответить, role: clerk, deadline: {term: 3 рабочих дня}, next: done}
  done: {end: Готово}
"),
    ("a branch that ends with the instance", "
start: {public: true, next: [work, listen]}
steps:
  work: {user_task: Работать, role: clerk, next: over}
  listen: {user_task: Отвечать на вопросы, role: clerk, next: listen}
  over: {end: Всё, terminates: true}
"),
    ("four eyes the other way round, and a vote with all its ways", "
start: {public: true, next: meeting}
steps:
  meeting:
    user_task: Проголосовать
    vote: {members: chair, chair: chair, tie: again, no_quorum: again}
    outcomes: {yes: {title: За, next: draft}, no: {title: Против, next: done}}
  again: {user_task: Назначить новый день, role: clerk, outcomes: {new: {title: Назначен, next: meeting}, never: {title: Не нужно, next: done}}}
  draft: {user_task: Подготовить, role: clerk, excludes: approve, next: approve}
  approve: {user_task: Утвердить, role: chair, excludes: draft, conflict: person.id == 'anna', next: done}
  done: {end: Готово}
"),
];
