//! Evaluations: who has answered, and apart from it the answers.

use crate::entity::*;
use crate::{Result, Scope};
use domain::evaluations::{Answer, EvaluationForm};
use sea_orm::QueryOrder;

/// Evaluations.
pub mod evaluation {
    use super::*;

    /// The evaluation (*avaliação*) of a conference.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "evaluations")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The conference.
        pub conference_id: Uuid,
        /// The form, frozen when it was published.
        pub form: Doc<EvaluationForm>,
        /// Orders the comments so that nothing of their arrival shows; secret.
        pub comment_seed: String,
        /// When answers began.
        pub published_at: DateTimeUtc,
        /// When they ended.
        pub closed_at: Option<DateTimeUtc>,
    }
    tenant_table!();
}

/// Who has answered.
pub mod respondent {
    use super::*;

    /// Somebody who has answered an evaluation. Nothing says what.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "evaluation_respondents")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The evaluation.
        pub evaluation_id: Uuid,
        /// Who.
        pub participant_id: Uuid,
    }
    tenant_table!();
}

/// What was answered.
pub mod answer_box {
    use super::*;

    /// Answers of several people, in an order that comes from the answers alone. An answer goes into a box by lot
    /// and the box is written anew each time, so no row, time or transaction stands for one person.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "evaluation_boxes")]
    pub struct Model {
        /// The council.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tenant_id: Uuid,
        /// The box.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The evaluation.
        pub evaluation_id: Uuid,
        /// Number of the box, from 0.
        pub number: i32,
        /// The answers in it.
        pub answers: Doc<Vec<Answer>>,
    }
    tenant_table!();
}

/// The evaluation of a conference, if it was published.
///
/// # Errors
/// When the database fails.
pub async fn of_conference(scope: &Scope, conference: Uuid) -> Result<Option<evaluation::Model>> {
    scope.one(scope.find::<evaluation::Entity>().filter(evaluation::Column::ConferenceId.eq(conference))).await
}

/// The boxes of an evaluation, by number.
///
/// # Errors
/// When the database fails.
pub async fn boxes(scope: &Scope, evaluation: Uuid) -> Result<Vec<answer_box::Model>> {
    let query = scope.find::<answer_box::Entity>().filter(answer_box::Column::EvaluationId.eq(evaluation));
    scope.all(query.order_by_asc(answer_box::Column::Number)).await
}

/// A box of an evaluation.
///
/// # Errors
/// When the database fails.
pub async fn numbered(scope: &Scope, evaluation: Uuid, number: i32) -> Result<Option<answer_box::Model>> {
    let query = scope
        .find::<answer_box::Entity>()
        .filter(answer_box::Column::EvaluationId.eq(evaluation))
        .filter(answer_box::Column::Number.eq(number));
    scope.one(query).await
}
