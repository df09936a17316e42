//! One attempt to send a request, as the stages of the pipeline pass it on, and the trait of a stage.

use super::raw_response::RawResponse;
use crate::auth::AppliedCredential;
use crate::error::Error;
use crate::policy::Owner;
use crate::request::PreparedRequest;
use reqwest::Url;
use reqwest::header::HeaderMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A stage of the pipeline: does its own part, and runs the next stage as often as that takes.
pub(super) trait Stage: Sync {
    fn send(
        &self,
        attempt: &Attempt<'_>,
    ) -> impl Future<Output = Result<Box<RawResponse>, Error>> + Send;
}

/// A request on its way to one URL. Each stage fills in what it is responsible for.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) request: &'a PreparedRequest,
    /// The number of the attempt, from 1 on.
    pub(super) number: u32,
    /// On the session's clock.
    pub(super) deadline: Duration,
    /// The owner of the request, once a stage has needed it.
    pub(super) owner: Option<&'a OnceLock<Owner>>,
    /// The URL of the request, or where a redirect leads.
    pub(super) url: &'a Url,
    /// Whether the URL is that of the result of the request, which is read with GET.
    pub(super) reads_result: bool,
    /// Whether a redirect led to a URL that is not trusted. From there on, no credentials are sent.
    pub(super) is_foreign: bool,
    pub(super) credentials: &'a [Arc<AppliedCredential>],
    /// The headers without credentials, if interceptors have seen them.
    pub(super) headers: Option<&'a HeaderMap>,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(request: &'a PreparedRequest, number: u32, deadline: Duration) -> Self {
        Self {
            request,
            number,
            deadline,
            owner: None,
            url: &request.url,
            reads_result: false,
            is_foreign: false,
            credentials: &[],
            headers: None,
        }
    }

    /// The owner of the request. Stages that do not need it save the work to identify it.
    pub(super) fn owner(&self) -> &'a Owner {
        let request = self.request;
        match self.owner {
            Some(owner) => owner.get_or_init(|| request.session.tenants().owner(request.path())),
            None => &Owner::Nobody,
        }
    }

    /// The time until the deadline.
    pub(super) fn time_left(&self) -> Duration {
        self.deadline.saturating_sub(self.request.session.clock().elapsed())
    }
}
