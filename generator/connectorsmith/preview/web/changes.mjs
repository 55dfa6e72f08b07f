// What differs from the version in git, or from what is live, card by card.
import { useEffect, useMemo, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { Place, Problem, Said, Switch } from "./parts.mjs";
import { live, readChanges } from "./server.mjs";

/** @typedef {{level: string, breaking: boolean, message: string, why?: string, cure?: string, at?: string,
 *   operations: string[]}} Change */

/**
 * The changes since a version, read again whenever the spec is saved.
 * @param {string} connector the id of the connector, empty while there is none
 * @param {string[]} versions @param {number} revision
 */
export function useChanges(connector, versions, revision) {
  const [chosen, setAgainst] = useState("");
  const against = versions.includes(chosen) ? chosen : (versions[0] ?? "");
  const [found, setFound] = useState(/** @type {any} */ (null));
  useEffect(() => {
    if (!live || !connector || !against) return undefined;
    let current = true;
    const keep = (/** @type {any} */ told) => current && setFound(told);
    if (found?.against !== against || found?.connector !== connector) setFound(null);
    readChanges(connector, against).then(
      (answer) => keep({ ...answer, connector, against }),
      (fault) => keep({ message: fault.message, hint: fault.hint, connector, against }),
    );
    return () => {
      current = false;
    };
  }, [connector, against, revision]);
  const cards = useMemo(() => byOperation(found?.changes ?? []), [found]);
  return { found, cards, against, setAgainst };
}

/** @param {Change[]} changes @returns {Map<string, Change[]>} the changes of each operation; those of none under "" */
function byOperation(changes) {
  const found = new Map();
  for (const one of changes) {
    for (const name of one.operations.length ? one.operations : [""]) {
      found.set(name, [...(found.get(name) ?? []), one]);
    }
  }
  return found;
}

/** A word beside a card that has changed. @param {{changes?: Change[]}} props */
export function ChangeMark({ changes }) {
  if (!changes?.length) return null;
  return changes.some((one) => one.breaking)
    ? html`<span class="mark breaking">breaking</span>`
    : html`<span class="mark changed">changed</span>`;
}

/** @param {{changes: Change[]}} props */
function ChangeList({ changes }) {
  return html`<ul class="changes">
    ${changes.map(
      (one) => html`<li class=${one.level}>
        <strong class="level">${one.level}</strong> <${Said} text=${one.message} /> <${Place} at=${one.at} />
        ${one.why && html`<div class="quiet"><${Said} text=${one.why} /></div>`}
        ${one.cure && html`<div class="quiet"><${Said} text=${one.cure} /></div>`}
      </li>`,
    )}
  </ul>`;
}

/** The changes of one card. @param {{changes?: Change[], against: string}} props */
export function CardChanges({ changes, against }) {
  if (!changes?.length) return null;
  return html`<details class="changed" open=${changes.some((one) => one.breaking)}>
    <summary>Changes since ${against} <span class="quiet">${changes.length}</span></summary>
    <${ChangeList} changes=${changes} />
  </details>`;
}

/**
 * @param {{connector: import("./types.mjs").Connector, versions: string[], changes: any,
 *   onChoose: (id: string) => void}} props
 */
export function Changes({ connector, versions, changes, onChoose }) {
  const { found, cards, against, setAgainst } = changes;
  const labels = new Map(connector.cards.map((one) => [one.id, one.label]));
  return html`<article class="card" aria-labelledby="changes-title">
    <h2 id="changes-title">Changes</h2>
    <${Switch}
      label="Compared with"
      options=${versions.map((one) => /** @type {[string, string]} */ ([one, one]))}
      value=${against}
      onChange=${setAgainst}
    />
    ${!found && html`<p class="quiet">Comparing …</p>`}
    <${Problem} message=${found?.message} hint=${found?.hint} />
    ${found?.changes?.length === 0 && html`<p role="status">Nothing differs from ${against}.</p>`}
    ${[...cards].map(
      ([name, listed]) => html`<section key=${name}>
        <h3>
          ${
            labels.has(name)
              ? html`<button type="button" class="link" onClick=${() => onChoose(name)}><${Said} text=${labels.get(name)} /></button>`
              : html`<${Said} text=${name || "The connector"} />`
          }
        </h3>
        <${ChangeList} changes=${listed} />
      </section>`,
    )}
  </article>`;
}
