# The short conversation, with what openapi-generator makes for R: Rscript defaults.R <server> <token> <customer>

library(openapi)

arguments <- commandArgs(trailingOnly = TRUE)
customer <- arguments[3]
client <- ApiClient$new(
  base_path = paste0(arguments[1], "/tag/v1"),
  default_headers = c(Authorization = paste("Bearer", arguments[2]))
)
tags <- TagsApi$new(client)
devices <- DevicesApi$new(client)

# The body of a response; errors are responses too.
body <- function(response) {
  if (response$status_code >= 300) stop(response$response_as_text())
  response$content$data
}

create <- function(...) body(tags$CreateTagWithHttpInfo(customer, ...))$tags[[1]]
update <- function(tag, ...) body(tags$UpdateTagWithHttpInfo(customer, tag$id, UpdateTagRequest$new(...)))$tags[[1]]
assign <- function(on, of, ...) body(devices$BulkAssignTagsWithHttpInfo(customer, BulkTagsRequest$new(on, of), ...))
shown <- function(tag) paste0(tag$name, ", ", if (is.null(tag$description)) "-" else tag$description)
say <- function(...) cat(..., "\n", sep = "")

floor <- create(CreateTagRequest$new("Floor 2", "Scanners"))
say("created ", shown(floor))
loan <- create(CreateTagRequest$new("On loan"), "order-7")
again <- create(CreateTagRequest$new("On loan"), "order-7")
say("created ", loan$name, if (loan$id == again$id) ", and again the same" else " twice")
say("renamed ", shown(update(floor, name = "Second floor")))
# What is NULL is not sent: an empty text clears.
say("cleared ", shown(update(floor, description = "")))

ids <- c(floor$id, loan$id)
two <- c("DEVICE-1", "DEVICE-2")
say("dry run of ", assign(two, ids, dry_run = TRUE)$changedCount)
say("assigned ", assign(two, ids)$changedCount)
# A vector of one element is sent as that element: it has to be a list.
part <- assign(c("DEVICE-3", "van 7"), list(loan$id), atomic = FALSE)
say("in part ", part$changedCount, " assigned, ", length(part$failures), " failed")
found <- body(devices$SearchDevicesWithHttpInfo(customer, ids, ids, list()))$devices
say("found ", paste(vapply(found, function(device) device$id, ""), collapse = " "))

etag <- tags$GetTagWithHttpInfo(customer, floor$id)$headers$etag
unchanged <- tags$GetTagWithHttpInfo(customer, floor$id, etag)
say(if (unchanged$status_code == 304) "unchanged" else unchanged$status_code)
refused <- tags$CreateTagWithHttpInfo(customer, CreateTagRequest$new("ON LOAN"))
say("refused ", refused$status_code, " ", jsonlite::fromJSON(refused$response$response_as_text())$code)
events <- body(EventsApi$new(client)$ListEventsWithHttpInfo(customer))$events
say("events ", paste(vapply(events, function(event) event$type, ""), collapse = " "))
for (id in ids) {
  stopifnot(tags$DeleteTagWithHttpInfo(customer, id)$status_code == 204)
}
say("deleted")
