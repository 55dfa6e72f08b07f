"""What the verbs for certification read: a spec with all that is asked for, and the solution of a flow."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Final

from tests.benchmarks.growth.commands import FLOW, ZIPPED

from connectorsmith.packaging.zip_archive import archive

_MORE: Final = """
metadata: {Website: "https://example.com", Privacy policy: "https://example.com/privacy", Categories: Data}
publisher: Shop
stackOwner: Shop
"""
_CUSTOMIZATIONS: Final = b"<a><Connectors><Connector>x</Connector></Connectors><Workflows>x</Workflows></a>"


def prepare_certified(root: Path) -> None:
    """Write the workspace ``ready``, and the solution of a flow if the connector has one."""
    shutil.copytree(root / "specs", root / "ready" / "specs")
    spec = root / "ready" / "specs" / "x" / "connector.yaml"
    text = spec.read_text("utf-8").replace("Orders of a shop.", "Orders of a shop for all who sell or buy.", 1)
    spec.write_text(text + _MORE, "utf-8")
    solution = root / ZIPPED / "x-test-solution.zip"
    if solution.exists():
        with zipfile.ZipFile(solution) as own:
            files = {name: own.read(name) for name in own.namelist()}
        flow = {"Workflows/flow.json": b"{}", "customizations.xml": _CUSTOMIZATIONS}
        (root / FLOW).write_bytes(archive(files | flow))
