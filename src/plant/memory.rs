//! What rooms remember between requests, lost at a restart: caches and last-seen
//! times. One shelf for each type, so that the plant need not know what lies there.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The shelves of one house.
#[derive(Clone, Default)]
pub struct Memory {
    shelves: Arc<Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memory")
    }
}

impl Memory {
    /// The one value of a type, made empty when it is first asked for.
    pub fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut shelves = self.shelves.lock().unwrap_or_else(PoisonError::into_inner);
        let one = shelves.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        Arc::clone(one).downcast().expect("the shelf of a type holds that type")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_one_value_in_each_house() {
        let (here, there) = (Memory::default(), Memory::default());
        *here.of::<Mutex<u8>>().lock().expect("free") = 7;

        assert_eq!(*here.clone().of::<Mutex<u8>>().lock().expect("free"), 7);
        assert_eq!(*there.of::<Mutex<u8>>().lock().expect("free"), 0);
    }
}
