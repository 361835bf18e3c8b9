//! Files a part at a time.

use reglament_core::FileFact;
use reglament_runtime::limits::UPLOAD_PART_BYTES;
use reglament_runtime::{Scope, ServiceError, UploadProblem, UploadView};

use super::{Operation, Refusal};
use crate::access::{Door, door};
use crate::api::uploads::{Begin, Finish, Part};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        at("operation.uploads_begin", door!("POST /api/v1/uploads"))
            .more("operation.uploads_begin_more")
            .takes::<Begin>()
            .creates::<UploadView>()
            .refused(Refusal::of_uploads())
            .refused([Refusal::not_found(), no(UploadProblem::TooMany)]),
        at(
            "operation.uploads_show",
            door!("GET /api/v1/uploads/{upload}"),
        )
        .gives::<UploadView>(),
        at(
            "operation.uploads_part",
            door!("POST /api/v1/uploads/{upload}/parts"),
        )
        .more("operation.uploads_part_more")
        .asks::<Part>()
        .takes_file(UPLOAD_PART_BYTES)
        .gives::<UploadView>()
        .refused([no(UploadProblem::Offset(0)), no(UploadProblem::Part)]),
        at(
            "operation.uploads_finish",
            door!("POST /api/v1/uploads/{upload}/finish"),
        )
        .more("operation.uploads_finish_more")
        .takes::<Finish>()
        .creates::<FileFact>()
        .refused(Refusal::of_uploads())
        .refused([no(UploadProblem::Offset(0)), no(UploadProblem::Hash)]),
        at(
            "operation.uploads_cancel",
            door!("DELETE /api/v1/uploads/{upload}"),
        ),
    ]
}

fn at(words: &'static str, door: Door) -> Operation {
    Operation::at(words, door)
        .or_person()
        .scope(Scope::CasesStart)
}

fn no(problem: UploadProblem) -> Refusal {
    ServiceError::Upload(problem).into()
}
