//! The walk from page to page: in comes a call, out come its answers, each found by a link of the one before.

use super::rules::{Direction, End, Listing};
use super::{Cursor, ahead};
use crate::call::{Call, Outgoing};
use crate::decode::Unfit;
use crate::error::{Error, one_line};
use crate::send::{self, Answer, Pending};
use reqwest::Url;
use std::borrow::Cow;
use std::collections::HashSet;
use std::task::{Context, Poll};

/// Where a listing stands.
pub(super) struct Walk {
    state: State,
    direction: Direction,
    end: Option<End>,
    reads_ahead: bool,
    /// How many pages may still be asked for.
    left: usize,
    /// What was asked for already.
    seen: HashSet<Url>,
    /// The operation, as errors call it.
    label: Cow<'static, str>,
    /// The page that is to be delivered next, once one was asked for.
    position: Option<Url>,
}

enum State {
    /// Nothing was asked for yet.
    Start(Box<Call>, Option<Cursor>),
    /// The next page is known.
    Next(Box<Outgoing>),
    /// A page was asked for; the same request is what the page after it is asked with.
    Waiting(Pending, Box<Outgoing>),
    /// The next page cannot be asked for.
    Broken(Error),
    /// There is no next page.
    End,
}

impl Walk {
    pub(super) fn new(mut call: Call) -> Self {
        let paging = call.paging();
        let Listing { max_pages, direction, until, one_by_one, resume } = call.take_listing();
        let resumed = resume.as_ref().map(Cursor::direction);
        let direction = direction.or(resumed).unwrap_or(paging.direction);
        let end = paging.endless.map(|endless| End::new(&endless, direction, until.as_ref()));
        let label = call.label().clone();
        let (end, state) = match end.transpose() {
            Ok(end) => (end, State::Start(Box::new(call), resume)),
            Err(fault) => (None, State::Broken(Error::request(fault).of(label.clone()))),
        };
        Self {
            state,
            direction,
            end,
            reads_ahead: !one_by_one,
            left: max_pages.unwrap_or(usize::MAX),
            seen: HashSet::new(),
            label,
            position: None,
        }
    }

    /// The answer with the next page. After an error there is none.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Box<Answer>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Poll::Ready(None),
                State::Broken(error) => return Poll::Ready(Some(Err(error))),
                State::Start(call, cursor) => match first(*call, cursor.as_ref()) {
                    Ok(outgoing) => self.state = self.go_to(outgoing),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Next(outgoing) => {
                    let request = (*outgoing).clone();
                    self.state = self.ask(outgoing, send::outgoing(request));
                }
                State::Waiting(mut pending, outgoing) => {
                    let Poll::Ready(answer) = pending.as_mut().poll(context) else {
                        self.state = State::Waiting(pending, outgoing);
                        return Poll::Pending;
                    };
                    if let Ok(answer) = &answer {
                        self.state = self.after(answer, outgoing);
                    }
                    return Poll::Ready(Some(answer));
                }
            }
        }
    }

    /// Where the listing goes on: after an error with the page that failed.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let page = self.position.as_ref()?;
        Some(Cursor::new(&self.label, page, self.direction))
    }

    /// Goes back to the page that was answered last, with something of no use: what was found in that is forgotten.
    pub(super) fn go_back(&mut self, unfit: Unfit) {
        if let State::Waiting(_, next) = &self.state {
            self.left = self.left.saturating_add(1);
            self.seen.remove(&next.url);
        }
        self.state = match unfit.outgoing().cloned() {
            Some(outgoing) => {
                self.position = Some(outgoing.url.clone());
                State::Waiting(unfit.replaced(), Box::new(outgoing))
            }
            None => State::Broken(unfit.into_error()),
        };
    }

    /// Where the listing stands after a page, whose successor is asked for at once if the caller may have that.
    fn after(&mut self, answer: &Answer, mut outgoing: Box<Outgoing>) -> State {
        self.position = None;
        let form = outgoing.session.api().pages;
        let page = match form.next(&outgoing.url, answer, self.direction.relation()) {
            Ok(Some(page)) => page,
            Ok(None) => return State::End,
            Err(fault) => return State::Broken(Error::paging(fault).of(outgoing.label)),
        };
        let fault = if !outgoing.session.trust().covers(&page) {
            let host = one_line(page.host_str().unwrap_or("no host at all"));
            format!("the next page is at {host}, which is not trusted")
        } else if self.seen.contains(&page) {
            "the next page is one that was read already".to_owned()
        } else {
            let now = outgoing.session.clock().now();
            let is_over = self.end.is_some_and(|end| end.is_before(&page, now));
            outgoing.url = page;
            return match self.go_to(outgoing) {
                State::Next(_) if is_over => State::End,
                State::Next(outgoing) if self.reads_ahead => {
                    let request = ahead::spawn((*outgoing).clone());
                    self.ask(outgoing, request)
                }
                state => state,
            };
        };
        State::Broken(Error::paging(fault).of(outgoing.label))
    }

    /// Where the listing stands once a page is known to be the next.
    fn go_to(&mut self, mut outgoing: Box<Outgoing>) -> State {
        outgoing.subject.next_page();
        self.position = Some(outgoing.url.clone());
        if self.left == 0 { State::End } else { State::Next(outgoing) }
    }

    /// Waits for a page that is asked for.
    fn ask(&mut self, outgoing: Box<Outgoing>, request: Pending) -> State {
        self.left = self.left.saturating_sub(1);
        self.seen.insert(outgoing.url.clone());
        State::Waiting(request, outgoing)
    }
}

/// The first page: that of the cursor, if there is one.
fn first(call: Call, cursor: Option<&Cursor>) -> Result<Box<Outgoing>, Error> {
    let mut outgoing = Box::new(call.into_outgoing()?);
    if let Some(cursor) = cursor {
        cursor.apply(&mut outgoing)?;
    }
    Ok(outgoing)
}
