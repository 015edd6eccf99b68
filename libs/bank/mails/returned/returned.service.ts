import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { audit, UsersService } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, fingerprint, fingerprints, mailSettings, RuleBroken } from '#platform/kernel';
import { readReturned } from './returned-mail.js';

interface NamedMail {
  readonly id: string;
  /** Of the account that it went to, as it is now; null: of whoever has none. */
  readonly email: string | null;
}

/** Mails that a server accepted, and sent back later to the address that they are sent by (docs/adr/0125). */
@Injectable()
export class ReturnedMails {
  constructor(private readonly users: UsersService) {}

  /**
   * Notes a mail that came back: in the log, where it is one of ours, and at its address.
   * @param text a delivery report, or the address alone. A program's must name one of our mails: anybody may write to the sender's address.
   * @returns the mail's id, if it is known
   * @throws RuleBroken `notifications.returned_…`, of what says of no address that it takes no mail
   */
  async note(tx: EntityManager, actor: Actor, text: string): Promise<string | null> {
    const { ids, addresses, fate } = readReturned(text, senderAddress());
    if (fate === 'delayed') throw new RuleBroken('notifications.returned_delayed', {}, 'message');
    if (fate === 'delivered') throw new RuleBroken('notifications.returned_arrived', {}, 'message');
    const [named, ...others] = await rows<{ id: string; userId: string | null }>(
      tx,
      'SELECT id, user_id AS "userId" FROM notifications.mail WHERE id = ANY ($1)',
      [ids],
    );
    if (others.length) throw new RuleBroken('notifications.returned_several', {}, 'message');
    const mail = named && { id: named.id, email: named.userId ? (await this.users.get(named.userId, tx)).email : null };
    if (!mail && actor.channel === 'api') throw new RuleBroken('notifications.returned_unknown', {}, 'message');
    const address = refusing(addresses, mail);
    if (!mail && !address) throw new RuleBroken('notifications.returned_unreadable', {}, 'message');
    if (address) await run(tx, MARK, [hashOf(address)]);
    if (mail) await run(tx, CAME_BACK, [mail.id]);
    await audit(tx, actor, 'note_returned', { kind: 'mail', ...(mail ? { id: mail.id } : {}) });
    return mail?.id ?? null;
  }

  /** An address takes mail again, or was noted by mistake. @throws RuleBroken `notifications.returned_not_noted` */
  async answers(tx: EntityManager, actor: Actor, text: string): Promise<void> {
    const address = refusing(readReturned(text, senderAddress()).addresses, undefined);
    const gone = await run(tx, 'DELETE FROM notifications.returned_address WHERE address_hash = ANY ($1)', [
      address ? hashesOf(address) : [],
    ]);
    if (!gone) throw new RuleBroken('notifications.returned_not_noted', {}, 'message');
    await audit(tx, actor, 'call_off_returned', { kind: 'mail' });
  }
}

/** The hashes under which addresses may be noted, and whose each is: two columns for `unnest`. */
export const asNoted = (addresses: readonly string[]): [hashes: string[], addresses: string[]] => {
  const pairs = addresses.flatMap((address) => hashesOf(address).map((hash) => [hash, address] as const));
  return [pairs.map(([hash]) => hash), pairs.map(([, address]) => address)];
};

/**
 * The one address that takes no mail. Of a mail to an account it is the account's: a report may name where that is forwarded to, and the account may
 * have another address by now. @throws RuleBroken `notifications.returned_several`
 */
function refusing(addresses: readonly string[], mail: NamedMail | undefined): string | null {
  if (mail?.email) return addresses.find((address) => address === mail.email) ?? null;
  if (addresses.length > 1) throw new RuleBroken('notifications.returned_several', {}, 'message');
  return addresses[0] ?? null;
}

const senderAddress = (): string => (/<?([^<>\s]+)>?$/.exec(mailSettings()?.from ?? '')?.[1] ?? '').toLowerCase();

const named = (address: string): string => `mail address:${address.toLowerCase()}`;
const hashOf = (address: string): string => fingerprint(named(address));
const hashesOf = (address: string): string[] => fingerprints(named(address));

const MARK = `
  INSERT INTO notifications.returned_address (address_hash) VALUES ($1)
  ON CONFLICT (address_hash) DO UPDATE SET at = platform.now()`;

const CAME_BACK = `
  UPDATE notifications.mail SET state = 'failed', sent_at = NULL, error = 'notifications.returned' WHERE id = $1 AND state = 'sent'`;
