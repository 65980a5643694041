//! Destaques: calling, writing, answering, settling.

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::destaques::Destaque;
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, InputObject, Object};
use domain::destaques::DestaqueKind;
use usecases::destaques::{self, AmendmentText, DestaqueTarget, Settlement};
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct DestaquesMutation;

/// What a destaque proposes: the author's words and, in one of three ways, the text as it would read.
#[derive(InputObject, Default)]
pub(crate) struct AmendmentInput {
    /// The author's words, for instance “Trocar ‘três’ por ‘dois’”.
    wording: Option<String>,
    /// The whole text as it would read.
    text: Option<String>,
    /// Or: a passage that is in the text exactly once.
    passage: Option<String>,
    /// What stands in the place of the passage; null takes it away.
    replacement: Option<String>,
    /// Or: what is added at the end.
    addition: Option<String>,
}

impl From<AmendmentInput> for AmendmentText {
    fn from(input: AmendmentInput) -> Self {
        let AmendmentInput { wording, text, passage, replacement, addition } = input;
        Self { wording, text, passage, replacement, addition }
    }
}

/// A destaque on an article.
#[derive(InputObject)]
pub(crate) struct RaiseDestaqueInput {
    /// Idempotency key.
    key: Uuid,
    /// The article.
    rules_article_id: ID,
    /// The delegate in whose name the table or the rapporteur calls it; null when delegates call it themselves.
    participant_id: Option<ID>,
    /// Kind: SUPPRESS, CHANGE, ADD or CLARIFY.
    kind: Enumeration<DestaqueKind>,
    /// What it proposes, as far as it is known yet.
    amendment: Option<AmendmentInput>,
}

/// The wording of a destaque on an article.
#[derive(InputObject)]
pub(crate) struct ProposeAmendmentInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
    /// The version of the destaque that was read.
    version: i32,
    /// The wording.
    amendment: AmendmentInput,
}

/// A destaque on a proposal.
#[derive(InputObject)]
pub(crate) struct HighlightProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The proposal.
    proposal_id: ID,
    /// The delegate in whose name the table or the rapporteur calls it; null when delegates call it themselves.
    participant_id: Option<ID>,
    /// Kind.
    kind: Enumeration<DestaqueKind>,
    /// The proposal that goes into this one; for MERGE only.
    merges_proposal_id: Option<ID>,
    /// What it proposes, as far as it is known yet.
    amendment: Option<AmendmentInput>,
}

/// The wording of a destaque on a proposal.
#[derive(InputObject)]
pub(crate) struct AmendProposalInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
    /// The version of the destaque that was read.
    version: i32,
    /// The wording.
    amendment: AmendmentInput,
}

/// A destaque taken back.
#[derive(InputObject)]
pub(crate) struct WithdrawDestaqueInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
}

/// The call of a destaque's author.
#[derive(InputObject)]
pub(crate) struct CallDestaqueInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
}

/// The table's answer to a clarification.
#[derive(InputObject)]
pub(crate) struct AnswerDestaqueInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
    /// What the table answered.
    answer: String,
    /// The article that says a clarification is not voted, for instance "art. 15, § 3º".
    rule: Option<String>,
}

/// The end of a destaque without a vote.
#[derive(InputObject)]
pub(crate) struct SettleDestaqueInput {
    /// Idempotency key.
    key: Uuid,
    /// The destaque.
    destaque_id: ID,
    /// Which end.
    outcome: Enumeration<Settlement>,
    /// The article that says so, for instance "art. 17".
    rule: Option<String>,
}

outcome! {
    /// What came of an act on a destaque.
    DestaqueOutcome = Destaque
}

#[Object]
impl DestaquesMutation {
    /// Calls a destaque on an article (*pedir destaque*) during the reading: delegates for themselves, the table
    /// or the rapporteur in a delegate's name.
    async fn raise_destaque(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RaiseDestaqueInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::RaiseDestaque {
            key: input.key,
            article: id::row("RulesArticle", &input.rules_article_id)?,
            participant: id::optional_row("Participant", input.participant_id.as_ref())?,
            kind: input.kind.0,
            amendment: input.amendment.unwrap_or_default().into(),
        };
        settle(asking, destaques::raise(app, asking, &command).await, Destaque::from)
    }

    /// Writes what a destaque on an article proposes (*emenda*), on the text as it reads now.
    async fn propose_amendment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ProposeAmendmentInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::ProposeAmendment {
            key: input.key,
            destaque: id::row("Destaque", &input.destaque_id)?,
            target: DestaqueTarget::Article,
            version: input.version,
            amendment: input.amendment.into(),
        };
        settle(asking, destaques::propose(app, asking, &command).await, Destaque::from)
    }

    /// Calls a destaque on a proposal of the caderno (*destacar proposta*): delegates for themselves, the table or
    /// the rapporteur in a delegate's name. The proposal leaves the bloc.
    async fn highlight_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: HighlightProposalInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::HighlightProposal {
            key: input.key,
            proposal: id::row("Proposal", &input.proposal_id)?,
            participant: id::optional_row("Participant", input.participant_id.as_ref())?,
            kind: input.kind.0,
            merges: id::optional_row("Proposal", input.merges_proposal_id.as_ref())?,
            amendment: input.amendment.unwrap_or_default().into(),
        };
        settle(asking, destaques::highlight(app, asking, &command).await, Destaque::from)
    }

    /// Writes what a destaque on a proposal proposes (*emenda*), on the text as it reads now.
    async fn amend_proposal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AmendProposalInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::ProposeAmendment {
            key: input.key,
            destaque: id::row("Destaque", &input.destaque_id)?,
            target: DestaqueTarget::Proposal,
            version: input.version,
            amendment: input.amendment.into(),
        };
        settle(asking, destaques::propose(app, asking, &command).await, Destaque::from)
    }

    /// Takes a destaque back (*retirar destaque*).
    async fn withdraw_destaque(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: WithdrawDestaqueInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let destaque = id::row("Destaque", &input.destaque_id)?;
        let command = destaques::WithdrawDestaque { key: input.key, destaque };
        settle(asking, destaques::withdraw(app, asking, &command).await, Destaque::from)
    }

    /// Calls the author of a destaque, who presents it (*apresentação*); it can be voted from then on.
    async fn call_destaque(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CallDestaqueInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::CallDestaque { key: input.key, destaque: id::row("Destaque", &input.destaque_id)? };
        settle(asking, destaques::call(app, asking, &command).await, Destaque::from)
    }

    /// Records the table's answer to a clarification (*esclarecimento*), which is not voted.
    async fn answer_destaque(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AnswerDestaqueInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::AnswerDestaque {
            key: input.key,
            destaque: id::row("Destaque", &input.destaque_id)?,
            answer: input.answer,
            rule: input.rule,
        };
        settle(asking, destaques::answer(app, asking, &command).await, Destaque::from)
    }

    /// Settles a destaque without a vote: it fell (*caiu*), or an approved one made it pointless (*prejudicado*).
    async fn settle_destaque(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SettleDestaqueInput,
    ) -> async_graphql::Result<DestaqueOutcome> {
        let (app, asking) = asked(ctx);
        let command = destaques::SettleDestaque {
            key: input.key,
            destaque: id::row("Destaque", &input.destaque_id)?,
            outcome: input.outcome.0,
            rule: input.rule,
        };
        settle(asking, destaques::settle(app, asking, &command).await, Destaque::from)
    }
}
