// A call and what became of it: the answer, each step with what it changed, and texts to copy.
import { useState } from "./vendor/hooks.mjs";
import { classes, html } from "./html.mjs";
import { Code, Place, Problem, Said, shownBody } from "./parts.mjs";

const SIGNS = { "+": "added", "-": "removed", "~": "changed", " ": "as it is" };
const COPIES = [
  ["curl", "curl"],
  ["case", "a test case"],
  ["action", "a Power Automate action"],
];

/**
 * A message as it is sent: its line, headers and body.
 * @param {{message: any, label: string}} props
 */
function Message({ message, label }) {
  if (!message) return null;
  const line = message.method ? `${message.method} ${message.url}` : `status ${message.status}`;
  const headers = message.headers.map((/** @type {[string, string]} */ [name, value]) => `${name}: ${value}`);
  const body = message.base64 !== undefined ? `(bytes in base64) ${message.base64}` : shownBody(message.body);
  return html`<${Code} label=${label} text=${[line, ...headers, ...(body ? ["", body] : [])].join("\n")} />`;
}

/**
 * One step of the timeline.
 * @param {{step: any, number: number}} props
 */
function Step({ step, number }) {
  const [open, setOpen] = useState(false);
  return html`<li class=${classes("step", step.kind)}>
    <details open=${open} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="number">${number}</span> <span class="kind">${step.kind}</span> <${Said} text=${step.title} />
      </summary>
      ${
        open &&
        html`<div class="messages">
        <${Message} message=${step.before} label="before" />
        <${Message} message=${step.after} label="after" />
      </div>`
      }
    </details>
    <${Place} at=${step.at} />
    ${step.note && html`<div class="quiet"><${Said} text=${step.note} /></div>`}
    ${
      step.changes.length > 0 &&
      html`<ul class="diff">
      ${step.changes.map(
        (/** @type {any} */ one) => html`<li class=${SIGNS[/** @type {"+"} */ (one.sign)].replaceAll(" ", "-")}>
          <span class="sign" role="img" aria-label=${SIGNS[/** @type {"+"} */ (one.sign)]}>${one.sign}</span>
          <${Said} text=${one.value ? `${one.what}: ${one.value}` : one.what} />
        </li>`,
      )}
    </ul>`
    }
    ${step.assumed.length > 0 && html`<div class="quiet">assumed: ${step.assumed.join(", ")}</div>`}
  </li>`;
}

/** The steps of a call, from the request as it is composed to the answer as the maker gets it. @param {{steps: any[]}} props */
export function Timeline({ steps }) {
  if (!steps?.length) return null;
  return html`<section class="timeline" aria-label="Timeline">
    <h4>Timeline</h4>
    <ol>
      ${steps.map((step, index) => html`<${Step} key=${index} step=${step} number=${index + 1} />`)}
    </ol>
  </section>`;
}

/** What does not fit the schema of an answer. @param {{misfits: any[]}} props */
export function Misfits({ misfits }) {
  if (!misfits?.length) return null;
  return html`<div class="misfits" role="status">
    <h4>Does not fit the schema</h4>
    <ul>
      ${misfits.map(
        (one) =>
          html`<li><code>${one.path || "answer"}</code> <${Said} text=${one.message} /> <${Place} at=${one.at} /></li>`,
      )}
    </ul>
  </div>`;
}

/** What a call brought. @param {{result: any}} props */
export function Result({ result }) {
  if (!result) return null;
  if (result.message) return html`<${Problem} message=${result.message} hint=${result.hint} />`;
  if (result.refused) return html`<${Problem} message=${result.refused} hint=${result.hint} />`;
  const status = result.response?.status;
  return html`<section class="result" aria-label="Result">
    <h3>Result</h3>
    ${
      result.response &&
      html`<p class=${classes("status", status < 400 ? "good" : "bad")} role="status">The maker gets ${status}.</p>
      <${Code} label="the answer" text=${result.response.base64 !== undefined ? "(bytes)" : shownBody(result.response.body)} />`
    }
    ${result.notes?.map((/** @type {string} */ one) => html`<p class="quiet"><${Said} text=${one} /></p>`)}
    ${result.signedOut && html`<p class="reason">A policy marks the connection as signed out.</p>`}
    <${Misfits} misfits=${result.misfits} />
    <${Timeline} steps=${result.steps} />
    ${result.copies && html`<${Copies} copies=${result.copies} />`}
  </section>`;
}

/** The call as texts for other programs. @param {{copies: Record<string, string>}} props */
function Copies({ copies }) {
  return html`<details class="copies">
    <summary>Copy the call</summary>
    ${COPIES.filter(([kind]) => copies[kind]).map(([kind, text]) => html`<${Code} key=${kind} label=${text} text=${copies[kind]} />`)}
  </details>`;
}
