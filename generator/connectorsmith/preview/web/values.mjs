// Values by keys that a spec chooses, such as `constructor` and `__proto__`.

/**
 * A member of a value that is its own, so that `__proto__` is a name like others.
 * @param {any} value @param {string} name @returns {any}
 */
export function own(value, name) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * The value at a path inside an item.
 * @param {any} item @param {string} key @returns {any}
 */
export function inside(item, key) {
  return key === "" ? item : key.split("/").reduce(own, item);
}

/**
 * An item with another value at a path; objects that become empty are left out.
 * @param {any} item @param {string[]} steps @param {any} value @returns {any}
 */
export function withInside(item, steps, value) {
  if (steps.length === 0) return value;
  const [first, ...rest] = steps;
  const { [first]: _, ...others } = item ?? {};
  const fresh = withInside(own(item, first), rest, value);
  return fresh === undefined || (rest.length && Object.keys(fresh).length === 0)
    ? others
    : { ...others, [first]: fresh };
}
