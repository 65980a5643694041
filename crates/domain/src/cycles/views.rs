//! The parameters as each capability reads them.

use super::CycleParameters;
use crate::conferences::act::SignerRole as ActSigner;
use crate::conferences::{ReportDeadlineRule, Window};
use crate::councils::{Fraction, ParityRule, SectorShare};
use crate::elections::ElectionRules;
use crate::groups::GroupRules;
use crate::participants::ParticipationRules;
use crate::participants::rules::{RegistrationWindow, seats_by_pool};
use crate::people::{GovernmentLevel, Level, Pool, Sector, SizeClass};
use crate::programme::VoiceMatrix;
use crate::proposals::ProposalRules;
use crate::reports::{Coded, Deadline, ProposalLimit, ReportRules, SeatQuota, Severity, SignerRole};
use crate::seats::{SeatRules, SeatsByPool, SegmentSplit, Share};
use crate::voting::VotingRules;
use crate::{Code, Refusal};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

impl CycleParameters {
    /// The window of a stage, if the cycle sets one.
    pub fn window(&self, stage: Level) -> Option<Window> {
        self.windows.iter().find(|window| window.stage == stage).map(super::StageWindow::window)
    }

    /// The stage to which a stage elects; none for the last, or one the cycle does not know.
    pub fn elects_to(&self, stage: Level) -> Option<Level> {
        self.stages.iter().find(|known| known.level == stage)?.elects_to
    }

    /// Numbers of the axes.
    pub fn axis_numbers(&self) -> Vec<u8> {
        self.axes.iter().map(|axis| axis.number).collect()
    }

    /// The axis with a number.
    ///
    /// # Errors
    /// `AXIS_UNKNOWN`.
    pub fn known_axis(&self, number: i32) -> Result<u8, Refusal> {
        let known = self.axis_numbers();
        known.iter().copied().find(|axis| i32::from(*axis) == number).ok_or_else(|| {
            let known: Vec<String> = known.iter().map(ToString::to_string).collect();
            let message = format!("O eixo {number} não existe neste ciclo. Escolha: {}.", known.join(", "));
            Refusal::invalid("axis", "AXIS_UNKNOWN", message)
        })
    }

    /// Offices that sign the act of a conference of that stage: where a municipality's mayor signs, a state's
    /// governor and the Union's minister do.
    pub fn signers_of(&self, stage: Level) -> Vec<ActSigner> {
        let executive = match stage {
            Level::Municipal => ActSigner::Mayor,
            Level::State => ActSigner::Governor,
            Level::National => ActSigner::Minister,
        };
        let at_stage = |role: &ActSigner| if *role == ActSigner::Mayor { executive } else { *role };
        self.required_signers.iter().map(at_stage).collect()
    }

    /// What polls are bound to.
    pub fn voting(&self) -> VotingRules {
        VotingRules {
            majority: self.majority.clone(),
            tie_rule: self.tie_rule.clone(),
            publish_choices: self.publish_choices,
            show_partial_results: self.show_partial_results,
            citations: self.citations.clone(),
        }
    }

    /// What working groups are bound to.
    pub fn groups(&self) -> GroupRules {
        GroupRules {
            groups_per_axis: self.groups_per_axis,
            group_threshold: self.group_threshold.into(),
            group_threshold_base: self.group_threshold_base,
            limits: GovernmentLevel::ALL.iter().map(|level| (*level, self.proposal_limits.group.of(*level))).collect(),
        }
    }

    /// What proposals are bound to.
    pub fn proposals(&self) -> ProposalRules {
        ProposalRules {
            group_threshold: self.group_threshold,
            consensus_threshold: self.consensus_threshold,
            proposal_limits: self.proposal_limits,
            overflow_rule: self.overflow_rule,
            proposal_max_chars: self.proposal_max_chars,
        }
    }

    /// What the election is bound to.
    pub fn election_rules(&self) -> ElectionRules {
        self.election.rules(self.election_articles.clone())
    }

    /// Who may speak where.
    pub fn voice_matrix(&self) -> VoiceMatrix {
        let voice = |category| self.voice.get(&category).copied().unwrap_or(false);
        VoiceMatrix::new(voice(crate::people::Category::Guest), voice(crate::people::Category::Observer))
    }

    /// What the organizing committee is measured by.
    pub fn committee_rule(&self) -> ParityRule {
        let government = self.committee_parity.get(&Sector::Government).copied().unwrap_or(Share::HALF);
        let share = Fraction { numerator: government.ten_thousandths(), denominator: 10_000 };
        let share = SectorShare::of_government(share).unwrap_or(SectorShare::HALVES);
        ParityRule::committee(share, self.committee_min_size)
    }

    /// What a seat table is measured by.
    pub fn seat_rules(&self) -> SeatRules {
        SeatRules {
            segment_split: SegmentSplit {
                method: self.segment_split,
                remainder_order: self.remainder_order,
                single_civil_seat: self.single_civil_seat,
            },
            ..SeatRules::default()
        }
    }

    /// Seats of delegates to the next stage, for a municipality of that size; none when the table has no row.
    pub fn seats(&self, size_class: SizeClass) -> Option<SeatsByPool> {
        self.seat_table.row(size_class).map(|row| row.seats)
    }

    /// What registration and credentialing are bound to. What the conference has not set yet is
    /// taken from its days: registration until the day before, credentialing until noon of the first day.
    ///
    /// # Errors
    /// `SEATS_ODD` when the number of delegates cannot be halved.
    pub fn participation(&self, first_day: NaiveDate, zone: Tz) -> Result<ParticipationRules, Refusal> {
        let noon = first_day.and_time(NaiveTime::MIN) + chrono::Duration::hours(12);
        let noon = zone.from_local_datetime(&noon).earliest().map_or(DateTime::<Utc>::MAX_UTC, |at| at.to_utc());
        let until = RegistrationWindow {
            from: first_day.checked_sub_days(chrono::Days::new(60)).unwrap_or(first_day),
            to: first_day.pred_opt().unwrap_or(first_day),
        };
        Ok(ParticipationRules {
            delegate_seats: seats_by_pool(self.municipal_delegate_count, &self.remainder_order)?,
            walk_ins: self.walk_ins.clone(),
            registration_window: self.registration_window.unwrap_or(until),
            credentialing_close: self.credentialing_close.unwrap_or(noon),
            born_delegates: self.born_delegates,
            alternate_admission_at: self.alternate_admission_at,
            voice: self.voice.clone(),
        })
    }

    /// How the report's deadline is set; 30 days after the conference when the cycle says nothing.
    pub fn deadline_rule(&self) -> ReportDeadlineRule {
        match (self.report_deadline_on, self.report_deadline_days) {
            (Some(date), _) => ReportDeadlineRule::On(date),
            (None, days) => ReportDeadlineRule::DaysAfter(days.unwrap_or(30)),
        }
    }

    /// What the final report of a conference of that stage is validated against.
    pub fn report_rules(&self, stage: Level, size: Option<SizeClass>, last_day: NaiveDate, zone: Tz) -> ReportRules {
        let limit = |level: &GovernmentLevel| ProposalLimit {
            axis: None,
            level: *level,
            max: u64::from(self.proposal_limits.report.of(*level)),
        };
        let deadline =
            Deadline { last_day: self.deadline_rule().date(last_day), zone, late_allowed: self.late_filing_allowed };
        ReportRules {
            min_hours: u64::from(self.minimum.min_hours),
            min_days: u64::from(self.minimum.min_days),
            min_shifts: u64::from(self.minimum.min_shifts),
            window: self.window(stage).map(|window| (window.from, window.end())),
            convocation_act_kinds: self.convocation_act_types.iter().map(|kind| kind.code().to_owned()).collect(),
            required_signers: self.signers_of(stage).into_iter().map(Coded::of).collect(),
            committee_min_size: u64::from(self.committee_min_size),
            delegate_parity: Severity::Warning,
            proposal_limits: GovernmentLevel::ALL.iter().map(limit).collect(),
            proposal_max_chars: Some(self.proposal_max_chars),
            quota: size.and_then(|size| self.seats(size)).map(|seats| SeatQuota { seats: by_pool(seats) }),
            alternates_per_seat: self.election.alternates_per_seat,
            delegate_fields: self.asked_of_delegates(),
            report_signers: vec![SignerRole::President],
            deadline,
        }
    }

    /// The contact and document fields the state asks of elected delegates.
    fn asked_of_delegates(&self) -> Vec<Coded> {
        let known = [("cpf", "CPF"), ("email", "e-mail"), ("organization", "organização")];
        known
            .iter()
            .filter(|(field, _)| self.delegate_fields.iter().any(|asked| asked == field))
            .map(|(field, label)| Coded::new(*field, *label))
            .collect()
    }
}

fn by_pool(seats: SeatsByPool) -> std::collections::BTreeMap<Pool, u32> {
    Pool::ALL.iter().map(|pool| (*pool, seats.of(*pool))).collect()
}
