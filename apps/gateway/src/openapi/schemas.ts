import * as contracts from '#libs/contracts';
import { z } from 'zod';
import { Authenticated } from '../http/authenticated.reply.js';

export type JsonSchema = Record<string, unknown>;

/** Schemas that have a name of their own, by which several routes may refer to them. */
const NAMES = new Map<unknown, string>([
  [Authenticated, 'Authenticated'],
  ...Object.entries(contracts).flatMap(([name, value]): [unknown, string][] => (value instanceof z.ZodObject ? [[value, name]] : [])),
]);

/** Collects the schemas that the document refers to. */
export class SchemaBook {
  readonly schemas: Record<string, JsonSchema> = {};

  /** `io`: as it is sent (`input`) or as it is answered (`output`). */
  refer(schema: z.ZodType, io: 'input' | 'output', otherwise: string): JsonSchema {
    const name = NAMES.get(schema) ?? otherwise;
    this.schemas[name] ??= jsonSchemaOf(schema, io);
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as JsonSchema;
  return withoutKey(json, 'x-immutable') as JsonSchema;
}

/** Our own annotations mean nothing to readers of the document. */
function withoutKey(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutKey(entry, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key).map(([name, entry]) => [name, withoutKey(entry, key)]));
}
