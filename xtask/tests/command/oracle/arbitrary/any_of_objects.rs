//! Random objects in an `anyOf`, of which a value may match several.

use super::{Arbitrary, property};
use crate::oracle::schema::{Object, Schema};
use serde_json::json;

impl Arbitrary {
    /// Two to four objects. They may describe one property differently.
    pub(super) fn any_of_objects(&mut self) -> Schema {
        let [mut first, second] = self.disjoint();
        if self.rng.bool() {
            first.properties.push(property("sort", Schema::Constant(json!("first")), true));
        }
        let mut objects = vec![first, second];
        for name in ["third", "fourth"].into_iter().take(self.rng.usize(0..3)) {
            let properties = vec![property(name, Schema::Integer, self.rng.bool())];
            objects.push(Object { properties, ..Object::default() });
        }
        let differ = self.rng.bool();
        let mut parts = Vec::new();
        for mut object in objects {
            let label = if differ { self.any_label() } else { Schema::Text };
            object.properties.push(property("label", label, false));
            parts.push(self.named_or_inline(object));
        }
        if self.rng.u8(0..4) == 0 {
            parts.push(Schema::Text);
        }
        Schema::AnyOf(parts)
    }

    /// One of several schemas for the same property.
    fn any_label(&mut self) -> Schema {
        let object = |name| {
            let properties = vec![property(name, Schema::Text, false)];
            Schema::Object(Object { properties, ..Object::default() })
        };
        match self.rng.u8(0..5) {
            0 => Schema::Text,
            1 => Schema::Integer,
            2 => Schema::List(Box::new(Schema::Text)),
            3 => object("street"),
            _ => object("city"),
        }
    }
}
