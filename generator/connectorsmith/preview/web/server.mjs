// What the page asks the preview for. An exported page has its data beside it.

/** @type {{preview: any, models: any[], operations: Record<string, any>} | undefined} */
const exported = /** @type {any} */ (globalThis).connectorsmithPreview;

/** Whether there is a server behind the page. */
export const live = exported === undefined;

/** What the server says instead of an answer. */
export class Refused extends Error {
  /** @param {string} message @param {string | undefined} hint */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * The JSON of an answer.
 * @param {string} path below `api`
 * @param {RequestInit} options
 * @returns {Promise<any>}
 */
async function ask(path, options) {
  const answer = await fetch(`api/${path}`, { ...options, credentials: "omit" }).catch(() => null);
  if (answer === null) throw new Refused("The preview has ended.", "Start it again: connectorsmith preview");
  const value = await answer.json().catch(() => ({ message: `The preview answers ${answer.status}.` }));
  if (!answer.ok) throw new Refused(value.message, value.hint);
  return value;
}

/** @param {string} path @param {Record<string, string>} query */
function get(path, query) {
  return ask(`${path}?${new URLSearchParams(query)}`, {});
}

/**
 * Ask for something that the preview does.
 * @param {string} path @param {Record<string, any>} members
 */
export function post(path, members) {
  const body = JSON.stringify(members);
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });
}

/** @param {string} connector @returns {Promise<import("./types.mjs").Model>} */
export async function readModel(connector) {
  if (exported === undefined) return get("model", { connector });
  const model = exported.models.find((one) => one.id === connector) ?? exported.models[0];
  return model && { ...model, preview: exported.preview };
}

/** @param {string} connector @param {string} operation @returns {Promise<import("./types.mjs").Operation>} */
export async function readOperation(connector, operation) {
  if (exported !== undefined) return exported.operations[`${connector}/${operation}`];
  return get("operation", { connector, operation });
}

/** @param {string} connector @returns {Promise<import("./types.mjs").Fault[]>} */
export async function readFindings(connector) {
  return exported === undefined ? (await get("findings", { connector })).findings : [];
}

/** @param {string} connector @param {string} against */
export function readChanges(connector, against) {
  return get("changes", { connector, against });
}

/** @param {string} connector */
export function iconOf(connector) {
  return live ? `api/icon?${new URLSearchParams({ connector })}` : `${encodeURIComponent(connector)}.png`;
}

/**
 * Hear of saves, and of events that services send to flows of the page.
 * @param {Record<string, (value: any) => void>} heard by the name of the event
 * @returns {() => void} what ends it
 */
export function listen(heard) {
  if (!live) return () => {};
  const source = new EventSource("events");
  for (const [name, hear] of Object.entries(heard)) {
    source.addEventListener(name, (event) => hear(JSON.parse(event.data)));
  }
  return () => source.close();
}
