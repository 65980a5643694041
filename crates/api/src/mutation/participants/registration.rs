//! Registration: by the person, by the secretariat, by the desk; and the text people agree to.

use super::ParticipantOutcome;
use crate::outcome::{outcome, settle};
use crate::types::enums::Enumeration;
use crate::types::participants::{ConsentText, Participant, PreRegistered};
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::participants::Gender;
use domain::people::{Category, ReservedGroup, Sector, Segment};
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct RegistrationMutation;

/// A person, as registered.
#[derive(InputObject)]
pub(crate) struct PersonInput {
    /// Name as in the document.
    name: String,
    /// Social name (*nome social*): the one to be shown and called.
    social_name: Option<String>,
    /// Date of birth; decides ties between candidates.
    birth_date: Option<NaiveDate>,
    /// Gender, if declared; shown only in counts.
    gender: Option<Enumeration<Gender>>,
    /// CPF, with or without punctuation; needed for delegates.
    cpf: Option<String>,
    /// E-mail; needed on the public page, the confirmation goes there.
    email: Option<String>,
    /// Category asked for.
    category: Enumeration<Category>,
    /// Sector, where it does not follow from the category.
    sector: Option<Enumeration<Sector>>,
    /// Segment, for civil society.
    segment: Option<Enumeration<Segment>>,
    /// Whether a leading, commissioned or trust post is held in a public body (Res. CNAS 6/2015).
    #[graphql(default)]
    leading_post: bool,
    /// Body or entity represented.
    organization: Option<String>,
    /// Reserved groups (*cotas*) the person declares to belong to; shown only in counts.
    #[graphql(default)]
    reserved_groups: Vec<Enumeration<ReservedGroup>>,
    /// Numbers of the axes, the preferred one first.
    #[graphql(default)]
    axis_preferences: Vec<i32>,
    /// What the person needs to take part.
    #[graphql(default)]
    accessibility_needs: Vec<String>,
    /// Restriction or preference of food.
    diet: Option<String>,
}

impl From<PersonInput> for participants::Person {
    fn from(input: PersonInput) -> Self {
        Self {
            name: input.name,
            social_name: input.social_name,
            birth_date: input.birth_date,
            gender: input.gender.map(|gender| gender.0),
            cpf: input.cpf,
            email: input.email,
            category: input.category.0,
            sector: input.sector.map(|sector| sector.0),
            segment: input.segment.map(|segment| segment.0),
            leading_post: input.leading_post,
            organization: input.organization,
            reserved_groups: input.reserved_groups.into_iter().map(|group| group.0).collect(),
            axis_preferences: input.axis_preferences,
            accessibility_needs: input.accessibility_needs,
            diet: input.diet,
        }
    }
}

/// A registration by the person who asks.
#[derive(InputObject)]
pub(crate) struct PreRegisterInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Who.
    person: PersonInput,
    /// Version of the text on the use of data that was read and agreed to; see `Conference.consentText`.
    consent_version: Option<String>,
}

/// A registration by the secretariat.
#[derive(InputObject)]
pub(crate) struct RegisterParticipantInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Who.
    person: PersonInput,
    /// Version of the text on the use of data that the person agreed to, if asked.
    consent_version: Option<String>,
}

/// A registration at the door.
#[derive(InputObject)]
pub(crate) struct RegisterWalkInInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// Who.
    person: PersonInput,
    /// Version of the text on the use of data that the person agreed to; needed when reserved groups are declared.
    consent_version: Option<String>,
}

/// A text on the use of personal data.
#[derive(InputObject)]
pub(crate) struct PublishConsentTextInput {
    /// Idempotency key.
    key: Uuid,
    /// The conference.
    conference_id: ID,
    /// What people read, in Portuguese.
    body: String,
    /// Days after the last day of the conference until the data are erased.
    retention_days: i32,
}

outcome! {
    /// What came of a registration by the person.
    PreRegisterOutcome = PreRegistered
}
outcome! {
    /// What came of publishing a text on the use of data.
    PublishConsentTextOutcome = ConsentText
}

#[Object]
impl RegistrationMutation {
    /// Registers whoever asks, without login (*inscrição prévia*). The answer never tells whether
    /// somebody is registered already; the confirmation goes by e-mail.
    async fn pre_register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PreRegisterInput,
    ) -> async_graphql::Result<PreRegisterOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::PreRegister {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            person: input.person.into(),
            consent_version: input.consent_version,
        };
        settle(asking, participants::pre_register(app, asking, &command).await, |done| PreRegistered {
            conference: done.conference,
            confirmation_to: done.confirmation_to,
        })
    }

    /// Registers somebody at the secretariat, before the day or on it.
    async fn register_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RegisterParticipantInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::Register {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            person: input.person.into(),
            consent_version: input.consent_version,
        };
        settle(asking, participants::register(app, asking, &command).await, Participant)
    }

    /// Registers somebody who walked in (*inscrição no credenciamento*), in a category that the cycle allows at the door.
    async fn register_walk_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RegisterWalkInInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::Register {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            person: input.person.into(),
            consent_version: input.consent_version,
        };
        settle(asking, participants::register_walk_in(app, asking, &command).await, Participant)
    }

    /// Publishes the text on the use of personal data that people agree to (*termo de consentimento*).
    /// Earlier versions stay on record.
    async fn publish_consent_text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: PublishConsentTextInput,
    ) -> async_graphql::Result<PublishConsentTextOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::PublishConsentText {
            key: input.key,
            conference: id::row("Conference", &input.conference_id)?,
            body: input.body,
            retention_days: input.retention_days,
        };
        settle(asking, participants::publish_consent_text(app, asking, &command).await, ConsentText::from)
    }
}
