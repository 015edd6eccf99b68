import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IdentifyService } from '#bank/people';
import { UPLOAD_LIMIT } from '#platform/contract';
import { hasNoSpace } from '#platform/database';
import { agentOf, senderOf } from '../askers/agents.js';
import { whoAsks } from '../askers/who-asks.js';
import { needsSignIn } from '../policy/route-rights.js';
import { Refused } from '../refusals/refusals.js';
import { whyCutShort } from './arriving-body.js';

const MB = 1024 * 1024;
export const SPREADSHEET_LIMIT = 100 * MB;
/** All files of a form together, and all its fields, in bytes. */
const FILES_LIMIT = SPREADSHEET_LIMIT + MB;
const TEXT_LIMIT = 4 * MB;

/** A file that came with a form, in a temporary folder until the answer is made. A stranger's is only measured: its `path` is empty. */
export interface Uploaded {
  readonly field: string;
  readonly filename: string;
  readonly mimetype: string;
  readonly size: number;
  readonly sha256: string;
  readonly path: string;
  read(): Promise<Buffer>;
}

const FOLDER = 'bn-upload-';
/** No form takes longer to arrive and be answered: older folders were left by a process that died. */
const LEFT_MS = 2 * 60 * 60_000;

const LEAVING_MS = 5_000;

const MOST_FILES = 200;
/**
 * How much of a part is read ahead: more than a connection gives at once. Busboy never ends a form whose last part it skips (one without a name) when
 * that part came whole and filled this.
 */
const AHEAD = 256 * 1024;

type WithUploads = FastifyRequest & { uploads?: Uploaded[]; uploadDir?: string };

// Only spreadsheets and folders of logs may be large; the field's name says which it is.
const limitOf = (field: string): number => (field === 'sheet' || field === 'logs' ? SPREADSHEET_LIMIT : UPLOAD_LIMIT);

/** Reads multipart forms before their route: fields into the body, files onto disk with bounded memory and their SHA-256. */
export async function acceptUploads(app: FastifyInstance, people: () => IdentifyService): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: SPREADSHEET_LIMIT + 1, files: MOST_FILES, fields: 500, fieldSize: 2 * MB },
    // A folder's files carry their path in it.
    preservePath: true,
    fileHwm: AHEAD,
  });
  app.addHook('preValidation', async (req: WithUploads) => {
    if (!req.isMultipart()) return;
    if (Number(req.headers['content-length'] ?? 0) > FILES_LIMIT)
      throw new Refused(413, 'request.too_large', { limit: '100 Mo' });
    // What a stranger sends is measured and never written: the one public form compares hashes.
    const known = (agentOf(req) ?? senderOf(req) ?? (await whoAsks(req, people()))) !== null;
    await readParts(req, known).catch((error: unknown) => {
      const cut = whyCutShort(req);
      // A stranger's first fields stay, where the policy asks to sign in: they are shown again after it.
      if (cut?.status === 413 && needsSignIn(req)) return;
      if (cut) throw cut;
      if ((error as { code?: unknown }).code === 'FST_FILES_LIMIT')
        throw new Refused(413, 'request.too_many_files', { limit: MOST_FILES });
      throw isFault(error) ? error : new Refused(400, 'request.unreadable');
    });
  });
  app.addHook('onResponse', async (req) => {
    if (req.raw.complete === false) forgetRest(req.raw);
  });
  // Not once the answer is sent: if the client left, it never is.
  app.addHook('onSend', async (req: WithUploads, reply) => {
    // Closing a connection that still sends resets it, and the answer is lost: the rest is discarded instead (`forgetRest`).
    if (req.raw.complete === false && !req.raw.destroyed) reply.removeHeader('connection');
    if (req.uploadDir) await rm(req.uploadDir, { recursive: true, force: true });
  });
}

/**
 * Discards the rest of a refused body for as long as it takes to read an answer, then ends the connection: its parser is gone, and nothing else would
 * notice that the sender left.
 */
function forgetRest(rest: IncomingMessage): void {
  const end = setTimeout(() => rest.destroy(), LEAVING_MS).unref();
  rest.once('close', () => clearTimeout(end));
  rest.unpipe();
  rest.resume();
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, next) => next() });

/** Writes a file. Where its disk is full the rest is discarded, so that the fields beside it are still read. */
async function onDisk(path: string, full: (error: unknown) => void): Promise<Writable> {
  const file = await open(path, 'w');
  let lost = false;
  return new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      if (lost) return next();
      file.appendFile(chunk).then(
        () => next(),
        (error: Error) => {
          lost = hasNoSpace(error);
          if (lost) full(error);
          next(lost ? null : error);
        },
      );
    },
    destroy: (error, done) =>
      void file.close().then(
        () => done(error),
        () => done(error),
      ),
  });
}

/** Busboy's errors about a broken form have neither a code nor a status; a full disk or a limit has. */
const isFault = (error: unknown): boolean =>
  error instanceof Refused || !(error instanceof Error) || 'code' in error || 'statusCode' in error;

async function readParts(req: WithUploads, known: boolean): Promise<void> {
  const fields: Record<string, unknown> = {};
  let keepFiles = known;
  let full: unknown;
  const noSpace = (error: unknown): void => {
    keepFiles = false;
    full = error;
  };
  let sent = 0;
  let text = 0;
  req.uploads = [];
  req.body = fields;
  const cut = whyCutShort(req);
  if (cut) throw cut;
  for await (const part of req.parts()) {
    if (part.type === 'field') {
      text += Buffer.byteLength(String(part.value));
      if (text > TEXT_LIMIT) throw new Refused(413, 'request.too_large', { limit: `${TEXT_LIMIT / MB} Mo` });
      const before = fields[part.fieldname];
      fields[part.fieldname] = before === undefined ? part.value : [before, part.value].flat();
      continue;
    }
    if (!part.filename) {
      part.file.resume();
      continue;
    }
    if (keepFiles)
      await folderOf(req).catch((error: unknown) => (hasNoSpace(error) ? noSpace(error) : Promise.reject(error)));
    const path = keepFiles ? join(req.uploadDir!, String(req.uploads.length)) : '';
    const limit = limitOf(part.fieldname);
    const hash = createHash('sha256');
    let size = 0;
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        size += chunk.length;
        sent += chunk.length;
        const most = sent > FILES_LIMIT ? SPREADSHEET_LIMIT : limit;
        if (size > most || sent > FILES_LIMIT)
          return next(new Refused(413, 'request.too_large', { limit: `${most / MB} Mo` }));
        hash.update(chunk);
        next(null, chunk);
      },
    });
    await pipeline(part.file, measured, keepFiles ? await onDisk(path, noSpace) : nowhere());
    const { fieldname: field, mimetype } = part;
    const filename = field === 'logs' ? part.filename : nameOf(part.filename);
    req.uploads.push({ field, filename, mimetype, size, sha256: hash.digest('hex'), path, read: () => readFile(path) });
  }
  if (full) throw full;
}

/** No file system has a longer one. */
const LONGEST_NAME = 255;
const nameOf = (filename: string): string => (filename.split(/[\\/]/).at(-1) ?? '').slice(0, LONGEST_NAME);

async function folderOf(req: WithUploads): Promise<void> {
  req.uploadDir ??= await mkdtemp(join(tmpdir(), FOLDER));
}

/** Removes uploads that killed processes left. @param folder of temporary files */
export async function forgetLeftUploads(folder = tmpdir(), now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((n) => n.startsWith(FOLDER))) {
    const path = join(folder, name);
    const made = await stat(path).catch(() => null);
    if (made && made.mtimeMs < now - LEFT_MS) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
