import 'reflect-metadata';
import { readForm, type Uploaded } from '#platform/http';
import { paperSignature } from '../signature.js';
import { HandOverForm, problemOfHandover, readHandOverForm, readSignature } from './handover-form.js';

const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const photo = { field: 'signature_photo', size: PHOTO.length, read: async () => PHOTO } as unknown as Uploaded;
const posted = { mode: 'sale', signature_confirme: 'oui', password: 'secret', name: '', contact: '' };
const read = (over: object = {}, files: Uploaded[] = []) =>
  readForm(HandOverForm, readHandOverForm({ ...posted, ...over }, files));
const fieldsOf = async (over: object) =>
  read(over).then(
    () => [],
    (error) => problemOfHandover(error.problems).map((p) => p.field),
  );

test('a price is not read from a form: it is the grid’s', async () => {
  expect(await read({ priceCents: '4550' })).not.toHaveProperty('priceCents', 4550);
});

test('nothing typed of a person is a person without identity', async () => {
  expect((await read()).newBeneficiary?.identity).toBeUndefined();
  expect((await read({ contact: '06' })).newBeneficiary?.identity).toMatchObject({ name: '', contact: '06' });
});

test('accessories are those of the list', async () => {
  expect((await read({ accessories: ['bag', 'toString'] })).accessories).toEqual(['bag']);
  expect((await read({ accessories: 'charger' })).accessories).toEqual(['charger']);
  expect((await read()).accessories).toEqual([]);
  // And of a program no words of its own: the bank's sheet names nobody.
  const said = { ...readHandOverForm(posted, []), accessories: ['chargeur de Zoé'] };
  await expect(readForm(HandOverForm, said)).rejects.toMatchObject({
    problems: [{ field: expect.stringMatching(/^accessories/) }],
  });
});

test('a drawing comes first, then a photographed paper, then the ticked confirmation', async () => {
  expect((await read({ signature: 'data:' }, [photo])).signature).toMatchObject({ kind: 'drawn', data: 'data:' });
  const { signature } = await read({ signature_original: 'Armoire 2' }, [photo]);
  expect(await readSignature(signature, [photo])).toEqual(paperSignature(PHOTO, 'Armoire 2'));
  await expect(readSignature((await read({}, [photo])).signature, [photo])).rejects.toMatchObject({
    code: 'allocation.original_place_missing',
    field: 'signature_original',
  });
  expect((await read()).signature).toMatchObject({ kind: 'typed' });
});

test.each([
  [{ name: 'x'.repeat(121) }, 'name'],
  [{ signature_confirme: '' }, 'signature'],
])('%j is said beside the field it was typed in', async (over, field) => {
  expect(await fieldsOf(over)).toEqual([field]);
});
