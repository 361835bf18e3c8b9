//! The keys of `organisation.yaml` and `registers.yaml`.

use super::data::FIELD;
use super::machines::PAGE;
use super::shape::{Naming, Symbol, Value, shape};

const PEOPLE: Value = Value::Many(&Value::Either(&[
    Value::Name(Symbol::Person),
    Value::Block(&TENURE),
]));
/// Kinds of attributes of people.
pub const ATTRIBUTE_KINDS: &[[&str; 3]] = &[
    ["text", "текст", "a text"],
    ["texts", "список текстов", "a list of texts"],
    ["integer", "целое число", "a whole number"],
    ["decimal", "дробное число", "a decimal number"],
    ["boolean", "да или нет", "yes or no"],
    ["date", "дата", "a date"],
];

/// Parts of a digest.
pub const DIGEST_PARTS: &[[&str; 3]] = &[
    ["tasks", "задачи получателя", "the tasks of the receiver"],
    [
        "overdue",
        "просроченное у других, о чём получателю сообщает `overdue`",
        "what is late with others, of which `overdue` tells the receiver",
    ],
    [
        "processes",
        "цифры по процессам",
        "figures of the processes",
    ],
];
/// Weekdays, Monday first: in Russian, then in English.
pub const WEEKDAYS: &[[&str; 3]] = &[
    ["понедельник", "понедельник", "Monday"],
    ["вторник", "вторник", "Tuesday"],
    ["среда", "среда", "Wednesday"],
    ["четверг", "четверг", "Thursday"],
    ["пятница", "пятница", "Friday"],
    ["суббота", "суббота", "Saturday"],
    ["воскресенье", "воскресенье", "Sunday"],
    ["monday", "понедельник", "Monday"],
    ["tuesday", "вторник", "Tuesday"],
    ["wednesday", "среда", "Wednesday"],
    ["thursday", "четверг", "Thursday"],
    ["friday", "пятница", "Friday"],
    ["saturday", "суббота", "Saturday"],
    ["sunday", "воскресенье", "Sunday"],
];

shape! {
    /// A digest.
    DIGEST "digest" [] {
        "title": Value::Title, "Утренняя сводка", "Как она называется.", "What it is called.";
        "of": Value::Many(&Value::Word(DIGEST_PARTS)), "[tasks, overdue]", "Что в ней стоит.", "What stands in it.";
        "roles": Value::Many(&Value::Name(Symbol::Role)), "controller", "Чьи люди её получают; без него – все, у кого в ней что-нибудь есть.", "Whose holders get it; without it, everybody for whom something stands in it.";
        "at": Value::Hour, "\"08:00\"", "Час отправки; без него 08:00.", "The hour at which it leaves; 08:00 without it.";
        "on": Value::Word(WEEKDAYS), "понедельник", "День недели; без него – каждый рабочий день.", "The weekday; without it, every working day.";
        "soon": Value::Integer, "3", "За сколько рабочих дней до срока задача входит в «скоро»; без него 3.", "Within how many working days a task is due soon; 3 without it.";
        "letter": Value::Name(Symbol::Letter), "digest", "Письмо: shared/letters/<имя>.md; без него digest.", "The letter: shared/letters/<id>.md; `digest` without it.";
        "time_zone": Value::Zone, "Europe/Moscow", "Часовой пояс часа; без него – пояс первого процесса.", "The zone of the hour; that of the first process without it.";
    }
}
shape! {
    /// organisation.yaml.
    ORGANISATION "organisation" [] {
        "organisation": Value::Names(Naming::Declares(Symbol::Fact), &Value::Free), "{name: Управление образования}",
            "Сведения об организации для документов и писем.", "Facts about the organisation, for documents and letters.";
        "attributes": Value::Names(Naming::Free, &Value::Word(ATTRIBUTE_KINDS)), "{school: text, grade: integer}",
            "Признаки людей: имя и вид; в выражениях person.<признак>.", "Attributes of people: name and kind; `person.<attribute>` in expressions.";
        "unit_kinds": Value::Names(Naming::Declares(Symbol::UnitKind), &Value::Title), "{district: Район, school: Школа}",
            "Виды подразделений: имя и название.", "Kinds of units: name and title.";
        "unit_attributes": Value::Names(Naming::Free, &Value::Word(ATTRIBUTE_KINDS)), "{pupils: integer}",
            "Признаки подразделений: имя и вид.", "Attributes of units: name and kind.";
        "units": Value::Names(Naming::Declares(Symbol::Unit), &Value::Block(&UNIT)), "{school_1: {name: Школа № 1, kind: school, parent: kirovsky}}",
            "Подразделения: районы, школы, отделы.", "Units: districts, schools, departments.";
        "people": Value::Names(Naming::Declares(Symbol::Person), &Value::Block(&PERSON)), "{petrov: {name: Петров Пётр, position: директор, email: petrov@example.ru}}",
            "Люди.", "The people.";
        "roles": Value::Names(Naming::Refers(Symbol::Role), &Value::Either(&[PEOPLE, Value::Block(&HOLDERS)])), "{secretary: petrov}",
            "Кто держит роль.", "Who holds a role.";
        "overseers": Value::Many(&Value::Name(Symbol::Role)), "controller",
            "Роли, которые видят все дела организации и отвечают за её сроки; в файле рядом с папками без ключа – controller и head.", "Roles that see every instance of the organisation and answer for its terms; `controller` and `head` in the file beside the folders when absent.";
        "pages": Value::Names(Naming::Free, &Value::Block(&PAGE)), "{certification: {title: Сертификация}}",
            "Открытые страницы для публикаций.", "Public pages for publications.";
        "digests": Value::Names(Naming::Free, &Value::Block(&DIGEST)), "{morning: {of: [tasks, overdue], at: \"08:00\"}}",
            "Сводки: одно письмо вместо многих.", "Digests: one letter instead of many.";
        "parameters": Value::Names(Naming::Refers(Symbol::Process), &Value::Names(Naming::Refers(Symbol::Parameter), &Value::Text)), "{certification: {appeal_window: 5 рабочих дней}}",
            "Свои значения параметров процессов.", "Values of parameters of processes.";
    }
}
shape! {
    /// A person.
    PERSON "person" [] and attributes {
        "name": Value::Either(&[Value::Text, Value::Block(&PERSON_NAME)]), "Давыдова Ирина Викторовна", "Фамилия, имя, отчество.", "Family name, given name, patronymic.";
        "position": Value::Text, "директор", "Должность.", "The position.";
        "email": Value::Text, "davydova@example.ru", "Почта.", "The e-mail address.";
        "unit": Value::Name(Symbol::Unit), "school_1", "Подразделение, где человек работает.", "The unit in which the person works.";
        "posts": Value::List(&Value::Block(&POST)), "[{unit: school_1, position: директор, from: 2022-09-01}]", "Должности с днями, в которые они заняты.", "Posts with the days on which they are held.";
    }
}
shape! {
    /// A post that a person holds for a time.
    POST "post" [] {
        "unit": Value::Name(Symbol::Unit), "school_1", "Подразделение.", "The unit.";
        "position": Value::Text, "директор", "Должность.", "The position.";
        "from": Value::Text, "2022-09-01", "Первый день в должности.", "The first day in the post.";
        "until": Value::Text, "2023-08-31", "Последний день в должности.", "The last day in the post.";
    }
}
shape! {
    /// A unit.
    UNIT "unit" [] and attributes {
        "name": Value::Title, "Школа № 1", "Название.", "The name.";
        "kind": Value::Name(Symbol::UnitKind), "school", "Вид подразделения.", "The kind of unit.";
        "parent": Value::Name(Symbol::Unit), "kirovsky", "Подразделение, в которое оно входит.", "The unit that it belongs to.";
    }
}
shape! {
    /// A person's name in parts.
    PERSON_NAME "person_name" [] {
        "family": Value::Text, "Давыдова", "Фамилия.", "The family name.";
        "given": Value::Text, "Ирина", "Имя.", "The given name.";
        "patronymic": Value::Text, "Викторовна", "Отчество.", "The patronymic.";
        "gender": Value::Word(&[["male", "мужской", "male"], ["female", "женский", "female"]]), "female",
            "Пол, если его не видно по отчеству.", "The gender, where the patronymic does not tell it.";
        "genitive": Value::Text, "Давыдовой Ирины Викторовны", "Имя целиком в родительном падеже, если оно склоняется по-своему.", "The whole name in the genitive, where it has a usage of its own.";
        "dative": Value::Text, "Давыдовой Ирине Викторовне", "То же в дательном.", "The same in the dative.";
        "accusative": Value::Text, "Давыдову Ирину Викторовну", "То же в винительном.", "The same in the accusative.";
        "instrumental": Value::Text, "Давыдовой Ириной Викторовной", "То же в творительном.", "The same in the instrumental.";
    }
}
shape! {
    /// The holders of a role.
    HOLDERS "holders" [] {
        "holders": PEOPLE, "[dashkovskaya]", "Кто держит роль.", "Who holds it.";
        "deputies": PEOPLE, "[semenova]", "Кто замещает.", "Who stands in.";
    }
}
shape! {
    /// Somebody who holds a role for a time.
    TENURE "tenure" [] {
        "person": Value::Name(Symbol::Person), "semenova", "Кто.", "Who.";
        "from": Value::Text, "2025-09-01", "Первый день полномочий.", "The first day in office.";
        "until": Value::Text, "2026-08-31", "Последний день полномочий.", "The last day in office.";
    }
}
shape! {
    /// registers.yaml.
    REGISTERS "registers" [] {
        "registers": Value::Names(Naming::Declares(Symbol::Register), &Value::Block(&REGISTER)), "{orders: {title: Журнал приказов, number: \"{n}\"}}",
            "Журналы.", "The registers.";
    }
}
shape! {
    /// A register.
    REGISTER "register" [] {
        "title": Value::Title, "Журнал регистрации приказов", "Название журнала.", "The title.";
        "number": Value::Text, "\"{n:4}-{year}\"", "Вид номера: {n}, {n:4}, {year}.", "The form of the number: {n}, {n:4}, {year}.";
        "yearly": Value::Flag, "true", "С нового года нумерация начинается заново.", "Numbers begin anew every year.";
        "columns": Value::Names(Naming::Declares(Symbol::Column), &Value::Kinds(&FIELD)), "{subject: {text: О чём}}", "Графы.", "The columns.";
        "verification": Value::Either(&[Value::Flag, Value::Block(&VERIFICATION)]), "{until: valid_until}",
            "Подлинность документа может проверить каждый по коду на нём.", "Anybody can verify the document by the code on it.";
    }
}
shape! {
    /// What the answer of the verification depends on.
    VERIFICATION "verification" [] {
        "until": Value::Name(Symbol::Column), "valid_until", "Графа с последним днём действия.", "The column with the last day of validity.";
        "replaces": Value::Name(Symbol::Column), "instead_of",
            "Графа с номером записи, документ которой заменён этим.", "The column with the number of the entry whose document this one replaces.";
        "annuls": Value::Name(Symbol::Column), "annuls",
            "Графа с номером записи, документ которой этим аннулирован.", "The column with the number of the entry whose document this one annuls.";
    }
}
