//! What every handler shares: the service, the reader of tables, the settings, the guards of sign-in.
//!
//! It decides nothing; questions about zones, names and today's date are answered from the published package.

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use reglament_calendar::{DecreeDays, local_date, working_days_between};
use reglament_expression::Value;
use reglament_metrics::Text;
use reglament_runtime::Service;
use reglament_runtime::port::{IdentityProvider, PasswordDirectory};

use crate::auth::{
    AttemptCookie, Demand, FactorKey, IdleSessions, Passwords, SessionCookie, SignInLimiter,
    SignInRules, Workers,
};
use crate::desk::stories::Runs;
use crate::in_force::SettingInForce;
use crate::pages::admin::processes::Checked;
use crate::pages::picture::Pictures;
use crate::tables::TableReader;
use crate::web::{Requests, Stopping, Streams};

/// How the site is reached.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Visitors reach the site over https (also behind a proxy that ends TLS): cookies are marked `Secure`.
    pub https: bool,
    /// The last address in `X-Forwarded-For` was written by our own proxy and names the visitor.
    pub behind_proxy: bool,
    /// The office has one administrator only, who may publish what is his own.
    pub one_administrator: bool,
}

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
    workers: Arc<Workers>,
    rules: Arc<SignInRules>,
    accessibility_contact: Arc<str>,
    in_force: Arc<[SettingInForce]>,
    provider: Option<Arc<dyn IdentityProvider>>,
    directory: Option<Arc<dyn PasswordDirectory>>,
    more_metrics: Option<MoreMetrics>,
}

/// Writes what others count beside the server.
pub type MoreMetrics = Arc<dyn Fn(&mut Text) + Send + Sync>;

struct Shared {
    service: Service,
    tables: Arc<dyn TableReader>,
    settings: Settings,
    passwords: Passwords,
    limiter: SignInLimiter,
    code_limiter: SignInLimiter,
    factor_limiter: SignInLimiter,
    token_limiter: SignInLimiter,
    elsewhere_limiter: SignInLimiter,
    idle: IdleSessions,
    pictures: Pictures,
    checked: Checked,
    runs: Runs,
    streams: Streams,
    stopping: Stopping,
    requests: Requests,
}

impl App {
    /// The application over a running engine. `None` when the system gives no randomness.
    pub fn new(service: Service, tables: Arc<dyn TableReader>, settings: Settings) -> Option<Self> {
        let shared = Shared {
            service,
            tables,
            settings,
            passwords: Passwords::new()?,
            limiter: SignInLimiter::default(),
            code_limiter: SignInLimiter::default(),
            factor_limiter: SignInLimiter::default(),
            token_limiter: SignInLimiter::default(),
            elsewhere_limiter: SignInLimiter::default(),
            idle: IdleSessions::default(),
            pictures: Pictures::default(),
            checked: Checked::default(),
            runs: Runs::default(),
            streams: Streams::default(),
            stopping: Stopping::default(),
            requests: Requests::default(),
        };
        Some(Self {
            shared: Arc::new(shared),
            workers: Arc::default(),
            rules: Arc::new(SignInRules::with_key(FactorKey::random()?)),
            accessibility_contact: Arc::from(""),
            in_force: Arc::from([]),
            provider: None,
            directory: None,
            more_metrics: None,
        })
    }

    /// The same with these rules of signing in; without this, second factors last until the program stops.
    #[must_use]
    pub fn with_rules(mut self, rules: SignInRules) -> Self {
        self.rules = Arc::new(rules);
        self
    }

    /// The same where people also sign in through a provider of identities.
    #[must_use]
    pub fn with_provider(mut self, provider: Arc<dyn IdentityProvider>) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The same where a directory checks the passwords of those who have none here.
    #[must_use]
    pub fn with_directory(mut self, directory: Arc<dyn PasswordDirectory>) -> Self {
        self.directory = Some(directory);
        self
    }

    /// The same whose `/metrics` also tells what others count.
    #[must_use]
    pub fn with_more_metrics(mut self, more: MoreMetrics) -> Self {
        self.more_metrics = Some(more);
        self
    }

    pub(crate) fn write_more(&self, text: &mut Text) {
        if let Some(more) = &self.more_metrics {
            more(text);
        }
    }

    pub(crate) fn provider(&self) -> Option<&dyn IdentityProvider> {
        self.provider.as_deref()
    }

    pub(crate) fn directory(&self) -> Option<&dyn PasswordDirectory> {
        self.directory.as_deref()
    }

    /// The same with words about whom to write to about the accessibility of the site.
    #[must_use]
    pub fn with_accessibility_contact(mut self, words: &str) -> Self {
        self.accessibility_contact = Arc::from(words.trim());
        self
    }

    /// The same with the settings that its page shows.
    #[must_use]
    pub fn with_settings_in_force(mut self, settings: Vec<SettingInForce>) -> Self {
        self.in_force = settings.into();
        self
    }

    pub(crate) fn in_force(&self) -> &[SettingInForce] {
        &self.in_force
    }

    pub(crate) fn accessibility_contact(&self) -> &str {
        &self.accessibility_contact
    }

    pub(crate) fn rules(&self) -> &SignInRules {
        &self.rules
    }

    /// Whether somebody must have a second factor.
    pub(crate) fn demands_second_factor(&self, person: &str) -> bool {
        match self.rules.demand {
            Demand::Optional => false,
            Demand::Administrators => self.service().administers(person),
            Demand::Everyone => true,
        }
    }

    /// The same with programs that may fetch jobs; without this there are none.
    #[must_use]
    pub fn with_workers(mut self, workers: Workers) -> Self {
        self.workers = Arc::new(workers);
        self
    }

    pub(crate) fn workers(&self) -> &Workers {
        &self.workers
    }

    pub(crate) fn service(&self) -> &Service {
        &self.shared.service
    }

    pub(crate) fn tables(&self) -> Arc<dyn TableReader> {
        self.shared.tables.clone()
    }

    pub(crate) fn settings(&self) -> Settings {
        self.shared.settings
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.shared.passwords
    }

    pub(crate) fn limiter(&self) -> &SignInLimiter {
        &self.shared.limiter
    }

    /// The brake on guessing codes of documents; apart from sign-in, so that neither slows the other.
    pub(crate) fn code_limiter(&self) -> &SignInLimiter {
        &self.shared.code_limiter
    }

    /// The brake on guessing codes of the second factor: the right password does not release it.
    pub(crate) fn factor_limiter(&self) -> &SignInLimiter {
        &self.shared.factor_limiter
    }

    /// The brake on guessing tokens of programs.
    pub(crate) fn token_limiter(&self) -> &SignInLimiter {
        &self.shared.token_limiter
    }

    /// The brake on answers of a provider that prove nothing.
    pub(crate) fn elsewhere_limiter(&self) -> &SignInLimiter {
        &self.shared.elsewhere_limiter
    }

    pub(crate) fn idle(&self) -> &IdleSessions {
        &self.shared.idle
    }

    /// Streams of events that are open.
    pub(crate) fn streams(&self) -> &Streams {
        &self.shared.streams
    }

    /// Whether the server stops.
    pub(crate) fn stopping(&self) -> &Stopping {
        &self.shared.stopping
    }

    /// What is counted about requests.
    pub(crate) fn requests(&self) -> &Requests {
        &self.shared.requests
    }

    pub(crate) fn pictures(&self) -> &Pictures {
        &self.shared.pictures
    }

    pub(crate) fn runs(&self) -> &Runs {
        &self.shared.runs
    }

    pub(crate) fn checked(&self) -> &Checked {
        &self.shared.checked
    }

    pub(crate) fn session_cookie(&self) -> SessionCookie {
        SessionCookie {
            https: self.shared.settings.https,
        }
    }

    pub(crate) fn attempt_cookie(&self) -> AttemptCookie {
        AttemptCookie {
            https: self.shared.settings.https,
        }
    }

    /// The organisation's name as its package gives it; empty before the first package.
    pub(crate) fn organisation(&self) -> String {
        let package = self.service().library().current();
        let facts = &package.organisation.facts;
        let text = |key| match facts.get(key) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        text("full_name")
            .or_else(|| text("name"))
            .unwrap_or_default()
    }

    /// The zone in which the moments of a process are shown.
    pub(crate) fn zone_of(&self, process: &str) -> Tz {
        let package = self.service().library().current();
        let found = package.definitions.get(process);
        found.map_or_else(|| self.zone(), |definition| definition.zone)
    }

    /// The zone for what belongs to no process: that of the first one published.
    pub(crate) fn zone(&self) -> Tz {
        let package = self.service().library().current();
        let first = package.definitions.values().next();
        first.map_or(Tz::UTC, |definition| definition.zone)
    }

    /// Today in a zone.
    pub(crate) fn today(&self, zone: Tz) -> NaiveDate {
        local_date(self.service().now(), zone)
    }

    /// Working days from today until `date`; 0 when it has passed.
    pub(crate) fn days_left(&self, zone: Tz, date: NaiveDate) -> u32 {
        let calendar = self.service().library().calendar();
        let days = working_days_between(&calendar, self.today(zone), date, DecreeDays::Working);
        u32::try_from(days).unwrap_or(0)
    }
}
