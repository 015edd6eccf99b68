import type { DatedColumn, DatedTable, RuleView } from '#bank/rules';
import { Badge, By, formatDate, formatEuros, plural } from '#platform/ui';

const DAY = (day: string): string => formatDate(`${day}T12:00:00Z`, 'UTC');

/** « depuis le 1 janv. 2020 », « à partir du 1 janv. 2027 » */
export const Since = ({ rule: r }: { rule: RuleView }) => (
  <>
    {r.standing === 'coming' ? 'à partir du' : 'depuis le'} {DAY(r.validFrom)}
    <By number={r.operatorNumber} />
  </>
);

/** Of a text of the law that is not settled: said so, wherever it is shown. */
export const UnsettledBadge = ({ rule }: { rule: RuleView }) =>
  rule.values['settled'] === false ? (
    <Badge tone="attention" icon="triangle-alert">
      non tranché
    </Badge>
  ) : null;

/** A value as it is said. */
export function valueWords(c: DatedColumn, value: unknown): string {
  if (value === null || value === undefined) return c.none ?? '';
  if (c.kind === 'yes_no') return value ? 'oui' : 'non';
  if (c.kind === 'cents') return formatEuros(Number(value));
  if (c.kind === 'code') return c.words?.[String(value)] ?? String(value);
  if (c.kind === 'codes') return (value as string[]).map((code) => c.words?.[code] ?? code).join(', ') || 'aucun';
  if (c.kind === 'days') return plural(Number(value), 'jour');
  if (c.kind === 'months') return plural(Number(value), 'mois', 'mois');
  if (c.kind === 'years') return plural(Number(value), 'an');
  return String(value);
}

/** All values of a rule in one line. */
export const ruleWords = (t: DatedTable, r: RuleView): string =>
  t.columns
    .filter((c) => !(t.phrase && c.kind === 'yes_no' && !r.values[c.column]))
    .map(
      (c) =>
        (t.columns.length > 1 && !t.phrase ? `${c.label.toLowerCase()} : ` : '') +
        (t.phrase && c.kind === 'yes_no' ? `(${c.label.toLowerCase()})` : valueWords(c, r.values[c.column])),
    )
    .join(t.phrase ? ' ' : ' · ');

export const keyWords = (t: DatedTable, r: Pick<RuleView, 'key'>): string =>
  r.key ? (t.key?.words[r.key] ?? r.key) : t.title;

export function StandingBadge({ standing }: { standing: RuleView['standing'] }) {
  if (standing === 'in_force')
    return (
      <Badge tone="ok" icon="circle-check">
        en vigueur
      </Badge>
    );
  return standing === 'coming' ? (
    <Badge tone="info" icon="hourglass">
      à venir
    </Badge>
  ) : (
    <Badge tone="neutral" icon="history">
      passée
    </Badge>
  );
}
