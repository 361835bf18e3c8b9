//! Begins instances: by the public form, by a person of an allowed role.

use std::collections::BTreeMap;

use reglament_core::{
    Actor, Command, CommandId, InstanceId, LinkedInstance, Origin, RawInput, Rejection, Request,
    StartFacts,
};
use reglament_definition::Definition;
use serde_json::json;

use super::{
    Service, ServiceError,
    programs::{name_of, program_id},
};
use crate::{
    view::Receipt,
    writer::{Order, Target, digest},
};

impl Service {
    /// Begins an instance by the public form. `links` are receipt codes by link name.
    ///
    /// # Errors
    /// Not found for a process without a public start; the engine's rejections otherwise.
    pub async fn start_public(
        &self,
        id: CommandId,
        process: &str,
        input: RawInput,
        links: BTreeMap<String, String>,
    ) -> Result<Receipt, ServiceError> {
        let wish = Wish {
            id,
            process,
            input,
            links,
        };
        self.start(wish, Actor::Public, Origin::Public).await
    }

    /// Begins an instance as a person of an allowed role, or as a program that was given the process.
    ///
    /// # Errors
    /// Not found for an unknown process; the engine's rejections otherwise.
    pub async fn start_manual(
        &self,
        id: CommandId,
        person: &str,
        process: &str,
        input: RawInput,
        links: BTreeMap<String, String>,
    ) -> Result<Receipt, ServiceError> {
        let wish = Wish {
            id,
            process,
            input,
            links,
        };
        let actor = match name_of(person) {
            Some(_) if !self.rights(person).is_given(process) => {
                return Err(Rejection::StartNotAllowed.into());
            }
            Some(program) => Actor::Program(program.to_owned()),
            None => Actor::Person(person.to_owned()),
        };
        self.start(wish, actor, Origin::Manual).await
    }

    async fn start(
        &self,
        wish: Wish<'_>,
        actor: Actor,
        origin: Origin,
    ) -> Result<Receipt, ServiceError> {
        let definition = self
            .shared
            .library
            .version_in_force(wish.process, self.now())
            .await?;
        let definition = definition.ok_or(ServiceError::NotFound)?;
        if origin == Origin::Public && !definition.start.public {
            return Err(ServiceError::NotFound);
        }
        let by = match &actor {
            Actor::Person(id) => Some(id.clone()),
            Actor::Program(name) => Some(program_id(name)),
            Actor::Applicant | Actor::Public | Actor::System => None,
        };
        let input = self.with_files(Some(&definition.data), wish.input, by.as_deref(), None);
        let input = input.await?;
        let asked = json!(["start", wish.process, input, wish.links, actor]);
        let facts = StartFacts {
            origin,
            links: self.links(&definition, &wish.links).await?,
            input,
            given: BTreeMap::new(),
            parent: None,
            receipt: self.shared.ids.receipt(),
        };
        let order = Order {
            target: Target::New {
                instance: self.shared.ids.instance(),
                definition: definition.reference.clone(),
            },
            request: Request {
                id: wish.id,
                actor,
                command: Command::Start(Box::new(facts)),
            },
            digest: Some(digest(&asked)),
        };
        Ok(self.submit(order).await?.into())
    }

    /// Reads the instances named by receipt codes.
    async fn links(
        &self,
        definition: &Definition,
        codes: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, LinkedInstance>, ServiceError> {
        let mut links = BTreeMap::new();
        for link in &definition.start.links {
            let missing = || Rejection::LinkNotFound {
                link: link.name.clone(),
            };
            let code = codes.get(&link.name).ok_or_else(missing)?;
            let id = self.find_receipt(code).await?.ok_or_else(missing)?;
            let linked = self.load(&id).await?.ok_or_else(missing)?;
            links.insert(link.name.clone(), linked_instance(&linked, id));
        }
        Ok(links)
    }

    /// The instance of a receipt code as people type it: case, spaces and a missing hyphen do not matter.
    pub(super) async fn find_receipt(
        &self,
        code: &str,
    ) -> Result<Option<InstanceId>, ServiceError> {
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        if plain.len() != 8 {
            return Ok(None);
        }
        let plain = plain.to_ascii_uppercase();
        let code = format!("{}-{}", &plain[..4], &plain[4..]);
        Ok(self.shared.store.by_receipt(&code).await?)
    }
}

struct Wish<'a> {
    id: CommandId,
    process: &'a str,
    input: RawInput,
    links: BTreeMap<String, String>,
}

fn linked_instance(linked: &reglament_core::Instance, id: InstanceId) -> LinkedInstance {
    let process = linked.definition().as_ref().map(|d| d.process.clone());
    LinkedInstance {
        id,
        process: process.unwrap_or_default(),
        data: linked.data().clone(),
        started_at: *linked.started_at(),
    }
}
