//! Enumerations that are stored and sent as stable text codes.

/// A closed set of values, each with a stable code (`SCREAMING_SNAKE_CASE`) and a pt-BR label.
pub trait Code: Copy + Eq + Send + Sync + std::fmt::Debug + 'static {
    /// Name of the set, for error messages of a developer.
    const NAME: &'static str;
    /// What the set is, in English, with the Portuguese legal term where one exists.
    const DESCRIPTION: &'static str;
    /// All values in declaration order.
    const ALL: &'static [Self];
    /// The stable code, as stored and as shown by the API.
    fn code(self) -> &'static str;
    /// What a person reads, in Portuguese.
    fn label(self) -> &'static str;
    /// What the value means, in English, with the Portuguese legal term where one exists.
    fn description(self) -> &'static str;
    /// The value with that code, if there is one.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enumeration with its codes and labels, [`Code`] and serde (as the code).
///
/// ```
/// domain::codes! {
///     /// Sector (*setor*) of a seat.
///     pub enum Sector {
///         /// Government (*governo*).
///         Government = "GOVERNMENT", "governo";
///         /// Civil society (*sociedade civil*).
///         CivilSociety = "CIVIL_SOCIETY", "sociedade civil";
///     }
/// }
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[doc = $doc:expr])* pub enum $name:ident { $($(#[doc = $vdoc:expr])* $(#[serde($($attribute:tt)*)])? $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[doc = $vdoc])* #[serde(rename = $code $(, $($attribute)*)?)] $variant,)+ }

        impl $crate::Code for $name {
            const NAME: &'static str = stringify!($name);
            const DESCRIPTION: &'static str = concat!($($doc),*);
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }
            fn label(self) -> &'static str { match self { $(Self::$variant => $label),+ } }
            fn description(self) -> &'static str { match self { $(Self::$variant => concat!($($vdoc),*)),+ } }
        }
    };
}
