// A part of the page that is drawn when it is looked at. Of a live page what lies near comes right after the frame that shows the
// answer, and the rest when it comes near.

/** `seen`: a live page; else all is drawn at once. */
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
    else if (this.near) afterFrame(this);
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

const waiting = new Set<Part>();

function afterFrame(part: Part): void {
  if (!waiting.size)
    painted().then(() => {
      const parts = [...waiting];
      waiting.clear();
      for (const each of parts) each.catchUp();
    });
  waiting.add(part);
}

/** Once the next frame is on the screen; at once where nobody sees the page, which then draws none. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    if (document.hidden) done();
    else requestAnimationFrame(() => setTimeout(done));
  });
}
