//! Setters for the fields of a model, to build values in tests.

/// Gives a model a setter for each of its optional fields.
macro_rules! setters {
    ($model:ident { $($field:ident: $of:ty),* $(,)? }) => {
        /// Setters, to build values in tests.
        impl $model {
            $(
                #[doc = concat!("Sets `", stringify!($field), "`.")]
                #[must_use = "a setter returns the changed value"]
                pub fn $field(mut self, $field: impl Into<$of>) -> Self {
                    self.$field = Some($field.into());
                    self
                }
            )*
        }
    };
}

pub(crate) use setters;
