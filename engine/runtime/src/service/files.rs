//! Files: uploading them, putting their records into forms, handing them out to those who may see the field.

use std::collections::BTreeMap;

use reglament_core::{Event, FileFact, Instance, InstanceEvent, InstanceId, RawInput, TaskEvent};
use reglament_definition::{DataKind, Definition, Field, StepKind};
use reglament_expression::Value;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::{Service, ServiceError, case::Case, forms::child_of, instance::mine};
use crate::{limits::MAX_PAGE, port::FileRow, words};

impl Service {
    /// Keeps a file for a form that will be sent. `by`: the person; none: the public.
    ///
    /// # Errors
    /// Why the file is not taken; the store's failures.
    pub async fn upload(
        &self,
        by: Option<&str>,
        name: &str,
        bytes: &[u8],
    ) -> Result<FileFact, ServiceError> {
        let ids = &self.shared.ids;
        let id = format!("{:016x}{:016x}", ids.random(), ids.random());
        let file = FileFact::of(id, name, bytes).map_err(ServiceError::File)?;
        let hash = Sha256::digest(bytes);
        let row = FileRow {
            file,
            hash: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            by: by.map(str::to_owned),
            at: self.now(),
        };
        self.shared.store.save_file(&row, bytes).await?;
        Ok(row.file)
    }

    /// The records of files that this person (none: the public) uploaded, for showing a form again.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn uploaded(
        &self,
        by: Option<&str>,
        ids: &[String],
    ) -> Result<Vec<FileFact>, ServiceError> {
        let mut rows = self.shared.store.files(ids).await?;
        rows.retain(|row| row.by.as_deref() == by);
        Ok(rows.into_iter().map(|row| row.file).collect())
    }

    /// A file of an instance.
    ///
    /// # Errors
    /// Not found when the person may not see the instance, or no field that they may see has the file.
    pub async fn file(
        &self,
        person: &str,
        instance: &InstanceId,
        id: &str,
    ) -> Result<(FileFact, Vec<u8>), ServiceError> {
        self.must_see(person, instance).await?;
        let case = self.case(instance).await?;
        let confided = self
            .rights(person)
            .confided(&case.definition, &case.package);
        let sight = Sight::of(&case, person, confided);
        let now = sight.in_values(case.instance.data());
        let found = match now.into_iter().find(|file| file.id == id) {
            Some(file) => Some(file),
            None => self.file_of_the_past(&case, &sight, id).await?,
        };
        let file = found.ok_or(ServiceError::NotFound)?;
        let bytes = self.shared.store.file_bytes(&file.id).await?;
        Ok((file, bytes.ok_or(ServiceError::NotFound)?))
    }

    /// A file that a field had once, or that one of several people handed in.
    async fn file_of_the_past(
        &self,
        case: &Case,
        sight: &Sight<'_>,
        id: &str,
    ) -> Result<Option<FileFact>, ServiceError> {
        let mut seen = 0;
        loop {
            let rows = self
                .shared
                .store
                .journal(case.instance.id(), seen, MAX_PAGE)
                .await?;
            let Some(last) = rows.last() else {
                return Ok(None);
            };
            seen = last.first_seq;
            for row in &rows {
                for recorded in words::events(row)? {
                    let files = sight.in_event(&recorded.event);
                    if let Some(file) = files.into_iter().find(|file| file.id == id) {
                        return Ok(Some(file));
                    }
                }
            }
        }
    }

    /// The same for a form of a running instance, which is only read when the form has files.
    pub(super) async fn with_form_files(
        &self,
        definition: &Definition,
        input: RawInput,
        by: Option<&str>,
        instance: &InstanceId,
    ) -> Result<RawInput, ServiceError> {
        let asked = |field: &&Field| holds_files(&field.kind) && input.contains_key(&field.name);
        if !definition.data.iter().any(|field| asked(&field)) {
            return Ok(input);
        }
        let standing = self.load(instance).await?;
        self.with_files(Some(&definition.data), input, by, standing.as_ref())
            .await
    }

    /// The definition of those who join at a step.
    pub(super) async fn joined(
        &self,
        instance: &InstanceId,
        step: &str,
    ) -> Result<Option<std::sync::Arc<Definition>>, ServiceError> {
        let rows = self
            .shared
            .store
            .instance_rows(std::slice::from_ref(instance))
            .await?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        let definition = self.shared.library.definition(&row.definition).await?;
        let package = self.shared.library.current();
        let process = child_of(&definition, step);
        Ok(process
            .and_then(|process| package.definitions.get(process))
            .cloned())
    }

    /// The answers with the record of the store for every file that is named: those that this person uploaded and those
    /// that stand in the instance already. What is named otherwise keeps its id only and is refused by the engine.
    pub(super) async fn with_files(
        &self,
        fields: Option<&[Field]>,
        mut input: RawInput,
        by: Option<&str>,
        instance: Option<&Instance>,
    ) -> Result<RawInput, ServiceError> {
        let handed_in = |field: &&Field| holds_files(&field.kind);
        let fields: Vec<&Field> = fields
            .unwrap_or_default()
            .iter()
            .filter(handed_in)
            .collect();
        let mut ids = Vec::new();
        for field in &fields {
            if let Some(raw) = input.get_mut(&field.name) {
                each_file(&field.kind, raw, &mut |raw| ids.extend(named(raw)));
            }
        }
        if fields.is_empty() {
            return Ok(input);
        }
        let standing = instance.map(|instance| instance.data().values());
        let standing = standing.into_iter().flatten().flat_map(FileFact::within);
        let mut known: BTreeMap<String, FileFact> =
            standing.map(|file| (file.id.clone(), file)).collect();
        let own = self.uploaded(by, &ids).await?;
        known.extend(own.into_iter().map(|file| (file.id.clone(), file)));
        for field in fields {
            if let Some(raw) = input.get_mut(&field.name) {
                each_file(&field.kind, raw, &mut |raw| {
                    if let Some(id) = named(raw) {
                        let bare = || serde_json::json!({ "id": id });
                        *raw = known.get(&id).map_or_else(bare, FileFact::answer);
                    }
                });
            }
        }
        Ok(input)
    }
}

/// Whether files may be handed in with a field of this kind.
pub(crate) fn holds_files(kind: &DataKind) -> bool {
    match kind {
        DataKind::List(columns) | DataKind::Table { columns, .. } => {
            columns.iter().any(|column| holds_files(&column.kind))
        }
        kind => kind.is_handed_in(),
    }
}

/// The id of the file that an answer names.
fn named(raw: &Json) -> Option<String> {
    let id = match raw {
        Json::String(id) => id.as_str(),
        Json::Object(file) => file.get("id")?.as_str()?,
        _ => return None,
    };
    Some(id.trim().to_owned()).filter(|id| !id.is_empty())
}

/// Goes through the places of an answer where files are named.
fn each_file(kind: &DataKind, raw: &mut Json, visit: &mut dyn FnMut(&mut Json)) {
    match kind {
        DataKind::File => visit(raw),
        DataKind::Files { .. } => match raw {
            Json::Array(list) => list.iter_mut().for_each(visit),
            one => visit(one),
        },
        DataKind::Checklist(list) => {
            for item in &list.items {
                let file = raw.get_mut(&item.id).and_then(|item| item.get_mut("file"));
                if let Some(file) = file {
                    visit(file);
                }
            }
        }
        DataKind::Claims { .. } => each_item(raw, visit),
        DataKind::Scorecard { .. } => {
            if let Some(found) = raw.get_mut("findings") {
                each_item(found, visit);
            }
        }
        DataKind::List(columns) | DataKind::Table { columns, .. } => {
            for row in raw.as_array_mut().into_iter().flatten() {
                for column in columns {
                    if let Some(cell) = row.get_mut(&column.name) {
                        each_file(&column.kind, cell, visit);
                    }
                }
            }
        }
        _ => {}
    }
}

/// The scans of what is claimed for a scorecard.
fn each_item(items: &mut Json, visit: &mut dyn FnMut(&mut Json)) {
    for item in items.as_array_mut().into_iter().flatten() {
        if let Some(file) = item.get_mut("file") {
            visit(file);
        }
    }
}

/// The files of a value that somebody may see.
pub(super) fn visible(field: &Field, value: &Value, confided: bool) -> Vec<FileFact> {
    if field.confidential && !confided {
        return Vec::new();
    }
    match &field.kind {
        DataKind::List(columns) | DataKind::Table { columns, .. } => {
            let rows = value.as_list().unwrap_or_default().iter();
            let cells = rows.flat_map(|row| {
                columns
                    .iter()
                    .filter_map(move |column| Some((column, row.get(&column.name)?)))
            });
            cells
                .flat_map(|(column, cell)| visible(column, cell, confided))
                .collect()
        }
        kind if kind.is_handed_in() => FileFact::within(value),
        // A file that a step copied is of a field of files; other fields hold none.
        _ => Vec::new(),
    }
}

/// What somebody may see of an instance.
pub(super) struct Sight<'c> {
    definition: &'c Definition,
    confided: bool,
    /// Fields that a task of theirs asks for or shows: the work cannot be done blindfolded.
    shown: Vec<&'c str>,
}

impl<'c> Sight<'c> {
    pub(super) fn of(case: &'c Case, person: &str, confided: bool) -> Self {
        let own = case
            .instance
            .tasks()
            .values()
            .filter(|task| mine(case, task, person));
        let shown =
            own.flat_map(
                |task| match case.definition.step(&task.step).map(|step| &step.kind) {
                    Some(StepKind::UserTask(kind)) => {
                        let asked = kind.form.fields.iter().map(|field| field.name.as_str());
                        asked.chain(kind.show.iter().map(String::as_str)).collect()
                    }
                    _ => Vec::new(),
                },
            );
        Self {
            definition: &case.definition,
            confided,
            shown: shown.collect(),
        }
    }

    pub(super) fn in_values(&self, values: &BTreeMap<String, Value>) -> Vec<FileFact> {
        let files = |(name, value): (&String, &Value)| {
            let field = self.definition.field(name)?;
            let confided = self.confided || self.shown.contains(&name.as_str());
            Some(visible(field, value, confided))
        };
        values.iter().filter_map(files).flatten().collect()
    }

    /// The files that an event brought.
    pub(super) fn in_event(&self, event: &Event) -> Vec<FileFact> {
        match event {
            Event::Instance(
                InstanceEvent::DataSet { values } | InstanceEvent::Started { data: values, .. },
            )
            | Event::Task(TaskEvent::AnswerGiven { values, .. }) => self.in_values(values),
            _ => Vec::new(),
        }
    }
}
