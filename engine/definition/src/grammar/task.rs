//! The keys of work for people: forms, outcomes, attached documents.

use super::people::TASK_PEOPLE;
use super::shape::{Naming, Scope, Symbol, Value, shape};
use super::step::WAY_ON;
use super::term::{SILENCE, TERM_FOR_PEOPLE};

const FIELDS: Value = Value::Many(&Value::Name(Symbol::Field));
const ROLES: Value = Value::Many(&Value::Name(Symbol::Role));

shape! {
    /// What is asked for and checked.
    FORM "form" [] {
        "form": Value::Many(&Value::FormField), "[name, position?]", "Поля формы; `?` – можно не заполнять.", "The fields asked for; `?` may stay empty.";
        "checks": Value::List(&Value::Block(&CHECK)), "[{must: correct <= total, message: Верных больше всех заданий}]",
            "Условия, без которых форма не принимается.", "Conditions without which the form is not accepted.";
    }
}
shape! {
    /// A condition over the answers.
    CHECK "check" [] {
        "must": Value::Expression(Scope::Process), "correct <= total", "Условие, которое должно быть верно.", "What must hold.";
        "message": Value::Title, "Верных ответов больше, чем заданий", "Что сказать, если оно неверно.", "What to say when it does not.";
    }
}
shape! {
    /// Keys of a user task.
    USER_TASK "user_task" [&FORM, &TASK_PEOPLE, &WAY_ON] {
        "role": ROLES, "secretary", "Кто выполняет: роль или список ролей.", "Who does it: a role or a list.";
        "signed_by": ROLES, "[chair, secretary]", "Кто подписывает; в силе с последней подписи.", "Who signs; in force with the last signature.";
        "each": Value::Each, "person in experts", "По задаче каждому из списка людей.", "A task for each of a list of people.";
        "one_by_one": Value::Flag, "true", "По очереди: следующий – после предыдущего.", "In turn: the next after the one before.";
        "until": Value::Expression(Scope::Process), "opinion.answers.count(a, a.outcome == 'yes') >= 2",
            "Когда это верно, остальные задачи снимаются.", "When it holds, the remaining tasks are cancelled.";
        "show": FIELDS, "[name, filed_on]", "Поля, которые видны в задаче.", "The fields shown with the task.";
        "outcomes": Value::Names(Naming::Declares(Symbol::Outcome), &Value::Block(&OUTCOME)), "{accept: {title: Принять, next: consideration}}",
            "Кнопки: чем может кончиться задача.", "The buttons: how the task may end.";
        "deadline": Value::Block(&TERM_FOR_PEOPLE), "{term: 5 рабочих дней}", "Срок задачи.", "The deadline of the task.";
        "silence": Value::Block(&SILENCE), "{outcome: agree, basis: \"3.2\"}",
            "Исход, который наступает с истечением срока.", "The outcome that the passing of the due date gives.";
        "document": Value::Block(&ATTACHED_DOCUMENT), "{template: protocol, register: protocols}",
            "Документ, который составляется с выполнением задачи.", "The document drawn up when the task is done.";
        "not_by": Value::Expression(Scope::Process), "protocol.signed_by", "Кому нельзя: список людей или их id.", "Who may not: people, or their ids.";
        "letter": Value::Name(Symbol::Letter), "new_task", "Письмо о новой задаче.", "The letter about the new task.";
    }
}
shape! {
    /// A button of a user task.
    OUTCOME "outcome" [] {
        "title": Value::Title, "Принять к рассмотрению", "Надпись на кнопке.", "The label of the button.";
        "requires": FIELDS, "[reason]", "Поля, обязательные при этом исходе.", "The fields that this outcome requires.";
        "next": Value::Many(&Value::Name(Symbol::Step)), "consideration", "Куда идти.", "Where to go.";
    }
}
shape! {
    /// A document to draw up.
    DRAW "draw" [] {
        "template": Value::Name(Symbol::Document), "protocol", "Шаблон: documents/<имя>.typ.", "The template: documents/<id>.typ.";
        "data": Value::Names(Naming::Free, &Value::Expression(Scope::Document)), "{title: name.full}", "Данные для шаблона.", "The data of the template.";
        "register": Value::Name(Symbol::Register), "orders", "Журнал, который даёт номер.", "The register that gives the number.";
        "entry": Value::Names(Naming::Refers(Symbol::ColumnOfNamed), &Value::Expression(Scope::Document)), "{subject: name.full}",
            "Графы записи журнала.", "The columns of the register's entry.";
    }
}
shape! {
    /// A document of a user task.
    ATTACHED_DOCUMENT "attached_document" [&DRAW] {
        "basis": Value::Many(&Value::Name(Symbol::Clause)), "\"3.5\"", "Пункт акта.", "The clause.";
    }
}
