//! What may stand under a key, in words for a table.

use reglament_definition::grammar::{Naming, Scope, Symbol, Value};

/// A table of the page `here`; `home` gives the name and the title of the page of a block.
pub(crate) struct Words<'a> {
    pub(crate) here: &'a str,
    pub(crate) home: &'a dyn Fn(&str) -> (String, String),
}

impl Words<'_> {
    /// A link to the page that describes a block, or the name of the block on that page itself.
    pub(crate) fn block(&self, name: &str) -> String {
        let (home, title) = (self.home)(name);
        if home == self.here {
            format!("`{name}`")
        } else {
            format!("[{title}]({home}.md)")
        }
    }

    /// What the value is.
    pub(crate) fn value(&self, value: &Value) -> String {
        match value {
            Value::Title => "text for people".into(),
            Value::Text => "text".into(),
            Value::Flag => "`true` or `false`".into(),
            Value::Integer => "whole number".into(),
            Value::Word(words) => words
                .iter()
                .map(|[word, _, means]| format!("`{word}`: {means}"))
                .collect::<Vec<_>>()
                .join("; "),
            Value::Term => "term, or the name of a parameter".into(),
            Value::TermLiteral => "term".into(),
            Value::Reminder => "when to remind".into(),
            Value::Hour => "hour of the day".into(),
            Value::Schedule => "schedule".into(),
            Value::Zone => "time zone".into(),
            Value::Calendar => "calendar".into(),
            Value::Path => "path of a file".into(),
            Value::Expression(scope) => format!("expression{}", known(*scope)),
            Value::Each => "`name in list`".into(),
            Value::New(name) => format!("new name of {}", symbol(*name)),
            Value::Name(name) => symbol(*name).into(),
            Value::FormField => "field, or `field?`".into(),
            Value::Many(inner) => format!("{}, or a list of them", self.value(inner)),
            Value::List(inner) => format!("list: {}", self.value(inner)),
            Value::Block(shape) => self.block(shape.name),
            Value::Kinds(kinds) => self.block(kinds.name),
            Value::Names(naming, inner) => format!("by {}: {}", key(*naming), self.value(inner)),
            Value::Either(ways) => {
                let ways: Vec<String> = ways.iter().map(|way| self.value(way)).collect();
                ways.join("; or ")
            }
            Value::Free => "value".into(),
        }
    }
}

fn known(scope: Scope) -> &'static str {
    match scope {
        Scope::Process => "",
        Scope::Message => " that knows `message`",
        Scope::Document => " that knows `document`",
        Scope::Row => " that knows the row of `each`",
        Scope::Child => " that knows `child`",
    }
}

fn key(naming: Naming) -> String {
    match naming {
        Naming::Declares(name) => format!("new name of {}", symbol(name)),
        Naming::Refers(name) => symbol(name).into(),
        Naming::Free => "name".into(),
    }
}

fn symbol(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Process => "a process",
        Symbol::Step => "a step",
        Symbol::Role => "a role",
        Symbol::Field => "a field",
        Symbol::FieldOfNamed => "a field of that process",
        Symbol::Parameter => "a parameter",
        Symbol::Choice => "an option",
        Symbol::Outcome => "an outcome",
        Symbol::Link => "a linked instance",
        Symbol::Event => "an event",
        Symbol::Letter => "a letter",
        Symbol::Document => "a template of a document",
        Symbol::Register => "a register",
        Symbol::Indicators => "a set of indicators",
        Symbol::Column => "a column",
        Symbol::ColumnOfNamed => "a column of that register",
        Symbol::Message => "a message",
        Symbol::Person => "a person",
        Symbol::Unit => "a unit",
        Symbol::UnitKind => "a kind of units",
        Symbol::Fact => "a fact",
        Symbol::Clause => "a clause",
        Symbol::Alias => "an instance of the story",
    }
}
