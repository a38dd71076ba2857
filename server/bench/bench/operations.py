"""What the server takes of each operation, and how long an answer takes when it is not at its limit."""

from . import load, page

SCRIPTS = {
    "listTags, 25 of 60": ("page", {}),
    "createTag": ("create", {}),
    "updateTag": ("update", {}),
    "bulkAssignTags, 1 device": ("bulk", {"devices": 1}),
    "bulkAssignTags, 100 devices": ("bulk", {"devices": 100}),
    "bulkAssignTags, 1,000 devices, 4 connections": ("bulk", {"devices": 1_000, "connections": 4}),
    "bulkAssignTags, 10,000 devices, 4 connections": ("bulk", {"devices": 10_000, "connections": 4}),
    "95 % listTags, 5 % updateTag": ("mixed", {}),
}


def measure(system) -> dict:
    server = system.start_server()
    system.load(10_000)
    for script, values in SCRIPTS.values():
        load.warm_up(system, server, script, 10, **values)
    return {"rounds": [{name: load.saturate(system, server, script, 4, **values)
                        for name, (script, values) in SCRIPTS.items()} for _ in range(page.ROUNDS)]}
