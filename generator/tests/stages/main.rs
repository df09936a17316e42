//! Each stage of the generator by itself, on documents that show one construct or one fault each.

mod compact;
mod corpus;
mod escape;
mod fixtures;
mod hostile;
mod layers;
mod lower;
mod normalise;
mod printed;
mod properties;
mod read;
mod rejected;
mod render;
