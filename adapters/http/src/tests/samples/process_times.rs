//! Samples of how long the work of a process takes: the list, a process with a bottleneck, one where nothing has ended.

use super::{Sample, Samples};
use crate::ui::parts::{Chip, Drawing, Link, Pair, Tone};
use crate::ui::process_times::{MeasuredProcessesPage, ProcessTimesPage, StepTimesRow};

pub(super) fn pages(make: Samples) -> Vec<Sample> {
    let times = times(make);
    let empty = ProcessTimesPage {
        facts: Vec::new(),
        bottleneck: String::new(),
        rows: Vec::new(),
        ..times.clone()
    };
    vec![
        make.page("measured-processes", list(make)),
        make.page("process-times", times),
        make.page("process-times-empty", empty),
    ]
}

fn list(make: Samples) -> MeasuredProcessesPage {
    let mut shell = make.staff(make.locale.text("times.title"), "/control");
    shell.crumbs = vec![make.crumb("nav.control", "/control")];
    let process = Link::new("Рассмотрение жалоб", "/control/processes/complaint");
    MeasuredProcessesPage {
        shell,
        processes: vec![(process, "Положение о работе с жалобами".to_owned())],
    }
}

fn times(make: Samples) -> ProcessTimesPage {
    let locale = make.locale;
    let mut shell = make.staff("Рассмотрение жалоб", "/control");
    shell.crumbs = vec![
        make.crumb("nav.control", "/control"),
        make.crumb("times.title", "/control/processes"),
    ];
    let usually = locale.fill(
        "times.usually",
        &[
            ("median", &locale.lasted(15_840)),
            ("most", &locale.lasted(41_760)),
        ],
    );
    ProcessTimesPage {
        shell,
        facts: vec![
            Pair::new(locale.text("times.by"), locale.count("times.cases", 41)),
            Pair::new(locale.text("times.whole"), usually.clone()),
        ],
        bottleneck: locale.fill(
            "times.heavy",
            &[
                ("step", "Рассмотреть жалобу"),
                ("share", "71"),
                ("usually", &usually),
            ],
        ),
        bottleneck_href: "#step-answer".to_owned(),
        overdue_href: "/control?process=complaint".to_owned(),
        diagram: Drawing::default(),
        how: locale.fill("times.how", &[("percent", "20")]),
        rows: vec![
            row(make, ("register", "Зарегистрировать жалобу"), None, 6),
            row(
                make,
                ("answer", "Рассмотреть жалобу"),
                Some("times.bottleneck"),
                71,
            ),
        ],
    }
}

fn row(
    make: Samples,
    (id, title): (&str, &str),
    chip: Option<&'static str>,
    share: u32,
) -> StepTimesRow {
    let locale = make.locale;
    StepTimesRow {
        id: id.to_owned(),
        title: title.to_owned(),
        chip: chip.map(|key| Chip::new(Tone::Soon, locale.text(key))),
        times: "41".to_owned(),
        median: locale.lasted(i64::from(share) * 200),
        most: locale.lasted(i64::from(share) * 600),
        late: locale.fill("times.late_of", &[("n", "3"), ("of", "41")]),
        share: Some(share),
    }
}
