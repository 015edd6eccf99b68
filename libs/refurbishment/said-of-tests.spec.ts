import type { Category } from '#devices';
import { saidOfTests } from './said-of-tests.js';
import { type Answers, pointsAsked } from './test-points.js';
import type { GateView } from './views.js';

const good = (category: Category, but: Partial<Answers> = {}) => ({
  ...Object.fromEntries(pointsAsked(category).map((p) => [p.id, p.answers.includes('na') ? 'na' : 'ok'])),
  ...Object.fromEntries(
    ['print', 'scan', 'call', 'touch']
      .filter((id) => !pointsAsked(category).some((p) => p.id === id))
      .map((id) => [id, 'na']),
  ),
  ...but,
});
const said = (category: Category, answers: object, over: object = {}) =>
  saidOfTests({
    category,
    knowledge: 'no_medium',
    media: [],
    sheet: { verdict: 'passed', answers },
    ...over,
  } as unknown as GateView);

describe('what is said of a device’s tests', () => {
  it.each([
    'laptop',
    'desktop',
    'all_in_one',
    'tablet',
    'smartphone',
    'monitor',
    'printer',
    'multifunction_printer',
  ] as const)('a %s is refurbished when every function of its kind was tried and works', (category) =>
    expect(said(category, good(category))).toMatchObject({ main: 'Reconditionné', untested: [] }),
  );

  it.each([
    ['printer', 'print', 'impression'],
    ['multifunction_printer', 'scan', 'copie et numérisation'],
    ['smartphone', 'call', 'appels'],
    ['tablet', 'touch', 'écran tactile'],
    ['desktop', 'screen', 'écran'],
    ['desktop', 'keyboard', 'clavier et pointeur'],
  ] as const)('a %s whose « %s » nobody could try is said to be tested in part', (category, point, words) => {
    expect(said(category, good(category, { [point]: 'untested' }))).toEqual({
      level: 'in_part',
      main: 'Testé en partie',
      under: `pas testé : ${words}`,
      untested: [words],
    });
  });

  it('a sheet of the first version says what it had not asked', () => {
    const first = {
      screen: 'na',
      keyboard: 'na',
      sound: 'na',
      camera: 'na',
      network: 'ok',
      ports: 'ok',
      battery: 'na',
      system: 'ok',
      charger: 'ok',
    };
    expect(said('desktop', first).under).toBe('pas testé : écran, clavier et pointeur, son et micro');
    expect(said('printer', first).under).toBe('pas testé : impression');
    expect(said('laptop', { ...first, screen: 'ok', keyboard: 'ok', sound: 'ok', battery: 'ok' }).main).toBe(
      'Reconditionné',
    );
  });

  it('the word needs the erasure too, and a kind whose functions the sheet knows', () => {
    expect(said('laptop', good('laptop'), { media: [{ proven: false }] }).main).toBe('Testé');
    expect(said('laptop', good('laptop'), { knowledge: null }).main).toBe('Testé');
    expect(said('other', good('other')).main).toBe('Testé');
    expect(said('laptop', good('laptop'), { sheet: null }).main).toBe('Pas testé');
    expect(said('laptop', good('laptop'), { sheet: { verdict: 'other', answers: good('laptop') } }).main).toBe(
      'Pas testé',
    );
  });
});
