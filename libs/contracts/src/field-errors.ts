import type { FieldError } from '#libs/kernel';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Every broken rule of a body, by field and rule name, as the HTTP interface and the bus report them. */
export function fieldErrorsOf(error: z.ZodError, input: unknown, schema?: z.ZodType): FieldError[] {
  const immutable = immutableFieldsOf(schema);
  return error.issues.flatMap((issue) => fromIssue(issue, input, immutable)).slice(0, 50);
}

function fromIssue(issue: Issue, input: unknown, immutable: readonly string[]): FieldError[] {
  const field = issue.path.map(String).join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: [...issue.path, key].map(String).join('.').slice(0, 128), rule: immutable.includes(key) ? 'immutable' : 'unknown' }));
    case 'invalid_type':
      return [valueAt(input, issue.path) === undefined ? { field, rule: 'required' } : { field, rule: 'format', params: { expected: issue.expected } }];
    case 'too_small':
      return [{ field, rule: ruleOfBound(issue.origin, valueAt(input, issue.path)), params: { min: Number(issue.minimum) } }];
    case 'too_big':
      return [{ field, rule: issue.origin === 'number' ? 'range' : 'length', params: { max: Number(issue.maximum) } }];
    case 'invalid_value':
      return [{ field, rule: valueAt(input, issue.path) === undefined ? 'required' : 'range', params: { allowed: issue.values.map(String).join(', ') } }];
    case 'invalid_union':
      return [{ field, rule: 'format', ...choiceOf(issue, valueAt(input, issue.path)) }];
    case 'custom':
      return [{ field, rule: typeof issue.params?.rule === 'string' ? issue.params.rule : 'format' }];
    default:
      return [{ field, rule: 'format' }];
  }
}

/** Of a body with several shapes, the field that says which one it is. */
function choiceOf(issue: Issue, value: unknown): Partial<FieldError> {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : undefined;
  return options ? { rule: value === undefined ? 'required' : 'range', params: { allowed: options.map(String).join(', ') } } : {};
}

/** A mandatory text left empty is missing, not too short. */
function ruleOfBound(origin: string, value: unknown): string {
  if (origin === 'number') return 'range';
  return typeof value === 'string' && value.trim() === '' ? 'required' : 'length';
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function immutableFieldsOf(schema?: z.ZodType): readonly string[] {
  const fields = schema?.meta()?.['x-immutable'];
  return Array.isArray(fields) ? fields : [];
}
