//! Letters as they go out, for looking at: one that was written, or a template with the data of an instance.
//!
//! Both go through the composer that sends; a template is rendered by the code that writes letters, and nothing is kept.

use reglament_core::{
    Ballots, Context, InstanceId, LetterFact, LetterPurpose, Numbers, Outside, TaskId,
    letter_preview,
};

use super::{Service, ServiceError};
use crate::{
    port::{LetterAbout, OutboxBody, OutboxRow},
    projection,
    view::LetterPreview,
};

impl Service {
    /// A letter of the outbox exactly as it is sent. For overseers.
    ///
    /// # Errors
    /// Not found for what is no letter, or for those who do not oversee.
    pub async fn letter_as_sent(
        &self,
        person: &str,
        key: &str,
    ) -> Result<LetterPreview, ServiceError> {
        self.must_oversee(person)?;
        let row = self.shared.store.outbox_row(key).await?;
        let row = row.ok_or(ServiceError::NotFound)?;
        match &row.body {
            OutboxBody::Letter(fact) => self.composed(&row, fact).await,
            OutboxBody::Document { .. } | OutboxBody::Notification(_) => {
                Err(ServiceError::NotFound)
            }
        }
    }

    /// The letter `template` as `person` would get it now about an instance. For overseers; the names of the letters that
    /// the instance's definition has come with it.
    ///
    /// # Errors
    /// Not found for an instance or a letter that there is not, or for those who do not oversee; a refusal that says
    /// what the letter reads in vain.
    pub async fn letter_preview(
        &self,
        person: &str,
        instance: &InstanceId,
        template: &str,
    ) -> Result<(LetterPreview, Vec<String>), ServiceError> {
        self.must_oversee(person)?;
        let case = self.case(instance).await?;
        let letters: Vec<String> = case.definition.letters.keys().cloned().collect();
        let template = match template {
            "" => letters.first().cloned().unwrap_or_default(),
            named => named.to_owned(),
        };
        if !letters.contains(&template) {
            return Err(ServiceError::NotFound);
        }
        let organisation = &case.package.organisation;
        let recipient = organisation
            .people
            .get(person)
            .ok_or(ServiceError::NotFound)?;
        let task: Option<TaskId> = case.instance.tasks().keys().next().copied();
        let (children, numbers) = (Default::default(), Numbers::default());
        let (ballots, outside) = (Ballots::default(), Outside::default());
        let context = Context {
            definition: &case.definition,
            children: &children,
            calendar: &case.calendar,
            organisation,
            absences: &case.absences,
            ballots: &ballots,
            numbers: &numbers,
            outside: &outside,
            now: case.now,
            base_url: &self.shared.base_url,
        };
        let fact = letter_preview(context, &case.instance, &template, recipient, task);
        let fact = fact.map_err(|problem| {
            ServiceError::Rejected(reglament_core::Rejection::CannotEvaluate {
                ru: problem.ru,
                en: problem.en,
            })
        })?;
        let purpose = match template.as_str() {
            "reminder" => LetterPurpose::Reminder,
            "new_task" => LetterPurpose::NewTask,
            "overdue" => LetterPurpose::Overdue,
            _ => LetterPurpose::Notice,
        };
        let about = LetterAbout {
            purpose,
            task: task.filter(|_| purpose != LetterPurpose::Notice),
            person: Some(person.to_owned()),
        };
        let key = format!("preview/{instance}");
        let row = projection::letter(key, Some(instance), fact.clone(), about, case.now);
        Ok((self.composed(&row, &fact).await?, letters))
    }

    async fn composed(
        &self,
        row: &OutboxRow,
        fact: &LetterFact,
    ) -> Result<LetterPreview, ServiceError> {
        let letter = self.shared.outgoing(row, fact).await?;
        let composed = self.shared.mailer.compose(&letter, self.now());
        let composed = composed.map_err(|why| {
            ServiceError::Rejected(reglament_core::Rejection::CannotEvaluate {
                en: why.clone(),
                ru: why,
            })
        })?;
        Ok(LetterPreview {
            to: format!("{} <{}>", fact.to_name, fact.to_address),
            subject: fact.subject.clone(),
            text: composed.text,
            html: composed.html,
        })
    }
}
