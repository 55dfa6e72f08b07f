"""The connector's policies and limits as Azure API Management has them, in the folders that the APIOps toolkit reads.

What a template becomes there is written in the catalogue; this module sorts instances into documents and sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from connectorsmith.emitters.file import GeneratedFile
from connectorsmith.emitters.policy_expressions import variables
from connectorsmith.emitters.policy_xml import RENDERING_FAULTS, comment, render_equivalent, render_page
from connectorsmith.errors import ToolError
from connectorsmith.language.policy_templates import catalogue, catalogue_of, parameter_values
from connectorsmith.model import Connector, Json, Limit, Policy
from connectorsmith.source.file_names import portable

SECTIONS = {"Request": "inbound", "Response": "outbound", "Failure": "on-error"}
"""Where an instance goes, by the section it names."""

_BASE = "<base />"
_MOVED = comment("Policies of every operation are between those of this one in the connector; here they come first.")


def emit(connector: Connector) -> Iterator[GeneratedFile]:
    """One policy document for the API, if there are any, and one for each operation that has policies of its own."""
    policies = connector.policies
    if policies or connector.limits:
        everywhere = [policy for policy in policies if not policy.operations]
        sections = _api(connector, everywhere)
        notes = [*_script_note(connector), *_tier_note(sections)]
        yield _document(connector, "policies/policy.xml", "every operation", everywhere, sections, notes)
    for name in (operation.id for operation in connector.operations if operation.id):
        own = [policy for policy in policies if name in (policy.operations or ())]
        if own:
            passed = [policy for policy in policies if not policy.operations or policy in own]
            path = f"policies/operations/{portable(name)}/policy.xml"
            notes = list(_script_note(connector, name))
            yield _document(connector, path, f"the operation {name}", own, _operation(connector, passed), notes)


def _script_note(connector: Connector, operation: str | None = None) -> Iterator[str]:
    """The comment on custom code, which no policy can run: for one operation, or for all operations."""
    listed = (connector.properties and connector.properties.script_operations) or ()
    own = [one.id for one in connector.operations if one.id and (not listed or one.id in listed)]
    names = own if connector.own_script else [one.id for one in connector.scripted if one.id]
    if operation is None and names:
        yield f"No policy runs script.csx, without which these operations behave otherwise: {', '.join(names)}."
    elif operation in names:
        yield "No policy runs script.csx, without which this operation behaves otherwise."


def _tier_note(sections: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The comment on limits by key, which API Management has in every tier but Consumption.

    See https://learn.microsoft.com/azure/api-management/rate-limit-by-key-policy.
    """
    if any("<rate-limit-by-key" in block for block in sections["inbound"]):
        yield "The Consumption tier has no rate-limit-by-key: there, rate-limit counts by subscription."


def _document(
    connector: Connector,
    path: str,
    scope: str,
    policies: Sequence[Policy],
    sections: Mapping[str, list[str]],
    notes: Sequence[str],
) -> GeneratedFile:
    title = (connector.info and connector.info.title) or connector.id
    names = sorted({name for policy in policies for name in _variables(policy.parameters)})
    return GeneratedFile.text(
        path, render_page(title=title, scope=scope, sections=sections, variables=names, notes=notes)
    )


def _variables(value: Json) -> Iterator[str]:
    """The context variables that a parameter, however deep, reads."""
    if isinstance(value, str):
        yield from variables(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _variables(inner)


def _api(connector: Connector, policies: Sequence[Policy]) -> dict[str, list[str]]:
    """The blocks of the API's own document: what a wider scope says, the limits, the policies in their order."""
    sections = {name: [_BASE] for name in ("inbound", "backend", "outbound", "on-error")}
    sections["inbound"] += [_limit(connector, limit) for limit in connector.limits]
    for policy in policies:
        sections[_section(connector, policy)].append(_block(connector, policy))
    return sections


def _operation(connector: Connector, policies: Sequence[Policy]) -> dict[str, list[str]]:
    """The blocks of an operation's document; ``policies`` are all that a call to it passes, in their order."""
    entries: dict[str, list[str | None]] = {name: [] for name in ("inbound", "backend", "outbound", "on-error")}
    for policy in policies:
        entries[_section(connector, policy)].append(_block(connector, policy) if policy.operations else None)
    return {name: _with_base(found) for name, found in entries.items()}


def _with_base(entries: Sequence[str | None]) -> list[str]:
    """Put ``<base />``, once, where the policies of every operation are; ``None`` is one of those."""
    if None not in entries:
        entries = [None, *entries]
    first = entries.index(None)
    last = len(entries) - 1 - entries[::-1].index(None)
    before = [entry for entry in entries[:first] if entry]
    after = [entry for entry in entries[first:] if entry]
    moved = [_MOVED] if any(entries[first:last]) else []
    return [*before, *moved, _BASE, *after]


def _section(connector: Connector, policy: Policy) -> str:
    template = catalogue_of(connector).get(policy.template)
    fixed = template.apim.section if template else None
    return SECTIONS.get(policy.section or "") or fixed or "inbound"


def _block(connector: Connector, policy: Policy) -> str:
    """One instance: a comment with its title, then its equivalent or the reason why there is none."""
    template = catalogue_of(connector).get(policy.template)
    if template is None:
        return comment(f'{policy.title}: "{policy.template}" is not in the catalogue of policy templates')
    head = comment(f"{policy.title or template.title} ({template.id})")
    if template.apim.policy is None:
        return f"{head}\n{comment(f'Nothing is written here: {template.apim.none}.')}"
    used = {other.template.lower() for other in connector.policies}
    message = "Request" if _section(connector, policy) == "inbound" else "Response"
    values = parameter_values(template, policy.parameters or {})
    missing = [name for name, parameter in template.parameters.items() if parameter.required and values[name] is None]
    if missing:  # under a misspelt key, which has a rule of its own
        left_out = comment(f"Nothing is written here: it has no {' and no '.join(missing)}.")
        return f"{head}\n{left_out}"
    try:
        return f"{head}\n{render_equivalent(template.apim.policy, message=message, templates=used, **values)}"
    except RENDERING_FAULTS as fault:
        reason = f"the text of the policy template {template.id} cannot be made for {policy.title}: {fault}"
        raise ToolError(reason, "correct apim in its file, or the parameters of the policy") from fault


def _limit(connector: Connector, limit: Limit) -> str:
    polling = [operation.id for operation in connector.triggers if operation.trigger == "batch"]
    values = {"name": limit.name, "calls": limit.calls, "renewal_period": limit.renewal_period}
    block = render_equivalent(catalogue().throttling.apim.policy or "", polling_triggers=polling, **values)
    return f"{comment(limit.name)}\n{block}"
