// Numbers as the reader's language writes them.
import type { NumberKind } from "./page_data";

export type Lang = "en" | "nl";

export class Numbers {
  readonly locale: string;
  private readonly formats = new Map<string, Intl.NumberFormat>();
  /** What stands before and after the figures of an amount. */
  private readonly around: { plus: string[]; minus: string[] };
  private readonly dates: Record<"short" | "long" | "weekday", Intl.DateTimeFormat>;

  constructor(
    readonly lang: Lang,
    readonly currency: string,
  ) {
    this.locale = lang === "nl" ? "nl-NL" : "en-GB";
    const whole = new Intl.NumberFormat(this.locale, { ...this.currencyOptions(), maximumFractionDigits: 0 });
    // A real minus that does not part from its number at a line's end; tables keep the hyphen, which spreadsheets read.
    const around = (value: number) =>
      whole
        .formatToParts(value)
        .map((part) => (part.type === "integer" ? "\n" : part.type === "minusSign" ? "\u2212\u2060" : part.value))
        .join("")
        .split("\n");
    this.around = { plus: around(1), minus: around(-1) };
    const utc = { timeZone: "UTC" } as const;
    this.dates = {
      short: new Intl.DateTimeFormat(this.locale, { month: "short", year: "numeric", ...utc }),
      long: new Intl.DateTimeFormat(this.locale, { month: "long", year: "numeric", ...utc }),
      weekday: new Intl.DateTimeFormat(this.locale, { weekday: "short", ...utc }),
    };
  }

  private format(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.locale, options);
      this.formats.set(key, format);
    }
    return format.format(value === 0 ? 0 : value);
  }

  private currencyOptions(): Intl.NumberFormatOptions {
    return /^[A-Z]{3}$/.test(this.currency)
      ? { style: "currency", currency: this.currency, currencyDisplay: "narrowSymbol" }
      : {};
  }

  /** To the whole unit: for tables. */
  money(value: number): string {
    return this.format(value, { ...this.currencyOptions(), maximumFractionDigits: 0, minimumFractionDigits: 0 });
  }

  /** A number's text with currency and sign where whole amounts have them: compact notation puts them elsewhere. */
  private withCurrency(value: number, text: string): string {
    const [before, after] = (value < 0 ? this.around.minus : this.around.plus) ?? ["", ""];
    return before + text + after;
  }

  /** For axes and labels in charts: three digits and a unit. */
  moneyShort(value: number): string {
    return this.withCurrency(value, this.format(Math.abs(value), { notation: "compact", maximumSignificantDigits: 3 }));
  }

  /** For sentences: "€1.23 million". */
  moneyWords(value: number): string {
    const size = Number(Math.abs(value).toPrecision(3));
    const options: Intl.NumberFormatOptions =
      size < 1_000_000
        ? { maximumFractionDigits: 0 }
        : { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 3 };
    return this.withCurrency(value, this.format(size, options));
  }

  count(value: number): string {
    return this.format(value, { maximumFractionDigits: 0 });
  }

  decimal(value: number, digits = 1): string {
    return this.format(value, { maximumFractionDigits: digits, minimumFractionDigits: digits });
  }

  percent(value: number, digits = 0): string {
    return this.format(value, { style: "percent", maximumFractionDigits: digits, minimumFractionDigits: digits });
  }

  /** A chance in words' company: never "100 %" for what is not certain. */
  chance(value: number): string {
    if (value < 1 && value >= 0.995) return `> ${this.percent(0.99)}`;
    if (value > 0 && value < 0.005) return `< ${this.percent(0.01)}`;
    return this.percent(value);
  }

  /** The same inside a sentence. */
  chanceWords(value: number): string {
    const said = this.chance(value);
    const nl = this.lang === "nl";
    return said.replace(/^> /, nl ? "meer dan " : "more than ").replace(/^< /, nl ? "minder dan " : "less than ");
  }

  seconds(value: number): string {
    const size = Math.abs(value);
    if (size > 0 && size < 10) return `${this.decimal(value)} s`;
    if (size < 120) return `${this.count(value)} s`;
    const whole = Math.round(size);
    if (whole < 3600) {
      return `${value < 0 ? "-" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")} min`;
    }
    return `${this.decimal(value / 3600)} h`;
  }

  months(value: number): string {
    return this.decimal(value, value < 10 ? 1 : 0);
  }

  /** A value of some kind; `unit` is not added. */
  of(kind: NumberKind, value: number): string {
    switch (kind) {
      case "count":
        return this.count(value);
      case "share":
        return this.percent(value, 1);
      case "seconds":
        return this.seconds(value);
      case "days":
        return this.decimal(value, 1);
      case "mark":
        return this.decimal(value, value !== 0 && Math.abs(value) < 0.1 ? 3 : 2);
      case "points":
        return this.decimal(value, 1);
      case "money":
        return this.money(value);
      case "months":
        return this.months(value);
      case "number":
        return Math.abs(value) < 100 ? this.decimal(value, Math.abs(value) < 10 ? 2 : 1) : this.count(value);
    }
  }

  /** A change: with its sign. A share's change is in percentage points. */
  shift(kind: NumberKind, value: number): string {
    if (!/[1-9]/.test(kind === "share" ? this.decimal(100 * value, 1) : this.of(kind, value))) return this.shiftOfNone(kind);
    const sign = value > 0 ? "+" : "";
    if (kind === "share") return `${sign}${this.decimal(100 * value, 1)} ${this.lang === "nl" ? "%-punt" : "pp"}`;
    return sign + this.of(kind, value);
  }

  /** As a person reads it: a thousandth of a school mark is nothing either. */
  roundsToNothing(kind: NumberKind, value: number): boolean {
    return kind === "mark" ? Math.abs(value) < 0.005 : !/[1-9]/.test(this.shift(kind, value));
  }

  /** What rounds to nothing has no sign. */
  private shiftOfNone(kind: NumberKind): string {
    return kind === "share" ? `${this.decimal(0, 1)} ${this.lang === "nl" ? "%-punt" : "pp"}` : this.of(kind, 0);
  }

  /** For an axis with ticks `step` apart: short, and no more digits than the step needs. */
  tick(kind: NumberKind, value: number, step: number): string {
    const digits = (unit: number) => Math.min(6, Math.max(0, Math.ceil(-Math.log10(unit) - 1e-9)));
    switch (kind) {
      case "money":
        return this.moneyShort(value);
      case "share":
        return this.percent(value, digits(step * 100));
      case "seconds":
        return value === 0 ? "0" : value < 120 && step < 60 ? `${this.decimal(value, digits(step))} s` : this.seconds(value);
      case "count":
        return Math.abs(value) >= 10_000
          ? this.format(value, { notation: "compact", maximumSignificantDigits: 3 })
          : this.decimal(value, digits(step));
      default:
        return this.decimal(value, digits(step));
    }
  }

  /** The same for an axis of changes. */
  shiftTick(kind: NumberKind, value: number, step: number): string {
    const sign = value > 0 ? "+" : "";
    if (kind !== "share") return sign + this.tick(kind, value, step);
    return `${sign}${this.tick("points", 100 * value, 100 * step)} ${this.lang === "nl" ? "%-pt" : "pp"}`;
  }

  date(start: string, month: number, style: "short" | "long" = "short"): string {
    const [year, first] = start.split("-").map(Number);
    const date = new Date(Date.UTC(year, first - 1 + Math.floor(month), 1));
    return this.dates[style].format(date);
  }

  /** Monday first. */
  weekday(day: number): string {
    return this.dates.weekday.format(new Date(Date.UTC(2024, 0, 1 + day)));
  }
}
