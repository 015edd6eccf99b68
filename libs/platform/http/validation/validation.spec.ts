import { getMetadataStorage, IsArray, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Invalid } from '../refusals/refusals.js';
import { day, fields, mail, several, text, whole, wordsOfForm } from './fields.js';
import { rememberRules } from './remembered-rules.js';
import { typedLines } from './typed-words.js';
import { NOT_A_TEXT, readForm } from './validation.js';
import { readJson } from './validation.pipe.js';

class Form {
  @IsNotEmpty() @IsString() @MaxLength(10) day: string;
}

const problem = async (body: Record<string, unknown>) => {
  const said = await readForm(Form, body).catch((error: unknown) => error);
  return said instanceof Invalid ? said.problems[0] : null;
};

it('a field left empty is said to be empty, one that is too long too long, what is no text to be none', async () => {
  expect(await problem({})).toMatchObject({ field: 'day', message: 'Remplissez ce champ.' });
  expect(await problem({ day: 'le 25 novembre' })).toMatchObject({ field: 'day', code: 'request.maxLength' });
  expect(await problem({ day: { toString: 1 } })).toEqual({
    field: 'day',
    code: 'request.isString',
    message: NOT_A_TEXT,
  });
  expect(await problem({ day: '2026-11-25' })).toBeNull();
});

class Told {
  @IsString({ message: 'Écrivez le numéro.' }) @MaxLength(4, { message: 'Ce numéro est trop long.' }) label: string;
}

it('of a field left empty the sentence of its class for that is told, not that it is too long', async () => {
  const said = (of: object) => readForm(Told, of).catch((error: Invalid) => error.problems);
  expect(await said({})).toEqual([{ field: 'label', code: 'request.isNotEmpty', message: 'Écrivez le numéro.' }]);
  expect(await said({ label: 'ABCDE' })).toMatchObject([{ message: 'Ce numéro est trop long.' }]);
});

class Places extends fields({ allowed: whole({ min: 0, max: 999, label: 'Places', wrong: 'Écrivez un nombre.' }) }) {}

it.each(['', ' ', false, true, '1e3', '0x10', '-1', '4,5', null])(
  '%j is no whole number, and never 0',
  async (allowed) => {
    await expect(readJson(Places, { allowed })).rejects.toMatchObject({ problems: [{ field: 'allowed' }] });
  },
);

it.each([0, '0', ' 12 '])('%j is a whole number', async (allowed) => {
  expect((await readJson(Places, { allowed })).allowed).toBe(Number(allowed));
});

class Optional extends Form {
  @IsOptional() @IsArray() also?: string[];
}

it('null is the same as left out, where a field may be and where it may not', async () => {
  const { also = ['none'] } = await readJson(Optional, { day: '2026-11-25', also: null });
  expect(also).toEqual(['none']);
  await expect(readJson(Optional, { day: null })).rejects.toMatchObject({
    problems: [{ field: 'day', code: 'request.isNotEmpty' }],
  });
  await expect(readJson(Optional, null)).rejects.toThrow(Invalid);
});

class Longer extends Form {
  @IsOptional() @IsString() note: string;
}

it('the rules of a class, its parents’ among them, are remembered as they were found', () => {
  const storage = getMetadataStorage();
  const find = Object.getPrototypeOf(storage)
    .getTargetValidationMetadatas as typeof storage.getTargetValidationMetadatas;
  const asked = (one: new () => object) => [one, undefined as never, undefined as never, undefined as never] as const;
  rememberRules();
  for (const one of [Form, Longer, Object]) {
    const found = find.call(storage, ...asked(one));
    for (let turn = 0; turn < 2; turn++) expect(storage.getTargetValidationMetadatas(...asked(one))).toEqual(found);
  }
  expect(storage.getTargetValidationMetadatas(...asked(Longer)).map((rule) => rule.propertyName)).toContain('day');
});

describe('a declared field', () => {
  class Key extends fields({
    email: mail({ label: 'Adresse mail', wrong: 'Écrivez une adresse.' }),
    scopes: several({ read: { label: 'Lire', hint: 'Ce que vous lisez' }, write: 'Écrire' }, { label: 'Elle peut' }),
    on: day({ real: true, label: 'Jour' }),
    name: text({ filled: true, max: 3, label: 'Nom', missing: 'Écrivez le nom.' }),
  }) {}
  const given = { email: 'a@b.fr', scopes: 'read', on: '2026-12-01', name: 'abc' };

  it('of several answers reads one alone as a list, and offers what its table says of each', async () => {
    expect(await readForm(Key, given)).toMatchObject({ scopes: ['read'] });
    expect(Key.fields['scopes']!.props['options']).toEqual([
      { value: 'read', label: 'Lire', hint: 'Ce que vous lisez' },
      { value: 'write', label: 'Écrire' },
    ]);
  });

  it.each([
    ['email', 'a@', 'isEmail', 'Écrivez une adresse.'],
    ['scopes', ['all'], 'isIn', 'Choisissez une des réponses proposées.'],
    ['scopes', [], 'arrayNotEmpty', 'Choisissez au moins une réponse.'],
    ['name', '', 'isNotEmpty', 'Écrivez le nom.'],
    ['on', '2026-02-30', 'isDay', expect.any(String)],
  ])('%s refuses %p', async (field, value, rule, message) => {
    const refused = await readForm(Key, { ...given, [field]: value }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problems: [{ field, code: `request.${rule}`, message }] });
  });

  it('that is a password gives no words, and so is not among what was typed and is shown to be copied', () => {
    class Account extends fields({
      name: text({ max: 9, label: 'Nom' }),
      again: text({ max: 9, label: 'Encore', type: 'password' }),
    }) {}
    const body = { name: 'Nadia', again: 'not-shown' };
    expect(typedLines(body, wordsOfForm(Account))).toEqual(['Nom : Nadia']);
  });
});
