// The one place where markup is made: htm turns templates into elements, and every value in them stays text.
import { h } from "./vendor/preact.mjs";
import htm from "./vendor/htm.mjs";

/**
 * An element of a template.
 * @type {(parts: TemplateStringsArray, ...values: any[]) => any}
 */
export const html = htm.bind(h);

/**
 * Words for the attribute `class`, without those that do not hold.
 * @param {...(string | false | null | undefined)} words
 * @returns {string}
 */
export function classes(...words) {
  return words.filter(Boolean).join(" ");
}
