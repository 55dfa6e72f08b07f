// The page: the connector, its list of operations, and the panel that is chosen.
import { render } from "./vendor/preact.mjs";
import { useEffect, useMemo, useRef, useState } from "./vendor/hooks.mjs";
import { html } from "./html.mjs";
import { OperationCard } from "./card.mjs";
import { Changes, useChanges } from "./changes.mjs";
import { ConnectionDialog } from "./connection.mjs";
import { OperationList } from "./list.mjs";
import { Faults, How, Place, Problem, Said, Switch } from "./parts.mjs";
import { iconOf, listen, live, readFindings, readModel } from "./server.mjs";
import { own } from "./values.mjs";

const NOTHING_TYPED = { set: "", values: {} };
const CLIENTS = [
  ["flow", "Power Automate"],
  ["app", "Power Apps"],
  ["agent", "Copilot Studio"],
];
const LOOKS = [
  ["new", "New designer"],
  ["classic", "Classic designer"],
];
const THEMES = [
  ["", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** What the makers have typed, by operation; it outlives reloads of the model. */
function useKept() {
  const store = useRef(/** @type {Record<string, any>} */ ({}));
  const [, redraw] = useState(0);
  return useMemo(
    () => ({
      values: (/** @type {string} */ id) => own(store.current, id) ?? {},
      set: (/** @type {string} */ id, /** @type {string} */ key, /** @type {any} */ value) => {
        store.current = { ...store.current, [id]: { ...own(store.current, id), [key]: value } };
        redraw((/** @type {number} */ old) => old + 1);
      },
    }),
    [],
  );
}

/** The model of a connector, read again whenever its spec is saved. @param {string} name */
function useModel(name) {
  const [model, setModel] = useState(/** @type {import("./types.mjs").Model | null} */ (null));
  const [findings, setFindings] = useState(/** @type {import("./types.mjs").Fault[]} */ ([]));
  const [problem, setProblem] = useState(/** @type {any} */ (null));
  const [arrived, setArrived] = useState(/** @type {any} */ (null));
  const shown = useRef("");
  const latest = useRef(0);
  const load = async () => {
    const number = ++latest.current; // answers to two saves may come in another order
    try {
      const found = await readModel(name);
      if (number !== latest.current) return;
      shown.current = found.id;
      setModel(found);
      setProblem(null);
      if (found.connector && !found.broken) setFindings(await readFindings(found.id));
    } catch (fault) {
      if (number === latest.current) setProblem(fault);
    }
  };
  useEffect(() => void load(), [name]);
  useEffect(
    () =>
      listen({
        changed: (event) => event.connector === shown.current && load(),
        arrived: (event) => event.connector === shown.current && setArrived(event),
      }),
    [name],
  );
  return { model, findings, problem, arrived };
}

/** @param {{connector: import("./types.mjs").Connector, how: import("./types.mjs").How, onName: (name: string) => void}} props */
function Head({ connector, how, onName }) {
  useEffect(() => {
    const known = /^#[0-9a-f]{3}([0-9a-f]{3})?$/i.test(connector.color);
    document.documentElement.style.setProperty("--brand-colour", known ? connector.color : "var(--brand)");
  }, [connector.color]);
  return html`<header class="head">
    <img src=${iconOf(connector.id)} alt="" width="48" height="48" />
    <div class="grow">
      <h1><${Said} text=${connector.title} /> ${connector.status && html`<span class="badge">${connector.status}</span>`}</h1>
      <p class="quiet">
        <${Said} text=${connector.publisher} /> ${connector.version} <${Place} at=${connector.at} />
        ${connector.categories.map((one) => html` <span class="badge" dir="auto">${one}</span>`)}
      </p>
      <p><${Said} text=${connector.description} /></p>
    </div>
    ${
      how.names.length > 1 &&
      html`<label>Connector
      <select value=${connector.id} onChange=${(/** @type {any} */ event) => onName(event.currentTarget.value)}>
        ${how.names.map((one) => html`<option value=${one}>${one}</option>`)}
      </select>
    </label>`
    }
  </header>`;
}

/**
 * The faults of what was saved last and what lint finds, each once.
 * @param {import("./types.mjs").Fault[]} faults @param {import("./types.mjs").Fault[]} findings
 */
function withFindings(faults, findings) {
  const known = new Set(faults.map((one) => `${one.at} ${one.rule}`));
  const found = [...faults, ...findings.filter((one) => !known.has(`${one.at} ${one.rule}`))];
  return found.sort((one, other) => Number(Boolean(one.card)) - Number(Boolean(other.card)));
}

/** @param {import("./types.mjs").Fault[]} faults @param {string} card */
function faultsOf(faults, card) {
  return faults.filter((one) => one.card === card);
}

/** The chosen card, else the first that makers find. @param {import("./types.mjs").Card[]} cards @param {string} chosen */
function shownCard(cards, chosen) {
  return cards.find((one) => one.id === chosen) ?? cards.find((one) => one.listed) ?? cards[0];
}

/** @param {string} theme */
function useTheme(theme) {
  useEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }, [theme]);
}

function Page() {
  const start = new URLSearchParams(location.hash.slice(1));
  const [name, setName] = useState(start.get("connector") ?? "");
  const [chosen, setChosen] = useState(start.get("operation") ?? "");
  const [panel, setPanel] = useState(start.get("panel") ?? "operation");
  const [client, setClient] = useState("flow");
  const [look, setLook] = useState("new");
  const [theme, setTheme] = useState("");
  const [unseen, setUnseen] = useState(false);
  const [connection, setConnection] = useState("");
  const [typed, setTyped] = useState(/** @type {import("./connection.mjs").Typed} */ (NOTHING_TYPED));
  const used = useMemo(
    () => ({ name: connection, set: typed.set, values: own(typed.values, typed.set) ?? {} }),
    [connection, typed],
  );
  const kept = useKept();
  const { model, findings, problem, arrived } = useModel(name);
  const changes = useChanges(model?.connector?.id ?? "", model?.preview.versions ?? [], model?.revision ?? 0);
  useTheme(theme);
  useEffect(() => {
    history.replaceState(null, "", `#${new URLSearchParams({ connector: name, operation: chosen, panel })}`);
  }, [name, chosen, panel]);
  if (!model)
    return html`<main><${Problem} message=${problem?.message} hint=${problem?.hint} /><p class="quiet">Loading …</p></main>`;
  const { connector, preview: how } = model;
  const faults = withFindings(model.faults, findings);
  const broken =
    model.broken &&
    html`<section class="broken" role="alert" aria-label="Faults of the spec">
    <h2>The spec has errors</h2>
    <p>${connector ? "What is shown is the last version without errors." : "There is nothing to show yet."}</p>
    <${Faults} faults=${model.faults} />
  </section>`;
  if (!connector) return html`<${How.Provider} value=${how}><main>${broken}</main></${How.Provider}>`;
  const card = shownCard(connector.cards, chosen);
  const choose = (/** @type {string} */ id) => {
    setChosen(id);
    setPanel("operation");
  };
  const panels = [
    ["operation", "Operation"],
    ["connection", "Connection"],
    ...(live
      ? [
          ["changes", "Changes"],
          ["faults", `Findings (${faults.length})`],
        ]
      : []),
  ];
  return html`<${How.Provider} value=${how}>
    <a class="skip" href="#panel" onClick=${(/** @type {Event} */ event) => {
      event.preventDefault();
      document.getElementById("panel")?.focus();
    }}>Skip to the card</a>
    <${Head} connector=${connector} how=${how} onName=${(/** @type {string} */ one) => {
      setName(one);
      setChosen("");
      setConnection("");
      setTyped(NOTHING_TYPED);
    }} />
    <section class="bar" aria-label="View">
      <${Switch} label="Panel" options=${panels} value=${panel} onChange=${setPanel} />
      <${Switch} label="Seen by" options=${CLIENTS} value=${client} onChange=${setClient} />
      <${Switch} label="Designer" options=${LOOKS} value=${look} onChange=${setLook} />
      <${Switch} label="Colours" options=${THEMES} value=${theme} onChange=${setTheme} />
      ${
        how.connections.length > 1 &&
        html`<label>Connection
        <select value=${connection} onChange=${(/** @type {any} */ event) => setConnection(event.currentTarget.value)}>
          ${how.connections.map((/** @type {string} */ one) => html`<option value=${one}>${one}</option>`)}
        </select>
      </label>`
      }
      ${live && html`<span class="badge">${how.backend}</span>`}
    </section>
    <${Problem} message=${problem?.message} hint=${problem?.hint} />
    <div class="columns">
      <${OperationList}
        cards=${connector.cards}
        chosen=${panel === "operation" ? card?.id : ""}
        onChoose=${choose}
        unseen=${unseen}
        onUnseen=${setUnseen}
        faults=${faults}
        changes=${changes.cards}
        icon=${iconOf(connector.id)}
      />
      <main id="panel" tabindex="-1">
        ${broken}
        ${
          panel === "operation" &&
          card &&
          html`<${OperationCard}
          key=${`${connector.id}/${card.id}`} connector=${connector.id} card=${card} revision=${model.revision}
          connection=${used} changes=${changes.cards.get(card.id)} against=${changes.against}
          client=${client} look=${look} hidden=${unseen} faults=${faultsOf(faults, card.id)} kept=${kept} arrived=${arrived} />`
        }
        ${panel === "operation" && !card && html`<p class="quiet">The connector has no operations.</p>`}
        ${panel === "connection" &&
        html`<${ConnectionDialog} key=${connector.id} connector=${connector} how=${how} connection=${used} typed=${typed} onTyped=${setTyped} />`}
        ${panel === "changes" &&
        html`<${Changes} connector=${connector} versions=${how.versions} changes=${changes} onChoose=${choose} />`}
        ${
          panel === "faults" &&
          html`<article class="card"><h2>Findings</h2>
          ${faults.length === 0 && html`<p>Nothing is found.</p>`}
          <${Faults} faults=${faults} /></article>`
        }
      </main>
    </div>
  </${How.Provider}>`;
}

const place = /** @type {HTMLElement} */ (document.getElementById("page"));
place.textContent = "";
render(html`<${Page} />`, place);
