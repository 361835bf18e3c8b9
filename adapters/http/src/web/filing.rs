//! A form of the public on its way in: let through or held back, and counted once it has taken effect.
//!
//! Forms of officials and of programs are not counted: they have names.

use std::net::IpAddr;

use reglament_core::RawInput;
use reglament_runtime::{FieldKindView, ServiceError, StartForm};

use super::Failure;
use crate::App;
use crate::auth::Flood;
use crate::limits;
use crate::locale::Locale;

/// A form of the public and what it counts for.
pub(crate) struct Filing<'a> {
    app: &'a App,
    address: String,
    mailboxes: Vec<String>,
}

/// Why a form did not take effect.
pub(crate) enum NotFiled {
    /// There were too many.
    Flood(Flood),
    /// The engine's answer.
    Service(ServiceError),
}

impl<'a> Filing<'a> {
    /// What was filled into `form` and sent from `address`.
    pub(crate) fn of(app: &'a App, address: &str, form: &StartForm, input: &RawInput) -> Self {
        let fields = form.form.fields.iter();
        let mailboxes = fields.filter(|field| matches!(field.kind, FieldKindView::Email));
        let given = |name: &String| input.get(name)?.as_str().map(str::to_owned);
        let given = mailboxes.filter_map(|field| given(&field.name));
        Self {
            app,
            address: network(address),
            mailboxes: given.filter(|given| !given.trim().is_empty()).collect(),
        }
    }

    /// Lets the form through unless there were too many.
    ///
    /// # Errors
    /// What there was too much of.
    pub(crate) fn check(&self) -> Result<(), Flood> {
        let now = self.app.service().now();
        let limiter = self.app.filing_limiter();
        let found = limiter.check(&self.address, &self.mailboxes, now);
        if let Err(flood) = found {
            tracing::warn!(
                address = self.address,
                ?flood,
                "a form of the public was held back"
            );
        }
        found
    }

    /// Counts the form: it has taken effect.
    pub(crate) fn count(&self) {
        let now = self.app.service().now();
        let limiter = self.app.filing_limiter();
        limiter.count(&self.address, &self.mailboxes, now);
    }
}

impl Flood {
    /// What to tell whoever sent the form.
    pub(crate) fn told(self, locale: Locale) -> &'static str {
        locale.text(match self {
            Self::Address => "form.flood_address",
            Self::Mailbox => "form.flood_mailbox",
        })
    }
}

impl From<Flood> for NotFiled {
    fn from(flood: Flood) -> Self {
        Self::Flood(flood)
    }
}

impl From<ServiceError> for NotFiled {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl From<NotFiled> for Failure {
    fn from(not_filed: NotFiled) -> Self {
        let whole = |within: std::time::Duration| Self::TooMany(within.as_secs());
        match not_filed {
            NotFiled::Flood(Flood::Address) => whole(limits::FILINGS_OF_ADDRESS_WITHIN),
            NotFiled::Flood(Flood::Mailbox) => whole(limits::FILINGS_OF_MAILBOX_WITHIN),
            NotFiled::Service(error) => error.into(),
        }
    }
}

/// What counts as one network address: a whole /64 of IPv6, which one machine may have to itself. This machine itself is a
/// proxy that does not say for whom it asks: everybody behind it would count as one, so nobody does.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(found)) if !found.is_loopback() => found.to_string(),
        Ok(IpAddr::V6(found)) if !found.is_loopback() => {
            let [a, b, c, d, ..] = found.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(_) | Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn a_machine_counts_as_one() {
        let table = [
            ("203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("127.0.0.1", ""),
            ("::1", ""),
            ("unknown", ""),
            ("", ""),
        ];
        for (address, expected) in table {
            assert_eq!(network(address), expected, "{address}");
        }
    }
}
