//! Samples of the page about what leaves: letters wait after a restoration, letters leave.

use super::{Sample, Samples};
use crate::ui::effects::EffectsPage;
use crate::ui::parts::Pair;

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let locale = make.locale;
    let pair = |key, value: &str| Pair::new(locale.text(key), value);
    let page = |wait: bool, facts| {
        let mut shell = make.staff(locale.text("effects.title"), "/admin/effects");
        shell.effects_wait = wait;
        EffectsPage {
            shell,
            wait,
            sees_list: true,
            restored: wait,
            facts,
        }
    };
    let waiting = vec![
        pair("effects.since", "21.11.2021 09:40"),
        pair("effects.waiting", "12"),
    ];
    let leaving = vec![pair("effects.waiting", "0")];
    vec![
        make.page("effects_wait", page(true, waiting)),
        make.page("effects_leave", page(false, leaving)),
    ]
}
