// What the people at the screen have set, how to take it back, and how the address holds it.
import type { NamedVariant, Variant } from "./api";

export interface State extends Variant {
  shown?: string;
  variants: NamedVariant[];
}

export const untouched: State = { edits: {}, off: [], variants: [] };

const mark = "#s=";

/** As text for the address: URL-safe base64 of UTF-8 JSON. */
export function toHash(state: State): string {
  const bare = !Object.keys(state.edits).length && !state.off.length && !state.variants.length && !state.shown;
  if (bare) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return mark + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function variantOf(raw: Record<string, unknown>): Variant {
  const edits: Variant["edits"] = {};
  for (const [path, value] of Object.entries((raw.edits ?? {}) as Record<string, unknown>)) {
    if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) edits[path] = value;
  }
  const off = Array.isArray(raw.off) ? raw.off.filter((id): id is string => typeof id === "string") : [];
  return { edits, off };
}

/** What an address says; anything that is not ours counts for nothing. */
export function fromHash(hash: string): State | null {
  if (!hash.startsWith(mark)) return null;
  try {
    const binary = atob(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const raw = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)))) as Record<string, unknown>;
    const variants = (Array.isArray(raw.variants) ? raw.variants : []) as Record<string, unknown>[];
    return {
      ...variantOf(raw),
      shown: typeof raw.shown === "string" ? raw.shown : undefined,
      variants: variants.slice(0, 20).map((v) => ({
        ...variantOf(v),
        name: String(v.name ?? ""),
        note: String(v.note ?? ""),
        shown: typeof v.shown === "string" ? v.shown : undefined,
      })),
    };
  } catch {
    return null;
  }
}

export class Store {
  private past: State[] = [];
  private future: State[] = [];
  private grip = "";
  private readonly listeners: ((state: State) => void)[] = [];

  constructor(public state: State) {}

  listen(listener: (state: State) => void): void {
    this.listeners.push(listener);
  }

  /** `grip`: what is being dragged or typed in; all moves of one grip are one step to undo. */
  change(next: Partial<State>, grip = ""): void {
    if (!grip || grip !== this.grip) {
      this.past.push(this.state);
      if (this.past.length > 200) this.past.shift();
      this.future = [];
    }
    this.grip = grip;
    this.state = { ...this.state, ...next };
    this.tell();
  }

  letGo(): void {
    this.grip = "";
  }

  /** From the address: not a step. */
  replace(state: State): void {
    this.state = state;
    this.tell();
  }

  setEdit(path: string, value: number | string | undefined, grip = ""): void {
    const edits = { ...this.state.edits };
    if (value === undefined) delete edits[path];
    else edits[path] = value;
    this.change({ edits }, grip);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.state);
    this.grip = "";
    this.state = before;
    this.tell();
  }

  redo(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.state);
    this.grip = "";
    this.state = after;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.state);
  }
}
