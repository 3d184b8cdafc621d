// Elements without markup: every text becomes a text node, so no label can turn into HTML.

type Attributes = Record<string, string | number | boolean | EventListener | undefined>;
export type Child = Node | string | number | null | undefined | false | Child[];

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

export function add(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child);
    else parent.appendChild(child instanceof Node ? child : textOf(String(child)));
  }
}

const longest = 300;

/** Text from a scenario can be of any length: what is very long gets a box of its own to scroll in. */
function textOf(text: string): Node {
  const node = document.createTextNode(text);
  if (text.length <= longest) return node;
  const box = document.createElement("span");
  box.className = "long";
  box.tabIndex = 0;
  box.append(node);
  return box;
}

/** A text that is meant to be read in full, a few hundred letters long: no box, unless it is far longer than that. */
export function paragraph(text: string): Node[] {
  return [text.length <= 6 * longest ? document.createTextNode(text) : textOf(text)];
}

export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  add(parent, children);
}

/** Text that stays the same is no reason to lay the page out. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function svg(tag: string, attributes: Record<string, string | number> = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}
