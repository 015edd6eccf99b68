import type { LabelNote } from '#documents';

/** What of a device its label says, to be stuck on the right machine. */
export interface NotedDevice {
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  /** The line of the file that it came with. */
  readonly line?: number | null;
}

/** As much of a serial as tells machines of one lot apart. */
const SERIAL_END = 5;

/** « ThinkPad L480 · …4K2P9, l. 12 »: the model (the make when there is none), the end of the serial, the line of the donor's file. */
export function labelNote({ make, model, serial, line }: NotedDevice): LabelNote {
  const end = serial && serial.length > SERIAL_END + 1 ? `…${serial.slice(-SERIAL_END)}` : serial;
  return { what: (model || make).trim(), mark: [end, line ? `l.\u00a0${line}` : null].filter(Boolean).join(', ') };
}
