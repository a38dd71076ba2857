"""How long the sandbox takes to start, beside a web application that does nothing."""

import re
import shutil
import subprocess

from .machine import WORK, java
from .system import JVM, PEERS, free_port, jar

STARTS = 5

# What spring-boot:run starts a JVM with.
QUICK = ["-XX:TieredStopAtLevel=1"]


def measure(_system) -> dict:
    subprocess.run([PEERS / "empty" / "build"], check=True, stdout=subprocess.DEVNULL)
    empty = str(PEERS / "empty" / "target" / "empty-1.jar")
    data_dir = WORK / "startup"
    shutil.rmtree(data_dir, ignore_errors=True)
    sandbox = f"--tag-api.sandbox.data-dir={data_dir}"
    cache = with_cache(sandbox)
    first = start([*JVM, "-jar", jar()], sandbox)
    rounds = [{
        "java -jar": start([*JVM, "-jar", jar()], sandbox),
        "with an AOT cache": start([*JVM, f"-XX:AOTCache={cache}", "-jar", str(cache.with_suffix(".jar"))], sandbox),
        "as by spring-boot:run": start([*QUICK, "-jar", jar()], sandbox),
        "an empty application": start([*JVM, "-jar", empty]),
        "an empty application, as by spring-boot:run": start([*QUICK, "-jar", empty]),
    } for _ in range(STARTS)]
    return {"first": first, "rounds": rounds}


def with_cache(sandbox: str):
    """Lets the JVM remember, from a first run, the classes and what it knows of them."""
    folder = WORK / "extracted"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([java(), "-Djarmode=tools", "-jar", jar(), "extract", "--destination", folder], check=True,
                   stdout=subprocess.DEVNULL)
    server = folder / jar().rsplit("/", 1)[1]
    server = server.rename(folder / "server.jar")
    cache = folder / "server.aot"
    start([*JVM, f"-XX:AOTCacheOutput={cache}", "-jar", str(server)], sandbox)
    return cache


def start(command: list[str], *settings: str) -> dict[str, float]:
    """The seconds until it is ready: all of them, and those of its PostgreSQL."""
    with subprocess.Popen([java(), *command, f"--server.port={free_port()}", *settings], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout
        postgres = 0.0
        for line in process.stdout:
            if match := re.search(r"PostgreSQL started in (\d+) ms", line):
                postgres = int(match[1]) / 1000
            if match := re.search(r"process running for ([\d.]+)", line):
                seconds = float(match[1])
                process.terminate()
        process.wait()
    return {"all": seconds, "PostgreSQL": postgres}
