/** What a browser's own line says, from the most particular: Edge and Opera also say Chrome, Chrome also says Safari. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Internet Samsung'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b(?=.*\bMobile\b)/, 'téléphone Android'],
  [/\bAndroid\b/, 'tablette Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

const first = (of: readonly (readonly [RegExp, string])[], said: string): string | undefined =>
  of.find(([sign]) => sign.test(said))?.[1];

/** « Firefox sur Windows »: enough to know one's own device by, and no more is kept. Empty when nothing is recognised. */
export function browserWords(said: string): string {
  const [browser, device] = [first(BROWSERS, said), first(DEVICES, said)];
  return browser && device ? `${browser} sur ${device}` : (browser ?? device ?? '');
}
