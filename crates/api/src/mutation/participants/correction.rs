//! Correction of a registration.

use super::ParticipantOutcome;
use crate::outcome::settle;
use crate::types::enums::Enumeration;
use crate::types::participants::Participant;
use crate::{context::asked, id};
use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::participants::Gender;
use domain::people::{Category, ReservedGroup};
use usecases::participants;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct CorrectionMutation;

/// What a registration says of a person besides category and segment. What is left out is emptied.
#[derive(InputObject)]
pub(crate) struct PersonDetailsInput {
    /// Name as in the document.
    name: String,
    /// Social name (*nome social*): the one to be shown and called.
    social_name: Option<String>,
    /// Date of birth; decides ties between candidates.
    birth_date: Option<NaiveDate>,
    /// Gender, if declared; shown only in counts.
    gender: Option<Enumeration<Gender>>,
    /// CPF, with or without punctuation; needed for delegates, except those by mandate.
    cpf: Option<String>,
    /// E-mail.
    email: Option<String>,
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

/// A correction of a registration.
#[derive(InputObject)]
pub(crate) struct UpdateParticipantInput {
    /// Idempotency key.
    key: Uuid,
    /// The participant.
    participant_id: ID,
    /// The version that was read.
    version: i32,
    /// All details as they shall be.
    details: PersonDetailsInput,
    /// Version of the text on the use of data that the person agreed to, if asked.
    consent_version: Option<String>,
}

#[Object]
impl CorrectionMutation {
    /// Corrects a registration, or completes the one that a mandate or a spreadsheet brought. Category and
    /// segment change by `changeCategory`.
    async fn update_participant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: UpdateParticipantInput,
    ) -> async_graphql::Result<ParticipantOutcome> {
        let (app, asking) = asked(ctx);
        let command = participants::CorrectRegistration {
            key: input.key,
            participant: id::row("Participant", &input.participant_id)?,
            version: input.version,
            person: input.details.into(),
            consent_version: input.consent_version,
        };
        settle(asking, participants::correct(app, asking, &command).await, Participant)
    }
}

impl From<PersonDetailsInput> for participants::Person {
    fn from(input: PersonDetailsInput) -> Self {
        Self {
            name: input.name,
            social_name: input.social_name,
            birth_date: input.birth_date,
            gender: input.gender.map(|gender| gender.0),
            cpf: input.cpf,
            email: input.email,
            // The use case takes the place that the registration has.
            category: Category::Observer,
            sector: None,
            segment: None,
            leading_post: false,
            organization: input.organization,
            reserved_groups: input.reserved_groups.into_iter().map(|group| group.0).collect(),
            axis_preferences: input.axis_preferences,
            accessibility_needs: input.accessibility_needs,
            diet: input.diet,
        }
    }
}
