import type { VNode } from 'preact';
import { BULK_VERB_NAMES, type BulkSubject, type BulkVerb, type BulkView, bulkVerb } from '#bank/bulk';
import { type Actor, may, newId } from '#platform/kernel';
import { BulkBar, Button, Form, filterOf, type ListShown, plural, SelectField } from '#platform/ui';

export const bulkVerbsOf = (actor: Actor, subject: BulkSubject): BulkVerb[] =>
  BULK_VERB_NAMES.filter((name) => bulkVerb(name).subject === subject && may(actor, bulkVerb(name).right));

export const EXPORTS = [
  { value: 'csv', label: 'Exporter en CSV' },
  { value: 'xlsx', label: 'Exporter pour Excel (XLSX)' },
] as const;

/** Under a list inside its Form: what is done with the rows that are ticked, or with all that match. */
export function ActsBar(props: {
  verbs: readonly BulkVerb[];
  /** What the list is narrowed to, as its address has it. */
  filter: string;
  /** « 312 appareils »; undefined when the page shows them all. */
  all: string | undefined;
  /** « appareil coché », « appareils cochés ». */
  ticked: readonly [one: string, several: string];
  exports?: boolean;
}) {
  const options = [
    ...props.verbs.map((value) => ({ value: value as string, label: bulkVerb(value).label })),
    ...(props.exports ? EXPORTS : []),
  ];
  return (
    <BulkBar ticked={props.ticked}>
      <input type="hidden" name="filter" value={props.filter} />
      <input type="hidden" name="upTo" value={newId()} />
      {props.all ? (
        <label class="bulk-all">
          <input type="checkbox" name="all" value="oui" data-ticks-all={props.all} />
          <span>Tout ce qui correspond : {props.all}</span>
        </label>
      ) : null}
      <SelectField name="what" label="Que faire ?" empty="Choisir…" required options={options} />
      <Button look="secondary" iconAfter="arrow-right">
        Continuer
      </Button>
    </BulkBar>
  );
}

/** Around the table of a declared list: the form of what is done with many of it, where its reader may do something. */
export const actsAround =
  (verbs: readonly BulkVerb[], list: ListShown, query: object, ticked: readonly [one: string, several: string]) =>
  (table: VNode, all: string | undefined) => (
    <Form action="/actions-groupees" list>
      {table}
      {verbs.length ? <ActsBar verbs={[...verbs]} filter={filterOf(list, query)} all={all} ticked={ticked} /> : null}
    </Form>
  );

const SUBJECTS: Readonly<
  Record<
    BulkSubject,
    { readonly words: [one: string, several?: string]; readonly label: string; readonly href: string }
  >
> = {
  device: { words: ['appareil'], label: 'Appareils', href: '/appareils' },
  request: { words: ['demande'], label: 'Demandes', href: '/demandes' },
  sim: { words: ['carte SIM', 'cartes SIM'], label: 'Cartes SIM', href: '/sim' },
};

const of = (act: Pick<BulkView, 'verb'>) => SUBJECTS[bulkVerb(act.verb).subject];

/** « 12 appareils », « 1 demande ». */
export const things = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...of(act).words);

/** « 12 rangés ». */
export const doneWords = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...bulkVerb(act.verb).done);

export const listOf = (act: Pick<BulkView, 'verb'>) => {
  const { label, href } = of(act);
  return { label, href };
};
