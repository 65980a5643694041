//! Enumerations of the domain in GraphQL: any [`Code`] is an enum with the same values, described
//! by the domain's own words.

use async_graphql::registry::{MetaEnumValue, MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
    Value, parser::types::Field,
};
use domain::Code;
use std::borrow::Cow;

/// A [`Code`] as a GraphQL enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enumeration<T: Code>(pub T);

fn described<T: Code>() -> MetaType {
    let value = |code: T| MetaEnumValue {
        name: code.code().to_owned(),
        description: Some(code.description().trim().to_owned()),
        deprecation: Default::default(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    };
    MetaType::Enum {
        name: T::NAME.to_owned(),
        description: Some(T::DESCRIPTION.trim().to_owned()),
        enum_values: T::ALL.iter().map(|code| (code.code().to_owned(), value(*code))).collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: Some(std::any::type_name::<Enumeration<T>>()),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

impl<T: Code> OutputType for Enumeration<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Enum, |_| described::<T>())
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::Enum(Name::new(self.0.code())))
    }
}

impl<T: Code> InputType for Enumeration<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| described::<T>())
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let code = match &value {
            Some(Value::Enum(name)) => name.as_str(),
            Some(Value::String(text)) => text.as_str(),
            _ => return Err(InputValueError::expected_type(value.unwrap_or_default())),
        };
        T::from_code(code)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("{} não tem o valor \"{code}\".", T::NAME)))
    }

    fn to_value(&self) -> Value {
        Value::Enum(Name::new(self.0.code()))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Code> serde::Serialize for Enumeration<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

/// Codes as enums.
pub(crate) fn enumerations<T: Code>(codes: &[T]) -> Vec<Enumeration<T>> {
    codes.iter().copied().map(Enumeration).collect()
}

/// Enums as codes.
pub(crate) fn codes<T: Code>(enumerations: &[Enumeration<T>]) -> Vec<T> {
    enumerations.iter().map(|one| one.0).collect()
}

/// An optional kept code as an optional enum.
pub(crate) fn optional<T: Code>(code: Option<impl std::ops::Deref<Target = T>>) -> Option<Enumeration<T>> {
    code.map(|code| Enumeration(*code))
}
