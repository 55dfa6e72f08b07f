"""A response has an example of a media type that the operation does not return.

Why: the key of an example is a media type, not a name; the platform refuses any that is not among produces.
Write: the media type as the key, and the same under produces.
Bad:
    200: {type: Order, examples: {first: {id: 1}}}
Good:
    200: {type: Order, examples: {application/json: {id: 1}}}       # produces: [application/json]
Source: https://learn.microsoft.com/en-us/connectors/custom-connectors/certification-swagger-validator-rules,
    ResponseExampleMustBeProducedByOperation; seen as an error in the answer of the portal in 2022
"""

from __future__ import annotations

from collections.abc import Iterator

from connectorsmith.analysis.schema_usage import answers
from connectorsmith.diagnostics import Finding, Severity, rule
from connectorsmith.model import Connector
from connectorsmith.rules.support.media_types import produced
from connectorsmith.rules.support.phrases import either


@rule(Severity.ERROR, code="ResponseExampleMustBeProducedByOperation")
def check(connector: Connector) -> Iterator[Finding]:
    """Compare the keys of all examples with the media types; where there are none, with the form of one."""
    for operation in connector.operations:
        known = produced(connector, operation)
        for code, response in answers(connector, operation):
            examples = response.extra.get("examples")
            for key in examples if isinstance(examples, dict) else ():
                media = key.partition(";")[0].strip().casefold()
                if media not in known if known else "/" not in media:
                    of = operation.id or "the operation"
                    message = f'the response {code} of {of} has an example of "{key}", which it does not return'
                    hint = f"write {either(sorted(known)[:12]) or 'a media type'} as its key, or add it to produces"
                    yield Finding(response.at / "examples" / key, message, hint)
