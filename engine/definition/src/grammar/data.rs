//! The keys of declared data: fields, parameters, columns.

use super::shape::{Kinds, Naming, Scope, Symbol, Value, kinds, shape};

shape! {
    /// No keys of its own.
    PLAIN "plain" [] {}
}
shape! {
    /// Keys of every field.
    FIELD_COMMON "field_common" [] {
        "hint": Value::Title, "Как в паспорте", "Пояснение под полем.", "One more sentence under the label.";
        "confidential": Value::Flag, "true",
            "Видят только те, кому положено; в письма поле не попадает.", "Only those entitled see it; it never enters a letter.";
        "personal": Value::Flag, "true",
            "По значению узнают человека: оно уничтожается по окончании срока хранения. Почта, телефон, ФИО и файлы – и так, если не сказано `false`.", "Somebody is known by it: it goes when its retention is over. Addresses, telephones, names and files are personal unless `false` is said.";
        "is": Value::Expression(Scope::Process), "1 + 1",
            "Из чего поле вычисляется, когда его читают; оно нигде не хранится (только данные процесса).", "What the field is computed from when it is read; it is never stored (data of a process only).";
    }
}
shape! {
    /// Keys of every parameter.
    PARAMETER_COMMON "parameter_common" [] {
        "value": Value::Free, "5 календарных дней", "Принятое значение.", "The value taken.";
        "reason": Value::Title, "В п. 3.10 единица не названа", "Почему есть выбор и почему взято это значение.", "Why there is a choice, and why this value.";
    }
}
shape! {
    /// Bounds of a whole number.
    BOUNDS "bounds" [] {
        "min": Value::Integer, "0", "Наименьшее значение.", "The least value.";
        "max": Value::Integer, "100", "Наибольшее значение.", "The greatest value.";
    }
}
shape! {
    /// The options of a choice.
    OPTIONS "options" [] {
        "options": Value::Names(Naming::Declares(Symbol::Choice), &Value::Title), "{full_time: Очно, remote: Дистанционно}",
            "Варианты: имя и название.", "The options: name and title.";
    }
}
shape! {
    /// Whose holders may be chosen.
    HELD "held" [] {
        "role": Value::Name(Symbol::Role), "commission", "Роль, из держателей которой выбирают.", "The role whose holders may be chosen.";
    }
}
shape! {
    /// The fields of a row.
    ROWS "list" [] {
        "of": Value::Names(Naming::Declares(Symbol::Column), &Value::Kinds(&FIELD)), "{title: {text: Название}}", "Поля одной строки.", "The fields of a row.";
    }
}
shape! {
    /// The rows and columns of a table.
    TABLE "table" [] {
        "rows": Value::Name(Symbol::Step), "registration", "Шаг вида for_each, по строке на каждое его дело.", "The `for_each` step whose items are the rows.";
        "columns": Value::Names(Naming::Declares(Symbol::Column), &Value::Kinds(&FIELD)), "{correct: {integer: Верных ответов}}", "Графы таблицы.", "The columns.";
    }
}

shape! {
    /// What is claimed for the rows of a scorecard.
    CLAIMS "claims" [] {
        "card": Value::Text, "form_1", "Карта оценки: файл `scorecards/<имя>.yaml` этой папки.", "The scorecard: the file `scorecards/<name>.yaml` of this folder.";
    }
}
shape! {
    /// The verdicts on what is claimed, and the points.
    VERDICTS "verdicts" [] {
        "of": Value::Name(Symbol::Field), "portfolio", "Поле вида claims, которое оценивается.", "The field of the kind `claims` that is judged.";
        "position": Value::Name(Symbol::Field), "position", "Поле с должностью, от которой зависят строки.", "The field with the position on which rows depend.";
        "since": Value::Name(Symbol::Field), "last_on", "Поле с первым днём межаттестационного периода.", "The field with the first day between the attestations.";
        "until": Value::Name(Symbol::Field), "applied_on", "Поле с его последним днём, с которого идёт процедура.", "The field with its last day, on which the procedure begins.";
    }
}
shape! {
    /// How many files.
    FILES "files" [] {
        "min": Value::Integer, "1", "Сколько файлов нужно по меньшей мере.", "How many files are needed at least.";
        "max": Value::Integer, "5", "Сколько файлов можно приложить.", "How many files may be attached.";
    }
}
shape! {
    /// The items of a checklist.
    CHECKLIST "checklist" [] {
        "items": Value::Names(Naming::Free, &Value::Title), "{laws: Нормативные документы, forms: Образцы}",
            "Пункты перечня: имя и название.", "The items: name and title.";
        "evidence": Value::Flag, "true",
            "К сделанному пункту нужен файл или примечание.", "An item that is done needs a file or a note.";
        "partly": Value::Flag, "true",
            "Форма принимается и тогда, когда сделаны не все пункты.", "The form is accepted even when not all items are done.";
    }
}

kinds! {
    /// A field: exactly one kind key, whose value is the label.
    FIELD "field" &FIELD_COMMON, {
        "text": &PLAIN; "Тема", "Одна строка текста.", "One line of text.";
        "long_text": &PLAIN; "Обоснование", "Несколько строк текста.", "Several lines of text.";
        "integer": &BOUNDS; "Верных ответов", "Целое число.", "A whole number.";
        "decimal": &PLAIN; "Часов", "Дробное число без округления.", "An exact decimal number.";
        "boolean": &PLAIN; "Явился", "Да или нет.", "Yes or no.";
        "consent": &PLAIN; "Согласен на обработку данных", "Отметка, без которой форма не принимается.", "A box that must be ticked.";
        "date": &PLAIN; "День тестирования", "Дата.", "A date.";
        "moment": &PLAIN; "Время заседания", "Дата и время.", "A date and time.";
        "term": &PLAIN; "Срок апелляции", "Срок (только в параметрах).", "A term (parameters only).";
        "email": &PLAIN; "Почта", "Адрес электронной почты.", "An e-mail address.";
        "phone": &PLAIN; "Телефон", "Телефон.", "A telephone number.";
        "person_name": &PLAIN; "ФИО", "Фамилия, имя, отчество.", "A person's name.";
        "choice": &OPTIONS; "Форма участия", "Один из вариантов.", "One of the options.";
        "people": &HELD; "Присутствовали", "Люди из справочника с этой ролью.", "People of the directory who hold a role.";
        "list": &ROWS; "Публикации", "Повторяющиеся строки.", "Repeated rows.";
        "claims": &CLAIMS; "Портфолио", "Что заявлено по строкам карты оценки.", "What is claimed for the rows of a scorecard.";
        "scorecard": &VERDICTS; "Экспертное заключение", "Решения эксперта по строкам карты и баллы.", "The expert's verdicts on the rows of a card, and the points.";
        "table": &TABLE; "Результаты", "По строке на каждое дело шага for_each.", "One row per item of a `for_each` step.";
        "file": &PLAIN; "Приказ", "Один файл.", "One file.";
        "files": &FILES; "Материалы", "Несколько файлов.", "Several files.";
        "checklist": &CHECKLIST; "Пакет материалов", "Перечень, пункты которого отмечают сделанными.", "A list whose items are marked as done.";
    }
}

/// A parameter: the same kinds, other common keys.
pub static PARAMETER: Kinds = Kinds {
    name: "parameter",
    common: &PARAMETER_COMMON,
    kinds: FIELD.kinds,
};
