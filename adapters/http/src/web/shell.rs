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
            effects_wait: person.is_some_and(|person| {
                let service = app.service();
                service.effects_wait() && service.administers(&person.id)
            }),
            journal_differs: person.is_some_and(|person| {
                let service = app.service();
                service.journal_differs() && service.administers(&person.id)
            }),
            keys: self.keys,
            printed_at: self.locale.short_moment(now),
        }
    }

    fn menu(&self, [keeps_absences, administers, oversees, supervises]: [bool; 4]) -> Vec<Menu> {
        let everyone = [
            (true, "nav.tasks", "/tasks", "checkbox"),
            (true, "nav.instances", "/instances", "folder"),
            (true, "nav.calendar", "/calendar", "calendar"),
            (true, "nav.control", "/control", "clock-exclamation"),
            (true, "nav.registers", "/registers", "notebook"),
            (true, "nav.indicators", "/indicators", "chart-bar"),
            (true, "nav.letters", "/letters", "mail"),
        ];
        let people = [
            (administers, "nav.people", "/admin/people", "users"),
            (keeps_absences, "nav.absences", "/absences", "calendar"),
        ];
        let regulations = [
            (
                administers,
                "nav.processes",
                "/admin/processes",
                "list-check",
            ),
            (administers, "nav.drafts", "/admin/drafts", "file-text"),
        ];
        let system = [
            (oversees, "nav.outbox", "/admin/outbox", "alert-circle"),
            (administers, "nav.programs", "/admin/programs", "circle-dot"),
            (
                administers,
                "nav.subscriptions",
                "/admin/subscriptions",
                "arrow-right",
            ),
            (
                administers,
                "nav.settings",
                "/admin/settings",
                "info-circle",
            ),
        ];
        let oversight = [
            (
                oversees,
                "nav.personal_data",
                "/admin/personal-data",
                "user",
            ),
            (oversees, "nav.retention", "/admin/retention", "trash"),
            (supervises, "nav.access_log", "/admin/access-log", "lock"),
            (administers, "nav.audit", "/admin/audit", "notebook"),
            (
                administers,
                "nav.integrity",
                "/admin/integrity",
                "circle-check",
            ),
        ];
        let groups = [
            self.group(None, &everyone),
            self.group(Some("nav.of_people"), &people),
            self.group(Some("nav.of_regulations"), &regulations),
            self.group(Some("nav.of_system"), &system),
            self.group(Some("nav.of_oversight"), &oversight),
        ];
        let groups = groups.into_iter();
        groups.filter(|group| !group.items.is_empty()).collect()
    }

    /// The entries of a group that its visitor may open: whether, word, address, icon.
    fn group(
        &self,
        title: Option<&'static str>,
        entries: &[(bool, &'static str, &str, &'static str)],
    ) -> Menu {
        let open = entries.iter().filter(|(may, ..)| *may);
        Menu {
            title: title.map_or_else(String::new, |key| self.locale.text(key).to_owned()),
            items: open
                .map(|(_, word, href, icon)| MenuItem {
                    title: self.locale.text(word).to_owned(),
                    href: (*href).to_owned(),
                    icon,
                    count: 0,
                    alarm: false,
                })
                .collect(),
        }
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
