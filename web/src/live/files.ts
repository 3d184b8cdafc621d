// Out of the page: save as a scenario, export report and workbook.
import { fill, h } from "../dom";
import { Refusal, type Client } from "./api";
import type { LiveWords } from "./messages";
import { Complaint, sayProblem } from "./problems";
import type { Store } from "./state";
import type { Ticker } from "./ticker";

export class SaveDialog {
  readonly element: HTMLDialogElement;
  private readonly name: HTMLInputElement;
  private readonly note: HTMLTextAreaElement;
  private readonly complaint: Complaint;
  private readonly done = h("div", { role: "status" });

  constructor(
    private readonly client: Client,
    private readonly store: Store,
    private readonly words: LiveWords,
  ) {
    this.name = h("input", { type: "text", id: "save-name", maxlength: 80, autocomplete: "off", required: true });
    this.note = h("textarea", { id: "save-note", rows: 3, maxlength: 2000 });
    this.complaint = new Complaint("save-problem", this.name);
    this.element = h(
      "dialog",
      { "aria-labelledby": "save-title" },
      h(
        "form",
        { onsubmit: (event: Event) => void this.save(event) },
        h("h2", { id: "save-title" }, words.say("save_title")),
        h("label", { for: "save-name" }, words.say("save_name")),
        this.name,
        this.complaint.element,
        h("label", { for: "save-note" }, words.say("note")),
        this.note,
        h(
          "div",
          { class: "row" },
          h("button", { type: "submit", class: "main" }, words.say("save_go")),
          h("button", { type: "button", onclick: () => this.element.close() }, words.say("close")),
        ),
        this.done,
      ),
    );
  }

  open(): void {
    fill(this.done);
    this.complaint.say(undefined);
    this.element.showModal();
    this.name.focus();
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const { edits, off, shown } = this.store.state;
    this.complaint.say(undefined);
    fill(this.done);
    try {
      const saved = await this.client.save({ name: this.name.value.trim(), note: this.note.value.trim(), edits, off, shown });
      fill(this.done, h("p", {}, this.words.say("saved", { file: saved.file })), h("pre", { tabindex: 0 }, h("code", {}, saved.command)));
    } catch (error) {
      const said = error instanceof Refusal ? error.problems.map((p) => sayProblem(this.words, p)).join(" ") || error.message : this.words.say("status_gone");
      this.complaint.say(said);
    }
  }
}

export async function exportFile(client: Client, store: Store, words: LiveWords, ticker: Ticker, format: "report" | "workbook"): Promise<void> {
  const { edits, off, shown } = store.state;
  ticker.say(words.say("exporting"));
  try {
    const { name, content } = await client.export({ format, edits, off, shown });
    const link = h("a", { href: URL.createObjectURL(content), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    ticker.say(words.say("exported", { name }));
  } catch (error) {
    ticker.say(error instanceof Refusal ? error.message : words.say("status_gone"), "trouble");
  }
}
