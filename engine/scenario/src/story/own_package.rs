//! What a story is played on: the package with the story's own values of parameters and its own units.

use std::borrow::Cow;

use reglament_definition::Package;

use super::{Story, StoryError};

impl Story {
    /// The package with the story's own values of parameters and its own units: what the story is played on.
    ///
    /// # Errors
    /// Which process, parameter, value or unit is wrong.
    pub fn package<'p>(&self, package: &'p Package) -> Result<Cow<'p, Package>, StoryError> {
        if self.parameters.is_empty() && self.units.is_empty() {
            return Ok(Cow::Borrowed(package));
        }
        let own = package.with_parameters(&self.parameters);
        let mut own = own.map_err(|(_, en)| StoryError(en))?;
        if !self.units.is_empty() {
            let units = &mut own.organisation.units;
            if let Some(unknown) = self.units.iter().find(|id| !units.contains_key(*id)) {
                return Err(StoryError(format!("there is no unit `{unknown}`")));
            }
            units.retain(|id, _| self.units.contains(id));
        }
        Ok(Cow::Owned(own))
    }
}
