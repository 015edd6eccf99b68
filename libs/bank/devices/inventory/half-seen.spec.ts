import { HALF_SEEN } from '../../../../test/support/machines/half-seen-machines.js';
import { WHOLE } from '../../../../test/support/machines/whole-machines.js';
import { readInventory } from './formats.js';

it.each(HALF_SEEN)('is no list of all fixed media: %s (%s)', (_what, _form, document) => {
  const read = readInventory(document);
  expect(read.hasStorageSection).toBe(false);
  // Each names a drive, which is believed all the same, or what a guest is shown in its place.
  expect(read.media.length + read.notMedia.length).toBeGreaterThan(0);
});

it.each(WHOLE)('is one: %s (%s)', (_what, _form, document) => {
  const read = readInventory(document);
  expect([read.mediaUnknown, read.doubts]).toEqual([null, []]);
});

it('forty of them', () => {
  expect(HALF_SEEN.length).toBeGreaterThanOrEqual(40);
});
