import { bareCode, capacity, counted, day, euros, fr, moment, shownCode, siren } from './typography.js';

const PARIS = 'Europe/Paris';
const plain = (text: string) => text.replaceAll('\u00a0', '~');

describe('French on paper', () => {
  it.each([
    ['Une panne ? Oui : deux !', 'Une panne~? Oui~: deux~!'],
    ['« bonjour »', '«~bonjour~»'],
    ["l'opérateur n° 1042", 'l’opérateur n°~1042'],
    ['40\u202f€ et 60 %', '40~€ et 60~%'],
    ['20 Go par mois, 12 mois', '20~Go par mois, 12~mois'],
    ['N° de série, 2,4 GHz, 30 jours, 127 180 €', 'N°~de série, 2,4~GHz, 30~jours, 127~180~€'],
    ['BN\u20117K3F', 'BN-7K3F'],
    ['SAS · SIREN 404', 'SAS~· SIREN 404'],
    ['8 bis rue Carnot, 69001 Lyon', '8~bis~rue Carnot, 69001~Lyon'],
    ['CGI, art. 238 bis, art. L. 3212-2', 'CGI, art.~238~bis, art.~L.~3212-2'],
  ])('sets %p', (text, set) => {
    expect(plain(fr(text))).toBe(set);
  });

  it('keeps every letter of a name, as one each, and writes what stands for others as these', () => {
    expect(fr('Nguyễn Văn'.normalize('NFD'))).toBe('Nguyễn Văn');
    expect(fr('日本')).toBe('日本');
    expect(fr('ﬁn Ⅷ')).toBe('fin VIII');
    expect(fr('un\u00adsoft\u200b \u2003large')).toBe('unsoft  large');
    expect(fr('می\u200cخواهم')).toContain('\u200c');
  });

  it('writes dates in the time zone of the bank', () => {
    expect(plain(day('2026-11-25T23:30:00Z', PARIS))).toBe('26~novembre~2026');
    expect(plain(day('2027-01-01T10:00:00Z', PARIS))).toBe('1er~janvier~2027');
    expect(plain(moment('2026-11-25T14:12:00Z', PARIS))).toBe('25~novembre~2026 à 15~h~12');
    expect(plain(moment('2026-11-25T14:12:00Z', 'Indian/Reunion'))).toBe('25~novembre~2026 à 18~h~12');
    expect(plain(moment('2026-11-24T23:05:00Z', PARIS))).toBe('25~novembre~2026 à 0~h~05');
  });

  it('counts as French does: plural from two on', () => {
    expect(['0~appareil', '1~appareil', '2~appareils', '1~240~appareils']).toEqual(
      [0, 1, 2, 1240].map((n) => plain(counted(n, 'appareil'))),
    );
  });

  it('writes amounts, capacities and SIREN in groups', () => {
    expect(plain(euros(4000))).toBe('40,00~€');
    expect([256_060_514_304, 1_000_204_886_016].map((n) => plain(capacity(n)))).toEqual(['256~Go', '1~To']);
    expect(plain(siren('000000091'))).toBe('000~000~091');
    expect(plain(siren('00000003400017'))).toBe('000~000~034~00017');
  });

  it('shows a code in one way, whatever way it comes', () => {
    for (const code of ['7K3F92Q', 'BN-7K3F-92Q', 'bn7k3f92q', ' BN 7K3F 92Q']) {
      expect(shownCode(code)).toBe('BN-7K3F-92Q');
      expect(bareCode(code)).toBe('7K3F92Q');
    }
    expect(bareCode('BNK3F92')).toBe('BNK3F92');
  });
});
