-- A page of 25 of a customer's 60 tags.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.path = "/tag/v1/tags?customerId=customer-1&pageSize=25"
