// The file reader's messages, each at the field that it is about.
import { fill, h } from "../dom";
import type { Problem } from "./api";
import type { LiveWords } from "./messages";

export function sayProblem(words: LiveWords, problem: Problem): string {
  const said = problem.expected
    ? words.say("problem_hint", { message: problem.message, expected: problem.expected })
    : problem.message;
  return problem.hint ? `${said}; ${problem.hint}` : said;
}

/** A field and the place under it where its problem is said. */
export class Complaint {
  readonly element: HTMLElement;

  constructor(
    id: string,
    private readonly field: HTMLElement,
  ) {
    this.element = h("p", { class: "problem", id, role: "alert", hidden: true });
  }

  say(text: string | undefined): void {
    this.element.hidden = !text;
    fill(this.element, text);
    if (text) {
      this.field.setAttribute("aria-invalid", "true");
      this.field.setAttribute("aria-describedby", this.element.id);
    } else {
      this.field.removeAttribute("aria-invalid");
      this.field.removeAttribute("aria-describedby");
    }
  }
}
