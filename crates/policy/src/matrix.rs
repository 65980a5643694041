//! The matrix of roles and actions, as a function and as a table people can read.

use crate::{action::Action, role::Role};
use domain::Code;

/// Whether a holder of the role may do the action.
pub fn allows(role: Role, action: Action) -> bool {
    action.roles().contains(&role)
}

/// The matrix as Markdown, committed as `docs/role-matrix.md` and proven fresh by a test.
pub fn matrix_markdown() -> String {
    let mut text = String::from(
        "# Who may do what\n\nGenerated from `crates/policy`; a test fails when it is stale.\n\n| action |",
    );
    for role in Role::ALL {
        text.push_str(&format!(" {} |", role.code().to_lowercase().replace('_', " ")));
    }
    text.push_str("\n|---|");
    text.push_str(&":-:|".repeat(Role::ALL.len()));
    for action in Action::ALL {
        text.push_str(&format!("\n| `{}` |", action.code()));
        for role in Role::ALL {
            text.push_str(if allows(*role, *action) { " ● |" } else { "  |" });
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auditors_change_nothing() {
        for action in Action::ALL.iter().filter(|action| allows(Role::Auditor, **action)) {
            let reads = action.code().contains("read") || *action == Action::PreRegister;
            assert!(reads, "an auditor may {}", action.code());
        }
    }

    #[test]
    fn displays_and_the_public_only_read_or_register() {
        for role in [Role::Display, Role::Public] {
            for action in Action::ALL.iter().filter(|action| allows(role, **action)) {
                assert!(action.code().ends_with(".read") || *action == Action::PreRegister, "{}", action.code());
            }
        }
    }

    #[test]
    fn only_delegates_vote() {
        for action in [Action::CastVote, Action::CastBallot] {
            assert_eq!(action.roles(), &[Role::Delegate]);
        }
    }
}
