"""The Python programs that run where paconn is installed, each given to that Python as text.

They note every call and its answer, read the client secret from their input, and end with the process that started
them: their input stays open until then, so that its end tells them that the caller has gone.
"""

from __future__ import annotations

from typing import Final

NOTES: Final = "CONNECTORSMITH_NOTES"
"""The variable with the path of the file in which calls are noted, each with its number.

Each line is a JSON object: one for a call before it is sent, so that no call is made that cannot be noted, and one for
its answer. On a full disk the last line can be a part of one, or missing.
"""
WORK: Final = "CONNECTORSMITH_WORK"
"""The variable with the folder to remove if the process that started the program is gone."""
_START: Final = r"""
import builtins, json, os, re, shutil, sys, threading
import requests
notes = open(os.environ.pop("CONNECTORSMITH_NOTES"), "a", encoding="utf-8")
work = os.environ.pop("CONNECTORSMITH_WORK")
calls, written = [], []
send = requests.Session.send
def write(number, note):
    notes.write(json.dumps({"call": number, **note}) + "\n")
    notes.flush()
def noted(session, request, **named):
    number, note = len(calls), {"method": request.method, "url": request.url.partition("?")[0]}
    write(number, note)
    calls.append(note)
    try:
        answer = send(session, request, **named)
        note["status"], note["retry"] = answer.status_code, answer.headers.get("Retry-After")
        return answer
    except Exception as fault:
        note["fault"] = type(fault).__name__
        tunnel = re.search(r"Tunnel connection failed: (\d{3})", str(fault))
        note["proxy"] = int(tunnel[1]) if tunnel else None
        raise
    finally:
        write(number, note)
requests.Session.send = noted
usual_open = builtins.open
def remembered(file, mode="r", *rest, **named):
    opened = usual_open(file, mode, *rest, **named)
    if "w" in mode:
        written.append(opened)
    return opened
builtins.open = remembered
def run(main):
    try:
        main()
    finally:
        for file in written:
            file.close()
secret = sys.stdin.readline().rstrip("\r\n")
def end_with_the_parent():
    os.read(0, 1)
    shutil.rmtree(work, ignore_errors=True)
    os._exit(1)
threading.Thread(target=end_with_the_parent, daemon=True).start()
sys.argv = ["paconn", *sys.argv[1:], *([f"--secret={secret}"] if secret else [])]
def connectors(environment):
    from paconn.settings.settingsbuilder import SettingsBuilder
    from paconn.settings.util import load_powerapps_and_flow_rp
    names = "settings_file powerapps_url powerapps_version api_properties api_definition icon script"
    unset = dict.fromkeys(names.split())
    settings = SettingsBuilder.get_settings(environment=environment, connector_id="none", **unset)
    service, _ = load_powerapps_and_flow_rp(settings=settings, command_context="list")
    manager, seen = service.api_manager, set()
    page = service.get_all_connectors(environment)
    rows = page["value"] if isinstance(page, dict) and isinstance(page.get("value"), list) else None
    while rows is not None and page.get("nextLink"):
        link, home = page["nextLink"], f"{manager.scheme}://{manager.netloc}/"
        if not isinstance(link, str) or not link.lower().startswith(home.lower()):
            return {"stopped": "elsewhere"}
        if link in seen or len(seen) == 100:
            return {"stopped": "endless"}
        seen.add(link)
        page = manager.request(verb="GET", endpoint=link, headers=service.rp_headers).json()
        if not isinstance(page, dict) or not isinstance(page.get("value"), list):
            return page
        rows += page["value"]
    return page if rows is None else {"value": rows}
"""
COMMAND: Final = _START + "from paconn.__main__ import main\nrun(main)\n"
"""Runs a command of paconn.

paconn does not close the files that it writes, so Python does, and passes over a full disk; they are closed in the end,
which fails then.
"""
LIST: Final = _START + "print(json.dumps(connectors(sys.argv[sys.argv.index('--env') + 1])))\n"
"""Prints the service's list of connectors, for which paconn has no command, or ``{"stopped": reason}``.

A list on several pages is read to its end, as long as the next page is on the same host, to which the token belongs.
"""
CREATE: Final = (
    _START
    + r"""
from paconn.__main__ import main
try:
    run(main)
finally:
    made = [call for call in calls if call["method"] == "POST" and call["url"].endswith("/apis")]
    if made and not 400 <= made[-1].get("status", 0) < 500:
        try:
            print(json.dumps(connectors(sys.argv[sys.argv.index("--env") + 1])))
        except Exception:
            pass
"""
)
"""Runs a creation and prints the list of connectors after it, unless the service refused to create one."""
