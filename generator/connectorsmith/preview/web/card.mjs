// The card of one operation, opened: its fields, a call, dynamic content, and what apps and models see.
import { useEffect, useMemo, useState } from "./vendor/hooks.mjs";
import { classes, html } from "./html.mjs";
import { CardChanges } from "./changes.mjs";
import { fault } from "./checks.mjs";
import { FieldRow } from "./fields.mjs";
import { Outputs } from "./outputs.mjs";
import { Code, Faults, Link, Place, Problem, Said } from "./parts.mjs";
import { Result } from "./run.mjs";
import { iconOf, live, post, readOperation } from "./server.mjs";
import { PollingLab, WebhookLab } from "./triggers.mjs";
import { own } from "./values.mjs";

const KINDS = { action: "Action", polling: "Trigger that asks", webhook: "Trigger that is called", mcp: "MCP server" };
const MOST_FIELDS = 200;
const MOST_OPEN = 3;

/** The values that fields have before a maker types. @param {import("./types.mjs").Field[]} fields */
function defaults(fields) {
  return Object.fromEntries(
    fields.filter((one) => !one.hidden && one.default !== undefined).map((one) => [one.key, one.default]),
  );
}

/**
 * One field, drawn anew only when its own value changes, so that cards of thousands of fields can be typed in. Lookups,
 * and lists, whose items may have some, depend on the values of other fields too.
 * @param {{field: import("./types.mjs").Field, form: any, value: any}} props
 */
function Row({ field, form, value }) {
  const set = (/** @type {any} */ fresh) => form.set(field.key, fresh);
  const others = field.lookup || field.members ? form : null;
  return useMemo(
    () => html`<${FieldRow} field=${field} form=${form} value=${value} set=${set} />`,
    [field, value, form.tried, others],
  );
}

/**
 * The fields, those that are folded away among them.
 * @param {{operation: import("./types.mjs").Operation, form: any, look: "new" | "classic", hidden: boolean}} props
 */
function Fields({ operation, form, look, hidden }) {
  const values = form.values();
  const [most, setMost] = useState(MOST_FIELDS);
  const row = (/** @type {import("./types.mjs").Field} */ field) =>
    html`<${Row} key=${field.key} field=${field} form=${form} value=${own(values, field.key)} />`;
  const first = operation.inputs.filter((one) => one[look] === "at-once");
  const more = operation.inputs.filter((one) => one[look] === "more");
  const unseen = operation.inputs.filter((one) => one[look] === "never");
  const [open, setOpen] = useState(false);
  const title = look === "new" ? "Advanced parameters" : "Show advanced options";
  return html`<div class="fields">
    ${first.length + more.length === 0 && html`<p class="quiet">There is nothing to fill in.</p>`}
    ${first.slice(0, most).map(row)}
    ${first.length > most &&
    html`<button type="button" onClick=${() => setMost(first.length)}>Show all ${first.length} fields</button>`}
    ${
      more.length > 0 &&
      html`<details open=${open} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary>${title} <span class="quiet">${more.length}</span></summary>
      ${open && more.slice(0, most).map(row)}
      ${open &&
      more.length > most &&
      html`<button type="button" onClick=${() => setMost(more.length)}>Show all ${more.length} fields</button>`}
    </details>`
    }
    ${
      hidden &&
      unseen.length > 0 &&
      html`<details class="unseen">
      <summary>Makers do not see <span class="quiet">${unseen.length}</span></summary>
      <ul>
        ${unseen.map((one) => html`<li><code>${one.key}</code> ${one.hidden} <${Place} at=${one.at} /></li>`)}
      </ul>
    </details>`
    }
  </div>`;
}

/** What Power Apps and a model see. @param {{operation: import("./types.mjs").Operation, client: string}} props */
function ForOthers({ operation, client }) {
  const { signature, model } = operation;
  if (client === "app") {
    return html`<section class="others" aria-label="Power Apps">
      <h3>In Power Apps</h3>
      <${Code} label="the function" text=${signature.text} />
      <${Problem} message=${signature.unsupported && `Power Apps makes no such function: ${signature.unsupported}.`} />
    </section>`;
  }
  if (client !== "agent") return null;
  return html`<section class="others" aria-label="Copilot Studio">
    <h3>For a model</h3>
    <p><strong><${Said} text=${model.name} /></strong>${model.asks && html` <span class="badge">asks first</span>`}</p>
    <p><${Said} text=${model.description} /></p>
    <dl>
      ${operation.inputs
        .filter((one) => !one.hidden)
        .slice(0, MOST_FIELDS)
        .map(
          (
            one,
          ) => html`<dt><code>${one.key}</code> <span class="quiet">${one.type}${one.sensitivity ? `, sensitivity ${one.sensitivity}` : ""}</span></dt>
            <dd><${Said} text=${one.forModel || one.description || one.label} /></dd>`,
        )}
    </dl>
  </section>`;
}

/** What the answer of a call holds, for the list of dynamic content. @param {any} result */
function bodyOf(result) {
  try {
    return result?.response?.status < 300 ? JSON.parse(result.response.body) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {{connector: string, card: import("./types.mjs").Card, revision: number,
 *   connection: import("./types.mjs").TypedConnection, client: string, look: "new" | "classic", hidden: boolean,
 *   faults: import("./types.mjs").Fault[], changes?: any[], against: string, kept: any, arrived: any}} props
 */
export function OperationCard(props) {
  const { connector, card, revision, connection, client, look, hidden, faults, kept, arrived } = props;
  const [operation, setOperation] = useState(/** @type {import("./types.mjs").Operation | null} */ (null));
  const [problem, setProblem] = useState("");
  const [tried, setTried] = useState(false);
  const [result, setResult] = useState(/** @type {any} */ (null));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    readOperation(connector, card.id).then(setOperation, (/** @type {any} */ one) => setProblem(one.message));
  }, [connector, card.id, revision]);
  if (!operation)
    return html`<article class="card"><p class="quiet">Loading …</p><${Problem} message=${problem} /></article>`;
  const values = () => ({ ...defaults(operation.inputs), ...kept.values(card.id) });
  const form = {
    connector,
    connection,
    operation: card.id,
    client,
    values,
    set: (/** @type {string} */ key, /** @type {any} */ value) => kept.set(card.id, key, value),
    tried,
    faults,
  };
  const now = values();
  const wrong = operation.inputs.filter(
    (/** @type {import("./types.mjs").Field} */ one) => !one.hidden && fault(one, own(now, one.key)),
  ).length;
  const run = async (/** @type {boolean} */ pages) => {
    setTried(true);
    setBusy(true);
    const asked = { connector, connection, operation: card.id, client, inputs: values(), pages };
    setResult(await post("run", asked).catch((one) => ({ message: one.message, hint: one.hint })));
    setBusy(false);
  };
  const lab = card.kind === "webhook" ? WebhookLab : card.kind === "polling" ? PollingLab : null;
  return html`<article class="card opened" aria-labelledby="card-title">
    <div class="work">
      <header class="title">
        <img src=${iconOf(connector)} alt="" width="32" height="32" />
        <div class="grow">
          <h2 id="card-title"><${Said} text=${card.label} /></h2>
          <p class="quiet">${KINDS[card.kind]} · <code>${card.call}</code> · <code>${card.id}</code> <${Place} at=${card.at} /></p>
          ${
            card.badges?.length
              ? html`<p class="row">${card.badges.map((one) => html`<span class="badge">${one}</span>`)}</p>`
              : null
          }
          <p><${Said} text=${card.description} /></p>
          ${operation.hint && html`<p class="hint"><${Said} text=${operation.hint} /></p>`}
          ${operation.documentation && html`<p><${Link} address=${operation.documentation[0]} text=${operation.documentation[1]} /></p>`}
        </div>
      </header>
      ${faults.length > 0 &&
      html`<details open=${faults.length <= MOST_OPEN}>
        <summary>Findings <span class="quiet">${faults.length}</span></summary>
        <${Faults} faults=${faults} />
      </details>`}
      <${CardChanges} changes=${props.changes} against=${props.against} />
      <${ForOthers} operation=${operation} client=${client} />
      ${card.kind === "mcp"
        ? html`<p>Agents ask this server itself which tools it has; a maker fills in nothing.</p>`
        : html`<form onSubmit=${(/** @type {Event} */ event) => event.preventDefault()} aria-label=${`Inputs of ${card.label}`}>
            <${Fields} operation=${operation} form=${form} look=${look} hidden=${hidden} />
          </form>`}
      ${live &&
      lab === null &&
      html`<div class="row run">
        <button type="button" class="primary" onClick=${() => run(false)} disabled=${busy}>${busy ? "Running …" : "Run"}</button>
        ${operation.paging && html`<button type="button" onClick=${() => run(true)} disabled=${busy}>Run all pages</button>`}
        ${tried &&
        wrong > 0 &&
        html`<span class="reason" role="status">${wrong} ${wrong === 1 ? "field is" : "fields are"} not right; the call is made anyway.</span>`}
      </div>`}
      ${live && lab && html`<${lab} operation=${operation} form=${form} arrived=${arrived} />`}
    </div>
    <div class="outcome">
      <${Result} result=${result} />
      <details class=${classes("content", result && "used")} open>
        <summary>Dynamic content <span class="quiet">${operation.outputs.length}</span></summary>
        <${Outputs} tokens=${operation.outputs} body=${bodyOf(result)} misfits=${result?.misfits} form=${form} />
      </details>
    </div>
  </article>`;
}
