import { formatEuros } from '#platform/ui';

export interface DeviceOrigin {
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
