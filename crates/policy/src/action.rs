//! Everything that can be asked of the system, with the roles that may ask it.

use crate::role::Role;
use Role::{
    Auditor, Committee, Credentialing, Delegate, Display, Guest, Observer, Operator, President, Public, Rapporteur,
    Secretary, Table,
};

macro_rules! actions {
    ($($module:literal { $($(#[$meta:meta])* $variant:ident = $code:literal : $roles:expr;)+ })+) => {
        /// An action, named `module.verb` as the mutation or view that needs it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($($(#[$meta])* $variant,)+)+ }

        impl Action {
            /// All actions, in the order of the modules.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)+)+];

            /// The stable code, `module.verb`.
            pub fn code(self) -> &'static str {
                match self { $($(Self::$variant => concat!($module, ".", $code),)+)+ }
            }

            /// The roles whose holders may do it.
            pub fn roles(self) -> &'static [Role] {
                match self { $($(Self::$variant => $roles,)+)+ }
            }
        }
    };
}

const LEAD: &[Role] = &[Secretary, President];
const OFFICE: &[Role] = &[Secretary];
const ORGANIZE: &[Role] = &[Secretary, President, Committee];
const DESK: &[Role] = &[Secretary, Committee, Credentialing];
const CHAIR: &[Role] = &[Secretary, President, Table];
const WRITE: &[Role] = &[Secretary, Committee, Rapporteur];
const PLENARY: &[Role] = &[Secretary, President, Table, Rapporteur];
const COUNCIL: &[Role] = Role::COUNCIL;
const PEOPLE: &[Role] = &[Secretary, President, Committee, Credentialing, Rapporteur, Table, Auditor];
const DELEGATES: &[Role] = &[Delegate];
const PRESENT: &[Role] = &[Delegate, Guest, Observer];
const VOICE: &[Role] = &[Delegate, Guest, Observer, Secretary, President, Table];
const EVERYBODY: &[Role] = &[
    Secretary,
    President,
    Committee,
    Credentialing,
    Rapporteur,
    Table,
    Auditor,
    Delegate,
    Guest,
    Observer,
    Display,
    Public,
];
const HALL: &[Role] =
    &[Secretary, President, Committee, Credentialing, Rapporteur, Table, Auditor, Delegate, Guest, Observer, Display];
const OPERATE: &[Role] = &[Operator];

actions! {
    "councils" {
        /// Read what is public of a council.
        ReadCouncil = "read": EVERYBODY;
        /// Read members, invitations and mandates.
        ReadMembers = "read_members": COUNCIL;
        /// Approve or decline a council that signed up under this one.
        DecideCouncil = "decide": LEAD;
        /// Invite, re-invite, remove, change roles.
        ManageMembers = "manage_members": LEAD;
        /// Record mandates of the council's members.
        RecordMandate = "record_mandate": OFFICE;
        /// Read the audit log.
        ReadAudit = "read_audit": &[Secretary, President, Auditor];
        /// See tenants, queues and lags, without personal data.
        Operate = "operate": OPERATE;
    }
    "cycles" {
        /// Read a published cycle.
        ReadCycle = "read": EVERYBODY;
        /// Read drafts of cycles.
        ReadCycleDraft = "read_draft": COUNCIL;
        /// Create, change, publish a cycle.
        ManageCycle = "manage": LEAD;
    }
    "conferences" {
        /// Read what is public of a conference.
        ReadConference = "read": EVERYBODY;
        /// Read the organization's side: steps, drafts, figures.
        ReadOrganization = "read_organization": COUNCIL;
        /// Plan a conference and accept differences of the cycle.
        PlanConference = "plan": LEAD;
        /// Draft and publish the act of convocation.
        DraftAct = "draft_act": LEAD;
        /// Sign the act of convocation.
        SignAct = "sign_act": LEAD;
        /// Appoint and dismiss members of the committee.
        ManageCommittee = "manage_committee": LEAD;
        /// Open registration, start, close, cancel.
        ChangeState = "change_state": LEAD;
        /// Pair and revoke displays.
        ManageDisplays = "manage_displays": CHAIR;
    }
    "mobilization" {
        /// Schedule events, record attendance and contributions.
        ManageMobilization = "manage": WRITE;
    }
    "participants" {
        /// Register oneself in public.
        PreRegister = "pre_register": EVERYBODY;
        /// Read participants with masked documents.
        ReadParticipants = "read": PEOPLE;
        /// See documents and contacts in full.
        ReadPersonalData = "read_personal_data": DESK;
        /// Review eligibility, import, change categories.
        ManageParticipants = "manage": &[Secretary, Committee];
        /// Assign working groups.
        AssignGroups = "assign_groups": ORGANIZE;
        /// Open and close credentialing.
        ManageCredentialing = "manage_credentialing": DESK;
        /// Check in, undo, register a walk-in, issue a badge.
        CheckIn = "check_in": DESK;
        /// Correct names, documents and contacts of a registration.
        CorrectRegistration = "correct": DESK;
        /// See one's own registration, group and agenda.
        ReadSelf = "read_self": PRESENT;
    }
    "rules" {
        /// Draft and publish the rules of procedure.
        ManageRules = "manage": WRITE;
        /// Lead the reading: position, settling of destaques, adoption.
        LeadReading = "lead_reading": PLENARY;
        /// Call a destaque.
        RaiseDestaque = "raise_destaque": &[Delegate, Secretary, Table, Rapporteur];
    }
    "programme" {
        /// Schedule sessions, tables, keynote.
        ManageProgramme = "manage": ORGANIZE;
        /// Run sessions: current item, floor, rulings, quorum, announcements.
        LeadSession = "lead": CHAIR;
        /// Ask to speak, raise a point.
        RequestToSpeak = "request_to_speak": VOICE;
        /// Appeal from a ruling of the chair to the plenary.
        AppealRuling = "appeal": &[Delegate, Secretary, President, Table];
        /// Tell everybody something, take it back.
        Announce = "announce": &[Secretary, President, Committee, Table];
    }
    "actions" {
        /// Add actions to verify.
        ManageActions = "manage": WRITE;
        /// Assess them, attach evidence.
        AssessAction = "assess": WRITE;
    }
    "groups" {
        /// Create working groups.
        ManageGroups = "manage": ORGANIZE;
        /// Open, record attendance and votes, conclude.
        LeadGroup = "lead": WRITE;
    }
    "proposals" {
        /// Submit, edit, merge, send to the plenary.
        ManageProposals = "manage": WRITE;
        /// Submit a new proposal or motion as a delegate.
        SubmitProposal = "submit": &[Delegate, Secretary, Committee, Rapporteur];
        /// Highlight a proposal in the plenary.
        HighlightProposal = "highlight": &[Delegate, Secretary, Table, Rapporteur];
        /// Record the plenary's decisions.
        RecordDecision = "record_decision": PLENARY;
        /// Sign a motion.
        SignMotion = "sign_motion": &[Delegate, Secretary, Rapporteur];
    }
    "voting" {
        /// Create, open, close, proclaim, annul polls.
        ManagePolls = "manage": CHAIR;
        /// Type counts as a teller.
        CountCards = "count_cards": &[Secretary, President, Table, Committee, Rapporteur];
        /// Cast a vote.
        CastVote = "cast": DELEGATES;
    }
    "elections" {
        /// Read candidates and a result that is not proclaimed yet.
        ReadElection = "read": HALL;
        /// Open nominations and ballots, compute, proclaim, substitute.
        ManageElection = "manage": CHAIR;
        /// Nominate and be nominated.
        Nominate = "nominate": &[Delegate, Secretary, Table];
        /// Cast a ballot.
        CastBallot = "cast": DELEGATES;
    }
    "evaluations" {
        /// Read the summary while answers come in.
        ReadEvaluation = "read": HALL;
        /// Publish the form.
        ManageEvaluation = "manage": ORGANIZE;
        /// Answer it, once.
        AnswerEvaluation = "answer": PRESENT;
    }
    "reports" {
        /// Read drafts and versions of the report.
        ReadReport = "read": COUNCIL;
        /// Generate and edit the report.
        ManageReport = "manage": WRITE;
        /// Sign it.
        SignReport = "sign": &[President];
        /// File it with the parent council.
        FileReport = "file": LEAD;
    }
    "consolidation" {
        /// Read the inbox.
        ReadInbox = "read_inbox": COUNCIL;
        /// Return or accept a report.
        DecideReport = "decide_report": LEAD;
        /// Accredit delegates that a report brings.
        AccreditDelegate = "accredit": DESK;
        /// Merge, split, publish the proposal book.
        Consolidate = "consolidate": WRITE;
    }
    "monitoring" {
        /// Open and update deliberations.
        ManageDeliberations = "manage": WRITE;
    }
}
