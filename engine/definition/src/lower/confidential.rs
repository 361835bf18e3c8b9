//! Confidential data in letters: a field marked `confidential`, wherever a letter can name it.
//!
//! Fields of the process, of linked instances, of children and of table rows. Mail is read by more people than its
//! addressees, so this is an error and not a warning.

use reglament_expression::Template;

use super::{Lowering, Outline, Reader, computed};
use crate::model::{DataKind, Field};

/// Something that must not be shown.
pub(super) struct Secret {
    /// The path that an expression reads to get at it.
    path: Vec<String>,
    /// How it is written in the letter: `score`, `contested.score`, `.points` of a row.
    shown: String,
}

/// Everything confidential that a letter of the process could name.
pub(super) fn secrets(lowering: &Lowering<'_>) -> Vec<Secret> {
    let outline = lowering.outline;
    let mut secrets = Vec::new();
    let hidden_fields = computed::confidential(outline);
    for field in &outline.data {
        if hidden_fields.contains(field.name.as_str()) {
            secrets.push(Secret {
                path: vec![field.name.clone()],
                shown: field.name.clone(),
            });
        }
        let columns = columns(field).iter().filter(|column| column.confidential);
        secrets.extend(columns.map(|column| Secret {
            path: vec![field.name.clone()],
            shown: format!(".{}", column.name),
        }));
    }
    for link in &outline.links {
        let hidden = hidden(
            lowering.world.outlines.get(&link.process),
            link.reads.iter().map(String::as_str),
        );
        secrets.extend(hidden.into_iter().map(|name| Secret {
            shown: format!("{}.{name}", link.name),
            path: vec![link.name.clone(), name],
        }));
    }
    for sketch in outline
        .steps
        .iter()
        .filter(|sketch| sketch.kind == Some("for_each"))
    {
        let child = sketch
            .text("process")
            .and_then(|id| lowering.world.outlines.get(id));
        let path = vec![sketch.id().to_owned(), "items".to_owned()];
        let hidden = hidden(child, sketch.texts("reports").into_iter());
        secrets.extend(hidden.into_iter().map(|name| Secret {
            path: path.clone(),
            shown: format!(".{name}"),
        }));
    }
    for sketch in outline
        .steps
        .iter()
        .filter(|sketch| sketch.kind == Some("user_task") && sketch.text("each").is_some())
    {
        let asked = sketch.texts("form").into_iter();
        let names = asked.map(|name| name.trim_end_matches('?').trim_end());
        let path = vec![sketch.id().to_owned(), "answers".to_owned()];
        secrets.extend(hidden(Some(outline), names).into_iter().map(|name| Secret {
            path: path.clone(),
            shown: format!(".{name}"),
        }));
    }
    secrets
}

fn columns(field: &Field) -> &[Field] {
    match &field.kind {
        DataKind::List(columns) | DataKind::Table { columns, .. } => columns,
        _ => &[],
    }
}

/// Those of the named fields that are confidential.
fn hidden<'n>(outline: Option<&Outline<'_>>, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let secret = |name: &&str| {
        outline
            .and_then(|o| o.field(name))
            .is_some_and(|field| field.confidential)
    };
    names.filter(secret).map(str::to_owned).collect()
}

impl Secret {
    pub(super) fn is_read_by(&self, template: &Template) -> bool {
        let reads = template
            .reads()
            .iter()
            .any(|read| read.starts_with(&self.path));
        reads && (!self.shown.starts_with('.') || self.place(template.text()).is_some())
    }

    /// The name of the field.
    pub(super) fn name(&self) -> &str {
        self.shown.rsplit('.').next().unwrap_or(&self.shown)
    }

    /// Where a text names it inside `{{ }}`.
    fn place(&self, text: &str) -> Option<usize> {
        let inside =
            |at: usize| text[..at].matches("{{").count() > text[..at].matches("}}").count();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let whole = |at: usize| {
            let begins = self.shown.starts_with('.') || !letter(text[..at].chars().next_back());
            begins && !letter(text[at + self.shown.len()..].chars().next())
        };
        text.match_indices(&self.shown)
            .map(|(at, _)| at)
            .find(|at| inside(*at) && whole(*at))
    }

    /// Reports it in a text that begins at byte `offset` of the file.
    pub(super) fn report(&self, reader: Reader<'_>, text: &str, offset: usize) {
        let name = self.shown.trim_start_matches('.');
        let span = match self.place(text) {
            Some(at) => {
                offset + at + (self.shown.len() - name.len())..offset + at + self.shown.len()
            }
            None => offset..offset + text.len(),
        };
        let ru = format!("Поле «{name}» не подлежит разглашению: в письме его быть не может.");
        let en = format!("The field `{name}` is confidential: it must not enter a letter.");
        let hint = (
            "Уберите его из письма; результат видно в кабинете.".to_owned(),
            "Take it out of the letter; the result can be seen on the page.".to_owned(),
        );
        reader.error("R042", &span, ru, en, Some(hint));
    }
}
