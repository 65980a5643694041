//! What a council does with the reports it receives.
