import { makerKey } from './maker.js';

describe('makers', () => {
  it.each([
    ['Hewlett-Packard', 'HP'],
    ['HP Inc.', 'hp'],
    ['Hewlett-Packard Company', 'HP'],
    ['LENOVO', 'Lenovo'],
    ['Dell Inc.', 'DELL'],
    ['Dell Computer Corporation', 'Dell'],
    ['ASUSTeK COMPUTER INC.', 'Asus'],
    ['Micro-Star International Co., Ltd.', 'MSI'],
    ['SAMSUNG ELECTRONICS CO., LTD.', 'Samsung'],
    ['FUJITSU SIEMENS', 'Fujitsu'],
    ['Apple Inc.', 'Apple Computer, Inc.'],
    ['Gigabyte Technology Co., Ltd.', 'GIGABYTE'],
    ['TOSHIBA', 'Dynabook Inc.'],
  ])('%s is %s', (one, other) => {
    expect(makerKey(one)).toBe(makerKey(other));
    expect(makerKey(one)).not.toBe('');
  });

  it('keeps different ones apart', () => {
    const all = [
      'HP',
      'Dell',
      'Lenovo',
      'Acer',
      'Asus',
      'Apple',
      'Sony',
      'Medion',
      'IBM',
      'Packard Bell',
      'Co',
      'Inc',
    ].map(makerKey);
    expect(new Set(all).size).toBe(all.length);
  });

  it('says nothing of no maker', () => {
    expect([null, undefined, '', ' - '].map(makerKey)).toEqual(['', '', '', '']);
  });
});
