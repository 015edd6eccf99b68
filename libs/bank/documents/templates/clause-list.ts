import type { Paper } from '../paper/paper.js';
import { table } from '../paper/table.js';
import type { LegalText } from './issuer.js';

/** The clauses of who treats data for somebody (GDPR, art. 28, 3), and the workshops that erase. Older papers have none. */
export interface Clauses {
  readonly clauses?: readonly (LegalText & { readonly title: string })[];
  readonly workshops?: readonly string[];
}

/** The clauses one by one, each under its title, with the workshops where others are spoken of. */
export function clauseList(paper: Paper, f: Clauses): void {
  table(
    paper,
    [
      { head: 'Clause', share: 18 },
      { head: 'Ce qui est convenu', share: 82 },
    ],
    (f.clauses ?? []).map((clause) => {
      const text =
        clause.title.startsWith('Ateliers') && f.workshops?.length
          ? `${clause.text} Ateliers à ce jour : ${f.workshops.join(', ')}.`
          : clause.text;
      return [clause.title, paper.tight ? `${text} (${clause.source})` : { text, under: clause.source }];
    }),
  );
}
