const DIGITS = /^[0-9]+$/;

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const weighed = i % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum;
}

/** True when `digits` (check digit last) is only digits and obeys Luhn's rule. */
export const isLuhn = (digits: string): boolean => DIGITS.test(digits) && luhnSum(digits) % 10 === 0;

/** The check digit to write after `body`, which must be only digits. */
export const luhnDigit = (body: string): string => String((10 - (luhnSum(`${body}0`) % 10)) % 10);
