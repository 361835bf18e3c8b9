//! The keys of `indicators.yaml`: sets, their figures, numerators and denominators. What fits together is not said here.

use super::shape::{Naming, Scope, Symbol, Value, shape};

/// Units of an indicator.
pub(super) const UNITS: &[[&str; 3]] = &[
    ["percent", "доля в процентах", "a share in per cent"],
    ["count", "количество", "a count"],
];
/// What a year is.
pub(super) const YEARS: &[[&str; 3]] = &[
    [
        "calendar",
        "с 1 января по 31 декабря",
        "from 1 January to 31 December",
    ],
    [
        "since_opening",
        "12 месяцев со дня открытия",
        "12 months from the opening day",
    ],
];
/// Which entries belong to a year.
pub(super) const PERIODS: &[[&str; 3]] = &[
    ["year", "записи этого года", "entries of the year"],
    [
        "to_date",
        "все записи со дня открытия",
        "all entries since the opening",
    ],
    [
        "state",
        "последняя запись о каждом",
        "the latest entry about each",
    ],
];
/// How the end of the year is forecast.
pub(super) const FORECASTS: &[[&str; 3]] = &[
    [
        "working_days",
        "тем же темпом по рабочим дням",
        "at the same pace by working days",
    ],
    [
        "calendar_days",
        "тем же темпом по календарным дням",
        "at the same pace by calendar days",
    ],
    ["none", "не прогнозируется", "not at all"],
];

const WORD_OR_PARAMETER_OF_YEARS: Value =
    Value::Either(&[Value::Word(YEARS), Value::Name(Symbol::Parameter)]);
const WORD_OR_PARAMETER_OF_PERIODS: Value =
    Value::Either(&[Value::Word(PERIODS), Value::Name(Symbol::Parameter)]);

shape! {
    /// indicators.yaml.
    INDICATORS "indicators" [] {
        "indicators": Value::New(Symbol::Indicators), "centre", "Имя набора: так его называет indicators('…').", "The id of the set, as in indicators('…').";
        "title": Value::Title, "Показатели эффективности центра", "Название.", "The title.";
        "process": Value::Name(Symbol::Process), "annual_report", "Процесс, чей акт, роли и параметры действуют и здесь.", "The process whose act, roles and parameters hold here too.";
        "opened_on": Value::Text, "2021-03-01", "День открытия: с него начинается счёт, его год – первый.", "The opening day: counting begins with it, and its year is year one.";
        "years": WORD_OR_PARAMETER_OF_YEARS, "calendar", "Что такое год; без ключа календарный.", "What a year is; a calendar year without it.";
        "figures": Value::Names(Naming::Free, &Value::Block(&INDICATOR)), "{events: {title: Мероприятия, unit: count, numerator: {register: events}}}", "Показатели по именам.", "The indicators by their ids.";
    }
}
shape! {
    /// An indicator.
    INDICATOR "indicator" [] {
        "title": Value::Title, "Проведено мероприятий", "Название.", "The title.";
        "basis": Value::Many(&Value::Name(Symbol::Clause)), "\"Приложение 1.4\"", "Пункт акта.", "The clause.";
        "owner": Value::Name(Symbol::Role), "centre_head", "Роль, которая отвечает за показатель.", "The role that answers for it.";
        "unit": Value::Word(UNITS), "percent", "В чём измеряется.", "What it is measured in.";
        "minimum": Value::Either(&[Value::Text, Value::Block(&MINIMUM)]), "{first_year: 5, later: 10}", "Минимальное значение в единицах показателя.", "The least value, in the unit of the indicator.";
        "numerator": Value::Block(&COUNTED), "{register: routes, distinct: teacher}", "Что считается.", "What is counted.";
        "denominator": Value::Block(&DENOMINATOR), "{register: bases, value: people, as_of: as_of, source: source}", "От чего доля: последняя запись журнала или счёт по журналу.", "Of what it is a share: the latest entry of a register, or a count.";
        "forecast": Value::Word(FORECASTS), "working_days", "Как прогнозируется конец года; без ключа по календарным дням.", "How the end of the year is forecast; by calendar days without it.";
    }
}
shape! {
    /// The least value of an indicator.
    MINIMUM "minimum" [] {
        "first_year": Value::Text, "5", "В первый год.", "In year one.";
        "later": Value::Text, "10", "В следующие годы.", "In every later year.";
    }
}
shape! {
    /// Entries of a register that are counted.
    COUNTED "counted" [] {
        "register": Value::Name(Symbol::Register), "routes", "Журнал.", "The register.";
        "each": Value::Name(Symbol::ColumnOfNamed), "participants", "Графа-список: считаются её строки, а не записи.", "A list column: its rows are counted, not the entries.";
        "distinct": Value::Many(&Value::Name(Symbol::ColumnOfNamed)), "teacher", "Графы, по которым отличают одного от другого; без ключа считается каждая запись.", "The columns that tell one from another; every entry counts without it.";
        "on": Value::Name(Symbol::ColumnOfNamed), "held_on", "Графа с датой события; без ключа день регистрации.", "The column with the date of what happened; the day of registration without it.";
        "period": WORD_OR_PARAMETER_OF_PERIODS, "year", "Какие записи относятся к году; без ключа записи года.", "Which entries belong to a year; those of the year without it.";
        "where": Value::Expression(Scope::Process), "row.level == 'regional'", "Какие записи считаются; известны row, year, on и параметры.", "Which entries count; row, year, on and the parameters are known.";
        "among_denominator": Value::Flag, "true", "Считать только тех, кто посчитан в знаменателе.", "Count only those that the denominator counts.";
    }
}
shape! {
    /// The denominator of an indicator.
    DENOMINATOR "denominator" [] {
        "register": Value::Name(Symbol::Register), "bases", "Журнал.", "The register.";
        "value": Value::Name(Symbol::ColumnOfNamed), "people", "Графа с числом: берётся последняя запись.", "The column with the figure: the latest entry is taken.";
        "as_of": Value::Name(Symbol::ColumnOfNamed), "as_of", "Графа с датой, на которую дано число.", "The column with the day of which the figure tells.";
        "source": Value::Name(Symbol::ColumnOfNamed), "source", "Графа с источником числа.", "The column with the source of the figure.";
        "each": Value::Name(Symbol::ColumnOfNamed), "members", "Графа-список: считаются её строки, а не записи.", "A list column: its rows are counted, not the entries.";
        "distinct": Value::Many(&Value::Name(Symbol::ColumnOfNamed)), "person", "Графы, по которым отличают одного от другого.", "The columns that tell one from another.";
        "on": Value::Name(Symbol::ColumnOfNamed), "from", "Графа с датой события; без ключа день регистрации.", "The column with the date of what happened; the day of registration without it.";
        "period": WORD_OR_PARAMETER_OF_PERIODS, "state", "Какие записи относятся к году.", "Which entries belong to a year.";
        "where": Value::Expression(Scope::Process), "row.base == 'schools'", "Какие записи берутся; известны row, year, on и параметры.", "Which entries are taken; row, year, on and the parameters are known.";
    }
}
