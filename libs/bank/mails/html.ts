const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPED[c]!);

/** A letter's text as plain HTML: its paragraphs, and a link where a paragraph is an address. No style, no picture, nothing from elsewhere. */
export function htmlOf(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((one) =>
      /^https?:\/\/\S+$/.test(one)
        ? `<a href="${escaped(one)}">${escaped(one)}</a>`
        : escaped(one).replaceAll('\n', '<br>'),
    );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><body>${paragraphs.map((p) => `<p>${p}</p>`).join('\n')}</body></html>`;
}
