import type { DonorRule, PublicFigures } from '#bank/intake';
import { Card, Disclosure, Facts, formatDate, formatEuros, Notice } from '#platform/ui';
import { paperWords } from './intake.words.js';

/** What may become of equipment of this origin, in one sentence. `ceiling`: of one device, in cents, when there is one. */
export function usesWords(r: Pick<DonorRule, 'publicOrigin' | 'resaleForbidden'>, ceiling: number | null): string {
  const price = ceiling === null ? '' : ` (${formatEuros(ceiling)} au plus)`;
  if (r.resaleForbidden)
    return `À donner. Une vente n’est possible qu’à prix solidaire${price}, à une personne en situation de précarité ou à une association qui agit pour elle, et si la banque y est autorisée.`;
  return 'À donner. Si la banque vend, au prix de sa grille.';
}

const sourceWords = (r: DonorRule): string => `${r.source}, depuis le ${formatDate(`${r.validFrom}T12:00:00Z`, 'UTC')}`;

export function RuleCard({ rule, figures }: { rule: DonorRule; figures: PublicFigures | null }) {
  const age = figures
    ? `au-delà de ${figures.years} ans, ne compte pas dans l’objectif de réemploi du donateur (${figures.yearsSource.split(' : ')[0]})`
    : '';
  return (
    <Card title="Ce que dit la règle">
      {rule.resaleForbidden ? (
        <Notice tone="attention" icon="ban" title="Pas de vente libre.">
          Matériel d’origine publique.
        </Notice>
      ) : null}
      {rule.publicOrigin ? (
        <p>
          Rien n’est réservé ni remis avant que la délibération ou la décision du donateur soit notée dans les documents
          du don.
        </p>
      ) : null}
      <p>Documents demandés : {rule.papers.map(paperWords).join(', ')}.</p>
      <Disclosure summary="Usages permis et textes">
        <p>{usesWords(rule, null)}</p>
        <Facts
          facts={[
            ['Prix plafond', rule.priceCapped ? 'selon le type d’appareil' : ''],
            ['Valeur d’un appareil', figures ? `${formatEuros(figures.capCents)} au plus (${figures.capSource})` : ''],
            ['Âge', age],
            ['Source', sourceWords(rule)],
          ]}
        />
      </Disclosure>
    </Card>
  );
}

export function AllowedUses({ rule, ceiling }: { rule: DonorRule; ceiling: number | null }) {
  return (
    <Disclosure summary="Usages permis">
      <p>{usesWords(rule, ceiling)}</p>
      <p class="hint">{sourceWords(rule)}</p>
    </Disclosure>
  );
}

interface DeviceOrigin {
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
}

/** In few words, where there is no room for the rule: « don public : pas de vente libre, plafond 180 € ». Empty where nothing binds. */
export function originWords(o: DeviceOrigin): string {
  const bounds = [
    o.resaleForbidden ? 'pas de vente libre' : '',
    o.priceCeilingCents === null ? '' : `plafond ${formatEuros(o.priceCeilingCents)}`,
  ].filter(Boolean);
  if (!bounds.length) return '';
  return `${o.publicOrigin ? 'don public' : 'origine'} : ${bounds.join(', ')}`;
}
