"""How long sandbox and server take to start, beside a web application that does nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from .machine import ROOT, WORK, java
from .system import FOLDER, JVM, build, free_port, jar, version

# What spring-boot:run starts a JVM with; its class path is one of plain jars and folders.
QUICK = ["-XX:TieredStopAtLevel=1"]


def measure(system) -> dict:
    build("empty")
    server = extracted(jar("sandbox"), "server")
    data_dir = WORK / "startup"
    sandbox = f"--tag-api.sandbox.data-dir={data_dir}"
    cache = server.with_suffix(".aot")
    archives = {program: unpacked(program) for program in ("sandbox", "server")}
    start([java(), *JVM, f"-XX:AOTCacheOutput={cache}", "-jar", str(server)], sandbox)

    def round_of() -> dict:
        shutil.rmtree(data_dir, ignore_errors=True)
        return {
            "the first start, `java -jar`": start([java(), *JVM, "-jar", jar("sandbox")], sandbox),
            "`java -jar`": start([java(), *JVM, "-jar", jar("sandbox")], sandbox),
            "extracted": start([java(), *JVM, "-jar", str(server)], sandbox),
            "extracted, with an AOT cache": start([java(), *JVM, f"-XX:AOTCache={cache}", "-jar", str(server)], sandbox),
            "as by `spring-boot:run`": start([java(), *QUICK, "-jar", str(server)], sandbox),
            "the archive of the sandbox": start([archives["sandbox"]], sandbox),
            "the archive of the server": start([archives["server"]], *system.production),
        }

    fat = str(FOLDER / "empty" / "target" / "empty-1.jar")
    return {"rounds": [{"server": round_of(), "empty": {"`java -jar`": start([java(), *JVM, "-jar", fat])}}
                       for _ in range(system.scale.starts)]}


def extracted(packaged: str, name: str) -> Path:
    """The form in which the class path is one of plain jars."""
    folder = WORK / "extracted" / name
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([java(), "-Djarmode=tools", "-jar", packaged, "extract", "--destination", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return (folder / Path(packaged).name).rename(folder / f"{name}.jar")


def unpacked(program: str) -> str:
    """The program in its archive, which has a Java and a cache of its own."""
    name = f"tag-api-{program}-{version()}"
    archive = ROOT / "dist" / "target" / f"{name}-linux-x86_64.tar.gz"
    if not archive.exists():
        sys.exit("There are no archives. Run: mvn -Pdist -DskipTests package")
    folder = WORK / "unpacked"
    shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["tar", "-xzf", archive, "-C", folder], check=True)
    return str(folder / name / "bin" / f"tag-api-{program}")


def start(command: list[str], *settings: str) -> dict[str, float]:
    """The seconds until it is ready: all of them, and those of its PostgreSQL."""
    with subprocess.Popen([*command, f"--server.port={free_port()}", *settings], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout
        postgres = 0.0
        try:
            for line in process.stdout:
                if match := re.search(r"PostgreSQL started in (\d+) ms", line):
                    postgres = int(match[1]) / 1000
                if match := re.search(r"process running for ([\d.]+)", line):
                    seconds = float(match[1])
                    break
        finally:
            process.terminate()
            process.wait()
    return {"all": seconds, "PostgreSQL": postgres}
