//! The reasons written beside a settled destaque, in Portuguese.

/// Why it fell; `rule` is the article, for instance "art. 15, § 2º", `kept` what stays, for
/// instance "fica aprovado o texto do caderno".
pub fn fallen_reason(rule: &str, kept: &str) -> String {
    format!("Caiu: quem pediu o destaque não estava presente quando chamado ({rule}); {kept}.")
}

/// Why it is pointless: the destaque `by` decided before on the same text.
pub fn mooted_reason(by: &str, rule: &str) -> String {
    format!("Prejudicado: o destaque {by}, já aprovado, decidiu sobre o mesmo texto ({rule}).")
}

/// What the table answered to a clarification.
pub fn answered_reason(answer: &str, rule: &str) -> String {
    let answer = answer.trim().trim_end_matches('.');
    format!("A mesa respondeu: {answer}. Esclarecimento não vai a voto ({rule}).")
}

/// How the vote ended; `kept` says what stays when it was rejected.
pub fn decided_reason(approved: bool, poll: &str, kept: &str) -> String {
    if approved { format!("Aprovado na votação {poll}.") } else { format!("Rejeitado na votação {poll}; {kept}.") }
}
