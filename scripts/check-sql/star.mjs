/** What a statement says outside its parentheses, without its strings and comments. */
function outside(text) {
  const bare = text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g, ' ');
  let depth = 0;
  let kept = '';
  for (const sign of bare) {
    if (sign === ')') depth--;
    if (depth === 0) kept += sign;
    if (sign === '(') depth++;
  }
  return kept;
}

/** Whether a statement gives `*`: columns that its reader is not told, and that change with the table. */
export const givesStar = (text) =>
  /(?:\bSELECT(?:\s+(?:ALL|DISTINCT(?:\s+ON\s*\(\))?))?|\bRETURNING|,)\s*(?:[\w"]+\s*\.\s*)?\*/i.test(outside(text));
