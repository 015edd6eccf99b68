import { calibrationPage } from '#bank/documents';
import type { LabelFormatView } from '#bank/intake';
import type { BankView } from '#bank/people';

/** The calibration page of a format as it is set now. */
export const calibration = (bank: BankView, format: LabelFormatView): AsyncGenerator<Buffer> =>
  calibrationPage({
    stock: format,
    offset: format.offset,
    bank: {
      name: bank.name,
      siren: bank.siren,
      address: bank.address || null,
      helpline: bank.helpline || null,
      timeZone: bank.timeZone,
    },
  });
