//! Root fields of subscriptions, one file a capability. Each says at once what is, then what changes.

mod live;

use async_graphql::MergedSubscription;

/// What can be followed live.
#[derive(MergedSubscription, Default)]
#[rustfmt::skip] // One capability a line, so that two that are added at once do not meet.
pub struct Subscription(
    live::LiveSubscription,
);
