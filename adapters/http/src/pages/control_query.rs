//! The question that the address of the control board asks, and the addresses of its neighbours.

use chrono::NaiveDate;
use reglament_runtime::port::TermMark;
use reglament_runtime::{OverdueQuery, limits::SOON};
use serde::Deserialize;

use super::instances::filled;
use crate::web::url_encoded;

/// The query of the address. A word that means nothing filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) view: String,
    #[serde(default)]
    pub(super) process: String,
    #[serde(default)]
    pub(super) role: String,
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) person: String,
    #[serde(default)]
    pub(super) step: String,
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) until: String,
    #[serde(default)]
    pub(super) after: String,
}

impl Wanted {
    /// What is asked of the service.
    pub(super) fn query(&self) -> OverdueQuery {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        OverdueQuery {
            process: filled(&self.process),
            role: filled(&self.role),
            step: filled(&self.step),
            unit: filled(&self.unit),
            person: filled(&self.person),
            due_from: day(&self.from),
            due_until: day(&self.until),
            soon: (self.view == "soon").then_some(SOON),
            without_holder: self.view == "nobody",
            marked: match self.view.as_str() {
                "extended" => Some(TermMark::Extended),
                "held" => Some(TermMark::Held),
                _ => None,
            },
            cursor: filled(&self.after),
            limit: None,
        }
    }

    /// Another list under the same filters, from its first page.
    pub(super) fn view(&self, view: &str) -> Self {
        Self {
            view: view.to_owned(),
            after: String::new(),
            ..self.clone()
        }
    }

    /// The same list without filters.
    pub(super) fn bare(&self) -> Self {
        Self {
            view: self.view.clone(),
            ..Self::default()
        }
    }

    /// Whether a filter is set.
    pub(super) fn is_filtered(&self) -> bool {
        self.bare().address() != self.view(&self.view).address()
    }

    /// The query as text; empty for the list that opens first.
    pub(super) fn text(&self) -> String {
        let parts = [
            ("view", &self.view),
            ("process", &self.process),
            ("role", &self.role),
            ("unit", &self.unit),
            ("person", &self.person),
            ("step", &self.step),
            ("from", &self.from),
            ("until", &self.until),
            ("after", &self.after),
        ];
        let set = parts.iter().filter(|(_, value)| !value.is_empty());
        let set: Vec<String> = set
            .map(|(name, value)| format!("{name}={}", url_encoded(value)))
            .collect();
        set.join("&")
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        under("/control", &self.text())
    }
}

/// A path with a query.
pub(crate) fn under(path: &str, query: &str) -> String {
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }
}
