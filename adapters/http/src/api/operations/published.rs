//! What the organisation publishes for everybody.

use reglament_runtime::PublicPage;

use super::Operation;
use crate::access::door;
use crate::api::published::PublicPageLine;
use crate::pages::PDF;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::at("operation.published_list", door!("GET /api/v1/public"))
            .gives::<Vec<PublicPageLine>>(),
        Operation::at(
            "operation.published_show",
            door!("GET /api/v1/public/{page}"),
        )
        .gives::<PublicPage>(),
        Operation::at(
            "operation.published_document",
            door!("GET /api/v1/public/{page}/{instance}/{publication}"),
        )
        .gives_file(&[PDF]),
    ]
}
