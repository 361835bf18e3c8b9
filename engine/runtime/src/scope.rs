//! Scopes: what the token of a program allows. One word for a group of operations; nothing is allowed without its word.
//!
//! What needs a person (tasks, votes, signatures, terms, administration) has no scope, and no program does it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a program may do with the cases of the processes that it was given.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize,
)]
pub enum Scope {
    /// Lists of cases and tasks, a case in full without its papers, what is late and what lies ahead.
    #[serde(rename = "cases:read")]
    CasesRead,
    /// Documents and files of cases.
    #[serde(rename = "documents:read")]
    DocumentsRead,
    /// Registers and their journals.
    #[serde(rename = "registers:read")]
    RegistersRead,
    /// Figures counted from registers.
    #[serde(rename = "indicators:read")]
    IndicatorsRead,
    /// Beginning a case, with the files that belong to its form.
    #[serde(rename = "cases:start")]
    CasesStart,
    /// Sending messages that processes take from outside.
    #[serde(rename = "messages:send")]
    MessagesSend,
}

impl Scope {
    /// Every scope with its name on the wire and in the store.
    pub const EVERY: [(Self, &'static str); 6] = [
        (Self::CasesRead, "cases:read"),
        (Self::DocumentsRead, "documents:read"),
        (Self::RegistersRead, "registers:read"),
        (Self::IndicatorsRead, "indicators:read"),
        (Self::CasesStart, "cases:start"),
        (Self::MessagesSend, "messages:send"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let found = Self::EVERY.iter().find(|(scope, _)| *scope == self);
        found.map_or("", |(_, name)| name)
    }

    /// The scope of a name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::EVERY.iter().find(|(_, known)| *known == name);
        found.map(|(scope, _)| *scope)
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_scope_has_one_name_everywhere() {
        for (scope, name) in Scope::EVERY {
            assert_eq!(Scope::named(name), Some(scope));
            assert_eq!(scope.name(), name);
            assert_eq!(serde_json::to_value(scope).unwrap(), name);
        }
        assert_eq!(Scope::named("cases"), None);
    }
}
