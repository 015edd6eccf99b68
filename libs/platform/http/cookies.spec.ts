import { flashCookie, readFlash } from './cookies.js';

const sent = (cookie: string) => readFlash({ headers: { cookie: cookie.split(';')[0]! } });
const LINK = { href: '/documents/0199?x=1#y', label: 'Bon BT-2026-0001' };

test('a sentence and the way to what was made come back as they were said', () => {
  expect(sent(flashCookie('Carte terminée.'))).toEqual({ text: 'Carte terminée.' });
  expect(sent(flashCookie({ text: 'Le lot est parti.', link: LINK }))).toEqual({
    text: 'Le lot est parti.',
    link: LINK,
  });
  expect(sent(flashCookie(null))).toBeNull();
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/\tjavascript:alert(1)',
])('a forged link that leads elsewhere (%s) is not shown; its sentence is', (href) => {
  expect(sent(flashCookie({ text: 'Fait.', link: { href, label: 'Voir' } }))).toEqual({ text: 'Fait.' });
});

test('a forged cookie that is no message says nothing', () => {
  for (const value of ['{', '{"text":3}', '{}'])
    expect(readFlash({ headers: { cookie: `bn_dit=${encodeURIComponent(value)}` } })).toBeNull();
});
