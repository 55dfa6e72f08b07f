// The list of operations: searchable, triggers and actions apart, grouped as the designer groups them.
import { useMemo, useState } from "./vendor/hooks.mjs";
import { ChangeMark } from "./changes.mjs";
import { classes, html } from "./html.mjs";
import { Said, Switch } from "./parts.mjs";

const GROUPS = { important: "Important", normal: "", advanced: "Advanced" };
const KINDS = [
  ["Triggers", (/** @type {string} */ kind) => kind === "polling" || kind === "webhook"],
  ["Actions", (/** @type {string} */ kind) => kind === "action" || kind === "mcp"],
];

/** @param {import("./types.mjs").Card} card @param {string} text */
function matches(card, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = `${card.label} ${card.id} ${card.description} ${card.call}`.toLowerCase();
  return words.every((word) => whole.includes(word));
}

/**
 * @param {{cards: import("./types.mjs").Card[], chosen: string, onChoose: (id: string) => void, unseen: boolean,
 *   onUnseen: (unseen: boolean) => void, faults: import("./types.mjs").Fault[], changes: Map<string, any[]>,
 *   icon: string}} props
 */
export function OperationList({ cards, chosen, onChoose, unseen, onUnseen, faults, changes, icon }) {
  const [text, setText] = useState("");
  const [kind, setKind] = useState("all");
  const marks = useMemo(() => {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const one of faults) if (one.card && found.get(one.card) !== "error") found.set(one.card, one.severity);
    return found;
  }, [faults]);
  const shown = cards.filter((one) => (unseen || one.listed) && matches(one, text));
  const left = cards.length - cards.filter((one) => one.listed).length;
  return html`<nav class="operations" aria-label="Operations">
    <label>Search operations
      <input type="search" value=${text} onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} />
    </label>
    <${Switch}
      label="Kind of operations"
      options=${[
        ["all", "All"],
        ["Triggers", "Triggers"],
        ["Actions", "Actions"],
      ]}
      value=${kind}
      onChange=${setKind}
    />
    ${
      left > 0 &&
      html`<label class="check">
      <input type="checkbox" checked=${unseen} onChange=${() => onUnseen(!unseen)} /> Internal and deprecated (${left})
    </label>`
    }
    <p class="quiet" role="status">${shown.length} of ${cards.length}</p>
    ${KINDS.filter(([title]) => kind === "all" || kind === title).map(([title, fits]) => {
      const found = shown.filter((one) => /** @type {(kind: string) => boolean} */ (fits)(one.kind));
      if (!found.length) return null;
      return html`<section key=${title} aria-label=${title}>
        <h2>${title} <span class="quiet">${found.length}</span></h2>
        <ul>
          ${found.map(
            (one, index) => html`${
              one.group !== found[index - 1]?.group && GROUPS[/** @type {"normal"} */ (one.group)]
                ? html`<li class="group" key=${`group ${one.group}`}>${GROUPS[/** @type {"normal"} */ (one.group)]}</li>`
                : null
            }
              <li key=${one.id}>
                <button
                  type="button"
                  class=${classes("operation", !one.listed && "unlisted")}
                  aria-current=${one.id === chosen ? "true" : undefined}
                  title=${one.description}
                  onClick=${() => onChoose(one.id)}
                >
                  <img src=${icon} alt="" width="24" height="24" loading="lazy" />
                  <span class="grow"><${Said} text=${one.label} />
                    ${one.badges?.map((badge) => html` <span class="badge">${badge}</span>`)}</span>
                  <${ChangeMark} changes=${changes.get(one.id)} />
                  ${marks.has(one.id) && html`<span class=${`mark ${marks.get(one.id)}`}>${marks.get(one.id)}</span>`}
                </button>
              </li>`,
          )}
        </ul>
      </section>`;
    })}
  </nav>`;
}
