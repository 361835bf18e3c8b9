//! One thing that the program is made of, as the document writes it.

use serde_json::{Value, json};

/// A library, in one version.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// By which the document names it; the address of the package.
    pub(crate) reference: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// An expression of SPDX.
    pub(crate) licence: Option<String>,
    /// Name of the algorithm as CycloneDX writes it, and the sum in hex.
    pub(crate) sum: Option<(&'static str, String)>,
    pub(crate) repository: Option<String>,
    /// It took part in building and is not inside the program.
    pub(crate) is_tool: bool,
}

impl Component {
    /// As CycloneDX has it.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "type": "library",
            "bom-ref": self.reference,
            "name": self.name,
            "version": self.version,
            "scope": if self.is_tool { "excluded" } else { "required" },
            "purl": self.reference,
        });
        if let Some(licence) = &self.licence {
            json["licenses"] = json!([{ "expression": licence }]);
        }
        if let Some((algorithm, sum)) = &self.sum {
            json["hashes"] = json!([{ "alg": algorithm, "content": sum }]);
        }
        if let Some(repository) = &self.repository {
            json["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
        }
        json
    }
}
