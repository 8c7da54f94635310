//! For the tests of applications: responses without a server, and matchers for wiremock.
//!
//! [`Transport`] responds to the requests of a client within the process, below tokens and retries;
//! [`decode_response`](crate::decode_response) shows how the SDK reads one response. With the feature `wiremock`, the module
//! `matchers` tells the operations apart on a server of the crate `wiremock`.
//!
//! # What a response carries
//!
//! A success is `{"code": 0, "message": "ok", "data": …}`; every field is optional. [`Reply::data`] adds the envelope, and
//! [`Reply::page`] makes the response of a list: `{"code": 0, "items": […], "total": 1, "pagination": {…}}`. A refusal is
//! `{"code": 40400001, "message": "…"}` with a status of 400 or above.
//!
//! | call | status | `data` |
//! |---|---|---|
//! | `get_client`, `update_client` | 200 | a client, as [`OAuthClient`](crate::OAuthClient) serializes |
//! | `create_client`, `clone_client` | 201 | a client, and `client_secret` |
//! | `create_client_secret` | 201 | `secret_id`, `secret_value`, `status`, `created_at` |
//! | `rotate_client_secret` | 200 | `client_id`, `new_secret`, `rotated_at` |
//! | `list_client_secrets` | 200 | `{"secrets": […]}`, each as [`ClientSecret`](crate::ClientSecret) serializes |
//! | `deactivate_client_secret` | 200 | a secret, as [`ClientSecret`](crate::ClientSecret) serializes |
//! | `get_client_stats` | 200 | as [`ClientStats`](crate::ClientStats) serializes |
//! | `revoke_client_tokens`, `revoke_user_tokens` | 200 | `revoked_access_tokens`, `revoked_refresh_tokens`, `grace_period` |
//! | `list_clients`, `list_client_tokens`, `list_client_audit_logs` | 200 | a page |
//! | `delete_client`, `delete_client_secret` | 204 | no body: `Reply::new(204, "")` |

#[cfg(feature = "wiremock")]
pub mod matchers;
mod transport;

pub use transport::{Failure, Reply, SentRequest, Transport};
