//! The operations of an API as data: parameters, bodies and responses with their JSON Schemas, and their documentation.
