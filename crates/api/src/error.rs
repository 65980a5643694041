//! What is not an outcome: the `errors` array.

use async_graphql::{Error, ErrorExtensions};
use usecases::{Ctx, Failure};

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
        internal => {
            tracing::error!(request_id = %ctx.request_id, error = %internal, "unexpected failure");
            let id = ctx.request_id.clone();
            coded(
                "INTERNAL",
                "Algo inesperado aconteceu e nada foi gravado. Tente de novo; se repetir, informe o número do pedido.",
            )
            .extend_with(|_, extensions| extensions.set("requestId", id))
        }
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
