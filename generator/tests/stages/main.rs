//! Each stage of the generator by itself, on documents that show one construct or one fault each.

mod compact;
mod corpus;
mod fixtures;
mod layers;
mod normalise;
mod properties;
mod read;
mod rejected;
