//! What would have happened otherwise: on a copy of the database nobody issues the order in time.
//!
//! The controller sees it on the board the next morning and is told by letter; the order can still be issued.

use std::path::{Path, PathBuf};

use super::letters;
use super::office::{do_task, says};
use super::stage::Stage;

/// What the controller would see if nobody issued the order in time.
pub(super) fn order_too_late(database: &Path, renderer: PathBuf) {
    let stage = Stage::open(database, "2021-10-21T14:00", renderer);
    let board = stage.person("semenova").open("/control");
    assert!(
        !board.text().contains("Издать приказ о результатах"),
        "not late yet:\n{}",
        board.text()
    );
    stage.at("2021-10-29T10:00");
    let board = stage.person("semenova").open("/control");
    says(
        &board,
        &[
            "Издать приказ о результатах",
            "Орлова Марина Сергеевна",
            "28.10.2021",
        ],
    );
    letters::of_the_late_order(&stage);
    do_task(&stage, "orlova", "Издать приказ о результатах", |form| form);
    let board = stage.person("semenova").open("/control");
    assert!(
        !board.text().contains("Издать приказ о результатах"),
        "the order has been issued"
    );
    let order = stage.person("orlova").open("/registers/orders");
    says(&order, &["29.10.2021"]);
    stage.verify();
    stage.close();
}
