// The short conversation, with what openapi-generator makes for Kotlin: DefaultsKt <server> <token> <customer>

import org.openapitools.client.apis.DevicesApi
import org.openapitools.client.apis.EventsApi
import org.openapitools.client.apis.TagsApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.ClientException
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.models.BulkTagsRequest
import org.openapitools.client.models.CreateTagRequest
import org.openapitools.client.models.ErrorResponse
import org.openapitools.client.models.Tag
import org.openapitools.client.models.UpdateTagRequest

fun shown(tag: Tag) = "${tag.name}, ${tag.description ?: "-"}"

fun main(arguments: Array<String>) {
    val (server, token, customer) = arguments
    ApiClient.accessToken = token
    val tags = TagsApi("$server/tag/v1")
    val devices = DevicesApi("$server/tag/v1")

    val floor = tags.createTag(customer, CreateTagRequest("Floor 2", "Scanners")).data.tags.single()
    println("created ${shown(floor)}")
    val (loan, again) = List(2) { tags.createTag(customer, CreateTagRequest("On loan"), "order-7").data.tags.single() }
    println("created ${loan.name}${if (loan.id == again.id) ", and again the same" else " twice"}")

    val renamed = tags.updateTag(floor.id, customer, UpdateTagRequest(name = "Second floor"))
    println("renamed ${shown(renamed.data.tags.single())}")
    // Moshi leaves null out: an empty text clears.
    val cleared = tags.updateTag(floor.id, customer, UpdateTagRequest(description = ""))
    println("cleared ${shown(cleared.data.tags.single())}")

    val ids = listOf(floor.id, loan.id)
    val bulk = BulkTagsRequest(listOf("DEVICE-1", "DEVICE-2"), ids)
    println("dry run of ${devices.bulkAssignTags(customer, bulk, dryRun = true).data.changedCount}")
    println("assigned ${devices.bulkAssignTags(customer, bulk).data.changedCount}")
    val part = devices.bulkAssignTags(customer, BulkTagsRequest(listOf("DEVICE-3", "van 7"), listOf(loan.id)), false).data
    println("in part ${part.changedCount} assigned, ${part.failures?.size} failed")
    val found = devices.searchDevices(customer, ids, ids, emptyList()).data.devices
    println("found ${found.joinToString(" ") { it.id }}")

    val etag = tags.getTagWithHttpInfo(floor.id, customer, null).headers["etag"]?.single()
    // getTag would throw an UnsupportedOperationException for the 304.
    val second = tags.getTagWithHttpInfo(floor.id, customer, etag)
    println(if (second.statusCode == 304) "unchanged" else second)
    try {
        tags.createTag(customer, CreateTagRequest("ON LOAN"))
    } catch (e: ClientException) {
        val body = (e.response as ClientError<*>).body as String
        val error = Serializer.moshi.adapter(ErrorResponse::class.java).fromJson(body)
        println("refused ${error?.result} ${error?.code}")
    }
    println("events ${EventsApi("$server/tag/v1").listEvents(customer).data.events.joinToString(" ") { it.type }}")
    ids.forEach { tags.deleteTag(it, customer) }
    println("deleted")
}
