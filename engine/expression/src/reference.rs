//! The reference of functions and list methods, for the manual and for completion in editors.
//!
//! A test evaluates every example, so the reference cannot promise what the language does not do.

/// One function or list method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name alone.
    pub name: &'static str,
    /// How it is written, with named arguments.
    pub form: &'static str,
    /// What it gives, in Russian.
    pub ru: &'static str,
    /// What it gives, in English.
    pub en: &'static str,
    /// An expression without names.
    pub example: &'static str,
    /// The printed result of the example.
    pub result: &'static str,
}

const fn entry(
    [name, form]: [&'static str; 2],
    [ru, en]: [&'static str; 2],
    [example, result]: [&'static str; 2],
) -> Entry {
    Entry {
        name,
        form,
        ru,
        en,
        example,
        result,
    }
}

/// Functions, `name(…)`.
pub const FUNCTIONS: [Entry; 24] = [
    entry(
        ["has", "has(x)"],
        ["Заполнено ли значение.", "Whether the value is set."],
        ["has(null)", "нет"],
    ),
    entry(
        ["count", "count(list)"],
        ["Сколько строк в списке.", "How many items the list has."],
        ["count([1, 2])", "2"],
    ),
    entry(
        ["sum", "sum(list)"],
        [
            "Сумма чисел; 0 для пустого списка.",
            "The sum of numbers; 0 for an empty list.",
        ],
        ["sum([1.5, 2])", "3,5"],
    ),
    entry(
        ["min", "min(a, b, …) / min(list)"],
        [
            "Наименьшее; не заполнено для пустого списка.",
            "The least; unset for an empty list.",
        ],
        ["min(3, 1, 2)", "1"],
    ),
    entry(
        ["max", "max(a, b, …) / max(list)"],
        [
            "Наибольшее; не заполнено для пустого списка.",
            "The greatest; unset for an empty list.",
        ],
        ["max([3, 1, 2])", "3"],
    ),
    entry(
        ["round", "round(x, digits)"],
        [
            "Округляет, половину — от нуля; без digits до целого.",
            "Rounds, halves away from zero; to a whole number without digits.",
        ],
        ["round(2.345, 2)", "2,35"],
    ),
    entry(
        ["truncate", "truncate(x, digits)"],
        [
            "Отбрасывает лишние знаки; без digits до целого.",
            "Drops further digits; to a whole number without digits.",
        ],
        ["truncate(79.999, 2)", "79,99"],
    ),
    entry(
        ["percent", "percent(part, whole)"],
        [
            "Доля в процентах, два знака без округления вверх.",
            "The share in per cent, two digits, never rounded up.",
        ],
        ["percent(1603, 2004)", "79,99"],
    ),
    entry(
        ["text", "text(x)"],
        [
            "Значение так, как оно печатается.",
            "The value as it is printed.",
        ],
        ["text(2.5) + ' ч'", "2,5 ч"],
    ),
    entry(
        ["upper", "upper(text)"],
        ["Прописными буквами.", "In capital letters."],
        ["upper('ёж')", "ЁЖ"],
    ),
    entry(
        ["lower", "lower(text)"],
        ["Строчными буквами.", "In small letters."],
        ["lower('ЁЖ')", "ёж"],
    ),
    entry(
        ["trim", "trim(text)"],
        ["Без пробелов по краям.", "Without spaces at the ends."],
        ["trim(' да ')", "да"],
    ),
    entry(
        ["starts_with", "starts_with(text, part)"],
        [
            "Начинается ли текст с части.",
            "Whether the text starts with the part.",
        ],
        ["starts_with('приказ', 'при')", "да"],
    ),
    entry(
        ["contains", "contains(text, part)"],
        [
            "Есть ли часть в тексте.",
            "Whether the text holds the part.",
        ],
        ["contains('приказ', 'каз')", "да"],
    ),
    entry(
        ["join", "join(list, separator)"],
        [
            "Строки списка через разделитель.",
            "The list's items with a separator between them.",
        ],
        ["join(['а', 'б'], ', ')", "а, б"],
    ),
    entry(
        ["plural", "plural(n, one, few, many)"],
        [
            "Существительное при числе: 1 день, 2 дня, 5 дней.",
            "The Russian noun that a number asks for.",
        ],
        ["plural(22, 'день', 'дня', 'дней')", "дня"],
    ),
    entry(
        ["today", "today()"],
        [
            "Сегодняшняя дата в часовом поясе процесса.",
            "Today's date in the zone of the process.",
        ],
        ["today() - today()", "0"],
    ),
    entry(
        ["now", "now()"],
        ["Текущие дата и время.", "The current date and time."],
        ["now() == now()", "да"],
    ),
    entry(
        ["date", "date(\"2021-10-21\") / date(moment)"],
        [
            "Дата из текста или из даты и времени.",
            "A date from a text or from a date and time.",
        ],
        ["date(\"2021-10-21\")", "21.10.2021"],
    ),
    entry(
        ["term", "term(\"5 рабочих дней\")"],
        [
            "Срок; прибавляется к дате.",
            "A term, to be added to a date.",
        ],
        ["date('2021-10-21') + term('5 рабочих дней')", "28.10.2021"],
    ),
    entry(
        ["add", "add(date, term)"],
        [
            "Последний день срока по закону: с выходного — на рабочий день.",
            "The last day of a term by law: a day off moves to a working day.",
        ],
        ["add(date('2021-10-21'), term('10 дней'))", "01.11.2021"],
    ),
    entry(
        ["nth_weekday", "nth_weekday(date, n, weekday)"],
        [
            "n-й день недели месяца: пн, вт, ср, чт, пт, сб, вс (или MON…SUN).",
            "The n-th weekday of the month: MON…SUN.",
        ],
        ["nth_weekday(date('2021-10-12'), 3, 'THU')", "21.10.2021"],
    ),
    entry(
        ["month_end", "month_end(year, month)"],
        [
            "Последний рабочий день месяца.",
            "The last working day of a month.",
        ],
        ["month_end(2021, 10)", "29.10.2021"],
    ),
    entry(
        ["working_days_between", "working_days_between(a, b)"],
        [
            "Рабочих дней после a и по b.",
            "Working days after a and up to b.",
        ],
        [
            "working_days_between(date('2021-10-21'), date('2021-10-28'))",
            "5",
        ],
    ),
];

/// List methods, `list.name(…)`; `x` names the item.
pub const METHODS: [Entry; 9] = [
    entry(
        ["all", "list.all(x, condition)"],
        [
            "Верно ли для всех строк.",
            "Whether it holds for all items.",
        ],
        ["[1, 2].all(x, x > 1)", "нет"],
    ),
    entry(
        ["any", "list.any(x, condition)"],
        [
            "Верно ли хотя бы для одной строки.",
            "Whether it holds for any item.",
        ],
        ["[1, 2].any(x, x > 1)", "да"],
    ),
    entry(
        ["filter", "list.filter(x, condition)"],
        [
            "Строки, для которых верно.",
            "The items for which it holds.",
        ],
        ["join([1, 2, 3].filter(x, x > 1), ' ')", "2 3"],
    ),
    entry(
        ["map", "list.map(x, result)"],
        ["По значению на каждую строку.", "A value for every item."],
        ["join([1, 2].map(x, x * 10), ' ')", "10 20"],
    ),
    entry(
        ["sort_by", "list.sort_by(x, key)"],
        [
            "По возрастанию ключа; тексты как в русском словаре.",
            "In ascending order of the key; texts as in a Russian dictionary.",
        ],
        [
            "join(['жук', 'ёж', 'еда'].sort_by(x, x), ' ')",
            "еда ёж жук",
        ],
    ),
    entry(
        ["count", "list.count(x, condition)"],
        ["Для скольких строк верно.", "For how many items it holds."],
        ["[1, 2, 3].count(x, x > 1)", "2"],
    ),
    entry(
        ["sum", "list.sum(x, number)"],
        ["Сумма по всем строкам.", "The sum over all items."],
        ["[1, 2].sum(x, x * 10)", "30"],
    ),
    entry(
        ["first", "list.first()"],
        [
            "Первая строка; не заполнено для пустого списка.",
            "The first item; unset for an empty list.",
        ],
        ["[7, 8].first()", "7"],
    ),
    entry(
        ["contains", "list.contains(value)"],
        [
            "Есть ли такое значение в списке.",
            "Whether the list holds the value.",
        ],
        ["[1, 2].contains(2)", "да"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::function;

    #[test]
    fn every_function_and_method_is_described() {
        let mut described: Vec<&str> = FUNCTIONS.iter().map(|e| e.name).collect();
        let mut known: Vec<&str> = function::FUNCTIONS.iter().map(|(n, ..)| *n).collect();
        described.sort_unstable();
        known.sort_unstable();
        assert_eq!(described, known);
        let described: Vec<&str> = METHODS.iter().map(|e| e.name).collect();
        let known: Vec<&str> = function::METHODS.iter().map(|(n, ..)| *n).collect();
        assert_eq!(described, known);
    }
}
