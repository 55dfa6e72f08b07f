"""A call on its way through the platform; every step is recorded with the message before and after it."""

from __future__ import annotations

from msgspec.structs import replace

from connectorsmith.model import Connector, Operation
from connectorsmith.runtime import answers, url
from connectorsmith.runtime.authenticate import authenticate
from connectorsmith.runtime.backend import BackendFailure
from connectorsmith.runtime.compose import Composed
from connectorsmith.runtime.edge_headers import with_edge_headers
from connectorsmith.runtime.exchange import Exchange, Fault, Outgoing, PolicyPhase, Surroundings
from connectorsmith.runtime.gateway import Call, Gateway
from connectorsmith.runtime.message import Message, MessageFault, Request, Response, header, read
from connectorsmith.runtime.path_values import decoded_once
from connectorsmith.runtime.platform_headers import REFERRER, platform_headers
from connectorsmith.runtime.platform_limit import OPTION
from connectorsmith.runtime.policies import Prepared, prepared, run
from connectorsmith.runtime.script_host import ScriptCall, ScriptFailure
from connectorsmith.runtime.secrets import secrets_of
from connectorsmith.runtime.trace import Kind, Step, Trace
from connectorsmith.runtime.unpack import unpacked


class Passage:
    """The passage of one call; ``run`` gives the response, ``trace`` what happened."""

    def __init__(self, gateway: Gateway, operation: Operation, composed: Composed, call: Call) -> None:
        self.gateway = gateway
        self.operation = operation
        self._call = call
        self._steps: list[Step] = []
        self._prepared = prepared(gateway.connector)
        once = decoded_once(gateway.connector, operation, composed.variables)
        kept = once is None or gateway.options["double-encoding"] == "kept"
        variables, path = (composed.variables, composed.path) if kept or once is None else once
        around = Surroundings(
            self._send_for_policy,
            self._count,
            {**gateway.connection.tokens, **gateway.connection.values},
            gateway.environment,
            variables,
            gateway.options,
            composed.method,
            gateway.address,
            composed.path,
            composed.query,
            operation.trigger == "batch",
        )
        service = service_address(gateway.connector, operation)
        request = Outgoing(
            composed.method, service, path, composed.query, composed.headers, composed.body, composed.stream
        )
        self.exchange = Exchange(around, request)
        if once is not None:
            self.exchange.choose("double-encoding")

    def record(self, step: Step) -> None:
        """Add a step to the trace."""
        self._steps.append(step)

    def trace(self) -> Trace:
        """What happened, without the secrets of the connection."""
        known = secrets_of(self.gateway.connector, self.gateway.connection)
        return Trace(self._steps, (*known, *self.exchange.secrets))

    async def run(self) -> Response:
        """Send the call through every stage, and give the answer."""
        try:
            await self._limits()
            self._authenticate()
            await self._policies(PolicyPhase.REQUEST)
            self.exchange.response = await self._answer()
            await self._respond()
        except Fault as fault:
            return self._own_answer("a step ends the call", answers.of_fault(fault, self.gateway.address))
        except BackendFailure as failure:
            return await self._fail(failure)
        except ScriptFailure as failure:
            return self._own_answer(
                f"the script fails ({failure.kind})", answers.of_script(failure, self.gateway.address), failure.message
            )
        except MessageFault as fault:
            return self._unread(fault)
        return self.exchange.response

    def at_the_edge(self, response: Response) -> Response:
        """The answer with the headers that the platform adds for the client."""
        if self.gateway.bare:
            return response
        answer = with_edge_headers(response, self.gateway.connection, self.exchange.around.method)
        self._note("platform", "headers of the platform on the answer", response, answer)
        return answer

    async def whole(self, response: Response) -> Response:
        """The answer with its whole body, or what the gateway answers where that cannot be read."""
        try:
            return await read(response)
        except BackendFailure as failure:
            return self._own_answer("no answer", answers.of_failure(failure, self.gateway.address), failure.message)
        except MessageFault as fault:
            return self._unread(fault)

    async def _limits(self) -> None:
        if not self.gateway.connector.limits and self.gateway.options[OPTION] == "none":
            return
        if (
            self._call.dynamic
            and self._concerned(PolicyPhase.LIMIT)
            and self.exchange.choose("dynamic-limits") == "free"
        ):
            self._note("limit", "calls that fill dropdowns and forms do not count", None, None)
        else:
            await self._policies(PolicyPhase.LIMIT)

    async def _policies(self, phase: PolicyPhase) -> None:
        exchange, own = self.exchange, self._concerned(phase)
        if any(step.reads_body for step in own):
            if phase is PolicyPhase.REQUEST:
                whole = await read(exchange.request.request())
                exchange.request = replace(exchange.request, body=whole.body, stream=None)
            elif exchange.response is not None:
                exchange.response = await read(exchange.response)
        await run(own, exchange, phase, self.operation.id, self.record)

    def _concerned(self, phase: PolicyPhase) -> list[Prepared]:
        return [step for step in self._prepared if step.concerns(phase, self.operation.id)]

    def _authenticate(self) -> None:
        exchange, gateway = self.exchange, self.gateway
        before = exchange.message
        exchange.request, note = authenticate(
            gateway.connector, self.operation, gateway.connection, exchange.request, exchange.choose
        )
        self._note("authenticate", "credentials of the connection", before, exchange.message, note)
        if not gateway.bare:
            before = exchange.message
            exchange.request = platform_headers(
                exchange.request,
                exchange.around,
                self.operation,
                self._call.client,
                gateway.new_id,
                self._call.callback,
            )
            self._note("platform", "headers of the platform", before, exchange.message)

    async def _answer(self) -> Response:
        request = self.exchange.request.request()
        if not self._scripted():
            return await self._send(request, "the service")
        return await self._run_script(await read(request))

    def _scripted(self) -> bool:
        """Whether the call runs through custom code."""
        if not runs_script(self.gateway.connector, self.operation):
            return False
        return not self._call.page or self.exchange.choose("pages-and-script") == "run"

    async def _run_script(self, request: Request) -> Response:
        gateway = self.gateway
        if gateway.scripts is None:
            raise ScriptFailure("refused", f"nothing here can run the script of {self.operation.id}")
        public = url.joined(gateway.address, self.exchange.around.public_path, self.exchange.around.public_query)
        call = ScriptCall(
            request,
            self.operation.id or "",
            self._send_for_script,
            timeout=gateway.options.script_seconds,
            original_uri=header(request.headers, REFERRER) or public,
            correlation_id=header(request.headers, "x-ms-correlation-id") or "",
            log=lambda level, text: self._note("script", f"log: {level}", None, None, text),
        )
        response = await gateway.scripts.run(call)
        self._note("script", f"the script answers {response.status}", request, response, _script_note(gateway))
        return response

    async def _send_for_script(self, request: Request) -> Response:
        exchange = self.exchange
        if self._concerned(PolicyPhase.REQUEST) and exchange.choose("script-sends") == "through-policies":
            inner = Exchange(exchange.around, _parts(request, exchange.request.service))
            await run(self._concerned(PolicyPhase.REQUEST), inner, PolicyPhase.REQUEST, self.operation.id, self.record)
            request = inner.request.request()
        response = await read(await self._send(request, "Context.SendAsync"))
        if self._before_script():
            exchange.response = response
            await self._policies(PolicyPhase.RESPONSE)
            response = exchange.response or response
        return response

    def _before_script(self) -> bool:
        return bool(self._concerned(PolicyPhase.RESPONSE)) and self.exchange.choose("response-order") == "before-script"

    async def _respond(self) -> None:
        """Run the policies on the answer, and those on failures where its status counts as one."""
        exchange = self.exchange
        if not (self._scripted() and self._before_script()):
            await self._policies(PolicyPhase.RESPONSE)
        status = exchange.response.status if exchange.response else 0
        if (
            self._concerned(PolicyPhase.FAILURE)
            and status >= 400
            and exchange.choose("failure-section") == "error-status"
        ):
            await self._policies(PolicyPhase.FAILURE)

    async def _fail(self, failure: BackendFailure) -> Response:
        response = self._own_answer("no answer", answers.of_failure(failure, self.gateway.address), failure.message)
        self.exchange.response = response
        try:
            await self._policies(PolicyPhase.FAILURE)
        except Fault as fault:
            return self._own_answer("a step ends the call", answers.of_fault(fault, self.gateway.address))
        return self.exchange.response or response

    async def _send(self, request: Request, receiver: str) -> Response:
        try:
            response = unpacked(await self.gateway.backend.send(request))
        except BackendFailure as failure:
            self._note("send", f"{receiver} gives no answer ({failure.kind})", request, None, failure.message)
            raise
        self._note("send", f"{receiver} answers {response.status}", request, response)
        return response

    async def _send_for_policy(self, request: Request, purpose: str) -> Response:
        try:
            response = await read(unpacked(await self.gateway.backend.send(request)))
        except BackendFailure as failure:
            self._note("call", "the extra call gets no answer", request, None, failure.message)
            raise
        self._note("call", f"the extra call is answered with {response.status}", request, response, f"for {purpose}")
        return response

    async def _count(self, name: str, calls: int, seconds: float) -> float | None:
        key = f"{self.gateway.connector.id}/{self.gateway.connection.id}/{name}"
        return await self.gateway.counter.hit(key, calls, seconds)

    def _unread(self, fault: MessageFault) -> Response:
        response = answers.error(fault.status, fault.message, self.gateway.address)
        return self._own_answer("a body cannot be read", response, fault.message)

    def _own_answer(self, title: str, response: Response, note: str = "") -> Response:
        self._note("answer", f"{title}: the gateway answers {response.status}", None, response, note)
        return response

    def _note(self, kind: Kind, title: str, before: Message | None, after: Message | None, note: str = "") -> None:
        assumed = self.exchange.take_assumed()
        self.record(Step(kind, title, self.operation.at, before, after, note, assumed))


def _script_note(gateway: Gateway) -> str:
    seconds = gateway.options.script_seconds
    return "" if seconds is None else f"it has {seconds:g} seconds"


def _parts(request: Request, service: str) -> Outgoing:
    """A request of a script in parts; below the service its path is relative to it."""
    host, path, query = url.split(request.url)
    base = url.split(service)
    if host == base[0] and path.startswith(base[1]):
        return Outgoing(request.method, service, path[len(base[1]) :], query, request.headers, request.body)
    return Outgoing(request.method, host, path, query, request.headers, request.body)


def service_address(connector: Connector, operation: Operation) -> str:
    """Scheme, host and base path of the service, as the definition has them; https where it has several schemes."""
    schemes = operation.schemes or connector.schemes or ("https",)
    scheme = "https" if "https" in schemes else schemes[0]
    return f"{scheme}://{connector.host or 'localhost'}{(connector.base_path or '').rstrip('/')}"


def runs_script(connector: Connector, operation: Operation) -> bool:
    """Whether an operation runs through custom code; a list of operations that is empty means all of them."""
    if not connector.own_script:
        return bool(operation.script)
    listed = (connector.properties and connector.properties.script_operations) or ()
    return not listed or operation.id in listed
