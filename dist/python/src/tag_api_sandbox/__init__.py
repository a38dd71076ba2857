"""The sandbox of the Tag API, for tests.

    with TagApiSandbox() as api:
        requests.get(api.url + "/tag/v1/tags", ...)

Each sandbox has a database of its own, which is deleted at the end. It ends with the process that started it, also when that
is killed. The archive that the package carries is unpacked once for all, in the user's directory for caches.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import IO, Optional

from .version import __version__

__all__ = ["TagApiSandbox", "TagApiSandboxError", "__version__"]

# A proxy of the environment (http_proxy) does not lead to this machine.
_http = urllib.request.build_opener(urllib.request.ProxyHandler({}))

# The variables that the sandbox gets. Any other one may configure the program under test, or its JVM.
_ENVIRONMENT = ("HOME", "JAVA_OPTS", "LD_LIBRARY_PATH", "PATH", "TMPDIR")

# Without a reference, the pipe to a sandbox would be closed, and the sandbox end.
_running: set = set()

_ARCHIVE = Path(__file__).with_name("tag-api-sandbox.tar.gz")


class TagApiSandboxError(Exception):
    """The sandbox did not start; the message says why."""


class TagApiSandbox:
    """A sandbox on a free port.

    settings are those of the sandbox, such as {"tag-api.customers": "*"}. start() returns when it is ready, or raises
    TagApiSandboxError after timeout seconds.
    """

    def __init__(self, settings: Optional[dict] = None, timeout: float = 120):
        self._settings = settings or {}
        self._timeout = timeout
        self._process: Optional[subprocess.Popen] = None
        self._log: Optional[IO[bytes]] = None
        self.url = ""

    def start(self) -> "TagApiSandbox":
        file = program()
        arguments = {
            "server.port": 0,
            # Not that of the working directory, which may have the settings of the program under test.
            "spring.config.location": "classpath:/",
            "tag-api.sandbox.end-with-input": "true",
            **self._settings,
        }
        try:
            self._log = tempfile.TemporaryFile()
            self._process = subprocess.Popen(
                [str(file), *(f"--{name}={value}" for name, value in arguments.items())],
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=self._log,
                stderr=self._log,
            )
            _running.add(self)
            self.url = self._await()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process.stdin.close()
            _running.discard(self)
            self._process = None
        if self._log is not None:
            self._log.close()
            self._log = None

    def __enter__(self) -> "TagApiSandbox":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    def token(self, scope: str = "tag", client: str = "sandbox", secret: str = "sandbox") -> str:
        """An access token of the client credentials flow."""
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": scope}).encode()
        basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
        request = urllib.request.Request(self.url + "/ams/v1/oauth2/token", form, {"Authorization": f"Basic {basic}"})
        with _http.open(request) as response:
            return json.load(response)["access_token"]

    def _await(self) -> str:
        """The address in the line that the sandbox prints when it is ready. A port says only that somebody listens there."""
        end = time.monotonic() + self._timeout
        output = b""
        while True:
            ended = self._process.poll() is not None
            # Not by a position of the file, which the sandbox writes at.
            output += os.pread(self._log.fileno(), 1 << 20, len(output))
            opened = re.search(rb"^Open (http\S+)\n", output, re.MULTILINE)
            if opened:
                return opened[1].decode()
            if ended or time.monotonic() > end:
                lines = output.decode(errors="replace").splitlines(keepends=True)
                raise TagApiSandboxError("The sandbox did not start: " + "".join(lines[-20:]))
            time.sleep(0.05)


def program() -> Path:
    """The program in the unpacked archive; raises TagApiSandboxError if that cannot be unpacked."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    directory = Path(caches) / f"tag-api-sandbox-{__version__}-{_ARCHIVE.stat().st_size}"
    if not directory.exists():
        try:
            _unpack(directory)
        except OSError as error:
            if not directory.exists():  # else another process was faster
                raise TagApiSandboxError(
                    f"The sandbox cannot be unpacked in {caches}; XDG_CACHE_HOME can name another directory: {error}"
                ) from error
    return directory / "bin" / "tag-api-sandbox"


def _unpack(directory: Path) -> None:
    directory.parent.mkdir(parents=True, exist_ok=True)
    unfinished = tempfile.mkdtemp(dir=directory.parent)
    try:
        with tarfile.open(_ARCHIVE) as archive:
            # Newer versions of Python warn of a call without a filter.
            archive.extractall(unfinished, **({"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}))
        next(Path(unfinished).iterdir()).rename(directory)
    finally:
        shutil.rmtree(unfinished)


def main() -> None:
    """Becomes the sandbox, with the arguments of the command line."""
    try:
        file = program()
    except TagApiSandboxError as error:
        sys.exit(f"tag-api-sandbox: {error}")
    os.execv(file, ["tag-api-sandbox", *sys.argv[1:]])
