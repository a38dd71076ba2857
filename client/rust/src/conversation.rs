//! The conversation, as its file describes it.

use std::collections::HashMap;
use std::error::Error;

use serde::{Deserialize, Deserializer};
use tag_api::models::{BulkTagsCounts, BulkTagsRequest, CreateTagRequest, Tag, UpdateTagRequest};
use uuid::Uuid;

use crate::openapi_generator::{Client, Failure};

/// 2020 in milliseconds. Times before it would be seconds by mistake.
const EARLIEST: i64 = 1_577_836_800_000;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Step {
    Token {
        r#as: String,
        client: String,
        secret: String,
        scope: String,
    },
    CreateTag {
        token: Option<String>,
        r#as: Option<String>,
        name: String,
        #[serde(default, deserialize_with = "present")]
        description: Option<Option<String>>,
    },
    ListTags {
        token: Option<String>,
        page_size: i32,
    },
    UpdateTag {
        token: Option<String>,
        tag: String,
        name: Option<String>,
        #[serde(default, deserialize_with = "present")]
        description: Option<Option<String>>,
    },
    DeleteTag {
        token: Option<String>,
        tag: String,
    },
    BulkAssignTags(Bulk),
    BulkUnassignTags(Bulk),
}

#[derive(Deserialize)]
pub struct Bulk {
    token: Option<String>,
    devices: u32,
    tags: Vec<String>,
}

/// Tells a null from a property that is not there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
}

pub struct Conversation {
    address: String,
    customer_id: String,
    tokens: HashMap<String, String>,
    ids: HashMap<String, Uuid>,
}

impl Conversation {
    pub fn new(address: &str, customer_id: &str) -> Self {
        Conversation {
            address: address.to_owned(),
            customer_id: customer_id.to_owned(),
            tokens: HashMap::new(),
            ids: HashMap::new(),
        }
    }

    /// Performs a step, and prints the answer.
    pub async fn say(&mut self, step: Step) -> Result<(), Box<dyn Error>> {
        let operation = step.operation();
        match self.perform(step).await {
            Err(error) => match error.downcast_ref::<Failure>() {
                Some(refusal @ Failure::Refused(_)) => {
                    self.print(&format!("{operation}: {refusal}"));
                    Ok(())
                }
                _ => Err(error),
            },
            done => done,
        }
    }

    async fn perform(&mut self, step: Step) -> Result<(), Box<dyn Error>> {
        match step {
            Step::Token { r#as, client, secret, scope } => {
                let token = self.access_token(&client, &secret, &scope).await?;
                self.tokens.insert(r#as, token);
                self.print(&format!("token: {scope}"));
            }
            Step::CreateTag { token, r#as, name, description } => {
                let request = CreateTagRequest { name, description };
                let tag = self.client(token)?.create_tag(&self.customer_id, request).await?;
                if let Some(name) = r#as {
                    self.ids.insert(name, tag.id);
                }
                self.print(&format!("createTag: {}", describe(&tag)));
            }
            Step::ListTags { token, page_size } => self.list(&self.client(token)?, page_size).await?,
            Step::UpdateTag { token, tag, name, description } => {
                let request = UpdateTagRequest { name, description };
                let tag = self.client(token)?.update_tag(&self.customer_id, self.id(&tag)?, request).await?;
                self.print(&format!("updateTag: {}", describe(&tag)));
            }
            Step::DeleteTag { token, tag } => {
                self.client(token)?.delete_tag(&self.customer_id, self.id(&tag)?).await?;
                self.print("deleteTag: done");
            }
            Step::BulkAssignTags(bulk) => {
                let request = self.pairs(&bulk)?;
                let counts = self.client(bulk.token)?.bulk_assign_tags(&self.customer_id, request).await?;
                self.print(&format!("bulkAssignTags: {}", count(&counts)));
            }
            Step::BulkUnassignTags(bulk) => {
                let request = self.pairs(&bulk)?;
                let counts = self.client(bulk.token)?.bulk_unassign_tags(&self.customer_id, request).await?;
                self.print(&format!("bulkUnassignTags: {}", count(&counts)));
            }
        }
        Ok(())
    }

    async fn access_token(&self, client: &str, secret: &str, scope: &str) -> Result<String, Box<dyn Error>> {
        let endpoint = format!("{}/ams/v1/oauth2/token", self.address);
        let form =
            [("grant_type", "client_credentials"), ("client_id", client), ("client_secret", secret), ("scope", scope)];
        let response = reqwest::Client::new().post(&endpoint).form(&form).send().await?;
        if !response.status().is_success() {
            return Err(format!("the token endpoint {endpoint} gave no access token: {}", response.status()).into());
        }
        Ok(response.json::<TokenAnswer>().await?.access_token)
    }

    async fn list(&self, client: &Client, page_size: i32) -> Result<(), Failure> {
        let mut search_after = None;
        loop {
            let page = client.list_tags(&self.customer_id, page_size, search_after.as_deref()).await?;
            let follows = if page.next_search_after.is_some() { "more follow" } else { "the end" };
            self.print(&format!("listTags: {} of {}, {follows}", page.tags.len(), page.total));
            for tag in &page.tags {
                self.print(&format!("  {}", describe(tag)));
            }
            if page.next_search_after.is_none() {
                return Ok(());
            }
            search_after = page.next_search_after;
        }
    }

    fn client(&self, token: Option<String>) -> Result<Client, Box<dyn Error>> {
        let token = match token {
            Some(name) => Some(self.tokens.get(&name).ok_or_else(|| format!("there is no token {name} yet"))?),
            None => None,
        };
        Client::connect(&self.address, token)
    }

    fn pairs(&self, bulk: &Bulk) -> Result<BulkTagsRequest, Box<dyn Error>> {
        Ok(BulkTagsRequest {
            device_ids: (1..=bulk.devices).map(|number| format!("DEVICE-{number}")).collect(),
            tag_ids: bulk.tags.iter().map(|name| self.id(name)).collect::<Result<_, _>>()?,
        })
    }

    fn id(&self, name: &str) -> Result<Uuid, Box<dyn Error>> {
        self.ids.get(name).copied().ok_or_else(|| format!("there is no tag {name} yet").into())
    }

    fn print(&self, line: &str) {
        let named = self
            .ids
            .iter()
            .fold(line.to_owned(), |line, (name, id)| line.replace(&id.to_string(), &format!("{{{name}}}")));
        println!("{named}");
    }
}

impl Step {
    fn operation(&self) -> &'static str {
        match self {
            Step::Token { .. } => "token",
            Step::CreateTag { .. } => "createTag",
            Step::ListTags { .. } => "listTags",
            Step::UpdateTag { .. } => "updateTag",
            Step::DeleteTag { .. } => "deleteTag",
            Step::BulkAssignTags(_) => "bulkAssignTags",
            Step::BulkUnassignTags(_) => "bulkUnassignTags",
        }
    }
}

fn describe(tag: &Tag) -> String {
    format!(
        "{} | {} | {} | {} | {} devices | {} | {}",
        tag.id,
        tag.name,
        tag.description.as_deref().unwrap_or("-"),
        tag.predefined_type,
        tag.assigned_device_count,
        time(tag.created_on),
        time(tag.modified_on)
    )
}

fn time(milliseconds: i64) -> String {
    if milliseconds >= EARLIEST { "{time}".to_owned() } else { milliseconds.to_string() }
}

fn count(counts: &BulkTagsCounts) -> String {
    format!("{} pairs, {} changed, {} unchanged", counts.total_count, counts.changed_count, counts.unchanged_count)
}
