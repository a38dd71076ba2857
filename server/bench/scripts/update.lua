-- Each request describes a tag of one of a hundred customers anew.
wrk.method = "PUT"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local request_number = 0

function request()
  request_number = request_number + 1
  local customer = request_number % 100
  return wrk.format(nil,
    string.format("/tag/v1/tags/01900000-0000-7000-8000-%06x%06x?customerId=customer-%d", customer, math.random(0, 59),
      customer), nil, string.format('{"description":"Description %d"}', request_number))
end
