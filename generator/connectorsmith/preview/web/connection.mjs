// The connection dialog: the ways to connect, the fields of each, and the test of the connection.
import { useId, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { Place, Said, Switch } from "./parts.mjs";
import { Result } from "./run.mjs";
import { live, post } from "./server.mjs";
import { own } from "./values.mjs";

/** @typedef {{set: string, values: Record<string, Record<string, string>>}} Typed what was typed, by set and by field */

/** @param {{field: any, value: string | undefined, onValue: (value: string) => void}} props */
function ConnectionField({ field, value, onValue }) {
  const id = useId();
  const told = `${id}-told`;
  if (field.control === "sign-in") {
    return html`<div class="field">
      <button type="button" disabled aria-describedby=${told}>Sign in</button>
      <div id=${told} class="told">A window of the service opens. <${Place} at=${field.at} /></div>
    </div>`;
  }
  const shared = {
    id,
    "aria-describedby": told,
    "aria-required": field.required ? "true" : undefined,
    value: value ?? field.default ?? "",
    onInput: (/** @type {any} */ event) => onValue(event.currentTarget.value),
  };
  const choices =
    field.control === "boolean"
      ? [
          { value: "true", title: "Yes" },
          { value: "false", title: "No" },
        ]
      : field.choices;
  return html`<div class="field">
    <label for=${id} title=${field.tooltip}>
      <${Said} text=${field.label} />
      ${field.required && html`<span class="star" role="img" title="required" aria-label="required">*</span>`}
      ${" "}<span class="quiet type">${field.type}</span>
    </label>
    ${
      choices?.length
        ? html`<select ...${shared}>
          ${!field.required && html`<option value=""></option>`}
          ${choices.map((/** @type {any} */ one) => html`<option value=${String(one.value)}>${one.title}</option>`)}
        </select>`
        : html`<input
          ...${shared}
          type=${field.control === "password" ? "password" : "text"}
          inputmode=${field.control === "integer" ? "numeric" : undefined}
          autocomplete="off"
          placeholder=${field.description}
        />`
    }
    <div id=${told} class="told">
      <${Said} text=${field.description} />
      ${field.tooltip && html` <span class="quiet"><${Said} text=${field.tooltip} /></span>`}
    </div>
    <${Place} at=${field.at} />
  </div>`;
}

/**
 * @param {{connector: import("./types.mjs").Connector, how: import("./types.mjs").How,
 *   connection: import("./types.mjs").TypedConnection, typed: Typed, onTyped: (typed: Typed) => void}} props
 */
export function ConnectionDialog({ connector, how, connection, typed, onTyped }) {
  const ways = connector.connections;
  const [result, setResult] = useState(/** @type {any} */ (null));
  const way = ways.find((one) => one.name === typed.set) ?? ways[0];
  const chosen = way?.name ?? "";
  const values = own(typed.values, chosen) ?? {};
  const set = (/** @type {string} */ key, /** @type {string} */ value) =>
    onTyped({ set: chosen, values: { ...typed.values, [chosen]: { ...values, [key]: value } } });
  const test = async () => {
    const asked = { connector: connector.id, connection };
    setResult(await post("connection/test", asked).catch((fault) => ({ message: fault.message, hint: fault.hint })));
  };
  return html`<article class="card" aria-labelledby="connection-title">
    <h2 id="connection-title">Connect to <${Said} text=${connector.title} /></h2>
    ${!way && html`<p>The connector needs no connection.</p>`}
    ${
      ways.length > 1 &&
      html`<${Switch}
      label="Authentication type"
      options=${ways.map((one) => /** @type {[string, string]} */ ([one.name, one.title]))}
      value=${way.name}
      onChange=${(/** @type {string} */ name) => onTyped({ ...typed, set: name })}
    />`
    }
    ${way && html`<p><${Said} text=${way.description} /></p>`}
    <form key=${way?.name} onSubmit=${(/** @type {Event} */ event) => event.preventDefault()} aria-label="Connection">
      ${way?.fields.map((one) => html`<${ConnectionField} key=${one.key} field=${one} value=${own(values, one.key)}
        onValue=${(/** @type {string} */ value) => set(one.key, value)} />`)}
    </form>
    ${
      live &&
      html`<p class="quiet">
        All calls of this page use what is typed here, until the page is closed. For all else they use
        ${" "}${how.backend === "live" ? "the connection of .connectorsmith/connections.yaml" : "invented values"}.
      </p>
      <div class="row">
        <button type="button" class="primary" onClick=${test} disabled=${!connector.testOperation}>Test connection</button>
        <span class="quiet">
          ${
            connector.testOperation
              ? `runs ${connector.testOperation}`
              : "The connector names no operation that tests a connection. Write x-ms-capabilities with testConnection."
          }
        </span>
      </div>`
    }
    <${Result} result=${result} />
  </article>`;
}
