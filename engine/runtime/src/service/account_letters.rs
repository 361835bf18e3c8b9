//! Letters to the owner of an account whose password or second factor has changed, through the outbox as any other.
//!
//! Nobody can decline them, and they wait for no hours. A letter is written right after the change: if that fails, the
//! change stays and the log says so, because refusing what has happened would be a lie.

use reglament_core::{LetterFact, LetterPurpose};

use super::{Service, ServiceError, wishes::Wishes};
use crate::{
    port::LetterAbout,
    projection,
    words::{self, AccountNews, Circumstances},
    writer::digest,
};

impl Service {
    /// Tells the owner of an account. `from`: the network address of whoever did it; empty: at the machine itself.
    pub(super) async fn tell_owner(&self, person: &str, news: AccountNews, from: &str) {
        if let Err(error) = self.write_to_owner(person, &news, from).await {
            let news = news.name();
            tracing::error!(
                person,
                news,
                ?error,
                "the owner of an account could not be told"
            );
        }
    }

    async fn write_to_owner(
        &self,
        person: &str,
        news: &AccountNews,
        from: &str,
    ) -> Result<(), ServiceError> {
        let package = self.shared.library.current();
        let known = package.organisation.people.get(person);
        let Some(known) = known.filter(|known| !known.email.is_empty()) else {
            return Ok(());
        };
        let store = &self.shared.store;
        let english = Wishes::read(&**store, person).await?.english();
        let now = self.now();
        let about = Circumstances {
            at: now,
            zone: self.zone(),
            from,
            site: &self.shared.base_url,
        };
        let (subject, text) = news.letter(about, english);
        let template = match english {
            true => "account_news.en",
            false => "account_news",
        };
        let fact = LetterFact {
            letter: 0,
            template: template.to_owned(),
            to_address: known.email.clone(),
            to_name: words::full_name(&known.name),
            subject,
            text,
        };
        let about = LetterAbout {
            purpose: LetterPurpose::Service,
            task: None,
            person: Some(person.to_owned()),
        };
        let who = digest(&serde_json::json!([person, news.name()]));
        let who = who.get(..16).unwrap_or(&who);
        let key = format!("account/{}/{who}", now.timestamp_micros());
        let row = projection::letter(key, None, fact, about, now);
        store.queue_letter(&row).await?;
        self.shared.wake.outbox.notify_one();
        Ok(())
    }
}
