import type { Category } from '#bank/devices';
import type { GateView } from '../bench/views.js';
import { type Answers, pointsAsked } from './test-points.js';
import { testStatement } from './test-statement.js';

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
  testStatement({
    category,
    knowledge: 'inventory',
    media: [{ proven: true }],
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
    const { under, ...rest } = said(category, good(category, { [point]: 'untested' }));
    expect(rest).toEqual({ level: 'in_part', main: 'Testé en partie', untested: [words] });
    expect(under).toBe(`pas testé : ${words}`);
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

  it('a computer without a disk is never refurbished, and says what was tried and that there is none', () => {
    const none = { knowledge: 'no_medium', media: [] };
    const laptop = said('laptop', good('laptop'), none);
    expect(laptop.main).toBe('Testé');
    expect(laptop.under).toMatch(/^testé : écran, clavier et pointeur,.* ; sans disque ni autre support de stockage$/);
    expect(laptop.under).not.toContain('toutes ses fonctions');
    expect(said('printer', good('printer'), none).main).toBe('Reconditionné');
    for (const kind of ['destroyed', 'removed']) {
      const gone = { proven: true, evidence: { kind } };
      const emptied = said('laptop', good('laptop'), { media: [gone] });
      expect([emptied.main, emptied.under]).toEqual([laptop.main, laptop.under]);
      const fresh = { proven: true, evidence: { kind: 'new' } };
      expect(said('laptop', good('laptop'), { media: [gone, fresh] }).main).toBe('Reconditionné');
    }
    expect(said('laptop', good('laptop')).under).toBe('toutes ses fonctions ont été testées');
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
