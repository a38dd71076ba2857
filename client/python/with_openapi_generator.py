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
    Configuration,
    CreateTagRequest,
    DevicesApi,
    ErrorResponse,
    TagResponse,
    TagsApi,
    UpdateTagRequest,
)
from tag_api import Tag as GeneratedTag

from api import ABSENT, Absent, ConversationError, Counts, Page, RefusedError, Tag

T = TypeVar("T")


class Client:
    """The six operations."""

    def __init__(self, address: str, access_token: str | None) -> None:
        """Connect to the server at an address."""
        client = ApiClient(Configuration(host=f"{address}/tag/v1", access_token=access_token))
        self._tags = TagsApi(client)
        self._devices = DevicesApi(client)

    def create_tag(self, customer_id: str, name: str, description: str | Absent | None) -> Tag:
        """Create a tag."""
        if description is ABSENT:
            request = CreateTagRequest(name=name)
        else:
            request = CreateTagRequest(name=name, description=description)
        return _only(_answer(lambda: self._tags.create_tag(customer_id, request)))

    def list_tags(self, customer_id: str, page_size: int, search_after: str | None) -> Page:
        """List one page of tags."""
        page = _answer(lambda: self._tags.list_tags(customer_id, page_size=page_size, search_after=search_after)).data
        return Page(page.total, [_tag(tag) for tag in page.tags], page.next_search_after)

    def update_tag(self, customer_id: str, tag_id: UUID, name: str | Absent, description: str | Absent | None) -> Tag:
        """Change what is not absent."""
        request = UpdateTagRequest()
        if name is not ABSENT:
            request.name = name
        if description is not ABSENT:
            request.description = description
        return _only(_answer(lambda: self._tags.update_tag(customer_id, tag_id, request)))

    def delete_tag(self, customer_id: str, tag_id: UUID) -> None:
        """Delete a tag."""
        _answer(lambda: self._tags.delete_tag(customer_id, tag_id))

    def bulk_assign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Assign tags to devices."""
        request = BulkTagsRequest(deviceIds=device_ids, tagIds=tag_ids)
        return _counts(_answer(lambda: self._devices.bulk_assign_tags(customer_id, request)).data)

    def bulk_unassign_tags(self, customer_id: str, device_ids: list[str], tag_ids: list[UUID]) -> Counts:
        """Take tags off devices."""
        request = BulkTagsRequest(deviceIds=device_ids, tagIds=tag_ids)
        return _counts(_answer(lambda: self._devices.bulk_unassign_tags(customer_id, request)).data)


def _answer(call: Callable[[], T]) -> T:
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
    return Counts(counts.total_count, counts.changed_count, counts.unchanged_count)
