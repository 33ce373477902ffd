//! Enums whose values stand in rows, forms and files as one word each.

/// Makes an enum of values that are kept as one word each.
///
/// Shape: `Value = "word",` or, where the catalogue has a name for it,
/// `Value = "word" => "catalogue.key",` for every value. The enum gets `ALL` in
/// the order written, `code` and `read` (exact: no other letters, no blanks),
/// and with keys also `words`. Two values with one word do not compile.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$about:meta])* $value:ident = $code:literal),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$about])* $value),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$value),*];

            /// The word that rows keep and forms send.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$value => $code),* }
            }

            /// Read the word of a row or a form.
            pub fn read(code: &str) -> Option<Self> {
                #[deny(unreachable_patterns, reason = "each value has a word of its own")]
                match code {
                    $($code => Some(Self::$value),)*
                    _ => None,
                }
            }
        }
    };
    ($(#[$doc:meta])* $name:ident {
        $($(#[$about:meta])* $value:ident = $code:literal => $words:literal),* $(,)?
    }) => {
        $crate::kit::coded! {
            $(#[$doc])* $name { $($(#[$about])* $value = $code),* }
        }

        impl $name {
            /// The key of its name in the catalogue.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$value => $words),* }
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    coded! {
        /// A side of the road.
        Side {
            /// The left one.
            Left = "left" => "road.left",
            /// The right one.
            Right = "right_hand" => "road.right",
        }
    }

    #[test]
    fn a_value_is_read_back_from_its_word_and_from_nothing_else() {
        assert_eq!(Side::ALL, [Side::Left, Side::Right]);
        assert_eq!(Side::ALL.map(Side::code), ["left", "right_hand"]);
        assert_eq!(Side::ALL.map(Side::words), ["road.left", "road.right"]);
        for side in Side::ALL {
            assert_eq!(Side::read(side.code()), Some(side));
        }
        for other in ["", "Left", " left", "right", "left "] {
            assert_eq!(Side::read(other), None, "{other:?}");
        }
        assert!(Side::Left < Side::Right);
    }
}
