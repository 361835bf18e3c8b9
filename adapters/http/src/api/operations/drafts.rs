//! Administration of processes: what is published, and drafts on their way to publication.

use reglament_runtime::{DraftLine, EditionLine, MigrationReport, ProcessLine, Published};

use super::{Operation, Refusal};
use crate::access::{Door, door};
use crate::api::draft_letters::{DraftLetter, PreviewLetter, WantedLetters};
use crate::api::drafts::{
    BeginDraft, BegunDraft, ChangeFile, ChangedFile, DraftFile, DraftShown, MoveDraft, WantedFile,
};
use crate::api::language::{CheckText, Findings, PlayStories, Stories, WantedStories};
use crate::api::people_table::{TableTaken, WantedTable};
use crate::desk::asking::{Explanation, Proposals, Spot};
use crate::limits;

pub(super) fn operations() -> Vec<Operation> {
    let mut all = vec![
        Operation::at(
            "operation.administration_processes",
            door!("GET /api/v1/administration/processes"),
        )
        .for_people()
        .gives::<Vec<ProcessLine>>(),
        Operation::at(
            "operation.administration_versions",
            door!("GET /api/v1/administration/processes/{process}/versions"),
        )
        .for_people()
        .gives::<Vec<EditionLine>>(),
    ];
    all.extend(writing());
    all.extend(asking());
    all.extend(moving());
    all
}

fn writing() -> Vec<Operation> {
    vec![
        Operation::at("operation.drafts_list", door!("GET /api/v1/drafts"))
            .for_people()
            .gives::<Vec<DraftLine>>(),
        Operation::at("operation.drafts_begin", door!("POST /api/v1/drafts"))
            .for_people()
            .takes::<BeginDraft>()
            .creates::<BegunDraft>()
            .refused(Refusal::of_draft_titles()),
        Operation::at("operation.drafts_show", door!("GET /api/v1/drafts/{draft}"))
            .for_people()
            .gives::<DraftShown>(),
        Operation::at(
            "operation.drafts_file",
            door!("GET /api/v1/drafts/{draft}/files"),
        )
        .for_people()
        .asks::<WantedFile>()
        .gives::<DraftFile>()
        .refused(Refusal::of_draft_texts()),
        Operation::at(
            "operation.drafts_change",
            door!("POST /api/v1/drafts/{draft}/files"),
        )
        .for_people()
        .more("operation.drafts_change_more")
        .takes::<ChangeFile>()
        .gives::<ChangedFile>()
        .refused(Refusal::of_draft_texts()),
        Operation::at(
            "operation.drafts_people",
            door!("POST /api/v1/drafts/{draft}/people"),
        )
        .for_people()
        .more("operation.drafts_people_more")
        .asks::<WantedTable>()
        .takes_file(limits::FILE_BODY_BYTES)
        .gives::<TableTaken>()
        .refused(Refusal::of_draft_texts())
        .refused([Refusal::of_tables()]),
        Operation::at(
            "operation.drafts_migrations",
            door!("GET /api/v1/drafts/{draft}/migrations"),
        )
        .for_people()
        .gives::<Vec<MigrationReport>>(),
    ]
}

fn asking() -> Vec<Operation> {
    vec![
        Operation::at(
            "operation.drafts_check",
            door!("POST /api/v1/drafts/{draft}/check"),
        )
        .for_people()
        .takes::<CheckText>()
        .gives::<Findings>(),
        Operation::at(
            "operation.drafts_complete",
            door!("POST /api/v1/drafts/{draft}/complete"),
        )
        .for_people()
        .takes::<Spot>()
        .gives::<Proposals>(),
        Operation::at(
            "operation.drafts_explain",
            door!("POST /api/v1/drafts/{draft}/explain"),
        )
        .for_people()
        .takes::<Spot>()
        .gives::<Option<Explanation>>(),
        Operation::at(
            "operation.drafts_letters",
            door!("GET /api/v1/drafts/{draft}/letters"),
        )
        .for_people()
        .more("operation.drafts_letters_more")
        .asks::<WantedLetters>()
        .gives::<Vec<DraftLetter>>(),
        Operation::at(
            "operation.drafts_letter",
            door!("POST /api/v1/drafts/{draft}/letters"),
        )
        .for_people()
        .takes::<PreviewLetter>()
        .gives::<DraftLetter>(),
        Operation::at(
            "operation.drafts_scenarios",
            door!("GET /api/v1/drafts/{draft}/scenarios"),
        )
        .for_people()
        .asks::<WantedStories>()
        .gives::<Stories>(),
        Operation::at(
            "operation.drafts_play",
            door!("POST /api/v1/drafts/{draft}/scenarios"),
        )
        .for_people()
        .more("operation.drafts_play_more")
        .takes::<PlayStories>()
        .gives::<Stories>(),
    ]
}

fn moving() -> Vec<Operation> {
    vec![
        step(
            "operation.drafts_submit",
            door!("POST /api/v1/drafts/{draft}/submit"),
        ),
        step(
            "operation.drafts_return",
            door!("POST /api/v1/drafts/{draft}/return"),
        ),
        step(
            "operation.drafts_discard",
            door!("POST /api/v1/drafts/{draft}/discard"),
        ),
        step(
            "operation.drafts_publish",
            door!("POST /api/v1/drafts/{draft}/publish"),
        )
        .more("operation.drafts_publish_more")
        .gives::<Published>(),
    ]
}

fn step(words: &'static str, door: Door) -> Operation {
    Operation::at(words, door)
        .for_people()
        .takes::<MoveDraft>()
        .refused(Refusal::of_draft_moves())
}
