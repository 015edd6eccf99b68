/** The embedded PostgreSQL cannot run; the message is a French sentence that says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

export const isDiskFull = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return (
    code === 'ENOSPC' ||
    code === '53100' ||
    code === 'EDQUOT' ||
    /no space left on device|check free disk space|disk quota exceeded/i.test(message ?? '')
  );
};
