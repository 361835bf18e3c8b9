//! Processes that only look faulty: name and everything below the head.

pub(crate) const CLEAN: &[(&str, &str)] = &[
    ("some of them and all of them, round after round", "
data: {more: {boolean: Ещё раз}}
start: {role: clerk, next: begin}
steps:
  begin: {user_task: Начать круг, role: clerk, next: [a, b, c]}
  a: {user_task: Первый отзыв, role: clerk, next: [enough, all]}
  b: {user_task: Второй отзыв, role: clerk, next: [enough, all]}
  c: {user_task: Третий отзыв, role: clerk, next: [enough, all]}
  enough: {join: Два отзыва, wait_for: 2, rest: ignore, from: [a, b, c], next: decide}
  decide: {user_task: Решить по двум отзывам, role: clerk, form: [more], next: round}
  all: {join: Все отзывы, from: [a, b, c], next: round}
  round: {join: Круг закончен, from: [decide, all], next: again}
  again: {decision: Ещё раз?, cases: [{when: more, next: begin}], otherwise: done}
  done: {end: Готово}
"),
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
    ("joins of some, of those taken, and the rest swallowed", "
data: {law: {boolean: По праву}, money: {boolean: По деньгам}}
start: {public: true, form: [law, money], next: what}
steps:
  what:
    decision: Что проверить?
    inclusive: true
    cases: [{when: law, next: lawyer}, {when: money, next: bookkeeper}]
    otherwise: checked
  lawyer: {user_task: Проверить право, role: clerk, next: checked}
  bookkeeper: {user_task: Проверить деньги, role: clerk, next: checked}
  checked: {join: Проверено, wait_for: taken, next: [first, second, third]}
  first: {user_task: Первый отзыв, role: clerk, next: enough}
  second: {user_task: Второй отзыв, role: clerk, next: enough}
  third: {user_task: Третий отзыв, role: clerk, next: enough}
  enough: {join: Два отзыва, wait_for: 2, rest: ignore, next: [quick, slow]}
  quick: {user_task: Спросить по телефону, role: clerk, next: heard}
  slow: {user_task: Спросить письмом, role: clerk, next: heard}
  heard: {join: Ответили, wait_for: any, next: done}
  done: {end: Готово}
"),
    ("the first of several, and a circle with a bound", "
data: {good: {boolean: Годится}}
start: {public: true, next: draft}
steps:
  draft: {user_task: Подготовить, role: clerk, form: [good], next: check, repeat: {max: 3, then: refuse}}
  check: {decision: Годится?, cases: [{when: good, next: answer}], otherwise: draft}
  answer:
    wait: Ответ или срок
    first: [{term: 5 дней, next: done}, {when: not good, next: refuse}]
  refuse: {end: Отказано}
  done: {end: Готово}
"),
    ("side branches beside a step", "
data: {urgent: {boolean: Срочно}}
start: {public: true, form: [urgent], next: consider}
steps:
  consider:
    user_task: Рассмотреть
    role: clerk
    on:
      - {term: 30 дней, next: late}
      - {term: 10 дней, interrupting: false, every: 5 дней, times: 3, next: control}
      - {when: urgent, interrupting: false, next: control}
    next: fine
  control: {user_task: Проверить ход дела, role: chair, next: controlled}
  controlled: {end: Проверено}
  fine: {user_task: Подписать, role: clerk, outcomes: {yes: {title: Да, next: done}, again: {title: Снова, next: consider}}}
  late: {end: Срок истёк}
  done: {end: Готово}
"),
    ("an intake that the term of the process ends", "
data: {urgent: {boolean: Срочно}, enough: {boolean: Хватит}}
start: {public: true, form: [urgent], next: open}
on:
  over: {title: Приём окончен, term: 30 дней, next: close}
  large: {title: Стало срочно, when: urgent, interrupting: false, next: control}
  question: {title: Задать вопрос, role: clerk, interrupting: false, next: answer}
steps:
  open: {set: Открыть приём, values: {enough: 'false'}, next: hear}
  hear: {user_task: Принять обращение, role: clerk, next: note}
  note: {user_task: Записать, role: clerk, next: again}
  again: {decision: Хватит?, cases: [{when: enough, next: close}], otherwise: hear}
  control: {user_task: Проверить ход дела, role: chair, next: done}
  answer: {user_task: Ответить, role: clerk, next: done}
  close: {user_task: Подвести итог, role: chair, next: done}
  done: {end: Готово}
"),
    ("what was done is undone, after a button, a cancellation and beside the course", "
start: {role: clerk, next: order}
on:
  refusal: {title: Слушатель отказался, role: clerk, next: undo_all}
  free: {title: Курсы стали бесплатными, role: clerk, interrupting: false, once: true, next: undo_payment}
  cancellation: {title: Прекратить, role: chair, next: undo_all}
steps:
  order: {user_task: Издать приказ, role: chair, undo: cancel_order, next: pay}
  pay: {user_task: Оплатить курсы, role: clerk, undo: return_money, next: study}
  study: {wait: Начало занятий, term: 10 дней, next: done}
  done: {end: Обучение началось}
  cancel_order: {user_task: Отменить приказ, role: chair}
  return_money: {user_task: Вернуть оплату, role: clerk, on: [{term: 30 дней, next: claim}]}
  claim: {user_task: Истребовать остаток, role: clerk, next: done}
  undo_all: {compensate: Отменить сделанное, next: undone}
  undone: {end: Направление отменено}
  undo_payment: {compensate: Отменить только оплату, steps: pay, next: repaid}
  repaid: {end: Оплата возвращена}
"),
    ("an undo step that reads what its step fills in", "
data: {number: {text: Номер приказа}, note: {text: Запись}}
start: {public: true, next: order}
on:
  refusal: {title: Отказ, role: clerk, next: undo_all}
steps:
  order: {user_task: Издать приказ, role: clerk, form: [number], undo: cancel, next: study}
  study: {user_task: Учиться, role: clerk, next: done}
  undo_all: {compensate: Отменить сделанное, next: tell}
  cancel: {set: Отменить приказ, values: {note: \"'Отменён приказ ' + number\"}}
  tell: {user_task: Известить, role: clerk, show: [note], next: done}
  done: {end: Готово}
"),
    ("a step done and undone again and again until it is enough", "
start: {public: true, next: place}
steps:
  place: {user_task: Заказать, role: clerk, undo: recall, next: look}
  look: {user_task: Посмотреть, role: clerk, outcomes: {fine: {title: Годится, next: done}, wrong: {title: Не годится, next: undo_all}}}
  undo_all: {compensate: Отменить заказ, next: place}
  recall: {user_task: Отозвать заказ, role: clerk}
  done: {end: Готово}
"),
    ("what was interrupted is not undone", "
data: {number: {text: Номер приказа}, note: {text: Запись}}
start: {public: true, next: order}
steps:
  order: {user_task: Издать приказ, role: clerk, form: [number], undo: cancel, on: [{term: 10 дней, next: undo_all}], next: study}
  study: {user_task: Учиться, role: clerk, on: [{term: 30 дней, next: undo_all}], next: done}
  undo_all: {compensate: Отменить сделанное, next: tell}
  cancel: {set: Отменить приказ, values: {note: \"'Отменён приказ ' + number\"}}
  tell: {user_task: Известить, role: clerk, show: [note], next: done}
  done: {end: Готово}
"),
];
