//! The functions and list methods of the language: their names and numbers of arguments.
//!
//! The set is closed on purpose: a definition cannot add one, so nothing outside the language is ever reachable.
//! Kinds are checked in `check_call.rs`, results are computed in `call.rs` and `method.rs`.

/// A function, `name(…)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Has,
    Count,
    Sum,
    Min,
    Max,
    Round,
    Truncate,
    Text,
    Upper,
    Lower,
    Trim,
    StartsWith,
    Contains,
    Join,
    Today,
    Now,
    Date,
    Term,
    WorkingDaysBetween,
    NthWeekday,
    MonthEnd,
    Add,
    Plural,
    Percent,
}

/// A list method, `list.name(…)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    All,
    Any,
    Filter,
    Map,
    SortBy,
    Count,
    Sum,
    First,
    Contains,
}

/// Name, function, fewest and most arguments.
type Entry = (&'static str, Function, usize, usize);

pub(crate) const FUNCTIONS: [Entry; 24] = [
    ("has", Function::Has, 1, 1),
    ("count", Function::Count, 1, 1),
    ("sum", Function::Sum, 1, 1),
    ("min", Function::Min, 1, 16),
    ("max", Function::Max, 1, 16),
    ("round", Function::Round, 1, 2),
    ("truncate", Function::Truncate, 1, 2),
    ("text", Function::Text, 1, 1),
    ("upper", Function::Upper, 1, 1),
    ("lower", Function::Lower, 1, 1),
    ("trim", Function::Trim, 1, 1),
    ("starts_with", Function::StartsWith, 2, 2),
    ("contains", Function::Contains, 2, 2),
    ("join", Function::Join, 2, 2),
    ("today", Function::Today, 0, 0),
    ("now", Function::Now, 0, 0),
    ("date", Function::Date, 1, 1),
    ("term", Function::Term, 1, 1),
    ("working_days_between", Function::WorkingDaysBetween, 2, 2),
    ("nth_weekday", Function::NthWeekday, 3, 3),
    ("month_end", Function::MonthEnd, 2, 2),
    ("add", Function::Add, 2, 2),
    ("plural", Function::Plural, 4, 4),
    ("percent", Function::Percent, 2, 2),
];

/// Name, method, whether it takes a lambda, number of arguments.
pub(crate) const METHODS: [(&str, Method, bool, usize); 9] = [
    ("all", Method::All, true, 2),
    ("any", Method::Any, true, 2),
    ("filter", Method::Filter, true, 2),
    ("map", Method::Map, true, 2),
    ("sort_by", Method::SortBy, true, 2),
    ("count", Method::Count, true, 2),
    ("sum", Method::Sum, true, 2),
    ("first", Method::First, false, 0),
    ("contains", Method::Contains, false, 1),
];

/// Names from other languages, and ours.
pub(crate) const SYNONYMS: [(&str, &str); 12] = [
    ("exists", "any"),
    ("some", "any"),
    ("every", "all"),
    ("len", "count"),
    ("size", "count"),
    ("length", "count"),
    ("where", "filter"),
    ("select", "map"),
    ("sort", "sort_by"),
    ("str", "text"),
    ("string", "text"),
    ("floor", "truncate"),
];

impl Function {
    pub(crate) fn name(self) -> &'static str {
        let entry = FUNCTIONS.iter().find(|(_, f, ..)| *f == self);
        entry.map_or("", |(name, ..)| name)
    }
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        let entry = METHODS.iter().find(|(_, m, ..)| *m == self);
        entry.map_or("", |(name, ..)| name)
    }
}
