import {
  asksFor,
  DEVICE_FILTER_NAMES,
  DEVICE_SORTS,
  type DeviceFilter,
  type DevicePage,
  deviceFilter,
  STATE_NAMES,
  STATES,
  USUAL_SORT,
} from '#bank/devices';
import { isId } from '#platform/kernel';
import { addressOf, SelectField, SortField, TextField } from '#platform/ui';
import type { DeviceListQuery } from '../../web/devices.dto.js';

/** Asked for every day, and those that are folded away. */
const FIRST = ['category'] as const satisfies readonly DeviceFilter[];
const MORE = DEVICE_FILTER_NAMES.filter(
  (name) => !(FIRST as readonly DeviceFilter[]).includes(name) && !deviceFilter(name).linked,
);

/** What the device list is asked for every day, in words, and what another page led here for. */
export function DeviceFilters({ query, page }: { query: DeviceListQuery; page: DevicePage }) {
  return (
    <>
      <TextField name="q" label="Chercher" value={query.q ?? ''} placeholder="Code, n° de série, marque…" />
      <SelectField
        name="state"
        label="État"
        empty="Tous"
        value={query.state ?? ''}
        options={stateOptions(query.state)}
      />
      {FIRST.map((name) => (
        <FilterField key={name} name={name} value={query[name] ?? ''} />
      ))}
      <SortField sorts={DEVICE_SORTS} value={query.sort ?? USUAL_SORT} />
      <LedTo query={query} page={page} />
    </>
  );
}

/** What is asked for now and then. */
export const MoreDeviceFilters = ({ query }: { query: DeviceListQuery }) => (
  <>
    {MORE.map((name) => (
      <FilterField key={name} name={name} value={query[name] ?? ''} />
    ))}
  </>
);

export const asksMore = (query: DeviceListQuery): boolean => MORE.some((name) => query[name] && !isId(query[name]));

/** Each state, and the group of several that a page led here with. */
function stateOptions(asked = '') {
  const each = STATE_NAMES.map((s) => ({ value: s as string, label: STATES[s].label as string }));
  if (!asked.includes(',')) return each;
  const words = asked.split(',').flatMap((s) => each.filter((o) => o.value === s).map((o) => o.label));
  return [{ value: asked, label: words.join(', ') }, ...each];
}

/** Answers are chosen, the rest is typed: an id, or a part of a name. */
function FilterField({ name, value }: { name: DeviceFilter; value: string }) {
  const { label, choices } = deviceFilter(name);
  if (!choices) return isId(value) ? null : <TextField name={name} label={label} value={value} />;
  const options = choices.map((choice) => ({ value: choice.id, label: choice.label }));
  return <SelectField name={name} label={label} empty="Tous" value={value} options={options} />;
}

/** What another page led here for, with what takes it away; the form keeps it. */
function LedTo({ query, page }: { query: DeviceListQuery; page: DevicePage }) {
  const some = DEVICE_FILTER_NAMES.filter((name) => asksFor(name, query[name]) && isId(query[name]));
  return (
    <>
      {some.map((name) => (
        <p class="led-to" key={name}>
          <input type="hidden" name={name} value={query[name]} />
          {ledToWords(name, query[name]!, page)}{' '}
          <a href={addressOf('/appareils', { ...query, [name]: null, after: null })}>
            Enlever<span class="sr"> ce filtre : {deviceFilter(name).label}</span>
          </a>
        </p>
      ))}
    </>
  );
}

function ledToWords(name: DeviceFilter, id: string, { items }: DevicePage) {
  if (name === 'donation') return <a href={`/dons/${id}`}>Appareils d’un don</a>;
  if (name === 'donor') return <a href={`/dons/donateurs/${id}`}>Appareils d’un donateur</a>;
  const [first] = items;
  if (name === 'holder') return `Détenus par ${first?.holder ?? 'une organisation'}`;
  return `Lieu : ${first?.place ?? 'un lieu'}`;
}
