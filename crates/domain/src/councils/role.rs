//! What a person does in a council. Who may do what with a role is decided by `policy`.

use crate::Refusal;
use crate::codes;

codes! {
    /// Role in a council (*papel no conselho*).
    pub enum Role {
        /// Executive secretary (*secretaria executiva*): runs the council's conference from day to day.
        Secretary = "SECRETARY", "secretaria executiva";
        /// President (*presidência*): signs what the council decides.
        President = "PRESIDENT", "presidência";
        /// Member of the organizing committee (*comissão organizadora*).
        Committee = "COMMITTEE", "comissão organizadora";
        /// Credentialing desk (*credenciamento*).
        Credentialing = "CREDENTIALING", "credenciamento";
        /// Rapporteur (*relatoria*).
        Rapporteur = "RAPPORTEUR", "relatoria";
        /// Directing table (*mesa diretora*): chairs the plenaries.
        Table = "TABLE", "mesa diretora";
        /// Auditor (*controle*): reads everything, changes nothing.
        Auditor = "AUDITOR", "auditoria";
    }
}

impl Role {
    /// Whether the role changes anything at all.
    pub fn writes(self) -> bool {
        self != Self::Auditor
    }

    /// Whether somebody in this role may sign a council up.
    pub fn signs_up(self) -> bool {
        matches!(self, Self::Secretary | Self::President)
    }
}

/// Keeps a council from losing everybody who can invite others: `remaining` are the roles that
/// would be left after a removal or change.
///
/// # Errors
/// `LAST_SECRETARY` when neither secretary nor president would be left.
pub fn refuse_last_secretary(remaining: &[Role]) -> Result<(), Refusal> {
    if remaining.iter().any(|role| role.signs_up()) {
        return Ok(());
    }
    Err(Refusal::rule(
        "LAST_SECRETARY",
        "secretaria ou presidência em todo conselho",
        "O conselho ficaria sem secretaria e sem presidência. Dê antes um desses papéis a outra pessoa.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn only_the_auditor_changes_nothing() {
        let silent: Vec<_> = Role::ALL.iter().filter(|role| !role.writes()).collect();
        assert_eq!(silent, [&Role::Auditor]);
    }

    #[test]
    fn the_last_person_who_can_invite_stays() {
        assert!(refuse_last_secretary(&[Role::President, Role::Auditor]).is_ok());
        assert_eq!(refuse_last_secretary(&[Role::Table, Role::Auditor]).unwrap_err().code, "LAST_SECRETARY");
    }
}
