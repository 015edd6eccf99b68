import type { FieldProblem, LoggedAnswer, LoggedDevice, Problem } from '../../../libs/platform/contract/index.js';
import type { ItemProblem } from './outbox.js';

/** What an answer means. `refused`: a person decides; `later` without `server`: no network. */
export type SendOutcome =
  | ({ kind: 'done' } & LoggedDevice)
  | { kind: 'refused'; problem: ItemProblem }
  | { kind: 'sign_in' }
  | { kind: 'other_person' }
  | { kind: 'later'; server: boolean };

const REFUSALS_OF_WHO = ['desk.other_person', 'request.stale_organisation'];

const OWN_WORDS: Readonly<Record<string, string>> = {
  'request.not_found': 'Ce don n’existe plus, ou n’est plus pour vous. Choisissez un autre don.',
  'request.gone_meanwhile':
    'Ce don était là quand vous avez écrit cette fiche. Il n’est plus pour vous : quelqu’un l’a repris ou retiré entre-temps. Rien n’est enregistré : choisissez un autre don.',
  'request.too_large': 'Les photos sont trop lourdes. Corrigez en les enlevant, ou en en prenant moins.',
  'desk.too_old':
    'Cet appareil attend depuis un mois, et la réponse à son premier envoi s’est perdue. Cherchez-le dans le don : s’il y est, jetez cette fiche ; sinon, renvoyez-la.',
};

/** Only an answer that is certainly ours counts: what a hotel's network or a proxy answers is a reason to try again. */
export async function readAnswer(answer: Response): Promise<SendOutcome> {
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status === 413 && !type.includes('json')) return refused(413, { code: 'request.too_large' });
  const body: unknown = type.includes('json') ? await answer.json().catch(() => null) : null;
  if (answer.status === 200 && isLogged(body)) return { kind: 'done', device: body.device, progress: body.progress };
  if (answer.status < 400 || !isProblem(body)) return { kind: 'later', server: true };
  if (answer.status === 401) return { kind: 'sign_in' };
  if (REFUSALS_OF_WHO.includes(body.code)) return { kind: 'other_person' };
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return { kind: 'later', server: true };
  return refused(answer.status, body);
}

const isLogged = (body: unknown): body is LoggedAnswer => (body as Partial<LoggedAnswer> | null)?.ok === true;
const isProblem = (body: unknown): body is Problem => typeof (body as Partial<Problem> | null)?.code === 'string';

function refused(status: number, body: Pick<Problem, 'code'> & Partial<Problem>): SendOutcome {
  return { kind: 'refused', problem: problemOf(status, body) };
}

/** A refusal as it is stored, each of its problems in words. */
export function problemOf(status: number, body: Pick<Problem, 'code'> & Partial<Problem>): ItemProblem {
  const errors: readonly Partial<FieldProblem>[] = body.errors ?? [
    { field: body.field, code: body.code, message: body.title },
  ];
  const problems = errors.map(({ field = '', code = body.code, message }) => ({
    field,
    code,
    message: OWN_WORDS[code] ?? message ?? 'Cet appareil a été refusé.',
  }));
  return { status, code: body.code, problems, facts: body.facts ?? {} };
}
