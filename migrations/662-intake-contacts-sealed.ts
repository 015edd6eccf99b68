import type { QueryRunner } from 'typeorm';
import { Migration } from '#platform/database';
import { keyring, nameTexts, phoneTexts, seal, tokensOf } from '#platform/kernel';

interface Row {
  readonly at: string;
  readonly of: string;
  readonly words: Record<string, string>;
}

/** How donors are reached, where their equipment is fetched and who represents them: under seal like identities (docs/adr/0057). */
export default class ContactsSealed extends Migration {
  async up(q: QueryRunner): Promise<void> {
    await q.query(
      `ALTER TABLE intake.donor_contact ADD key_id text, ADD sealed bytea, ADD has_email boolean NOT NULL DEFAULT false, ADD tokens text[] NOT NULL DEFAULT '{}'`,
    );
    const contact = ['name', 'job', 'phone', 'email', 'address'];
    for (const row of await read(q, 'donor_contact', `'contact ' || organisation_id || ' ' || donor_id`, contact)) {
      const { name = '', phone = '', email = '' } = row.words;
      const texts = [...nameTexts(name), ...phoneTexts(phone), ...(email ? [`mail:${email.toLowerCase()}`] : [])];
      await keep(q, 'donor_contact', row, { has_email: email !== '', tokens: tokensOf('donor', texts) });
    }
    await q.query(
      `ALTER TABLE intake.donor_contact ALTER key_id SET NOT NULL, ALTER sealed SET NOT NULL, ALTER has_email DROP DEFAULT, ALTER tokens DROP DEFAULT,
         DROP name, DROP job, DROP phone, DROP email, DROP address`,
    );
    await q.query('CREATE INDEX donor_contact_tokens ON intake.donor_contact USING gin (tokens)');

    await q.query('ALTER TABLE intake.collection ADD key_id text, ADD sealed bytea');
    for (const row of await read(q, 'collection', `'collection ' || donation_id`, ['address', 'bring']))
      if (row.words['address'] || row.words['bring']) await keep(q, 'collection', row);
    await q.query(
      `ALTER TABLE intake.collection DROP address, DROP bring, ADD CONSTRAINT collection_sealed_whole CHECK ((key_id IS NULL) = (sealed IS NULL))`,
    );

    // Its rows never change: this once they do.
    await q.query('ALTER TABLE intake.donor_representative ADD key_id text, ADD sealed bytea, DISABLE TRIGGER USER');
    for (const row of await read(q, 'donor_representative', `'representative ' || id`, ['name', 'quality']))
      await keep(q, 'donor_representative', row);
    await q.query(
      `ALTER TABLE intake.donor_representative ENABLE TRIGGER USER, ALTER key_id SET NOT NULL, ALTER sealed SET NOT NULL, DROP name, DROP quality`,
    );

    // A column that was dropped stays in the table's file: written anew, it is gone from there too.
    for (const table of ['donor_contact', 'collection', 'donor_representative'])
      await q.query(`CLUSTER intake.${table} USING ${table}_pkey`);
  }
}

const read = (q: QueryRunner, table: string, context: string, columns: readonly string[]): Promise<Row[]> =>
  q.query(
    `SELECT ctid::text AS at, ${context} AS of, json_build_object(${columns.map((c) => `'${c}', ${c}`).join(', ')}) AS words FROM intake.${table}`,
  );

async function keep(q: QueryRunner, table: string, { at, of, words }: Row, besides: Record<string, unknown> = {}) {
  const { keyId, bytes } = seal(keyring(), Buffer.from(JSON.stringify(words)), of);
  const set = Object.entries({ key_id: keyId, sealed: bytes, ...besides });
  await q.query(
    `UPDATE intake.${table} SET ${set.map(([name], i) => `${name} = $${i + 2}`).join(', ')} WHERE ctid = $1::tid`,
    [at, ...set.map(([, value]) => value)],
  );
}
