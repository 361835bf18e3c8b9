//! What a round of the engine never asks of the store: passed through, so that the recorder is a store like any other.

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_runtime::port::{
    AccessLogStore, AnchorNote, AnchorStore, ArchiveStore, Archived, AuditRow, AuditStore, Backlog,
    BacklogStore, BounceRow, Connections, DeliveryState, DigestRun, DraftChange, DraftFileRow,
    DraftMoveRow, DraftRow, DraftState, DraftStore, EffectStore, EffectsPause, FigureTimes,
    FileRow, FileStore, FilterStore, Hearing, IdentityRow, IdentityStore, Installation,
    JournalLink, Lease, LetterStore, NodeStore, OutboxRow, Page, ProcessFigures, ProgramRow,
    ProgramStore, SavedFilterRow, Servers, StoreError, SubscriptionRow, SubscriptionStore,
    UnsentForm, UnsentFormStore, UploadRow, UploadStore, ViewFilter, ViewRow,
};

use super::Recorder;

pass! {
    AccessLogStore {
        record_views(views: &[ViewRow]) -> ();
        views(filter: &ViewFilter, page: &Page<(DateTime<Utc>, u64)>) -> Vec<(u64, ViewRow)>;
        prepare_months(now: DateTime<Utc>, forget: DateTime<Utc>) -> u64;
        forget_views(before: DateTime<Utc>, limit: u32) -> u64;
    }
    {}
}

pass! {
    ArchiveStore {
        archive(ended_before: DateTime<Utc>, now: DateTime<Utc>, instances: u32, rows: u32) -> Archived;
    }
    {}
}

pass! {
    AnchorStore {
        installation() -> Installation;
        journal_end() -> u64;
        journal_links(after: u64, until: u64, limit: u32) -> Vec<JournalLink>;
        anchor_notes() -> Vec<AnchorNote>;
        note_anchor(note: &AnchorNote) -> ();
        forget_anchors(place: &str) -> ();
    }
    {}
}

pass! {
    AuditStore {
        note_act(row: &AuditRow) -> ();
        acts(page: &Page<u64>) -> Vec<(u64, AuditRow)>;
    }
    {}
}

pass! {
    DraftStore {
        drafts(limit: u32) -> Vec<DraftRow>;
        draft(id: u32) -> Option<DraftRow>;
        draft_files(id: u32) -> Vec<DraftFileRow>;
        draft_hands(id: u32) -> Vec<String>;
        draft_moves(id: u32) -> Vec<DraftMoveRow>;
        begin_draft(title: &str, author: &str, base: &str, at: DateTime<Utc>) -> u32;
        change_draft(id: u32, changes: &[DraftChange], by: &str, at: DateTime<Utc>) -> Option<u32>;
        move_draft(id: u32, from: DraftState, step: &DraftMoveRow) -> bool;
        scenarios() -> BTreeMap<String, String>;
        keep_scenarios(changes: &BTreeMap<String, Option<String>>) -> ();
        running_versions() -> Vec<(String, u32, u32)>;
    }
    {}
}

pass! {
    EffectStore {
        effects_pause() -> Option<EffectsPause>;
        pause_effects(pause: &EffectsPause) -> bool;
        resume_effects() -> bool;
    }
    {}
}

pass! {
    FileStore {
        save_file(row: &FileRow, bytes: &[u8]) -> ();
        files(ids: &[String]) -> Vec<FileRow>;
        file_bytes(id: &str) -> Option<Vec<u8>>;
        forget_files(before: DateTime<Utc>) -> u64;
    }
    {}
}

pass! {
    FilterStore {
        saved_filters(person: &str, list: &str) -> Vec<SavedFilterRow>;
        save_filter(whose: (&str, &str), what: (&str, &str), at: DateTime<Utc>, most: u32) -> bool;
        remove_filter(person: &str, id: u32) -> bool;
    }
    {}
}

pass! {
    IdentityStore {
        identity(issuer: &str, subject: &str) -> Option<IdentityRow>;
        identities_of(person: &str) -> Vec<IdentityRow>;
        strangers(issuer: &str, limit: u32) -> Vec<IdentityRow>;
        note_identity(row: &IdentityRow, forget: DateTime<Utc>, most: u32) -> ();
        link_identity(row: &IdentityRow) -> bool;
        unlink_identity(issuer: &str, subject: &str, person: &str) -> bool;
    }
    {}
}

pass! {
    LetterStore {
        write_digest(run: &DigestRun, letters: &[OutboxRow]) -> bool;
        digest_written(digest: &str, on: NaiveDate) -> bool;
        figures(process: &str, times: FigureTimes) -> ProcessFigures;
        queue_letter(letter: &OutboxRow) -> bool;
        wishes(person: &str) -> Vec<(String, String)>;
        save_wish(person: &str, kind: &str, wish: Option<&str>, at: DateTime<Utc>) -> ();
        secret(name: &str, fresh: &str) -> String;
        calendar_since(person: &str) -> Option<DateTime<Utc>>;
        save_calendar(person: &str, token: Option<&str>, at: DateTime<Utc>) -> ();
        calendar_of(token: &str) -> Option<String>;
        record_bounce(bounce: &BounceRow) -> bool;
        bounces(address: Option<&str>, limit: u32) -> Vec<BounceRow>;
        hard_bounces(address: &str) -> u32;
        mark_address(address: &str, at: DateTime<Utc>) -> bool;
        free_address(address: &str, by: &str, at: DateTime<Utc>) -> bool;
        marked_since(address: &str) -> Option<DateTime<Utc>>;
        marked_addresses(limit: u32) -> Vec<(String, DateTime<Utc>)>;
    }
    {}
}

pass! {
    BacklogStore {
        answers() -> ();
        backlog(now: DateTime<Utc>, limit: u32) -> Backlog;
        damaged_pages() -> Vec<String>;
    }
    {
        async fn last_backup(&self) -> Option<DateTime<Utc>> {
            self.store.last_backup().await
        }

        async fn log_bytes(&self) -> Option<u64> {
            self.store.log_bytes().await
        }

        fn connections(&self) -> Vec<Connections> {
            self.store.connections()
        }
    }
}

pass! {
    NodeStore {
        database_now() -> DateTime<Utc>;
        lease(name: &str, owner: &str, how_long: Duration) -> Option<Lease>;
        release(name: &str, owner: &str) -> ();
        appear(server: &str, how_long: Duration) -> ();
        disappear(server: &str) -> ();
        servers(lead: &str) -> Servers;
        tell(word: &str) -> ();
        hear() -> Box<dyn Hearing>;
    }
    {
        fn is_shared(&self) -> bool {
            self.store.is_shared()
        }
    }
}

pass! {
    ProgramStore {
        add_program(program: &ProgramRow) -> Option<u32>;
        programs(limit: u32) -> Vec<ProgramRow>;
        program(token: &str) -> Option<ProgramRow>;
        program_used(id: u32, at: DateTime<Utc>) -> ();
        withdraw_program(id: u32, by: Option<&str>, at: DateTime<Utc>) -> bool;
    }
    {}
}

pass! {
    SubscriptionStore {
        add_subscription(row: &SubscriptionRow) -> u32;
        subscriptions(limit: u32) -> Vec<(SubscriptionRow, DeliveryState)>;
        switch_subscription(id: u32, off_at: Option<DateTime<Utc>>) -> bool;
        retry_subscription(id: u32, now: DateTime<Utc>) -> u64;
    }
    {}
}

pass! {
    UnsentFormStore {
        begin_form(form: &UnsentForm, most: u32) -> bool;
        unsent_form(digest: &str, now: DateTime<Utc>) -> Option<UnsentForm>;
        save_form(form: &UnsentForm) -> bool;
        erase_form(digest: &str) -> ();
        forget_forms(now: DateTime<Utc>) -> u64;
    }
    {}
}

pass! {
    UploadStore {
        begin_upload(row: &UploadRow, most: u32) -> bool;
        upload(digest: &str, now: DateTime<Utc>) -> Option<UploadRow>;
        add_part(digest: &str, offset: u64, bytes: &[u8], expires_at: DateTime<Utc>) -> bool;
        upload_bytes(digest: &str) -> Vec<u8>;
        finish_upload(digest: &str, file: &str) -> ();
        drop_upload(digest: &str) -> ();
        forget_uploads(now: DateTime<Utc>) -> u64;
    }
    {}
}
