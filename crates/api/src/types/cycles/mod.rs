//! Cycles in GraphQL: the same groups of parameters are read and written.

mod change;
mod figures;
mod format;
mod models;
mod people;
mod plenary;
mod work;

pub(crate) use change::CycleParametersInput;
pub(crate) use people::{CategoryVoice, CycleQuotas, RegistrationDays};

use crate::loaders::CouncilLoader;
use crate::types::councils::Council;
use crate::types::enums::Enumeration;
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, Object, SimpleObject, dataloader::DataLoader};
use chrono::{DateTime, Utc};
use domain::Code;
use domain::conferences::ConferenceKind;
use domain::cycles::{self as rules, Freedom, Parameter};
use domain::people::Level;
use usecases::cycles::{self, CycleState};

pub(crate) struct CycleParameters(pub rules::CycleParameters);

/// The parameters of a cycle (*parâmetros do ciclo*), by group.
#[Object]
impl CycleParameters {
    /// Theme (*tema*).
    async fn theme(&self) -> &str {
        &self.0.theme
    }

    /// Motto (*lema*); null when there is none.
    async fn motto(&self) -> Option<&str> {
        self.0.motto.as_deref()
    }

    /// Ordinary or extraordinary.
    async fn kind(&self) -> Enumeration<ConferenceKind> {
        Enumeration(self.0.kind)
    }

    /// Axes (*eixos*), by number.
    async fn axes(&self) -> Vec<format::CycleAxis> {
        format::CycleAxis::all(&self.0)
    }

    /// When each stage meets.
    async fn schedule(&self) -> Vec<format::CycleWindow> {
        format::CycleWindow::all(&self.0)
    }

    /// The form a conference must have.
    async fn format(&self) -> format::CycleFormat {
        format::CycleFormat::of(&self.0)
    }

    /// How municipalities are classed.
    async fn sizes(&self) -> format::CycleSizes {
        format::CycleSizes::of(&self.0)
    }

    /// Seats of delegates to the next stage.
    async fn quotas(&self) -> people::CycleQuotas {
        people::CycleQuotas::of(&self.0)
    }

    /// The organizing committee a conference needs.
    async fn committee(&self) -> people::CycleCommittee {
        people::CycleCommittee::of(&self.0)
    }

    /// Who takes part.
    async fn participation(&self) -> people::CycleParticipation {
        people::CycleParticipation::of(&self.0)
    }

    /// Quorum.
    async fn quorum(&self) -> plenary::CycleQuorum {
        plenary::CycleQuorum::of(&self.0)
    }

    /// Times of speech.
    async fn speech(&self) -> plenary::CycleSpeech {
        plenary::CycleSpeech::of(&self.0)
    }

    /// Votes.
    async fn voting(&self) -> plenary::CycleVoting {
        plenary::CycleVoting::of(&self.0)
    }

    /// Working groups.
    async fn groups(&self) -> work::CycleGroups {
        work::CycleGroups::of(&self.0)
    }

    /// Limits of proposals.
    async fn limits(&self) -> work::CycleLimits {
        work::CycleLimits::of(&self.0)
    }

    /// Motions.
    async fn motions(&self) -> work::CycleMotions {
        work::CycleMotions::of(&self.0)
    }

    /// Election to the next stage.
    async fn election(&self) -> work::CycleElection {
        work::CycleElection::of(&self.0)
    }

    /// Form of the evaluation.
    async fn evaluation_form(&self) -> models::CycleEvaluation {
        models::CycleEvaluation::of(&self.0)
    }

    /// Model of the final report, and when it is due.
    async fn report_model(&self) -> models::CycleReport {
        models::CycleReport::of(&self.0)
    }

    /// Model of the rules of procedure; null when councils write their own.
    async fn rules_model(&self) -> Option<models::CycleRules> {
        models::CycleRules::of(&self.0)
    }
}

/// Something that keeps a cycle from being published.
#[derive(SimpleObject)]
pub(crate) struct Contradiction {
    /// Machine code.
    code: String,
    /// What it is and how to mend it.
    message: String,
    /// The parameter.
    rule: Option<String>,
}

/// What a council below may do with a parameter.
#[derive(SimpleObject)]
pub(crate) struct ParameterFreedom {
    /// The parameter.
    parameter: Enumeration<Parameter>,
    /// Its name in Portuguese.
    label: &'static str,
    /// What a state's cycle may do with it under the national one.
    state: Enumeration<Freedom>,
    /// What a municipal conference may do with it.
    municipality: Enumeration<Freedom>,
}

pub(crate) struct Cycle(pub cycles::Cycle);

/// A cycle (*ciclo conferencial*) of a state council or the national one. Its parameters are those last
/// published; of a cycle never published, those of the draft.
#[Object]
impl Cycle {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Cycle", self.0.tenant_id, self.0.id)
    }

    /// Name, for instance "14º ciclo".
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Level of the council that publishes it.
    async fn level(&self) -> Enumeration<Level> {
        Enumeration(*self.0.level)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<CycleState> {
        Enumeration(*self.0.state)
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// How often it was published; 0 for a draft.
    async fn published_version(&self) -> i32 {
        self.0.published_version
    }

    /// When it was last published; null for a draft.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.0.published_at
    }

    /// The council that publishes it.
    async fn council(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Council>> {
        let council = ctx.data_unchecked::<DataLoader<CouncilLoader>>().load_one(self.0.tenant_id).await;
        council.map(|found| found.map(Council)).map_err(|error| crate::error::coded("INTERNAL", &error.to_string()))
    }

    /// Global id of the cycle it inherits from; null for one that stands alone.
    async fn inherits_from(&self) -> Option<ID> {
        self.0.inherits_tenant_id.zip(self.0.inherits_id).map(|(tenant, id)| id::global("Cycle", tenant, id))
    }

    /// The parameters.
    #[graphql(flatten)]
    async fn parameters(&self) -> CycleParameters {
        let shown = self.0.published_parameters.as_ref().unwrap_or(&self.0.parameters);
        CycleParameters(shown.0.clone())
    }

    /// The parameters being written, published or not. For people of the council.
    async fn draft(&self, ctx: &Context<'_>) -> async_graphql::Result<CycleParameters> {
        let (_, asking) = asked(ctx);
        cycles::draft(asking, &self.0).map(CycleParameters).or_fail(asking)
    }

    /// Everything that keeps it from being published as it is written now. For people of the council.
    async fn contradictions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Contradiction>> {
        let (app, asking) = asked(ctx);
        let found = cycles::contradictions(app, asking, &self.0).await.or_fail(asking)?;
        let shown = |refusal: domain::Refusal| Contradiction {
            code: refusal.code.to_owned(),
            message: refusal.message,
            rule: refusal.rule,
        };
        Ok(found.into_iter().map(shown).collect())
    }

    /// What councils below may do with each parameter.
    async fn freedoms(&self) -> Vec<ParameterFreedom> {
        let freedom = |parameter: &Parameter| ParameterFreedom {
            parameter: Enumeration(*parameter),
            label: parameter.label(),
            state: Enumeration(parameter.freedom(Level::State)),
            municipality: Enumeration(parameter.freedom(Level::Municipal)),
        };
        Parameter::ALL.iter().map(freedom).collect()
    }
}
