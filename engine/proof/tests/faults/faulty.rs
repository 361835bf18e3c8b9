//! Processes with one fault each: name and everything below the head.

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
    ("a join of all after cases that may hold alone", "
data: {law: {boolean: По праву}, money: {boolean: По деньгам}}
start: {public: true, form: [law, money], next: what}
steps:
  what:
    decision: Что проверить?
    inclusive: true
    cases: [{when: law, next: lawyer}, {when: money, next: bookkeeper}]
    otherwise: done
  lawyer: {user_task: Проверить право, role: clerk, next: both}
  bookkeeper: {user_task: Проверить деньги, role: clerk, next: both}
  both: {join: Всё проверено, next: done}
  done: {end: Готово}
"),
    ("a join of two that one flow may miss", "
start: {public: true, next: [first, second, third]}
steps:
  first: {user_task: Первый отзыв, role: clerk, next: enough}
  second: {user_task: Второй отзыв, role: clerk, outcomes: {yes: {title: Дать, next: enough}, no: {title: Отказаться, next: over}}}
  third: {user_task: Третий отзыв, role: clerk, next: over}
  enough: {join: Два отзыва, wait_for: 2, next: done}
  over: {end: Без отзыва}
  done: {end: Готово}
"),
    ("repetitions that are used up before a wait", "
data: {good: {boolean: Годится}}
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: clerk, form: [good], next: check, repeat: {max: 2, then: hold}}
  check: {decision: Годится?, cases: [{when: good, next: done}], otherwise: draft}
  hold: {wait: Ждать годного, when: good, next: done}
  done: {end: Готово}
"),
    ("a join that waits for a side branch", "
start: {public: true, next: consider}
steps:
  consider:
    user_task: Рассмотреть
    role: clerk
    on: [{message: objection, interrupting: false, next: objection}]
    next: both
  objection: {user_task: Ответить на возражение, role: clerk, next: both}
  both: {join: Рассмотрено и отвечено, next: done}
  done: {end: Готово}
"),
    ("a side branch that begins itself anew", "
start: {public: true, next: consider}
steps:
  consider:
    user_task: Рассмотреть
    role: clerk
    on: [{term: 10 дней, interrupting: false, next: remind}]
    next: done
  remind: {user_task: Напомнить, role: clerk, next: consider}
  done: {end: Готово}
"),
    ("a term of the process that leads to a wait that nobody ends", "
data: {ready: {boolean: Готово ли}}
start: {public: true, next: prepare}
on:
  slow: {title: Дело идёт полгода, term: 6 месяцев, next: hold}
steps:
  prepare: {set: Отметить, values: {ready: 'false'}, next: work}
  work: {user_task: Рассмотреть, role: clerk, next: done}
  hold: {wait: Ждать готовности, when: ready, next: done}
  done: {end: Готово}
"),
    ("a join that waits for a branch of the whole process", "
start: {public: true, next: consider}
on:
  question: {title: Задать вопрос, role: clerk, interrupting: false, next: answer}
steps:
  consider: {user_task: Рассмотреть, role: clerk, next: both}
  answer: {user_task: Ответить, role: clerk, next: both}
  both: {join: Рассмотрено и отвечено, next: done}
  done: {end: Готово}
"),
];
