// Every word of the page in both languages. `{x}` is replaced by the value given for x.
import { messages } from "./messages";
import type { Lang } from "./numbers";

export type Key = keyof typeof messages;
export type Values = Record<string, string | number>;

export class Words {
  constructor(readonly lang: Lang) {}

  say(key: Key, values: Values = {}): string {
    return messages[key][this.lang].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  }

  /** The page's own word for a name of a catalogue, else what the document says, else the name itself. */
  name(group: string, id: string, label?: string): string {
    const key = `${group}.${id}`;
    if (Object.hasOwn(messages, key)) return messages[key as Key][this.lang];
    return label ?? id.replaceAll("_", " ");
  }

  has(key: string): key is Key {
    return Object.hasOwn(messages, key);
  }
}

/** A label inside a sentence: a very long one would bury it. */
export function shorten(label: string, most = 90): string {
  const letters = Array.from(label.replace(/\s+/g, " "));
  const line = letters.length <= most ? letters.join("") : `${letters.slice(0, most).join("").trimEnd()}…`;
  // Text that runs or turns the other way is kept from turning the rest of the sentence.
  return /[\u0590-\u08ff\u200e-\u202e\u2066-\u2069]/.test(line) ? `\u2068${line}\u2069` : line;
}
