import type { WordView } from '#bank/files/engine';
import { Card, Cell, Disclosure, HiddenField, type Option, plural, SelectField, Table } from '#platform/ui';

/** A field whose words are shown. */
export interface WordGroup {
  readonly field: string;
  readonly title: string;
  readonly hint: string;
  readonly options: (word: WordView) => Option[];
}

export interface WordChoicesProps {
  readonly words: readonly WordView[];
  readonly groups: readonly WordGroup[];
  /** Why a word is read so, or asked. */
  readonly because: (word: WordView) => string;
}

/** More are not looked at one by one: the rest is left to be looked at device by device. */
export const SHOWN_WORDS = 150;

/** Every different word of a file's columns: what we understood, and a choice to say better. The asked ones stand open, first. */
export function WordChoices({ words, groups, because }: WordChoicesProps) {
  const numbered = words.map((word, i) => ({ word, i }));
  return (
    <>
      {groups.map((group) => {
        const own = numbered.filter(({ word }) => word.field === group.field);
        const asked = own.filter(({ word }) => word.sureness === 'ask').slice(0, SHOWN_WORDS);
        const sure = own.filter(({ word }) => word.sureness === 'sure').slice(0, SHOWN_WORDS);
        if (!own.length) return null;
        return (
          <Card key={group.field} title={group.title} id={`mots-${group.field}`}>
            <p class="hint">{group.hint}</p>
            {asked.length ? (
              <Words caption={`${group.title} : à préciser`} words={asked} group={group} because={because} />
            ) : null}
            {sure.length ? (
              <Disclosure
                summary={`${plural(sure.length, 'mot compris', 'mots compris')}`}
                open={!asked.length && sure.length <= 12}
              >
                <Words caption={`${group.title} : compris`} words={sure} group={group} because={because} />
              </Disclosure>
            ) : null}
          </Card>
        );
      })}
    </>
  );
}

function Words({
  caption,
  words,
  group,
  because,
}: {
  caption: string;
  words: readonly { word: WordView; i: number }[];
  group: WordGroup;
  because: WordChoicesProps['because'];
}) {
  return (
    <Table
      caption={caption}
      stacks
      rows={words}
      rowKey={({ i }) => i}
      columns={[
        {
          header: 'Dans le fichier',
          row: true,
          cell: ({ word }) => (
            <Cell
              main={word.said ? `« ${word.said} »` : 'Case vide'}
              sub={`${plural(word.count, 'ligne', 'lignes')} · ${because(word)}`}
            />
          ),
        },
        {
          header: 'C’est',
          cell: ({ word, i }) => (
            <>
              <HiddenField name={`words.${i}.field`} value={word.field} />
              <HiddenField name={`words.${i}.key`} value={word.key} />
              {word.sureness === 'sure' ? <HiddenField name={`words.${i}.was`} value={word.meaning ?? ''} /> : null}
              <SelectField
                name={`words.${i}.meaning`}
                label={`Ce qu’est « ${word.said || 'case vide'} »`}
                optionalUnsaid
                hideLabel
                empty="À préciser"
                value={word.meaning ?? ''}
                options={group.options(word)}
              />
            </>
          ),
        },
      ]}
    />
  );
}
