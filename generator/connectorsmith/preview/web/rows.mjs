// Arrays: one row for each item, with the fields of an item; or the whole as JSON.
import { useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { AreaControl } from "./controls.mjs";
import { inside, withInside } from "./values.mjs";

/** @param {any} props */
export function Rows(props) {
  const { field, form, id, value, set, path, Row } = props;
  const [whole, setWhole] = useState(typeof value === "string");
  const items = Array.isArray(value) ? value : [];
  const plain = field.members.length === 1 && field.members[0].key === "";
  const change = (/** @type {number} */ index, /** @type {any} */ item) =>
    set(items.map((one, at) => (at === index ? item : one)));
  const remove = (/** @type {number} */ index) => {
    const left = items.filter((_, at) => at !== index);
    set(left.length ? left : undefined);
  };
  if (whole) {
    return html`<div class="rows">
      <${AreaControl} ...${props} field=${{ ...field, check: "json" }} value=${value} />
      <button type="button" class="small" onClick=${() => setWhole(false)}>Edit item by item</button>
    </div>`;
  }
  return html`<div class="rows" id=${id} tabindex="-1" role="group" aria-label=${field.label}>
    ${items.map(
      (item, index) => html`<fieldset key=${index}>
        <legend>${field.label} ${index + 1}</legend>
        ${field.members
          .filter((/** @type {import("./types.mjs").Field} */ one) => !one.hidden)
          .map(
            (/** @type {import("./types.mjs").Field} */ one) => html`<${Row}
              key=${one.key}
              field=${one}
              form=${form}
              path=${one.key ? `${path}/${one.key}` : path}
              value=${inside(item, one.key)}
              set=${(/** @type {any} */ fresh) => change(index, withInside(item, one.key ? one.key.split("/") : [], fresh))}
            />`,
          )}
        <button type="button" class="small" onClick=${() => remove(index)} aria-label=${`Remove ${field.label} ${index + 1}`}>
          Remove
        </button>
      </fieldset>`,
    )}
    <button type="button" class="small" onClick=${() => set([...items, plain ? "" : {}])} aria-label=${`Add an item to ${field.label}`}>
      Add an item
    </button>
    <button type="button" class="small" onClick=${() => setWhole(true)}>Write the whole as JSON</button>
  </div>`;
}
