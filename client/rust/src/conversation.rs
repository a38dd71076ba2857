//! The conversation, as its file describes it.

use std::collections::HashMap;
use std::error::Error;

use serde::{Deserialize, Deserializer};
use tag_api::models::{
    BulkTagsCounts, BulkTagsRequest, ChangeDeviceTagsRequest, CreateTagRequest, Device, Event, PairCounts, SortOrder,
    Tag, TagSortBy, UpdateTagRequest,
};
use uuid::Uuid;

use crate::openapi_generator::{Client, DeviceQuery, Failure, TagQuery};

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
        idempotency_key: Option<String>,
    },
    GetTag {
        token: Option<String>,
        tag: String,
    },
    ListTags {
        token: Option<String>,
        page_size: i32,
        name: Option<String>,
        sort_by: Option<TagSortBy>,
        sort_order: Option<SortOrder>,
    },
    UpdateTag {
        token: Option<String>,
        tag: String,
        name: Option<String>,
        #[serde(default, deserialize_with = "present")]
        description: Option<Option<String>>,
        if_match: Option<String>,
    },
    DeleteTag {
        token: Option<String>,
        tag: String,
    },
    BulkAssignTags(Bulk),
    BulkUnassignTags(Bulk),
    ChangeDeviceTags {
        token: Option<String>,
        devices: u32,
        #[serde(default)]
        assign_tags: Vec<String>,
        #[serde(default)]
        unassign_tags: Vec<String>,
    },
    SearchDevices(Search),
    GetDevice {
        token: Option<String>,
        device: String,
    },
    ListEvents {
        token: Option<String>,
        page_size: i32,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bulk {
    token: Option<String>,
    devices: u32,
    tags: Vec<String>,
    #[serde(default)]
    dry_run: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Search {
    token: Option<String>,
    #[serde(default)]
    all_tags: Vec<String>,
    #[serde(default)]
    any_tags: Vec<String>,
    #[serde(default)]
    no_tags: Vec<String>,
    page_size: i32,
    #[serde(default)]
    include_total: bool,
}

/// Tells a null from a property that is not there.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
struct TokenResponse {
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

    /// Performs a step, and prints the response.
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
            Step::CreateTag { token, r#as, name, description, idempotency_key } => {
                let request = CreateTagRequest { name, description };
                let key = idempotency_key.as_deref();
                let tag = self.client(token)?.create_tag(&self.customer_id, request, key).await?;
                if let Some(name) = r#as {
                    self.ids.insert(name, tag.id);
                }
                self.print(&format!("createTag: {}", describe(&tag)));
            }
            Step::GetTag { token, tag } => {
                let tag = self.client(token)?.get_tag(&self.customer_id, self.id(&tag)?).await?;
                self.print(&format!("getTag: {}", describe(&tag)));
            }
            Step::ListTags { token, page_size, name, sort_by, sort_order } => {
                let query = TagQuery { name, sort_by, sort_order };
                self.list_tags(&self.client(token)?, &query, page_size).await?;
            }
            Step::UpdateTag { token, tag, name, description, if_match } => {
                let request = UpdateTagRequest { name: name.map(Some), description };
                let (id, if_match) = (self.id(&tag)?, if_match.as_deref());
                let tag = self.client(token)?.update_tag(&self.customer_id, id, request, if_match).await?;
                self.print(&format!("updateTag: {}", describe(&tag)));
            }
            Step::DeleteTag { token, tag } => {
                self.client(token)?.delete_tag(&self.customer_id, self.id(&tag)?).await?;
                self.print("deleteTag: done");
            }
            Step::BulkAssignTags(bulk) => {
                let request = self.pairs(&bulk)?;
                let counts =
                    self.client(bulk.token)?.bulk_assign_tags(&self.customer_id, request, bulk.dry_run).await?;
                self.print(&format!("bulkAssignTags: {}", count(&counts)));
            }
            Step::BulkUnassignTags(bulk) => {
                let request = self.pairs(&bulk)?;
                let counts =
                    self.client(bulk.token)?.bulk_unassign_tags(&self.customer_id, request, bulk.dry_run).await?;
                self.print(&format!("bulkUnassignTags: {}", count(&counts)));
            }
            Step::ChangeDeviceTags { token, devices: number, assign_tags, unassign_tags } => {
                let request = ChangeDeviceTagsRequest {
                    device_ids: devices(number),
                    assign_tag_ids: Some(Some(self.ids(&assign_tags)?)),
                    unassign_tag_ids: Some(Some(self.ids(&unassign_tags)?)),
                };
                let counts = self.client(token)?.change_device_tags(&self.customer_id, request).await?;
                let (assigned, unassigned) = (count_pairs(&counts.assigned), count_pairs(&counts.unassigned));
                self.print(&format!("changeDeviceTags: {assigned}; {unassigned}"));
            }
            Step::SearchDevices(search) => self.search_devices(search).await?,
            Step::GetDevice { token, device } => {
                let device = self.client(token)?.get_device(&self.customer_id, &device).await?;
                self.print(&format!("getDevice: {}", tags_of(&device)));
            }
            Step::ListEvents { token, page_size } => self.list_events(&self.client(token)?, page_size).await?,
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
        Ok(response.json::<TokenResponse>().await?.access_token)
    }

    async fn list_tags(&self, client: &Client, query: &TagQuery, page_size: i32) -> Result<(), Failure> {
        let mut search_after = None;
        loop {
            let page = client.list_tags(&self.customer_id, query, page_size, search_after.as_deref()).await?;
            let follows = follows(page.next_search_after.is_some());
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

    async fn search_devices(&self, search: Search) -> Result<(), Box<dyn Error>> {
        let query = DeviceQuery {
            all_tags: self.ids(&search.all_tags)?,
            any_tags: self.ids(&search.any_tags)?,
            no_tags: self.ids(&search.no_tags)?,
        };
        let client = self.client(search.token)?;
        let mut search_after: Option<String> = None;
        loop {
            let after = search_after.as_deref();
            let page =
                client.search_devices(&self.customer_id, &query, search.page_size, after, search.include_total).await?;
            let total = page.total.map(|total| format!(" of {total}")).unwrap_or_default();
            let follows = follows(page.next_search_after.is_some());
            self.print(&format!("searchDevices: {}{total}, {follows}", page.devices.len()));
            for device in &page.devices {
                self.print(&format!("  {}", tags_of(device)));
            }
            if page.next_search_after.is_none() {
                return Ok(());
            }
            search_after = page.next_search_after;
        }
    }

    async fn list_events(&self, client: &Client, page_size: i32) -> Result<(), Failure> {
        let mut search_after: Option<String> = None;
        loop {
            let page = client.list_events(&self.customer_id, page_size, search_after.as_deref()).await?;
            self.print(&format!("listEvents: {}, {}", page.events.len(), follows(page.has_more)));
            for event in &page.events {
                self.print(&format!("  {}", tell(event)));
            }
            if !page.has_more {
                return Ok(());
            }
            search_after = Some(page.next_search_after);
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
        Ok(BulkTagsRequest { device_ids: devices(bulk.devices), tag_ids: self.ids(&bulk.tags)? })
    }

    fn ids(&self, names: &[String]) -> Result<Vec<Uuid>, Box<dyn Error>> {
        names.iter().map(|name| self.id(name)).collect()
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
            Step::GetTag { .. } => "getTag",
            Step::ListTags { .. } => "listTags",
            Step::UpdateTag { .. } => "updateTag",
            Step::DeleteTag { .. } => "deleteTag",
            Step::BulkAssignTags(_) => "bulkAssignTags",
            Step::BulkUnassignTags(_) => "bulkUnassignTags",
            Step::ChangeDeviceTags { .. } => "changeDeviceTags",
            Step::SearchDevices(_) => "searchDevices",
            Step::GetDevice { .. } => "getDevice",
            Step::ListEvents { .. } => "listEvents",
        }
    }
}

fn devices(number: u32) -> Vec<String> {
    (1..=number).map(|number| format!("DEVICE-{number}")).collect()
}

fn follows(more: bool) -> &'static str {
    if more { "more follow" } else { "the end" }
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
    let trial = if counts.dry_run == Some(true) { ", dry run" } else { "" };
    format!(
        "{} pairs, {} changed, {} unchanged{trial}",
        counts.total_count, counts.changed_count, counts.unchanged_count
    )
}

fn count_pairs(counts: &PairCounts) -> String {
    format!("{} pairs, {} changed, {} unchanged", counts.total_count, counts.changed_count, counts.unchanged_count)
}

fn tags_of(device: &Device) -> String {
    let names: Vec<_> = device.tags.iter().map(|tag| tag.name.as_str()).collect();
    format!("{} | {}", device.id, if names.is_empty() { "-".to_owned() } else { names.join(", ") })
}

fn tell(event: &Event) -> String {
    let tags: Vec<_> = event.tag_ids.iter().map(Uuid::to_string).collect();
    let what = match (&event.tag, event.changed_count) {
        (Some(tag), _) => tag.name.clone(),
        (None, Some(changed)) => {
            format!("{} devices, {changed} changed", event.device_ids.as_ref().map_or(0, Vec::len))
        }
        (None, None) => "-".to_owned(),
    };
    [
        &event.position,
        &event.r#type,
        event.client_id.as_deref().unwrap_or("-"),
        &tags.join(", "),
        &what,
        &time(event.occurred_on),
    ]
    .join(" | ")
}
