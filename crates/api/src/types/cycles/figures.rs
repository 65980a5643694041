//! Numbers of parameters as they come in, and as they go out.

use domain::Refusal;
use domain::seats::Share;

/// A whole number that is not negative.
pub(super) fn count<T: TryFrom<i32>>(field: &str, number: i32) -> Result<T, Refusal> {
    T::try_from(number).map_err(|_| {
        Refusal::invalid(field, "NUMBER_INVALID", "Este número não serve aqui. Use um número inteiro, zero ou maior.")
    })
}

/// As [`count`], where the number may be missing.
pub(super) fn optional_count<T: TryFrom<i32>>(field: &str, number: Option<i32>) -> Result<Option<T>, Refusal> {
    number.map(|number| count(field, number)).transpose()
}

/// A part of a whole, between 0 and 1.
pub(super) fn share(field: &str, number: f64) -> Result<Share, Refusal> {
    Share::of_number(number).ok_or_else(|| {
        Refusal::invalid(field, "SHARE_INVALID", "Informe uma parte entre 0 e 1, por exemplo 0.5 para a metade.")
    })
}

/// A number that was one when it came in.
pub(super) fn shown(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

/// A share as a number between 0 and 1.
pub(super) fn part(share: Share) -> f64 {
    f64::from(share.ten_thousandths()) / 10_000.0
}
