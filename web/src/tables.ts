// Real tables: a caption, headings with a scope, numbers to the right.
import { h, type Child } from "./dom";
import { shorten } from "./text";

export interface Column<Row> {
  head: string;
  cell: (row: Row, index: number) => Child;
  /** Numbers stand right, in figures of equal width. */
  numeric?: boolean;
  /** The row's own heading. */
  header?: boolean;
}

export function table<Row>(caption: string, columns: Column<Row>[], rows: Row[], kind = ""): HTMLElement {
  return h(
    "div",
    { class: `scroll ${kind}`, tabindex: 0, role: "group", "aria-label": shorten(caption) },
    h(
      "table",
      {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: column.numeric && "number" }, column.head)))),
      h(
        "tbody",
        {},
        rows.map((row, index) =>
          h(
            "tr",
            {},
            columns.map((column) => {
              const content = column.cell(row, index);
              return column.header
                ? h("th", { scope: "row" }, content)
                : h("td", { class: column.numeric && "number", "data-head": column.head }, content);
            }),
          ),
        ),
      ),
    ),
  );
}

/** Only the columns for which some row has something. */
export function present<Row>(columns: (Column<Row> & { has?: (row: Row) => unknown })[], rows: Row[]): Column<Row>[] {
  return columns.filter((column) => !column.has || rows.some((row) => column.has!(row) !== undefined && column.has!(row) !== ""));
}
