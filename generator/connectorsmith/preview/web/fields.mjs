// The fields of a card: label, control, description, what is wrong, and where it is in the spec.
import { useId } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { fault, isEmpty } from "./checks.mjs";
import {
  AreaControl,
  ChoiceControl,
  DateControl,
  FileControl,
  TextControl,
  WithExpression,
  YES_NO,
} from "./controls.mjs";
import { LookupStrip, TreeControl, useLookup } from "./lookups.mjs";
import { Place, Said } from "./parts.mjs";
import { Rows } from "./rows.mjs";
import { own } from "./values.mjs";

const MANY = new Set(["html", "object", "editor"]);
const DATES = new Set(["date", "date-time"]);
const CUTS = {
  recursive: "The definition contains itself; write the rest as JSON.",
  deep: "Deeper levels are left out; write them as JSON.",
  many: "The rest of a large schema is left out.",
};

/** @typedef {{connector: string, connection: import("./types.mjs").TypedConnection, operation: string, client: string, values: () => any,
 *   set: (key: string, value: any) => void, tried: boolean, faults: import("./types.mjs").Fault[]}} Form */

/**
 * One field.
 * @param {{field: import("./types.mjs").Field, form: Form, value: any, set: (value: any) => void, path?: string}} props
 */
export function FieldRow({ field, form, value, set, path = field.key }) {
  const id = useId();
  const wrong = form.tried || !isEmpty(value) ? fault(field, value) : "";
  const told = `${id}-told`;
  const props = { field, form, id, value, set, path, described: told, wrong: wrong !== "" };
  return html`<div class=${wrong ? "field wrong" : "field"}>
    <label for=${id}>
      <${Said} text=${field.label} />
      ${field.required && html`<span class="star" role="img" title="required" aria-label="required">*</span>`}
      ${" "}<span class="quiet type">${field.type}</span>
    </label>
    <${Control} ...${props} />
    <div id=${told} class="told">
      ${wrong && html`<span class="reason">${wrong}</span> `}
      <${Said} text=${field.description} />
      ${field.cut && html` <span class="quiet">${CUTS[/** @type {keyof typeof CUTS} */ (field.cut)]}</span>`}
    </div>
    <${Place} at=${field.at} />
  </div>`;
}

/** @param {any} props */
function Control(props) {
  const { field } = props;
  if (field.lookup && (field.control === "dropdown" || field.control === "tree"))
    return html`<${Looked} ...${props} />`;
  if (field.control === "dynamic") return html`<${Dynamic} ...${props} />`;
  if (field.control === "array" && field.members?.length) return html`<${Rows} ...${props} Row=${FieldRow} />`;
  if (field.control === "file") {
    const named = (/** @type {string} */ name) => props.form.set(`${props.path}/$filename`, name);
    return html`<${WithExpression} ...${props}><${FileControl} ...${props} named=${named} /></${WithExpression}>`;
  }
  if (field.choices?.length) return html`<${ChoiceControl} ...${props} choices=${field.choices} />`;
  if (field.control === "boolean") return html`<${ChoiceControl} ...${props} choices=${YES_NO} />`;
  if (DATES.has(field.control))
    return html`<${WithExpression} ...${props}><${DateControl} ...${props} /></${WithExpression}>`;
  if (MANY.has(field.control) || field.control === "array") return html`<${AreaControl} ...${props} />`;
  return html`<${TextControl} ...${props} />`;
}

/** A dropdown or a tree that a call fills; it is filled when it is opened. @param {any} props */
function Looked(props) {
  const { field, form, path } = props;
  const lookup = useLookup(form, field, path, false);
  const open = () => {
    if (!lookup.state.asked) lookup.load();
  };
  return html`<div>
    ${
      field.control === "tree"
        ? html`<${TreeControl} ...${props} lookup=${lookup} />`
        : html`<${ChoiceControl} ...${props} choices=${lookup.state.items ?? []} busy=${lookup.state.busy} onOpen=${open} />`
    }
    <${LookupStrip} state=${lookup.state} field=${field} onReload=${() => lookup.load()} />
  </div>`;
}

/** Fields that a call describes, once all that it needs has a value. @param {any} props */
function Dynamic(props) {
  const { field, form, id, path } = props;
  const lookup = useLookup(form, field, path, true);
  const { fields } = lookup.state;
  const needs = Object.values(field.lookup?.needs ?? {});
  const values = form.values();
  return html`<div class="dynamic" id=${id} tabindex="-1">
    <${LookupStrip} state=${lookup.state} field=${field} onReload=${() => lookup.load()} />
    ${!lookup.ready && html`<p class="quiet">The fields appear when these have values: ${needs.join(", ")}</p>`}
    ${fields?.map((/** @type {import("./types.mjs").Field} */ one) =>
      one.hidden
        ? null
        : html`<${FieldRow}
              key=${one.key}
              field=${one}
              form=${form}
              value=${own(values, one.key)}
              set=${(/** @type {any} */ value) => form.set(one.key, value)}
            />`,
    )}
  </div>`;
}
