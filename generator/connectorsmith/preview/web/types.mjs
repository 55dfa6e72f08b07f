// The shapes of what the server sends, for the type checks of editors; Python computes all of them.

/** @typedef {{value: any, title: string}} Choice */
/** @typedef {{kind: "list" | "tree" | "schema", operation: string, needs: Record<string, string>,
 *   literals: Record<string, any>, paths: Record<string, string>, at: string}} Lookup */
/** @typedef {{key: string, name: string, label: string, description: string, type: string, control: string,
 *   required: boolean, new: string, classic: string, at: string, hidden?: string, visibility?: string, check?: string,
 *   default?: any, choices?: Choice[], limits?: Record<string, any>, editor?: string, lookup?: Lookup,
 *   members?: Field[], cut?: string, forModel?: string, sensitivity?: string}} Field */
/** @typedef {{key: string, label: string, description: string, type: string, required: boolean, depth: number,
 *   expression: string, visibility: string, at: string, cut?: string, lookup?: Lookup}} Token */
/** @typedef {{id: string, kind: "action" | "polling" | "webhook" | "mcp", label: string, description: string,
 *   group: string, listed: boolean, call: string, at: string, badges?: string[], family?: string,
 *   revision?: number}} Card */
/** @typedef {{card: Card, inputs: Field[], outputs: Token[], signature: {text: string, unsupported?: string},
 *   model: {name: string, description: string, asks: boolean, safe: boolean}, hint?: string, recurrence?: boolean,
 *   batch?: boolean, split?: string, paging?: boolean, chunking?: boolean, unsubscribe?: string,
 *   documentation?: [string, string]}} Operation */
/** @typedef {{rule: string, severity: string, message: string, hint?: string, at?: string, card?: string}} Fault */
/** @typedef {{name: string, title: string, description: string, fields: any[], signIn: boolean, at: string}} Connection */
/** @typedef {{id: string, title: string, description: string, version: string, publisher: string, color: string,
 *   categories: string[], status: string, testOperation: string, connections: Connection[], cards: Card[],
 *   at: string}} Connector */
/** @typedef {{names: string[], connections: string[], backend: string, versions: string[], editor: string,
 *   root: string}} How */
/** @typedef {{id: string, revision: number, broken: boolean, faults: Fault[], connector?: Connector,
 *   preview: How}} Model */
/** @typedef {{name: string, set: string, values: Record<string, string>}} TypedConnection a connection, and what was
 *   typed into the dialog */
/** @typedef {Record<string, any>} Values */

export {};
