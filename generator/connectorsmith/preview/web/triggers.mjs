// The trigger lab: a webhook is subscribed, notified and removed; a polling trigger is asked by hand or by the clock.
import { useEffect, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { FieldRow } from "./fields.mjs";
import { Code, shownValue } from "./parts.mjs";
import { inside, withInside } from "./values.mjs";
import { Misfits, Result } from "./run.mjs";
import { post } from "./server.mjs";

const MOST_RUNS = 20;
const MOST_FIELDS = 200;

/**
 * What the lab has seen of a trigger, and how it asks for more.
 * @param {any} form @param {any} arrived the last event that the service sent
 */
function useLab(form, arrived) {
  const [lab, setLab] = useState(/** @type {any} */ ({ runs: [], state: {} }));
  const add = (/** @type {any[]} */ runs, /** @type {any} */ more) =>
    setLab((/** @type {any} */ old) => ({
      ...old,
      ...more,
      runs: [...runs.map((value) => ({ value })), ...old.runs].slice(0, MOST_RUNS),
    }));
  useEffect(() => {
    if (arrived?.operation === form.operation) add(arrived.runs, { misfits: arrived.misfits });
  }, [arrived]);
  const ask = async (/** @type {string} */ what, /** @type {any} */ more = {}) => {
    const { connector, connection, operation, client } = form;
    const asked = { connector, connection, operation, client, inputs: form.values(), ...more };
    const found = await post(`trigger/${what}`, asked).catch((fault) => ({ message: fault.message, hint: fault.hint }));
    const told = found.response || found.message || found.refused ? { result: found } : {};
    add(found.runs ?? [], { ...told, misfits: found.misfits ?? [], ...(found.state ? { state: found.state } : {}) });
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
    ${runs
      .map((one, index) => ({ value: one.value, number: runs.length - index }))
      .map(
        ({ value, number }) =>
          html`<${Code} key=${number} label=${`outputs of run ${number}`} text=${shownValue(value)} />`,
      )}
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

/**
 * The event as a form of the notification's fields, or as JSON.
 * @param {{fields: import("./types.mjs").Field[], event: any, set: (event: any) => void, form: any}} props
 */
function EventForm({ fields, event, set, form }) {
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const whole = text ?? shownValue(event);
  const write = (/** @type {string} */ fresh) => {
    setText(fresh);
    try {
      set(JSON.parse(fresh));
    } catch {
      set(undefined);
    }
  };
  const steps = (/** @type {string} */ key) => key.split("/").slice(1);
  return html`<fieldset>
    <legend>Event, as the service sends it</legend>
    ${fields.slice(0, MOST_FIELDS).map(
      (one) => html`<${FieldRow}
          key=${one.key}
          field=${one}
          form=${{ ...form, values: () => ({}), tried: false }}
          value=${inside(event, steps(one.key).join("/"))}
          set=${(/** @type {any} */ value) => {
            setText(null);
            set(withInside(event, steps(one.key), value));
          }}
        />`,
    )}
    <details>
      <summary>The event as JSON</summary>
      <textarea
        rows="8"
        spellcheck="false"
        aria-label="The event as JSON"
        value=${whole}
        onInput=${(/** @type {any} */ one) => write(one.currentTarget.value)}
      ></textarea>
      ${event === undefined && html`<span class="reason">The event is not JSON.</span>`}
    </details>
  </fieldset>`;
}

/** A webhook. @param {{operation: import("./types.mjs").Operation, form: any, arrived: any}} props */
export function WebhookLab({ operation, form, arrived }) {
  const { lab, ask } = useLab(form, arrived);
  const [sample, setSample] = useState(/** @type {any} */ (null));
  const fill = async () => {
    const found = await ask("sample");
    if (found.fields) setSample(found);
  };
  useEffect(() => void fill(), [form.operation, form.connector]);
  return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <${State} state=${lab.state} />
    <div class="row">
      <button type="button" class="primary" onClick=${() => ask("subscribe")}>Subscribe</button>
      <button type="button" onClick=${() => ask("unsubscribe")}>Unsubscribe</button>
    </div>
    ${
      sample &&
html`<${EventForm}
        fields=${sample.fields}
        event=${sample.event}
        set=${(/** @type {any} */ event) => setSample({ ...sample, event })}
        form=${form}
      />
      <div class="row">
        <button
          type="button"
          onClick=${() => ask("send", { event: sample.event })}
          disabled=${sample.event === undefined}
        >Send the event</button>
        <button type="button" onClick=${fill}>Fill in a sample</button>
      </div>`
    }
    <${Misfits} misfits=${lab.misfits === lab.result?.misfits ? [] : lab.misfits} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
    <${Result} result=${lab.result} />
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
    const timer = setTimeout(
      () => ask("poll", { recurrence: interval * unit }),
      Math.max(1, Math.min(wait ?? 0, 3600)) * 1000,
    );
    return () => clearTimeout(timer);
  }, [clock, lab.result]);
  return html`<section class="lab" aria-label="Trigger lab">
    <h3>Trigger lab</h3>
    <fieldset>
      <legend>How often do you want to check for items?</legend>
      <div class="row">
        <label>Interval
          <input
            type="number"
            min="1"
            value=${interval}
            onInput=${(/** @type {any} */ one) => setLength(Number(one.currentTarget.value) || 1)}
          />
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
      <button type="button" aria-pressed=${String(clock)} onClick=${() => setClock(!clock)}>
        ${clock ? "Stop the clock" : "Poll by the clock"}
      </button>
      <button type="button" onClick=${() => ask("unsubscribe")}>Forget the state</button>
    </div>
    ${lab.result?.reason && html`<p role="status">${lab.result.reason}; the next poll is due in ${Math.round(wait)} seconds.</p>`}
    <${Result} result=${lab.result} />
    <${Runs} runs=${lab.runs} batch=${operation.batch} split=${operation.split} />
  </section>`;
}
