"""The client that openapi-python-client makes."""

import json
from typing import TypeVar
from uuid import UUID

from tag_api_client import AuthenticatedClient
from tag_api_client.api.devices import (
    bulk_assign_tags,
    bulk_unassign_tags,
    change_device_tags,
    get_device,
    search_devices,
)
from tag_api_client.api.events import list_events
from tag_api_client.api.tags import create_tag, delete_tag, get_tag, list_tags, update_tag
from tag_api_client.models import (
    BulkTagsCounts,
    BulkTagsRequest,
    ChangeDeviceTagsRequest,
    CreateTagRequest,
    ErrorResponse,
    PairCounts,
    SortOrder,
    TagResponse,
    TagSortBy,
    UpdateTagRequest,
)
from tag_api_client.models import Device as GeneratedDevice
from tag_api_client.models import Event as GeneratedEvent
from tag_api_client.models import Tag as GeneratedTag
from tag_api_client.types import UNSET, Response, Unset

from api import (
    ABSENT,
    Absent,
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
        base = f"{address}/tag/v1"
        self._client = (
            # The generated operations take no other client, so one that is not authenticated sends an empty header.
            AuthenticatedClient(base_url=base, token="", prefix="")
            if access_token is None
            else AuthenticatedClient(base_url=base, token=access_token)
        )

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None, key: str | None) -> Tag:
        """Create a tag, once under a key if there is one."""
        request = CreateTagRequest(name=name, description=UNSET if description is ABSENT else description)
        return _only(
            _result(
                create_tag.sync_detailed(
                    client=self._client, customer_id=customer_id, body=request, idempotency_key=_given(key)
                )
            )
        )

    def get_tag(self, customer_id: str, tag_id: UUID) -> Tag:
        """Get a tag."""
        return _only(_result(get_tag.sync_detailed(tag_id, client=self._client, customer_id=customer_id)))

    def list_tags(self, customer_id: str, query: TagQuery, page_size: int, search_after: str | None) -> TagPage:
        """List one page of tags."""
        page = _result(
            list_tags.sync_detailed(
                client=self._client,
                customer_id=customer_id,
                page_size=page_size,
                search_after=_given(search_after),
                name=_given(query.name),
                sort_by=UNSET if query.sort_by is None else TagSortBy(query.sort_by),
                sort_order=UNSET if query.sort_order is None else SortOrder(query.sort_order),
            )
        ).data
        return TagPage(page.total, [_tag(tag) for tag in page.tags], _value(page.next_search_after))

    def update_tag(
        self,
        customer_id: str,
        tag_id: UUID,
        name: str | Absent,
        description: str | Absent | None,
        if_match: str | None,
    ) -> Tag:
        """Change what is not absent, of the version that is given if there is one."""
        request = UpdateTagRequest(
            name=UNSET if name is ABSENT else name,
            description=UNSET if description is ABSENT else description,
        )
        return _only(
            _result(
                update_tag.sync_detailed(
                    tag_id, client=self._client, customer_id=customer_id, body=request, if_match=_given(if_match)
                )
            )
        )

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""
        response = delete_tag.sync_detailed(tag_id, client=self._client, customer_id=customer_id)
        if response.parsed is not None:
            raise _refused(response.parsed)

    def bulk_assign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Assign tags to devices."""
        request = BulkTagsRequest(device_ids=device_ids, tag_ids=tag_ids)
        return _counts(
            _result(
                bulk_assign_tags.sync_detailed(
                    client=self._client, customer_id=customer_id, body=request, dry_run=dry_run
                )
            ).data
        )

    def bulk_unassign_tags(
        self, customer_id: str, device_ids: list[str], tag_ids: list[UUID], *, dry_run: bool
    ) -> Counts:
        """Take tags off devices."""
        request = BulkTagsRequest(device_ids=device_ids, tag_ids=tag_ids)
        return _counts(
            _result(
                bulk_unassign_tags.sync_detailed(
                    client=self._client, customer_id=customer_id, body=request, dry_run=dry_run
                )
            ).data
        )

    def change_device_tags(
        self, customer_id: str, device_ids: list[str], assign: list[UUID], unassign: list[UUID]
    ) -> tuple[Counts, Counts]:
        """Assign tags and take others off in one call."""
        request = ChangeDeviceTagsRequest(device_ids=device_ids, assign_tag_ids=assign, unassign_tag_ids=unassign)
        change = _result(
            change_device_tags.sync_detailed(client=self._client, customer_id=customer_id, body=request)
        ).data
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
            search_devices.sync_detailed(
                client=self._client,
                customer_id=customer_id,
                all_tags=query.all_tags,
                any_tags=query.any_tags,
                no_tags=query.no_tags,
                page_size=page_size,
                search_after=_given(search_after),
                include_total=include_total,
            )
        ).data
        devices = [_device(device) for device in page.devices]
        return DevicePage(devices, _value(page.total), _value(page.next_search_after))

    def get_device(self, customer_id: str, device_id: str) -> Device:
        """Get the tags of a device."""
        return _device(_result(get_device.sync_detailed(device_id, client=self._client, customer_id=customer_id)).data)

    def list_events(self, customer_id: str, page_size: int, search_after: str | None) -> EventPage:
        """List one page of events."""
        page = _result(
            list_events.sync_detailed(
                client=self._client,
                customer_id=customer_id,
                page_size=page_size,
                search_after=_given(search_after),
            )
        ).data
        return EventPage([_event(event) for event in page.events], page.next_search_after, page.has_more)


def _result(response: Response[ErrorResponse | T]) -> T:
    match response.parsed:
        case None:
            # A status that this version of the contract does not document.
            raise _refused(ErrorResponse.from_dict(json.loads(response.content)))
        case ErrorResponse() as error:
            raise _refused(error)
        case body:
            return body


def _refused(error: ErrorResponse) -> RefusedError:
    return RefusedError(error.result, error.code, error.message, error.data)


def _only(response: TagResponse) -> Tag:
    return _tag(response.data.tags[0])


def _tag(tag: GeneratedTag) -> Tag:
    return Tag(
        tag.id,
        tag.name,
        _value(tag.description),
        tag.predefined_type,
        tag.assigned_device_count,
        tag.created_on,
        tag.modified_on,
    )


def _counts(counts: BulkTagsCounts) -> Counts:
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count, _value(counts.dry_run) or False)


def _pairs(counts: PairCounts) -> Counts:
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count)


def _device(device: GeneratedDevice) -> Device:
    return Device(device.id, [tag.name for tag in device.tags])


def _event(event: GeneratedEvent) -> Event:
    tag = _value(event.tag)
    return Event(
        event.position,
        event.type_,
        event.occurred_on,
        _value(event.client_id),
        event.tag_ids,
        tag.name if tag else None,
        len(_value(event.device_ids) or []),
        _value(event.changed_count),
    )


def _value(optional: T | Unset) -> T | None:
    return None if isinstance(optional, Unset) else optional


def _given(optional: T | None) -> T | Unset:
    return UNSET if optional is None else optional
