/** A route as the published documentation describes it. */
export interface Operation {
  method: string;
  /** Below /api/v1. */
  path: string;
  /** Names of the body's fields, those of all its shapes; undefined where there is no body. */
  fields: string[] | undefined;
  example: Record<string, unknown>;
}

interface Schema {
  $ref?: string;
  properties?: Record<string, unknown>;
  /** A body of several shapes. */
  oneOf?: Schema[];
  anyOf?: Schema[];
}

interface Document {
  paths: Record<string, Record<string, { requestBody?: { content?: Record<string, { schema?: Schema; example?: Record<string, unknown> }> } }>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Every operation of the OpenAPI document at `url`. */
export async function publishedOperations(url: string): Promise<Operation[]> {
  const { paths, components } = (await (await fetch(url)).json()) as Document;
  const fieldsOf = (schema: Schema): string[] => {
    const { properties = {}, oneOf = [], anyOf = [] } = resolved(schema);
    return [...new Set([...Object.keys(properties), ...[...oneOf, ...anyOf].flatMap(fieldsOf)])];
  };
  const resolved = ({ $ref, ...schema }: Schema): Schema => ($ref ? components!.schemas![$ref.split('/').at(-1)!]! : schema);
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v1/'))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => {
        const body = requestBody?.content?.['application/json'];
        const fields = body && fieldsOf(body.schema ?? {});
        return { method: method.toUpperCase(), path: path.replace('/api/v1', ''), fields, example: body?.example ?? {} };
      }),
    );
}
