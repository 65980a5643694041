//! Quorum, speech and votes.

use super::figures::{count, optional_count, shown};
use crate::types::enums::{Enumeration, codes, enumerations};
use async_graphql::{InputObject, SimpleObject};
use domain::cycles::CycleParameters;
use domain::programme::SpeechRules;
use domain::quorum::{QuorumBase, QuorumRule, QuorumThreshold};
use domain::voting::{Citations, Fraction, Majority, MajorityBase, MajorityKind, MajorityRules, SubjectKind, TieStep};
use domain::{Refusal, text};
use serde::Serialize;

/// Quorum of the plenaries (*quórum*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleQuorumInput")]
pub(crate) struct CycleQuorum {
    /// What it is a part of.
    base: Enumeration<QuorumBase>,
    /// Needed at the first call.
    first_call: Enumeration<QuorumThreshold>,
    /// Needed at the second call.
    second_call: Enumeration<QuorumThreshold>,
    /// Minutes between the two.
    second_call_after_minutes: i32,
}

impl CycleQuorum {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let rule = parameters.quorum;
        Self {
            base: Enumeration(rule.base),
            first_call: Enumeration(rule.first),
            second_call: Enumeration(rule.second),
            second_call_after_minutes: shown(rule.second_call_after_minutes),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.quorum = QuorumRule {
            base: self.base.0,
            first: self.first_call.0,
            second: self.second_call.0,
            second_call_after_minutes: count("secondCallAfterMinutes", self.second_call_after_minutes)?,
        };
        Ok(())
    }
}

/// Times of speech, in seconds (*tempos de fala*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleSpeechInput")]
pub(crate) struct CycleSpeech {
    /// A defence.
    defence_seconds: i32,
    /// A point of order, referral or clarification.
    point_seconds: i32,
    /// The presentation of a destaque.
    presentation_seconds: i32,
    /// A speech in the debate; null for as long as a presentation.
    speech_seconds: Option<i32>,
    /// Pairs of defences, one for and one against, on one text.
    max_defence_pairs: i32,
}

impl CycleSpeech {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let rules = parameters.speech;
        Self {
            defence_seconds: shown(rules.defence_seconds),
            point_seconds: shown(rules.point_seconds),
            presentation_seconds: shown(rules.presentation_seconds),
            speech_seconds: rules.speech_seconds.map(shown),
            max_defence_pairs: shown(rules.max_defence_pairs),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        parameters.speech = SpeechRules {
            defence_seconds: count("defenceSeconds", self.defence_seconds)?,
            point_seconds: count("pointSeconds", self.point_seconds)?,
            presentation_seconds: count("presentationSeconds", self.presentation_seconds)?,
            speech_seconds: optional_count("speechSeconds", self.speech_seconds)?,
            max_defence_pairs: count("maxDefencePairs", self.max_defence_pairs)?,
        };
        Ok(())
    }
}

/// How many votes a matter takes (*maioria*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleMajorityInput")]
pub(crate) struct CycleMajority {
    /// Kind of majority.
    kind: Enumeration<MajorityKind>,
    /// Upper number of a fraction of its own; only with FRACTION.
    numerator: Option<i32>,
    /// Lower number of a fraction of its own; only with FRACTION.
    denominator: Option<i32>,
    /// What a fraction of its own is a part of; only with FRACTION.
    base: Option<Enumeration<MajorityBase>>,
}

impl CycleMajority {
    fn of(majority: Majority) -> Self {
        let kind = Enumeration(majority.kind());
        match majority {
            Majority::Fraction { fraction, base } => {
                let (numerator, denominator) = fraction.parts();
                let (numerator, denominator) = (Some(shown(numerator)), Some(shown(denominator)));
                Self { kind, numerator, denominator, base: Some(Enumeration(base)) }
            }
            _ => Self { kind, numerator: None, denominator: None, base: None },
        }
    }

    fn parsed(&self) -> Result<Majority, Refusal> {
        Ok(match self.kind.0 {
            MajorityKind::Simple => Majority::Simple,
            MajorityKind::Absolute => Majority::Absolute,
            MajorityKind::TwoThirds => Majority::TwoThirds,
            MajorityKind::Fraction => {
                let numerator = count("numerator", self.numerator.unwrap_or_default())?;
                let denominator = count("denominator", self.denominator.unwrap_or_default())?;
                let base = self.base.map_or(MajorityBase::ValidVotes, |base| base.0);
                Majority::Fraction { fraction: Fraction::new(numerator, denominator)?, base }
            }
        })
    }
}

/// The majority of one matter.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "SubjectMajorityInput")]
pub(crate) struct SubjectMajority {
    /// The matter.
    subject: Enumeration<SubjectKind>,
    /// Its majority.
    majority: CycleMajority,
}

/// Where the rules say something about one matter.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "SubjectArticleInput")]
pub(crate) struct SubjectArticle {
    /// The matter.
    subject: Enumeration<SubjectKind>,
    /// As cited: "art. 21, § 2º".
    article: String,
}

/// Articles cited in results and refusals of votes; null where the rules are silent.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleCitationsInput")]
pub(crate) struct CycleCitations {
    /// Which majority decides.
    majority: Option<String>,
    /// What follows a tie.
    tie: Option<String>,
    /// Who votes.
    roll: Option<String>,
    /// That a late vote is not accepted.
    late_vote: Option<String>,
    /// How many signatures admit a motion, where another article than that of its vote says so.
    motion_admission: Option<String>,
    /// By matter.
    by_subject: Vec<SubjectArticle>,
}

/// Votes (*votações*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleVotingInput")]
pub(crate) struct CycleVoting {
    /// Majority where nothing else is said.
    majority: CycleMajority,
    /// Matters with a majority of their own.
    majorities: Vec<SubjectMajority>,
    /// Whether abstentions are valid votes.
    abstentions_count: bool,
    /// What follows a tie, in order.
    tie_rule: Vec<Enumeration<TieStep>>,
    /// Whether a roll call publishes who chose what.
    publish_choices: bool,
    /// Whether displays show counts while a poll is open.
    show_partial_results: bool,
    /// Articles to cite.
    citations: Option<CycleCitations>,
}

impl CycleVoting {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let own = |(subject, majority): (&SubjectKind, &Majority)| SubjectMajority {
            subject: Enumeration(*subject),
            majority: CycleMajority::of(*majority),
        };
        Self {
            majority: CycleMajority::of(parameters.majority.default),
            majorities: parameters.majority.by_subject.iter().map(own).collect(),
            abstentions_count: parameters.majority.abstentions_count,
            tie_rule: enumerations(&parameters.tie_rule),
            publish_choices: parameters.publish_choices,
            show_partial_results: parameters.show_partial_results,
            citations: Some(CycleCitations::of(&parameters.citations)),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let own = |one: &SubjectMajority| Ok::<_, Refusal>((one.subject.0, one.majority.parsed()?));
        parameters.majority = MajorityRules {
            default: self.majority.parsed()?,
            abstentions_count: self.abstentions_count,
            by_subject: self.majorities.iter().map(own).collect::<Result<_, _>>()?,
        };
        parameters.tie_rule = codes(&self.tie_rule);
        parameters.publish_choices = self.publish_choices;
        parameters.show_partial_results = self.show_partial_results;
        if let Some(citations) = &self.citations {
            parameters.citations = citations.parsed()?;
        }
        Ok(())
    }
}

impl CycleCitations {
    fn of(kept: &Citations) -> Self {
        let own = |(subject, article): (&SubjectKind, &String)| SubjectArticle {
            subject: Enumeration(*subject),
            article: article.clone(),
        };
        Self {
            majority: kept.majority.clone(),
            tie: kept.tie.clone(),
            roll: kept.roll.clone(),
            late_vote: kept.late_vote.clone(),
            motion_admission: kept.motion_admission.clone(),
            by_subject: kept.by_subject.iter().map(own).collect(),
        }
    }

    fn parsed(&self) -> Result<Citations, Refusal> {
        let line = |given: &Option<String>| text::optional_line("citations", given.as_deref(), 100);
        let own = |one: &SubjectArticle| Ok::<_, Refusal>((one.subject.0, text::line("citations", &one.article, 100)?));
        Ok(Citations {
            majority: line(&self.majority)?,
            tie: line(&self.tie)?,
            roll: line(&self.roll)?,
            late_vote: line(&self.late_vote)?,
            motion_admission: line(&self.motion_admission)?,
            by_subject: self.by_subject.iter().map(own).collect::<Result<_, _>>()?,
        })
    }
}
