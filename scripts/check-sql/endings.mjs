/**
 * Prepares what `platform.end_words` puts together from the texts of `platform.endings`, which name tables and columns of all rooms: Postgres
 * itself would read them only when the first word ends.
 * @param tell is given a sentence for each text that cannot be prepared
 */
export async function endingsCanBePrepared(client, tell) {
  const { rows } = await client.query(
    `SELECT t.thing, g.due, g.becomes, g.files FROM (SELECT DISTINCT thing FROM platform.endings()) t, platform.ending_groups(t.thing) g`,
  );
  for (const { thing, due, becomes, files } of rows) {
    const change = becomes === null ? `DELETE FROM ${thing} r` : `UPDATE ${thing} r SET ${becomes}`;
    try {
      await client.query(`PREPARE ending (timestamptz) AS ${change} WHERE ${due} RETURNING ${files}`);
      await client.query('DEALLOCATE ending');
    } catch (error) {
      tell(`migrations/platform/functions/endings.sql: ${thing}: ${error.message}`);
    }
  }
}
