import type { LabelNote } from '#bank/documents';

/** What of a device its label says, to be stuck on the right machine. */
export interface NotedDevice {
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  /** The line of the file that it came with. */
  readonly line?: number | null;
  /** The sheet of that line, where the workbook has several. */
  readonly sheet?: string | null;
}

/** As much of a serial as tells machines of one lot apart. */
const SERIAL_END = 5;
/** As much of a sheet's name as a label holds. */
const SHEET_NAME = 14;

/** « ThinkPad L480 · …4K2P9, l. 12 »: the model (the make when there is none), the end of the serial, the line of the donor's file, and its sheet. */
export function labelNote({ make, model, serial, line, sheet }: NotedDevice): LabelNote {
  const end = serial && serial.length > SERIAL_END + 1 ? `…${serial.slice(-SERIAL_END)}` : serial;
  return {
    what: (model || make).trim(),
    mark: [end, line ? `l.\u00a0${line}` : null, line && sheet ? sheet.slice(0, SHEET_NAME).trim() : null]
      .filter(Boolean)
      .join(', '),
  };
}
