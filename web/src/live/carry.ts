// A quick answer lacks what is slow, and may lack alternatives that are not shown: the last one stays until the deep answer comes,
// so that nothing jumps.
import type { Alternative, PageData } from "../page_data";

function keep<T extends object>(last: T, next: T): T {
  const kept = { ...next };
  for (const name of Object.keys(last) as (keyof T)[]) if (kept[name] === undefined) kept[name] = last[name];
  return kept;
}

export function carry(last: PageData | null, next: PageData): PageData {
  if (!last) return next;
  const among = (list: Alternative[], id: string) => list.find((a) => a.id === id);
  const alternatives = last.alternatives.map((before): Alternative => {
    const now = among(next.alternatives, before.id);
    return now ? keep(before, now) : before;
  });
  alternatives.push(...next.alternatives.filter((a) => !among(last.alternatives, a.id)));
  const alone = next.alternatives.length < alternatives.length;
  return { ...keep(last, next), alternatives, comparisons: alone ? last.comparisons : next.comparisons };
}
