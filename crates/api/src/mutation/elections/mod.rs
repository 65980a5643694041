//! Elections: nominations, ballots, result, delegation.

mod inputs;

use crate::context::asked;
use crate::id;
use crate::outcome::{outcome, settle};
use crate::types::elections::{Delegation, Election, ElectionMeeting, Nomination};
use crate::types::enums::Enumeration;
use async_graphql::{Context, ID, Object};
use domain::people::Pool;
use domain::seats::SeatsByPool;
use inputs::*;
use usecases::elections;
use uuid::Uuid;

#[derive(Default)]
pub(crate) struct ElectionsMutation;

outcome! {
    /// What came of a step of an election.
    ElectionOutcome = Election
}
outcome! {
    /// What came of a step of a nomination.
    NominationOutcome = Nomination
}
outcome! {
    /// What came of a step of a pool's meeting.
    ElectionMeetingOutcome = ElectionMeeting
}
outcome! {
    /// What came of a change of the delegation.
    DelegationOutcome = Delegation
}

fn step(key: Uuid, election: &ID) -> async_graphql::Result<elections::ElectionStep> {
    Ok(elections::ElectionStep { key, election: id::row("Election", election)? })
}

fn meeting(key: Uuid, election: &ID, pool: Enumeration<Pool>) -> async_graphql::Result<elections::MeetingStep> {
    Ok(elections::MeetingStep { step: step(key, election)?, pool: pool.0 })
}

fn rows(kind: &str, ids: &[ID]) -> async_graphql::Result<Vec<domain::ids::RowId>> {
    ids.iter().map(|one| id::row(kind, one)).collect()
}

#[Object]
impl ElectionsMutation {
    /// Opens an election with its nominations (*abertura das candidaturas*); seats and rules are frozen.
    async fn open_nominations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenNominationsInput,
    ) -> async_graphql::Result<ElectionOutcome> {
        let (app, asking) = asked(ctx);
        let seats = input.seats.map(|seats| {
            let SeatsInput { government, users, workers, entities } = seats;
            SeatsByPool { government, users, workers, entities }
        });
        let conference = id::row("Conference", &input.conference_id)?;
        let command = elections::OpenNominations { key: input.key, conference, seats };
        settle(asking, elections::open_nominations(app, asking, &command).await, Election)
    }

    /// Presents a nomination (*candidatura*): a delegate's own or of another person, or at the table.
    async fn nominate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: NominateInput,
    ) -> async_graphql::Result<NominationOutcome> {
        let (app, asking) = asked(ctx);
        let command = elections::Nominate {
            key: input.key,
            election: id::row("Election", &input.election_id)?,
            participant: id::optional_row("Participant", input.participant_id.as_ref())?,
            pool: input.pool.map(|pool| pool.0),
            consented: input.consented,
        };
        settle(asking, elections::nominate(app, asking, &command).await, Nomination)
    }

    /// The person nominated agrees to stand (*aceite*), or the table records it.
    async fn accept_nomination(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AcceptNominationInput,
    ) -> async_graphql::Result<NominationOutcome> {
        let (app, asking) = asked(ctx);
        let nomination = id::row("Nomination", &input.nomination_id)?;
        let command = elections::NominationStep { key: input.key, nomination, reason: None };
        settle(asking, elections::accept_nomination(app, asking, &command).await, Nomination)
    }

    /// The person gives the nomination up (*retirada*), or the table records it.
    async fn withdraw_nomination(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: WithdrawNominationInput,
    ) -> async_graphql::Result<NominationOutcome> {
        let (app, asking) = asked(ctx);
        let nomination = id::row("Nomination", &input.nomination_id)?;
        let command = elections::NominationStep { key: input.key, nomination, reason: input.reason };
        settle(asking, elections::withdraw_nomination(app, asking, &command).await, Nomination)
    }

    /// Judges nominations by the rules (*deferimento, indeferimento*); a refusal says why and cites the article.
    async fn judge_nominations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: JudgeNominationsInput,
    ) -> async_graphql::Result<ElectionOutcome> {
        let (app, asking) = asked(ctx);
        let election = id::row("Election", &input.election_id)?;
        let nominations = rows("Nomination", &input.nomination_ids)?;
        let command = elections::JudgeNominations { key: input.key, election, nominations };
        settle(asking, elections::judge_nominations(app, asking, &command).await, Election)
    }

    /// Opens the ballot of a pool's meeting (*abertura da votação*): its roll is fixed, and nominations end in all pools.
    async fn open_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: OpenBallotInput,
    ) -> async_graphql::Result<ElectionMeetingOutcome> {
        let (app, asking) = asked(ctx);
        let command = meeting(input.key, &input.election_id, input.pool)?;
        settle(asking, elections::open_ballot(app, asking, &command).await, ElectionMeeting)
    }

    /// Casts a secret ballot (*voto*), once a voter. Who voted is kept, what for is only counted.
    async fn cast_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CastBallotInput,
    ) -> async_graphql::Result<ElectionMeetingOutcome> {
        let (app, asking) = asked(ctx);
        let command = elections::CastBallot {
            key: input.key,
            election: id::row("Election", &input.election_id)?,
            pool: input.pool.0,
            choices: rows("Participant", &input.choices)?,
            blank: input.blank,
        };
        settle(asking, elections::cast_ballot(app, asking, &command).await, ElectionMeeting)
    }

    /// Closes the ballot of a pool's meeting (*encerramento da votação*). Repeating is harmless.
    async fn close_ballot(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: CloseBallotInput,
    ) -> async_graphql::Result<ElectionMeetingOutcome> {
        let (app, asking) = asked(ctx);
        let command = meeting(input.key, &input.election_id, input.pool)?;
        settle(asking, elections::close_ballot(app, asking, &command).await, ElectionMeeting)
    }

    /// Records that a pool's meeting acclaimed its candidates (*aclamação*).
    async fn acclaim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AcclaimInput,
    ) -> async_graphql::Result<ElectionMeetingOutcome> {
        let (app, asking) = asked(ctx);
        let meeting = meeting(input.key, &input.election_id, input.pool)?;
        let command = elections::Acclaim { meeting, list: rows("Participant", &input.participant_ids)? };
        settle(asking, elections::acclaim(app, asking, &command).await, ElectionMeeting)
    }

    /// Computes the result (*apuração*) and publishes the seed of the lots.
    async fn compute_election(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ComputeElectionInput,
    ) -> async_graphql::Result<ElectionOutcome> {
        let (app, asking) = asked(ctx);
        let command = step(input.key, &input.election_id)?;
        settle(asking, elections::compute_election(app, asking, &command).await, Election)
    }

    /// Proclaims the result (*proclamação*), after homologation where the rules ask for it.
    async fn proclaim_election(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: ProclaimElectionInput,
    ) -> async_graphql::Result<ElectionOutcome> {
        let (app, asking) = asked(ctx);
        let command = step(input.key, &input.election_id)?;
        settle(asking, elections::proclaim_election(app, asking, &command).await, Election)
    }

    /// Annuls an election (*anulação*), with the reason; a new one may be opened.
    async fn annul_election(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: AnnulElectionInput,
    ) -> async_graphql::Result<ElectionOutcome> {
        let (app, asking) = asked(ctx);
        let election = id::row("Election", &input.election_id)?;
        let command = elections::AnnulElection { key: input.key, election, reason: input.reason };
        settle(asking, elections::annul_election(app, asking, &command).await, Election)
    }

    /// Puts the right alternate in the place of a delegate who leaves (*substituição*).
    async fn substitute_delegate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: SubstituteDelegateInput,
    ) -> async_graphql::Result<DelegationOutcome> {
        let (app, asking) = asked(ctx);
        let departure = elections::RegisterVacancy {
            key: input.key,
            election: id::row("Election", &input.election_id)?,
            leaving: id::row("Participant", &input.leaving_id)?,
            cause: input.cause.0,
            reason: input.reason,
        };
        let entering = id::optional_row("Participant", input.entering_id.as_ref())?;
        let command = elections::SubstituteDelegate { departure, entering };
        settle(asking, elections::substitute_delegate(app, asking, &command).await, Delegation)
    }

    /// Registers that somebody leaves the delegation and nobody takes over (*vacância*).
    async fn register_vacancy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to do, applied once under its key.")] input: RegisterVacancyInput,
    ) -> async_graphql::Result<DelegationOutcome> {
        let (app, asking) = asked(ctx);
        let command = elections::RegisterVacancy {
            key: input.key,
            election: id::row("Election", &input.election_id)?,
            leaving: id::row("Participant", &input.leaving_id)?,
            cause: input.cause.0,
            reason: input.reason,
        };
        settle(asking, elections::register_vacancy(app, asking, &command).await, Delegation)
    }
}
