//! `[telemetry]`: where the collector is, if there is one.

use serde::Deserialize;

/// `[telemetry]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TelemetrySettings {
    /// Address of a collector that takes OTLP over HTTP, such as `http://127.0.0.1:4318`; without it nothing is told.
    pub endpoint: Option<String>,
}

/// A setting that cannot be used, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl TelemetrySettings {
    /// Where messages go: `/v1/traces` below the address, unless it names that already.
    ///
    /// # Errors
    /// The address is none of HTTP, or has a password in it.
    pub(crate) fn traces(&self) -> Result<Option<String>, SettingsError> {
        let Some(endpoint) = &self.endpoint else {
            return Ok(None);
        };
        let known = ["http://", "https://"];
        let rest = known.iter().find_map(|known| endpoint.strip_prefix(known));
        let whole = |rest: &str| {
            let host = rest.split('/').next().unwrap_or_default();
            !host.is_empty()
                && !rest.contains(['@', '?', '#'])
                && !rest.contains(char::is_whitespace)
        };
        if !rest.is_some_and(whole) || endpoint.parse::<ureq::http::Uri>().is_err() {
            return Err(SettingsError {
                ru: format!(
                    "Настройка telemetry.endpoint: «{endpoint}» не адрес сборщика. Напишите, например, http://127.0.0.1:4318 — без имени и пароля."
                ),
                en: format!(
                    "The setting telemetry.endpoint: `{endpoint}` is no address of a collector. Write, for example, http://127.0.0.1:4318, without name and password."
                ),
            });
        }
        let base = endpoint.trim_end_matches('/');
        Ok(Some(match base.ends_with("/v1/traces") {
            true => base.to_owned(),
            false => format!("{base}/v1/traces"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::TelemetrySettings;

    fn traces(endpoint: &str) -> Option<String> {
        let endpoint = Some(endpoint.to_owned());
        TelemetrySettings { endpoint }.traces().ok().flatten()
    }

    #[test]
    fn an_address_is_that_of_http() {
        let whole = "http://127.0.0.1:4318/v1/traces";
        assert_eq!(traces("http://127.0.0.1:4318").as_deref(), Some(whole));
        assert_eq!(traces("http://127.0.0.1:4318/").as_deref(), Some(whole));
        assert_eq!(traces(whole).as_deref(), Some(whole));
        assert_eq!(TelemetrySettings::default().traces(), Ok(None));
        for wrong in [
            "",
            "127.0.0.1:4318",
            "grpc://127.0.0.1:4317",
            "http://",
            "http://user:secret@collector",
            "http://a b",
        ] {
            assert_eq!(traces(wrong), None, "{wrong}");
        }
    }
}
