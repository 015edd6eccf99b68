export {
  DEMO_PASSWORD,
  type DemoMember,
  type DemoSignIn,
  demoSignIns,
  type Fixtures,
  makeFixtures,
  type OrganisationKey,
  type Person,
} from './fixtures.js';
export { MACHINES, type MachineName } from './machines.js';
export { DEMO_SEEDED, isDemoSeeded, seedDemo } from './seed.js';
export type { Calendar } from './seeding.js';
