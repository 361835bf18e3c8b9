//! The keys of steps: those of every step, and those of each kind.

use super::bank::{REGRADE, TEST};
use super::deadline::DEADLINE;
use super::machines::{PUBLISH, SERVICE};
use super::shape::{Naming, Scope, Symbol, Value, kinds, shape};
use super::task::{DRAW, USER_TASK};

const STEPS: Value = Value::Many(&Value::Name(Symbol::Step));
const CLAUSES: Value = Value::Many(&Value::Name(Symbol::Clause));
const ROLES: Value = Value::Many(&Value::Name(Symbol::Role));
const SET_FROM_MESSAGE: Value = Value::Names(
    Naming::Refers(Symbol::Field),
    &Value::Expression(Scope::Message),
);

shape! {
    /// Keys of every step.
    STEP_COMMON "step_common" [] {
        "basis": CLAUSES, "\"3.5\"", "Пункт акта, который исполняет шаг; none – ни один.", "The clause that the step implements; `none` says that there is none.";
        "on": Value::List(&Value::Block(&BOUNDARY_EVENT)), "[{term: 10 дней, next: expired}]",
            "Что может случиться, пока шаг ждёт.", "What may happen while the step waits.";
        "undo": Value::Name(Symbol::Step), "cancel_order", "Шаг, который отменяет сделанное этим.", "The step that undoes what this one did.";
        "repeat": Value::Block(&REPEAT), "{max: 3, then: escalation}",
            "Сколько раз шаг можно начать, или почему предела нет.", "How often the step may be entered, or why there is no bound.";
        "expected": Value::Term, "2 рабочих дня",
            "Сколько шаг обычно занимает: по этому считается прогноз.", "How long the step usually takes: forecasts count with it.";
        "milestone": Value::Block(&MILESTONE), "{due: \"month_end(2021, 4)\", deliverable: Справка-обобщение}",
            "Веха плана: к какому дню и что должно быть.", "A milestone of the plan: what there must be, and by which day.";
    }
}
shape! {
    /// A milestone of a plan.
    MILESTONE "milestone" [] {
        "due": Value::Expression(Scope::Process), "month_end(2021, 4)", "Последний день: дата; без ключа – без срока.", "The last day, a date; absent: no date.";
        "from": Value::Expression(Scope::Process), "date('2021-04-01')", "Первый день; без ключа – первое число месяца срока.", "The first day; absent: the first of the month in which it is due.";
        "after": STEPS, "[survey]", "Вехи, после которых она идёт; ничего не запрещает, только отмечается.", "The milestones that it follows: only marked, nothing is refused.";
        "deliverable": Value::Title, "Проект модели", "Что должно быть готово.", "What there must be.";
        "indicator": Value::Title, "Не менее 85 % муниципалитетов", "По чему видно, что результат достигнут.", "What shows that it was reached.";
        "responsible": Value::Title, "Горностаева С. М.", "Кто отвечает.", "Who answers for it.";
        "participants": Value::Title, "Разработческие группы", "Кто участвует.", "Who takes part.";
    }
}
shape! {
    /// The way on.
    WAY_ON "way_on" [] {
        "next": STEPS, "protocol", "Куда идти; список – всюду сразу.", "Where to go; a list is a fork.";
    }
}
shape! {
    /// What may happen beside the ordinary course, and how.
    HAPPENING "happening" [&DEADLINE] {
        "message": Value::Name(Symbol::Message), "appeal_decided", "Сообщение, которого ждёт событие.", "The message that the event listens to.";
        "error": Value::Text, "any", "Код ошибки, которую ловит событие; any – любая.", "The code of the error that it catches; `any` for all.";
        "when": Value::Expression(Scope::Process), "has(sum) and sum > 1000",
            "Условие, при котором событие наступает; у кнопки – пока оно верно, событие доступно.", "The condition that makes it happen; a button is offered while it holds.";
        "interrupting": Value::Flag, "false", "Прерывает ли событие; false – рядом начинается ветвь.", "Whether it interrupts; `false` begins a branch beside.";
        "every": Value::TermLiteral, "5 дней", "Как часто срок наступает снова.", "How often the term comes again.";
        "times": Value::Integer, "3", "Сколько раз всего, считая первый.", "How often in all, the first time included.";
        "set": SET_FROM_MESSAGE, "{decision: message.decision}", "Какие данные записать.", "The data to set.";
        "basis": CLAUSES, "\"3.10\"", "Пункт акта.", "The clause.";
    }
}
shape! {
    /// What may happen while a step waits.
    BOUNDARY_EVENT "boundary_event" [&HAPPENING, &WAY_ON] {}
}
shape! {
    /// Keys of a compensation.
    COMPENSATE "compensate" [&WAY_ON] {
        "steps": STEPS, "[order]", "Что отменять; без ключа – всё, у чего есть undo.", "What is undone; absent: all that has `undo`.";
    }
}
shape! {
    /// Receivers by key.
    BY_KEY "by_key" [] {
        "correlate": Value::Block(&ADDRESS), "{process: permit, key: number}", "Дела, у которых такой ключ.", "The instances that have the key.";
    }
}
shape! {
    /// A process and a key of its instances.
    ADDRESS "address" [] {
        "process": Value::Name(Symbol::Process), "permit", "Процесс.", "The process.";
        "key": Value::Expression(Scope::Row), "number", "Ключ.", "The key.";
    }
}
shape! {
    /// Keys of a decision.
    DECISION "decision" [&WAY_ON] {
        "cases": Value::List(&Value::Block(&CASE)), "[{when: correct >= 8, next: passed}]", "Случаи по порядку: выбирается первый верный.", "The cases in order: the first that holds is taken.";
        "inclusive": Value::Flag, "true", "Взять все верные случаи сразу, а не первый.", "Takes every case that holds, all in parallel, not the first.";
        "table": Value::Block(&DECISION_TABLE), "{hit: first, inputs: {sum: \"1\"}, rows: [{if: {sum: \"> 5\"}, next: large}]}",
            "Таблица решений вместо случаев.", "A decision table instead of cases.";
        "otherwise": STEPS, "refusal", "Куда идти, если ни один не верен.", "Where to go when none holds.";
    }
}
shape! {
    /// A case of a decision.
    CASE "case" [&WAY_ON] {
        "title": Value::Title, "{ru: да, en: \"yes\"}", "Как назвать этот путь на схеме.", "What the way is called in pictures.";
        "when": Value::Expression(Scope::Process), "correct * 100 >= total * 80", "Условие.", "The condition.";
    }
}
shape! {
    /// Keys of a join.
    JOIN "join" [&WAY_ON] {
        "wait_for": Value::Either(&[Value::Word(&[
            ["all", "всех путей; так по умолчанию", "all flows; the default"],
            ["any", "первого пути", "the first flow"],
            ["taken", "путей, которые ещё могут прийти", "the flows that can still come"],
        ]), Value::Integer]), "any", "Скольких путей ждать.", "For how many flows it waits.";
        "rest": Value::Word(&[
            ["cancel", "отменить; так по умолчанию", "they are cancelled; the default"],
            ["ignore", "дождаться и забыть", "they go on and are swallowed"],
        ]), "cancel", "Что делать с остальными путями.", "What becomes of the other flows.";
        "from": STEPS, "[materials, registration]", "Каких шагов ждать; без ключа – всех, что сюда ведут.", "The steps waited for; absent: all that lead here.";
    }
}
shape! {
    /// Keys of a wait.
    WAIT "wait" [&DEADLINE, &WAY_ON] {
        "until": Value::Expression(Scope::Process), "test_on", "Дата или момент, до которого ждать.", "The date or moment waited for.";
        "when": Value::Expression(Scope::Process), "has(paid_on)", "Условие, которого ждать.", "The condition waited for.";
        "message": Value::Name(Symbol::Message), "invitation", "Сообщение, которого ждать.", "The message waited for.";
        "set": SET_FROM_MESSAGE, "{venue: message.venue}", "Какие данные записать.", "The data to set.";
        "first": Value::List(&Value::Block(&WAIT_OPTION)), "[{message: answered, next: read}, {term: 5 дней, next: late}]",
            "Чего ждать: путь выбирает то, что случится раньше.", "What is waited for: whatever happens first decides the way.";
    }
}
shape! {
    /// One of several things waited for.
    WAIT_OPTION "wait_option" [&DEADLINE, &WAY_ON] {
        "until": Value::Expression(Scope::Process), "test_on", "Дата или момент, до которого ждать.", "The date or moment waited for.";
        "when": Value::Expression(Scope::Process), "has(test_on)", "Условие, которого ждать.", "The condition waited for.";
        "message": Value::Name(Symbol::Message), "answered", "Сообщение, которого ждать.", "The message waited for.";
        "set": SET_FROM_MESSAGE, "{venue: message.venue}", "Какие данные записать.", "The data to set.";
        "basis": CLAUSES, "\"3.10\"", "Пункт акта.", "The clause.";
    }
}
shape! {
    /// How often a step may be entered.
    REPEAT "repeat" [] {
        "max": Value::Integer, "3", "Сколько раз шаг можно начать за всё время дела.", "How often it may be entered in the life of an instance.";
        "then": Value::Name(Symbol::Step), "escalation", "Куда идти в следующий раз.", "Where the next token goes.";
        "reason": Value::Title, "Подавать можно снова и снова", "Почему предела нет или почему он такой.", "Why there is no bound, or why this one.";
    }
}
shape! {
    /// A decision table.
    DECISION_TABLE "decision_table" [] {
        "hit": Value::Word(&[
            ["unique", "подходит одна строка; так по умолчанию", "only one row fits; the default"],
            ["first", "первая подходящая", "the first that fits"],
            ["any", "любая: подходящие дают одно и то же", "any: those that fit give the same"],
            ["priority", "самая важная по первому выходу", "the most important by its first output"],
            ["collect", "все: каждая добавляет строку в списки", "all: each adds a row to the lists"],
        ]), "unique", "Какая из подходящих строк считается.", "Which of the rows that fit counts.";
        "inputs": Value::Names(Naming::Free, &Value::Expression(Scope::Process)), "{score: \"1 + 1\"}", "Входы: имя и выражение.", "The inputs: name and expression.";
        "outputs": Value::Many(&Value::Name(Symbol::Field)), "[category]", "Поля, которые задают строки.", "The fields that the rows set.";
        "rows": Value::List(&Value::Block(&TABLE_ROW)), "[{if: {score: \">= 80\"}, next: passed}]", "Строки по порядку.", "The rows in order.";
    }
}
shape! {
    /// A row of a decision table.
    TABLE_ROW "table_row" [&WAY_ON] {
        "if": Value::Names(Naming::Free, &Value::Free), "{score: \">= 80\"}", "Условия по входам: >= 80, [3..5), 'a', 'b', not(…), null.", "Conditions by input: >= 80, [3..5), 'a', 'b', not(…), null.";
        "then": Value::Names(Naming::Refers(Symbol::Field), &Value::Free), "{category: \"'first'\"}", "Что строка записывает в выходы.", "What the row sets.";
        "basis": CLAUSES, "\"3.3\"", "Пункт акта.", "The clause.";
    }
}
shape! {
    /// Keys of a step over many.
    FOR_EACH "for_each" [&WAY_ON] {
        "process": Value::Name(Symbol::Process), "participant", "Процесс каждого дела.", "The process of each child.";
        "each": Value::Each, "row in requests", "По делу на каждую строку списка.", "One child per row of a list.";
        "one_by_one": Value::Flag, "true", "Следующее дело начинается, когда закончено предыдущее.", "The next child begins when the one before has ended.";
        "until": Value::Expression(Scope::Process), "checks.items.count(i, i.ended) >= 2", "Когда это верно, остальные дела прекращаются.", "When it holds, the remaining children are cancelled.";
        "window": Value::Block(&WINDOW), "{public: true, closes: registration_until}", "Пока окно открыто, дела добавляются.", "Items join while the window is open.";
        "unique": Value::Many(&Value::Name(Symbol::FieldOfNamed)), "[email]", "Поля, по которым повторы не допускаются.", "The fields in which no two items may agree.";
        "reports": Value::Many(&Value::Name(Symbol::FieldOfNamed)), "[name, decision]", "Поля, которые видны в этом процессе.", "The fields that this process can read.";
        "give": Value::Names(Naming::Refers(Symbol::FieldOfNamed), &Value::Expression(Scope::Row)), "{test_on: test_on}", "Что передать каждому делу.", "What is given to each child.";
    }
}
shape! {
    /// Keys of a call.
    CALL "call" [&WAY_ON] {
        "process": Value::Name(Symbol::Process), "review", "Процесс, который вызывают.", "The process called.";
        "version": Value::Word(&[["latest", "последняя", "the newest"], ["pinned", "действовавшая, когда началось это дело", "in force when this instance began"]]), "pinned",
            "Какая версия процесса; без ключа – последняя.", "Which version of it; absent: the newest.";
        "give": Value::Names(Naming::Refers(Symbol::FieldOfNamed), &Value::Expression(Scope::Process)), "{topic: topic}", "Что передать.", "What is given to it.";
        "take": Value::Names(Naming::Refers(Symbol::Field), &Value::Expression(Scope::Child)), "{score: child.score}", "Что записать, когда оно закончено.", "What is set when it has ended.";
        "outcomes": Value::Names(Naming::Free, &STEPS), "{refused: again, cancelled: stopped}", "Куда идти по концу вызванного дела.", "Where to go by its end step.";
    }
}
shape! {
    /// The window in which items join.
    WINDOW "window" [] {
        "public": Value::Flag, "true", "Записаться может любой.", "Anybody may join.";
        "opens": Value::Expression(Scope::Process), "registration_from", "Когда открывается.", "When it opens.";
        "closes": Value::Expression(Scope::Process), "registration_until", "Когда закрывается.", "When it closes.";
        "late": Value::Block(&LATE), "{role: secretary, until: test_on}", "Кто и до каких пор добавляет опоздавших.", "Who may add latecomers, and until when.";
    }
}
shape! {
    /// Latecomers.
    LATE "late" [] {
        "role": ROLES, "secretary", "Кто добавляет.", "Who may add them.";
        "until": Value::Expression(Scope::Process), "test_on", "До каких пор.", "Until when.";
    }
}
shape! {
    /// Keys of a sending.
    SEND "send" [&WAY_ON] {
        "message": Value::Name(Symbol::Message), "result", "Имя сообщения.", "The name of the message.";
        "to": Value::Either(&[Value::Expression(Scope::Row), Value::Block(&BY_KEY)]), "row.item", "Кому: id дела или список; {correlate: …} – по ключу.", "The instance, or a list of them; `{correlate: …}` for a key.";
        "each": Value::Each, "row in registration.items", "По сообщению на каждую строку списка.", "One message per row of a list.";
        "data": Value::Names(Naming::Free, &Value::Expression(Scope::Row)), "{correct: row.correct}", "Содержание сообщения.", "The contents of the message.";
    }
}
shape! {
    /// Keys of a mailing.
    MAIL "mail" [&WAY_ON] {
        "letter": Value::Name(Symbol::Letter), "invited", "Письмо: letters/<имя>.md.", "The letter: letters/<id>.md.";
        "to": Value::Expression(Scope::Process), "email", "Адрес или список адресов.", "An address or a list of them.";
        "role": ROLES, "controller", "Роли, держателям которых уходит письмо.", "The roles whose holders get it.";
    }
}
shape! {
    /// Keys of a document step.
    DOCUMENT "document" [&DRAW, &WAY_ON] {}
}
shape! {
    /// Keys of a setting of data.
    SET "set" [&WAY_ON] {
        "values": Value::Names(Naming::Refers(Symbol::Field), &Value::Expression(Scope::Process)), "{passed: \"true\"}", "Поля и их новые значения.", "The fields and their new values.";
    }
}
shape! {
    /// Keys of an end.
    END "end" [] {
        "terminates": Value::Flag, "true", "Завершить дело целиком, прервав остальное.", "Ends the whole instance; everything open is cancelled.";
        "error": Value::Text, "not_paid", "Код ошибки, с которой завершается дело.", "The code of the error with which the instance fails.";
    }
}

kinds! {
    /// A step: exactly one kind key, whose value is the title.
    STEP "step" &STEP_COMMON, {
        "user_task": &USER_TASK; "Подписать протокол", "Задача человеку.", "Work for a person.";
        "decision": &DECISION; "Порог набран?", "Выбор пути по условиям.", "A choice of the way by conditions.";
        "join": &JOIN; "Всё готово", "Ждёт все потоки.", "Waits for all flows.";
        "wait": &WAIT; "Ждать дня тестирования", "Ждёт момента, срока, условия или сообщения.", "Waits for a moment, a term, a condition or a message.";
        "for_each": &FOR_EACH; "Дела участников", "По делу на каждого.", "One child instance per item.";
        "call": &CALL; "Провести экспертизу", "Другой процесс как один шаг.", "Another process as one step.";
        "send": &SEND; "Передать результаты", "Посылает сообщение другим делам.", "Sends a message to other instances.";
        "mail": &MAIL; "Пригласить", "Отправляет письмо.", "Sends a letter.";
        "document": &DOCUMENT, ["user_task", "publish"]; "Составить протокол", "Составляет документ.", "Draws up a document.";
        "set": &SET, ["wait"]; "Определить дни", "Записывает данные.", "Sets data.";
        "compensate": &COMPENSATE; "Отменить сделанное", "Отменяет сделанное шагами undo.", "Undoes what was done by the `undo` steps.";
        "service": &SERVICE; "Запросить выписку", "Работа для машины: внешнего исполнителя или адреса.", "Work for a machine: a worker or a webhook.";
        "publish": &PUBLISH; "Разместить приказ", "Размещает документ или текст на открытой странице.", "Puts a document or a text on a public page.";
        "test": &TEST; "Пройти тестирование", "Тест на компьютере по банку вопросов.", "A test on the computer from a bank of questions.";
        "regrade": &REGRADE; "Пересчитать результат", "Пересчитывает законченный тест; результат не снижается.", "Grades a finished test anew; a result is never lowered.";
        "end": &END; "Завершено", "Конец пути.", "The end of a way.";
    }
}
