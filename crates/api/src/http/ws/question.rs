//! Questions: what is asked by many is executed once, its serialized answer shared.

use super::message;
use crate::context::ShownVersion;
use crate::error;
use crate::http::Served;
use async_graphql::{Request, Response, Value};
use axum::extract::ws::Utf8Bytes;
use futures_util::StreamExt;
use policy::Actor;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// What makes two subscriptions the same question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The document.
    pub document: String,
    /// Which of its operations.
    pub operation: Option<String>,
    /// Values of its variables, serialized; without what a client already has.
    pub variables: String,
    /// Who may see the same: an actor without the person.
    pub audience: Actor,
}

/// The questions that are being answered on this node.
#[derive(Default)]
pub(crate) struct Questions {
    asked: Mutex<HashMap<Key, Weak<Question>>>,
}

impl Questions {
    /// The question if somebody asks it already, or a new one.
    pub(super) fn join(
        self: &Arc<Self>,
        key: Key,
        served: &Served,
        request: impl FnOnce() -> Request,
    ) -> Arc<Question> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(question) = asked.get(&key).and_then(Weak::upgrade)
            && !question.is_over()
        {
            return question;
        }
        let mut question = Question::ask(served, request());
        question.listed = Some((Arc::downgrade(self), key.clone()));
        let question = Arc::new(question);
        asked.insert(key, Arc::downgrade(&question));
        question
    }

    /// Takes a question off the list, unless another was put in its place meanwhile.
    fn leave(&self, key: &Key) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.get(key).is_some_and(|question| question.strong_count() == 0) {
            asked.remove(key);
        }
    }
}

/// A question that is being answered; dropped with the last who asks it.
pub(super) struct Question {
    answers: watch::Receiver<Option<Arc<Answer>>>,
    task: AbortHandle,
    listed: Option<(Weak<Questions>, Key)>,
}

impl Question {
    /// Begins to answer.
    pub(super) fn ask(served: &Served, request: Request) -> Self {
        let shown = ShownVersion::none();
        let mut responses = served.schema.execute_stream(request.data(shown.clone()));
        let (give, answers) = watch::channel(None);
        let task = tokio::spawn(async move {
            while let Some(response) = responses.next().await {
                let answer = Answer::of(&error::with_codes(response), shown.get());
                let over = answer.failed;
                if give.send(Some(Arc::new(answer))).is_err() || over {
                    return;
                }
            }
        });
        Self { answers, task: task.abort_handle(), listed: None }
    }

    /// The newest answer as it comes; whoever is slow skips some.
    pub(super) fn answers(&self) -> watch::Receiver<Option<Arc<Answer>>> {
        self.answers.clone()
    }

    fn is_over(&self) -> bool {
        self.answers.has_changed().is_err()
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        self.task.abort();
        if let Some((questions, key)) = self.listed.take()
            && let Some(questions) = questions.upgrade()
        {
            questions.leave(&key);
        }
    }
}

/// An answer, serialized once.
pub(super) struct Answer {
    /// The version of what it shows, where it has one.
    pub version: Option<i64>,
    /// Whether the question could not be answered at all; nothing follows.
    pub failed: bool,
    payload: String,
    last: Mutex<Option<(String, Utf8Bytes)>>,
}

impl Answer {
    fn of(response: &Response, version: Option<i64>) -> Self {
        let failed = response.data == Value::Null && response.is_err();
        let payload = if failed { serde_json::to_string(&response.errors) } else { serde_json::to_string(response) };
        let payload = payload.expect("answers have text keys only, so they are JSON");
        Self { version, failed, payload, last: Mutex::default() }
    }

    /// The message for an operation. Clients of one kind mostly choose the same name for it, so its
    /// bytes are shared too.
    pub(super) fn message(&self, id: &str) -> Utf8Bytes {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((name, message)) if name == id => message.clone(),
            _ => {
                let kind = if self.failed { "error" } else { "next" };
                let message = message::about(kind, id, &self.payload);
                *last = Some((id.to_owned(), message.clone()));
                message
            }
        }
    }
}
