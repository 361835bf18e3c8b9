//! The servers of a run: real runtimes of the product, each with its own way to the one disk.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use reglament_definition::Package;
use reglament_runtime::{
    Parts, Runtime, Service,
    port::{CompileProblem, Compiler, StoreError},
};

use crate::{Sabotage, post::SimPost, store::SimStore, world::World};

/// Gives the one package of a run without reading it again and again.
pub(crate) struct OnePackage(pub(crate) Package);

impl Compiler for OnePackage {
    fn compile(&self, _: &BTreeMap<String, String>) -> (Option<Package>, Vec<CompileProblem>) {
        (Some(self.0.clone()), Vec::new())
    }

    fn dates(&self, _: &BTreeMap<String, String>) -> BTreeMap<String, chrono::NaiveDate> {
        BTreeMap::new()
    }
}

/// A server that is up.
struct Up {
    life: u32,
    runtime: Runtime,
}

/// All servers, up or down.
pub(crate) struct Nodes {
    world: Arc<World>,
    compiler: Arc<OnePackage>,
    up: Mutex<Vec<Option<Up>>>,
    lives: Mutex<u32>,
}

impl Nodes {
    pub(crate) fn new(world: Arc<World>, package: Package, count: usize) -> Self {
        Self {
            world,
            compiler: Arc::new(OnePackage(package)),
            up: Mutex::new((0..count).map(|_| None).collect()),
            lives: Mutex::new(0),
        }
    }

    fn up(&self) -> MutexGuard<'_, Vec<Option<Up>>> {
        self.up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What all of them run on.
    pub(crate) fn package(&self) -> &Package {
        &self.compiler.0
    }

    pub(crate) fn count(&self) -> usize {
        self.up().len()
    }

    /// The first server that is up, looking from `from` on.
    pub(crate) fn some(&self, from: usize) -> Option<(u32, Service)> {
        let up = self.up();
        let places = (0..up.len()).map(|step| (from + step) % up.len());
        let found = places.filter_map(|place| up[place].as_ref()).next();
        found.map(|up| (up.life, up.runtime.service()))
    }

    /// Whether the server of that life is still up.
    pub(crate) fn is_up(&self, life: u32) -> bool {
        self.up().iter().flatten().any(|up| up.life == life)
    }

    pub(crate) fn is_node_up(&self, node: usize) -> bool {
        self.up()[node].is_some()
    }

    /// Starts a server that is down; what it finds on the disk is all it knows. It may fail to start.
    pub(crate) async fn start(&self, node: usize) -> Result<(), StoreError> {
        if self.is_node_up(node) {
            return Ok(());
        }
        let life = {
            let mut lives = self.lives.lock().unwrap_or_else(PoisonError::into_inner);
            *lives += 1;
            *lives
        };
        self.world.set_life(node, Some(life));
        match Runtime::start(self.parts(node, life)).await {
            Ok(runtime) => {
                self.world.note(|| format!("n{node} is up"));
                self.up()[node] = Some(Up { life, runtime });
                Ok(())
            }
            Err(error) => {
                self.world
                    .note(|| format!("n{node} could not start: {error}"));
                self.world.set_life(node, None);
                Err(error)
            }
        }
    }

    /// Ends a server at once, whatever it is doing.
    pub(crate) fn kill(&self, node: usize) {
        let killed = self.up()[node].take();
        if let Some(up) = killed {
            self.world.set_life(node, None);
            self.world.note(|| format!("n{node} is killed"));
            drop(up.runtime);
        }
    }

    /// Asks a server to stop and waits until it has.
    pub(crate) async fn stop(&self, node: usize) {
        let stopped = self.up()[node].take();
        if let Some(up) = stopped {
            self.world.note(|| format!("n{node} is stopping"));
            up.runtime.stop().await;
            self.world.set_life(node, None);
        }
    }

    fn parts(&self, node: usize, life: u32) -> Parts {
        let world = self.world.clone();
        let post = Arc::new(SimPost {
            world: world.clone(),
            node,
            life,
        });
        Parts {
            store: Arc::new(SimStore {
                world: world.clone(),
                node,
                life,
            }),
            clock: Arc::new(Borrowed(world.clone())),
            ids: Arc::new(Borrowed(world)),
            compiler: self.compiler.clone(),
            mailer: post.clone(),
            renderer: post.clone(),
            webhooks: post,
            base_url: "https://office.example.ru".into(),
        }
    }
}

/// The clock and the dice of the world, for a runtime to own.
struct Borrowed(Arc<World>);

impl Borrowed {
    /// By how much a broken engine takes the clock to be ahead.
    fn ahead(&self) -> chrono::TimeDelta {
        let early = self.0.sabotage == Some(Sabotage::FiresEarly);
        chrono::TimeDelta::hours(if early { 3 } else { 0 })
    }
}

#[async_trait::async_trait]
impl reglament_runtime::Clock for Borrowed {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.clock.now() + self.ahead()
    }

    async fn wait_until(&self, at: chrono::DateTime<chrono::Utc>) {
        self.0.clock.wait_until(at - self.ahead()).await;
    }
}

impl reglament_runtime::Ids for Borrowed {
    fn random(&self) -> u64 {
        self.0.ids.random()
    }
}
