# frozen_string_literal: true

# The short conversation, with what openapi-generator makes for Ruby: ruby defaults.rb <server> <token> <customer>

$LOAD_PATH.unshift(File.join(__dir__, 'target/generated/lib'))
require 'uri'
require 'openapi_client'
include OpenapiClient

server, token, customer = ARGV
configuration = Configuration.new
address = URI(server)
configuration.scheme = address.scheme
configuration.host = "#{address.host}:#{address.port}"
configuration.base_path = "#{address.path}/tag/v1"
configuration.server_index = nil
configuration.access_token = token
# Without it, typhoeus sends allTags[0]=… in place of allTags=….
configuration.params_encoding = :multi
client = ApiClient.new(configuration)
tags = TagsApi.new(client)
devices = DevicesApi.new(client)

def shown(tag)
  "#{tag.name}, #{tag.description || '-'}"
end

floor = tags.create_tag(customer, CreateTagRequest.new(name: 'Floor 2', description: 'Scanners')).data.tags.first
puts "created #{shown(floor)}"
order = { idempotency_key: 'order-7' }
loan, again = Array.new(2) { tags.create_tag(customer, CreateTagRequest.new(name: 'On loan'), order).data.tags.first }
puts "created #{loan.name}#{loan.id == again.id ? ', and again the same' : ' twice'}"

renamed = tags.update_tag(customer, floor.id, UpdateTagRequest.new(name: 'Second floor'))
puts "renamed #{shown(renamed.data.tags.first)}"
cleared = tags.update_tag(customer, floor.id, UpdateTagRequest.new(description: nil))
puts "cleared #{shown(cleared.data.tags.first)}"

ids = [floor.id, loan.id]
bulk = BulkTagsRequest.new(device_ids: %w[DEVICE-1 DEVICE-2], tag_ids: ids)
puts "dry run of #{devices.bulk_assign_tags(customer, bulk, dry_run: true).data.changed_count}"
puts "assigned #{devices.bulk_assign_tags(customer, bulk).data.changed_count}"
bulk = BulkTagsRequest.new(device_ids: ['DEVICE-3', 'van 7'], tag_ids: [loan.id])
part = devices.bulk_assign_tags(customer, bulk, atomic: false).data
puts "in part #{part.changed_count} assigned, #{part.failures.size} failed"
found = devices.search_devices(customer, all_tags: ids, any_tags: ids, no_tags: []).data.devices
puts "found #{found.map(&:id).join(' ')}"

_, _, headers = tags.get_tag_with_http_info(customer, floor.id)
begin
  tags.get_tag(customer, floor.id, if_none_match: headers['ETag'])
rescue ApiError => e
  puts e.code == 304 ? 'unchanged' : e.message
end
begin
  tags.create_tag(customer, CreateTagRequest.new(name: 'ON LOAN'))
rescue ApiError => e
  error = ErrorResponse.build_from_hash(JSON.parse(e.response_body, symbolize_names: true))
  puts "refused #{error.result} #{error.code}"
end
puts "events #{EventsApi.new(client).list_events(customer).data.events.map(&:type).join(' ')}"
ids.each { |id| tags.delete_tag(customer, id) }
puts 'deleted'
