//! What the checklist is computed from: counts, dates and flags read from rows.

use crate::conferences::{ConferenceDays, ConferenceState, Edition};
use chrono::{DateTime, NaiveDate, Utc};

/// The facts of one conference. Counts are of rows; moments are those of the rows' own acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFacts {
    /// State of the conference.
    pub state: ConferenceState,
    /// Edition, to know whether there was one before.
    pub edition: Edition,
    /// First and last day.
    pub days: ConferenceDays,
    /// Step 1.
    pub convocation: ConvocationFacts,
    /// Step 2.
    pub committee: CommitteeFacts,
    /// Step 3.
    pub participants: ParticipantFacts,
    /// Step 4.
    pub credentialing: CredentialingFacts,
    /// Steps 5, 8 and 9.
    pub rules: RulesFacts,
    /// Step 6.
    pub actions: ActionFacts,
    /// Step 7: the ceremony.
    pub opening: SessionFacts,
    /// Step 7: people at the opening table.
    pub opening_table_size: u32,
    /// Steps 8 and 9: the opening plenary.
    pub opening_plenary: SessionFacts,
    /// Step 10.
    pub points: PointFacts,
    /// Step 11.
    pub keynote: SessionFacts,
    /// Step 11: whether the speaker is named.
    pub keynote_speaker: bool,
    /// Step 12.
    pub groups: GroupFacts,
    /// Steps 13 and 14: the final plenary, all of its sessions taken together.
    pub final_plenary: SessionFacts,
    /// Steps 13 and 14.
    pub proposals: ProposalFacts,
    /// Polls open at this moment, whatever they are about.
    pub polls_open: u32,
    /// The election; `None` when this stage elects nobody.
    pub election: Option<ElectionFacts>,
    /// Motions.
    pub motions: MotionFacts,
    /// Step 15.
    pub evaluation: EvaluationFacts,
    /// Step 16.
    pub report: ReportFacts,
    /// Step 17; `None` when there is no council above.
    pub filing: Option<FilingFacts>,
}

impl StepFacts {
    /// A conference of which only edition and days are known.
    pub fn planned(edition: Edition, days: ConferenceDays) -> Self {
        Self {
            state: ConferenceState::Planned,
            edition,
            days,
            convocation: ConvocationFacts::default(),
            committee: CommitteeFacts::default(),
            participants: ParticipantFacts::default(),
            credentialing: CredentialingFacts::default(),
            rules: RulesFacts::default(),
            actions: ActionFacts::default(),
            opening: SessionFacts::default(),
            opening_table_size: 0,
            opening_plenary: SessionFacts::default(),
            points: PointFacts::default(),
            keynote: SessionFacts::default(),
            keynote_speaker: false,
            groups: GroupFacts::default(),
            final_plenary: SessionFacts::default(),
            proposals: ProposalFacts::default(),
            polls_open: 0,
            election: Some(ElectionFacts::default()),
            motions: MotionFacts::default(),
            evaluation: EvaluationFacts::default(),
            report: ReportFacts::default(),
            filing: Some(FilingFacts::default()),
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.state == ConferenceState::InProgress
    }
}

/// Of the convocation act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConvocationFacts {
    /// There is a text.
    pub drafted: bool,
    /// Labels of the offices whose signature is missing, in order.
    pub unsigned: Vec<String>,
    /// When it was published on the platform.
    pub published_at: Option<DateTime<Utc>>,
    /// Until when the cycle or council wants it; `None` takes the first day of the conference.
    pub due: Option<NaiveDate>,
}

/// Of the organizing committee.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommitteeFacts {
    /// Members.
    pub members: u32,
    /// Messages of the rules not kept, from the parity report; empty when all are.
    pub broken: Vec<String>,
    /// Last appointment or dismissal.
    pub changed_at: Option<DateTime<Utc>>,
}

/// Of registration, folders and groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParticipantFacts {
    /// Participants registered and eligible.
    pub registered: u32,
    /// Of those, the ones with a working group.
    pub assigned: u32,
    /// Registrations whose eligibility nobody has reviewed.
    pub to_review: u32,
    /// Last assignment.
    pub assigned_at: Option<DateTime<Utc>>,
}

/// Of credentialing and quorum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialingFacts {
    /// When it opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Day on which it is to close; `None` takes the last day of the conference.
    pub closes_on: Option<NaiveDate>,
    /// Delegates checked in.
    pub delegates_present: u32,
    /// When the first quorum was found.
    pub quorum_at: Option<DateTime<Utc>>,
}

/// Of the rules of procedure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RulesFacts {
    /// Articles in the draft.
    pub articles: u32,
    /// When the draft was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When the reading began.
    pub reading_at: Option<DateTime<Utc>>,
    /// When the plenary adopted them.
    pub adopted_at: Option<DateTime<Utc>>,
    /// Destaques raised on articles.
    pub destaques: u32,
    /// Destaques not settled.
    pub destaques_pending: u32,
    /// When the last destaque was settled.
    pub destaque_settled_at: Option<DateTime<Utc>>,
}

/// Of the actions to verify.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionFacts {
    /// Actions.
    pub total: u32,
    /// Of those, the ones assessed.
    pub assessed: u32,
    /// Last assessment.
    pub assessed_at: Option<DateTime<Utc>>,
}

/// Of a session, or of all sessions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionFacts {
    /// Last day on which one is planned; `None` when there is none in the programme.
    pub planned_on: Option<NaiveDate>,
    /// When the first began.
    pub started_at: Option<DateTime<Utc>>,
    /// When the last ended; `None` while one is planned or running.
    pub ended_at: Option<DateTime<Utc>>,
}

impl SessionFacts {
    pub(super) fn has_begun(&self) -> bool {
        self.started_at.is_some() || self.ended_at.is_some()
    }
}

/// Of points of order, referral and clarification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointFacts {
    /// Raised.
    pub raised: u32,
    /// Without a ruling.
    pub pending: u32,
    /// Last ruling.
    pub ruled_at: Option<DateTime<Utc>>,
}

/// Of the working groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupFacts {
    /// Groups.
    pub total: u32,
    /// Of those, the ones opened, concluded ones included.
    pub opened: u32,
    /// Of those, the ones concluded.
    pub concluded: u32,
    /// When the last was concluded.
    pub concluded_at: Option<DateTime<Utc>>,
}

/// Of the proposals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposalFacts {
    /// Approved in groups and not sent to the plenary.
    pub to_send: u32,
    /// Sent to the plenary.
    pub sent: u32,
    /// When the last was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// Sent and not decided.
    pub undecided: u32,
    /// Destaques on proposals not settled.
    pub destaques_pending: u32,
    /// Last decision.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Of the election.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ElectionFacts {
    /// Nominations.
    pub nominations: u32,
    /// When nominations or the ballot opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When the result was proclaimed.
    pub proclaimed_at: Option<DateTime<Utc>>,
}

/// Of the motions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MotionFacts {
    /// Submitted.
    pub submitted: u32,
    /// With enough signatures and not voted.
    pub pending: u32,
    /// Last vote on a motion.
    pub decided_at: Option<DateTime<Utc>>,
}

/// Of the evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvaluationFacts {
    /// When the form was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Answers.
    pub answers: u32,
    /// When it closed.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Of the report's current version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportFacts {
    /// When it was generated.
    pub generated_at: Option<DateTime<Utc>>,
    /// Shortcomings that validation names.
    pub shortcomings: u32,
    /// When it was signed.
    pub signed_at: Option<DateTime<Utc>>,
}

/// Of the report's way to the council above.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilingFacts {
    /// Last date in time, on the council's clock.
    pub deadline: Option<NaiveDate>,
    /// When the current version was filed.
    pub filed_at: Option<DateTime<Utc>>,
    /// When it was filed for the first time.
    pub first_filed_at: Option<DateTime<Utc>>,
    /// Why the last version came back; `None` once a corrected one is filed, or when none came back.
    pub returned_because: Option<String>,
}
