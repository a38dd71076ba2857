//! Holds the conversation that a file describes with a server, and prints what was said.
//!
//! ```text
//! cargo run -- <client> <address> <customer> <file>
//! ```

mod conversation;
mod openapi_generator;

use std::error::Error;
use std::process::ExitCode;

use conversation::{Conversation, Step};

#[derive(serde::Deserialize)]
struct Script {
    steps: Vec<Step>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let mut next = || args.next().unwrap_or_default();
    let (client, address, customer_id, file) = (next(), next(), next(), next());
    match hold(&client, &address, &customer_id, &file).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The conversation with {address} broke off: {}", sentence(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

async fn hold(client: &str, address: &str, customer_id: &str, file: &str) -> Result<(), Box<dyn Error>> {
    if client != "openapi-generator" {
        return Err("the client must be openapi-generator".into());
    }
    let script: Script = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let mut conversation = Conversation::new(address, customer_id);
    for step in script.steps {
        conversation.say(step).await?;
    }
    Ok(())
}

/// The error and what caused it, in one line.
fn sentence(error: &dyn Error) -> String {
    let mut parts = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(each) = cause {
        let part = each.to_string();
        if !parts.iter().any(|other| other.contains(&part)) {
            parts.push(part);
        }
        cause = each.source();
    }
    parts.join(": ").split_whitespace().collect::<Vec<_>>().join(" ")
}
