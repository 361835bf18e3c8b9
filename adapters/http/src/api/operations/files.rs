//! Files: uploads, what was handed in, and the documents of an instance.

use reglament_core::FileFact;
use reglament_runtime::DocumentView;

use super::{Operation, Refusal, Who};
use crate::api::files::Upload;
use crate::limits;
use crate::pages::{DOCX, PDF};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("operation.files_upload", "/api/v1/files")
            .more("operation.files_upload_more")
            .by(Who::AnybodyOrPerson)
            .asks::<Upload>()
            .takes_file(limits::PUBLIC_UPLOAD_BODY_BYTES)
            .creates::<FileFact>()
            .refused(Refusal::of_uploads()),
        Operation::get(
            "operation.files_download",
            "/api/v1/instances/{id}/files/{file}",
        )
        .gives_file(&["*/*"]),
        Operation::get(
            "operation.documents_list",
            "/api/v1/instances/{id}/documents",
        )
        .gives::<Vec<DocumentView>>(),
        Operation::get(
            "operation.documents_pdf",
            "/api/v1/instances/{id}/documents/{document}",
        )
        .gives_file(&[PDF]),
        Operation::get(
            "operation.documents_docx",
            "/api/v1/instances/{id}/documents/{document}/docx",
        )
        .gives_file(&[DOCX])
        .refused([Refusal::not_drawn()]),
    ]
}
