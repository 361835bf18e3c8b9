//! Anchors: whatever is done to the journal or to the file of anchors behind the program's back is found, and what is the
//! program's own doing is not.

mod former;
mod running;
mod spoilt;
mod touched;

use std::{sync::Arc, time::Duration};

use reglament_anchor::AnchorFile;
use reglament_runtime::{
    AnchorDepth, AnchorRules, IntegrityFinding, Runtime, compare_anchors, port::Store,
};
use tempfile::TempDir;

use super::world::{World, request};

/// An office with anchors, and everything that lies beside it.
pub(super) struct Anchored {
    pub(super) world: World,
    pub(super) folder: TempDir,
}

impl Anchored {
    pub(super) fn in_world(world: World) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { world, folder }
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("office.anchors")
    }

    pub(super) fn file(&self) -> AnchorFile {
        AnchorFile::at(&self.path())
    }

    pub(super) fn rules(&self) -> AnchorRules {
        AnchorRules {
            keeper: Arc::new(self.file()),
            every: Duration::from_secs(60),
            letters_to: vec!["auditor@example.ru".to_owned()],
        }
    }

    pub(super) async fn start(&self) -> Runtime {
        let mut runtime = self.world.start().await;
        runtime.keep_anchors(self.rules());
        runtime
    }

    /// Runs for these requests; the stop writes the last anchor.
    pub(super) async fn run(&self, keys: &[&str]) {
        let runtime = self.start().await;
        for key in keys {
            request(&runtime.service(), key).await;
        }
        runtime.stop().await;
    }

    pub(super) async fn found(&self, depth: AnchorDepth) -> Vec<IntegrityFinding> {
        found(&self.world.store, &self.file(), depth).await
    }
}

pub(super) async fn found(
    store: &Arc<dyn Store>,
    file: &AnchorFile,
    depth: AnchorDepth,
) -> Vec<IntegrityFinding> {
    let compared = compare_anchors(&**store, file, depth).await.unwrap();
    compared.findings
}

pub(super) fn codes(found: &[IntegrityFinding]) -> Vec<&str> {
    found.iter().map(|one| one.code.as_str()).collect()
}
