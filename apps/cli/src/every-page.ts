/** Rows of one question: as many as a page may have. */
const PAGE = 200;

/** All rows of a list, asked for page by page. */
export async function everyPage<Row>(ask: (page: { limit: number; cursor?: string }) => Promise<{ items: Row[]; nextCursor: string | null }>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, nextCursor } = await ask({ limit: PAGE, ...(cursor && { cursor }) });
    rows.push(...items);
    cursor = nextCursor;
  }
  return rows;
}
