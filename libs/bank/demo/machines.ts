/** The machines that the demo follows, by the serial on them, named after what becomes of them. */
export const MACHINES = {
  // Of the town's list.
  /** Two disks, a genuine inventory and the log of their erasure; handed over, its small fault solved. */
  first: 'PF3DEMO1',
  givenBack: 'PF3DEMO2',
  onTheShelf: 'PF3DEMO3',
  inStock: 'PF3DEMO4',
  broken: '5CG9DEM101',
  replacement: '5CG9DEM102',
  reserved: '5CG9DEM103',
  onItsWay: '5CG9DEM104',
  withAFault: '3DEMQ72',
  toErase: '4DEMQ72',
  justArrived: '5DEMQ72',
  needsHelp: '5DEM0R2',
  toGrade: '6DEM0R2',
  desktopInStock: '7DEM0R2',
  inRepair: 'R52DEM0A1B',
  tabletInStock: 'R52DEM0A1C',
  toTest: 'R52DEM0A1D',
  beyondRepair: 'E78DEM0N1',
  // Of the company, logged one by one.
  neverArrived: 'PF1EXEM01',
  inALot: 'PF1EXEM02',
  inAnotherLot: 'PF1EXEM03',
  stolen: 'PF1EXEM04',
  forParts: 'CZC7DEM001',
  onTheDesk: 'CZC7DEM002',
  // Of a person.
  locked: 'A209DEMO7',
  tabletOnTheDesk: 'DMPXDEMO5',
} as const;
export type MachineName = keyof typeof MACHINES;

export interface Machine {
  readonly id: string;
  readonly code: string;
}
export type Machines = Readonly<Record<MachineName, Machine>>;

/** What will be given, kept ready or come back: nothing is wrong with it. */
const READY_LAPTOPS = [
  'first',
  'givenBack',
  'onTheShelf',
  'inStock',
  'broken',
  'replacement',
  'reserved',
  'onItsWay',
  'withAFault',
] as const satisfies readonly MachineName[];

/** What leaves for the workshop, in the order in which it is scanned there. */
export const TO_THE_WORKSHOP = [
  ...READY_LAPTOPS,
  'toErase',
  'justArrived',
  'inRepair',
  'tabletInStock',
  'toTest',
  'beyondRepair',
  'forParts',
] as const satisfies readonly MachineName[];

export const IN_THE_CRATE = ['needsHelp', 'toGrade', 'desktopInStock'] as const satisfies readonly MachineName[];

export const FINISHED = [
  ...READY_LAPTOPS,
  'desktopInStock',
  'inRepair',
  'tabletInStock',
] as const satisfies readonly MachineName[];
