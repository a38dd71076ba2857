"""How long the sandbox takes to start, beside a web application that does nothing."""

import re
import shutil
import subprocess
from pathlib import Path

from .machine import WORK, java
from .system import FOLDER, JVM, build, free_port, jar

# What spring-boot:run starts a JVM with; its class path is one of plain jars and folders.
QUICK = ["-XX:TieredStopAtLevel=1"]


def measure(system) -> dict:
    build("empty")
    server = extracted(jar("sandbox"), "server")
    data_dir = WORK / "startup"
    sandbox = f"--tag-api.sandbox.data-dir={data_dir}"
    cache = server.with_suffix(".aot")
    start([*JVM, f"-XX:AOTCacheOutput={cache}", "-jar", str(server)], sandbox)

    def round_of() -> dict:
        shutil.rmtree(data_dir, ignore_errors=True)
        return {
            "the first start, `java -jar`": start([*JVM, "-jar", jar("sandbox")], sandbox),
            "`java -jar`": start([*JVM, "-jar", jar("sandbox")], sandbox),
            "extracted": start([*JVM, "-jar", str(server)], sandbox),
            "extracted, with an AOT cache": start([*JVM, f"-XX:AOTCache={cache}", "-jar", str(server)], sandbox),
            "as by `spring-boot:run`": start([*QUICK, "-jar", str(server)], sandbox),
        }

    fat = str(FOLDER / "empty" / "target" / "empty-1.jar")
    return {"rounds": [{"server": round_of(), "empty": {"`java -jar`": start([*JVM, "-jar", fat])}}
                       for _ in range(system.scale.starts)]}


def extracted(packaged: str, name: str) -> Path:
    """The form in which the class path is one of plain jars."""
    folder = WORK / "extracted" / name
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([java(), "-Djarmode=tools", "-jar", packaged, "extract", "--destination", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return (folder / Path(packaged).name).rename(folder / f"{name}.jar")


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
