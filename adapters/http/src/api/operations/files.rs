//! Files: uploads, what was handed in, and the documents of an instance.

use reglament_core::FileFact;
use reglament_runtime::{DocumentView, Scope};

use super::{Operation, Refusal};
use crate::access::door;
use crate::api::files::Upload;
use crate::limits;
use crate::pages::{DOCX, PDF};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.files_upload", door!("POST /api/v1/files"))
            .more("operation.files_upload_more")
            .or_person()
            .scope(Scope::CasesStart)
            .asks::<Upload>()
            .takes_file(limits::PUBLIC_UPLOAD_BODY_BYTES)
            .creates::<FileFact>()
            .refused(Refusal::of_uploads()),
        Operation::at(
            "operation.files_download",
            door!("GET /api/v1/instances/{instance}/files/{file}"),
        )
        .scope(Scope::DocumentsRead)
        .gives_file(&["*/*"]),
        Operation::at(
            "operation.documents_list",
            door!("GET /api/v1/instances/{instance}/documents"),
        )
        .scope(Scope::CasesRead)
        .gives::<Vec<DocumentView>>(),
        Operation::at(
            "operation.documents_pdf",
            door!("GET /api/v1/instances/{instance}/documents/{document}"),
        )
        .scope(Scope::DocumentsRead)
        .gives_file(&[PDF]),
        Operation::at(
            "operation.documents_docx",
            door!("GET /api/v1/instances/{instance}/documents/{document}/docx"),
        )
        .scope(Scope::DocumentsRead)
        .gives_file(&[DOCX])
        .refused([Refusal::not_drawn()]),
    ]
}
