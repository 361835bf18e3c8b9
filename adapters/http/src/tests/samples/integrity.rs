//! Samples of the page about the journal: whole with an anchor, no anchors, another one than it was.

use super::{Sample, Samples};
use crate::ui::integrity::IntegrityPage;
use crate::ui::parts::Pair;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let locale = make.locale;
    let pair = |key, value: &str| Pair::new(locale.text(key), value);
    let page = |findings: Vec<String>, has_anchors: bool| {
        let mut shell = make.staff(locale.text("integrity.title"), "/admin/integrity");
        shell.journal_differs = !findings.is_empty();
        IntegrityPage {
            shell,
            findings,
            is_compared: has_anchors,
            has_anchors,
            failure: None,
            anchor: vec![
                pair("integrity.place", "/mnt/anchor/reglament.anchors"),
                pair("integrity.every", "60"),
                pair("integrity.compared", "21.11.2021 09:40"),
                pair("integrity.number", "57"),
                pair("integrity.rows", "12841"),
            ],
            digest: ["4f1c09ab", "77e0d3b5", "90aa1c42", "0b6f8d21"]
                .map(str::to_owned)
                .to_vec(),
            chains: match has_anchors {
                true => vec![
                    pair("integrity.began", "21.11.2021 03:10"),
                    pair("integrity.followed", "812"),
                ],
                false => Vec::new(),
            },
        }
    };
    let changed =
        "в деле qk3m7f2nhx4c события 3–5 не те, что были (якорь № 57 от 2021-11-21 02:00 UTC)";
    vec![
        make.page("integrity_whole", page(Vec::new(), true)),
        make.page("integrity_no_anchors", page(Vec::new(), false)),
        make.page("integrity_differs", page(vec![changed.to_owned()], true)),
    ]
}
