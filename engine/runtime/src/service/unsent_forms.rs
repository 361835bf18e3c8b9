//! Public forms filled in page by page: kept under a secret address, checked a page at a time, sent as a whole.
//!
//! Nothing of them is in the journal before they are sent; then they go the way of a form sent at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reglament_core::{CommandId, InstanceId, RawInput, Rejection, read_input};
use reglament_definition::{Definition, Form};
use reglament_expression::Value;
use sha2::{Digest, Sha256};

use super::{Service, ServiceError, forms::Filling};
use crate::{
    library::LoadedPackage,
    limits::{MAX_UNSENT_FORM_BYTES, MAX_UNSENT_FORMS, UNSENT_FORM_AGE},
    port::UnsentForm,
    view::{DataView, Receipt},
};

impl Service {
    /// Begins a form; `answers` are what is known in advance. Gives the secret of its address, or none when there are too
    /// many: the form can still be filled in on one page.
    ///
    /// # Errors
    /// Not found when there is no such form; the store's failures.
    pub async fn begin_form(
        &self,
        process: &str,
        instance: Option<&InstanceId>,
        answers: RawInput,
    ) -> Result<Option<String>, ServiceError> {
        let ids = &self.shared.ids;
        let secret = format!("{:016x}{:016x}", ids.random(), ids.random());
        let now = self.now();
        let form = UnsentForm {
            digest: digest(&secret),
            process: process.to_owned(),
            instance: instance.cloned(),
            answers,
            saved_at: now,
            expires_at: now + UNSENT_FORM_AGE,
            receipt: None,
        };
        let store = &self.shared.store;
        let kept = store.begin_form(&form, MAX_UNSENT_FORMS).await?;
        Ok(kept.then_some(secret))
    }

    /// The form behind a secret.
    ///
    /// # Errors
    /// Not found when there is none, or it has expired or was erased.
    pub async fn unsent_form(&self, secret: &str) -> Result<UnsentForm, ServiceError> {
        let digest = digest(secret);
        let found = self.shared.store.unsent_form(&digest, self.now()).await?;
        found.ok_or(ServiceError::NotFound)
    }

    /// Keeps more answers. Answers without an entry in `answers` stay.
    ///
    /// # Errors
    /// A form too long to keep, one that was sent or erased in between; the store's failures.
    pub async fn save_form(
        &self,
        mut form: UnsentForm,
        answers: RawInput,
    ) -> Result<UnsentForm, ServiceError> {
        form.answers.extend(answers);
        form.answers.retain(|_, answer| !answer.is_null());
        let bytes = serde_json::to_vec(&form.answers).map_or(usize::MAX, |json| json.len());
        if bytes > MAX_UNSENT_FORM_BYTES {
            return Err(Rejection::InvalidForm {
                problems: vec![too_long()],
            }
            .into());
        }
        form.saved_at = self.now();
        match self.shared.store.save_form(&form).await? {
            true => Ok(form),
            false => Err(ServiceError::NotFound),
        }
    }

    /// Notes that a form was sent and forgets its answers: its address leads to the receipt from now on.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn form_was_sent(
        &self,
        mut form: UnsentForm,
        receipt: &Receipt,
    ) -> Result<(), ServiceError> {
        form.answers = RawInput::new();
        form.receipt = Some(receipt.code.clone());
        form.saved_at = self.now();
        self.shared.store.save_form(&form).await?;
        Ok(())
    }

    /// Erases a form at the wish of whoever has its address.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn erase_form(&self, secret: &str) -> Result<(), ServiceError> {
        Ok(self.shared.store.erase_form(&digest(secret)).await?)
    }

    /// The answers to some fields of a public form, read as when it is sent, in words. `step`: where somebody joins the
    /// running instance.
    ///
    /// # Errors
    /// Not found when there is no such form; every problem with an answer to these fields.
    pub async fn read_answers(
        &self,
        process: &str,
        joined: Option<(&InstanceId, &str)>,
        names: &[String],
        answers: &RawInput,
    ) -> Result<Vec<DataView>, ServiceError> {
        let (definition, package) = self.public_definition(process, joined).await?;
        let mut form = definition.start.form.clone();
        form.fields.retain(|field| names.contains(&field.name));
        // Rules over several answers are for the whole form.
        form.checks.clear();
        let asked = |name: &String| form.fields.iter().any(|field| field.name == *name);
        let mut input = answers.clone();
        input.retain(|name, _| asked(name));
        let input = self.with_files(Some(&definition.data), input, None, None);
        let input = input.await?;
        let items = BTreeMap::new();
        let read = read_input(
            &definition,
            &form,
            &[],
            &input,
            &package.organisation,
            &items,
        );
        let values = read.map_err(|problems| Rejection::InvalidForm { problems })?;
        Ok(in_words(
            &definition,
            &package,
            &form,
            &values,
            self.today(),
        ))
    }

    async fn public_definition(
        &self,
        process: &str,
        joined: Option<(&InstanceId, &str)>,
    ) -> Result<(std::sync::Arc<Definition>, std::sync::Arc<LoadedPackage>), ServiceError> {
        let package = self.shared.library.package_in_force(self.now()).await?;
        let definition = match joined {
            Some((instance, step)) => self.joined(instance, step).await?,
            None => package.definitions.get(process).cloned(),
        };
        Ok((definition.ok_or(ServiceError::NotFound)?, package))
    }
}

/// The id of the command that sends a form: the same however often its last button is pressed.
pub fn sending(form: &UnsentForm) -> CommandId {
    CommandId(format!("form/{}", form.digest))
}

fn in_words(
    definition: &Definition,
    package: &LoadedPackage,
    form: &Form,
    values: &BTreeMap<String, Value>,
    today: NaiveDate,
) -> Vec<DataView> {
    let items = BTreeMap::new();
    let filling = Filling {
        definition,
        package,
        data: values,
        items: &items,
        today,
    };
    let fields = form.fields.iter();
    let shown = fields.filter_map(|asked| {
        let field = definition.field(&asked.name)?;
        let value = values.get(&field.name).unwrap_or(&Value::Null);
        // Whoever has typed it may see it.
        Some(filling.shown(field, value, true))
    });
    shown.collect()
}

fn too_long() -> reglament_core::FieldProblem {
    reglament_core::FieldProblem {
        field: String::new(),
        ru: "Ответы слишком длинные: черновик их не вместит. Сократите тексты или приложите их файлом.".into(),
        en: "The answers are too long to be kept. Shorten the texts or attach them as a file.".into(),
    }
}

fn digest(secret: &str) -> String {
    use std::fmt::Write;
    let bytes = Sha256::digest(secret.as_bytes());
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
