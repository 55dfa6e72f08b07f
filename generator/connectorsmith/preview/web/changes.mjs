// What differs from the version in git, or from what is live, card by card.
import { useEffect, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { Place, Problem, Said, Switch } from "./parts.mjs";
import { readChanges } from "./server.mjs";

/** @param {any[]} changes @returns {Map<string, any[]>} the changes of each operation; those of none under "" */
function byOperation(changes) {
  const found = new Map();
  for (const one of changes) {
    for (const name of one.operations.length ? one.operations : [""]) {
      found.set(name, [...(found.get(name) ?? []), one]);
    }
  }
  return found;
}

/**
 * @param {{connector: import("./types.mjs").Connector, versions: string[], revision: number,
 *   onChoose: (id: string) => void}} props
 */
export function Changes({ connector, versions, revision, onChoose }) {
  const [against, setAgainst] = useState(versions[0]);
  const [told, setTold] = useState(/** @type {any} */ (null));
  useEffect(() => {
    setTold(null);
    readChanges(connector.id, against).then(setTold, (fault) => setTold({ message: fault.message, hint: fault.hint }));
  }, [connector.id, against, revision]);
  const labels = new Map(connector.cards.map((one) => [one.id, one.label]));
  return html`<article class="card" aria-labelledby="changes-title">
    <h2 id="changes-title">Changes</h2>
    <${Switch}
      label="Compared with"
      options=${versions.map((one) => /** @type {[string, string]} */ ([one, one]))}
      value=${against}
      onChange=${setAgainst}
    />
    ${!told && html`<p class="quiet">Comparing …</p>`}
    <${Problem} message=${told?.message} hint=${told?.hint} />
    ${told?.changes?.length === 0 && html`<p role="status">Nothing differs from ${against}.</p>`}
    ${
      told?.changes &&
      [...byOperation(told.changes)].map(
        ([name, changes]) => html`<section key=${name}>
        <h3>
          ${
            labels.has(name)
              ? html`<button type="button" class="link" onClick=${() => onChoose(name)}><${Said} text=${labels.get(name)} /></button>`
              : name || "The connector"
          }
        </h3>
        <ul class="changes">
          ${changes.map(
            (one) => html`<li class=${one.level}>
              <strong class="level">${one.level}</strong> <${Said} text=${one.message} /> <${Place} at=${one.at} />
              ${one.why && html`<div class="quiet"><${Said} text=${one.why} /></div>`}
              ${one.cure && html`<div class="quiet"><${Said} text=${one.cure} /></div>`}
            </li>`,
          )}
        </ul>
      </section>`,
      )
    }
  </article>`;
}
