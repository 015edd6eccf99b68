/** SQL: a file `f` as `ImportListView`, with its sample still sealed (`withSample`). */
export const LIST_COLUMNS = `f.id, f.filename AS name, f.state, f.format, f.sheets, f.sheet, f.header_row AS "headerRow", f.header, f.fields, f.sample,
  f.sample_key AS "sampleKey", f.columns_by AS "columnsBy", coalesce(f.choices ->> 'hiddenRows' = 'true', false) AS "hiddenRows",
  coalesce(f.choices -> 'also', '[]') AS also, coalesce(f.root_id, f.id) AS "rootId",
  f.rows_good AS good, f.rows_wrong AS wrong, f.rows_left AS left, f.things_made AS made, f.result -> 'withdrawal' AS withdrawal,
  f.error, f.error_facts AS "errorFacts"`;
