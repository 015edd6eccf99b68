import { TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';

/** What the law is called in the rules of today, without what the bank adds behind it: why the bank writes, and why the controller decides. */
export interface NoticeLaw {
  readonly processor: string;
  readonly controller: string;
}

const LAW = `SELECT (SELECT split_part(source, ' : ', 1) FROM incidents.notice_rule WHERE subject = 'agreement' AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1) AS processor,
  (SELECT split_part(source, ' : ', 1) FROM incidents.notice_rule WHERE subject = 'controller' AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1) AS controller`;

export async function noticeLaw(on: Reader): Promise<NoticeLaw> {
  const [law] = await rows<NoticeLaw>(on, LAW);
  return law!;
}
