//! The walk from page to page: in comes a call, out come its answers, each found by the `next` link of the one before.

use crate::call::{Call, Outgoing};
use crate::error::{Error, one_line};
use crate::links::Links;
use crate::request::Pending;
use crate::send::{self, Answer};
use reqwest::Url;
use std::collections::HashSet;
use std::task::{Context, Poll};

/// Where a listing stands.
pub(super) struct Cursor {
    state: State,
    /// How many pages may still be asked for.
    left: usize,
    /// What was asked for already.
    seen: HashSet<Url>,
}

enum State {
    /// Nothing was asked for yet.
    Start(Box<Call>),
    /// The next page is known.
    Next(Box<Outgoing>),
    /// A page was asked for; the same request is what the page after it is asked with.
    Waiting(Pending, Box<Outgoing>),
    /// The next page is known, and cannot be asked for.
    Broken(Error),
    /// There is no next page.
    End,
}

impl Cursor {
    pub(super) fn new(call: Call) -> Self {
        Self {
            left: call.page_limit().unwrap_or(usize::MAX),
            state: State::Start(Box::new(call)),
            seen: HashSet::new(),
        }
    }

    /// The answer with the next page. After an error there is none.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Answer, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::End) {
                State::End => return Poll::Ready(None),
                State::Broken(error) => return Poll::Ready(Some(Err(error))),
                State::Start(_) | State::Next(_) if self.left == 0 => {}
                State::Start(call) => match call.into_outgoing() {
                    Ok(outgoing) => self.state = State::Next(Box::new(outgoing)),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Next(outgoing) => {
                    self.left -= 1;
                    self.seen.insert(outgoing.url.clone());
                    let answer = Box::pin(send::outgoing((*outgoing).clone()));
                    self.state = State::Waiting(answer, outgoing);
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

    /// Ends the listing.
    pub(super) fn stop(&mut self) {
        self.state = State::End;
    }

    /// Where the listing stands after a page.
    fn after(&self, answer: &Answer, mut outgoing: Box<Outgoing>) -> State {
        let links = Links::of(&answer.headers, &answer.url);
        let Some(next) = links.url("next") else {
            return State::End;
        };
        let fault = if !outgoing.session.trust().covers(next) {
            let host = one_line(next.host_str().unwrap_or("no host at all"));
            format!("the next page is at {host}, which is not trusted")
        } else if self.seen.contains(next) {
            "the next page is one that was read already".to_owned()
        } else {
            outgoing.url = next.clone();
            return State::Next(outgoing);
        };
        State::Broken(Error::paging(fault).of(outgoing.label))
    }
}
