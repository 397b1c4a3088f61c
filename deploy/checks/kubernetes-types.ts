import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import ts from 'typescript';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  [part: string]: unknown;
}

/**
 * Faults of Kubernetes objects, unknown fields included: each becomes an object literal of its type, and the compiler reads them.
 * (The JSON schemas of Kubernetes let unknown fields pass, and so a misspelt probe.)
 * @param root where node_modules is
 */
export function typeFaults(root: string, manifests: Manifest[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'bsp-manifests-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const file = join(folder, 'manifests.ts');
    writeFileSync(file, manifests.map(literalOf).join('\n'));
    const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext });
    return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function literalOf(manifest: Manifest, index: number): string {
  return `import type { I${manifest.kind} as T${index} } from 'kubernetes-models/${manifest.apiVersion}';\nexport const m${index}: T${index} = ${JSON.stringify(manifest)};`;
}
