import { DataSource } from 'typeorm';
import { DataImportQueries, DataImportService } from '#bank/files/old-register';
import { type Member, sha256 } from '#platform/kernel';
import type { TestApp } from '../servers/app.js';
import { NOTE, PLANTED } from './planted-words.js';

/** Another tool's list names who uses a machine, and who gave it. */
export async function namedByAnotherTool({ app }: TestApp, leila: Member): Promise<void> {
  const lines = [
    'Nom;Fabricant;Modèle;Type;Numéro de série;Utilisateur;Téléphone;Commentaires;Statut',
    `PC-1;HP;EliteBook;Ordinateur portable;PLANTGLPI1;${PLANTED.name};${PLANTED.phone};${NOTE};En stock`,
    `PC-2;HP;EliteBook;Ordinateur portable;PLANTGLPI1;${PLANTED.name};${PLANTED.phone};${NOTE};Chez ${PLANTED.name}`,
  ];
  const bytes = Buffer.from(lines.join('\n'));
  const file = { filename: `parc de ${PLANTED.name}.csv`, size: bytes.length, sha256: sha256(bytes), source: bytes };
  const taken = app.get(DataImportService, { strict: false });
  const db = app.get(DataSource);
  const id = await db.transaction((tx) => taken.upload(tx, leila, file, 'GLPI'));
  const words = await app.get(DataImportQueries, { strict: false }).values(leila, id);
  expect(JSON.stringify(words)).not.toContain('dialyse');
  const known = words.find((word) => word.value === 'En stock')!.target!;
  const targets = new Map(words.flatMap(({ field, key, target }) => (target ? [] : [[`${field} ${key}`, known]])));
  await db.transaction((tx) => taken.map(tx, leila, id, { targets }));
  await db.transaction((tx) => taken.apply(tx, leila, id, 'good'));
}
