import { type Lists, migrate } from '#platform/database';
import { serveThread } from '#platform/kernel';

export interface ScratchAsked {
  readonly ownerUrl: string;
  readonly lists: readonly Lists[];
}

/** Postgres's code is passed explicitly: an error that ends a thread may lose it. */
export interface ScratchAnswer {
  readonly failed: { readonly message: string; readonly code?: string } | null;
}

serveThread(async function* ({ ownerUrl, lists }: ScratchAsked): AsyncGenerator<ScratchAnswer> {
  yield await migrate({ ownerUrl, lists }).then(
    () => ({ failed: null }),
    ({ message, code }: Error & { code?: string }) => ({ failed: { message, code } }),
  );
});
