// The server's words (live.api.md) and a client that keeps to them.
import type { Histogram, KpiInfo, NumberKind, PageData, Summary } from "../page_data";

export interface Opening {
  lang: "en" | "nl";
  title: string;
  currency: string;
  token: string;
}

export interface Scenario {
  title: string;
  description?: string;
  currency: string;
  months: number;
  start?: string;
  /** Most telling first. */
  inputs: Input[];
  changes: { id: string; label: string; owner?: string }[];
  alternatives: { id: string; label: string }[];
  presets?: Preset[];
  /** For the field that takes any key. */
  keys?: { path: string; label: string; expects: string; now?: string }[];
  limits: { coarse: number; full: number };
}

export interface Input {
  path: string;
  label: string;
  kind: NumberKind;
  /** The range of the slider; a little wider than what is drawn. */
  low: number;
  high: number;
  step: number;
  /** Its median, where the slider stands while the input is as drawn. */
  middle: number;
  /** P10 and P90 as drawn. */
  p10?: number;
  p90?: number;
  /** Heights over [low, high], for the shape behind the slider. */
  density?: number[];
  /** Of the variance of the NPV. */
  share?: number;
  /** As the file has it, in words. */
  value: string;
  source?: string;
}

export interface Preset {
  id: string;
  label: string;
  note?: string;
  kind: "preset" | "stress";
  edits: Edits;
  off?: string[];
}

export type Edits = Record<string, number | string>;

/** What makes one variant. */
export interface Variant {
  edits: Edits;
  off: string[];
}

export interface RunRequest extends Variant {
  session: string;
  move: number;
  draws: number;
  shown?: string;
  lang: string;
  /** With what is slow too. */
  deep?: boolean;
  /** Of the alternatives only the one shown. */
  alone?: boolean;
}

export interface RunReply {
  move: number;
  draws: number;
  /** Of the computing alone, ms. */
  elapsed: number;
  page: PageData;
}

export interface NamedVariant extends Variant {
  name: string;
  note: string;
  shown?: string;
}

export interface CompareRequest {
  session: string;
  draws: number;
  lang: string;
  variants: NamedVariant[];
}

export interface CompareReply {
  draws: number;
  kpis: KpiInfo[];
  /** In the order of the request. */
  variants: { npv: Summary; histogram?: Histogram; payback_months?: number | null; kpis: Record<string, Summary> }[];
  /** Every later variant minus the first, draw by draw. */
  differences: { npv: Summary; kpis: Record<string, Summary> }[];
}

export interface SaveRequest extends Variant {
  name: string;
  note: string;
  shown?: string;
}

export interface SaveReply {
  file: string;
  command: string;
}

export interface ExportRequest extends Variant {
  format: "report" | "workbook";
  shown?: string;
  lang: string;
}

export interface Problem {
  path?: string;
  message: string;
  expected?: string;
  hint?: string;
}

/** What the server refuses. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems: Problem[] = [],
  ) {
    super(message);
  }
}

export class Client {
  constructor(
    private readonly token: string,
    private readonly lang: string,
  ) {}

  scenario(): Promise<Scenario> {
    return this.json<Scenario>(`scenario?lang=${this.lang}`);
  }
  run(request: Omit<RunRequest, "lang">, signal: AbortSignal): Promise<RunReply> {
    return this.json<RunReply>("run", { ...request, lang: this.lang }, signal);
  }
  compare(request: Omit<CompareRequest, "lang">, signal: AbortSignal): Promise<CompareReply> {
    return this.json<CompareReply>("compare", { ...request, lang: this.lang }, signal);
  }
  save(request: SaveRequest): Promise<SaveReply> {
    return this.json<SaveReply>("save", request);
  }

  async export(request: Omit<ExportRequest, "lang">): Promise<{ name: string; content: Blob }> {
    const reply = await this.ask("export", { ...request, lang: this.lang });
    const named = /filename="([^"]+)"/.exec(reply.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: named ?? `rekensom.${request.format === "report" ? "html" : "xlsx"}`, content: await reply.blob() };
  }

  private async json<Reply>(path: string, body?: unknown, signal?: AbortSignal): Promise<Reply> {
    return (await (await this.ask(path, body, signal)).json()) as Reply;
  }

  private async ask(path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const reply = await fetch(`/api/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "X-Rekensom-Token": this.token, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: "same-origin",
      cache: "no-store",
    });
    if (reply.ok) return reply;
    const said = (await reply.json().catch(() => ({}))) as { message?: string; problems?: Problem[] };
    throw new Refusal(reply.status, said.message ?? `${reply.status} ${reply.statusText}`, said.problems ?? []);
  }
}
