import { QuotasService, type QuotaView } from '#bank/allocation';
import { categoryOf } from '#bank/devices';
import { exportOf } from '#platform/http';
import { READ } from '#platform/kernel';
import { QuotaPageQuery } from './quotas.dto.js';

/** The export of the quotas of a year: what each structure may have, and what it had. */
export const QuotaExport = exportOf({
  query: QuotaPageQuery,
  right: READ.quotas,
  page: 'quotas',
  api: 'quotas',
  name: 'Quotas',
  filename: 'quotas',
  reads: QuotasService,
  read: async (quotas, ctx, { year }) => ({
    items: await quotas.list(ctx.actor, { year: year ? Number(year) : undefined, limit: null }),
    next: null,
  }),
  columns: [
    ['Structure', (q: QuotaView) => q.structure],
    ['Type', (q) => categoryOf(q.category).label],
    ['Du', (q) => q.startsOn],
    ['Au', (q) => q.endsOn],
    ['Permis', (q) => q.allowed],
    ['Accordés', (q) => q.used],
  ],
});
