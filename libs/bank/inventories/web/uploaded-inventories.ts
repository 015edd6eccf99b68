import { inventoriesFrom, inventoryFrom, type MediaUnknown } from '#bank/devices';
import {
  type Received,
  type ReceivedListView,
  type ReceivedQueries,
  type Reception,
  type ReceptionOutcome,
} from '#bank/inventories';
import { type Ctx, Refused, sentenceOfRule, unpack } from '#platform/http';
import { RuleBroken, sha256 } from '#platform/kernel';

export interface FileOutcome {
  readonly filename: string;
  /** What is now kept of it; null when it could not be read. */
  readonly received: ReceivedListView | null;
  readonly again: boolean;
  /** Why it says not all of the machine's disks; null when it does, or could not be read. */
  readonly mediaUnknown: MediaUnknown | null;
  /** Why it could not be read: a stable code, and a sentence. */
  readonly code: string | null;
  readonly problem: string | null;
}

/**
 * A document of one machine ready to be received, from its bytes.
 * @throws RuleBroken `devices.inventory_unreadable`.
 */
export async function documentOf(bytes: Buffer, channel: Received['channel']): Promise<Received> {
  const document = await unpacked(bytes);
  return { inventory: await inventoryFrom(document), sha256: sha256(document), channel };
}

/**
 * The same of as many machines as it tells of, each a document of its own. What stands outside it names one machine only.
 * @throws RuleBroken `devices.inventory_unreadable`.
 */
async function documentsOf(bytes: Buffer, channel: Received['channel'], names: readonly string[]): Promise<Received[]> {
  const document = await unpacked(bytes);
  const whole = sha256(document);
  const inventories = await inventoriesFrom(document);
  if (inventories.length === 1) return [{ inventory: inventories[0]!, sha256: whole, channel, names }];
  return inventories.map((inventory, i) => ({ inventory, sha256: sha256(`${whole} ${i}`), channel }));
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  const { document } = await unpack(bytes).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    throw new RuleBroken(
      'devices.inventory_unreadable',
      { reason: error.status === 413 ? 'too_large' : 'not_json' },
      'inventory',
    );
  });
  return document;
}

/** The files of a request, or its body where it is one document: each is received by itself, and one that cannot be read stops no other. */
export async function receiveAll(
  ctx: Ctx,
  reception: Reception,
  queries: ReceivedQueries,
  { channel, code }: { channel: 'api' | 'page'; code?: string },
): Promise<FileOutcome[]> {
  const files = ctx.files.filter((f) => f.field === 'inventory');
  const body = Buffer.isBuffer(ctx.req.body) && ctx.req.body.length ? ctx.req.body : null;
  const documents = files.length
    ? files.map((f) => ({ filename: f.filename, read: () => f.read() }))
    : body
      ? [{ filename: '', read: async () => body }]
      : [];
  if (!documents.length) throw new RuleBroken('inventories.file_missing', {}, 'inventory');
  const outcomes: FileOutcome[] = [];
  const failures: unknown[] = [];
  // One after the other: their order is the order in which they were sent, and one file is in memory at a time.
  for (const { filename, read } of documents) {
    const names = [...(code?.trim() ? [code] : []), filename.replace(/^.*[\\/]/, '').replace(/\.\w{1,8}$/, '')];
    try {
      for (const document of await documentsOf(await read(), channel, names)) {
        const outcome = await reception.receive(ctx.actor, document);
        const { mediaUnknown } = document.inventory;
        outcomes.push({
          filename,
          ...(await storeUploads(ctx, queries, outcome)),
          mediaUnknown,
          code: null,
          problem: null,
        });
      }
    } catch (error) {
      if (!(error instanceof RuleBroken)) {
        failures.push(error);
        ctx.req.log.error({ err: error }, 'an inventory was not received');
      }
      outcomes.push({ filename, received: null, again: false, mediaUnknown: null, ...refusalOf(error) });
    }
  }
  // Nothing at all went through: it is not the files.
  if (failures.length === outcomes.length) throw failures[0];
  return outcomes;
}

async function storeUploads(ctx: Ctx, queries: ReceivedQueries, outcome: ReceptionOutcome) {
  return { received: await queries.listed(ctx.actor, outcome.id), again: outcome.again };
}

function refusalOf(error: unknown): { code: string; problem: string } {
  const rule = error instanceof RuleBroken ? error : new RuleBroken('inventories.not_received');
  return { code: rule.code, problem: sentenceOfRule(rule) };
}
