// Dropdowns, trees and forms that a call fills, with the reason where there is nothing.
import { useEffect, useRef, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { isEmpty } from "./checks.mjs";
import { Said } from "./parts.mjs";
import { live, post } from "./server.mjs";
import { own } from "./values.mjs";

/**
 * What a lookup was answered with. It is asked anew when a value that it needs changes, if it was asked before.
 * @param {{connector: string, connection: import("./types.mjs").TypedConnection, operation: string, client: string, values: () => any}} form
 * @param {import("./types.mjs").Field} field
 * @param {string} key the key of the field among those of the operation
 * @param {boolean} atOnce whether it is asked as soon as all that it needs is there
 */
export function useLookup(form, field, key, atOnce) {
  const [state, setState] = useState(/** @type {any} */ ({ asked: false }));
  const latest = useRef(0);
  const values = form.values();
  const needs = Object.values(field.lookup?.needs ?? {});
  const given = JSON.stringify(needs.map((one) => own(values, one) ?? null));
  const ready = needs.every((one) => !isEmpty(own(values, one)));
  const load = async (/** @type {any} */ node = undefined) => {
    if (!live) return setState({ asked: true, reason: "An exported page makes no calls." });
    const number = ++latest.current;
    setState((/** @type {any} */ old) => ({ ...old, asked: true, busy: true }));
    const { connector, connection, operation, client } = form;
    const asked = { connector, connection, operation, client, key, inputs: form.values(), node };
    const found = await post("lookup", asked).catch((fault) => ({ reason: fault.message }));
    if (number === latest.current) setState({ ...found, asked: true, busy: false });
    return found;
  };
  useEffect(() => {
    if ((state.asked || (atOnce && ready)) && live) {
      const timer = setTimeout(() => load(), 150);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [given, form.connection, form.client]);
  return { state, load, ready };
}

/**
 * The strip under a field: which call was made, what it brought, and why there is nothing.
 * @param {{state: any, field: import("./types.mjs").Field, onReload: () => void}} props
 */
export function LookupStrip({ state, field, onReload }) {
  const count = state.items?.length ?? state.nodes?.length ?? state.fields?.length;
  const sent = (state.steps ?? []).filter((/** @type {any} */ one) => one.kind === "send").at(-1);
  const needs = Object.values(field.lookup?.needs ?? {});
  const again = state.asked ? "Load again" : "Load";
  return html`<div class="strip" role="status">
    <span>from ${field.lookup?.operation}${needs.length ? `, needs ${needs.join(", ")}` : ""}</span>
    ${state.busy && html`<span>loading …</span>`}
    ${sent && html`<span>${sent.title}</span>`}
    ${state.asked && !state.busy && count !== undefined && html`<span>${count} found</span>`}
    ${state.more > 0 && html`<span>${state.more} more are left out</span>`}
    ${!state.busy && state.reason && html`<span class="reason"><${Said} text=${state.reason} /></span>`}
    ${live && html`<button type="button" class="small" onClick=${onReload} aria-label=${`${again}: ${field.label}`}>${again}</button>`}
  </div>`;
}

/**
 * A tree of folders and files; a folder is opened by a call.
 * @param {{field: import("./types.mjs").Field, id: string, value: any, set: (value: any) => void, lookup: any}} props
 */
export function TreeControl({ field, id, value, set, lookup }) {
  const [path, setPath] = useState(/** @type {any[]} */ ([]));
  const open = (/** @type {any[]} */ to) => {
    setPath(to);
    lookup.load(to.at(-1)?.item);
  };
  const { state } = lookup;
  return html`<div class="tree" id=${id} tabindex="-1">
    <div class="row">
      <span class="grow">${isEmpty(value) ? "Nothing is chosen" : String(value)}</span>
      <button type="button" class="small" onClick=${() => open([])} aria-label=${`Browse ${field.label}`}>Browse</button>
    </div>
    ${
      state.nodes &&
      html`<nav aria-label=${`Folders of ${field.label}`}>
      <button type="button" class="small" onClick=${() => open([])}>Top</button>
      ${path.map(
        (
          /** @type {any} */ one,
          /** @type {number} */ depth,
        ) => html` / <button type="button" class="small" onClick=${() => open(path.slice(0, depth + 1))}>
            <${Said} text=${one.title} />
          </button>`,
      )}
      <ul>
        ${state.nodes.map(
          (/** @type {any} */ one) => html`<li>
            <button type="button" class="small" onClick=${() => set(one.value)}><${Said} text=${one.title} /></button>
            ${
              one.folder &&
              html` <button type="button" class="small" onClick=${() => open([...path, one])} aria-label=${`Open ${one.title}`}>
              Open
            </button>`
            }
          </li>`,
        )}
      </ul>
    </nav>`
    }
  </div>`;
}
