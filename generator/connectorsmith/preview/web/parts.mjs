// Small parts that all panels share: places in files, texts of the spec, messages and code to copy.
import { createContext } from "./vendor/preact.mjs";
import { useContext, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { live } from "./server.mjs";

/** How the preview runs: the editor, the folder, the connections. */
export const How = createContext(/** @type {Partial<import("./types.mjs").How>} */ ({}));

/**
 * A place in a file, which opens in the editor.
 * @param {{at?: string | null}} props
 */
export function Place({ at }) {
  const how = useContext(How);
  const found = /^(.*):(\d+):(\d+)$/.exec(at ?? "");
  if (!found) return null;
  const [, file, line, column] = found;
  const text = `${file.split("/").at(-1)}:${line}`;
  if (!live || !how.editor) return html`<span class="place" title=${file}>${text}</span>`;
  const whole = /^([A-Za-z]:)?\//.test(file) ? file : `${how.root}/${file}`;
  const path = encodeURI(whole.replace(/^\//, "")).replace(/[?#&]/g, encodeURIComponent);
  const address = how.editor.replace("{path}", path).replace("{line}", line).replace("{column}", column);
  return html`<a class="place" href=${address} title=${`Open ${file} in the editor`}>${text}</a>`;
}

/**
 * A text of the spec: never markup, in the direction of its script.
 * @param {{text?: string | null, as?: string, class?: string}} props
 */
export function Said({ text, as = "span", ...more }) {
  return text ? html`<${as} dir="auto" ...${more}>${text}</${as}>` : null;
}

/**
 * An address of the spec as a link, if it leads to the web; else as text.
 * @param {{address: string, text: string}} props
 */
export function Link({ address, text }) {
  const safe = /^https?:\/\//i.test(address);
  return safe
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer" dir="auto">${text || address}</a>`
    : html`<${Said} text=${text || address} />`;
}

/**
 * Faults and findings, each with its place.
 * @param {{faults: import("./types.mjs").Fault[]}} props
 */
export function Faults({ faults }) {
  if (!faults.length) return null;
  return html`<ul class="faults">
    ${faults.map(
      (one) => html`<li class=${one.severity}>
        <strong>${one.severity}</strong> <${Said} text=${one.message} /> <${Place} at=${one.at} />
        ${one.hint && html`<div class="quiet"><${Said} text=${one.hint} /></div>`}
      </li>`,
    )}
  </ul>`;
}

/**
 * What went wrong, said to screen readers too.
 * @param {{message?: string | null, hint?: string | null}} props
 */
export function Problem({ message, hint }) {
  if (!message) return null;
  return html`<div class="problem" role="alert">
    <${Said} text=${message} />${hint && html` <span class="quiet"><${Said} text=${hint} /></span>`}
  </div>`;
}

/**
 * A text in a fixed width with a button that copies it.
 * @param {{text: string, label: string}} props
 */
export function Code({ text, label }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => {},
    );
  };
  return html`<figure class="code">
    <figcaption>
      ${label}
      <button type="button" class="small" onClick=${copy} aria-label=${`Copy ${label}`}>${copied ? "Copied" : "Copy"}</button>
    </figcaption>
    <pre tabindex="0" dir="ltr">${text}</pre>
  </figure>`;
}

/**
 * A group of buttons of which one is chosen.
 * @param {{label: string, options: [string, string][], value: string, onChange: (value: string) => void}} props
 */
export function Switch({ label, options, value, onChange }) {
  return html`<div class="switch" role="group" aria-label=${label}>
    ${options.map(
      ([name, text]) => html`<button
        type="button"
        aria-pressed=${String(name === value)}
        onClick=${() => onChange(name)}
      >${text}</button>`,
    )}
  </div>`;
}

/** A value as text: JSON as it is indented. @param {any} value @returns {string} */
export function shownValue(value) {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

/** The text of a body, indented if it is JSON. @param {string | undefined} body @returns {string} */
export function shownBody(body) {
  try {
    return JSON.stringify(JSON.parse(body ?? ""), null, 2);
  } catch {
    return body ?? "";
  }
}
