//! What the seed acts with: the running system, its schema, a clock that moves and mails that are read.

use super::clock::SeedClock;
use crate::Problem;
use chrono::{DateTime, Utc};
use policy::Actor;
use serde_json::{Value, json};
use std::{path::Path, sync::Arc};
use store::Database;
use usecases::{App, Ctx, Relay, Settings, SystemEntropy, identity};

/// The system as the seed uses it.
pub(super) struct Stage {
    pub(super) app: App,
    schema: api::Schema,
    clock: Arc<SeedClock>,
    relay: Relay,
    mails: tempfile::TempDir,
}

impl Stage {
    /// Over a database; mails go into a folder that is gone afterwards, so nobody is written to.
    pub(super) fn new(db: Database, settings: Settings, now: DateTime<Utc>) -> Result<Self, Problem> {
        let clock = Arc::new(SeedClock::at(now));
        let app = App::new(db, bus::Bus::local(), settings, clock.clone(), Arc::new(SystemEntropy));
        let mails = tempfile::tempdir()?;
        let mailer = mail::Mailer::files(mails.path(), "Confere <demo@example.org>")?;
        let relay = Relay::new(app.clone(), Arc::new(mailer));
        Ok(Self { schema: api::schema(app.clone()), app, clock, relay, mails })
    }

    /// Moves the clock.
    pub(super) fn at(&self, instant: DateTime<Utc>) {
        self.clock.set(instant);
    }

    /// A context of the system itself.
    pub(super) fn system(&self) -> Ctx {
        self.app.context(Actor::Anonymous, "seed".into())
    }

    /// A new idempotency key.
    pub(super) fn key(&self) -> String {
        self.system().new_id().to_string()
    }

    /// Runs an operation as the holder of a token (empty: nobody).
    ///
    /// # Errors
    /// What the answer says, when it has errors.
    pub(super) async fn ask(&self, token: &str, document: &str, variables: Value) -> Result<Value, Problem> {
        let nobody = self.system();
        let ctx = match token {
            "" => nobody,
            token => nobody.with_actor(identity::actor_of(&self.app, &nobody, token).await?),
        };
        let answer = api::execute(&self.schema, ctx, document, variables).await;
        match answer["errors"].as_array() {
            Some(errors) if !errors.is_empty() => Err(format!("{document}: {}", answer["errors"]).into()),
            _ => Ok(answer["data"].clone()),
        }
    }

    /// Runs one mutation; its key is added. The fields of the success come back.
    ///
    /// # Errors
    /// The refusal, in its words.
    pub(super) async fn act(
        &self,
        token: &str,
        name: &str,
        success: &str,
        fields: &str,
        input: Value,
    ) -> Result<Value, Problem> {
        let mut input = input;
        if let Some(fields) = input.as_object_mut() {
            fields.entry("key").or_insert_with(|| json!(self.key()));
        }
        self.act_without_key(token, name, success, fields, input).await
    }

    /// As [`Self::act`], for the few mutations that take no key.
    pub(super) async fn act_without_key(
        &self,
        token: &str,
        name: &str,
        success: &str,
        fields: &str,
        input: Value,
    ) -> Result<Value, Problem> {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let document = format!(
            "mutation($input: {kind}!) {{ {name}(input: $input) {{ __typename ... on {success} {{ {fields} }} \
             ... on Refusal {{ refusal: code message path rule }} }} }}"
        );
        let done = self.ask(token, &document, json!({ "input": input })).await?[name].clone();
        match done["refusal"].as_str() {
            Some(code) => Err(format!("{name}: {code}: {} ({}) {input}", done["message"], done["path"]).into()),
            None => Ok(done),
        }
    }

    /// The value of a parameter in the link of the last mail to an address.
    ///
    /// # Errors
    /// When no mail was written.
    pub(super) async fn link_parameter(&self, address: &str, parameter: &str) -> Result<String, Problem> {
        self.relay.drain().await?;
        let mail = newest_mail(self.mails.path(), address)?.ok_or_else(|| format!("no mail to {address}"))?;
        let marks = [format!("?{parameter}="), format!("&{parameter}=")];
        let start =
            marks.iter().find_map(|mark| mail.find(mark).map(|at| at + mark.len())).ok_or("no link in the mail")?;
        Ok(mail[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
    }

    /// Carries out what is in outboxes: letters between councils among them.
    pub(super) async fn deliver(&self) -> Result<(), Problem> {
        Ok(self.relay.drain().await?)
    }
}

fn newest_mail(folder: &Path, address: &str) -> Result<Option<String>, Problem> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().rev() {
        let text = std::fs::read_to_string(file)?;
        if text.contains(&format!("To: {address}")) {
            return Ok(Some(text));
        }
    }
    Ok(None)
}
