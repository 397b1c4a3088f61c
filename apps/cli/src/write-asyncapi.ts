import { writeFileSync } from 'node:fs';
import { asyncApi } from '#libs/contracts';
import { stringify } from 'yaml';

/** Writes docs/asyncapi.yaml from the contracts; a part of `npm run docs`. Each message in full: aliases would spare lines and cost readers. */
const file = 'docs/asyncapi.yaml';
writeFileSync(file, stringify(asyncApi(), { lineWidth: 140, aliasDuplicateObjects: false }));
process.stdout.write(`${file} written\n`);
