-- Of twenty requests, nineteen list the tags of one of a hundred customers, and one describes a tag anew.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local request_number = 0

function request()
  request_number = request_number + 1
  local customer = math.random(0, 99)
  if request_number % 20 > 0 then
    return wrk.format("GET", "/tag/v1/tags?customerId=customer-" .. customer)
  end
  return wrk.format("PUT",
    string.format("/tag/v1/tags/01900000-0000-7000-8000-%06x%06x?customerId=customer-%d", customer, math.random(0, 59),
      customer), nil, string.format('{"description":"Description %d"}', request_number))
end
