//! Messages to phones leave the house here, from jobs alone.

use std::pin::Pin;
use std::sync::Mutex;

use crate::kit::Phone;

/// Why a message was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The gateway may take it later.
    #[error("the gateway is away: {0}")]
    Away(String),
    /// The gateway will never take it.
    #[error("the gateway refused: {0}")]
    Refused(String),
}

/// What sending answers.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), SendFault>> + Send + 'a>>;

/// Sends short messages. `key` makes a message sent twice one message.
pub trait Gateway: Send + Sync {
    /// The gateway has taken the message for the phone.
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str, key: &'a str) -> Sending<'a>;
}

/// Keeps what it was asked to send and sends nothing: for tests and the demonstration.
#[derive(Debug, Default)]
pub struct RecordingGateway {
    sent: Mutex<Vec<Sent>>,
}

/// One message that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Whose phone.
    pub to: Phone,
    /// The words.
    pub text: String,
    /// The key of the promise.
    pub key: String,
}

impl RecordingGateway {
    /// What was recorded so far, each key once.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().expect("only pushed to and cloned").clone()
    }
}

impl Gateway for RecordingGateway {
    fn send<'a>(&'a self, to: &'a Phone, text: &'a str, key: &'a str) -> Sending<'a> {
        Box::pin(async move {
            let mut sent = self.sent.lock().expect("only pushed to and cloned");
            if !sent.iter().any(|earlier| earlier.key == key) {
                let (text, key) = (text.to_owned(), key.to_owned());
                sent.push(Sent { to: to.clone(), text, key });
            }
            Ok(())
        })
    }
}
