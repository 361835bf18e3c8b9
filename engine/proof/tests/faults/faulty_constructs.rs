//! Processes with one fault each in a single construct: inclusive ways, joins, silence, signatures, machines, publications, promises, undoing.

pub(crate) const FAULTS: &[(&str, &str)] = &[
    ("inclusive ways that meet in a join of all", "
data: {law: {boolean: Проверить нормы}, list: {boolean: Проверить список}}
start: {public: true, form: [law, list], next: ask}
steps:
  ask:
    decision: Что проверить?
    inclusive: true
    cases: [{when: law, next: norms}, {when: list, next: names}]
    otherwise: done
  norms: {user_task: Проверить нормы, role: clerk, next: both}
  names: {user_task: Проверить список, role: clerk, next: both}
  both: {join: Всё проверено, next: done}
  done: {end: Готово}
"),
    ("a join that an interrupted branch never reaches", "
start: {public: true, next: [ask, write]}
steps:
  ask: {user_task: Запросить сведения, role: clerk, on: [{term: 10 дней, next: late}], next: both}
  write: {user_task: Составить проект, role: clerk, next: both}
  both: {join: Всё готово, next: done}
  late: {end: Сведения не получены}
  done: {end: Готово}
"),
    ("a silence that leads past the join", "
start: {public: true, next: [agree, write]}
steps:
  agree:
    user_task: Согласовать
    role: chair
    deadline: {term: 5 рабочих дней}
    silence: {outcome: yes, basis: none}
    outcomes: {yes: {title: Согласовано, next: agreed}, no: {title: Не согласовано, next: both}}
  write: {user_task: Составить проект, role: clerk, next: both}
  both: {join: Всё готово, next: done}
  agreed: {end: Согласовано молчанием}
  done: {end: Готово}
"),
    ("the first of several leads past the join", "
correlation: {answered: {role: clerk}}
start: {public: true, next: [wait_answer, write]}
steps:
  wait_answer:
    wait: Ответ или срок
    first:
      - {message: answered, next: both}
      - {term: 5 рабочих дней, next: late}
  write: {user_task: Составить проект, role: clerk, next: both}
  both: {join: Всё готово, next: done}
  late: {end: Ответа нет}
  done: {end: Готово}
"),
    ("a join whose flows never come together", "
data: {kind: {choice: Вид, options: {a: первый, b: второй}}}
start: {public: true, next: mark}
steps:
  mark: {set: Назначить вид, values: {kind: \"'a'\"}, next: [left, ask]}
  left: {user_task: Левая ветвь, role: clerk, next: both}
  ask: {decision: Второй вид?, cases: [{when: kind == 'b', next: right}], otherwise: stop}
  right: {user_task: Правая ветвь, role: clerk, next: both}
  both: {join: Обе ветви, next: done}
  stop: {end: Хватит, terminates: true}
  done: {end: Готово}
"),
    ("a term from a date that may stay empty", "
data: {filed_on: {date: Дата подачи}}
start: {public: true, form: [filed_on?], next: consider}
steps:
  consider: {user_task: Рассмотреть, role: clerk, deadline: {term: 30 дней, from: filed_on}, next: done}
  done: {end: Готово}
"),
    ("a set value out of an empty field", "
data: {score: {integer: Баллы}, total: {integer: Итог}}
start: {public: true, form: [score?], next: sum}
steps:
  sum: {set: Подвести итог, values: {total: score + 10}, next: tell}
  tell: {user_task: Сообщить, role: clerk, show: [total], next: done}
  done: {end: Готово}
"),
    ("a list that may stay empty is gone through", "
data: {members: {people: Члены комиссии, role: clerk}}
start: {public: true, form: [members?], next: opinions}
steps:
  opinions: {user_task: Дать заключение, each: person in members, next: done}
  done: {end: Готово}
"),
    ("a machine is given what may be empty", "
data: {inn: {text: ИНН}, name: {text: Название}}
start: {public: true, form: [inn?], next: ask}
steps:
  ask: {service: Запросить выписку, worker: registry, give: {inn: upper(inn)}, take: {name: result.name}, next: read}
  read: {user_task: Прочитать, role: clerk, show: [name], next: done}
  done: {end: Готово}
"),
    ("a publication of a date that may be empty", "
data: {closes: {date: Приём до}}
start: {public: true, form: [closes?], next: show}
steps:
  show: {publish: Объявить приём, page: news, title: Приём, text: 'Приём открыт до {{ closes }}.', next: done}
  done: {end: Готово}
"),
    ("a term from a signature that was not given", "
start: {public: true, next: ask}
steps:
  ask: {user_task: Принять заявление, role: clerk, outcomes: {sign: {title: На подпись, next: sign}, at_once: {title: Сразу, next: hand}}}
  sign: {user_task: Подписать решение, signed_by: [clerk, chair], next: hand}
  hand: {user_task: Выдать решение, role: clerk, deadline: {term: 3 рабочих дня, from: sign.effective_on}, next: done}
  done: {end: Готово}
"),
    ("the number of a document that was not drawn", "
data: {note: {text: Основание}}
start: {public: true, next: ask}
steps:
  ask: {user_task: Решить, role: clerk, outcomes: {order: {title: Издать приказ, next: order}, tell: {title: Сообщить устно, next: file}}}
  order: {document: Издать приказ, template: order, register: orders, entry: {score: \"1\"}, next: file}
  file: {set: Записать основание, values: {note: \"'приказ ' + order.number\"}, next: keep}
  keep: {user_task: Подшить, role: clerk, show: [note], next: done}
  done: {end: Готово}
"),
    ("one of two signers is left out", "
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: chair, next: sign}
  sign: {user_task: Подписать протокол, signed_by: [clerk, chair], not_by: draft.signed_by, next: done}
  done: {end: Готово}
"),
    ("the only holder is named among those who may not", "
start: {public: true, next: sign}
steps:
  sign: {user_task: Подписать, role: chair, not_by: \"['vera']\", next: done}
  done: {end: Готово}
"),
    ("a case that is impossible", "
data: {score: {integer: Баллы, min: 0, max: 100}}
start: {public: true, form: [score], next: ask}
steps:
  ask:
    decision: Сколько баллов?
    cases: [{when: score > 100, next: best}, {when: score >= 50, next: good}]
    otherwise: bad
  best: {end: Отлично}
  good: {end: Хорошо}
  bad: {end: Плохо}
"),
    ("options that are all named", "
data: {kind: {choice: Вид, options: {a: первый, b: второй}}}
start: {public: true, form: [kind], next: ask}
steps:
  ask:
    decision: Какой вид?
    cases: [{when: kind == 'a', next: one}, {when: kind == 'b', next: two}]
    otherwise: three
  one: {end: Первый}
  two: {end: Второй}
  three: {end: Третий}
"),
    ("a promise between two steps", "
promise: [{within: 10 календарных дней, from: order, to: hand}]
start: {public: true, next: order}
steps:
  order: {user_task: Издать приказ, role: clerk, deadline: {term: 3 рабочих дня}, next: register}
  register: {user_task: Зарегистрировать, role: clerk, deadline: {term: 5 рабочих дней}, next: hand}
  hand: {user_task: Выдать на руки, role: clerk, deadline: {term: 5 рабочих дней}, next: done}
  done: {end: Готово}
"),
    ("a promise in months, by a parameter", "
promise: [{within: answer_term, to: answer}]
parameters: {answer_term: {term: Срок ответа, value: 1 месяц, reason: Так принято}}
start: {public: true, next: consider}
steps:
  consider: {user_task: Рассмотреть, role: clerk, deadline: {term: 1 месяц}, next: answer}
  answer: {user_task: Ответить, role: clerk, deadline: {term: 1 рабочий день}, next: done}
  done: {end: Готово}
"),
    ("an end that comes after the due date of another", "
promise: [{first: register.completed_on, before: publish.started_on}]
start: {public: true, next: [register, prepare]}
steps:
  register: {user_task: Зарегистрировать, role: clerk, deadline: {term: 10 рабочих дней}, next: both}
  prepare: {user_task: Подготовить публикацию, role: clerk, deadline: {term: 3 рабочих дня}, next: publish}
  publish: {user_task: Разместить, role: clerk, deadline: {term: 3 рабочих дня}, next: both}
  both: {join: Всё сделано, next: done}
  done: {end: Готово}
"),
    ("a question too large to decide", "
data:
  a: {integer: А}
  b: {integer: Б}
  c: {integer: В}
  d: {integer: Г}
start: {public: true, form: [a, b, c, d], next: ask}
steps:
  ask:
    decision: Который случай?
    cases:
      - {when: \"a in [1, 3, 5, 7, 9, 11, 13] and b in [1, 3, 5, 7, 9, 11, 13] and c in [1, 3, 5, 7, 9, 11, 13] and d in [1, 3, 5, 7, 9, 11, 13]\", next: one}
    otherwise: two
  one: {end: Первый}
  two: {end: Второй}
"),
    ("a compensation that can never end", "
start: {public: true, next: order}
steps:
  order: {user_task: Издать приказ, role: clerk, undo: cancel, next: refuse}
  refuse: {compensate: Отменить сделанное, next: done}
  cancel: {user_task: Отменить приказ, role: clerk, undo: renew}
  renew: {user_task: Вернуть приказ в силу, role: clerk, undo: cancel}
  done: {end: Готово}
"),
    ("an undo step that sends a second flow to a join", "
start: {public: true, next: [pay, write]}
steps:
  pay: {user_task: Оплатить, role: clerk, undo: repay, next: refuse}
  write: {user_task: Составить отказ, role: clerk, next: both}
  refuse: {compensate: Отменить сделанное, next: both}
  repay: {user_task: Вернуть деньги, role: clerk, on: [{term: 10 дней, next: write}]}
  both: {join: Всё отменено, next: done}
  done: {end: Готово}
"),
    ("an undo step that leads to a wait that nobody lets go, after a button", "
data: {ready: {boolean: Готово ли}}
start: {public: true, next: pay}
on:
  refusal: {title: Отказ, role: clerk, next: mark}
steps:
  pay: {user_task: Оплатить, role: clerk, undo: repay, next: study}
  study: {user_task: Учиться, role: clerk, next: done}
  mark: {set: Отметить, values: {ready: 'false'}, next: refuse}
  refuse: {compensate: Отменить сделанное, next: done}
  repay: {user_task: Вернуть деньги, role: clerk, on: [{term: 10 дней, next: hold}]}
  hold: {wait: Ждать готовности, when: ready, next: done}
  done: {end: Готово}
"),
    ("an undo step that reads what its step need not fill in", "
data: {number: {text: Номер приказа}, note: {text: Запись}}
start: {public: true, next: order}
on:
  cancellation: {title: Прекратить, role: chair, next: undo_all}
steps:
  order: {user_task: Издать приказ, role: clerk, form: [number?], undo: cancel, next: study}
  study: {user_task: Учиться, role: clerk, show: [number], next: done}
  undo_all: {compensate: Отменить сделанное, next: tell}
  cancel: {set: Отменить приказ, values: {note: \"'Отменён приказ ' + number\"}}
  tell: {user_task: Известить, role: clerk, show: [note], next: done}
  done: {end: Готово}
"),
    ("an undo step for what is not done before", "
start: {public: true, next: ask}
steps:
  ask: {user_task: Решить, role: clerk, outcomes: {go: {title: Учить, next: pay}, stop: {title: Не учить, next: refuse}}}
  pay: {user_task: Оплатить, role: clerk, undo: repay, next: done}
  refuse: {compensate: Отменить сделанное, next: done}
  repay: {user_task: Вернуть деньги, role: clerk}
  done: {end: Готово}
"),
    ("an opinion of the last round comes in the next one", "
data: {again: {boolean: Повторить}}
start: {role: clerk, next: ask}
steps:
  ask: {set: Запросить отзывы, values: {again: \"false\"}, next: [a, b, c], repeat: {max: 3, then: done}}
  a: {user_task: Отзыв первый, role: clerk, next: enough}
  b: {user_task: Отзыв второй, role: clerk, next: enough}
  c: {user_task: Отзыв третий, role: clerk, next: enough}
  enough: {join: Отзывов достаточно, wait_for: 2, rest: ignore, next: decide}
  decide: {user_task: Решить, role: clerk, form: [again], next: more}
  more:
    decision: Повторить?
    cases: [{when: again, next: ask}]
    otherwise: done
  done: {end: Решено, terminates: true}
"),
];
