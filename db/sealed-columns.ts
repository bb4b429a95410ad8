/** A column that holds seals: where it is, which cell its seals name (`db/sealed.ts`), and the key of a row, whose values joined by `:` name the row. */
export type SealedColumn = { table: string; column: string; cell: string; key: Record<string, 'text' | 'smallint'> };

/**
 * Every sealed column that outlives a week. A test compares it with the schema (columns named …_sealed). Not here: `idempotency.answer`, which
 * is swept after 7 days.
 */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'person', column: 'id_number_sealed', cell: 'id_number', key: { id: 'text' } },
  { table: 'person', column: 'phone_sealed', cell: 'phone', key: { id: 'text' } },
  { table: 'group_person', column: 'id_number_sealed', cell: 'id_number', key: { group_id: 'text', seq: 'smallint' } },
  { table: 'group_person', column: 'phone_sealed', cell: 'phone', key: { group_id: 'text', seq: 'smallint' } },
  { table: 'checklist_form', column: 'content_sealed', cell: 'content', key: { checklist_id: 'text', person_id: 'text' } },
  { table: 'urgent_request', column: 'phone_sealed', cell: 'phone', key: { id: 'text' } },
  { table: 'second_factor', column: 'secret_sealed', cell: 'secret', key: { person_id: 'text' } },
  { table: 'wechat_token', column: 'token_sealed', cell: 'token_sealed', key: { id: 'text' } },
];
