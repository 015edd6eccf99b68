import { scaleFor } from './scale.js';

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [6, [0, 2, 4, 6]],
  [23, [0, 5, 10, 15, 20, 25]],
  [512, [0, 200, 400, 600]],
  [1240, [0, 500, 1000, 1500]],
])('%i is drawn on %p', (most, ticks) => {
  expect(scaleFor(most)).toEqual({ end: ticks.at(-1), ticks });
});
