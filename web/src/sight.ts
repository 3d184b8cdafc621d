// A part of the page that is drawn when it is looked at. Of a live page what lies near comes once nothing changes any more, and the
// rest when it comes near.

/** `when seen`: a live page. A report draws all at once. */
export type Drawing = "at once" | "when seen";

export abstract class Part {
  private stale = false;
  private near = false;
  private seen = false;

  constructor(private readonly drawing: Drawing) {}

  protected abstract draw(): void;

  /** What it shows has changed. */
  protected change(): void {
    this.stale = true;
    if (this.drawing === "at once" || this.seen) this.catchUp();
    else if (this.near) whenCalm(this);
  }

  look(where: "near" | "seen", is: boolean): void {
    this[where] = is;
    if (is) this.catchUp();
  }

  catchUp(): void {
    if (!this.stale) return;
    this.stale = false;
    this.draw();
  }
}

/** Nothing has moved for so long: then comes what nobody waits for, ms. */
export const rest = 150;

const waiting = new Set<Part>();
let calm: ReturnType<typeof setTimeout> | undefined;

function whenCalm(part: Part): void {
  waiting.add(part);
  clearTimeout(calm);
  calm = setTimeout(() => {
    const parts = [...waiting];
    waiting.clear();
    for (const each of parts) each.catchUp();
  }, rest);
}
