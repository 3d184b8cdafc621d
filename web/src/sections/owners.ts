// Departments: who causes, who carries, who pays, who gains.
import { amountOf, ownerColumns, ownersChart } from "../charts/owners";
import type { Owner } from "../page_data";
import { present, table } from "../tables";
import { shorten, type Key } from "../text";
import type { Section, View } from "../view";

function ownerTable(view: View, owners: Owner[]): HTMLElement {
  const { words, numbers, shown } = view;
  const money = (value: number | undefined) => (value === undefined ? "" : numbers.money(value));
  return table(
    words.say("title.owners"),
    present<Owner>(
      [
        { head: words.say("owners.owner"), header: true, cell: (o) => o.label },
        ...(["contacts", "avoidable"] as const).map((key) => ({
          head: words.say(`owners.${key}`),
          numeric: true,
          cell: (o: Owner) => (o[key] === undefined ? "" : numbers.count(o[key])),
          has: (o: Owner) => o[key],
        })),
        ...ownerColumns(owners, shown.id).map((key) => ({
          head: words.say(`owners.${key}`),
          numeric: true,
          cell: (o: Owner) => money(amountOf(o, key, shown.id)),
        })),
        {
          head: words.say("owners.changes"),
          cell: (o) => (o.changes?.[shown.id] ?? []).join("; "),
          has: (o) => o.changes?.[shown.id],
        },
        { head: words.say("owners.adds"), numeric: true, cell: (o) => money(o.adds?.[shown.id]), has: (o) => o.adds?.[shown.id] },
      ],
      owners,
    ),
    owners,
    "open",
  );
}

export function owners(view: View): Section | null {
  const { data, words, numbers, shown } = view;
  const all = (data.owners ?? []).filter((o) => o.cost || o.carries || o.pays?.[shown.id]);
  if (!all.length) return null;
  const sorted = [...all].sort((a, b) => (b.cost ?? 0) - (a.cost ?? 0));
  const gain = (o: Owner) => o.receives?.[shown.id] ?? 0;
  const gainer = [...all].sort((a, b) => gain(b) - gain(a))[0];
  const columns = ownerColumns(sorted, shown.id);
  const lead = { first: shorten(sorted[0].label, 60), cost: numbers.moneyWords(sorted[0].cost ?? 0) };
  return {
    id: "owners",
    title: words.say("title.owners"),
    lead: !sorted[0].cost ? undefined : gain(gainer) > 0 ? words.say("owners.lead_gain", { ...lead, gainer: shorten(gainer.label, 60) }) : words.say("owners.lead", lead),
    blocks: [
      {
        figure: {
          id: "owners-chart",
          note: [words.say("owners.note"), !all.some((o) => o.carries) && ` ${words.say("owners.no_carrier")}`],
          draw: (pen) =>
            ownersChart(
              sorted,
              shown.id,
              pen,
              words.say("owners.label", {
                rows: sorted
                  .map((o) => `${shorten(o.label, 60)}: ${columns.map((c) => `${words.say(`owners.${c}` as Key)} ${numbers.moneyShort(amountOf(o, c, shown.id) ?? 0)}`).join(", ")}.`)
                  .join(" "),
              }),
            ),
        },
      },
      { node: () => ownerTable(view, sorted) },
    ],
  };
}
