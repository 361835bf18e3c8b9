//! The head of a process: its identity, the act, roles, data, start and what may happen at any time.

use super::data::{FIELD, PARAMETER};
use super::shape::{Naming, Scope, Symbol, Value, shape};
use super::step::{HAPPENING, STEP};
use super::task::FORM;
use super::term::TERM_FOR_PEOPLE;

const CLAUSES: Value = Value::Many(&Value::Name(Symbol::Clause));
const ROLES: Value = Value::Many(&Value::Name(Symbol::Role));

shape! {
    /// A process file.
    PROCESS "process" [] {
        "process": Value::New(Symbol::Process), "certification", "Имя процесса (id).", "The id of the process.";
        "title": Value::Title, "Добровольная сертификация", "Название процесса.", "The title of the process.";
        "regulation": Value::Block(&REGULATION), "{act: Приказ № 1169, text: regulation.md}",
            "Акт, который исполняет процесс.", "The act that the process carries out.";
        "edition": Value::Block(&EDITION), "{in_force: 2026-09-01, begun_before: stay}",
            "С какого дня действует эта редакция и что будет с начатыми делами.", "From which day this edition is in force, and what becomes of begun instances.";
        "time_zone": Value::Zone, "Asia/Novokuznetsk", "Часовой пояс дат процесса, имя IANA.", "The time zone of its dates, an IANA name.";
        "calendar": Value::Calendar, "ru", "Производственный календарь.", "The production calendar.";
        "subject": Value::Name(Symbol::Field), "name", "Поле, которым дело называется в списках.", "The field that names an instance in lists.";
        "deadline": Value::Block(&TERM_FOR_PEOPLE), "{term: 60 дней}", "Срок всего дела.", "The term of the whole case.";
        "applicant": Value::Name(Symbol::Field), "email", "Поле с почтой заявителя.", "The field with the applicant's address.";
        "roles": Value::Names(Naming::Declares(Symbol::Role), &Value::Title), "{hr: Отдел кадров}",
            "Роли: имя и название.", "The roles: name and title.";
        "access": Value::Block(&ACCESS), "{unit: school, own: expert}",
            "Кто из держателей ролей видит дело; без ключа – все они.", "Which holders of roles see an instance; all of them without the key.";
        "retention": Value::Block(&RETENTION), "{term: 5 лет, article: \"Перечень Росархива № 236, ст. 434\"}",
            "Сколько хранятся личные данные оконченного дела; без ключа – пока их не попросят уничтожить.", "How long an ended instance keeps what is personal; without the key until somebody asks for it to go.";
        "parameters": Value::Names(Naming::Declares(Symbol::Parameter), &Value::Kinds(&PARAMETER)), "{window: {term: Срок апелляции, value: 5 дней}}",
            "То, что акт оставил открытым: принятое значение и причина.", "What the act leaves open: the value taken and the reason.";
        "data": Value::Names(Naming::Declares(Symbol::Field), &Value::Kinds(&FIELD)), "{name: {person_name: ФИО}}", "Данные дела: поля с видами.", "The data of an instance: typed fields.";
        "start": Value::Block(&START), "{role: secretary}", "Кто и как начинает дело.", "Who or what starts an instance.";
        "on": Value::Names(Naming::Declares(Symbol::Event), &Value::Block(&PROCESS_EVENT)), "{withdrawal: {title: Отозвать, applicant: true, next: withdrawn}}",
            "Что может случиться в любое время.", "What may happen at any time.";
        "promise": Value::List(&Value::Block(&PROMISE)), "[{within: 30 календарных дней, to: order}]",
            "Обещанные сроки и порядок дат; проверяются до публикации.", "Promised terms and orders of dates; proved before publishing.";
        "accepts": Value::Names(Naming::Free, &Value::Text), "{R208: отметка остаётся в деле}",
            "Предупреждения, которые автор принимает, и почему.", "Warnings that the author accepts, and why.";
        "correlation": Value::Names(Naming::Refers(Symbol::Message), &Value::Either(&[Value::Expression(Scope::Process), Value::Block(&CORRELATION)])), "{paid: number}",
            "Сообщения, которые находят дело по ключу или приходят извне.", "Messages that find their instance by a key, or come from outside.";
        "steps": Value::Names(Naming::Declares(Symbol::Step), &Value::Kinds(&STEP)), "{closed: {end: Завершено}}",
            "Шаги: имя и описание.", "The steps: id and description.";
    }
}

shape! {
    /// Who sees an instance.
    ACCESS "access" [] {
        "unit": Value::Name(Symbol::Field), "school", "Поле с кодом подразделения: дело видят оттуда и из тех, куда оно входит.", "The field with the id of a unit: the instance is seen from it and from those it belongs to.";
        "own": ROLES, "expert", "Роли, которые видят только дела, где задача давалась им самим.", "Roles that see only instances in which a task was given to themselves.";
    }
}

shape! {
    /// How long personal data are kept.
    RETENTION "retention" [] {
        "term": Value::Term, "5 лет", "Срок: годы (с 1 января следующего года), месяцы, недели или дни.", "How long: years (from the first of January that follows), months, weeks or days.";
        "article": Value::Text, "Перечень Росархива № 236, ст. 434", "Статья, которая его устанавливает.", "The article that says so.";
    }
}

shape! {
    /// The act.
    REGULATION "regulation" [] {
        "act": Value::Text, "Приказ управления образования от 20.09.2021 № 1169", "Название, дата и номер акта.", "Title, date and number of the act.";
        "text": Value::Path, "regulation.md", "Файл с текстом акта по пунктам.", "The file with the numbered clauses.";
        "text_only": Value::Names(Naming::Refers(Symbol::Clause), &Value::Text), "{\"1.1\": предмет регулирования}",
            "Пункты, которые ничего не поручают, и почему.", "Clauses that order nothing, and why.";
    }
}

shape! {
    /// The edition.
    EDITION "edition" [] {
        "in_force": Value::Text, "2026-09-01", "Первый день, когда дела начинаются по этой редакции; без ключа – со дня публикации.", "The first day on which instances begin by this edition; absent: from its publication.";
        "begun_before": Value::Word(&[
            ["stay", "начатые дела идут по прежней редакции; так по умолчанию", "begun instances end by the edition before; the default"],
            ["move", "начатые дела предстоит перевести", "begun instances are to be migrated"],
        ]), "stay", "Что будет с делами, начатыми раньше.", "What becomes of instances that began before.";
        "note": Value::Title, "Срок издания приказа сокращён", "Что меняется, одним предложением.", "What changes, in a sentence.";
        "basis": Value::Text, "Приказ от 20.08.2026 № 811", "Акт, которым введена редакция.", "The act that brings the edition.";
    }
}

shape! {
    /// The start.
    START "start" [&FORM] {
        "cron": Value::Schedule, "\"0 0 0 8-14 * TUE\"",
            "Расписание из шести полей; дни недели – словами, день месяца И день недели.", "Six fields, weekday names only; day of month AND weekday.";
        "role": ROLES, "methodologist", "Кто может начать дело вручную.", "Who may start it by hand.";
        "public": Value::Flag, "true", "Начать может любой через открытую форму.", "Anybody may, through the public form.";
        "message": Value::Either(&[Value::Name(Symbol::Message), Value::Block(&START_MESSAGE)]), "request",
            "Сообщение, которое начинает дело, если его не ждёт идущее.", "The message that starts an instance unless a running one has its key.";
        "child": Value::Flag, "true", "Дело начинает только шаг другого процесса.", "Only a step of another process starts it.";
        "links": Value::Names(Naming::Declares(Symbol::Link), &Value::Block(&LINK)), "{contested: {process: participant, title: Код участника}}",
            "Другие дела, названные кодом расписки.", "Other instances named by their receipt code.";
        "basis": CLAUSES, "\"4.1\"", "Пункт акта.", "The clause.";
        "next": Value::Many(&Value::Name(Symbol::Step)), "opening", "Первый шаг; список – все сразу. Без ключа – первый написанный.", "The first step; a list is a fork. Absent: the first step written.";
    }
}

shape! {
    /// A start by message.
    START_MESSAGE "start_message" [] {
        "name": Value::Name(Symbol::Message), "request", "Имя сообщения.", "The name of the message.";
        "set": Value::Names(Naming::Refers(Symbol::Field), &Value::Expression(Scope::Message)), "{topic: message.topic}", "Какие данные записать.", "The data to set.";
    }
}

shape! {
    /// A declared message.
    CORRELATION "correlation" [] {
        "key": Value::Expression(Scope::Process), "number", "Ключ дела: текст, число или дата.", "The key of an instance: a text, a number or a date.";
        "keep": Value::TermLiteral, "30 дней", "Сколько сообщение ждёт своего дела.", "How long it waits for its instance.";
        "role": ROLES, "registry", "Кто может прислать его извне.", "Who may send it from outside.";
        "data": Value::Names(Naming::Free, &Value::Kinds(&FIELD)), "{sum: {integer: Сумма}}", "Что может быть в сообщении извне.", "What a message from outside may hold.";
    }
}

shape! {
    /// A linked instance.
    LINK "link" [] {
        "process": Value::Name(Symbol::Process), "participant", "Процесс связанного дела.", "The process of the linked instance.";
        "title": Value::Title, "Код участника", "Как спрашивать код в форме.", "The label of the code in the form.";
        "reads": Value::Many(&Value::Name(Symbol::FieldOfNamed)), "[name, order_date]", "Поля связанного дела, которые можно читать.", "The fields of it that may be read.";
    }
}

shape! {
    /// What may happen to an instance at any time.
    PROCESS_EVENT "process_event" [&HAPPENING] {
        "title": Value::Title, "Отозвать заявление", "Надпись на кнопке.", "The label of the button.";
        "applicant": Value::Flag, "true", "Доступно заявителю.", "The applicant may ask for it.";
        "role": ROLES, "secretary", "Роли, которым доступно.", "The roles that may ask for it.";
        "once": Value::Flag, "true", "Только один раз за время дела.", "Only once in the life of an instance.";
        "next": Value::Name(Symbol::Step), "withdrawn", "Куда идти.", "Where to go.";
    }
}

shape! {
    /// A promise about dates: `within` and `to`, or `first` and `before`.
    PROMISE "promise" [] {
        "within": Value::Term, "30 календарных дней", "За какой срок.", "Within which term.";
        "from": Value::Either(&[Value::Word(&[["start", "начало дела", "the start of the instance"]]), Value::Name(Symbol::Step)]), "start",
            "Откуда считать: `start` или шаг, с окончания которого.", "From where: `start`, or the step from whose end.";
        "to": Value::Name(Symbol::Step), "order", "К окончанию какого шага.", "By the end of which step.";
        "first": Value::Text, "law.due_on", "Дата шага, которая раньше или в тот же день.", "The date of a step that comes first or on the same day.";
        "before": Value::Text, "materials.due_on", "Дата шага, которую она не должна пройти.", "The date of a step that it may not pass.";
        "basis": CLAUSES, "\"5.6\"", "Пункт акта.", "The clause.";
    }
}

shape! {
    /// A text in two languages.
    TITLE "title" [] {
        "ru": Value::Text, "Приказ", "По-русски.", "In Russian.";
        "en": Value::Text, "Order", "По-английски.", "In English.";
    }
}
