import { mustBeHardToGuess } from './password.js';

const refused = async (password: string): Promise<string | null> => {
  try {
    await mustBeHardToGuess(password);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a password', () => {
  test.each([
    'une phrase de démonstration',
    'trois chats gris',
    'kfzqwmxbvjta',
    '7391 6482 0571 9368',
    'Le vélo rouge de Zoé !',
  ])('that is hard to guess is taken: %s', async (password) => expect(await refused(password)).toBeNull());

  test.each([
    ['onze lettre', 'people.password_too_short'],
    ['x'.repeat(201), 'people.password_too_long'],
    ['739164820571', 'people.password_too_simple'],
    ['aaaaaaaaaaaa', 'people.password_too_simple'],
    ['abababababab', 'people.password_too_simple'],
    ['unbelievable', 'people.password_too_common'],
    ['Password2026!', 'people.password_too_common'],
    ['passwordpassword', 'people.password_too_common'],
    ['Mot de passe 2026', 'people.password_too_common'],
    ['motdepassemotdepasse', 'people.password_too_common'],
    ['AzertyUiop123!', 'people.password_too_common'],
  ])('that is guessed is refused: %s', async (password, code) => expect(await refused(password)).toBe(code));
});
