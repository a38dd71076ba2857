-- Each request assigns a tag of one of CUSTOMERS to as many devices as DEVICES says, which have none yet.
wrk.method = "POST"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local customers = tonumber(os.getenv("CUSTOMERS"))
local devices = tonumber(os.getenv("DEVICES"))
local request_number = 0

-- Later runs have other devices.
local first = os.time() % 1000000 * 10000000

function request()
  request_number = request_number + 1
  local ids = {}
  for i = 1, devices do
    first = first + 1
    ids[i] = string.format('"9%014d"', first)
  end
  local customer = request_number % customers
  local tag = string.format("01900000-0000-7000-8000-%06x%06x", customer, math.random(0, 59))
  return wrk.format(nil, "/tag/v1/devices/bulkAssign?customerId=customer-" .. customer, nil,
    '{"tagIds":["' .. tag .. '"],"deviceIds":[' .. table.concat(ids, ",") .. "]}")
end
