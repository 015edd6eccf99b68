import type { RowMarks } from '#platform/kernel';
import { MarkCounter } from './cell-styles.js';

test('rows and cells in colour are counted, bands and shaded columns are not', () => {
  const coloured = (rows: readonly (RowMarks | undefined)[]) => {
    const counter = new MarkCounter();
    for (const marks of rows) counter.add(marks, true);
    return counter.said().coloured ?? 0;
  };
  const row = { fill: 'red' };
  const cell = (column: number) => ({ fills: { [column]: 'red' } });
  expect(coloured([row, undefined, undefined, row, undefined, undefined])).toBe(2);
  expect(coloured([undefined, cell(3), undefined, undefined, { fills: { 0: 'red', 1: 'green' } }])).toBe(2);
  expect(coloured(Array.from({ length: 20 }, (_, i) => (i % 2 ? row : undefined)))).toBe(0);
  expect(coloured(Array.from({ length: 20 }, (_, i) => (i === 4 ? undefined : cell(2))))).toBe(0);
  expect(coloured(Array.from({ length: 20 }, (_, i) => (i % 2 ? cell(2) : undefined)))).toBe(0);
});
