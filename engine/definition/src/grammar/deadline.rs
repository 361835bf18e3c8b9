//! The keys of deadlines, of waits for a term and of events after a term.

use super::shape::{Scope, Symbol, Value, shape};

shape! {
    /// How a due date is counted, reminded of and missed.
    DEADLINE "deadline" [] {
        "term": Value::Term, "5 рабочих дней",
            "Срок: «5 рабочих дней» или имя параметра.", "The term: `5 working days`, or the name of a parameter.";
        "from": Value::Expression(Scope::Process), "protocol.effective_on",
            "День или момент, с которого считать; без ключа – с начала шага.", "The date or moment to count from; absent: when the step began.";
        "before": Value::Expression(Scope::Process), "test_on",
            "Дата, от которой срок считается назад (вместо from).", "The date from which the term is counted back (instead of `from`).";
        "start": Value::Word(&[
            ["next-day", "со следующего дня (ст. 191 ГК); так по умолчанию", "from the next day (article 191 of the Civil Code); the default"],
            ["same-day", "день события – первый день срока", "the day of the event is the first day"],
        ]), "next-day", "С какого дня идёт счёт.", "From which day the count runs.";
        "roll": Value::Word(&[
            ["next", "на следующий рабочий день (ст. 193 ГК)", "to the next working day (article 193 of the Civil Code)"],
            ["previous", "на предыдущий рабочий день", "to the working day before"],
            ["none", "не переносится", "it stays"],
        ]), "next", "Куда переносится последний день, если он нерабочий.", "Where the last day moves when it is a day off.";
        "decree_days": Value::Word(&[
            ["working", "рабочие; так по умолчанию", "they count as working days; the default"],
            ["off", "нерабочие", "they count as days off"],
        ]), "working", "Чем считать дни, объявленные нерабочими указом.", "How days declared non-working by decree count.";
        "closes": Value::Hour, "\"17:00\"",
            "Час, в который заканчивается последний день; без ключа – 24:00.", "The hour at which the last day closes; absent: 24:00.";
        "remind": Value::Many(&Value::Reminder), "[за 2 рабочих дня, в день срока]",
            "Когда напоминать письмом reminder.", "When to remind with the letter `reminder`.";
        "overdue": Value::Block(&OVERDUE), "{notify: [hr], every: рабочий день}",
            "Кого и как часто извещать о просрочке.", "Whom to tell of lateness, and how often.";
    }
}

shape! {
    /// Notices of lateness.
    OVERDUE "overdue" [] {
        "notify": Value::Many(&Value::Name(Symbol::Role)), "[hr, controller]",
            "Роли, которым уходит письмо overdue.", "The roles that get the letter `overdue`.";
        "where": Value::Expression(Scope::Process), "person.unit == district",
            "Кому из держателей ролей: условие над person.", "Which of the holders: a condition over `person`.";
        "every": Value::TermLiteral, "рабочий день", "Как часто повторять извещение.", "How often the notice is repeated.";
        "ladder": Value::List(&Value::Block(&RUNG)), "[{after: 3 рабочих дня, notify: [head]}]",
            "Кого извещать дополнительно, если просрочка длится.", "Whom to tell besides when the lateness lasts.";
    }
}

shape! {
    /// A rung of the ladder of lateness.
    RUNG "rung" [] {
        "after": Value::TermLiteral, "3 рабочих дня", "Через сколько после срока.", "How long after the due date.";
        "notify": Value::Many(&Value::Name(Symbol::Role)), "[head]", "Роли, которые извещаются.", "The roles that are told.";
        "where": Value::Expression(Scope::Process), "person.unit == district", "Кому из держателей ролей: условие над person.", "Which of the holders: a condition over `person`.";
    }
}
