import type { ImportSource, MappingRule } from "./import-source";

/** More distinct request types than any city has; beyond it a file holds free text where types should be. */
const CACHE_LIMIT = 5000;

/**
 * A lookup from a row's request type and detail to the first rule that matches, or undefined.
 *
 * Underscores count as spaces and runs of blanks as one, so that one pattern serves a portal's old and new spelling.
 */
export function createTypeClassifier(
  source: ImportSource,
): (type: string, detail: string) => MappingRule | undefined {
  const cache = new Map<string, MappingRule | undefined>();
  return (type, detail) => {
    const key = `${type}\n${detail}`;
    if (cache.has(key)) return cache.get(key);
    const [plainType, plainDetail] = [plain(type), plain(detail)];
    const rule = source.rules.find(
      (candidate) => candidate.type.test(plainType) && (candidate.detail?.test(plainDetail) ?? true),
    );
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, rule);
    return rule;
  };
}

function plain(label: string): string {
  return label.replace(/[_\s]+/g, " ").trim();
}
