import { CATEGORIES, CONDITIONS } from '#bank/devices';
import type { WordView } from '#bank/files/engine';
import type { Because } from '#bank/files/words';
import type { DonationView, FileView } from '#bank/intake';
import {
  Actions,
  Button,
  Card,
  Cell,
  Disclosure,
  type FieldProblem,
  Form,
  FormPage,
  formatNumber,
  HiddenField,
  LinkButton,
  Notice,
  type Option,
  plural,
  SelectField,
  Table,
} from '#platform/ui';
import { dateAsked, dateOptions, quantityAsked, quantityOptions } from '../../../files/engine/web/file.words.js';
import { BECAUSE_WORDS } from './file.words.js';

export interface FileWordsProps {
  donation: DonationView;
  file: FileView;
  words: readonly WordView[];
  ofBank: boolean;
  problems?: FieldProblem[];
}

const MANY = 30;
const TO_CHECK: Option = { value: 'to_check', label: 'À vérifier sur l’appareil' };
const NOT_A_DEVICE: Option = { value: 'not_a_device', label: 'Pas un appareil : laisser ces lignes' };
const NOT_GIVEN: Option = { value: 'not_given', label: 'Pas donné : laisser ces lignes' };
const named = (list: readonly { id: string; label: string }[]): Option[] =>
  list.map(({ id, label }) => ({ value: id, label }));

/** What each different word of a donor's file was taken for; what is not sure is asked, once a word. */
export function FileWordsPage({ donation: d, file: f, words, ofBank, problems }: FileWordsProps) {
  const here = `/dons/${d.id}/fichiers/${f.id}`;
  const asked = words.filter((word) => word.sureness === 'ask').length;
  return (
    <FormPage
      title="Ce que nous avons compris"
      lead={`${f.filename} · don ${d.number}`}
      trail={[
        { label: 'Dons', href: '/dons' },
        { label: d.number, href: `/dons/${d.id}` },
        { label: f.filename, href: here },
        { label: 'Mots' },
      ]}
    >
      {asked ? (
        <Notice tone="attention" title={`${plural(asked, 'mot est', 'mots sont')} à préciser.`}>
          Une réponse vaut pour toutes les lignes qui ont ce mot.
        </Notice>
      ) : (
        <Notice tone="ok" title="Chaque mot a été compris.">
          Corrigez ce qui ne va pas : toutes les lignes qui ont ce mot suivent.
        </Notice>
      )}
      <Form action={`${here}/mots`} problems={problems}>
        <WordChoices words={words} groups={groupsOf(words)} because={because} />
        <Card title="Pour quels fichiers">
          <SelectField
            name="remember"
            label="Vos réponses valent"
            required
            value="file"
            options={[
              { value: 'file', label: 'pour ce fichier' },
              { value: 'donor', label: 'pour les fichiers de ce donateur' },
              ...(ofBank ? [{ value: 'bank', label: 'pour tous les fichiers de la banque' }] : []),
            ]}
            problems={problems}
          />
        </Card>
        <Actions>
          <Button icon="check">Relire le fichier ainsi</Button>
          {asked > MANY ? (
            <Button name="rest" value="oui" look="secondary" icon="clipboard-list">
              Laisser le reste à vérifier
            </Button>
          ) : null}
          <LinkButton look="quiet" href={here}>
            Revenir au fichier
          </LinkButton>
        </Actions>
        {asked > MANY ? (
          <p class="hint">
            Les {formatNumber(asked)} mots sont nombreux. « Laisser le reste à vérifier » : un type non précisé est noté
            « Autre », un état « Pas essayé » ; chaque appareil sera regardé.
          </p>
        ) : null}
      </Form>
    </FormPage>
  );
}

/** Why a word was read so, or is asked; of a quantity and of a date, the question itself. */
function because({ field, key, said, by, because: why, sureness }: WordView): string {
  if (field === 'quantity' && sureness === 'ask') return `${quantityAsked(key).words} ?`;
  if (field === 'purchased' && sureness === 'ask') return dateAsked(said);
  return by && by !== 'file' ? BY[by] : (BECAUSE_WORDS[why as Because] ?? '');
}

const BY = { donor: 'déjà dit pour ce donateur', bank: 'déjà dit pour la banque' } as const;

function groupsOf(words: readonly WordView[]): WordGroup[] {
  const makers = [
    ...new Set(words.flatMap((w) => (w.field === 'make' && w.meaning && w.meaning !== 'to_check' ? [w.meaning] : []))),
  ].sort((a, b) => a.localeCompare(b, 'fr'));
  return [
    {
      field: 'category',
      title: 'Types',
      hint: 'Le type de l’appareil, d’après la colonne du type et le modèle.',
      options: () => [...named(CATEGORIES), TO_CHECK, NOT_A_DEVICE],
    },
    {
      field: 'condition',
      title: 'États',
      hint: 'Un état qui n’est pas sûr est noté « Pas essayé ».',
      options: () => [...named(CONDITIONS), TO_CHECK, NOT_GIVEN],
    },
    {
      field: 'given',
      title: 'À donner ou à garder',
      hint: 'Ce que le fichier dit de ce qui est donné. Sans réponse, ces lignes restent en erreur et ne donnent rien.',
      options: () => [
        { value: 'given', label: 'Donné : enregistrer ces lignes' },
        { ...NOT_GIVEN, value: 'kept' },
      ],
    },
    {
      field: 'quantity',
      title: 'Quantités',
      hint: 'Des quantités si grandes qu’elles sont peut-être une erreur. Sans réponse, leurs lignes restent en erreur.',
      options: ({ key }) => quantityOptions(key),
    },
    {
      field: 'serial',
      title: 'Numéros de série vus deux fois',
      hint: 'Le même numéro, avec la marque une seule fois. Sans réponse, ces lignes restent en erreur.',
      options: () => [
        { value: 'same', label: 'Le même appareil : ne pas l’enregistrer deux fois' },
        { value: 'other', label: 'Un autre appareil' },
      ],
    },
    {
      field: 'purchased',
      title: 'Dates d’achat',
      hint: 'Une réponse pour toute la colonne. Sans réponse, une date qui peut en être deux n’est pas gardée, mais son année l’est quand elle est sûre.',
      options: ({ said }) => dateOptions(said, 'Je ne sais pas : sans le jour'),
    },
    {
      field: 'make',
      title: 'Marques',
      hint: 'Une marque écrite de plusieurs façons devient une seule.',
      options: ({ said }) =>
        [...new Set([said, ...makers])].filter(Boolean).map((make) => ({
          value: make.slice(0, 80),
          label: make === said ? `${make} (comme écrit)` : make,
        })),
    },
  ];
}

export interface WordGroup {
  readonly field: string;
  readonly title: string;
  readonly hint: string;
  readonly options: (word: WordView) => Option[];
}

export interface WordChoicesProps {
  readonly words: readonly WordView[];
  readonly groups: readonly WordGroup[];
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
                // A guess is no answer: whoever looks at the word gives one.
                value={word.sureness === 'sure' ? (word.meaning ?? '') : ''}
                options={group.options(word)}
              />
            </>
          ),
        },
      ]}
    />
  );
}
