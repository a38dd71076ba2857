-- Each request creates a tag, for one of a hundred customers.
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local request_number = 0
local run = os.time()

function request()
  request_number = request_number + 1
  return wrk.format(nil, "/tag/v1/tags?customerId=customer-" .. request_number % 100, nil,
    string.format('{"name":"Tag %d-%d","description":"One of many"}', run, request_number))
end
