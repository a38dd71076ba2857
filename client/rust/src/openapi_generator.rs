//! The client that openapi-generator makes with `rust`.

use std::error::Error;
use std::fmt;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use tag_api::apis::configuration::Configuration;
use tag_api::apis::{Error as CallError, devices_api, events_api, tags_api};
use tag_api::models::{
    BulkTagsCounts, BulkTagsRequest, ChangeDeviceTagsCounts, ChangeDeviceTagsRequest, CreateTagRequest, Device,
    DevicePage, ErrorResponse, EventPage, SortOrder, Tag, TagPage, TagResponse, TagSortBy, UpdateTagRequest,
};
use uuid::Uuid;

/// Why a call gave no result.
#[derive(Debug)]
pub enum Failure {
    /// An error response of the server.
    Refused(ErrorResponse),
    /// There is no response that can be read.
    Broken(Box<dyn Error>),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(e) => write!(f, "refused with {} {} {}: {}", e.result, e.code, e.message, e.data),
            Failure::Broken(e) => write!(f, "{e}"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Failure::Refused(_) => None,
            Failure::Broken(e) => e.source(),
        }
    }
}

impl<T: fmt::Debug + 'static> From<CallError<T>> for Failure {
    fn from(error: CallError<T>) -> Self {
        match error {
            // The content, not the typed entity: it is the same object for statuses that are not documented yet.
            CallError::ResponseError(response) => match serde_json::from_str(&response.content) {
                Ok(error) => Failure::Refused(error),
                Err(error) => Failure::Broken(error.into()),
            },
            other => Failure::Broken(other.into()),
        }
    }
}

/// Which tags to list, and in what order.
pub struct TagQuery {
    pub name: Option<String>,
    pub sort_by: Option<TagSortBy>,
    pub sort_order: Option<SortOrder>,
}

/// Which devices to find.
pub struct DeviceQuery {
    pub all_tags: Vec<Uuid>,
    pub any_tags: Vec<Uuid>,
    pub no_tags: Vec<Uuid>,
}

/// The operations.
pub struct Client {
    configuration: Configuration,
}

impl Client {
    /// Makes a client of the server at an address, with an access token or without.
    pub fn connect(address: &str, access_token: Option<&String>) -> Result<Self, Box<dyn Error>> {
        let mut headers = HeaderMap::new();
        if let Some(token) = access_token {
            // Not as Configuration.oauth_access_token: the generated code would send it once for each alternative
            // of the contract's security requirement, that is twice.
            headers.insert(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}"))?);
        }
        Ok(Client {
            configuration: Configuration {
                base_path: format!("{address}/tag/v1"),
                client: reqwest::Client::builder().default_headers(headers).build()?,
                ..Configuration::default()
            },
        })
    }

    pub async fn create_tag(
        &self,
        customer_id: &str,
        request: CreateTagRequest,
        key: Option<&str>,
    ) -> Result<Tag, Failure> {
        only(tags_api::create_tag(&self.configuration, customer_id, request, key).await?)
    }

    pub async fn get_tag(&self, customer_id: &str, id: Uuid) -> Result<Tag, Failure> {
        only(tags_api::get_tag(&self.configuration, customer_id, &id.to_string(), None).await?)
    }

    pub async fn list_tags(
        &self,
        customer_id: &str,
        query: &TagQuery,
        page_size: i32,
        search_after: Option<&str>,
    ) -> Result<TagPage, Failure> {
        let response = tags_api::list_tags(
            &self.configuration,
            customer_id,
            None,
            Some(page_size),
            search_after,
            query.name.as_deref(),
            query.sort_by,
            query.sort_order,
            None,
        )
        .await?;
        Ok(response.data)
    }

    pub async fn update_tag(
        &self,
        customer_id: &str,
        id: Uuid,
        request: UpdateTagRequest,
        if_match: Option<&str>,
    ) -> Result<Tag, Failure> {
        only(tags_api::update_tag(&self.configuration, customer_id, &id.to_string(), request, if_match).await?)
    }

    pub async fn delete_tag(&self, customer_id: &str, id: Uuid) -> Result<(), Failure> {
        Ok(tags_api::delete_tag(&self.configuration, customer_id, &id.to_string(), None).await?)
    }

    pub async fn bulk_assign_tags(
        &self,
        customer: &str,
        request: BulkTagsRequest,
        dry_run: bool,
    ) -> Result<BulkTagsCounts, Failure> {
        let response =
            devices_api::bulk_assign_tags(&self.configuration, customer, request, None, Some(dry_run), None).await?;
        Ok(response.data)
    }

    pub async fn bulk_unassign_tags(
        &self,
        customer: &str,
        request: BulkTagsRequest,
        dry_run: bool,
    ) -> Result<BulkTagsCounts, Failure> {
        let response =
            devices_api::bulk_unassign_tags(&self.configuration, customer, request, None, Some(dry_run), None).await?;
        Ok(response.data)
    }

    pub async fn change_device_tags(
        &self,
        customer: &str,
        request: ChangeDeviceTagsRequest,
    ) -> Result<ChangeDeviceTagsCounts, Failure> {
        Ok(devices_api::change_device_tags(&self.configuration, customer, request, None, None, None).await?.data)
    }

    pub async fn search_devices(
        &self,
        customer: &str,
        query: &DeviceQuery,
        page_size: i32,
        search_after: Option<&str>,
        include_total: bool,
    ) -> Result<DevicePage, Failure> {
        let response = devices_api::search_devices(
            &self.configuration,
            customer,
            Some(query.all_tags.clone()),
            Some(query.any_tags.clone()),
            Some(query.no_tags.clone()),
            Some(page_size),
            search_after,
            Some(include_total),
            None,
        )
        .await?;
        Ok(response.data)
    }

    pub async fn get_device(&self, customer: &str, device_id: &str) -> Result<Device, Failure> {
        Ok(devices_api::get_device(&self.configuration, customer, device_id, None).await?.data)
    }

    pub async fn list_events(
        &self,
        customer: &str,
        page_size: i32,
        search_after: Option<&str>,
    ) -> Result<EventPage, Failure> {
        Ok(events_api::list_events(&self.configuration, customer, Some(page_size), search_after, None).await?.data)
    }
}

fn only(response: TagResponse) -> Result<Tag, Failure> {
    response.data.tags.into_iter().next().ok_or_else(|| Failure::Broken("the response has no tag".into()))
}
