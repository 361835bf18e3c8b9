//! The outside: a mail server that counts what it accepts, a renderer and an address that answer as the seed decides.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use reglament_runtime::port::{
    Delivery, DocumentJob, Mailer, OutgoingLetter, RenderError, Renderer, WebhookAnswer,
    WebhookCall, WebhookCaller,
};
use serde_json::json;

use crate::{faults::PostFault, world::World};

/// What became of one letter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fate {
    /// Times it was accepted.
    pub(crate) accepted: u32,
    /// Times that nobody can have written down that it was: kills, cuts, failed writes, leases that ran out.
    pub(crate) excuses: u32,
    /// Where it is on its way: node and life.
    flying: Vec<(usize, u32)>,
}

/// All letters by their ids.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) letters: BTreeMap<String, Fate>,
}

impl Counted {
    /// Two servers work on it: it may come once more.
    pub(crate) fn excuse(&mut self, id: &str) {
        self.letters.entry(id.to_owned()).or_default().excuses += 1;
    }

    /// Nobody can have written down that it arrived, if it did: it may come once more.
    pub(crate) fn lost(&mut self, id: &str) {
        let fate = self.letters.entry(id.to_owned()).or_default();
        if !fate.flying.is_empty() {
            fate.flying.clear();
            fate.excuses += 1;
        }
    }

    /// The end of a try is written down.
    pub(crate) fn landed(&mut self, id: &str) {
        let fate = self.letters.entry(id.to_owned()).or_default();
        fate.flying.clear();
    }

    /// A node was killed with whatever it had on its way.
    pub(crate) fn killed(&mut self, node: usize, life: u32) {
        for fate in self.letters.values_mut() {
            let before = fate.flying.len();
            fate.flying.retain(|known| *known != (node, life));
            if fate.flying.len() != before {
                fate.excuses += 1;
            }
        }
    }
}

/// The outside as one life of one node reaches it.
pub(crate) struct SimPost {
    pub(crate) world: Arc<World>,
    pub(crate) node: usize,
    pub(crate) life: u32,
}

impl SimPost {
    /// The mail server takes the letter; `heard`: this node will learn of it.
    fn accept(&self, id: &str, heard: bool) {
        let broken = {
            let mut counted = self.world.post();
            let fate = counted.letters.entry(id.to_owned()).or_default();
            fate.accepted += 1;
            let broken = fate.accepted > 1 + fate.excuses;
            match heard {
                true => fate.flying.push((self.node, self.life)),
                false => fate.excuses += 1,
            }
            broken.then(|| fate.clone())
        };
        if let Some(fate) = broken {
            self.world.broken(format!(
                "the letter {id} was sent again without need: {fate:?}"
            ));
        }
    }

    async fn linger(&self) {
        let pause = self.world.pause();
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }
}

#[async_trait]
impl Mailer for SimPost {
    async fn send(&self, letter: &OutgoingLetter) -> Delivery {
        self.linger().await;
        let fault = self.world.post_fault();
        self.world
            .note(|| format!("n{} letter {} {fault:?}", self.node, letter.id));
        let answer = match fault {
            Some(PostFault::Later) => Delivery::Later("451 later".into()),
            Some(PostFault::Refused) => Delivery::Refused("550 never".into()),
            Some(PostFault::CutBefore) => Delivery::Ambiguous("cut".into()),
            Some(PostFault::CutAfter) => {
                self.accept(&letter.id, false);
                Delivery::Ambiguous("cut".into())
            }
            None => {
                self.accept(&letter.id, true);
                Delivery::Sent
            }
        };
        self.linger().await;
        answer
    }
}

#[async_trait]
impl Renderer for SimPost {
    async fn render(&self, job: DocumentJob) -> Result<Vec<u8>, RenderError> {
        self.linger().await;
        match self.world.post_fault() {
            Some(_) => Err(RenderError("the child was killed".into())),
            None => Ok(job.data.to_string().into_bytes()),
        }
    }
}

#[async_trait]
impl WebhookCaller for SimPost {
    async fn call(&self, call: &WebhookCall) -> WebhookAnswer {
        self.linger().await;
        let fault = self.world.post_fault();
        self.world
            .note(|| format!("n{} call {} {fault:?}", self.node, call.key));
        match fault {
            Some(PostFault::Later | PostFault::CutAfter | PostFault::CutBefore) => {
                WebhookAnswer::Later("503".into())
            }
            Some(PostFault::Refused) => WebhookAnswer::Refused("400".into()),
            None => {
                let result = json!({"count": 5});
                WebhookAnswer::Done(result.as_object().cloned().unwrap_or_default())
            }
        }
    }
}
