import { KIND_WORDS, type KindWord } from './kinds/kind-words.js';
import { MAKER_WORDS, makerNamed, readMaker } from './makers.js';
import { tokensOf } from './phrase.js';
import { ask, type Reading, remembering, type ShownReading, sure } from './reading.js';

/** What may stand before the maker without being the model's: the kind of device, and small words. */
const BEFORE_A_MAKER: ReadonlySet<KindWord['is']> = new Set(['device', 'vague', 'detail']);

/**
 * « HP EliteBook 840 G5 », « Dell / Latitude », « PC portable HP ProBook 650 » as maker and model, where a known maker comes first
 * or right behind the kind of device; asked, with the whole text as the model, otherwise.
 */
export const splitMakeModel = remembering((text: string): Reading<{ make: string; model: string }> => {
  const typed = text.trim().replace(/\s+/g, ' ');
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const words = typed.split(/\s*[/|:]\s*|\s+-\s+|\s+/).filter(Boolean);
  for (let from = 0; from < Math.min(words.length, 5); ) {
    for (let taken = Math.min(3, words.length - from); taken > 0; taken -= 1) {
      const make = makerOf(words.slice(from, from + taken).join(' '));
      if (make) return sure({ make, model: words.slice(from + taken).join(' ') });
    }
    const skipped = kindAt(words, from);
    if (skipped === 0) break;
    from += skipped;
  }
  return ask('nothing_known', { make: '', model: typed });
});

/**
 * Maker and model of a row: told apart where both stand in one cell, under « Marque / Modèle » or under « Modèle » in a list that has no
 * column for makers.
 */
export function makeAndModel(
  { make: typed, model }: { readonly make: string; readonly model: string },
  hasMakers: boolean,
): { readonly make: ShownReading<string>; readonly model: string } {
  const make = readMaker(typed);
  const both = make.because === 'mixed' && model === '' ? typed : hasMakers ? '' : model;
  const { meaning, sureness } = splitMakeModel(both);
  if (meaning && sureness === 'sure')
    return { make: { said: both, meaning: meaning.make, sureness, because: 'words' }, model: meaning.model };
  return { make: { said: typed, ...make }, model };
}

function makerOf(name: string): string | null {
  const tokens = tokensOf(name);
  const found = MAKER_WORDS.at(tokens, 0);
  return found && found.length === tokens.length ? found.entry : makerNamed(name);
}

/** How many words from here on name the kind of device. */
function kindAt(words: readonly string[], from: number): number {
  const rest = words.slice(from, from + 4).map((word) => tokensOf(word));
  if (rest[0]?.length !== 1) return 0;
  const single = rest.findIndex((tokens) => tokens.length !== 1);
  const tokens = (single < 0 ? rest : rest.slice(0, single)).flat();
  const found = KIND_WORDS.at(tokens, 0);
  return found && BEFORE_A_MAKER.has(found.entry.is) ? found.length : 0;
}
