// The controls of single values; each gives its value to `set`, and leaves it undefined while it is empty.
import { useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { isEmpty, isExpression } from "./checks.mjs";
import { shownValue } from "./parts.mjs";

const OWN = "\u0000own";
const NUMBERS = new Set(["integer", "number"]);

/** @typedef {{field: import("./types.mjs").Field, id: string, value: any, set: (value: any) => void,
 *   described?: string, wrong?: boolean}} ControlProps */

/** The attributes that every control has. @param {ControlProps} props */
function shared({ field, id, described, wrong }) {
  return {
    id,
    "aria-required": field.required ? "true" : undefined,
    "aria-invalid": wrong ? "true" : undefined,
    "aria-describedby": described,
  };
}

/** A line of text; what is typed into a number becomes one where it is one. @param {ControlProps} props */
export function TextControl(props) {
  const { field, value, set } = props;
  const number = NUMBERS.has(field.control);
  const take = (/** @type {any} */ event) => {
    const text = event.currentTarget.value;
    set(text === "" ? undefined : number && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);
  };
  return html`<input
    ...${shared(props)}
    type=${field.control === "password" ? "password" : "text"}
    inputmode=${number ? "decimal" : undefined}
    autocomplete="off"
    spellcheck="false"
    placeholder=${field.description}
    value=${isEmpty(value) ? "" : shownValue(value)}
    onInput=${take}
  />`;
}

/** Several lines: HTML, code, and values that are written as JSON. @param {ControlProps} props */
export function AreaControl(props) {
  const { field, value, set } = props;
  const take = (/** @type {any} */ event) =>
    set(event.currentTarget.value === "" ? undefined : event.currentTarget.value);
  return html`<textarea
    ...${shared(props)}
    rows="4"
    spellcheck="false"
    placeholder=${field.check === "json" ? "{ }" : field.description}
    value=${isEmpty(value) ? "" : shownValue(value)}
    onInput=${take}
  ></textarea>`;
}

/** A day, or a day and a time, which is given in UTC. @param {ControlProps} props */
export function DateControl(props) {
  const { field, value, set } = props;
  const time = field.control === "date-time";
  const take = (/** @type {any} */ event) => {
    const text = event.currentTarget.value;
    set(text === "" ? undefined : time ? `${text.length === 16 ? `${text}:00` : text}Z` : text);
  };
  const text = typeof value === "string" ? (time ? value.replace(/Z$/, "") : value) : "";
  return html`<input ...${shared(props)} type=${time ? "datetime-local" : "date"} step="1" value=${text} onInput=${take} />`;
}

/**
 * A list of choices, with a way to write another value.
 * @param {ControlProps & {choices: import("./types.mjs").Choice[], busy?: boolean, onOpen?: () => void}} props
 */
export function ChoiceControl(props) {
  const { field, id, value, set, choices, busy, onOpen } = props;
  const index = choices.findIndex((one) => one.value === value || String(one.value) === String(value));
  const [own, setOwn] = useState(false);
  if (own) {
    return html`<div class="row">
      <${TextControl} ...${props} />
      <button type="button" class="small" onClick=${() => setOwn(false)}>Choose</button>
    </div>`;
  }
  const take = (/** @type {any} */ event) => {
    const text = event.currentTarget.value;
    if (text === OWN) setOwn(true);
    else set(text === "" || text === "kept" ? (text === "" ? undefined : value) : choices[Number(text)].value);
  };
  const kept = index < 0 && !isEmpty(value);
  return html`<select
    ...${shared(props)}
    aria-busy=${busy ? "true" : undefined}
    value=${isEmpty(value) ? "" : kept ? "kept" : String(index)}
    onFocus=${onOpen}
    onChange=${take}
    key=${id}
  >
    <option value="">${field.description ? field.description.slice(0, 80) : field.required ? "Choose a value" : ""}</option>
    ${kept && html`<option value="kept">${shownValue(value)}</option>`}
    ${choices.map((one, number) => html`<option value=${String(number)}>${one.title}</option>`)}
    <option value=${OWN}>Enter a value of your own …</option>
  </select>`;
}

/** The two values of a boolean. */
export const YES_NO = [
  { value: true, title: "Yes" },
  { value: false, title: "No" },
];

/** A file of this machine, as flows carry it. @param {ControlProps & {named?: (name: string) => void}} props */
export function FileControl(props) {
  const { value, set, named } = props;
  const take = (/** @type {any} */ event) => {
    const file = event.currentTarget.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      const content = String(reader.result).split(",", 2)[1] ?? "";
      set({ "$content-type": file.type || "application/octet-stream", $content: content });
      named?.(file.name);
    };
    reader.readAsDataURL(file);
  };
  const content = typeof value === "object" && value ? value.$content.replace(/=+$/, "") : null;
  const size = content === null ? null : Math.floor((content.length * 3) / 4);
  return html`<div class="row">
    <input ...${shared(props)} type="file" onChange=${take} />
    ${size !== null && html`<span class="quiet">${size.toLocaleString("en")} bytes</span>`}
  </div>`;
}

/**
 * Any control with a switch to free text, in which an expression of a flow may be written.
 * @param {ControlProps & {children: any}} props
 */
export function WithExpression(props) {
  const [free, setFree] = useState(isExpression(props.value));
  return html`<div class="row">
    <div class="grow">
      ${
        free
          ? html`<${TextControl} ...${{ ...props, field: { ...props.field, control: "text", description: "@{…}" } }} />`
          : props.children
      }
    </div>
    <button
      type="button"
      class="small fx"
      aria-pressed=${String(free)}
      aria-label=${`fx, expression for ${props.field.label}`}
      title="Write an expression"
      onClick=${() => setFree(!free)}
    >fx</button>
  </div>`;
}
