import http.server
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import urllib.request
from pathlib import Path

from tag_api_sandbox import TagApiSandbox, TagApiSandboxError


class SandboxTest(unittest.TestCase):
    def working_directory(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(directory.name)
        return Path(directory.name)

    def total(self, api, customer):
        request = urllib.request.Request(
            f"{api.url}/tag/v1/tags?customerId={customer}", headers={"Authorization": "Bearer " + api.token()}
        )
        with urllib.request.urlopen(request) as response:
            return json.load(response)["data"]["total"]

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

    def test_a_sandbox_has_the_port_of_its_settings_whatever_the_proxy(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with unittest.mock.patch.dict(os.environ, {"http_proxy": "http://127.0.0.1:9"}):
            with TagApiSandbox({"server.port": port}) as api:
                self.assertEqual(f"http://localhost:{port}", api.url)
                self.assertTrue(api.token())

    def test_a_sandbox_has_a_path_and_a_port_for_management(self):
        settings = {"server.servlet.context-path": "/x", "management.server.port": 0, "logging.level.root": "off"}
        with TagApiSandbox(settings) as api:
            self.assertRegex(api.url, r"^http://localhost:\d+/x$")
            self.assertEqual(3, self.total(api, "demo"))

    def test_another_programs_port_is_no_sandbox(self):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as other:
            with self.assertRaisesRegex(TagApiSandboxError, f"{other.server_port}"):
                TagApiSandbox({"server.port": other.server_port}).start()

    def test_a_sandbox_does_not_take_the_settings_of_the_program_under_test(self):
        directory = self.working_directory()
        (directory / "application.properties").write_text("spring.datasource.url=jdbc:postgresql://db/orders\n")
        (directory / "config").mkdir()
        (directory / "config" / "application.yaml").write_text("server.servlet.context-path: /orders\n")
        others = {
            "SPRING_DATASOURCE_URL": "jdbc:postgresql://db/orders",
            "SERVER_PORT": "9",
            "server.servlet.context-path": "/orders",
            "TAG_API_CUSTOMERS": "orders",
            "TAGAPI_SANDBOX_DATADIR": str(directory / "data"),
            "JAVA_TOOL_OPTIONS": "-XX:+Wrong",
            "JDK_JAVA_OPTIONS": "-XX:+Wrong",
        }
        with unittest.mock.patch.dict(os.environ, others):
            with TagApiSandbox() as api:
                self.assertEqual(3, self.total(api, "demo"))
        self.assertFalse((directory / "data").exists())

    def test_settings_name_files_of_the_working_directory(self):
        directory = self.working_directory()
        (directory / "sandbox.properties").write_text("tag-api.customers=orders\n")
        (directory / "seed.json").write_text('{"customers": {"orders": {"tags": [{"name": "Vans"}]}}}')
        files = {"spring.config.additional-location": "file:sandbox.properties", "tag-api.sandbox.seed": "seed.json"}
        with TagApiSandbox(files) as api:
            self.assertEqual(1, self.total(api, "orders"))

    def test_java_opts_are_for_the_jvm_of_the_sandbox(self):
        with unittest.mock.patch.dict(os.environ, {"JAVA_OPTS": "-XX:+Wrong"}):
            with self.assertRaisesRegex(TagApiSandboxError, r"the JVM rejects JAVA_OPTS"):
                TagApiSandbox().start()

    def test_a_sandbox_ends_with_a_process_that_is_killed_and_so_do_its_data(self):
        with tempfile.TemporaryDirectory() as temporary:
            program = "from tag_api_sandbox import *; print(TagApiSandbox().start().url, flush=True); input()"
            # The program keeps nothing but the address, which is enough.
            with subprocess.Popen(
                [sys.executable, "-c", program],
                env={**os.environ, "TMPDIR": temporary},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            ) as process:
                url = process.stdout.readline().strip()
                time.sleep(2)
                urllib.request.urlopen(url).close()
                self.assertEqual(1, len(list(Path(temporary).glob("tag-api-*"))))
                process.kill()
            end = time.monotonic() + 60
            while list(Path(temporary).glob("tag-api-*")):
                self.assertLess(time.monotonic(), end, "The data are not deleted.")
                time.sleep(0.1)
            with self.assertRaises(OSError):
                urllib.request.urlopen(url)

    def test_a_wrong_setting_is_named(self):
        with self.assertRaisesRegex(TagApiSandboxError, "There is no setting tag-api.customer."):
            TagApiSandbox({"tag-api.customer": "*"}).start()

    def test_a_cache_that_cannot_be_written_to_is_named(self):
        command = subprocess.run(
            [os.path.join(os.path.dirname(sys.executable), "tag-api-sandbox")],
            env={**os.environ, "XDG_CACHE_HOME": "/dev/null/caches"},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.assertEqual(1, command.returncode)
        self.assertRegex(command.stderr, r"^tag-api-sandbox: The sandbox cannot be unpacked in /dev/null/caches; .*\n$")


unittest.main()
