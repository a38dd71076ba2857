"""What is measured: an issuer, a PostgreSQL, the server as in production, and its peers."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from . import data
from .machine import ROOT, WORK, java, output, peak_mebibytes
from .scale import Scale

# For a container of 512 MiB.
JVM = ["-Xmx256m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:TrimNativeHeapInterval=10000"]
FOLDER = Path(__file__).resolve().parents[1] / "peers"
PEERS = ("spring-jpa", "fastify", "go")
JVMS = ("Tag API", "spring-jpa")
BUILT = {"spring-jpa": "target/spring-jpa.jar", "fastify": "node_modules", "go": "peer", "empty": "target/empty-1.jar"}


@dataclass
class Process:
    name: str
    address: str
    process: subprocess.Popen

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def jvm(self) -> bool:
        return self.name in JVMS

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


class System:
    """Starts what is requested once, and ends all of it at the end."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.started: list[Process] = []
        self.data_dir = WORK / "data"

    def __enter__(self) -> "System":
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.started):
            if process.process.poll() is None:
                process.stop()

    @cached_property
    def sandbox(self) -> Process:
        """The issuer of the tokens, and the PostgreSQL that comes with the server."""
        shutil.rmtree(self.data_dir, ignore_errors=True)
        port = free_port()
        return self.start("sandbox", port, [java(), *JVM, "-jar", jar("sandbox"), f"--server.port={port}", pool(2),
                          f"--tag-api.sandbox.data-dir={self.data_dir}"], "/actuator/health/readiness")

    @cached_property
    def postgres(self) -> tuple[int, int]:
        """Its process and its port."""
        assert self.sandbox
        pid_file = (self.data_dir / "postgresql" / "postmaster.pid").read_text().splitlines()
        return int(pid_file[0]), int(pid_file[3])

    @property
    def postgres_pid(self) -> int:
        return self.postgres[0]

    @cached_property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.postgres[1]),
            "PGUSER": "postgres",
            "PGPASSWORD": (self.data_dir / "password").read_text(),
            "PGDATABASE": "bench",
        }

    @cached_property
    def production(self) -> list[str]:
        """Settings of a server that has a database of its own, and the sandbox as its issuer."""
        self.psql("create role bench login password 'bench'", "create database bench owner bench", database="postgres")
        return [
            "--server.address=127.0.0.1", f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.postgres[1]}/bench",
            "--spring.datasource.username=bench", "--spring.datasource.password=bench",
            f"--spring.security.oauth2.resourceserver.jwt.issuer-uri={self.issuer()}",
            "--tag-api.customers=*", pool(8),
        ]

    @cached_property
    def server(self) -> Process:
        port = free_port()
        return self.start("Tag API", port, [
            java(), *JVM, "-jar", jar("server"), f"--server.port={port}", *self.production,
        ], "/actuator/health/readiness")

    @cache
    def peer(self, folder: str) -> Process:
        """Each peer takes its settings from the same variables."""
        build(folder)
        port = free_port()
        variables = {
            "PORT": str(port),
            "DATABASE_URL": f"postgres://bench:bench@127.0.0.1:{self.postgres[1]}/bench",
            "ISSUER": self.issuer(),
            "JAVA_OPTS": " ".join(JVM),
        }
        return self.start(folder, port, [str(FOLDER / folder / "run")], "/", variables)

    def start(self, name: str, port: int, command: list[str], path: str, variables: dict[str, str] = {}) -> Process:
        WORK.mkdir(parents=True, exist_ok=True)
        with (WORK / f"{name}.log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | variables)
        started = Process(name, f"http://127.0.0.1:{port}", process)
        self.started.append(started)
        for _ in range(1800):
            if process.poll() is not None:
                break
            if responds(started.address + path):
                return started
            time.sleep(0.1)
        sys.exit(f"{name} did not start; see {WORK / name}.log.")

    def memory(self) -> dict[str, float]:
        """The most that each has had so far, in MiB."""
        return {each.name: peak_mebibytes(each.pid) for each in self.started if each is not self.__dict__.get("sandbox")}

    def issuer(self) -> str:
        return metadata(self.sandbox.address)["issuer"]

    def token(self) -> str:
        """A provider's token, for all customers."""
        form = {"grant_type": "client_credentials", "client_id": "sandbox", "client_secret": "sandbox", "scope": "tag"}
        address = self.sandbox.address + "/ams/v1/oauth2/token"
        with urllib.request.urlopen(address, urllib.parse.urlencode(form).encode()) as response:
            return json.load(response)["access_token"]

    def psql(self, *statements: str, database: str = "bench") -> str:
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        for statement in statements:
            command += ["-c", statement]
        result = subprocess.run(command, env=self.environment | {"PGDATABASE": database}, capture_output=True, text=True)
        if result.returncode:
            sys.exit(result.stderr)
        return result.stdout.strip()

    def load(self, assignments: int, customers: int = data.CUSTOMERS) -> None:
        assert self.server
        data.load(self, assignments, customers)


def build(folder: str) -> None:
    """Builds a peer that has changed since it was built."""
    peer, built = FOLDER / folder, FOLDER / folder / BUILT[folder]
    sources = [peer / name for name in output("git", "-C", str(peer), "ls-files").splitlines()]
    if not built.exists() or any(source.stat().st_mtime > built.stat().st_mtime for source in sources):
        subprocess.run([peer / "build"], check=True, stdout=subprocess.DEVNULL)


def pool(size: int) -> str:
    """The sandbox's PostgreSQL has 47 connections, for the server, its peers and pgbench at once."""
    return f"--spring.datasource.hikari.maximum-pool-size={size}"


def version() -> str:
    return re.search(r"^  <version>(.*)</version>", (ROOT / "pom.xml").read_text(), re.MULTILINE).group(1)


def jar(program: str) -> str:
    module = ROOT / "server" if program == "server" else ROOT / "server" / program
    packaged = module / "target" / f"tag-api-{program}-{version()}.jar"
    if not packaged.exists():
        sys.exit(f"There is no packaged {program}. Run: mvn -pl server/sandbox -am package -Dmaven.test.skip")
    return str(packaged)


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def responds(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2)
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def metadata(address: str) -> dict:
    with urllib.request.urlopen(address + "/.well-known/oauth-authorization-server") as response:
        return json.load(response)
