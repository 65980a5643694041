//! Axes, stages and the form a conference must have.

use super::figures::{count, shown};
use crate::types::enums::{Enumeration, codes, enumerations};
use async_graphql::{InputObject, SimpleObject};
use chrono::NaiveDate;
use domain::conferences::ConferenceMode;
use domain::conferences::act::{ConvocationActType, SignerRole};
use domain::councils::{SizeClasses, SizeLimit};
use domain::cycles::{Axis, CycleParameters, PopulationBasis, Stage, StageWindow};
use domain::people::{Level, SizeClass};
use domain::{Refusal, text};
use serde::Serialize;

/// An axis of discussion (*eixo*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleAxisInput")]
pub(crate) struct CycleAxis {
    /// Number, from 1.
    number: i32,
    /// Title.
    title: String,
    /// Text that guides the discussion (*ementa*).
    guiding_text: Option<String>,
}

impl CycleAxis {
    pub(super) fn all(parameters: &CycleParameters) -> Vec<Self> {
        let axis = |axis: &Axis| Self {
            number: i32::from(axis.number),
            title: axis.title.clone(),
            guiding_text: axis.guiding_text.clone(),
        };
        parameters.axes.iter().map(axis).collect()
    }

    pub(super) fn parsed(&self) -> Result<Axis, Refusal> {
        Ok(Axis {
            number: count("axes", self.number)?,
            title: text::line("axes", &self.title, text::LINE_MAX)?,
            guiding_text: text::optional_body("axes", self.guiding_text.as_deref(), 4_000)?,
        })
    }
}

/// When a stage meets (*período da etapa*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleWindowInput")]
pub(crate) struct CycleWindow {
    /// The stage.
    stage: Enumeration<Level>,
    /// First day.
    from: NaiveDate,
    /// Last day, without extensions.
    to: NaiveDate,
    /// Last days after each extension (*prorrogação*), in the order they were given.
    #[graphql(default)]
    extensions: Vec<NaiveDate>,
}

impl CycleWindow {
    pub(super) fn all(parameters: &CycleParameters) -> Vec<Self> {
        let window = |window: &StageWindow| Self {
            stage: Enumeration(window.stage),
            from: window.from,
            to: window.to,
            extensions: window.extensions.clone(),
        };
        parameters.windows.iter().map(window).collect()
    }

    pub(super) fn parsed(&self) -> StageWindow {
        StageWindow { stage: self.stage.0, from: self.from, to: self.to, extensions: self.extensions.clone() }
    }
}

/// A stage (*etapa*) and the one to which it elects.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleStageInput")]
pub(crate) struct CycleStage {
    /// The stage.
    level: Enumeration<Level>,
    /// The stage its delegates go to; null for the last.
    elects_to: Option<Enumeration<Level>>,
}

/// The form a conference must have.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleFormatInput")]
pub(crate) struct CycleFormat {
    /// Stages and what each elects to.
    stages: Vec<CycleStage>,
    /// Modes a conference may have (*modalidades*).
    modes_allowed: Vec<Enumeration<ConferenceMode>>,
    /// Fewest hours of sessions (*carga horária mínima*).
    min_hours: i32,
    /// Fewest days.
    min_days: i32,
    /// Fewest shifts (*turnos*).
    min_shifts: i32,
    /// Types the convocation act may have.
    convocation_act_types: Vec<Enumeration<ConvocationActType>>,
    /// Offices that sign the convocation act.
    required_signers: Vec<Enumeration<SignerRole>>,
    /// Size classes whose councils may hold a conference together (*conferência intermunicipal*).
    joint_conferences_allowed: Vec<Enumeration<SizeClass>>,
}

impl CycleFormat {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let stage =
            |stage: &Stage| CycleStage { level: Enumeration(stage.level), elects_to: stage.elects_to.map(Enumeration) };
        Self {
            stages: parameters.stages.iter().map(stage).collect(),
            modes_allowed: enumerations(&parameters.modes_allowed),
            min_hours: shown(parameters.minimum.min_hours),
            min_days: shown(parameters.minimum.min_days),
            min_shifts: shown(parameters.minimum.min_shifts),
            convocation_act_types: enumerations(&parameters.convocation_act_types),
            required_signers: enumerations(&parameters.required_signers),
            joint_conferences_allowed: enumerations(&parameters.joint_conferences_allowed),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let stage = |stage: &CycleStage| Stage { level: stage.level.0, elects_to: stage.elects_to.map(|to| to.0) };
        parameters.stages = self.stages.iter().map(stage).collect();
        parameters.modes_allowed = codes(&self.modes_allowed);
        parameters.minimum.min_hours = count("minHours", self.min_hours)?;
        parameters.minimum.min_days = count("minDays", self.min_days)?;
        parameters.minimum.min_shifts = count("minShifts", self.min_shifts)?;
        parameters.convocation_act_types = codes(&self.convocation_act_types);
        parameters.required_signers = codes(&self.required_signers);
        parameters.joint_conferences_allowed = codes(&self.joint_conferences_allowed);
        Ok(())
    }
}

/// A size class and the largest population that still belongs to it.
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleSizeInput")]
pub(crate) struct CycleSize {
    /// The class (*porte*).
    size_class: Enumeration<SizeClass>,
    /// Largest population; null for the last class.
    max_population: Option<i32>,
}

/// How municipalities are classed (*portes*).
#[derive(Debug, Clone, Serialize, SimpleObject, InputObject)]
#[graphql(input_name = "CycleSizesInput")]
pub(crate) struct CycleSizes {
    /// Which population counts.
    population_basis: Enumeration<PopulationBasis>,
    /// The classes, smallest first.
    classes: Vec<CycleSize>,
}

impl CycleSizes {
    pub(super) fn of(parameters: &CycleParameters) -> Self {
        let size = |limit: SizeLimit| CycleSize {
            size_class: Enumeration(limit.class),
            max_population: limit.max_population.map(shown),
        };
        let limits: Vec<SizeLimit> = parameters.size_classes.clone().into();
        Self {
            population_basis: Enumeration(parameters.population_basis),
            classes: limits.into_iter().map(size).collect(),
        }
    }

    pub(super) fn apply(&self, parameters: &mut CycleParameters) -> Result<(), Refusal> {
        let limit = |size: &CycleSize| {
            let max_population = size.max_population.map(|max| count("sizeClasses", max)).transpose()?;
            Ok::<_, Refusal>(SizeLimit { class: size.size_class.0, max_population })
        };
        let limits: Vec<SizeLimit> = self.classes.iter().map(limit).collect::<Result<_, _>>()?;
        parameters.size_classes = SizeClasses::new(&limits)?;
        parameters.population_basis = self.population_basis.0;
        Ok(())
    }
}
