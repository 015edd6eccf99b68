import { RuleBroken } from '#platform/kernel';
import { drawnSignature, paperSignature, signatureImage, typedSignature } from './signature.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

const PLACE = 'Classeur 2026, armoire du guichet';

describe('signatures', () => {
  it('takes a drawing', () => {
    const drawn = drawnSignature(`data:image/png;base64,${PNG}`);
    expect(drawn.kind).toBe('drawn');
    expect(signatureImage(drawn)).toBe(PNG);
  });

  it.each([
    '',
    'hello',
    'data:image/png;base64,',
    `data:image/svg+xml;base64,${PNG}`,
    'data:image/png;base64,aGVsbG8=',
    `data:image/png;base64,${PNG.slice(0, 40)}`,
  ])('refuses what is no drawing: %s', (text) => {
    expect(() => drawnSignature(text)).toThrow(RuleBroken);
  });

  it('takes a photographed or scanned paper by what it is, not by its name', () => {
    expect(paperSignature(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), PLACE).mime).toBe('image/jpeg');
    expect(signatureImage(paperSignature(Buffer.from('%PDF-1.7 …'), PLACE))).toBeNull();
    expect(() => paperSignature(Buffer.from('GIF89a'), PLACE)).toThrow(RuleBroken);
    expect(() =>
      paperSignature(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(9 * 1024 * 1024)]), PLACE),
    ).toThrow(RuleBroken);
  });

  it.each([undefined, '', '   ', 'x'.repeat(201)])('asks where the paper itself is stored: %j', (place) => {
    expect(() => paperSignature(Buffer.from('%PDF-1.7 …'), place)).toThrow(RuleBroken);
  });

  it('takes a typed confirmation, without a picture', () => {
    expect(signatureImage(typedSignature('Je confirme'))).toBeNull();
  });
});
