//! The keys of a bank of questions, of the step that tests with it, and of the step that grades anew.

use super::shape::{Naming, Scope, Symbol, Value, shape};
use super::step::WAY_ON;

const OPTIONS: Value = Value::Names(Naming::Free, &Value::Title);

shape! {
    /// A bank of questions.
    BANK "bank" [] {
        "title": Value::Title, "Основы управления школой", "Название банка.", "The title of the bank.";
        "sections": Value::Names(Naming::Free, &Value::Block(&SECTION)), "{law: {title: Основы права, draw: 10}}", "Темы: сколько вопросов каждой попадает в вариант.", "The topics, each with the number of questions that a variant has of it.";
        "questions": Value::Names(Naming::Free, &Value::Block(&QUESTION)), "{q1: {kind: single, text: Вопрос, options: {a: Да, b: Нет}, key: a}}", "Вопросы: имя и описание.", "The questions: id and description.";
    }
}
shape! {
    /// A topic of a bank.
    SECTION "section" [] {
        "title": Value::Title, "Основы права", "Название темы.", "The title of the topic.";
        "draw": Value::Integer, "10", "Сколько вопросов темы попадает в вариант.", "How many questions of the topic a variant has.";
    }
}
shape! {
    /// A question of a bank.
    QUESTION "question" [] {
        "kind": Value::Word(&[
            ["single", "один вариант ответа", "one of the options"],
            ["multiple", "несколько вариантов; важны все", "some of the options, all of them needed"],
            ["order", "расположить по порядку", "the options in the right order"],
            ["match", "установить соответствие", "a pair for each option"],
            ["number", "число", "a number"],
        ]), "single", "Как отвечают на вопрос.", "How the question is answered.";
        "text": Value::Title, "Кто утверждает устав школы?", "Текст вопроса.", "The text of the question.";
        "topic": Value::Text, "law", "Тема из sections.", "The topic, of `sections`.";
        "points": Value::Integer, "2", "Сколько баллов даёт верный ответ; без ключа – один.", "The points of a right answer; absent: one.";
        "options": OPTIONS, "{a: Учредитель, b: Директор}", "Варианты ответа; у соответствия – левый столбец.", "The options; of a match, the left column.";
        "pairs": OPTIONS, "{x: Глава 1, y: Глава 2}", "Правый столбец соответствия.", "The right column of a match.";
        "key": Value::Either(&[Value::Many(&Value::Text), Value::Names(Naming::Free, &Value::Text)]), "a", "Верный ответ: вариант, список вариантов, число или пары {a: x}.", "The right answer: an option, a list of them, a number, or pairs `{a: x}`.";
        "tolerance": Value::Text, "\"0.5\"", "На сколько число может отличаться от верного.", "How far a number may be from the right one.";
        "measure": Value::Title, "дней", "Единица числа; печатается рядом с полем.", "The unit of a number, printed beside its field.";
    }
}
shape! {
    /// Keys of a test.
    TEST "test" [&WAY_ON] {
        "bank": Value::Text, "management", "Банк вопросов: banks/<имя>.yaml.", "The bank of questions: banks/<id>.yaml.";
        "questions": Value::Integer, "40", "Сколько вопросов в варианте; без ключа – по темам банка.", "How many questions a variant has; absent: as the topics of the bank say.";
        "time": Value::Term, "120 минут", "Сколько длится тест, в минутах или часах.", "How long the test takes, in minutes or hours.";
        "opens": Value::Expression(Scope::Process), "test_on", "С какого дня или момента тест можно начать.", "The date or moment from which it may be begun.";
        "closes": Value::Expression(Scope::Process), "test_on", "До какого дня или момента тест можно начать.", "The date or moment until which it may be begun.";
    }
}
shape! {
    /// Keys of a regrading.
    REGRADE "regrade" [&WAY_ON] {
        "of": Value::Name(Symbol::Step), "exam", "Шаг теста, результат которого пересчитывается.", "The step of the test whose result is graded anew.";
        "rulings": Value::Expression(Scope::Process), "rulings", "Решения по вопросам: список записей с question и key – другой верный ответ или слово «все».", "The rulings: a list of records with `question` and `key`: another right answer, or `all`.";
        "reason": Value::Expression(Scope::Process), "\"'Протокол № ' + number\"", "Основание пересчёта; остаётся в истории.", "Why; kept in the history.";
    }
}
