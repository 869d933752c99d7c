// The effects on offer, as the page groups them.

/** Effects by category, in the server's order. */
export function byCategory(effects) {
  const groups = new Map();
  for (const effect of effects)
    groups.set(effect.category, [...(groups.get(effect.category) ?? []), effect]);
  return groups;
}
