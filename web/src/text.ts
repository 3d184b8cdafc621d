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
