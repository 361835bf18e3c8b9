//! Routes, each added through its door. The list of doors goes with them, so that tests and the description of the API
//! know every route that there is.

use axum::Router;
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, on};

use super::{DOORS, Door, guard};
use crate::App;
use crate::web::recognise;

/// Routes and the doors that lead to them.
#[derive(Default)]
pub struct Site {
    router: Router<App>,
    doors: Vec<Door>,
}

impl Site {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a route.
    #[must_use]
    pub fn on<H, T>(mut self, door: Door, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let route: MethodRouter<App> = on(door.filter(), handler);
        self.router = self.router.route(door.path, route);
        self.doors.push(door);
        self
    }

    /// Adds the routes of another.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.doors.extend(other.doors);
        self
    }

    /// The doors, in the order of the routes.
    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The routes behind the guard.
    pub(crate) fn guarded(self, app: &App) -> Router<App> {
        self.router
            .route_layer(from_fn_with_state(app.clone(), guard))
    }
}

/// Every door of the matrix with nothing behind it but `418`: shows who passes without doing anything.
pub fn rehearsal(app: App) -> Router {
    let nothing = || async { StatusCode::IM_A_TEAPOT };
    let site = DOORS
        .iter()
        .fold(Site::new(), |site, door| site.on(*door, nothing));
    site.guarded(&app)
        .layer(from_fn_with_state(app.clone(), recognise))
        .with_state(app)
}
