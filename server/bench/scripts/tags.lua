-- Lists the tags of a customer, or describes one of them anew: CHANGES of a hundred requests. The customer is one of
-- CUSTOMERS at random; where ZIPF is 1, the nth of them has 1/n^1.1 of the requests of the first.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"

local customers = tonumber(os.getenv("CUSTOMERS"))
local changes = tonumber(os.getenv("CHANGES"))
local request_number = 0

local shares = { 0 }
for n = 1, customers do
  shares[n + 1] = shares[n] + (os.getenv("ZIPF") == "1" and 1 / n ^ 1.1 or 1)
end

local function random_customer()
  local point = math.random() * shares[customers + 1]
  local low, high = 1, customers
  while low < high do
    local middle = math.floor((low + high) / 2)
    if shares[middle + 1] > point then high = middle else low = middle + 1 end
  end
  return low - 1
end

function request()
  request_number = request_number + 1
  local customer = random_customer()
  if math.random(100) > changes then
    return wrk.format("GET", "/tag/v1/tags?customerId=customer-" .. customer .. "&pageSize=25")
  end
  return wrk.format("PUT",
    string.format("/tag/v1/tags/01900000-0000-7000-8000-%06x%06x?customerId=customer-%d", customer, math.random(0, 59),
      customer), nil, string.format('{"description":"Description %d"}', request_number))
end
