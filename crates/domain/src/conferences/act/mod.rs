//! The act that convenes a conference (*ato de convocação*), from its model to its publication.
//! Source: domain.md section 4.

mod model;
mod signing;
mod types;

pub use model::{DEFAULT_MODEL, ModelValues, Placeholder, check_model, fill};
pub use types::{ActRefused, ConvocationAct, ConvocationActType, Publication, Signer, SignerRole, check_type};
