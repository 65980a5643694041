//! Destaques in GraphQL.

use super::enums::Enumeration;
use crate::connection::{Connection, PageArgs, connection};
use crate::{context::asked, error::OrFail, id};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::destaques::{DestaqueKind, DestaqueState, DiffOp, DiffPart as Part};
use domain::people::{Category, Sector, Segment};
use domain::voting::Outcome;
use std::sync::Arc;
use usecases::conferences::Conference as Row;
use usecases::destaques::{self, DestaqueFilter, DestaqueRow, DestaqueTarget, DestaqueView};

/// A run of words of a text and what became of it.
#[derive(SimpleObject)]
pub(crate) struct DiffPart {
    /// Kept, added or taken away.
    op: Enumeration<DiffOp>,
    /// The words, with the spaces before them.
    text: String,
}

impl From<Part> for DiffPart {
    fn from(part: Part) -> Self {
        Self { op: Enumeration(part.op), text: part.text }
    }
}

/// The delegate who called a destaque. Public: it was done in the plenary.
#[derive(SimpleObject)]
pub(crate) struct DestaqueAuthor {
    /// Name, as shown.
    name: String,
    /// Category.
    category: Option<Enumeration<Category>>,
    /// Sector.
    sector: Option<Enumeration<Sector>>,
    /// Segment; null for the government.
    segment: Option<Enumeration<Segment>>,
}

impl From<destaques::DestaqueAuthor> for DestaqueAuthor {
    fn from(author: destaques::DestaqueAuthor) -> Self {
        Self {
            name: author.name,
            category: author.category.map(Enumeration),
            sector: author.sector.map(Enumeration),
            segment: author.segment.map(Enumeration),
        }
    }
}

/// A vote on a destaque.
#[derive(SimpleObject)]
pub(crate) struct DestaqueVote {
    /// The poll.
    poll_id: ID,
    /// As people call it, for instance "V03".
    label: String,
    /// What came out.
    outcome: Enumeration<Outcome>,
}

pub(crate) struct Destaque {
    row: DestaqueRow,
    author: Option<destaques::DestaqueAuthor>,
}

impl From<DestaqueRow> for Destaque {
    fn from(row: DestaqueRow) -> Self {
        Self { row, author: None }
    }
}

impl From<DestaqueView> for Destaque {
    fn from(view: DestaqueView) -> Self {
        Self { row: view.row, author: Some(view.author) }
    }
}

impl Destaque {
    fn subject(&self, target: DestaqueTarget, kind: &str) -> Option<ID> {
        (*self.row.target == target).then(|| id::global(kind, self.row.tenant_id, self.row.subject_id))
    }
}

/// A destaque (*destaque*): what a delegate highlights in an article or a proposal.
#[Object]
impl Destaque {
    /// Global id.
    async fn id(&self) -> ID {
        id::global("Destaque", self.row.tenant_id, self.row.id)
    }

    /// What people call it: "RD2" on the rules, "PD1" on a proposal.
    async fn label(&self) -> String {
        self.row.label()
    }

    /// Kind.
    async fn kind(&self) -> Enumeration<DestaqueKind> {
        Enumeration(*self.row.kind)
    }

    /// Where it stands.
    async fn state(&self) -> Enumeration<DestaqueState> {
        Enumeration(*self.row.state)
    }

    /// Whether it is about an article or a proposal.
    async fn target(&self) -> Enumeration<DestaqueTarget> {
        Enumeration(*self.row.target)
    }

    /// How the article or proposal is cited: "art. 16", "1M2".
    async fn subject_label(&self) -> &str {
        &self.row.subject_label
    }

    /// Number of the article; null on a proposal.
    async fn article_number(&self) -> Option<i32> {
        Some(self.row.subject_order).filter(|_| *self.row.target == DestaqueTarget::Article)
    }

    /// The article; null on a proposal.
    async fn article_id(&self) -> Option<ID> {
        self.subject(DestaqueTarget::Article, "RulesArticle")
    }

    /// The proposal; null on an article.
    async fn proposal_id(&self) -> Option<ID> {
        self.subject(DestaqueTarget::Proposal, "Proposal")
    }

    /// The proposal that would go into this one (MERGE); null otherwise.
    async fn merges_proposal_id(&self) -> Option<ID> {
        self.row.merges_id.map(|merged| id::global("Proposal", self.row.tenant_id, merged))
    }

    /// The delegate who called it.
    async fn author(&self, ctx: &Context<'_>) -> async_graphql::Result<DestaqueAuthor> {
        if let Some(author) = &self.author {
            return Ok(author.clone().into());
        }
        let (app, asking) = asked(ctx);
        Ok(destaques::author(app, asking, &self.row).await.or_fail(asking)?.into())
    }

    /// When it was called.
    async fn raised_at(&self) -> DateTime<Utc> {
        self.row.raised_at
    }

    /// The text in discussion when it was called, or when its amendment was last written.
    async fn before(&self) -> &str {
        &self.row.before_text
    }

    /// The text of the proposal that would go in (MERGE); null otherwise.
    async fn before_merged(&self) -> Option<&str> {
        self.row.before_merged.as_deref()
    }

    /// The author's words; null while there are none.
    async fn amendment(&self) -> Option<&str> {
        self.row.wording.as_deref()
    }

    /// The whole text as it would read; null while not written, and when all of the text would go.
    async fn proposed(&self) -> Option<&str> {
        self.row.proposed.as_deref()
    }

    /// The text after its approval; null when it was not approved, or took the text away.
    async fn after(&self) -> Option<&str> {
        self.row.after_text.as_deref()
    }

    /// The difference by words that it makes or would make; null while it proposes nothing.
    async fn diff(&self) -> Option<Vec<DiffPart>> {
        Some(destaques::difference(&self.row)?.into_iter().map(DiffPart::from).collect())
    }

    /// How it was settled, as read to the plenary; null while it is not.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The approved destaque that decided on the same text, while the chair has not confirmed it; null otherwise.
    async fn pointless_by(&self) -> Option<ID> {
        self.row.pointless_by.map(|by| id::global("Destaque", self.row.tenant_id, by))
    }

    /// Votes on it, in order.
    async fn votes(&self) -> Vec<DestaqueVote> {
        let vote = |vote: &destaques::DestaquePoll| DestaqueVote {
            poll_id: id::global("Poll", self.row.tenant_id, vote.poll),
            label: vote.label.clone(),
            outcome: Enumeration(vote.outcome),
        };
        self.row.polls.iter().map(vote).collect()
    }

    /// The poll that decided it; null when none did.
    async fn poll_id(&self) -> Option<ID> {
        let decided =
            self.row.polls.iter().rev().find(|vote| matches!(vote.outcome, Outcome::Approved | Outcome::Rejected));
        decided.map(|vote| id::global("Poll", self.row.tenant_id, vote.poll))
    }

    /// When it was settled; null while it is not.
    async fn settled_at(&self) -> Option<DateTime<Utc>> {
        self.row.settled_at
    }

    /// Version for optimistic concurrency.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// Which destaques are wanted.
#[derive(InputObject, Default)]
pub(crate) struct DestaqueFilterInput {
    /// Only on articles, or only on proposals.
    target: Option<Enumeration<DestaqueTarget>>,
    /// Only on this article.
    article_id: Option<ID>,
    /// Only on this proposal.
    proposal_id: Option<ID>,
    /// Only of this kind.
    kind: Option<Enumeration<DestaqueKind>>,
    /// Only in this state.
    state: Option<Enumeration<DestaqueState>>,
    /// Only those that wait for their end.
    pending: Option<bool>,
}

impl DestaqueFilterInput {
    fn filter(self) -> async_graphql::Result<DestaqueFilter> {
        let article = id::optional_row("RulesArticle", self.article_id.as_ref())?;
        let proposal = id::optional_row("Proposal", self.proposal_id.as_ref())?;
        let states = match (self.state, self.pending) {
            (Some(state), _) => vec![state.0],
            (None, Some(true)) => destaques::PENDING.to_vec(),
            _ => Vec::new(),
        };
        Ok(DestaqueFilter {
            target: self.target.map(|target| target.0),
            subject: article.or(proposal).map(|row| row.id),
            kind: self.kind.map(|kind| kind.0),
            states,
        })
    }
}

pub(crate) struct ConferenceDestaques(pub Arc<Row>);

/// What a conference has of destaques.
#[Object]
impl ConferenceDestaques {
    /// Destaques that fit the filter, in the order in which they were called.
    #[graphql(complexity = "5 + first.unwrap_or(20) as usize * child_complexity")]
    async fn destaques(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones are wanted; all when it is not given.")] filter: Option<DestaqueFilterInput>,
        #[graphql(desc = "How many rows, at most 50; 20 when it is not given.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<Connection<Destaque>> {
        let (app, asking) = asked(ctx);
        let page = PageArgs::forwards(first, after).request()?;
        let filter = filter.unwrap_or_default().filter()?;
        let rows = destaques::list(app, asking, &self.0, &filter, &page).await.or_fail(asking)?;
        Ok(connection(rows, Destaque::from))
    }
}
