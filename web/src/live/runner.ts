// From moves to answers: a coarse one at once, the full one when nobody moves, what is slow after that, and never an old one
// after a new one. Where all draws are soon done, the full one comes at once.
import { rest } from "../sight";
import { Refusal, type Client, type RunReply, type RunRequest } from "./api";

/** Few draws; all draws; all draws and what hangs on more runs than these. */
export type Kind = "coarse" | "full" | "deep";
const after: Record<Kind, Kind | null> = { coarse: "full", full: "deep", deep: null };

export interface Outcome {
  reply: RunReply;
  kind: Kind;
  wish: Wish;
  /** performance.now() of the move that this answers. */
  since: number;
}

interface Hooks {
  answered: (outcome: Outcome) => void;
  refused: (refusal: Refusal) => void;
  /** No answer at all. */
  gone: () => void;
  running: (kind: Kind) => void;
}

type Wish = Pick<RunRequest, "edits" | "off" | "shown">;

/** A first answer this late is given up for a newer move. */
const patience = 400;

/** Once the next frame is on the screen: the run after it takes all cores. */
function painted(): Promise<void> {
  return new Promise((done) => {
    // A page that nobody sees draws no frames.
    if (document.hidden) done();
    else requestAnimationFrame(() => setTimeout(done));
  });
}

/** A hand that still moves would only end the deep run, and wait for it to end. */
function rested(): Promise<void> {
  return new Promise((done) => setTimeout(done, rest));
}

export class Runner {
  private readonly session = crypto.getRandomValues(new Uint32Array(2)).join("-");
  private move = 0;
  private wish: { wish: Wish; since: number } | null = null;
  private flight: { kind: Kind; control: AbortController; began: number } | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: Client,
    private readonly draws: { coarse: number; full: number },
    private readonly hooks: Hooks,
  ) {}

  /** `since`: when the hand moved. */
  request(wish: Wish, since: number): void {
    this.wish = { wish, since };
    clearTimeout(this.retry);
    const { flight } = this;
    // A first answer is soon there: let it land, or a fast hand would never see one.
    if (flight?.kind === this.first && performance.now() - flight.began < patience) return;
    flight?.control.abort();
    void this.fly(this.first);
  }

  private get first(): Kind {
    return this.draws.coarse < this.draws.full ? "coarse" : "full";
  }

  get id(): string {
    return this.session;
  }

  private async fly(kind: Kind): Promise<void> {
    const asked = this.wish;
    if (!asked) return;
    const control = new AbortController();
    const flight = { kind, control, began: performance.now() };
    this.flight = flight;
    this.hooks.running(kind);
    try {
      const request = { ...asked.wish, session: this.session, move: ++this.move, draws: this.draws[kind === "coarse" ? "coarse" : "full"], ...(kind === "deep" && { deep: true }), ...(kind === "full" && this.first === "coarse" && { alone: true }) };
      const reply = await this.client.run(request, control.signal);
      if (this.flight !== flight) return;
      this.flight = null;
      this.hooks.answered({ reply, kind, wish: asked.wish, since: asked.since });
    } catch (error) {
      if (this.flight !== flight) return;
      this.flight = null;
      if (error instanceof DOMException && error.name === "AbortError") return;
      if (error instanceof Refusal) {
        if (error.status !== 409) this.hooks.refused(error);
      } else {
        this.hooks.gone();
        this.retry = setTimeout(() => void this.fly(kind), 2000);
        return;
      }
      if (asked === this.wish) return;
    }
    const next = asked === this.wish ? after[kind] : this.first;
    if (next && next !== this.first) await painted();
    if (next === "deep") await rested();
    // Whoever moved meanwhile has begun another run, or has had its answer already.
    if (next && !this.flight && (next === this.first || asked === this.wish)) void this.fly(next);
  }
}
