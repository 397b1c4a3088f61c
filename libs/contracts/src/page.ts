import { z } from 'zod';

/** `?limit=` (default 50, at most 200) and `?cursor=` of every list. */
export const PageRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(512).optional(),
});

/** `{ items, nextCursor }`; the cursor is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
