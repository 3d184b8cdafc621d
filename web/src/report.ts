// The report: reads the document in the page and shows it.
import { Axes } from "./charts/frame";
import { fill, h } from "./dom";
import { Numbers } from "./numbers";
import { Page } from "./page";
import type { PageData } from "./page_data";
import { sectionsOf } from "./sections";
import { shorten, Words } from "./text";
import type { View } from "./view";

function viewOf(data: PageData, id: string | undefined): View {
  const shown = data.alternatives.find((a) => a.id === id) ?? data.alternatives[0];
  return { data, shown, words: new Words(data.lang), numbers: new Numbers(data.lang, data.currency), axes: new Axes() };
}

function scope(view: View): string {
  const { data, words, numbers } = view;
  const parts = [
    data.start
      ? words.say("scope", { months: data.months, start: numbers.date(data.start, 0, "long") })
      : words.say("scope_plain", { months: data.months }),
  ];
  if (data.discount_rate !== undefined) parts.push(words.say("rate", { rate: numbers.percent(data.discount_rate, 2) }));
  if (data.manifest) parts.push(words.say("draws", { draws: numbers.count(data.manifest.draws) }));
  return parts.join(" · ");
}

function chooser(view: View, choose: (id: string) => void): HTMLElement | null {
  const { data, words, shown } = view;
  if (data.alternatives.length < 2) return null;
  return h(
    "fieldset",
    { class: "chooser" },
    h("legend", {}, words.say("alternative_choose")),
    data.alternatives.map((a) => {
      const input = h("input", { type: "radio", name: "alternative", value: a.id, checked: a.id === shown.id, onchange: () => choose(a.id) });
      return h("label", {}, input, h("span", {}, shorten(a.label, 120)));
    }),
  );
}

function start(): void {
  const data = JSON.parse(document.getElementById("page-data")!.textContent!) as PageData;
  if (!data.alternatives?.length) return;
  const page = new Page(document.getElementById("sections")!, "at once");
  let view = viewOf(data, data.chosen);
  const { words } = view;
  document.getElementById("skip")!.textContent = words.say("skip");
  fill(
    document.getElementById("about")!,
    h("p", { class: "scope" }, scope(view)),
    data.description && h("p", { class: "description" }, data.description),
    chooser(view, (id) => {
      view = viewOf(data, id);
      page.show(view, sectionsOf(view));
    }),
  );
  const sections = sectionsOf(view);
  const nav = document.getElementById("contents")!;
  nav.setAttribute("aria-label", words.say("contents"));
  nav.hidden = sections.length < 3;
  fill(nav, h("ul", {}, sections.map((s) => h("li", {}, h("a", { href: `#${s.id}` }, s.title)))));
  page.show(view, sections);
  // Drawn when the boxes have got their widths: two frames from now.
  requestAnimationFrame(() => requestAnimationFrame(() => (document.documentElement.dataset.ready = "true")));
}

start();
