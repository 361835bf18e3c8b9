//! The keys of acts about terms: extension, suspension, their notices, and silence as an answer.

use super::deadline::DEADLINE;
use super::shape::{Scope, Symbol, Value, shape};
use super::task::{ATTACHED_DOCUMENT, FORM};

const CLAUSES: Value = Value::Many(&Value::Name(Symbol::Clause));
const ROLES: Value = Value::Many(&Value::Name(Symbol::Role));

shape! {
    /// The deadline of a task or of the whole process: what may be decided about it.
    TERM_FOR_PEOPLE "term_for_people" [&DEADLINE] {
        "extension": Value::Block(&EXTENSION), "{by: head, at_most: 30 дней, basis: \"5.6\", notice: {letter: extended, to: email}}",
            "Кто, на сколько и как может продлить срок.", "Who may make the term longer, by how much and how.";
        "suspension": Value::Block(&SUSPENSION), "{by: head, basis: \"5.7\", resume_on: {message: documents_brought}}",
            "Кто и как может приостановить срок.", "Who may suspend the term, and how.";
    }
}

shape! {
    /// An extension.
    EXTENSION "extension" [] {
        "by": ROLES, "head", "Роли, которые решают.", "The roles that decide.";
        "at_most": Value::Term, "30 дней", "Наибольшее продление за один раз.", "The longest single extension.";
        "times": Value::Integer, "1", "Сколько раз; по умолчанию 1.", "How often; 1 by default.";
        "basis": CLAUSES, "\"5.6\"", "Пункт, который это разрешает.", "The clause that allows it.";
        "document": Value::Block(&ATTACHED_DOCUMENT), "{template: decision, register: orders}", "Решение как документ.", "The decision as a document.";
        "notice": Value::Block(&NOTICE), "{letter: extended, to: email}", "Уведомление, уходит вместе с решением.", "The notice that leaves with the act.";
        "until": Value::Word(&[
            ["before_due", "до истечения срока; так по умолчанию", "before the due date; the default"],
            ["after_due", "и после истечения", "after it as well"],
        ]), "before_due", "Когда продление ещё возможно.", "How long it is still possible.";
    }
}

shape! {
    /// A suspension.
    SUSPENSION "suspension" [] {
        "by": ROLES, "head", "Роли, которые решают.", "The roles that decide.";
        "at_most": Value::Term, "30 дней", "После этого срок течёт снова сам.", "After this the term runs again by itself.";
        "times": Value::Integer, "2", "Сколько раз.", "How often.";
        "basis": CLAUSES, "\"5.7\"", "Пункт, который это разрешает.", "The clause that allows it.";
        "notice": Value::Block(&NOTICE), "{letter: suspended, to: email}", "Уведомление, уходит вместе с решением.", "The notice that leaves with the act.";
        "resume_on": Value::Block(&RESUME_ON), "{message: documents_brought}", "Что возобновляет срок без решения.", "What lets the term run again without an act.";
    }
}

shape! {
    /// A letter that leaves with an act about a term.
    NOTICE "notice" [] {
        "letter": Value::Name(Symbol::Letter), "extended", "Письмо: letters/<имя>.md.", "The letter: letters/<id>.md.";
        "to": Value::Expression(Scope::Process), "email", "Адрес.", "The address.";
        "role": ROLES, "clerk", "Роли, которым уходит письмо.", "The roles that get it.";
    }
}

shape! {
    /// What resumes a suspended term by itself.
    RESUME_ON "resume_on" [&FORM] {
        "message": Value::Name(Symbol::Message), "documents_brought", "Сообщение.", "A message.";
        "title": Value::Title, "Представить документы", "Надпись на кнопке заявителя.", "The label of the applicant's button.";
    }
}

shape! {
    /// Silence as an answer.
    SILENCE "silence" [] {
        "outcome": Value::Name(Symbol::Outcome), "agree", "Исход, который наступает с истечением срока.", "The outcome that the passing of the due date gives.";
        "basis": CLAUSES, "\"3.2\"", "Пункт, который это устанавливает.", "The clause that says so.";
    }
}
