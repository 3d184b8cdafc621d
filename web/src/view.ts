// What a section may ask of its surroundings, and what it gives back: words, figures, blocks.
import type { Axes, Pen } from "./charts/frame";
import type { Child } from "./dom";
import type { Numbers } from "./numbers";
import type { Alternative, PageData } from "./page_data";
import type { Words } from "./text";

export interface View {
  data: PageData;
  /** The alternative that is shown. */
  shown: Alternative;
  words: Words;
  numbers: Numbers;
  axes: Axes;
}

/** A picture with the table behind it. */
export interface Figure {
  id: string;
  title?: string;
  /** Drawn anew whenever its width changes. */
  draw: (pen: Pen) => SVGSVGElement;
  note?: Child;
  table?: () => HTMLElement;
}

export type Block =
  | { figure: Figure }
  /** Small figures side by side. */
  | { grid: Figure[] }
  /** Built anew at every update. */
  | { node: () => Child };

export interface Section {
  id: string;
  title: string;
  lead?: string;
  blocks: Block[];
}

export function penOf(view: View, width: number): Pen {
  return { width, numbers: view.numbers, words: view.words, start: view.data.start, axes: view.axes };
}

export function labelOf(data: PageData, id: string): string {
  return data.alternatives.find((a) => a.id === id)?.label ?? id;
}
