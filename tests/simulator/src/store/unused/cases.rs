//! Drafts, files, forms and lists: no command of a run needs them. Nobody is away and nothing is held back.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{Absence, InstanceId};
use reglament_runtime::port::{
    AbsenceRow, AbsenceStore, Backlog, BacklogStore, Connections, DeliveryState, DraftChange,
    DraftFileRow, DraftMoveRow, DraftRow, DraftState, DraftStore, EffectStore, EffectsPause,
    FileRow, FileStore, FilterStore, PublicationRow, PublicationStore, SavedFilterRow, StoreError,
    SubscriptionRow, SubscriptionStore, UnsentForm, UnsentFormStore, UploadRow, UploadStore,
};

use crate::store::SimStore;

#[async_trait]
impl AbsenceStore for SimStore {
    async fn absences(&self, _: NaiveDate) -> Result<Vec<Absence>, StoreError> {
        Ok(Default::default())
    }

    async fn absence_rows(&self, _: u32) -> Result<Vec<AbsenceRow>, StoreError> {
        Ok(Default::default())
    }

    async fn enter_absence(
        &self,
        _: &Absence,
        _: &str,
        _: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        Ok(Default::default())
    }

    async fn cancel_absence(&self, _: u32, _: &str, _: DateTime<Utc>) -> Result<bool, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl BacklogStore for SimStore {
    async fn answers(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn backlog(&self, _: DateTime<Utc>, _: u32) -> Result<Backlog, StoreError> {
        Ok(Default::default())
    }

    async fn damaged_pages(&self) -> Result<Vec<String>, StoreError> {
        Ok(Default::default())
    }

    async fn last_backup(&self) -> Option<DateTime<Utc>> {
        None
    }

    async fn log_bytes(&self) -> Option<u64> {
        None
    }

    fn connections(&self) -> Vec<Connections> {
        Vec::new()
    }
}

#[async_trait]
impl DraftStore for SimStore {
    async fn drafts(&self, _: u32) -> Result<Vec<DraftRow>, StoreError> {
        Ok(Default::default())
    }

    async fn draft(&self, _: u32) -> Result<Option<DraftRow>, StoreError> {
        Ok(Default::default())
    }

    async fn draft_files(&self, _: u32) -> Result<Vec<DraftFileRow>, StoreError> {
        Ok(Default::default())
    }

    async fn draft_hands(&self, _: u32) -> Result<Vec<String>, StoreError> {
        Ok(Default::default())
    }

    async fn draft_moves(&self, _: u32) -> Result<Vec<DraftMoveRow>, StoreError> {
        Ok(Default::default())
    }

    async fn begin_draft(
        &self,
        _: &str,
        _: &str,
        _: &str,
        _: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        Ok(Default::default())
    }

    async fn change_draft(
        &self,
        _: u32,
        _: &[DraftChange],
        _: &str,
        _: DateTime<Utc>,
    ) -> Result<Option<u32>, StoreError> {
        Ok(Default::default())
    }

    async fn move_draft(
        &self,
        _: u32,
        _: DraftState,
        _: &DraftMoveRow,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn scenarios(&self) -> Result<BTreeMap<String, String>, StoreError> {
        Ok(Default::default())
    }

    async fn keep_scenarios(&self, _: &BTreeMap<String, Option<String>>) -> Result<(), StoreError> {
        Ok(())
    }

    async fn running_versions(&self) -> Result<Vec<(String, u32, u32)>, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl EffectStore for SimStore {
    async fn effects_pause(&self) -> Result<Option<EffectsPause>, StoreError> {
        Ok(Default::default())
    }

    async fn pause_effects(&self, _: &EffectsPause) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn resume_effects(&self) -> Result<bool, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl FileStore for SimStore {
    async fn save_file(&self, _: &FileRow, _: &[u8]) -> Result<(), StoreError> {
        Ok(())
    }

    async fn files(&self, _: &[String]) -> Result<Vec<FileRow>, StoreError> {
        Ok(Default::default())
    }

    async fn file_bytes(&self, _: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(Default::default())
    }

    async fn forget_files(&self, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl FilterStore for SimStore {
    async fn saved_filters(&self, _: &str, _: &str) -> Result<Vec<SavedFilterRow>, StoreError> {
        Ok(Default::default())
    }

    async fn save_filter(
        &self,
        _: (&str, &str),
        _: (&str, &str),
        _: DateTime<Utc>,
        _: u32,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn remove_filter(&self, _: &str, _: u32) -> Result<bool, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl PublicationStore for SimStore {
    async fn publications(
        &self,
        _: &str,
        _: DateTime<Utc>,
        _: u32,
    ) -> Result<Vec<(PublicationRow, bool)>, StoreError> {
        Ok(Default::default())
    }

    async fn published_pdf(
        &self,
        _: &str,
        _: &InstanceId,
        _: u32,
        _: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl SubscriptionStore for SimStore {
    async fn add_subscription(&self, _: &SubscriptionRow) -> Result<u32, StoreError> {
        Ok(Default::default())
    }

    async fn subscriptions(
        &self,
        _: u32,
    ) -> Result<Vec<(SubscriptionRow, DeliveryState)>, StoreError> {
        Ok(Default::default())
    }

    async fn switch_subscription(
        &self,
        _: u32,
        _: Option<DateTime<Utc>>,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn retry_subscription(&self, _: u32, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl UnsentFormStore for SimStore {
    async fn begin_form(&self, _: &UnsentForm, _: u32) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn unsent_form(
        &self,
        _: &str,
        _: DateTime<Utc>,
    ) -> Result<Option<UnsentForm>, StoreError> {
        Ok(Default::default())
    }

    async fn save_form(&self, _: &UnsentForm) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn erase_form(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn forget_forms(&self, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(Default::default())
    }
}

#[async_trait]
impl UploadStore for SimStore {
    async fn begin_upload(&self, _: &UploadRow, _: u32) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn upload(&self, _: &str, _: DateTime<Utc>) -> Result<Option<UploadRow>, StoreError> {
        Ok(Default::default())
    }

    async fn add_part(
        &self,
        _: &str,
        _: u64,
        _: &[u8],
        _: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        Ok(Default::default())
    }

    async fn upload_bytes(&self, _: &str) -> Result<Vec<u8>, StoreError> {
        Ok(Default::default())
    }

    async fn finish_upload(&self, _: &str, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn drop_upload(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    async fn forget_uploads(&self, _: DateTime<Utc>) -> Result<u64, StoreError> {
        Ok(Default::default())
    }
}
