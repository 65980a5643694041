//! What is generated and committed is fresh.

mod descriptions;
mod entities;
mod evolution;
mod refusals;

use testkit::generated::assert_fresh;

#[test]
fn the_schema_is_fresh() {
    assert_fresh("schema.graphql", &api::sdl());
}

#[test]
fn the_role_matrix_is_fresh() {
    assert_fresh("docs/role-matrix.md", &policy::matrix_markdown());
}
