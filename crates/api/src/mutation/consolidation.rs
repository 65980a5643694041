//! Consolidation (*sistematização*): what a parent council does with the reports it receives.
