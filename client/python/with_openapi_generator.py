"""The client that openapi-generator makes with `python`."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pydantic
from tag_api import (
    ApiClient,
    ApiException,
    BulkTagsCounts,
    BulkTagsRequest,
    ChangeDeviceTagsRequest,
    Configuration,
    CreateTagRequest,
    DevicesApi,
    ErrorResponse,
    EventsApi,
    PairCounts,
    SortOrder,
    TagResponse,
    TagsApi,
    TagSortBy,
    UpdateTagRequest,
)
from tag_api import Device as GeneratedDevice
from tag_api import Event as GeneratedEvent
from tag_api import Tag as GeneratedTag

from api import (
    ABSENT,
    Absent,
    ConversationError,
    Counts,
    Device,
    DevicePage,
    DeviceQuery,
    Event,
    EventPage,
    RefusedError,
    Tag,
    TagPage,
    TagQuery,
)

T = TypeVar("T")


class Client:
    """The operations."""

    def __init__(self, address: str, access_token: str | None) -> None:
        """Connect to the server at an address."""
        client = ApiClient(Configuration(host=f"{address}/tag/v1", access_token=access_token))
        self._tags = TagsApi(client)
        self._devices = DevicesApi(client)
        self._events = EventsApi(client)

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None, key: str | None) -> Tag:
        """Create a tag, once under a key if there is one."""
        if description is ABSENT:
            request = CreateTagRequest(name=name)
        else:
            request = CreateTagRequest(name=name, description=description)
        return _only(_result(lambda: self._tags.create_tag(customer_id, request, idempotency_key=key)))

    def get_tag(self, customer_id: str, tag_id: UUID) -> Tag:
        """Get a tag."""
        return _only(_result(lambda: self._tags.get_tag(customer_id, tag_id)))

    def list_tags(self, customer_id: str, query: TagQuery, page_size: int, search_after: str | None) -> TagPage:
        """List one page of tags."""
        page = _result(
            lambda: self._tags.list_tags(
                customer_id,
                page_size=page_size,
                search_after=search_after,
                name=query.name,
                sort_by=None if query.sort_by is None else TagSortBy(query.sort_by),
                sort_order=None if query.sort_order is None else SortOrder(query.sort_order),
            )
        ).data
        return TagPage(page.total, [_tag(tag) for tag in page.tags], page.next_search_after)

    def update_tag(
        self,
        customer_id: str,
        tag_id: UUID,
        name: str | Absent,
        description: str | Absent | None,
        if_match: str | None,
    ) -> Tag:
        """Change what is not absent, of the version that is given if there is one."""
        request = UpdateTagRequest()
        if name is not ABSENT:
            request.name = name
        if description is not ABSENT:
            request.description = description
        return _only(_result(lambda: self._tags.update_tag(customer_id, tag_id, request, if_match=if_match)))

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""
        _result(lambda: self._tags.delete_tag(customer_id, tag_id))

    def bulk_assign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Assign tags to devices."""
        request = BulkTagsRequest(deviceIds=device_ids, tagIds=tag_ids)
        return _counts(_result(lambda: self._devices.bulk_assign_tags(customer_id, request, dry_run=dry_run)).data)

    def bulk_unassign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Take tags off devices."""
        request = BulkTagsRequest(deviceIds=device_ids, tagIds=tag_ids)
        return _counts(_result(lambda: self._devices.bulk_unassign_tags(customer_id, request, dry_run=dry_run)).data)

    def change_device_tags(
        self, customer_id: str, device_ids: list[str], assign: list[UUID], unassign: list[UUID]
    ) -> tuple[Counts, Counts]:
        """Assign tags and take others off in one call."""
        request = ChangeDeviceTagsRequest(deviceIds=device_ids, assignTagIds=assign, unassignTagIds=unassign)
        change = _result(lambda: self._devices.change_device_tags(customer_id, request)).data
        return _pairs(change.assigned), _pairs(change.unassigned)

    def search_devices(
        self,
        customer_id: str,
        query: DeviceQuery,
        page_size: int,
        search_after: str | None,
        *,
        include_total: bool,
    ) -> DevicePage:
        """Find one page of devices."""
        page = _result(
            lambda: self._devices.search_devices(
                customer_id,
                all_tags=query.all_tags,
                any_tags=query.any_tags,
                no_tags=query.no_tags,
                page_size=page_size,
                search_after=search_after,
                include_total=include_total,
            )
        ).data
        return DevicePage([_device(device) for device in page.devices], page.total, page.next_search_after)

    def get_device(self, customer_id: str, device_id: str) -> Device:
        """Get the tags of a device."""
        return _device(_result(lambda: self._devices.get_device(customer_id, device_id)).data)

    def list_events(self, customer_id: str, page_size: int, search_after: str | None) -> EventPage:
        """List one page of events."""
        page = _result(
            lambda: self._events.list_events(customer_id, page_size=page_size, search_after=search_after)
        ).data
        return EventPage([_event(event) for event in page.events], page.next_search_after, page.has_more)


def _result(call: Callable[[], T]) -> T:
    try:
        return call()
    except ApiException as e:
        error = _error(e)
        raise RefusedError(error.result, error.code, error.message, error.data) from e
    except pydantic.ValidationError as e:
        raise ConversationError(str(e)) from e


def _error(failure: ApiException) -> ErrorResponse:
    if isinstance(failure.data, ErrorResponse):
        return failure.data
    # A status that this version of the contract does not document.
    error = ErrorResponse.from_json(failure.body or "null")
    if error is None:
        raise ConversationError(f"{failure.status} without an error object")
    return error


def _only(response: TagResponse) -> Tag:
    return _tag(response.data.tags[0])


def _tag(tag: GeneratedTag) -> Tag:
    return Tag(
        tag.id,
        tag.name,
        tag.description,
        tag.predefined_type,
        tag.assigned_device_count,
        tag.created_on,
        tag.modified_on,
    )


def _counts(counts: BulkTagsCounts) -> Counts:
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count, bool(counts.dry_run))


def _pairs(counts: PairCounts) -> Counts:
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count)


def _device(device: GeneratedDevice) -> Device:
    return Device(device.id, [tag.name for tag in device.tags])


def _event(event: GeneratedEvent) -> Event:
    return Event(
        event.position,
        event.type,
        event.occurred_on,
        event.client_id,
        event.tag_ids,
        event.tag.name if event.tag else None,
        len(event.device_ids or []),
        event.changed_count,
    )
