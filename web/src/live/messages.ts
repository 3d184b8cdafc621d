// The live page's own words, in both languages; those of the charts are in ../messages.ts.
import type { Lang } from "../numbers";

type Message = Record<Lang, string>;
const m = (en: string, nl: string): Message => ({ en, nl });

const messages = {
  what_if: m("What if…", "Wat als…"),
  controls: m("Controls", "Bediening"),
  answer_now: m("The answer now", "Het antwoord nu"),
  close: m("Close", "Sluiten"),
  now: m("Now", "Nu"),
  as_file: m("as in the file", "zoals in het bestand"),
  expected: m("Expected", "Verwacht"),
  chance: m("Pays off", "Kans dat het loont"),
  bad: m("Bad case (P10)", "Tegenvaller (P10)"),
  good: m("Good case (P90)", "Meevaller (P90)"),
  change_since: m("{delta} against the file", "{delta} t.o.v. het bestand"),
  undo: m("Undo", "Ongedaan maken"),
  redo: m("Redo", "Opnieuw"),
  reset: m("All as in the file", "Alles zoals in het bestand"),
  pin: m("Pin this variant", "Variant vastzetten"),
  save: m("Save as scenario…", "Bewaar als scenario…"),
  report: m("Report", "Rapport"),
  workbook: m("Workbook", "Werkmap"),
  exporting: m("Making the file…", "Bestand wordt gemaakt…"),
  exported: m("{name} is in your downloads.", "{name} staat bij uw downloads."),
  presets: m("Presets", "Voorinstellingen"),
  stress: m("Stress cases", "Stresstests"),
  changes: m("Changes", "Veranderingen"),
  alternative: m("Alternative shown", "Getoond alternatief"),
  inputs: m("What matters most", "Wat het zwaarst weegt"),
  weight: m("{share} of the spread", "{share} van de spreiding"),
  drawn: m("as drawn: {value}", "zoals getrokken: {value}"),
  release: m("{label}: as in the file", "{label}: zoals in het bestand"),
  release_short: m("↺ file", "↺ bestand"),
  more_inputs: m("Show {n} more inputs", "Toon nog {n} invoeren"),
  fewer_inputs: m("Show fewer", "Toon minder"),
  value_of: m("{label}: value, as you would write it in the file", "{label}: waarde, zoals u die in het bestand schrijft"),
  any_key: m("Any other key", "Elke andere sleutel"),
  path: m("Key", "Sleutel"),
  value: m("Value", "Waarde"),
  set: m("Set", "Zet"),
  expects: m("Expects {what}.", "Verwacht {what}."),
  now_is: m("Now {value}.", "Nu {value}."),
  variants: m("Pinned variants", "Vastgezette varianten"),
  no_variants: m(
    "Pin a variant to lay it beside another.",
    "Zet een variant vast om hem naast een andere te leggen.",
  ),
  variant: m("Variant {letter}", "Variant {letter}"),
  name: m("Name", "Naam"),
  note: m("Note", "Notitie"),
  load: m("Show", "Toon"),
  load_of: m("Show {name}", "Toon {name}"),
  remove: m("Remove", "Verwijder"),
  remove_of: m("Remove {name}", "Verwijder {name}"),
  compare_title: m("Variants side by side", "Varianten naast elkaar"),
  compare_lead: m(
    "On common draws. Differences are with {first}, draw by draw; ± is their Monte Carlo error.",
    "Op gemeenschappelijke trekkingen. Verschillen zijn met {first}, trekking voor trekking; ± is hun Monte-Carlofout.",
  ),
  compare_difference: m("Difference in net present value with {first}", "Verschil in netto contante waarde met {first}"),
  compare_better: m("Chance to be better", "Kans beter te zijn"),
  compare_payback: m("Payback in months", "Terugverdientijd in maanden"),
  current: m("Now on the page", "Nu op de pagina"),
  measure: m("Measure", "Maat"),
  save_title: m("Save as a scenario file", "Bewaar als scenariobestand"),
  save_name: m("File name", "Bestandsnaam"),
  save_go: m("Save", "Bewaar"),
  cancel: m("Cancel", "Annuleer"),
  saved: m("Saved as {file}. The same numbers again:", "Bewaard als {file}. Dezelfde cijfers nog eens:"),
  status_start: m("Reading the scenario…", "Scenario wordt gelezen…"),
  status_coarse: m("First answer, {draws} draws", "Eerste antwoord, {draws} trekkingen"),
  status_full: m("{draws} draws", "{draws} trekkingen"),
  status_running: m("Computing…", "Rekent…"),
  status_wrong: m("Not computed: see the marked field.", "Niet berekend: zie het gemarkeerde veld."),
  status_gone: m(
    "The program does not answer. Is it still running? Trying again…",
    "Het programma antwoordt niet. Draait het nog? Nieuwe poging…",
  ),
  status_denied: m(
    "This page is from an earlier start of the program: reopen the address that it printed.",
    "Deze pagina is van een eerdere start van het programma: open het adres dat het toonde opnieuw.",
  ),
  announce: m("Expected {npv}, chance that it pays off {p}.", "Verwacht {npv}, kans dat het loont {p}."),
  problem_hint: m("{message}; expected: {expected}", "{message}; verwacht: {expected}"),
} satisfies Record<string, Message>;

export type LiveKey = keyof typeof messages;

export class LiveWords {
  constructor(readonly lang: Lang) {}

  say(key: LiveKey, values: Record<string, string | number> = {}): string {
    return messages[key][this.lang].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  }
}
