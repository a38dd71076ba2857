"""What is measured: an issuer, a PostgreSQL, the server as in production, and its peers."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from . import data
from .machine import ROOT, WORK, java

# For a container of 512 MiB.
JVM = ["-Xmx256m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders"]
PEERS = Path(__file__).resolve().parents[1] / "peers"


@dataclass
class Process:
    name: str
    address: str
    process: subprocess.Popen

    @property
    def pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


class System:
    """Starts what is asked for, and ends all of it at the end."""

    def __init__(self) -> None:
        self.started: list[Process] = []
        self.data_dir = WORK / "data"

    def __enter__(self) -> "System":
        shutil.rmtree(self.data_dir, ignore_errors=True)
        self.sandbox = self.start_sandbox()
        pid_file = (self.data_dir / "postgresql" / "postmaster.pid").read_text().splitlines()
        self.postgres_pid, self.postgres_port = int(pid_file[0]), int(pid_file[3])
        self.environment = os.environ | {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.postgres_port),
            "PGUSER": "postgres",
            "PGPASSWORD": (self.data_dir / "password").read_text(),
            "PGDATABASE": "bench",
        }
        self.psql("create role bench login password 'bench'", "create database bench owner bench", database="postgres")
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.started):
            if process.process.poll() is None:
                process.stop()

    def start_sandbox(self) -> Process:
        """The issuer of the tokens, and the PostgreSQL that comes with the server."""
        port = free_port()
        return self.start("sandbox", port, [java(), *JVM, "-jar", jar("sandbox"), f"--server.port={port}", pool(2),
                          f"--tag-api.sandbox.data-dir={self.data_dir}"], "/actuator/health/readiness")

    def start_server(self, options: tuple[str, ...] = (), settings: tuple[str, ...] = ()) -> Process:
        port = free_port()
        return self.start("Tag API", port, [
            java(), *JVM, *options, "-jar", jar("server"), f"--server.port={port}", "--server.address=127.0.0.1",
            f"--spring.datasource.url=jdbc:postgresql://127.0.0.1:{self.postgres_port}/bench",
            "--spring.datasource.username=bench", "--spring.datasource.password=bench",
            f"--spring.security.oauth2.resourceserver.jwt.issuer-uri={self.issuer()}",
            "--tag-api.customers=*", pool(8), *settings,
        ], "/actuator/health/readiness")

    def start_peer(self, folder: str) -> Process:
        """Each peer takes its settings from the same variables."""
        subprocess.run([PEERS / folder / "build"], check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        variables = {
            "PORT": str(port),
            "DATABASE_URL": f"postgres://bench:bench@127.0.0.1:{self.postgres_port}/bench",
            "ISSUER": self.issuer(),
            "JAVA_OPTS": " ".join(JVM),
        }
        return self.start(folder, port, [str(PEERS / folder / "run")], "/", variables)

    def start(self, name: str, port: int, command: list[str], path: str, variables: dict[str, str] = {}) -> Process:
        WORK.mkdir(parents=True, exist_ok=True)
        with (WORK / f"{name}.log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | variables)
        started = Process(name, f"http://127.0.0.1:{port}", process)
        self.started.append(started)
        for _ in range(600):
            if process.poll() is not None:
                break
            if answers(started.address + path):
                return started
            time.sleep(0.1)
        sys.exit(f"{name} did not start; see {WORK / name}.log.")

    def issuer(self) -> str:
        return metadata(self.sandbox.address)["issuer"]

    def token(self) -> str:
        """A provider's token, for all customers."""
        form = {"grant_type": "client_credentials", "client_id": "sandbox", "client_secret": "sandbox", "scope": "tag"}
        address = self.sandbox.address + "/ams/v1/oauth2/token"
        with urllib.request.urlopen(address, urllib.parse.urlencode(form).encode()) as answer:
            return json.load(answer)["access_token"]

    def psql(self, *statements: str, database: str = "bench") -> str:
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        for statement in statements:
            command += ["-c", statement]
        result = subprocess.run(command, env=self.environment | {"PGDATABASE": database}, capture_output=True, text=True)
        if result.returncode:
            sys.exit(result.stderr)
        return result.stdout.strip()

    def load(self, assignments: int) -> None:
        data.load(self, assignments)


def pool(size: int) -> str:
    """The sandbox's PostgreSQL has 47 connections, for the server, its peers and pgbench at once."""
    return f"--spring.datasource.hikari.maximum-pool-size={size}"


def jar(program: str) -> str:
    module = ROOT / "server" if program == "server" else ROOT / "server" / program
    jars = sorted((module / "target").glob(f"tag-api-{program}-*-SNAPSHOT.jar"))
    if not jars:
        sys.exit(f"There is no packaged {program}. Run: mvn -pl server/sandbox -am package -Dmaven.test.skip")
    return str(jars[-1])


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2)
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def metadata(address: str) -> dict:
    with urllib.request.urlopen(address + "/.well-known/oauth-authorization-server") as answer:
        return json.load(answer)
