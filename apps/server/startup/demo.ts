import type { INestApplicationContext } from '@nestjs/common';

/** A demo account, printed when the server is ready. */
export interface SignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
}

/** Loads the demo story into an empty database; gives one sign-in per kind of person, or none when the data is somebody's. */
export async function prepareDemo(
  _app: INestApplicationContext,
  _say: (sentence: string) => void,
): Promise<readonly SignIn[]> {
  return [];
}
