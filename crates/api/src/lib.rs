//! The GraphQL API over HTTP and WebSocket.
//!
//! What belongs here: one file a capability for its types, queries and mutations; ids, pages,
//! outcomes and errors in GraphQL's words; limits; the HTTP and WebSocket handlers. A resolver
//! parses arguments, calls one use case and maps its outcome. What does not: rules, SQL, permission.
#![recursion_limit = "512"] // The merged roots nest one capability in the next, and their futures with them.

mod connection;
mod context;
mod error;
mod http;
mod id;
mod inside;
mod limits;
mod loaders;
mod mutation;
mod outcome;
mod query;
mod schema;
mod subscription;
mod types;

pub use http::{ApiOptions, SchemaAudience, Sockets, router};
pub use inside::execute;
pub use schema::{Schema, schema, sdl};
