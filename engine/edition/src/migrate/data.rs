//! Data that are set must mean the same in the new version.

use reglament_definition::{DataKind, Definition, Field};
use reglament_expression::{Kind, Value};

use super::Planning;

impl Planning<'_> {
    pub(super) fn check_data(&mut self) {
        for (name, value) in self.instance.data() {
            if *value == Value::Null {
                continue;
            }
            let Some(before) = self.old.field(name) else {
                continue;
            };
            match self.new.field(name) {
                Some(after) if after.is.is_some() => self.refuse(
                    "field_computed",
                    format!("Поле «{}» заполнено, а в новой редакции вычисляется.", before.title.ru),
                    format!("The field `{name}` is filled in and is computed in the new edition."),
                ),
                Some(after) if !self.compatible(before, after, value) => self.refuse(
                    "field_kind",
                    format!(
                        "Поле «{}» заполнено, а в новой редакции его вид другой или такого значения нет.",
                        before.title.ru
                    ),
                    format!("The field `{name}` is filled in and has another kind in the new edition, or lacks this value."),
                ),
                None if names_something(self.new, name) => self.refuse(
                    "field_name",
                    format!("Имя заполненного поля «{}» в новой редакции значит другое.", before.title.ru),
                    format!("The name of the filled field `{name}` means something else in the new edition."),
                ),
                Some(_) | None => {}
            }
        }
        let known = self.instance.links();
        let missing: Vec<_> = self
            .new
            .start
            .links
            .iter()
            .filter(|link| !known.contains_key(&link.name))
            .collect();
        for link in missing {
            self.refuse(
                "link_missing",
                format!(
                    "Новая редакция читает связанное дело «{}», а у этого дела такой связи нет.",
                    link.title.ru
                ),
                format!(
                    "The new edition reads the linked instance `{}`, which this instance lacks.",
                    link.name
                ),
            );
        }
    }

    fn compatible(&self, before: &Field, after: &Field, value: &Value) -> bool {
        match (&before.kind, &after.kind) {
            (_, DataKind::Choice(options)) => {
                let chosen = value.as_text();
                chosen.is_some_and(|chosen| options.iter().any(|option| option.id == chosen))
            }
            (DataKind::Table { rows: old, .. }, DataKind::Table { rows: new, .. })
                if self.names.get(old) != Some(new.as_str()) =>
            {
                false
            }
            (DataKind::Text | DataKind::LongText, DataKind::Email | DataKind::Phone) => false,
            (old, new) => {
                let (old, new) = (old.expression_kind(), new.expression_kind());
                old == new || (old == Kind::Integer && new == Kind::Decimal)
            }
        }
    }
}

/// Whether a name that is no field stands for something that old data would hide.
fn names_something(definition: &Definition, name: &str) -> bool {
    let link = definition.start.links.iter().any(|link| link.name == name);
    link || definition.parameters.contains_key(name) || definition.step(name).is_some()
}
