//! Forms of personal names: full, with initials, and declined, added to the data before a paper or a letter is made.
//!
//! A person is any JSON object with non-empty `family` and `given`; `patronymic` and `gender` (`male`/`female`) may be
//! absent. A declined form that the data already hold (a person's own usage) is kept. When the gender is neither given
//! nor told by the patronymic, the name stays undeclined: a wrong case in an order is worse than none.

use petrovich::{Case, Gender, detect_gender};
use serde_json::{Map, Value};

#[cfg(test)]
mod tests;

const NO_BREAK_SPACE: char = '\u{a0}';

/// Cases that papers need, with the keys of the full and of the short form.
const CASES: [(Case, &str, &str); 4] = [
    (Case::Genitive, "genitive", "short_genitive"),
    (Case::Dative, "dative", "short_dative"),
    (Case::Accusative, "accusative", "short_accusative"),
    (Case::Instrumental, "instrumental", "short_instrumental"),
];

/// Walks the data and adds to every person: `full` (Иванова Мария Петровна), `short` (Иванова М. П.),
/// `initials_first` (М. П. Иванова), `genitive`, `dative`, `accusative`, `instrumental` (full names), `short_genitive`,
/// `short_dative`, `short_accusative`, `short_instrumental`, and `gender` when the patronymic tells it.
///
/// Forms that a person uses stand in the list `declension` beside the data: names with their `gender` and own forms.
pub fn add_forms(data: &mut Value) {
    let usages = match data.get("declension") {
        Some(Value::Array(usages)) => usages.clone(),
        _ => Vec::new(),
    };
    add_with(data, &usages);
}

fn add_with(data: &mut Value, usages: &[Value]) {
    match data {
        Value::Array(items) => items.iter_mut().for_each(|item| add_with(item, usages)),
        Value::Object(object) => {
            let inner = object.values_mut();
            inner.for_each(|value| add_with(value, usages));
            if Name::read(object).is_some() {
                use_own(object, usages);
            }
            if let Some(name) = Name::read(object) {
                name.write(object);
            }
        }
        _ => {}
    }
}

/// Adds the gender and the forms that the list of usages gives for this very name.
fn use_own(object: &mut Map<String, Value>, usages: &[Value]) {
    let is = |usage: &&Value| {
        let part = |key: &str| usage.get(key).unwrap_or(&Value::Null);
        let own = |key: &str| object.get(key).unwrap_or(&Value::Null);
        ["family", "given", "patronymic"]
            .iter()
            .all(|key| part(key) == own(key))
    };
    let Some(Value::Object(usage)) = usages.iter().find(is) else {
        return;
    };
    for (key, value) in usage {
        object.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

struct Name {
    family: String,
    given: String,
    patronymic: Option<String>,
    gender: Option<Gender>,
}

impl Name {
    fn read(object: &Map<String, Value>) -> Option<Self> {
        let text = |key: &str| {
            let value = object.get(key)?.as_str()?;
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            (!value.is_empty()).then_some(value)
        };
        let patronymic = text("patronymic");
        let gender = match text("gender").as_deref() {
            Some("male") => Some(Gender::Male),
            Some("female") => Some(Gender::Female),
            _ => patronymic
                .as_deref()
                .map(|patronymic| detect_gender(None, None, Some(patronymic)))
                .filter(|gender| *gender != Gender::Androgynous),
        };
        Some(Self {
            family: text("family")?,
            given: text("given")?,
            patronymic,
            gender,
        })
    }

    fn write(&self, object: &mut Map<String, Value>) {
        let initials = self.initials();
        let mut put = |key: &str, value: String| {
            object.insert(key.to_owned(), Value::String(value));
        };
        put(
            "full",
            self.full(&self.family, &self.given, self.patronymic.as_deref()),
        );
        put(
            "short",
            format!("{}{NO_BREAK_SPACE}{initials}", self.family),
        );
        put(
            "initials_first",
            format!("{initials}{NO_BREAK_SPACE}{}", self.family),
        );
        match self.gender {
            Some(Gender::Male) => put("gender", "male".to_owned()),
            Some(Gender::Female) => put("gender", "female".to_owned()),
            _ => {}
        }
        for (case, full_key, short_key) in CASES {
            let own = object
                .get(full_key)
                .and_then(Value::as_str)
                .map(str::trim)
                .filter(|own| !own.is_empty())
                .map(str::to_owned);
            let family = match &own {
                Some(own) => self.family_of(own),
                None => self.family(case),
            };
            let full = own.unwrap_or_else(|| self.declined(case));
            object.insert(full_key.to_owned(), Value::String(full));
            let short = format!("{family}{NO_BREAK_SPACE}{initials}");
            object.insert(short_key.to_owned(), Value::String(short));
        }
    }

    fn full(&self, family: &str, given: &str, patronymic: Option<&str>) -> String {
        match patronymic {
            // «Али оглы» is one name of two words.
            Some(patronymic) => {
                let patronymic = patronymic.replace(' ', &NO_BREAK_SPACE.to_string());
                format!("{family} {given} {patronymic}")
            }
            None => format!("{family} {given}"),
        }
    }

    fn initials(&self) -> String {
        let mut initials = initial(&self.given);
        if let Some(patronymic) = &self.patronymic {
            initials.push(NO_BREAK_SPACE);
            initials.push_str(&initial(patronymic));
        }
        initials
    }

    fn family(&self, case: Case) -> String {
        match self.gender {
            Some(gender) => petrovich::lastname(gender, &self.family, case),
            None => self.family.clone(),
        }
    }

    fn declined(&self, case: Case) -> String {
        let Some(gender) = self.gender else {
            return self.full(&self.family, &self.given, self.patronymic.as_deref());
        };
        let patronymic = self
            .patronymic
            .as_deref()
            .map(|patronymic| petrovich::middlename(gender, patronymic, case));
        self.full(
            &petrovich::lastname(gender, &self.family, case),
            &petrovich::firstname(gender, &self.given, case),
            patronymic.as_deref(),
        )
    }

    /// The surname inside a full form given by hand: as many words as the surname has.
    fn family_of(&self, full: &str) -> String {
        let words = self.family.split_whitespace().count();
        full.split_whitespace()
            .take(words)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// «М.»; a double name keeps both: «А.-М.».
fn initial(name: &str) -> String {
    name.split('-')
        .filter_map(|part| part.trim().chars().next())
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect::<Vec<_>>()
        .join("-")
}
