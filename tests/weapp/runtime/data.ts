type Container = Record<string | number, unknown>;

/** setData's own limit for one call, in bytes of JSON. */
export const setDataLimit = 1024 * 1024;

/** `root.cn.[0].v`, `list[2].name` → keys; a number is an array index. Taro writes a dot before the bracket. */
export function parseDataPath(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const [part] of path.matchAll(/\[\d+\]|[^.[\]]+/g)) {
    keys.push(part.startsWith('[') ? Number(part.slice(1, -1)) : part);
  }
  return keys;
}

/**
 * Puts each value of a setData call where its path says, making arrays and objects on the way as WeChat does.
 * `changes` must be a JSON copy already; a path set to undefined is left as it was.
 */
export function applyData(data: Record<string, unknown>, changes: Record<string, unknown>): void {
  for (const [path, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const keys = parseDataPath(path);
    const last = keys.pop();
    if (last === undefined) continue;
    let at: Container = data;
    keys.forEach((key, index) => {
      const wantsArray = typeof (keys[index + 1] ?? last) === 'number';
      const next = at[key];
      const fits = wantsArray ? Array.isArray(next) : typeof next === 'object' && next !== null;
      if (!fits) at[key] = wantsArray ? [] : {};
      at = at[key] as Container;
    });
    at[last] = value;
  }
}
