//! One try of one notification.

use super::Outbox;
use crate::{
    limits::NOTIFICATION_PATIENCE,
    notifications::body,
    port::{Notification, Notified, NotifyCall, OutboxEnd, OutboxRow, OutboxState},
};

impl Outbox {
    pub(super) async fn notification(&self, row: &OutboxRow, told: &Notification) -> OutboxEnd {
        let all = self.shared.subscriptions.all();
        let found = all.iter().find(|one| one.id == told.subscription);
        let (Some(subscription), Some(instance)) = (found, &row.instance) else {
            let why = "the subscription is switched off".to_owned();
            return self.end(row, OutboxState::Withheld, Some(why));
        };
        let call = NotifyCall {
            url: subscription.url.clone(),
            secret: self.shared.secret_of(subscription),
            event: told.event.name(),
            key: row.key.clone(),
            attempt: row.attempts,
            at: self.shared.clock.now(),
            body: body(&row.key, instance, told),
        };
        match self.shared.webhooks.notify(&call).await {
            Notified::Taken => self.end(row, OutboxState::Sent, None),
            Notified::Refused(why) => self.end(row, OutboxState::Refused, Some(why)),
            Notified::Later(why) => {
                let given_up = call.at - row.created_at >= NOTIFICATION_PATIENCE;
                let state = match given_up {
                    true => OutboxState::Failed,
                    false => OutboxState::Queued,
                };
                self.end(row, state, Some(why))
            }
        }
    }
}
