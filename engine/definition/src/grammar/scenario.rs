//! The keys of scenarios. The player reads them with its own types; a test there compares both.

use super::shape::{Naming, Symbol, Value, shape};

const AT: Value = Value::Text;
const PERSON: Value = Value::Name(Symbol::Person);
const STEP: Value = Value::Name(Symbol::Step);
const ALIAS: Value = Value::Name(Symbol::Alias);
const INPUT: Value = Value::Names(Naming::Refers(Symbol::Field), &Value::Free);

shape! {
    /// A scenario.
    SCENARIO "scenario" [] {
        "scenario": Value::Text, "Апелляция в последний день", "Название истории.", "The title of the story.";
        "process": Value::Name(Symbol::Process), "participant", "Процесс; без ключа – из process.yaml.", "The process; absent: that of `process.yaml`.";
        "parameters": Value::Names(Naming::Refers(Symbol::Process), &Value::Names(Naming::Refers(Symbol::Parameter), &Value::Text)), "{participant: {consent_mode: inline}}",
            "Значения параметров, с которыми идёт история.", "The values of parameters with which the story is played.";
        "units": Value::List(&Value::Name(Symbol::Unit)), "[kirovsky, school_1]", "Только эти подразделения есть в истории; без ключа – все.", "The only units that exist in the story; absent: all.";
        "at": AT, "\"2021-10-12T00:00\"", "Местные дата и время начала.", "The local date and time at which it begins.";
        "start": Value::Block(&STORY_START), "{cron: true}", "Как начинается дело.", "How the instance starts.";
        "steps": Value::List(&Value::Block(&STORY_STEP)), "[{expect: {task: law}}]", "Что происходит и чего ждём.", "What happens and what is expected.";
    }
}
shape! {
    /// How an instance starts.
    STORY_START "story_start" [] {
        "process": Value::Name(Symbol::Process), "appeal", "Процесс, если не процесс истории.", "The process, when it is not the story's own.";
        "cron": Value::Flag, "true", "По расписанию.", "By schedule.";
        "by": PERSON, "petrov", "Кто начинает.", "Who starts it.";
        "public": Value::Flag, "true", "Через открытую форму.", "Through the public form.";
        "message": Value::Block(&MESSAGE), "{message: request, key: \"12\"}", "По сообщению извне.", "By a message from outside.";
        "input": INPUT, "{name: Петров Пётр}", "Ответы формы.", "The answers.";
        "links": Value::Names(Naming::Refers(Symbol::Link), &ALIAS_VALUE), "{contested: petrov}", "Связанные дела.", "The linked instances.";
        "as": Value::New(Symbol::Alias), "petrov", "Имя дела в истории.", "The name of the instance in the story.";
        "at": AT, "\"2021-10-12T10:00\"", "Когда.", "When.";
    }
}
static ALIAS_VALUE: Value = ALIAS;
shape! {
    /// One action or expectation.
    STORY_STEP "story_step" [] {
        "start": Value::Block(&STORY_START), "{process: appeal, public: true}", "Начинается ещё одно дело.", "Another instance starts.";
        "join": Value::Block(&JOIN), "{as: petrov, input: {name: Петров Пётр}}", "Кто-то записывается в открытое окно.", "Somebody joins an open `for_each`.";
        "complete": Value::Block(&COMPLETE), "{task: law, by: tikhonov}", "Задача выполняется.", "A person does a task.";
        "sign": Value::Block(&COMPLETE), "{task: protocol, by: davydova}", "Человек подписывает.", "A person signs.";
        "wait": Value::Block(&STORY_WAIT), "{for: 3 рабочих дня}", "Проходит время.", "Time passes.";
        "withdraw": Value::Block(&WITHDRAW), "{instance: petrov}", "Событие процесса.", "A process-wide event.";
        "cancel": Value::Block(&CANCEL), "{by: petrov, reason: Нет финансирования}", "Дело прекращают.", "The instance is cancelled.";
        "resolve": Value::Block(&RESOLVE), "{incident: order, by: admin}", "Инцидент разбирают заново.", "An incident is tried again.";
        "pass": Value::Block(&PASS), "{incident: order, by: admin, reason: нет шаблона}", "Дело идёт дальше без шага инцидента.", "The instance goes on without the step of an incident.";
        "correct": Value::Block(&CORRECT), "{by: admin, input: {name: Петров Пётр}, reason: описка}", "Исправляют данные дела.", "What was handed in is corrected.";
        "claim": Value::Block(&HAND), "{task: law, by: petrov}", "Задачу берут в работу.", "A person takes a task.";
        "return": Value::Block(&HAND), "{task: law, by: petrov}", "Задачу возвращают.", "A person gives a task back.";
        "delegate": Value::Block(&HAND), "{task: law, by: petrov, to: davydova}", "Задачу поручают другому.", "A person delegates a task.";
        "reassign": Value::Block(&HAND), "{task: law, by: semenova, to: davydova, reason: болеет}", "Задачу передают другому исполнителю.", "An overseer reassigns a task.";
        "remind": Value::Block(&HAND), "{task: law, by: semenova}", "О задаче напоминают.", "Somebody reminds of a task.";
        "escalate": Value::Block(&HAND), "{task: law, by: semenova, reason: проверка в понедельник}", "О просрочке сообщают выше.", "Somebody tells those above that a task is late.";
        "recuse": Value::Block(&HAND), "{task: meeting, by: petrov, reason: родственник}", "Член комиссии заявляет самоотвод.", "A member steps back from a vote.";
        "close_vote": Value::Block(&HAND), "{task: meeting, by: semenova}", "Председатель закрывает голосование.", "The chair closes a vote.";
        "absence": Value::Block(&AWAY), "{person: petrov, from: \"2026-03-10\", until: \"2026-03-20\", substitute: davydova, order: № 15}", "Кто-то отсутствует.", "Somebody is away.";
        "message": Value::Block(&MESSAGE), "{message: paid, key: \"12\"}", "Приходит сообщение извне.", "A message comes from outside.";
        "job": Value::Block(&STORY_JOB), "{step: ask, result: {title: Школа № 1}}", "Отвечает машина.", "A machine answers.";
        "test": Value::Block(&TAKE_TEST), "{step: exam, right: 32, finish: true}", "Заявитель проходит тест.", "The applicant takes a test.";
        "extend": Value::Block(&EXTEND), "{task: law, by: head, term: 30 дней, reason: запрос}", "Срок продлевают.", "A term is extended.";
        "suspend": Value::Block(&SUSPEND), "{task: law, by: head, reason: нет документов}", "Срок приостанавливают.", "A term is suspended.";
        "resume": Value::Block(&RESUME), "{task: law, by: head}", "Срок возобновляют.", "A suspended term runs again.";
        "calendar": Value::Block(&PUBLISH), "{year: 2028, rows: [\"2028-01-10,moved_off,перенос\"]}", "Вышел календарь года.", "The calendar of a year is published.";
        "refused": Value::Block(&REFUSED), "{code: not_your_task, complete: {task: law, by: petrov}}", "Действие должно быть отклонено.", "The action must be refused.";
        "expect": Value::Block(&EXPECT), "{task: law}", "Что должно быть верно.", "What must be so now.";
    }
}
shape! {
    /// Joining.
    JOIN "story_join" [] {
        "as": Value::New(Symbol::Alias), "petrov", "Имя дела в истории.", "The name of the instance in the story.";
        "instance": ALIAS, "main", "К какому делу; без ключа – main.", "The instance joined; absent: `main`.";
        "step": STEP, "registration", "Шаг for_each.", "The `for_each` step.";
        "at": AT, "\"2021-10-12T10:00\"", "Когда.", "When.";
        "by": PERSON, "davydova", "Кто добавляет; без ключа – сам заявитель.", "Who adds it; absent: the public.";
        "reason": Value::Text, "Болел", "Причина опоздания.", "The reason for a late addition.";
        "input": INPUT, "{name: Петров Пётр}", "Ответы формы.", "The answers.";
    }
}
shape! {
    /// Doing a task.
    COMPLETE "story_complete" [] {
        "task": STEP, "law", "Шаг задачи.", "The step of the task.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
        "outcome": Value::Name(Symbol::Outcome), "accept", "Кнопка.", "The button.";
        "with": INPUT, "{venue: Кабинет 12}", "Ответы формы.", "The answers.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Taking a test.
    TAKE_TEST "story_test" [] {
        "step": STEP, "exam", "Шаг теста.", "The step of the test.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "right": Value::Integer, "32", "Столько вопросов с начала варианта отвечено верно.", "So many questions of the variant are answered rightly.";
        "wrong": Value::Many(&Value::Text), "[q7]", "Отвечено верно всё, кроме этих вопросов.", "Everything is answered rightly but these questions.";
        "answers": Value::Names(Naming::Free, &Value::Many(&Value::Text)), "{q1: b, q2: [a, c]}", "Ответы по вопросам.", "Answers by question.";
        "finish": Value::Flag, "true", "Закончить тест.", "Finishes the test.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Changing who has a task, or a vote.
    HAND "story_hand" [] {
        "task": STEP, "law", "Шаг задачи.", "The step of the task.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
        "to": PERSON, "petrov", "Кому.", "To whom.";
        "reason": Value::Text, "болеет", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// An absence.
    AWAY "story_absence" [] {
        "person": PERSON, "petrov", "Кто отсутствует.", "Who is away.";
        "from": Value::Text, "\"2026-03-10\"", "Первый день.", "The first day.";
        "until": Value::Text, "\"2026-03-20\"", "Последний день.", "The last day.";
        "substitute": Value::Many(&PERSON_VALUE), "davydova", "Кто замещает, по порядку.", "Who acts instead, in order.";
        "order": Value::Text, "№ 15", "Приказ.", "The order.";
    }
}
static PERSON_VALUE: Value = PERSON;
shape! {
    /// Letting time pass.
    STORY_WAIT "story_wait" [] {
        "until": AT, "\"2021-10-13T09:00\"", "До местных даты и времени.", "Until a local date and time.";
        "for": Value::TermLiteral, "3 рабочих дня", "Сколько.", "For a term.";
        "to": Value::Text, "due of order", "До истечения срока задачи: due of ШАГ.", "Until a task is late: `due of STEP`.";
    }
}
shape! {
    /// A process-wide event.
    WITHDRAW "story_withdraw" [] {
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "event": Value::Name(Symbol::Event), "withdrawal", "Событие.", "The event.";
        "by": PERSON, "davydova", "Кто; без ключа – заявитель.", "Who; absent: the applicant.";
        "reason": Value::Text, "Передумал", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Cancelling an instance.
    CANCEL "story_cancel" [] {
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
        "reason": Value::Text, "Нет финансирования", "Причина.", "The reason.";
        "oversees": Value::Flag, "true", "Этот человек надзирает за всеми процессами.", "The person oversees every process.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Trying an incident again.
    RESOLVE "story_resolve" [] {
        "incident": STEP, "order", "Шаг инцидента.", "The step of the incident.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
    }
}
shape! {
    /// Going on without the step of an incident.
    PASS "story_pass" [] {
        "incident": STEP, "order", "Шаг инцидента.", "The step of the incident.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто; он надзирает за процессом.", "Who; the person oversees the process.";
        "to": STEP, "letter", "Куда; нужно, когда путей несколько.", "Where to; needed when there are several ways.";
        "reason": Value::Text, "Решено без приказа", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Correcting what was handed in.
    CORRECT "story_correct" [] {
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто; он надзирает за процессом.", "Who; the person oversees the process.";
        "input": INPUT, "{name: Петров Пётр}", "Поля, какими они должны быть.", "The fields as they are to be.";
        "reason": Value::Text, "Описка в заявлении", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// A message from outside.
    MESSAGE "story_message" [] {
        "message": Value::Name(Symbol::Message), "paid", "Имя сообщения.", "The name of the message.";
        "process": Value::Name(Symbol::Process), "permit", "Процесс; без ключа – процесс истории.", "The process; absent: the story's own.";
        "key": Value::Text, "\"12\"", "Ключ дел.", "The key of the instances.";
        "instance": ALIAS, "main", "Одно дело вместо ключа.", "One instance, instead of a key.";
        "id": Value::Text, "p-1", "Идентификатор: повтор с ним не считается.", "The id: a repetition under it does not count.";
        "data": Value::Names(Naming::Free, &Value::Free), "{sum: 100}", "Содержание.", "The contents.";
        "as": Value::New(Symbol::Alias), "request", "Имя начатого дела в истории.", "The name of the instance that it starts.";
        "at": AT, "\"2021-10-12T10:00\"", "Когда.", "When.";
    }
}
shape! {
    /// The answer of a machine.
    STORY_JOB "story_job" [] {
        "step": STEP, "ask", "Шаг услуги.", "The step of the service.";
        "instance": ALIAS, "main", "Дело.", "The instance.";
        "result": Value::Names(Naming::Free, &Value::Free), "{title: Школа № 1}", "Сделано, и вот ответ.", "Done, with this answer.";
        "error": Value::Text, "not_found", "Ошибка с этим кодом.", "A business error of this code.";
        "fails": Value::Text, "нет связи", "Попытка не удалась, и почему.", "This try failed, and why.";
        "message": Value::Text, "Такого нет", "Что сказано при ошибке.", "What is said beside the error.";
        "retry_in": Value::Integer, "60", "Через сколько секунд повторить.", "Seconds until the next try.";
        "give_up": Value::Flag, "true", "Повторять бесполезно.", "Trying again is useless.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Extending a term.
    EXTEND "story_extend" [] {
        "task": STEP, "law", "Шаг задачи; без ключа – срок всего дела.", "The step of the task; absent: the term of the whole case.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
        "term": Value::TermLiteral, "30 дней", "На сколько.", "By how much.";
        "reason": Value::Text, "запрошены документы", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Suspending a term.
    SUSPEND "story_suspend" [] {
        "task": STEP, "law", "Шаг задачи; без ключа – срок всего дела.", "The step of the task; absent: the term of the whole case.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто.", "Who.";
        "reason": Value::Text, "нет подлинника", "Причина.", "The reason.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// Letting a suspended term run again.
    RESUME "story_resume" [] {
        "task": STEP, "law", "Шаг задачи; без ключа – срок всего дела.", "The step of the task; absent: the term of the whole case.";
        "instance": ALIAS, "petrov", "Дело.", "The instance.";
        "by": PERSON, "davydova", "Кто; без ключа – заявитель своей формой.", "Who; absent: the applicant with the form of the rule.";
        "reason": Value::Text, "представлены", "Причина.", "The reason.";
        "with": INPUT, "{note: диплом}", "Ответы формы.", "The answers.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// The calendar of a year is published.
    PUBLISH "story_calendar" [] {
        "year": Value::Integer, "2028", "Год.", "The year.";
        "rows": Value::List(&Value::Text), "[\"2028-01-10,moved_off,перенос\"]", "Дни: дата, вид, примечание.", "Its days: date, kind, note.";
        "at": AT, "\"2021-10-13T09:00\"", "Когда.", "When.";
    }
}
shape! {
    /// An action that must be refused.
    REFUSED "story_refused" [] {
        "code": Value::Text, "not_your_task", "Код отказа.", "The code of the rejection.";
        "start": Value::Block(&STORY_START), "{public: true}", "Начало дела.", "A start.";
        "join": Value::Block(&JOIN), "{as: petrov}", "Запись.", "A joining.";
        "complete": Value::Block(&COMPLETE), "{task: law, by: petrov}", "Выполнение задачи.", "Doing a task.";
        "sign": Value::Block(&COMPLETE), "{task: protocol, by: petrov}", "Подпись.", "A signature.";
        "withdraw": Value::Block(&WITHDRAW), "{instance: petrov}", "Событие процесса.", "A process-wide event.";
        "claim": Value::Block(&HAND), "{task: law, by: petrov}", "Задачу берут в работу.", "Taking a task.";
        "return": Value::Block(&HAND), "{task: law, by: petrov}", "Задачу возвращают.", "Giving a task back.";
        "delegate": Value::Block(&HAND), "{task: law, by: petrov, to: davydova}", "Задачу поручают.", "Delegating a task.";
        "reassign": Value::Block(&HAND), "{task: law, by: petrov, to: davydova}", "Задачу передают.", "Reassigning a task.";
        "remind": Value::Block(&HAND), "{task: law, by: petrov}", "О задаче напоминают.", "Reminding of a task.";
        "escalate": Value::Block(&HAND), "{task: law, by: petrov}", "О просрочке сообщают выше.", "Telling those above of lateness.";
        "recuse": Value::Block(&HAND), "{task: meeting, by: petrov}", "Самоотвод.", "Stepping back from a vote.";
        "close_vote": Value::Block(&HAND), "{task: meeting, by: petrov}", "Закрытие голосования.", "Closing a vote.";
        "absence": Value::Block(&AWAY), "{person: petrov}", "Отсутствие.", "Entering an absence.";
        "cancel": Value::Block(&CANCEL), "{by: petrov}", "Прекращение.", "A cancellation.";
        "pass": Value::Block(&PASS), "{incident: order, by: petrov}", "Пропуск шага инцидента.", "Going on without the step of an incident.";
        "correct": Value::Block(&CORRECT), "{by: petrov, input: {name: Петров Пётр}}", "Исправление данных.", "Correcting data.";
        "message": Value::Block(&MESSAGE), "{message: paid}", "Сообщение.", "A message.";
        "test": Value::Block(&TAKE_TEST), "{step: exam, answers: {q1: b}}", "Прохождение теста.", "Taking a test.";
        "job": Value::Block(&STORY_JOB), "{step: ask, fails: нет связи}", "Ответ машины.", "The answer of a machine.";
        "extend": Value::Block(&EXTEND), "{task: law, by: head, term: 30 дней, reason: запрос}", "Продление срока.", "Extending a term.";
        "suspend": Value::Block(&SUSPEND), "{task: law, by: head, reason: нет документов}", "Приостановление срока.", "Suspending a term.";
        "resume": Value::Block(&RESUME), "{task: law, by: head}", "Возобновление срока.", "Resuming a term.";
    }
}
shape! {
    /// What must be so.
    EXPECT "expect" [] {
        "task": STEP, "law", "Открыта задача этого шага.", "A task of this step is open.";
        "due": Value::Text, "\"2021-11-08\"", "Её срок (или none).", "Its due date (or `none`).";
        "role": Value::Name(Symbol::Role), "hr", "Её роль.", "Its role.";
        "who": Value::Many(&PERSON_VALUE), "[petrov, davydova]", "Кто может её выполнить; none – никто.", "Who may do it; `none` for nobody.";
        "count": Value::Integer, "2", "Сколько задач, писем или записей.", "How many tasks, letters or entries.";
        "no_task": STEP, "order", "Задачи этого шага нет.", "No task of this step is open.";
        "overdue": STEP, "order", "Задача этого шага просрочена.", "A task of this step is overdue.";
        "level": Value::Integer, "1", "Сколько извещений ушло.", "How many notices have gone out.";
        "letter": Value::Name(Symbol::Letter), "invited", "Ушло такое письмо.", "Such a letter was written.";
        "to": Value::Text, "petrov@example.ru", "Кому.", "Its receiver.";
        "contains": Value::Text, "кабинет 12", "Что в нём есть.", "What it contains.";
        "lacks": Value::Text, "балл", "Чего в нём нет.", "What it must not contain.";
        "no_letter": Value::Name(Symbol::Letter), "refusal", "Такого письма не было.", "No such letter.";
        "document": Value::Name(Symbol::Document), "order", "Составлен такой документ.", "Such a document was drawn up.";
        "no_document": Value::Name(Symbol::Document), "refusal", "Такого документа нет.", "No such document.";
        "number": Value::Text, "\"1\"", "Его номер.", "Its number.";
        "instance": ALIAS, "petrov", "О каком деле речь.", "The instance meant.";
        "data": INPUT, "{decision: passed}", "Значения полей.", "Values of fields.";
        "value": Value::Text, "protocol.effective_on", "Выражение …", "An expression …";
        "is": Value::Text, "28.10.2021", "… и что оно печатает.", "… and what it prints.";
        "ended": ALIAS, "petrov", "Дело завершено …", "The instance has ended …";
        "at_step": STEP, "issued", "… этим шагом.", "… at this end step.";
        "cancelled": ALIAS, "petrov", "Дело прекращено.", "The instance was cancelled.";
        "running": ALIAS, "main", "Дело идёт.", "The instance is running.";
        "at": STEP, "window", "Дело стоит на этом шаге.", "A token stands at this step.";
        "register": Value::Name(Symbol::Register), "orders", "Журнал.", "A register.";
        "indicator": Value::Block(&EXPECT_INDICATOR), "{id: centre.routes, value: \"5\"}", "Показатель.", "An indicator.";
        "incident": STEP, "order", "На этом шаге открыт инцидент.", "An incident is open at this step.";
        "job": STEP, "ask", "Открыт запрос этого шага к машине.", "A job of this step is open.";
        "given": Value::Names(Naming::Free, &Value::Free), "{inn: \"42\"}", "Что в нём передано.", "What it was given.";
        "retries": Value::Integer, "2", "Сколько повторов осталось.", "How many retries are left.";
        "no_job": STEP, "ask", "Запроса этого шага нет.", "No job of this step is open.";
        "published": Value::Text, "certification", "Что показывает открытая страница.", "What a public page shows.";
        "error": Value::Text, "not_paid", "Дело завершено с этой ошибкой.", "The instance has ended with this error.";
        "kept": Value::Name(Symbol::Message), "paid", "Сообщение ждёт своего дела.", "A message waits for its instance.";
        "instance_overdue": Value::Integer, "1", "Сколько извещений о сроке дела ушло.", "How many overdue notices of the whole case have gone out.";
        "suspended": Value::Flag, "true", "Срок задачи (или дела) приостановлен.", "The term of the task (or of the case) stands still.";
        "provisional": Value::Flag, "true", "Этот срок предварительный.", "That term is provisional.";
    }
}
shape! {
    /// What must be so of an indicator.
    EXPECT_INDICATOR "expect_indicator" [] {
        "id": Value::Text, "centre.routes", "Набор и показатель через точку.", "The set and the indicator, with a point between them.";
        "on": Value::Text, "\"2021-12-31\"", "На какую дату; без ключа – сегодня.", "The day asked on; absent: today.";
        "year": Value::Integer, "2021", "За какой год; без ключа – год этой даты.", "The year asked about; absent: the one of that day.";
        "value": Value::Text, "\"5\"", "Значение, как его печатают; none – нет данных.", "The value as printed; `none`: no data.";
        "numerator": Value::Integer, "3", "Сколько посчитано.", "What was counted.";
        "denominator": Value::Text, "\"60\"", "От скольких; none – не внесён.", "Of how many; `none`: not entered.";
        "source": Value::Text, "форма ОО-1", "Источник знаменателя.", "Where the denominator comes from.";
        "target": Value::Text, "\"5\"", "Минимум этого года.", "The least value of that year.";
        "reached": Value::Flag, "true", "Достигнут ли он.", "Whether it is reached.";
        "forecast": Value::Text, "\"7.5\"", "Прогноз на конец года; none – нет.", "The forecast for the end of the year; `none` without one.";
        "cases": Value::Integer, "4", "Сколько записей за числителем.", "How many entries stand behind the numerator.";
    }
}
