//! What the plenary still has to vote, in order: only what is really open.

use super::decide::bloc;
use super::priorities::unvoted;
use crate::{App, Ctx, Outcome, failure::Found, motions};
use domain::codes;
use domain::ids::RowId;
use domain::proposals::ProposalState;
use policy::Action;
use std::collections::BTreeMap;
use store::conferences::conference;
use store::motions::motion;
use store::proposals::{self, ProposalFilter, ProposalOrigin, proposal};

codes! {
    /// A step of the final plenary (*etapa da plenária final*), in the order in which they come.
    pub enum VoteStep {
        /// The proposals of an axis that nobody highlighted (*propostas em bloco*).
        Bloc = "BLOC", "em bloco, sem destaque";
        /// A proposal with destaques (*proposta com destaque*).
        Highlighted = "HIGHLIGHTED", "com destaque";
        /// Whether a new proposal is admitted (*proposta nova*).
        NewProposal = "NEW_PROPOSAL", "admissão de proposta nova";
        /// Which of the approved go up (*priorização*).
        Priority = "PRIORITY", "priorização";
        /// An admitted motion (*moção*).
        Motion = "MOTION", "moção";
    }
}

/// Something that waits for a vote.
#[derive(Debug, Clone)]
pub struct ToBeVoted {
    /// Which step.
    pub step: VoteStep,
    /// What the chair says, in pt-BR.
    pub label: String,
    /// The proposals.
    pub proposals: Vec<proposal::Model>,
    /// The motion.
    pub motion: Option<motion::Model>,
}

/// What still has to be voted (*o que ainda vai a voto*).
///
/// # Errors
/// Not found when there is no such conference.
pub async fn to_be_voted(app: &App, ctx: &Ctx, conference: RowId) -> Outcome<Vec<ToBeVoted>> {
    let permit = ctx.permit(Action::ReadConference, conference.tenant, Some(conference.id))?;
    let scope = app.db.read(&permit).await?;
    let conference = scope.get::<conference::Entity>(conference.id).await?.found()?;
    let rows = proposals::in_order(&scope, conference.id, &ProposalFilter::default()).await?;
    let in_state = |state: ProposalState| rows.iter().filter(move |row| *row.state == state);
    let before: Vec<proposal::Model> = in_state(ProposalState::InPlenary).cloned().collect();
    let mut open = blocs(bloc(before.clone()));
    open.extend(before.into_iter().filter(|row| row.highlighted).map(highlighted));
    let new = in_state(ProposalState::Draft).filter(|row| *row.origin == ProposalOrigin::Plenary);
    open.extend(new.cloned().map(new_proposal));
    let approved: Vec<proposal::Model> = rows.iter().filter(|row| row.state.is_deliberation()).cloned().collect();
    open.extend(unvoted(&conference, &approved).into_iter().map(|class| ToBeVoted {
        step: VoteStep::Priority,
        label: format!(
            "Priorização do eixo {} para {}: {} aprovadas, {} no relatório",
            class.axis,
            domain::Code::label(class.level),
            class.approved.len(),
            class.limit
        ),
        proposals: class.approved,
        motion: None,
    }));
    open.extend(motions::admitted(&scope, conference.id).await?.into_iter().map(motion));
    Ok(open)
}

fn blocs(rows: Vec<proposal::Model>) -> Vec<ToBeVoted> {
    let mut by_axis: BTreeMap<i32, Vec<proposal::Model>> = BTreeMap::new();
    for row in rows {
        by_axis.entry(row.axis).or_default().push(row);
    }
    let entry = |(axis, proposals): (i32, Vec<proposal::Model>)| ToBeVoted {
        step: VoteStep::Bloc,
        label: format!("Eixo {axis}, em bloco: {} sem destaque", proposals.len()),
        proposals,
        motion: None,
    };
    by_axis.into_iter().map(entry).collect()
}

fn highlighted(row: proposal::Model) -> ToBeVoted {
    let label = format!("Proposta {}, com destaque", row.label());
    ToBeVoted { step: VoteStep::Highlighted, label, proposals: vec![row], motion: None }
}

fn new_proposal(row: proposal::Model) -> ToBeVoted {
    let label = format!("Admissão da proposta nova {}", row.label());
    ToBeVoted { step: VoteStep::NewProposal, label, proposals: vec![row], motion: None }
}

fn motion(row: motion::Model) -> ToBeVoted {
    let label = format!("Moção {}: {}", row.label(), row.title);
    ToBeVoted { step: VoteStep::Motion, label, proposals: Vec::new(), motion: Some(row) }
}
