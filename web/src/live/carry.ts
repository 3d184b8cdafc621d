// A quick answer lacks what is slow: the last one stays until the deep answer comes, so that nothing jumps.
import type { Alternative, PageData } from "../page_data";

function keep<T extends object>(last: T, next: T): T {
  const kept = { ...next };
  for (const name of Object.keys(last) as (keyof T)[]) if (kept[name] === undefined) kept[name] = last[name];
  return kept;
}

export function carry(last: PageData | null, next: PageData): PageData {
  if (!last) return next;
  const alternatives = next.alternatives.map((a): Alternative => {
    const before = last.alternatives.find((b) => b.id === a.id);
    return before ? keep(before, a) : a;
  });
  return { ...keep(last, next), alternatives };
}
