// What the program does to a template, for tests: one pass, every placeholder.
const ofHtml = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const ofJson = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029" };

export function fillTemplate(template, data, fallback = "") {
  const parts = {
    lang: data.lang,
    title: data.title.replace(/[&<>"']/g, (c) => ofHtml[c]).replaceAll("\0", "\uFFFD"),
    fallback,
    data: JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => ofJson[c]),
  };
  return template.replace(/\{\{(lang|title|fallback|data)\}\}/g, (_, name) => parts[name]);
}
