//! What is not an outcome: the `errors` array.

use async_graphql::{Error, ErrorExtensions};
use usecases::{Ctx, Failure, Trouble};

/// An error with a machine code in its extensions.
pub(crate) fn coded(code: &str, message: &str) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// Not there, or not there for this actor; the two are never told apart.
pub(crate) fn not_found() -> Error {
    coded("NOT_FOUND", "Não encontrado.")
}

/// Turns the end of a use case into an error. Refusals become errors only where a field has no
/// union to say them in (queries); unexpected failures are logged once and shown as `INTERNAL`.
pub(crate) fn failed(ctx: &Ctx, failure: Failure) -> Error {
    match failure {
        Failure::NotFound => not_found(),
        Failure::Unauthenticated => coded("UNAUTHENTICATED", "Entre com sua conta ou seu crachá para continuar."),
        Failure::Refused(refusal) => coded(refusal.code, &refusal.message),
        unexpected => {
            tracing::error!(request_id = %ctx.request_id, error = %unexpected, "unexpected failure");
            let (code, message) = words(unexpected.trouble());
            let id = ctx.request_id.clone();
            coded(code, message).extend_with(|_, extensions| extensions.set("requestId", id))
        }
    }
}

fn words(trouble: Option<Trouble>) -> (&'static str, &'static str) {
    match trouble {
        None => (
            "INTERNAL",
            "Algo inesperado aconteceu e nada foi gravado. Tente de novo; se repetir, informe o número do pedido.",
        ),
        Some(Trouble::Full) => (
            "STORAGE_FULL",
            "O servidor está sem espaço e nada foi gravado; o que já estava guardado continua lá. Avise quem cuida do \
             sistema e envie de novo depois.",
        ),
        Some(Trouble::Unreachable) => (
            "UNAVAILABLE",
            "O banco de dados está fora do ar por um instante. Envie de novo com a mesma chave: o que já valeu não vale \
             duas vezes.",
        ),
    }
}

/// Extension of results for resolvers.
pub(crate) trait OrFail<T> {
    /// The value, or the error to show.
    fn or_fail(self, ctx: &Ctx) -> async_graphql::Result<T>;
}

impl<T> OrFail<T> for usecases::Outcome<T> {
    fn or_fail(self, ctx: &Ctx) -> async_graphql::Result<T> {
        self.map_err(|failure| failed(ctx, failure))
    }
}

/// What async-graphql refuses before execution, by its words, and the code and words we give it.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "too complex",
        "TOO_COMPLEX",
        "A consulta custa mais de 5.000 pontos. Peça menos itens ou menos campos por página.",
    ),
    ("too deep", "TOO_DEEP", "A consulta tem mais de 15 níveis. Peça menos campos dentro de campos."),
    ("recursion depth", "TOO_DEEP", "A consulta tem mais de 15 níveis. Peça menos campos dentro de campos."),
    ("directives", "TOO_MANY_DIRECTIVES", "Use no máximo 10 diretivas por campo."),
];

/// The answer with a code on every error: those of the language itself become `INVALID_DOCUMENT`.
pub(crate) fn with_codes(mut answer: async_graphql::Response) -> async_graphql::Response {
    for error in &mut answer.errors {
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_some() {
            continue;
        }
        let known = REFUSED.iter().find(|(words, _, _)| error.message.contains(words));
        extensions.set("code", known.map_or("INVALID_DOCUMENT", |(_, code, _)| *code));
        error.message = match known {
            Some((_, _, message)) => (*message).to_owned(),
            None => format!("O servidor não entende esta consulta: {}.", error.message.trim_end_matches('.')),
        };
    }
    answer
}
