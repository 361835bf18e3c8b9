//! R062: a role that is given work must have somebody who holds it.

use crate::lower::{Draft, World};

pub(super) fn check(world: &World<'_>, draft: &Draft<'_>) {
    if !world.knows_organisation() {
        return;
    }
    let reader = draft.outline.reader;
    for role in &draft.roles {
        let holders = world.organisation.roles.get(role);
        if holders.is_some_and(|holders| !holders.holders.is_empty()) {
            continue;
        }
        let Some(entry) = draft
            .outline
            .block
            .node
            .get("roles")
            .and_then(|node| node.entry(role))
        else {
            continue;
        };
        let ru = format!("Роль «{role}» никому не назначена.");
        let en = format!("Nobody holds the role `{role}`.");
        let near =
            crate::suggest::nearest(role, world.organisation.roles.keys().map(String::as_str));
        let (more_ru, more_en) = near.map_or((String::new(), String::new()), |near| {
            (format!(" Там есть `{near}`."), format!(" It has `{near}`."))
        });
        let hint = (
            format!("Назначьте её в `organisation.yaml`: `roles: {{{role}: …}}`.{more_ru}"),
            format!("Give it to somebody in `organisation.yaml`: `roles: {{{role}: …}}`.{more_en}"),
        );
        reader.error("R062", &entry.key_span, ru, en, Some(hint));
    }
}
