import json
import unittest
import urllib.request

from tag_api_sandbox import TagApiSandbox, TagApiSandboxError


class SandboxTest(unittest.TestCase):
    def test_a_sandbox_serves_tags_and_ends(self):
        with TagApiSandbox({"tag-api.customers": "*"}) as api:
            request = urllib.request.Request(
                api.url + "/tag/v1/tags?customerId=of-this-test",
                json.dumps({"name": "Vans"}).encode(),
                {"Authorization": "Bearer " + api.token(), "Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request) as response:
                body = json.load(response)
            self.assertEqual(("SUCCESS", "Vans", 1), (body["message"], body["data"]["tags"][0]["name"], body["data"]["total"]))
        with self.assertRaises(OSError):
            urllib.request.urlopen(api.url)

    def test_a_wrong_setting_is_named(self):
        with self.assertRaisesRegex(TagApiSandboxError, "There is no setting tag-api.customer."):
            TagApiSandbox({"tag-api.customer": "*"}).start()


unittest.main()
