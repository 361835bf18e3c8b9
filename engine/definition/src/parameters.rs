//! A package with other values of parameters, as if organisation.yaml had set them. Nothing is compiled again: a parameter
//! is a value that expressions and terms read where they are used.

use std::collections::BTreeMap;

use crate::lower::parse_value;
use crate::model::Package;

impl Package {
    /// The package with these values: process -> parameter -> value, written as in organisation.yaml.
    ///
    /// # Errors
    /// What is wrong, in Russian and English: a process or a parameter that does not exist, a value of another kind.
    pub fn with_parameters(
        &self,
        values: &BTreeMap<String, BTreeMap<String, String>>,
    ) -> Result<Self, (String, String)> {
        let mut package = self.clone();
        let mut set = Vec::new();
        for (process, values) in values {
            let definition = package.definitions.get_mut(process).ok_or_else(|| {
                let ru = format!("Процесса «{process}», чьи параметры заданы, нет.");
                let en = format!("There is no process `{process}` whose parameters are set.");
                (ru, en)
            })?;
            for (name, written) in values {
                let parameter = definition.parameters.get_mut(name).ok_or_else(|| {
                    let ru = format!("У процесса «{process}» нет параметра «{name}».");
                    let en = format!("The process `{process}` has no parameter `{name}`.");
                    (ru, en)
                })?;
                parameter.value = parse_value(written, &parameter.kind)?;
                set.push((process.clone(), name.clone(), parameter.value.clone()));
            }
        }
        for (process, name, value) in set {
            let own = package.indicators.values_mut();
            let read = package.definitions.values_mut();
            let read = read.flat_map(|definition| definition.indicators.values_mut());
            for indicators in own.chain(read).filter(|found| found.process == process) {
                indicators.override_parameter(&name, &value);
            }
        }
        Ok(package)
    }
}
