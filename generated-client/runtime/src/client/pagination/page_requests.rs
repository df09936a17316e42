//! Requests the pages of a listing, each found by the one before. `Call` -> `RawResponse`s.

use super::next_page::{next_page, relation};
use super::read_ahead;
use super::stop_condition::StopCondition;
use crate::api::{Direction, NextPage};
use crate::error::Error;
use crate::http::{PendingResponse, RawResponse, send};
use crate::request::{Call, Cursor, ListOptions, PreparedRequest};
use crate::response::Undecodable;
use crate::sanitize::{Redact, one_line};
use reqwest::Url;
use std::collections::HashSet;
use std::task::{Context, Poll};

/// The state of a listing.
pub(super) struct PageRequests {
    state: State,
    direction: Direction,
    stop: Option<StopCondition>,
    reads_ahead: bool,
    /// How many more pages may be requested.
    left: usize,
    /// The URLs requested so far.
    seen: HashSet<Url>,
    /// The next page to deliver, once one has been requested.
    position: Option<Cursor>,
}

enum State {
    /// Nothing has been requested yet.
    Start(Box<Call>, Option<Cursor>),
    /// The next page is known.
    Next(Box<PreparedRequest>),
    /// A page has been requested. The request is reused for the page after it.
    Waiting(PendingResponse, Box<PreparedRequest>),
    /// The next page cannot be requested.
    Broken(Error),
    /// There is no next page.
    End,
}

impl PageRequests {
    pub(super) fn new(mut call: Call) -> Self {
        let paging = call.paging();
        let ListOptions { max_pages, direction, until, one_by_one, resume } =
            call.take_list_options();
        let resumed = resume.as_ref().map(Cursor::direction);
        let direction = direction.or(resumed).unwrap_or(paging.direction);
        let stop =
            paging.time_bounds.map(|bounds| StopCondition::new(&bounds, direction, until.as_ref()));
        let label = call.label().clone();
        let (stop, state) = match stop.transpose() {
            Ok(stop) => (stop, State::Start(Box::new(call), resume)),
            Err(failure) => (None, State::Broken(Error::request(failure).of(label))),
        };
        Self {
            state,
            direction,
            stop,
            reads_ahead: !one_by_one,
            left: max_pages.unwrap_or(usize::MAX),
            seen: HashSet::new(),
            position: None,
        }
    }

    /// The response with the next page. After an error there is none.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Box<RawResponse>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Poll::Ready(None),
                State::Broken(error) => return Poll::Ready(Some(Err(error))),
                State::Start(call, cursor) => match self.first(*call, cursor.as_ref()) {
                    Ok(request) => self.state = self.go_to(request),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Next(request) => {
                    let pending = send((*request).clone());
                    self.state = self.requesting(request, pending);
                }
                State::Waiting(mut pending, request) => {
                    let Poll::Ready(response) = pending.as_mut().poll(context) else {
                        self.state = State::Waiting(pending, request);
                        return Poll::Pending;
                    };
                    if let Ok(response) = &response {
                        self.state = self.after(response, request);
                    }
                    return Poll::Ready(Some(response));
                }
            }
        }
    }

    /// The first page: that of the cursor, if there is one.
    fn first(
        &mut self,
        call: Call,
        cursor: Option<&Cursor>,
    ) -> Result<Box<PreparedRequest>, Error> {
        let mut request = Box::new(call.prepare()?);
        if let Some(stop) = &mut self.stop {
            stop.end_with(&request.url);
        }
        let has_previous = matches!(request.pages.next, NextPage::Link) || self.stop.is_some();
        if self.direction == Direction::Backwards && !has_previous {
            let failure = "no page refers to the one before: read the listing forwards";
            return Err(Error::request(failure).of(request.label));
        }
        if let Some(cursor) = cursor {
            cursor.apply(&mut request)?;
        }
        Ok(request)
    }

    /// The page at which the listing resumes: after an error, the page that failed.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        self.position.clone()
    }

    /// Requests the last page again, because it could not be decoded.
    pub(super) fn go_back(&mut self, unfit: Undecodable) {
        if let State::Waiting(_, next) = &self.state {
            self.left = self.left.saturating_add(1);
            self.seen.remove(&next.url);
        }
        self.state = match unfit.request().cloned() {
            Some(request) => {
                self.position = Some(Cursor::new(&request, self.direction));
                State::Waiting(unfit.replaced(), Box::new(request))
            }
            None => State::Broken(unfit.into_error()),
        };
    }

    /// The state after a page. The page after it is requested immediately, if reading ahead.
    fn after(&mut self, response: &RawResponse, mut request: Box<PreparedRequest>) -> State {
        self.position = None;
        let form = request.pages;
        let relation = relation(self.direction);
        let page = match next_page(&form, &request.url, response, relation) {
            Ok(Some(page)) => page,
            Ok(None) => return State::End,
            Err(failure) => return State::Broken(Error::paging(failure).of(request.label)),
        };
        let failure = if !request.session.trust().covers(&page) {
            let host = page.host_str().unwrap_or("no host at all").to_owned();
            let host = one_line(&request.session.redact(host));
            format!("the next page is at {host}, which is not trusted")
        } else if self.seen.contains(&page) {
            "the next page is one that was read already".to_owned()
        } else {
            let now = request.session.clock().now();
            let is_over = self.stop.is_some_and(|stop| stop.is_before(&page, now));
            request.go_to_page(page);
            return match self.go_to(request) {
                State::Next(_) if is_over => State::End,
                State::Next(request) if self.reads_ahead => {
                    let pending = read_ahead::spawn((*request).clone());
                    self.requesting(request, pending)
                }
                state => state,
            };
        };
        State::Broken(Error::paging(failure).of(request.label))
    }

    /// The state once the next page is known.
    fn go_to(&mut self, mut request: Box<PreparedRequest>) -> State {
        request.next_page();
        self.position = Some(Cursor::new(&request, self.direction));
        if self.left == 0 { State::End } else { State::Next(request) }
    }

    /// The state while a page is requested.
    fn requesting(&mut self, request: Box<PreparedRequest>, pending: PendingResponse) -> State {
        self.left = self.left.saturating_sub(1);
        self.seen.insert(request.url.clone());
        State::Waiting(pending, request)
    }
}
