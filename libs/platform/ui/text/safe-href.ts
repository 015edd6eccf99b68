const SAFE_SCHEME = /^(?:https?|mailto|tel|otpauth):/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** An address a person may be led to: a path, an anchor, http(s), mailto, tel, or the application of codes (otpauth). Anything else becomes '#'. */
export function safeHref(href: string): string {
  // Nearly all of ours; no scheme can begin like this.
  if (href.startsWith('/') || href.startsWith('#')) return href;
  // Browsers drop tabs and line breaks inside a scheme ("java\nscript:") and spaces before it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to drop
  const seen = href.replace(/[\u0000-\u0020]/g, '');
  return HAS_SCHEME.test(seen) && !SAFE_SCHEME.test(seen) ? '#' : href;
}
