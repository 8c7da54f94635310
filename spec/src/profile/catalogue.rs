//! The catalogue of silent points: each point that a profile settles, written once.

use serde::{Deserialize, Serialize};

use super::settings::{
    CheckOrder, Choice, Duplicates, EmptyString, Null, Precision, UnknownFields, UnknownValues, Unset, Zone,
};
use crate::{Claim, claim};

/// A point that the contract leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The name of the setting in a profile, such as `null`.
    pub name: &'static str,
    /// The question that the contract leaves open.
    pub question: &'static str,
    /// The settings that a deployment can have; the first one is the default.
    pub values: &'static [Choice],
    /// The claim under which the suite records what a deployment does, if there is one.
    pub claim: Option<Claim>,
}

/// Defines the profile and its catalogue from one list of points.
macro_rules! profile {
    ($($(#[doc = $question:literal])+ $name:ident: $kind:ident, $claim:expr;)*) => {
        /// How a deployment settles each silent point of the contract.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Profile {
            $($(#[doc = $question])+ pub $name: $kind,)*
        }

        impl Profile {
            /// All points, in the order of a profile.
            pub const POINTS: &'static [Point] = &[$(Point {
                name: stringify!($name),
                question: concat!($($question),+).trim_ascii(),
                values: $kind::VALUES,
                claim: $claim,
            },)*];

            /// Each point with the value that this profile has for it.
            ///
            /// ```
            /// use authms_spec::profile::Profile;
            ///
            /// let profile = Profile::default();
            /// assert!(profile.settings().any(|(point, value)| (point.name, value) == ("zone", "utc")));
            /// ```
            pub fn settings(&self) -> impl Iterator<Item = (&'static Point, &'static str)> {
                Self::POINTS.iter().zip([$(self.$name.name(),)*])
            }
        }
    };
}

profile! {
    /// What `null` in an update does to a field.
    null: Null, Some(claim::SILENT_NULL);
    /// What `""` in an update does to a field.
    empty_string: EmptyString, Some(claim::SILENT_EMPTY_STRING);
    /// What an unknown field in a request does.
    unknown_fields: UnknownFields, Some(claim::SILENT_UNKNOWN_FIELDS);
    /// What a value outside the known ones (`status`, `grant_types`, …) does.
    unknown_values: UnknownValues, Some(claim::SILENT_UNKNOWN_STATUS);
    /// What happens to duplicates in a list.
    duplicates: Duplicates, Some(claim::SILENT_DUPLICATES);
    /// How a response shows a string that is not set.
    unset_strings: Unset, None;
    /// How a response shows a list that is empty.
    unset_lists: Unset, None;
    /// How precise timestamps are.
    precision: Precision, None;
    /// In which time zone timestamps are shown.
    zone: Zone, None;
    /// Whether an unknown client or an invalid body is noticed first.
    check_order: CheckOrder, Some(claim::SILENT_CHECK_ORDER);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Class;

    #[test]
    fn the_first_value_of_each_point_is_its_default() {
        for (point, value) in Profile::default().settings() {
            assert_eq!(point.values[0].name, value, "{}", point.name);
        }
    }

    #[test]
    fn each_claim_of_a_point_is_an_observed_one() {
        for claim in Profile::POINTS.iter().filter_map(|point| point.claim) {
            assert_eq!(claim.class, Class::Observed, "{}", claim.id);
        }
    }

    #[test]
    fn the_catalogue_explains_each_point_and_value() {
        let null = &Profile::POINTS[0];
        assert_eq!((null.name, null.question), ("null", "What `null` in an update does to a field."));
        assert_eq!(null.values[2], Choice { name: "reject", effect: "The request is refused with 400." });
    }
}
