"""A spec to its folder: the texts as ``fmt`` writes them, and the files taken along beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from connectorsmith.errors import FileError
from connectorsmith.language.spec_files import spec_texts
from connectorsmith.model import Connector
from connectorsmith.source.read_files import ASSETS, read_bytes
from connectorsmith.workspace.editor_schema import schema_reference
from connectorsmith.workspace.file_changes import FileChange, changes
from connectorsmith.workspace.import_record import SOURCE, Imported
from connectorsmith.workspace.layout import BESIDE, RECORD, Workspace, twin

OWNED: Final = ("*.yaml", RECORD, *ASSETS)
"""The files of a spec's folder that an import writes; ``force`` removes those that the new spec does not have."""


def plan_spec(
    connector: Connector, out: Path | None, workspace: Path | None, force: bool, record: Imported | None = None
) -> list[FileChange]:
    """Plan the files of a spec, below ``out`` or in the workspace, and the record of its origin.

    Raises FileError if the spec is there already and ``force`` is not given, if there is one of the same name but for
    capital letters, or if there is no workspace.
    """
    heading, schema = None, None
    if out is None:
        house = Workspace.find(workspace or Path())
        out = house.specs
        heading, schema = schema_reference(house)
    folder = out / connector.id
    other = twin(connector.id, (entry.name.removesuffix(".yaml") for entry in out.glob("*")))
    if other is not None:
        message = f"there is a spec {other} in {out}; Windows and macOS do not tell {connector.id} from it"
        raise FileError(message, "choose another --name")
    single = folder.with_name(f"{connector.id}.yaml")  # an id may have a dot in it
    if not force and (single.exists() or (folder.is_dir() and any(folder.iterdir()))):
        there = single if single.exists() else folder
        others = "choose another --name, or overwrite it with --force"
        updated = (folder / RECORD).is_file()
        hint = f"bring in a new version of the API with --update, {others}" if updated else others
        raise FileError(f"there is a spec already: {there}", hint)
    further = {} if record is None else {SOURCE: record.source}
    written = spec_texts(connector, heading, further, () if record is None else record.notes)
    texts = {name: text.encode("utf-8") for name, text in written.items()}
    texts |= {} if record is None else {RECORD: record.text()}
    assets = {name: content for name, content in connector.assets.items() if name in ASSETS}
    planned = [change for change in changes(folder, texts | assets, OWNED) if change.path.name not in BESIDE]
    if single.exists():
        planned += [FileChange(single, read_bytes(single), None)]
    return planned + ([schema] if schema is not None else [])
