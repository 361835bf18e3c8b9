//! The surroundings of a page for its visitor: menu by role, organisation, time of printing.

use super::Visitor;
use super::visitor::Official;
use crate::App;
use crate::ui::parts::{Live, Menu, MenuItem, SessionEndView, Shell, Viewer};

impl Visitor {
    /// The surroundings of a page. `section`: path of its menu entry, or empty.
    pub(crate) fn shell(
        &self,
        app: &App,
        title: impl Into<String>,
        section: &'static str,
    ) -> Shell {
        let now = app.service().now().with_timezone(&app.zone());
        let person = self.person.as_ref();
        Shell {
            locale: self.locale,
            theme: self.theme,
            size: self.size,
            title: title.into(),
            organisation: app.organisation(),
            here: self.here.clone(),
            viewer: person.map(|person| Viewer {
                name: person.name.clone(),
                position: person.position.clone(),
            }),
            menu: person.map_or_else(Vec::new, |person| {
                let service = app.service();
                let own = [
                    service.keeps_absences(&person.id),
                    service.administers(&person.id),
                    service.oversees(&person.id),
                    service.supervises(&person.id),
                ];
                self.menu(own)
            }),
            section,
            crumbs: Vec::new(),
            notice: None,
            failed: false,
            live: None,
            ends: self
                .ends
                .filter(|_| person.is_some())
                .map(|end| SessionEndView {
                    seconds_left: end.seconds_left(app.service().now()),
                    is_renewable: end.is_renewable,
                }),
            keys: self.keys,
            printed_at: self.locale.short_moment(now),
        }
    }

    fn menu(&self, [keeps_absences, administers, oversees, supervises]: [bool; 4]) -> Vec<Menu> {
        let item = |key, href: &str, icon| MenuItem {
            title: self.locale.text(key).to_owned(),
            href: href.to_owned(),
            icon,
            count: 0,
            alarm: false,
        };
        let mut menu = vec![Menu {
            title: String::new(),
            items: vec![
                item("nav.tasks", "/tasks", "checkbox"),
                item("nav.instances", "/instances", "folder"),
                item("nav.calendar", "/calendar", "calendar"),
                item("nav.control", "/control", "clock-exclamation"),
                item("nav.registers", "/registers", "notebook"),
                item("nav.indicators", "/indicators", "chart-bar"),
                item("nav.letters", "/letters", "mail"),
            ],
        }];
        let absences = keeps_absences.then(|| item("nav.absences", "/absences", "calendar"));
        let outbox = oversees.then(|| item("nav.outbox", "/admin/outbox", "mail"));
        let processes =
            administers.then(|| item("nav.processes", "/admin/processes", "list-check"));
        let drafts = administers.then(|| item("nav.drafts", "/admin/drafts", "file-text"));
        let people = administers.then(|| item("nav.people", "/admin/people", "users"));
        let audit = administers.then(|| item("nav.audit", "/admin/audit", "notebook"));
        let programs = administers.then(|| item("nav.programs", "/admin/programs", "circle-dot"));
        let subscriptions =
            administers.then(|| item("nav.subscriptions", "/admin/subscriptions", "arrow-right"));
        let access_log = supervises.then(|| item("nav.access_log", "/admin/access-log", "lock"));
        let items: Vec<MenuItem> = [
            absences,
            people,
            processes,
            drafts,
            programs,
            subscriptions,
            outbox,
            access_log,
            audit,
        ]
        .into_iter()
        .flatten()
        .collect();
        if !items.is_empty() {
            menu.push(Menu {
                title: self.locale.text("nav.administration").to_owned(),
                items,
            });
        }
        menu
    }
}

impl Official {
    /// What a page looks at that keeps itself fresh: an instance, or a list without one.
    pub(crate) fn looks_at(&self, about: &'static str, of: &str) -> Option<Live> {
        Some(Live {
            about,
            of: of.to_owned(),
            since: self.visitor.since,
        })
    }

    /// As [`Visitor::shell`].
    pub(crate) fn shell(
        &self,
        app: &App,
        title: impl Into<String>,
        section: &'static str,
    ) -> Shell {
        self.visitor.shell(app, title, section)
    }
}
