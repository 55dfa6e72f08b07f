// The trigger lab: a webhook is subscribed, notified and removed; a polling trigger is asked by hand or by the clock.
import { useEffect, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { Code, Problem, shownValue } from "./parts.mjs";
import { Misfits, Result } from "./run.mjs";
import { post } from "./server.mjs";

const MOST_RUNS = 20;

/**
 * What the lab has seen of a trigger, and how it asks for more.
 * @param {any} form @param {any} arrived the last event that the service sent
 */
function useLab(form, arrived) {
  const [lab, setLab] = useState(/** @type {any} */ ({ runs: [], state: {} }));
  const add = (/** @type {any[]} */ runs, /** @type {any} */ more) =>
    setLab((/** @type {any} */ old) => ({ ...old, ...more, runs: [...runs.map((value) => ({ value })), ...old.runs].slice(0, MOST_RUNS) }));
  useEffect(() => {
    if (arrived?.operation === form.operation) add(arrived.runs, { misfits: arrived.misfits });
  }, [arrived]);
  const ask = async (/** @type {string} */ what, /** @type {any} */ more = {}) => {
    const { connector, connection, operation, client } = form;
    const asked = { connector, connection, operation, client, inputs: form.values(), ...more };
    const found = await post(`trigger/${what}`, asked).catch((fault) => ({ message: fault.message, hint: fault.hint }));
    add(found.runs ?? [], { result: found, misfits: found.misfits, state: found.state ?? lab.state });
    return found;
  };
  useEffect(() => void ask("state"), [form.operation, form.connection]);
  return { lab, ask };
}

/** @param {{runs: any[], batch?: boolean, split?: string}} props */
function Runs({ runs, batch, split }) {
  return html`<section class="runs" aria-label="Runs">
    <h4>Runs of the flow</h4>
    <p class="quiet">
      ${batch ? `Each item of ${split ?? "the list"} starts a run of its own.` : "Each event starts one run."}
    </p>
    ${runs.length === 0 && html`<p class="quiet">No run has started yet.</p>`}
    ${runs.map((one, index) => html`<${Code} key=${runs.length - index} label=${`outputs of run ${runs.length - index}`} text=${shownValue(one.value)} />`)}
  </section>`;
}

/** @param {{state: any}} props */
function State({ state }) {
  const told = state?.registered
    ? `Subscribed; the service has given the Location ${state.location ?? "(none)"}.`
    : state?.polled
      ? `The next poll asks at ${state.location}.`
      : "Nothing is kept of this trigger.";
  return html`<p class="state" role="status">${told}</p>`;
}

/** A webhook. @param {{operation: import("./types.mjs").Operation, form: any, arrived: any}} props */
export function WebhookLab({ operation, form, arrived }) {
  const { lab, ask } = useLab(form, arrived);
  const [event, setEvent] = useState("");
  const [fault, setFault] = useState("");
  const fill = async () => {
    const found = await ask("sample");
    if (found.event !== undefined) setEvent(JSON.stringify(found.event, null, 2));
  };
  const send = async () => {
    try {
      setFault("");
      await ask("send", { event: JSON.parse(event) });
    } catch {
      setFault("The event is not JSON.");
    }
  };
  return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <${State} state=${lab.state} />
    <div class="row">
      <button type="button" class="primary" onClick=${() => ask("subscribe")}>Subscribe</button>
      <button type="button" onClick=${() => ask("unsubscribe")}>Unsubscribe</button>
      <button type="button" onClick=${fill}>Fill in a sample</button>
      <button type="button" onClick=${send} disabled=${event === ""}>Send the event</button>
    </div>
    <label>Event, as the service sends it
      <textarea rows="8" spellcheck="false" value=${event} onInput=${(/** @type {any} */ one) => setEvent(one.currentTarget.value)}></textarea>
    </label>
    <${Problem} message=${fault} />
    <${Misfits} misfits=${lab.result?.response ? [] : lab.misfits} />
    <${Result} result=${lab.result?.response || lab.result?.message || lab.result?.refused ? lab.result : null} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
  </section>`;
}

/** A polling trigger. @param {{operation: import("./types.mjs").Operation, form: any}} props */
export function PollingLab({ operation, form }) {
  const { lab, ask } = useLab(form, null);
  const [interval, setLength] = useState(3);
  const [unit, setUnit] = useState(60);
  const [clock, setClock] = useState(false);
  const wait = lab.result?.wait;
  useEffect(() => {
    if (!clock) return undefined;
    const timer = setTimeout(() => ask("poll", { recurrence: interval * unit }), Math.max(1, Math.min(wait ?? 0, 3600)) * 1000);
    return () => clearTimeout(timer);
  }, [clock, lab.result]);
  return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <fieldset>
      <legend>How often do you want to check for items?</legend>
      <div class="row">
        <label>Interval
          <input type="number" min="1" value=${interval} onInput=${(/** @type {any} */ one) => setLength(Number(one.currentTarget.value) || 1)} />
        </label>
        <label>Frequency
          <select value=${String(unit)} onChange=${(/** @type {any} */ one) => setUnit(Number(one.currentTarget.value))}>
            <option value="1">Second</option><option value="60">Minute</option>
            <option value="3600">Hour</option><option value="86400">Day</option>
          </select>
        </label>
      </div>
    </fieldset>
    <${State} state=${lab.state} />
    <div class="row">
      <button type="button" class="primary" onClick=${() => ask("poll", { recurrence: interval * unit })}>Poll once</button>
      <button type="button" aria-pressed=${String(clock)} onClick=${() => setClock(!clock)}>${clock ? "Stop the clock" : "Poll by the clock"}</button>
      <button type="button" onClick=${() => ask("unsubscribe")}>Forget the state</button>
    </div>
    ${lab.result?.reason && html`<p role="status">${lab.result.reason}; the next poll is due in ${Math.round(wait)} seconds.</p>`}
    <${Result} result=${lab.result?.response || lab.result?.message || lab.result?.refused ? lab.result : null} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
  </section>`;
}
