//! Samples of what the program does by itself: with jobs in every state, and with nothing to do.

use super::{Sample, Samples};
use crate::ui::machines::{ClockRow, MachinesPage, OpenJobRow};
use crate::ui::parts::{Chip, Link, Tone};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let idle = MachinesPage {
        jobs: Vec::new(),
        clock: Vec::new(),
        next: None,
        ..machines(make)
    };
    vec![
        make.page("machines", machines(make)),
        make.page("machines-idle", idle),
    ]
}

fn machines(make: Samples) -> MachinesPage {
    let locale = make.locale;
    let mut shell = make.staff(locale.text("machines.title"), "/admin/outbox");
    shell.crumbs = vec![make.crumb("outbox.title", "/admin/outbox")];
    let job = |tone, state: &'static str, tries: String| OpenJobRow {
        job: Link::new("Проверить диплом", "/instances/184"),
        about: "Иванова Мария Петровна · Добровольная сертификация".to_owned(),
        target: locale.fill("machines.worker", &[("name", "diplomas")]),
        chip: Chip::new(tone, locale.text(state)),
        tries,
        since: "19.11, 10:15".to_owned(),
        due: "26.11, 00:00".to_owned(),
    };
    let tries = [("failed", "2"), ("left", "3"), ("next", "19.11, 10:25")];
    let clock = |kind: &'static str, next: &str| ClockRow {
        title: "Добровольная сертификация".to_owned(),
        kind: locale.text(kind).to_owned(),
        next: next.to_owned(),
    };
    MachinesPage {
        shell,
        jobs: vec![
            job(Tone::Waiting, "machines.waits", String::new()),
            job(Tone::Soon, "machines.held", String::new()),
            job(
                Tone::Soon,
                "machines.again",
                locale.fill("machines.tries", &tries),
            ),
            job(Tone::Overdue, "machines.late", String::new()),
        ],
        next: Some("/admin/jobs?after=4.184".to_owned()),
        clock: vec![
            clock("machines.start", "01.12.2026, 00:00"),
            clock("machines.digest", locale.text("machines.never")),
        ],
    }
}
