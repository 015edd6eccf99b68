import { asSaid, PERIOD_UNITS, type PeriodUnit } from '#platform/kernel';
import { Badge, By, formatDate, formatEuros, plural } from '#platform/ui';
import { type DatedColumn, type DatedTable, type DatedTableId, datedTable } from '../dated-tables.js';
import type { RuleView } from '../rules.service.js';

const DAY = (day: string): string => formatDate(`${day}T12:00:00Z`, 'UTC');

/** « depuis le 1 janv. 2020 », « à partir du 1 janv. 2027 » */
export const Since = ({ rule: r }: { rule: RuleView }) => (
  <>
    {r.standing === 'coming' ? 'à partir du' : 'depuis le'} {DAY(r.validFrom)}
    <By number={r.operatorNumber} />
  </>
);

export const UnsettledBadge = ({ rule }: { rule: RuleView }) =>
  rule.values['settled'] === false ? (
    <Badge tone="attention" icon="triangle-alert">
      non tranché
    </Badge>
  ) : null;

export function valueWords(c: DatedColumn, value: unknown): string {
  if (value === null || value === undefined) return c.none ?? '';
  if (c.kind === 'yes_no') return value ? 'oui' : 'non';
  if (c.kind === 'cents') return formatEuros(Number(value));
  if (c.kind === 'code') return c.words?.[String(value)] ?? String(value);
  if (c.kind === 'codes') return (value as string[]).map((code) => c.words?.[code] ?? code).join(', ') || 'aucun';
  if (c.kind === 'percent') return `${value} %`;
  if (c.kind === 'days') return periodWords(Number(value), 'days');
  if (c.kind === 'months') return plural(Number(value), 'mois', 'mois');
  if (c.kind === 'years') return plural(Number(value), 'an');
  return String(value);
}

function periodWords(amount: number, of: PeriodUnit): string {
  const [n, unit] = asSaid(amount, of);
  return plural(n, unit === 'months' ? 'mois' : PERIOD_UNITS[unit].slice(0, -1), PERIOD_UNITS[unit]);
}

export const ruleWords = (t: DatedTable, r: RuleView): string =>
  t.columns
    .filter(
      (c) => !(t.phrase && c.kind === 'yes_no' && !r.values[c.column]) && !(c.column === 'unit' && r.values['amount']),
    )
    .map((c) =>
      c.column === 'amount' && r.values['unit']
        ? lasting(r)
        : (t.columns.length > 1 && !t.phrase ? `${c.label.toLowerCase()} : ` : '') +
          (t.phrase && c.kind === 'yes_no' ? `(${c.label.toLowerCase()})` : valueWords(c, r.values[c.column])),
    )
    .join(t.phrase ? ' ' : ' · ');

export const keyWords = (t: DatedTable, r: Pick<RuleView, 'key'>): string =>
  r.key ? (t.key?.words[r.key] ?? r.key) : t.title;

/** A rule of a table that holds one, by its column: « 60 jours ». */
const only = (id: DatedTableId, [rule]: readonly RuleView[]): string => {
  const t = datedTable(id);
  return rule ? valueWords(t.columns[0]!, rule.values[t.columns[0]!.column]) : '';
};
const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const named = (id: DatedTableId, rules: readonly RuleView[]): string =>
  rules.map((r) => lower(keyWords(datedTable(id), r))).join(' ; ');
const centsOf = (rules: readonly RuleView[]): number[] =>
  rules.flatMap((r) => Object.values(r.values).filter((v): v is number => typeof v === 'number'));
const range = (cents: readonly number[]): string =>
  Math.min(...cents) === Math.max(...cents)
    ? formatEuros(cents[0]!)
    : `de ${formatEuros(Math.min(...cents))} à ${formatEuros(Math.max(...cents))}`;
const DAYS_OF = { days: 1, months: 30, years: 365 } as const satisfies Record<PeriodUnit, number>;
const unitOf = (r: RuleView): PeriodUnit => r.values['unit'] as PeriodUnit;
const lasting = (r: RuleView): string => periodWords(Number(r.values['amount']), unitOf(r));
const secondHand = (rules: readonly RuleView[]): string => {
  const of = rules.filter((r) => r.values['second_hand']).length;
  return of ? ` ; ${of} d’après une source lue de seconde main` : '';
};

const BRIEFS: Readonly<Record<DatedTableId, (now: readonly RuleView[]) => string>> = {
  loi: (now) => {
    const open = now.filter((r) => !r.values['settled']);
    return `${plural(now.length, 'sujet')}, chacun avec son texte. ${open.length ? `Pas encore tranchés, donc imprimés nulle part comme une loi : ${named('loi', open)}.` : 'Tout est tranché.'}`;
  },
  capacite: (now) =>
    now[0]?.values['capacity'] === 'not_said'
      ? 'Personne n’a encore dit à quel titre la banque reçoit d’un organisme public.'
      : `À ce titre, la banque reçoit d’un organisme public : ${only('capacite', now)}.`,
  vente: (now) => `Dans cette banque : ${only('vente', now)}.`,
  'grille-prix': (now) => {
    const prices = centsOf(now);
    return prices.length
      ? `Si la banque vend : ${range(prices)}, selon le type et le classement.`
      : 'Aucun prix n’est fixé.';
  },
  donateurs: (now) =>
    `Ne se vend pas librement ce que donne : ${
      named(
        'donateurs',
        now.filter((r) => r.values['resale_forbidden']),
      ) || 'aucun donateur'
    }. Son prix a un plafond : ${
      named(
        'donateurs',
        now.filter((r) => r.values['price_capped']),
      ) || 'aucun'
    }.`,
  'prix-plafonds': (now) => {
    const prices = centsOf(now);
    return prices.length
      ? `Prix maximum d’un appareil d’origine publique : ${range(prices)}, selon le type.`
      : 'Aucun plafond.';
  },
  'valeur-don-public': (now) => `${only('valeur-don-public', now)} au plus par appareil.`,
  'age-reemploi': (now) =>
    `Un appareil de plus de ${only('age-reemploi', now)} ne compte plus pour l’objectif de réemploi.`,
  delais: (now) =>
    `${now.map((r) => `${keyWords(datedTable('delais'), r)} ${ruleWords(datedTable('delais'), r)}`).join('. ')}.`,
  incidents: (now) =>
    `${now.map((r) => `${keyWords(datedTable('incidents'), r)} ${plural(Number(r.values['hours']), 'heure')}`).join('. ')}.`,
  'classes-effacement': (now) =>
    `${plural(now.length, 'méthode')} d’effacement, chacune avec sa classe pour chaque type de support${secondHand(now)}.`,
  'retard-pannes': (now) =>
    `${now.map((r) => `${keyWords(datedTable('retard-pannes'), r)} : ${ruleWords(datedTable('retard-pannes'), r)}`).join('. ')}.`,
  'pannes-en-serie': ([now]) =>
    now
      ? `La banque est avertie de ${plural(Number(now.values['faults']), 'panne')} d’un même modèle en ${now.values['months']} mois.`
      : '',
  conservation: (now) => {
    const by = [...now].sort(
      (a, b) => Number(a.values['amount']) * DAYS_OF[unitOf(a)] - Number(b.values['amount']) * DAYS_OF[unitOf(b)],
    );
    return `${plural(now.length, 'durée')}, de ${lasting(by[0]!)} à ${lasting(by.at(-1)!)}${secondHand(now)}. Après, plus rien ne nomme la personne ; l’histoire des appareils reste, sans nom.`;
  },
  accords: (now) => `Une demande acceptée attend un appareil ${only('accords', now)}, puis rend sa place.`,
  absences: (now) => `Après une absence, l’appareil est gardé : ${only('absences', now)}.`,
  'alerte-quota': (now) =>
    `La structure et la banque sont averties quand ${only('alerte-quota', now)} d’un quota est accordé.`,
  'fin-de-credit': (now) => `Avant la fin du crédit, la structure est avertie : ${only('fin-de-credit', now)}.`,
  'cartes-par-personne': ([now]) =>
    now
      ? `Une personne reçoit ${plural(Number(now.values['cards']), 'carte')} au plus en ${now.values['months']} mois.`
      : '',
  garanties: (now) =>
    `${now.map((r) => `${keyWords(datedTable('garanties'), r)} : ${ruleWords(datedTable('garanties'), r)}`).join('. ')}.`,
  'textes-papiers': (now) =>
    `${plural(now.length, 'phrase')} que la loi ou la banque demande, copiées, avec leur source, sur les documents qu’elles concernent${secondHand(now)}.`,
  'motifs-recus': (now) =>
    `${plural(now.length, 'titre')} que la loi connaît ; la banque choisit le sien dans ses réglages.`,
  'lien-donateur': (now) => `Un donateur lit ce que deviennent ses appareils pendant ${only('lien-donateur', now)}.`,
};

/** The rules in force in a sentence, and from which day others come. */
export function rulesInBrief(id: DatedTableId, rules: readonly RuleView[]): string {
  const now = rules.filter((r) => r.standing === 'in_force');
  const coming = rules.filter((r) => r.standing === 'coming').map((r) => r.validFrom);
  const next = coming.sort()[0];
  return [
    now.length ? BRIEFS[id](now) : 'Rien n’est fixé ici.',
    next
      ? `${coming.length > 1 ? `${coming.length} règles nouvelles` : 'Une règle nouvelle'} à partir du ${DAY(next)}.`
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}

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
