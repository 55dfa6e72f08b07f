// The list of dynamic content: each value with its type, what a flow writes for it, and the value of the last call.
import { useMemo, useState } from "./vendor/hooks.mjs";
import { classes, html } from "./html.mjs";
import { Place, Problem, Said } from "./parts.mjs";
import { own } from "./values.mjs";
import { live, post } from "./server.mjs";

const MOST = 300;
const CUTS = { recursive: "contains itself", deep: "deeper levels are left out", many: "the rest is left out" };

/**
 * The value of a token in a body; of the first item for one that is inside a list.
 * @param {any} body @param {string} key `body/a/b`, with `*` for an item
 * @returns {any}
 */
export function valueAt(body, key) {
  return key
    .split("/")
    .slice(1)
    .reduce((here, step) => own(here, step === "*" ? "0" : step), body);
}

/** @param {any} value */
function short(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === undefined ? "" : text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/**
 * @param {{tokens: import("./types.mjs").Token[], body: any, misfits: any[], form: any}} props
 */
export function Outputs({ tokens, body, misfits, form }) {
  const [all, setAll] = useState(false);
  const [found, setFound] = useState(/** @type {any} */ (null));
  const wrong = useMemo(
    () => new Set((misfits ?? []).map((one) => one.path.replace(/\/\d+(?=\/|$)/g, "/*"))),
    [misfits],
  );
  const dynamic = tokens.find((one) => one.lookup);
  const listed = found?.tokens ?? tokens;
  if (!listed.length) return html`<p class="quiet">This operation gives nothing back.</p>`;
  const shown = all ? listed : listed.slice(0, MOST);
  const load = async () => {
    const { connector, connection, operation, client } = form;
    const asked = { connector, connection, operation, client, key: "response", inputs: form.values() };
    setFound(await post("schema", asked).catch((fault) => ({ reason: fault.message })));
  };
  return html`<div class="outputs">
    ${
      dynamic?.lookup &&
      live &&
      html`<p>
      <button type="button" onClick=${load}>Load the fields from ${dynamic.lookup.operation}</button>
      <${Problem} message=${found?.reason} />
    </p>`
    }
    <div class="scroll" tabindex="0" role="region" aria-label="Dynamic content">
      <table>
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Expression</th>
            ${body !== undefined && html`<th scope="col">Value</th>`}</tr>
        </thead>
        <tbody>
          ${shown.map(
            (/** @type {import("./types.mjs").Token} */ one) => html`<tr
              key=${one.key}
              class=${classes(one.visibility, wrong.has(one.key) && "misfit")}
            >
              <th scope="row" class=${`depth-${Math.min(one.depth, 4)}`}>
                <${Said} text=${one.label} />
                ${one.description && html`<div class="quiet"><${Said} text=${one.description} /></div>`}
              </th>
              <td>${one.type}${one.cut ? html` <span class="quiet">${CUTS[/** @type {"deep"} */ (one.cut)]}</span>` : ""}</td>
              <td><code dir="ltr">${one.expression}</code> <${Place} at=${one.at} /></td>
              ${
                body !== undefined &&
                html`<td>
                ${wrong.has(one.key) && html`<span class="reason">does not fit</span> `}
                <code dir="auto">${short(valueAt(body, one.key))}</code>
              </td>`
              }
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      listed.length > shown.length &&
      html`<button type="button" onClick=${() => setAll(true)}>Show all ${listed.length.toLocaleString("en")}</button>`
    }
  </div>`;
}
