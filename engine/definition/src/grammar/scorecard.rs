//! The keys of `scorecards/<id>.yaml`. What points mean is not said here.

use super::shape::{Naming, Value, shape};

/// Positions named in a row.
const POSITIONS: Value = Value::Many(&Value::Text);
const PERIOD: Value = Value::Either(&[
    Value::Word(&[
        [
            "between",
            "от прошлой аттестации до этой; так по умолчанию",
            "from the attestation before to this one; the default",
        ],
        ["any", "когда угодно", "whenever"],
        [
            "now",
            "действует во время процедуры",
            "in force during the procedure",
        ],
        [
            "average",
            "доля за всё время между аттестациями",
            "a share over the whole time between attestations",
        ],
    ]),
    Value::Text,
]);
const TIMES: Value = Value::Either(&[
    Value::Word(&[
        [
            "once",
            "баллы даются один раз; так по умолчанию",
            "the points are given once; the default",
        ],
        [
            "each",
            "баллы даются за каждый документ",
            "the points are given for each item",
        ],
    ]),
    Value::Text,
]);
const RULE: Value = Value::Either(&[
    Value::Word(&[
        [
            "sum",
            "баллы строк складываются; так по умолчанию",
            "the points of the rows are added; the default",
        ],
        [
            "exclusive",
            "считается одна, лучшая строка",
            "only the best row counts",
        ],
        ["single", "строка одна", "there is one row"],
        [
            "best",
            "считается не больше cap документов",
            "not more than `cap` items count",
        ],
    ]),
    Value::Text,
]);
const CAP_SCOPE: Value = Value::Either(&[
    Value::Word(&[
        [
            "row",
            "для каждой строки; так по умолчанию",
            "for each row; the default",
        ],
        [
            "indicator",
            "для всех строк показателя вместе",
            "for all rows of the indicator together",
        ],
    ]),
    Value::Text,
]);
const ROUNDING: Value = Value::Either(&[
    Value::Word(&[
        [
            "exact",
            "доля как есть; так по умолчанию",
            "the share as it is; the default",
        ],
        [
            "whole",
            "доля округляется до целых процентов",
            "the share is rounded to whole percent",
        ],
    ]),
    Value::Text,
]);

shape! {
    /// A scorecard.
    SCORECARD "scorecard" [] {
        "scorecard": Value::Title, "Форма 1. Экспертное заключение", "Название карты оценки.", "The title of the card.";
        "positions": Value::Names(Naming::Free, &Value::Title), "{teacher: Учитель}",
            "Должности, для которых строки различаются.", "The positions for which rows differ.";
        "groups": Value::Names(Naming::Free, &Value::Block(&GROUP)), "{results: {title: Результаты, indicators: {mentor: {title: Наставник, points: 30}}}}",
            "Группы показателей по порядку.", "Groups of indicators, in order.";
        "thresholds": Value::Names(Naming::Free, &Value::Block(&THRESHOLD)), "{first: {title: Первая категория, points: first_category}}",
            "С какого итога достигнут уровень; без ключа называется только итог.", "From which total a level is reached; absent: only the total is named.";
    }
}
shape! {
    /// A level.
    THRESHOLD "threshold" [] {
        "title": Value::Title, "Первая категория", "Название уровня.", "The title of the level.";
        "points": Value::Either(&[Value::Integer, Value::Text]), "first_category",
            "Наименьший итог: число или параметр процесса; 0 – порог не установлен.", "The least total: a number or a parameter of the process; 0: no threshold is set.";
    }
}
shape! {
    /// A group of indicators.
    GROUP "scorecard_group" [] {
        "number": Value::Text, "\"1\"", "Номер в форме.", "The number in the form.";
        "title": Value::Title, "Результаты обучающихся", "Название группы.", "The title of the group.";
        "indicators": Value::Names(Naming::Free, &Value::Block(&SCORED_INDICATOR)), "{mentor: {title: Наставник, points: 30}}",
            "Показатели по порядку.", "Indicators, in order.";
    }
}
shape! {
    /// An indicator: rows that are counted together.
    SCORED_INDICATOR "scored_indicator" [&ROW_COMMON] {
        "number": Value::Text, "\"2.4\"", "Номер в форме.", "The number in the form.";
        "title": Value::Title, "Выступления на конференциях", "Название показателя.", "The title of the indicator.";
        "rule": RULE, "exclusive", "Как складываются баллы строк; слово или параметр процесса.", "How the points of the rows go together; a word or a parameter of the process.";
        "cap": Value::Either(&[Value::Integer, Value::Text]), "3", "Сколько документов считается по правилу best.", "How many items count under the rule `best`.";
        "cap_scope": CAP_SCOPE, "row", "Для чего действует cap; слово или параметр процесса.", "For what `cap` holds; a word or a parameter of the process.";
        "rounding": ROUNDING, "exact", "Как доля сравнивается с границами; слово или параметр процесса.", "How a share is compared with the bounds; a word or a parameter of the process.";
        "rows": Value::Names(Naming::Free, &Value::Block(&ROW)), "{district: {title: Районный уровень, points: 10}}",
            "Строки с баллами; у показателя из одной строки вместо них points.", "The rows with points; an indicator of one row has `points` instead.";
        "points": POINTS, "40", "Баллы показателя из одной строки.", "The points of an indicator of one row.";
    }
}
const POINTS: Value = Value::Either(&[Value::Integer, Value::Text, Value::Block(&GIVEN)]);
shape! {
    /// A row.
    ROW "scorecard_row" [&ROW_COMMON] {
        "title": Value::Title, "Районный уровень", "Название строки.", "The title of the row.";
        "points": POINTS, "10", "Баллы: число (со знаком «минус» – вычитаются) или границы, в которых их ставит эксперт.", "Points: a number (below zero: taken away), or bounds within which the expert gives them.";
        "share": Value::Block(&BAND), "{from: 20, below: 40}", "При какой доле в процентах даются баллы.", "The share in percent for which the points are given.";
    }
}
shape! {
    /// What an indicator may say for all its rows, and a row for itself.
    ROW_COMMON "scorecard_row_common" [] {
        "period": PERIOD, "between", "За какое время; слово или параметр процесса.", "Of which time; a word or a parameter of the process.";
        "times": TIMES, "once", "Один раз или за каждый документ; слово или параметр процесса.", "Once or for each item; a word or a parameter of the process.";
        "at_least": Value::Either(&[Value::Integer, Value::Text]), "5", "Наименьшее число документов; число или параметр процесса.", "The least number of items; a number or a parameter of the process.";
        "only": POSITIONS, "[methodologist]", "Только для этих должностей.", "Only for these positions.";
        "except": POSITIONS, "[teacher]", "Для всех должностей, кроме этих.", "For all positions but these.";
        "evidence": Value::Title, "Копии дипломов", "Какие документы подтверждают.", "Which documents prove it.";
        "note": Value::Title, "В межаттестационный период", "Примечание формы.", "The note of the form.";
    }
}
shape! {
    /// Bounds within which the expert gives points.
    GIVEN "given_points" [] {
        "from": Value::Integer, "0", "Наименьшее число баллов.", "Fewest points.";
        "to": Value::Integer, "40", "Наибольшее число баллов.", "Most points.";
    }
}
shape! {
    /// A band of a share.
    BAND "band" [] {
        "from": Value::Integer, "20", "От скольких процентов, включительно.", "From how many percent on, included.";
        "below": Value::Integer, "40", "До скольких процентов, не включая их.", "Below how many percent, not included.";
    }
}
