// What the form checks before a call: the rules of the designer for types, formats and limits. Expressions pass.

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const MAIL = /^[^\s@]{1,256}@[^\s@]{1,256}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})?$/;
const SPAN = /^-?P(?=[\dT])(\d{1,9}[YMWD]){0,4}(T(\d{1,9}(\.\d{1,9})?[HMS]){1,3})?$/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}$/;

/** @type {Record<string, [RegExp, string]>} */
const FORMATS = {
  uuid: [UUID, "a GUID"],
  guid: [UUID, "a GUID"],
  email: [MAIL, "an e-mail address"],
  date: [DATE, "a date such as 2026-03-31"],
  "date-time": [TIME, "a date and time such as 2026-03-31T12:00:00Z"],
  timespan: [SPAN, "a time span such as PT15M"],
  byte: [BASE64, "base64"],
};

/** Whether a value is left empty. @param {any} value */
export function isEmpty(value) {
  return value === undefined || value === null || value === "";
}

/** Whether a text is an expression of a flow. @param {any} value */
export function isExpression(value) {
  return typeof value === "string" && value.startsWith("@");
}

/**
 * What is wrong with the value of a field; an empty text if nothing is.
 * @param {import("./types.mjs").Field} field
 * @param {any} value
 * @returns {string}
 */
export function fault(field, value) {
  if (isEmpty(value)) return field.required && field.default === undefined ? `'${field.label}' is required.` : "";
  if (isExpression(value)) return "";
  if (field.control === "integer" || field.control === "number") return numberFault(field, value);
  if (field.check === "json" && typeof value === "string") return jsonFault(value);
  if (field.control === "array") return arrayFault(field, value);
  return typeof value === "string" ? textFault(field, value) : "";
}

/** @param {import("./types.mjs").Field} field @param {any} value */
function numberFault(field, value) {
  const whole = field.control === "integer";
  const number = Number(value);
  if (!Number.isFinite(number) || (whole && !Number.isInteger(number))) {
    return whole ? "Enter a whole number." : "Enter a number.";
  }
  const { minimum, maximum } = field.limits ?? {};
  if (minimum !== undefined && number < minimum) return `The least is ${minimum}.`;
  if (maximum !== undefined && number > maximum) return `The most is ${maximum}.`;
  return "";
}

/** @param {string} value */
function jsonFault(value) {
  try {
    JSON.parse(value);
    return "";
  } catch {
    return "Enter JSON.";
  }
}

/** @param {import("./types.mjs").Field} field @param {any} value */
function arrayFault(field, value) {
  if (typeof value === "string") return jsonFault(value);
  const { minItems, maxItems } = field.limits ?? {};
  if (minItems !== undefined && value.length < minItems) return `Add at least ${minItems}.`;
  return maxItems !== undefined && value.length > maxItems ? `There may be ${maxItems} at most.` : "";
}

/** @param {import("./types.mjs").Field} field @param {string} value */
function textFault(field, value) {
  const [pattern, what] = FORMATS[field.check ?? ""] ?? [null, ""];
  if (pattern && !pattern.test(value)) return `Enter ${what}.`;
  const { minLength, maxLength } = field.limits ?? {};
  if (minLength !== undefined && value.length < minLength) return `Enter at least ${minLength} characters.`;
  if (maxLength !== undefined && value.length > maxLength) return `Enter ${maxLength} characters at most.`;
  return "";
}
